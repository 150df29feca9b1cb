"""Pages of running text that would end a line short: a paragraph is set in a line more or less, and the page is full."""

from __future__ import annotations

from functools import cache
from typing import Any

from sample_order import house
from serge_press.editions import footnotes
from serge_press.editions.engine import font_configuration
from serge_press.editions.lines.by_paragraph import by_paragraph
from serge_press.editions.lines.copyfitting import whole_last_pages
from serge_press.editions.lines.proof import misset
from serge_press.editions.page_faults import faults_of
from serge_press.editions.press_room import fetcher
from serge_press.editions.vertical_justification import even_feet
from set_lines import set_lines
from test_copyfitting import PAGE, paragraphs, words_of
from test_paragraph_lines import WISHES

NOVEL = paragraphs(70, 24, 64, 31, 81, 15, 93, 58, 27, 77, 66, 19, 88, 71, 60, 33, 54, 21, 72, 49, 83)
HEIGHTS = range(40 + 14 * 19, 40 + 24 * 19, 19)  # whole lines and the margins


@cache
def laid_out(body: str, most: int, height: int) -> Any:
    from weasyprint import CSS, HTML

    fonts, serve = font_configuration(), fetcher(house().fonts, lambda name: b"")
    sheet = PAGE.replace("{}px", f"{height}px") + WISHES + f":root {{ --vertical-justification: {most}% }}"
    style = CSS(string=sheet, font_config=fonts, url_fetcher=serve)
    with by_paragraph(), even_feet(), footnotes.remedied(), whole_last_pages():
        html = HTML(string=f'<html lang="en-GB"><body>{body}', url_fetcher=serve, base_url="book:///")
        document = html.render(stylesheets=[style], font_config=fonts)
        document.data = document.write_pdf()
    return document


def short(document: Any) -> int:
    """How many pages end short though the text goes on."""
    return sum(page._page_box.__dict__.get("press_left", -1.0) > 1 for page in document.pages)


def _hyphenless(words: str) -> str:
    """Without the hyphens of compound words: PDF readers drop those at the end of a line."""
    return words.replace("-", "").replace("\x02", "").replace("\ufffe", "")


def _loose(document: Any) -> set[str]:
    """Lines with spaces much wider than usual."""
    return {line.text for line in set_lines(document.data) if line.filled and line.space / line.size / 0.25 > 1.75}


def test_pages_that_end_a_line_short_are_filled_where_a_paragraph_bears_it() -> None:
    before = [short(laid_out(NOVEL, 0, height)) for height in HEIGHTS]
    after = [short(laid_out(NOVEL, 100, height)) for height in HEIGHTS]
    assert all(now <= then for now, then in zip(after, before, strict=True))
    assert sum(after) <= sum(before) - 5


def test_the_words_are_the_same_and_the_lines_as_good() -> None:
    for height in HEIGHTS:
        plain, filled = laid_out(NOVEL, 0, height), laid_out(NOVEL, 100, height)
        if short(filled) < short(plain):
            assert _hyphenless(words_of(filled)) == _hyphenless(words_of(plain))
            assert misset(filled.pages)[1] == ()
            kinds = [kind for page in filled.pages for kind, _, _ in faults_of(page._page_box)]
            assert {"widow", "orphan", "ladder"}.isdisjoint(kinds)
            assert _loose(filled) <= _loose(plain)


def test_the_same_text_gives_the_same_pages() -> None:
    height = next(
        height for height in HEIGHTS if short(laid_out(NOVEL, 100, height)) < short(laid_out(NOVEL, 0, height))
    )
    assert laid_out.__wrapped__(NOVEL, 100, height).data == laid_out(NOVEL, 100, height).data


def test_what_is_not_asked_for_is_not_done() -> None:
    """Where all pages are full, and where the sheet says nothing, pages come out as they would."""
    full = next((height for height in HEIGHTS if short(laid_out(NOVEL, 0, height)) == 0), None)
    if full is not None:
        assert laid_out(NOVEL, 100, full).data == laid_out(NOVEL, 0, full).data
    noted = NOVEL.replace(".</p>", "<span class=footnote>A note that is not long.</span>.</p>")
    text = words_of(laid_out(noted, 100, HEIGHTS[3]))
    assert text.count("Anotethatisnotlong") == noted.count("A note that is not long")
