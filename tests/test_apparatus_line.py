"""Lines built from parts that may be missing keep exact punctuation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.findings import NOWHERE
from serge_press.manuscript.apparatus.line import (
    Run,
    bare,
    bracketed,
    closed,
    commas,
    joined,
    run,
    sentences,
    tidy,
    upper_first,
)
from serge_press.manuscript.nodes import CitedTitle, LineBreak, NoteRef, Reference, Text
from serge_press.manuscript.tree import plain_words

WHERE_TO = (CitedTitle(run("What Next?"), "", False),)


def test_a_run_joins_neighbouring_texts_and_drops_empty_ones() -> None:
    assert run("A", "", "3", ()) == (Text("A3"),)


@pytest.mark.parametrize(
    ("written", "closed_as"),
    [
        ("Paris", "Paris."),
        ("Doubleday & Co.", "Doubleday & Co."),
        ("Who was it?", "Who was it?"),
        ("He said ‘no.’", "He said ‘no.’"),
        ("pp. 3–4", "pp. 3–4."),
        ("(and so on…)", "(and so on…)."),
        ("[What next?]", "[What next?]."),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_sentence_ends_with_one_mark(written: str, closed_as: str) -> None:
    assert plain_words(closed(run(written))) == closed_as


def test_a_title_that_asks_takes_no_full_stop() -> None:
    assert plain_words(sentences(WHERE_TO, "Pamphlet")) == "What Next? Pamphlet."


def test_what_is_missing_leaves_no_trace() -> None:
    assert plain_words(sentences(commas("Paris", "", "1930"), "", bracketed(""))) == "Paris, 1930."
    assert bracketed("") == ()
    assert joined([(), run("one"), ()], "; ") == run("one")


def test_a_reference_without_words_yet_is_kept() -> None:
    link = Reference("work", "prison", (), NOWHERE)
    assert link in commas("see", link)


def test_a_title_is_repeated_without_calls_and_links() -> None:
    title: Run = (
        Text("Exile"),
        NoteRef("1", NOWHERE),
        LineBreak(),
        Reference("place", "orenburg", run("in Orenburg"), NOWHERE),
    )
    assert bare(title) == run("Exile in Orenburg")


def test_small_things() -> None:
    assert tidy(" Rieder ,\n ") == "Rieder"
    assert upper_first(run("novel")) == run("Novel")
    assert upper_first(()) == ()


PARTS = st.lists(st.text("ab.,;:?! ()'", max_size=6).map(tidy), max_size=5)


@given(PARTS)
def test_no_parts_ever_give_doubled_or_hanging_marks(parts: list[str]) -> None:
    clean = [part for part in parts if not re.search(r"[.,;:?!]{2}|^[.,;:?!]|\(\)|[ ,;:]$", part)]
    line = plain_words(sentences(commas(*clean)))
    if not any(".." in part for part in clean):
        assert ".." not in line
    assert not line.endswith((",", " ", ", ."))
