"""A function remembers only when asked to, and then gives what it gave before."""

from __future__ import annotations

import pytest

from serge_press import memory


def test_remembers_only_when_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    @memory.remembered
    def twice(word: str, *, times: int = 2) -> str:
        calls.append(word)
        return word * times

    monkeypatch.setattr(memory._Switch, "on", False)
    assert twice("ab") == twice("ab") == "abab"
    assert len(calls) == 2
    memory.remember()
    assert twice("ab") == twice("ab") == "abab"
    assert len(calls) == 3
    assert twice("ab", times=3) == "ababab"
    assert len(calls) == 4
