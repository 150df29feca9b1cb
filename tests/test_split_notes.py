"""Long notes are split over two pages: they begin on the page of their call and go on first at the foot of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from serge_press.editions import footnotes
from serge_press.editions.box_tree import read_pages
from serge_press.editions.line_breaking import whole_lines
from serge_press.editions.lines.copyfitting import whole_last_pages
from serge_press.editions.note_audit import audit
from serge_press.editions.typography.facing import holes
from serge_press.editions.vertical_justification import even_feet
from serge_press.findings import Place
from serge_press.manuscript.folios import Folio, Folios
from stress_books import stress_book

if TYPE_CHECKING:
    from serge_press.editions.box_tree import SetPage

LINE = 20  # px; a page has ten lines, a line of a note is as high as one of the text, and so is what parts notes from the text
SHEET = (
    "@page { size: 300px 240px; margin: 20px; @footnote { margin-top: 10px; padding-top: 9px; border-top: 1px solid } } "
    ":root { font: 14px/20px serif; --split-notes: %s } body, p, h2 { margin: 0; font: inherit } * { margin-break: discard } "
    "p, span { orphans: 2; widows: 2 } h2 { break-after: avoid } section { break-before: page } "
    ".footnote { float: footnote; footnote-policy: line } .footnote::footnote-call { font: inherit; vertical-align: baseline } "
)


def text(lines: int, **notes: int) -> str:
    """A paragraph of so many lines; ``b5=12``: its fifth line calls note b, of twelve lines."""
    called = {int(name[1:]): (name[0], long) for name, long in notes.items()}
    words = ("Words" + (_note(*called[number]) if number in called else "") for number in range(1, lines + 1))
    return f"<p>{'<br>'.join(words)}</p>"


def _note(name: str, lines: int) -> str:
    return f"<span class=footnote id={name}>{'<br>'.join(f'Note {n}' for n in range(lines))}</span>"


def laid_out(body: str, wish: float = 3) -> list[str]:
    """Each page: the lines of its text, and those of the notes at its foot: ``5 a3 b2``."""
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes

    with whole_lines(), even_feet(), footnotes.remedied(), whole_last_pages():
        made = HTML(string=f"<body>{body}").render(stylesheets=[CSS(string=SHEET % wish)])
    pages = []
    for page in made.pages:
        root, *areas = page._page_box.children
        told = [str(sum(isinstance(box, boxes.LineBox) for box in root.descendants()))]
        told += [f"{note.element.get('id')}{len(note.children)}" for area in areas for note in area.children]
        pages.append(" ".join(told))
    return pages


# ------------------------------------------------------------------------------------------------------- where it is split


def test_a_long_note_begins_under_its_call_and_goes_on_at_the_foot_of_the_next_page() -> None:
    assert laid_out(text(20, a5=8), 0)[0] == "4"  # as WeasyPrint has it: the call goes to the next page
    assert laid_out(text(20, a5=8)) == ["5 a4", "5 a4", "10"]


def test_what_goes_on_stands_first_among_the_notes_of_its_page() -> None:
    assert laid_out(text(20, a5=8, b7=2)) == ["5 a4", "3 a4 b2", "10", "2"]


def test_a_short_note_is_not_split() -> None:
    assert laid_out(text(14, a8=3)) == ["7", "5 a3", "2"]
    assert laid_out(text(14, a6=4)) == ["7 a2", "7 a2"]


@pytest.mark.parametrize("call", [3, 6, 7])
def test_at_least_two_lines_stand_on_either_page(call: int) -> None:
    for lines in (4, 5, 7, 8):
        for page in laid_out(text(30, **{f"a{call}": lines})):
            assert "a1" not in page.split()


def test_it_is_not_split_for_a_hole_that_is_smaller_than_the_sheet_says() -> None:
    assert laid_out(text(16, a7=5), 4)[0] == "7 a2"  # else four lines would be left
    assert laid_out(text(16, a7=5), 4.5)[0] == "6"
    assert laid_out(text(16, a7=5), 0)[0] == "6"


def test_several_long_notes_follow_one_another() -> None:
    assert laid_out(text(20, a3=8, b4=8, c5=8)) == ["3 a6", "2 a2 b5", "3 b3 c3", "4 c5", "8"]


def test_of_two_long_notes_of_one_line_the_first_ends_before_the_second_is_split() -> None:
    both = _note("a", 4) + _note("b", 8)
    assert laid_out(f"<p>Words<br>Words{both}{'<br>Words' * 12}</p>")[:2] == ["2 a4 b3", "4 b5"]


def test_a_note_longer_than_a_page_goes_on_as_long_as_it_must_above_it_stands_text() -> None:
    assert laid_out(text(40, a3=33)) == ["3 a6", "3 a6", "3 a6", "3 a6", "3 a6", "6 a3", "10", "9"]


# --------------------------------------------------------------------------------------------------- the lines around it


def test_lines_that_stay_together_stay_with_the_call() -> None:
    """The first line of a paragraph is not parted from the second, the last from the one before, a heading from both."""
    assert laid_out(text(4) + text(9, a1=8))[:2] == ["6 a3", "4 a5"]
    assert laid_out(text(5, a4=8) + text(9))[:2] == ["5 a4", "5 a4"]
    assert laid_out(text(3) + "<h2>Head</h2>" + text(9, a1=8))[:2] == ["6 a3", "4 a5"]


def test_where_nothing_follows_line_and_note_go_to_the_last_page_together() -> None:
    assert laid_out(text(6, a6=6)) == ["4", "2 a6"]
    assert laid_out(f"<section>{text(6, a6=6)}</section><section>{text(12)}</section>") == ["4", "2 a6", "10", "2"]


def test_where_they_have_no_room_on_one_page_the_rest_has_a_page_of_its_own() -> None:
    assert laid_out(text(4, a4=25)) == ["4 a5", "0 a9", "0 a9", "0 a2"]
    sections = f"<section>{text(4, a4=12)}</section><section>{text(12)}</section>"
    assert laid_out(sections) == ["4 a5", "0 a7", "10", "2"]  # not on the first page of the next section


# ------------------------------------------------------------------------------------------------------------ any book


def set_pages(html: str) -> tuple[SetPage, ...]:
    """The pages of a book laid out with notes split."""
    return _read(html.replace("html {", ":root { --split-notes: 3 } html {", 1))


def _read(html: str) -> tuple[SetPage, ...]:
    from weasyprint import HTML

    with whole_lines(), even_feet(), footnotes.remedied(), whole_last_pages():
        return read_pages(HTML(string=html).render(), ())


def with_holes(pages: tuple[SetPage, ...]) -> list[int]:
    folios = Folios(tuple(Folio(page.leaf, str(page.leaf), None) for page in pages), {}, "print")
    labels = {
        page.leaf for page in pages for one in holes(pages, folios, {}) if f"page {page.leaf} ends" in one.message
    }
    return sorted(labels)


@settings(max_examples=10, deadline=None)
@given(
    some.integers(0, 10_000),
    some.lists(some.sampled_from((1, 2, 4, 9, 24)), min_size=1, max_size=4),
    some.sampled_from((0.5, 1.6, 2.4)),
    some.booleans(),
)
def test_no_note_is_lost_doubled_or_out_of_place(seed: int, lengths: list[int], many: float, again: bool) -> None:
    """Whatever notes, wherever they are called; ``again``: WeasyPrint lays out more than once."""
    book = stress_book(seed, 6, many, again, tuple(lengths))
    pages = set_pages(book.html)
    assert audit(pages, {name: Place(name, 1) for name in book.notes}, book.notes) == ()
    for leaf in with_holes(pages):  # of notes in lines that stay together, or at the end of the text
        assert pages[leaf - 1].gap < 10 or leaf + 1 == len(pages)


def test_a_page_with_a_hole_is_told() -> None:
    book = stress_book(3, 12, 1.6, False, (4, 9, 20))
    assert len(with_holes(_read(book.html))) >= 3
    assert with_holes(set_pages(book.html)) == []
