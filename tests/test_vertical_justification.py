"""Pages that end at one height: the spaces between blocks take what a page has left over."""

from __future__ import annotations

from typing import Any

import pytest

from serge_press.editions.vertical_justification import even_feet

LINE = 20.0
PAGE = 10  # lines
SHEET = (
    f"@page {{ size: 300px {PAGE * LINE + 40}px; margin: 20px }} "
    f":root {{ font: 14px/{LINE}px serif; --vertical-justification: %s }} body, p, h2, li, ul {{ margin: 0; padding: 0 }} "
    "p { orphans: 2; widows: 2 } h2 { font: inherit; break-after: avoid; margin: 40px 0 20px } * { margin-break: discard } "
    ".entry { break-inside: avoid; margin-bottom: 10px } .small { font-size: 11px; line-height: 16px } "
    "blockquote { margin: 20px 0 } section { break-before: page } "
)


RUNNING = "p { text-align: justify }"


def laid_out(body: str, most: str = "150%", even: bool = True) -> list[list[float]]:
    """The baselines of the lines of each page, in lines from the head of the text."""
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes

    def document() -> Any:
        return HTML(string=f"<body>{body}").render(stylesheets=[CSS(string=SHEET % most)])

    if even:
        with even_feet():
            made = document()
    else:
        made = document()
    return [
        sorted((box.position_y - 20) / LINE for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
        for page in made.pages
    ]


def text(lines: int) -> str:
    return f"<p>{'<br>'.join('Words' for _ in range(lines))}</p>"


def entry(lines: int, small: int = 0) -> str:
    words = "<br>".join("Small" for _ in range(small))
    return f"<div class=entry>{text(lines)}{f'<p class=small>{words}</p>' if small else ''}</div>"


def test_a_page_of_entries_ends_where_a_full_page_does() -> None:
    body = entry(3) * 9
    short, even = laid_out(body, even=False), laid_out(body)
    assert [len(page) for page in short] == [len(page) for page in even] == [9, 9, 9]
    assert short[0][-1] == pytest.approx(PAGE - 1)  # three of three lines and two halves fill it
    body = entry(2) * 9
    short, even = laid_out(body, even=False), laid_out(body)
    assert [len(page) for page in short] == [len(page) for page in even] == [8, 8, 2]
    assert short[0][-1] == pytest.approx(PAGE - 1.5)
    assert even[0][-1] == even[1][-1] == pytest.approx(PAGE - 1)
    assert even[0][::2] == pytest.approx([0, 2 + 2 / 3, 5 + 1 / 3, 8])  # each space takes a third of the half line
    assert even[2] == short[2]  # the last page ends where its text ends


def test_small_print_ends_on_the_baseline_of_the_text() -> None:
    """A line of small print is lower than one of the text, and so is what stands under its baseline."""
    (page, *_) = laid_out(entry(2, 1) * 9)
    assert PAGE - 0.9 < page[-1] < PAGE - 0.7


def test_a_page_on_the_grid_stays_on_it() -> None:
    body = text(2) + f"<h2>Head</h2>{text(2)}" + f"<h2>Head</h2>{text(9)}"
    short, even = laid_out(body, even=False), laid_out(body)
    assert short[0] == [0, 1, 4, 6, 7]
    assert even[0] == [0, 1, 4, 6, 7]  # five lines short: more than one heading may take
    body = text(1) + f"<h2>Head</h2>{text(4)}" + f"<div style='break-inside: avoid'>{text(3)}</div>"
    assert laid_out(body, even=False)[0] == [0, 3, 5, 6, 7, 8]
    assert laid_out(body)[0] == [0, 4, 6, 7, 8, 9]  # the heading goes down by a line, and its text with it


def test_a_page_stays_short_where_its_spaces_would_grow_too_much() -> None:
    body = entry(2) * 3 + entry(5)
    assert laid_out(body)[0] == laid_out(body, even=False)[0]
    assert laid_out(entry(2) * 9, "0%") == laid_out(entry(2) * 9, even=False)
    assert laid_out(entry(2) * 9, "20%") == laid_out(entry(2) * 9, even=False)
    assert laid_out(entry(2) * 9, "34%")[0][-1] == pytest.approx(PAGE - 1)


def test_a_page_stays_short_where_a_section_ends() -> None:
    body = f"<section>{entry(2) * 3}</section><section>{entry(2) * 9}</section>"
    assert laid_out(body)[0] == [0, 1, 2.5, 3.5, 5, 6]


def test_notes_stand_at_the_foot_and_what_is_above_them_stays() -> None:
    note = "<p>Words<span style='float: footnote'>A note.</span></p>"
    assert laid_out(note + entry(2) * 9)[0] == laid_out(note + entry(2) * 9, even=False)[0]


def test_what_belongs_together_stays_together() -> None:
    """Under a heading no space grows."""
    body = entry(2) + f"<h2>Head</h2>{text(2)}" + entry(3) * 3
    (page, *_) = laid_out(body)
    head = page[2]
    assert page[3] == pytest.approx(head + 2)
