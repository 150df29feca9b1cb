"""Last pages that are no stumps: paragraphs of the pages before are set in a line less, or in a line more."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sample_order import house
from serge_press.editions import footnotes
from serge_press.editions.engine import font_configuration
from serge_press.editions.lines.by_paragraph import by_paragraph
from serge_press.editions.lines.copyfitting import whole_last_pages
from serge_press.editions.lines.last_pages import lines_of
from serge_press.editions.lines.proof import misset
from serge_press.editions.page_faults import faults_of
from serge_press.editions.press_room import fetcher
from set_lines import set_lines
from test_paragraph_lines import PROSE, SHEET, WISHES

WORDS = PROSE.replace("<span class='footnote'>A note on it.</span>", "").replace(" <span id='x'></span>", " ").split()
PAGE = SHEET.replace("570px", "{}px") + "section { break-before: page } "


def paragraphs(*lengths: int) -> str:
    """Paragraphs of so many words, each beginning elsewhere in the prose."""
    plain = " ".join(WORDS).replace("<a href='#x'>", "").replace("</a>", "").replace("<b>", "").replace("</b>", "")
    words = (plain.replace("<i>", "").replace("</i>", "") + " ").split() * 12
    return "".join(f"<p>{' '.join(words[7 * at : 7 * at + length])}.</p>" for at, length in enumerate(lengths))


CHAPTER = paragraphs(70, 64, 81, 93, 58, 77, 66, 88, 71, 60)


@cache
def laid_out(body: str, least: int, height: int = 570) -> Any:
    from weasyprint import CSS, HTML

    fonts, serve = font_configuration(), fetcher(house().fonts, lambda name: b"")
    sheet = PAGE.replace("{}px", f"{height}px") + WISHES + f":root {{ --last-page: {least} }}"
    style = CSS(string=sheet, font_config=fonts, url_fetcher=serve)
    with by_paragraph(), footnotes.remedied(), whole_last_pages():
        html = HTML(string=f'<html lang="en-GB"><body>{body}', url_fetcher=serve, base_url="book:///")
        document = html.render(stylesheets=[style], font_config=fonts)
        document.data = document.write_pdf()
    return document


def lines(document: Any) -> list[int]:
    return [lines_of(page._page_box) for page in document.pages]


def words_of(document: Any) -> str:
    """All words, whatever lines they stand in."""
    return "".join(line.text.rstrip("‐") for line in set_lines(document.data)).replace(" ", "")


def heights(last: range) -> list[int]:
    """Page heights at which the chapter ends, left alone, on a page of so many lines."""
    return [height for height in range(300, 600, 19) if lines(laid_out(CHAPTER, 0, height))[-1] in last]


def test_a_chapter_does_not_end_on_a_page_of_a_few_lines() -> None:
    stumpy = heights(range(1, 5))
    assert len(stumpy) >= 2
    mended = 0
    for height in stumpy:
        plain, fitted = laid_out(CHAPTER, 0, height), laid_out(CHAPTER, 5, height)
        assert words_of(fitted) == words_of(plain)
        assert misset(fitted.pages)[1] == ()
        if lines(fitted)[-1] >= 5:
            mended += 1
            assert len(fitted.pages) <= len(plain.pages)
        else:
            assert lines(fitted) == lines(plain)
        stumps = [kind for page in fitted.pages for kind, _, _ in faults_of(page._page_box) if kind == "stump"]
        assert len(stumps) == (lines(fitted)[-1] < 5)
        loose = [line for line in set_lines(fitted.data) if line.filled and line.space / line.size / 0.25 > 1.75]
        assert not loose
    assert mended


def test_a_chapter_with_a_good_last_page_stays_as_it_is() -> None:
    height = heights(range(6, 12))[0]
    assert laid_out(CHAPTER, 0, height).data == laid_out(CHAPTER, 5, height).data


def test_notes_go_with_the_lines_that_call_them() -> None:
    height = heights(range(1, 5))[0]
    noted = CHAPTER.replace(".</p>", "<span class=footnote>A note that is not long.</span>.</p>")
    for taller in range(0, 120, 19):
        fitted = laid_out(noted, 5, height + taller)
        text = words_of(fitted)
        assert text.count("Anotethatisnotlong") == 10


def test_every_section_of_a_document_is_looked_at_alone() -> None:
    """As in a book that is laid out in one run: what one chapter does moves no other."""
    height = heights(range(1, 5))[0]
    alone = lines(laid_out(CHAPTER, 5, height))
    both = lines(laid_out(f"<section>{CHAPTER}</section>" * 3, 5, height))
    assert both == alone * 3


@pytest.mark.parametrize("body", ["<p>Short.</p>" * 26, "<p style='text-align: left'>Left, and long enough. </p>" * 26])
def test_what_cannot_be_set_otherwise_stays_as_it_is(body: str) -> None:
    made = laid_out(body, 5)
    assert lines(made) == lines(laid_out(body, 0))
    assert not any(faults_of(page._page_box) for page in made.pages)
    assert lines(laid_out("<p>Short.</p>" * 2, 5)) == [2]
