"""A press whose own files change while it works brings out nothing, and says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from books import BOOKS
from serge_press import one_book
from serge_press.one_book import Refused, Request, make_editions
from serge_press.press import Run
from serge_press.workshop import provenance
from serge_press.workshop.store import Store

BOOK = str(BOOKS / "complete")


def broken(*_: Any, **__: Any) -> Run:
    """Half of the old press and half of the new."""
    raise ImportError("cannot import name 'folio'")


def whole(*_: Any, **__: Any) -> Run:
    return Run((), ())


@pytest.mark.parametrize("bring_out", [broken, whole])
def test_nothing_is_made_by_two_presses_at_once(
    bring_out: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    states = iter(("before", "after"))
    monkeypatch.setattr(provenance, "press_state", lambda: next(states))
    monkeypatch.setattr(one_book, "bring_out", bring_out)
    store = Store(tmp_path / ".press")
    store.keep("sections", "a" * 64, b"of which of the two?")
    with pytest.raises(Refused, match="were changed while it worked; nothing was written"):
        make_editions(BOOK, Request(draft=True), directory=str(tmp_path))
    assert store.fetch("sections", "a" * 64) is None


def test_a_fault_of_one_press_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_book, "bring_out", broken)
    monkeypatch.setattr(provenance, "press_state", lambda: "the same")
    with pytest.raises(ImportError, match="folio"):
        make_editions(BOOK, Request(draft=True))


def test_a_file_that_is_written_to_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "serge_press" / "workshop"
    home.mkdir(parents=True)
    code = home / "provenance.py"
    code.write_text("old")
    (home / "notes.html").write_text("no code")
    monkeypatch.setattr(provenance, "__file__", str(code))
    states = [provenance.press_state()]
    (home / "notes.html").write_text("other notes")
    states.append(provenance.press_state())
    os.utime(code, (1, 1))
    states.append(provenance.press_state())
    (home.parent / "new.toml").write_text("")
    states.append(provenance.press_state())
    assert [one == states[0] for one in states] == [True, True, False, False]
    assert states[2] != states[3]
