"""Titles and sources broken into lines of like length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from serge_press.editions.covers.fit import Fitted, fitted


def set_in(words: str, width: float) -> Fitted:
    """Set with letters of a width of 1, in as many lines as are needed."""
    return fitted(words, lambda line: float(len(line)), width, 1000.0, largest=1.0, leading=1.0, least=1.0)


def test_no_line_is_left_with_one_short_word() -> None:
    assert set_in("Victor Serge among the poets of his day", 33).lines == ("Victor Serge among", "the poets of his day")


def test_no_line_ends_with_a_small_word() -> None:
    assert set_in("Where the lives and the books disagree", 22).lines[0] == "Where the lives"


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)


@given(WORDS, st.integers(9, 40))
def test_no_word_is_lost_no_line_too_long_and_none_more_than_needed(words: str, width: int) -> None:
    lines = set_in(words, width).lines
    assert " ".join(lines) == words
    assert max(map(len, lines)) <= width
    full = 1
    room = width
    for word in words.split():  # as full as they go
        if room - len(word) < 0:
            full, room = full + 1, width
        room -= len(word) + 1
    assert len(lines) == full
