"""A long index is laid out in pieces: it comes out as in one run, and after an edit as in a first build."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sample_order import order
from serge_press.editions.sections import pieces, piecewise, workers
from serge_press.editions.sections.lay_pieces import lay_pieces
from serge_press.editions.unfinished import Unfinished
from serge_press.press import prepare
from serge_press.reading.folder import MemoryFolder
from shelves import DictShelves
from test_sections import assert_same_book, in_one_run, in_sections

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.sections.request import SectionRequest
    from serge_press.editions.sections.sheets import SectionSheets

_PLAN = """\
title = "A Gazetteer"
slug = "gazetteer"
by = ["The tests"]
language = "en"
publisher = "Quayside"
city = "Ghent"
year = "2026"

[contents]
body = ["lives/1.md", "lives/2.md"]
back = ["index"]

[edition.print]
kind = "print"
trim = "105mm x 150mm"
"""
_WORDS = ("Bridge", "Customs house", "Harbour", "Lantern", "Quarry", "River", "Signal", "Tower", "Warehouse", "Yard")
_KINDS = ("of the old town", "by the estuary", "at low water", "as the pilots called it", "in the second survey")

Chapter = tuple[tuple[int, ...], ...]
"""Of each paragraph the numbers of the terms that are marked in it."""

FIRST: Chapter = tuple(tuple(range(at * 11, at * 11 + 11)) for at in range(20))
SECOND: Chapter = tuple(tuple(range(at, 220, 31)) for at in range(24))


def term(number: int) -> str:
    words = f"{_WORDS[number % 10]} {_KINDS[number // 10 % 5]}, {number // 50 + 1}"
    return f"{words}!on the chart" if number % 9 == 8 else words


def prose(name: str, chapter: Chapter) -> str:
    paragraphs = (
        "Nothing was said. " + " ".join(f'The [survey]{{.index term="{term(number)}"}} ended.' for number in row)
        for row in chapter
    )
    return f"---\nid: {name}\ntitle: {name.title()}\nrole: chapter\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def gazetteer(first: Chapter = FIRST, second: Chapter = SECOND) -> Order:
    files = {"book.toml": _PLAN, "lives/1.md": prose("first", first), "lives/2.md": prose("second", second)}
    proof = prepare(MemoryFolder(files))
    assert proof.plan is not None
    assert proof.manuscript is not None
    return replace(order(proof.manuscript), plan=proof.plan.editions[0], workers=1)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a page or two, so that a small index has many."""
    monkeypatch.setattr(pieces, "PAGES", 1)
    monkeypatch.setattr(pieces, "_LONG", 3)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SectionRequest]:
    """What is laid out in pieces, as it is asked for."""
    seen: list[SectionRequest] = []

    def listening(request: SectionRequest) -> SectionSheets:
        seen.append(request)
        return lay_pieces(request)

    monkeypatch.setattr(workers, "lay_pieces", listening)
    return seen


@cache
def first_build() -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """The book laid out for the first time, and what is on the shelf after it."""
    shelf = DictShelves()
    return in_sections(replace(gazetteer(), shelf=shelf)).data, tuple(shelf.items())


def shelf_of_first_build() -> DictShelves:
    shelf = DictShelves()
    shelf.update(first_build()[1])
    return shelf


def test_an_index_in_pieces_is_that_of_one_run(asked: list[SectionRequest]) -> None:
    assert_same_book(in_sections(gazetteer()), in_one_run(gazetteer()))
    assert sum(one.spare for one in asked) > 1


def test_pieces_laid_out_together_are_those_laid_out_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piecewise, "_MOST", 1)
    shelf = DictShelves()
    assert in_sections(replace(gazetteer(), shelf=shelf)).data == first_build()[0]
    assert shelf == shelf_of_first_build()


def test_an_index_that_is_as_it_was_is_not_laid_out_again(asked: list[SectionRequest]) -> None:
    assert in_sections(replace(gazetteer(), shelf=shelf_of_first_build())).data == first_build()[0]
    assert asked == []


def test_after_an_edit_only_the_pieces_with_other_words_are_laid_out(asked: list[SectionRequest]) -> None:
    """The first chapter no longer speaks of one term; the links of all terms after it lead to places of other names."""
    edited = (*FIRST[:-1], (*FIRST[-1][:3], *FIRST[-1][4:]))
    in_sections(replace(gazetteer(edited), shelf=shelf_of_first_build()))
    pieces_of_first = sum(data.startswith(piecewise._ENDS) for _, data in first_build()[1])
    assert 0 < sum(one.most for one in asked) < pieces_of_first


rows = st.lists(st.integers(0, 260), max_size=12).map(tuple)


@given(chapter=st.sampled_from((0, 1)), at=st.integers(0, 19), row=rows, more=st.booleans())
@example(chapter=0, at=2, row=(), more=False)  # terms that stand nowhere else are gone
@example(chapter=1, at=0, row=(251, 252, 8), more=True)  # new ones
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_edit_the_book_is_what_a_first_build_makes(
    chapter: int, at: int, row: tuple[int, ...], more: bool
) -> None:
    texts = [FIRST, SECOND]
    old = texts[chapter]
    texts[chapter] = (*old[:at], row, *old[at + (not more) :])
    edited = gazetteer(*texts)
    assert in_sections(replace(edited, shelf=shelf_of_first_build())).data == in_sections(edited).data


def test_a_damaged_piece_is_laid_out_anew() -> None:
    shelf = shelf_of_first_build()
    for number, digest in enumerate(shelf):
        shelf[digest] = (b"", shelf[digest][: len(shelf[digest]) // 2], shelf[digest] + b"x")[number % 3]
    assert in_sections(replace(gazetteer(), shelf=shelf)).data == first_build()[0]
    assert shelf == shelf_of_first_build()


def test_a_piece_that_does_not_come_to_an_end_is_told_as_the_index(asked: list[SectionRequest]) -> None:
    book = gazetteer()
    in_sections(book)
    told = Unfinished(asked[-1].html, 900.0).finding(book.manuscript)
    assert told.message.startswith("“index” was not laid out")
