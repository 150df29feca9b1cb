"""The boxes of a long section, made as its pages come to them: the same pages, and few boxes at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from makers import fresh, manuscript
from printed_samples import chapter
from sample_order import order
from serge_press.editions.economy import growing, page_by_page, rows
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.sections import documents, lay
from serge_press.editions.sections.book import setting_of
from serge_press.editions.sections.request import SectionRequest

ENTRY = (
    '<li class="entry" id="w{0}"><p class="reference" id="w{0}-p1"><cite lang="fr">Une forge {0}</cite>, <em>1891</em>.</p>\n'
    '<div class="annotation"><p>Of the weir, the water and the works: {1}.</p></div></li>\n'
)


def entries(first: int, last: int) -> str:
    return "".join(ENTRY.format(number, "and again " * (number % 23)) for number in range(first, last))


def request(body: str, standard: str = "") -> SectionRequest:
    fresh()
    asked = order(manuscript(chapter("a", "Alpha", 1, 1)), standard=standard)
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    unit = f'<div class="unit text" data-verso="V" data-recto="R">\n<section class="back-matter">\n{body}\n</section>\n</div>'
    return SectionRequest(setting_of(asked, geometry), "text", documents.alone(unit, "en"))


BODIES = {
    "rows after headings": (
        f"<h1>Works</h1>\n<ul class='entries'>{entries(0, 24)}</ul> <h2 id='h'>More</h2><ul>\n{entries(24, 48)}</ul>"
    ),
    "numbered": f"<ol>{entries(0, 24)}</ol><p>Between.</p><ol>{entries(24, 48)}</ol>",
    "with a table and lists": (
        "<table><tr><td>1</td><td>2</td></tr></table>"
        + "".join(f"<p id='p{n}'>Some words {n}.</p><ul><li>one</li><li>two</li></ul>" for n in range(40))
    ),
    "in columns": (
        "<div class='index-columns'>\n<p class='index-note'>How to read it.</p>\n"
        + "".join(f"<section><h2 id='l{n}'>{n}</h2>\n<ul>{entries(n, n + 24)}</ul></section>\n" for n in (0, 24, 48))
        + f"<section><h2>few</h2><ul>{entries(72, 74)}</ul></section></div>\n<p>After.</p><ol>{entries(74, 90)}</ol>"
    ),
    "with words between": f"<ul>{entries(0, 30)}</ul> and so on <ul>{entries(30, 48)}</ul>",
}


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(growing, "LONG", 30)
    yield
    gc.collect()


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
@pytest.mark.parametrize("body", BODIES)
def test_a_long_section_is_the_same_whenever_its_boxes_are_made(
    body: str, standard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = request(BODIES[body], standard)
    grown = lay.lay_section(asked)
    monkeypatch.setattr(growing, "LONG", 10**9)
    assert grown == lay.lay_section(asked)
    assert len(grown.pages) > 2


LETTERS = "".join(f"<section><h2>{n}</h2><ul>{entries(n, n + 50)}</ul></section>" for n in (0, 50, 100))


@pytest.mark.parametrize("body", [f"<ul>{entries(0, 150)}</ul>", f"<div class='index-columns'>{LETTERS}</div>"])
def test_boxes_are_made_when_their_page_is_laid_out_and_go_when_it_is_painted(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[Any] = []
    held: list[int] = []
    made, let_go = rows.Row._reach, rows.Row.let_go

    def reach(row: Any, index: int) -> bool:
        if not any(row is one for one in met):
            met.append(row)
        return made(row, index)

    def going(row: Any, stop: int) -> None:
        let_go(row, stop)
        held.append(sum(len(one.made()) for one in met))

    monkeypatch.setattr(rows.Row, "_reach", reach)
    monkeypatch.setattr(rows.Row, "let_go", going)
    sheets = lay._lay(request(body), by_page=True)
    assert len(sheets.pages) > 8
    assert max(held) < 40  # of 150 entries those of a page and the next, and what holds them


def test_what_is_not_plain_is_not_made_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = f'<ul>{entries(0, 40)}<li><p>With a note.<span class="footnote" id="n1">Here.</span></p></li></ul>'
    given: list[bool] = []
    stock = growing.growing_structure

    def noticed(*args: Any, **named: Any) -> Any:
        made = stock(*args, **named)
        given.append(made is not None)
        return made

    monkeypatch.setattr(page_by_page, "growing_structure", noticed)
    lay.lay_section(request(noted))
    lay.lay_section(request("<p>Short.</p>"))
    lay.lay_section(request(f"<ul>{entries(0, 30)}</ul>"))
    assert given == [False, False, True]
