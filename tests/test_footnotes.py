"""No note is lost: the remedy on hard books, the audit on pages that are wrong."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from makers import call, division, manuscript, note, paragraph
from printed_samples import chapter
from sample_order import order
from serge_press.editions import footnotes
from serge_press.editions.box_tree import SetNote, SetPage, read_pages
from serge_press.editions.leaves import holdings
from serge_press.editions.note_audit import audit
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.print_edition import bring_out_print
from serge_press.editions.sections.book import lay_out_book
from serge_press.findings import Place
from stress_books import StressBook, stress_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding

SEEDS = range(10)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


def audited(book: StressBook) -> tuple[Finding, ...]:
    """The audit of the book, laid out by WeasyPrint as it is at the moment."""
    from weasyprint import HTML

    pages = read_pages(HTML(string=book.html).render(), ())
    return audit(pages, {name: Place(name, 1) for name in book.notes}, book.notes)


@pytest.mark.parametrize("references", [False, True], ids=["one pass", "several passes"])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_note_of_a_hard_book_is_lost(seed: int, references: bool) -> None:
    with footnotes.remedied() as findings:
        assert findings == ()
        assert audited(stress_book(seed, 14, references=references)) == ()


def test_weasyprint_as_it_is_loses_notes() -> None:
    """What the remedy is for, and proof that the audit sees it: seed 2 in one pass, and whole pages of notes in several."""
    lost = [found.message for found in audited(stress_book(2))]
    assert "this note is called in the text but stands on no page" in lost
    several = audited(stress_book(2, 60, references=True))
    assert {found.rule for found in several} == {"P001"}
    assert any("more than once" in found.message for found in several)


def test_weasyprint_is_left_as_it_was() -> None:
    from weasyprint import layout
    from weasyprint.layout import block, page

    before = (block._linebox_layout, page.remake_page, page.make_all_pages, layout.make_all_pages)
    with footnotes.remedied():
        assert block._linebox_layout is not before[0]
        assert layout.make_all_pages is not before[3]
    assert (block._linebox_layout, page.remake_page, page.make_all_pages, layout.make_all_pages) == before


@pytest.mark.parametrize("what", ["version", "source"])
def test_the_remedy_is_not_fitted_to_another_weasyprint(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import block

    if what == "version":
        monkeypatch.setattr("weasyprint.__version__", "71.0")
    else:
        monkeypatch.setitem(footnotes._FITTED, "remake_page", "0" * 64)
    before = block._linebox_layout
    with footnotes.remedied() as findings:
        assert [found.rule for found in findings] == ["P003"]
        assert block._linebox_layout is before


def page(leaf: int, calls: tuple[str, ...], *notes: tuple[str, int], **lengths: float) -> SetPage:
    """A page 600 high, with its notes from 500 to 590."""
    bounds: dict[str, Any] = {"head": 0, "foot": 600, "text_foot": 490, "notes_head": 500, "notes_foot": 590} | lengths
    set_notes = tuple(SetNote(name, count) for name, count in notes)
    return SetPage(leaf, False, "p", 0, "", (), (), calls, set_notes, (), **bounds)


PLACES = {"a": Place("x.md", 3), "b": Place("x.md", 5)}
LETTERS = {"a": 10, "b": 20}


def told(*pages: SetPage) -> list[tuple[str, int]]:
    return [(found.rule, found.place.line) for found in audit(pages, PLACES, LETTERS)]


def test_the_audit_is_content_with_notes_on_their_page_or_after() -> None:
    assert told(page(1, ("a", "b"), ("a", 10)), page(2, (), ("b", 20))) == []


def test_the_audit_tells_every_way_to_be_wrong() -> None:
    assert told(page(1, ("a", "b"), ("a", 10))) == [("P001", 5)]  # lost
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 20)), page(2, (), ("a", 10))) == [
        ("P001", 3),
        ("P001", 3),
    ]  # doubled
    assert told(page(1, ("a", "b"), ("b", 20), ("a", 10))) == [("P001", 3)]  # out of order
    assert told(page(1, ("a",), ("a", 10), ("b", 20)), page(2, ("b",))) == [("P001", 5)]  # before its call
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 12))) == [("P002", 5)]  # not whole
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 20), text_foot=510)) == [("P002", 5)]  # over the text
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 20), notes_foot=640)) == [("P002", 5)]  # past the foot


def test_a_note_longer_than_a_page_goes_on_over_the_page() -> None:
    long = note("long", "A very long note. " * 400)
    book = manuscript(division("one", paragraph("Text", call("long"), " goes on."), title="One", notes=(long,)))
    _, found = bring_out_print(order(book))
    assert [one for one in found if one.rule in ("P001", "P002")] == []


def test_the_audit_knows_a_note_that_goes_on_over_the_page() -> None:
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 12)), page(2, (), ("b", 8))) == []
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 12)), page(2, (), ("b", 7))) == [("P002", 5)]  # not whole
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 12)), page(2, (), ("b", 9))) == [("P001", 5)]  # some of it twice
    assert told(page(1, ("a", "b"), ("a", 10), ("b", 12)), page(3, (), ("b", 8))) == [("P001", 5)]  # not on the next
    parted = told(page(1, ("a", "b"), ("a", 6), ("b", 20)), page(2, (), ("a", 4)))
    assert ("P001", 3) in parted  # another stands between


def test_notes_of_an_ordinary_chapter_stand_on_the_page_of_their_call() -> None:
    """As it is, WeasyPrint sends all notes of a page on to keep two more lines on it."""
    asked = order(manuscript(chapter("lock", "The Lock", 5, 20)))
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    seen = lay_out_book(asked, geometry, holdings(asked.manuscript)).pages
    _, found = bring_out_print(asked)
    assert found == ()
    calls = {name: page.leaf for page in seen for name in page.calls}
    assert len(calls) > 15
    assert {one.id: page.leaf for page in seen for one in page.notes} == calls
