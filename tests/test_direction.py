"""Which words run from right to left."""

from __future__ import annotations

import pytest

from serge_press.rendering.direction import is_from_right


@pytest.mark.parametrize("tag", ["he", "ar-EG", "fa", "uz-Arab", "AZ-arab-IR", "yi"])
def test_from_right(tag: str) -> None:
    assert is_from_right(tag)


@pytest.mark.parametrize("tag", ["en", "pl-PL", "ar-Latn", "he-Latn-IL", "el-polyton", ""])
def test_from_left(tag: str) -> None:
    """A title in transliteration has the language of the original and Latin letters."""
    assert not is_from_right(tag)
