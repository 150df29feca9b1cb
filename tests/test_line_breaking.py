"""How lines are filled and where they end: the remedy for short lines, calls that keep to their word, notes in a row."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from makers import call, division, manuscript, note, paragraph
from printed_samples import chapter
from sample_order import house, keep_documents, order
from serge_press.editions import footnotes, one_run
from serge_press.editions.box_tree import read_pages
from serge_press.editions.engine import font_configuration
from serge_press.editions.leaves import holdings
from serge_press.editions.line_breaking import whole_lines
from serge_press.editions.note_audit import audit
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import font_address
from serge_press.editions.print_edition import bring_out_print
from serge_press.findings import Place
from serge_press.rendering.house_style import house_family
from stress_books import stress_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.manuscript.parts import Manuscript

TEXT = (
    "and the <i>Memoirs</i> in 1951. In France it was the firm of <b>François Maspero</b> that in the 1970s printed the last "
    "novel, the stories, the poems and the quarrel with Trotsky, whom readers of <i>Birth of Our Power</i> know as Dario, "
    "and was held without trial in the camp of <b>Précigné</b> in the Sarthe.<i>17</i> He wrote from it for the press."
)
MEASURES = range(300, 420)  # px; at each of them other lines come out just full


def shortest_line(text: str) -> float:
    """The natural length of the shortest line but the last, as a part of its measure, over all measures."""
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes

    font = house().fonts[0]
    fonts = font_configuration()
    sheet = (
        f'@font-face {{ font-family: "{house_family(font.family)}"; src: url("{font_address(font.file)}") }} '
        f'p {{ font: 14.7px "{house_family(font.family)}"; word-spacing: -.025em; hyphens: auto; margin: 0 }}'
    )
    serve = fetcher(house().fonts, lambda name: b"")
    body = "".join(f'<p style="width: {measure}px">{text}</p>' for measure in MEASURES)
    html = HTML(string=f'<html lang="en"><body>{body}', url_fetcher=serve)
    laid = html.render(stylesheets=[CSS(string=sheet, font_config=fonts, url_fetcher=serve)], font_config=fonts)
    parts = []
    for page in laid.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.BlockBox) and box.element_tag == "p":
                parts += [line.width / box.width for line in box.children[:-1]]
    assert len(parts) > 300
    return float(min(parts))


@pytest.mark.parametrize(("remedy", "worst"), [(False, 0.5), (True, 1.0)], ids=["as it is", "with the remedy"])
def test_a_line_takes_the_words_that_fit_on_it(remedy: bool, worst: float) -> None:
    with whole_lines() if remedy else nullcontext():
        shortest = shortest_line(TEXT)
    assert worst - 0.3 < shortest < worst


def test_weasyprint_is_left_as_it_was() -> None:
    from weasyprint.layout import inline

    before = inline.split_first_line
    with whole_lines():
        assert inline.split_first_line is not before
    assert inline.split_first_line is before


def laid_out(book: Manuscript, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The WeasyPrint document that one run lays out; the book comes out without a finding."""
    kept = keep_documents(monkeypatch)
    geometry = page_geometry(order(book).plan.trim)
    assert geometry is not None
    one_run.lay_out_in_one_run(order(book), geometry, holdings(book))
    _, found = bring_out_print(order(book))
    assert found == ()
    return kept[-1]


def lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    return (line for line in box.descendants() if isinstance(line, boxes.LineBox))


def text_boxes(line: Any) -> list[Any]:
    from weasyprint.formatting_structure import boxes

    return [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text.strip()]


@pytest.mark.parametrize("stop", [".", ",", ";", "”", "?", ""])
def test_no_line_begins_with_a_note_call(stop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["one", "sentences", "of", "differing", "a", "lengths", "which"]
    notes = tuple(note(f"n{number}", "See there.", number=number) for number in range(1, 41))
    inlines: list[Any] = []
    for number in range(1, 41):
        inlines += [f" And {' '.join(words[: number % 7])} ends{stop}", call(f"n{number}")]
    document = laid_out(manuscript(division("one", paragraph(*inlines), title="One", notes=notes)), monkeypatch)
    firsts = [found[0] for page in document.pages for line in lines(page._page_box) if (found := text_boxes(line))]
    assert len(firsts) > 20
    assert not [box.text for box in firsts if "::footnote-call" in (box.element_tag or "")]


def test_short_notes_stand_in_a_row_and_long_ones_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Riera 1976.",
        "Grant 2014.",
        "A note of many more words, which says at some length what it has to say.",
        "Ibid.",
    ]
    notes = tuple(note(f"n{number}", text, number=number) for number, text in enumerate(texts, 1))
    inlines = [piece for number in range(1, 5) for piece in (f" Word {number}.", call(f"n{number}"))]
    document = laid_out(manuscript(division("one", paragraph(*inlines), title="One", notes=notes)), monkeypatch)
    from weasyprint.formatting_structure import boxes

    areas = [
        part for page in document.pages for part in page._page_box.children if isinstance(part, boxes.FootnoteAreaBox)
    ]
    rows = [" ".join(box.text.strip() for box in text_boxes(line)) for area in areas for line in lines(area)]
    assert rows[0] == "1 Riera 1976. 2 Grant 2014."
    assert rows[1].startswith("3 A note of many")
    assert rows[-1] == "4 Ibid."


@pytest.mark.parametrize("seed", range(6))
def test_no_note_of_a_hard_book_is_lost_where_short_ones_stand_in_a_row(seed: int) -> None:
    from weasyprint import CSS, HTML

    book = stress_book(seed, 14, notes_a_paragraph=4)
    html = HTML(string=book.html)
    short = [one for one in html.etree_element.iter("span") if book.notes.get(one.get("id") or "", 999) < 60]
    for element in short:
        element.set("data-short", "")
    sheet = CSS(
        string=".footnote[data-short] { footnote-display: inline } .footnote[data-short]::after { content: '\\2003  ' }"
    )
    with footnotes.remedied(), whole_lines():
        pages = read_pages(html.render(stylesheets=[sheet]), ())
    assert short
    assert audit(pages, {name: Place(name, 1) for name in book.notes}, book.notes) == ()


def test_notes_of_a_chapter_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    document = laid_out(manuscript(chapter("lock", "The Lock", 5, 20)), monkeypatch)
    pages = read_pages(document, ())
    assert len({one.id for page in pages for one in page.notes}) == len({name for page in pages for name in page.calls})
