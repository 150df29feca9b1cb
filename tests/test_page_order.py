"""What is looked at on finished pages: the grid, figures and small capitals, dots, heads of tables, columns, feet, furniture."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from printed_samples import sample
from sample_order import house, printed
from serge_press.editions import print_checks
from serge_press.editions.box_tree import SetPage
from serge_press.editions.engine import font_configuration
from serge_press.editions.footnotes import remedied
from serge_press.editions.lines.by_paragraph import by_paragraph
from serge_press.editions.press_room import fetcher
from serge_press.editions.print_document import font_address
from serge_press.editions.typography.facing import unlike_feet
from serge_press.editions.typography.furniture import wrong_furniture
from serge_press.editions.typography.kept_together import begins_with_kept
from serge_press.editions.typography.page_order import DISORDER, disorder_of
from serge_press.editions.vertical_justification import even_feet
from serge_press.findings import Place, Severity
from serge_press.manuscript.folios import Folio, Folios
from serge_press.rendering.house_style import house_family

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, PLAIN = house_family("EB Garamond"), house_family("IBM Plex Sans")
SHEET = "".join(
    f'@font-face {{ font-family: "{house_family(font.family)}"; font-style: {font.style}; font-weight: {font.weight}; '
    f'src: url("{font_address(font.file)}") }}\n'
    for font in house().fonts
) + (
    f':root {{ font: 15px/20px "{TEXT}"; text-align: justify; font-variant-numeric: oldstyle-nums }} '
    "body, p, h2, ul, ol, table, td, th { margin: 0; padding: 0 } li { display: block } p { orphans: 2; widows: 2 } "
    "h2 { font: inherit; break-after: avoid } td, th, table { font-variant-numeric: lining-nums; border: 0; border-spacing: 0 } "
    "@page { size: 340px 240px; margin: 20px } "
)
WORDS = "In the autumn of 1939 she wrote 45 letters to the keeper of the harbour archive, and he answered 36 of them. "


def pages(body: str, sheet: str = "") -> list[Any]:
    from weasyprint import CSS, HTML

    fonts, serve = font_configuration(), fetcher(house().fonts, lambda name: b"")
    css = CSS(string=SHEET + sheet, font_config=fonts, url_fetcher=serve)
    html = HTML(string=f'<html lang="en-GB"><body>{body}', url_fetcher=serve, base_url="book:///")
    with by_paragraph(), remedied():
        return [page._page_box for page in html.render(stylesheets=[css], font_config=fonts).pages]


def kinds(body: str, sheet: str = "") -> list[str]:
    return [kind for page in pages(body, sheet) for kind, _, _ in disorder_of(page)]


def test_running_text_is_off_the_grid_where_a_space_is_not_whole_lines() -> None:
    body = f"<p>{WORDS}</p><h2>Head</h2><p id='after'>{WORDS * 2}</p>"
    assert kinds(body, "h2 { margin: 20px 0 }") == []
    (found,) = [fault for page in pages(body, "h2 { margin: 12px 0 5px }") for fault in disorder_of(page)]
    assert found[:2] == ("grid", "after")
    assert found[2].startswith("“In the autumn")
    assert kinds(body, "h2 { margin: 12px 0 8px }") == []  # twenty in all


def test_text_that_snaps_keeps_to_the_grid_whatever_stands_above() -> None:
    snap = "p { --line-snap: baseline } li p { --line-snap: none } "
    body = f"<p>{WORDS}</p><table><tr><td>A cell</table><p>{WORDS}</p>"
    assert kinds(body, "td { font-size: 11px; line-height: 13px }") == ["grid"]
    assert kinds(body, snap + "td { font-size: 11px; line-height: 13px }") == []
    lines = [
        line
        for page in pages(body, snap + "td { line-height: 13px }")
        for line in page.descendants()
        if "Line" in str(line)
    ]
    assert all((line.position_y - 20) % 20 == 0 for line in lines if line.element_tag == "p")
    assert [line.position_y for line in lines if line.element_tag == "td"] != []


@pytest.mark.parametrize("sheet", [":root { font: 15px/0 serif }", ":root { font-size: 0 }", "p { line-height: 0 }"])
def test_lines_of_no_height_keep_to_every_grid(sheet: str) -> None:
    snap = ":root { --line-snap: baseline; --vertical-justification: 100% } "
    with even_feet():
        assert "grid" not in kinds(f"<h2>Head</h2><p>{WORDS * 9}</p>" * 3, f"{snap} h2 {{ margin: 7px 0 }} {sheet}")


def test_heads_page_numbers_and_notes_need_no_grid() -> None:
    sheet = (
        ".note { float: footnote; footnote-display: compact } .long { footnote-display: block } .note { --line-snap: none } "
        "@page { margin: 31px 20px 20px; @top-center { content: 'Head'; font-size: 11px } @top-right { content: counter(page) } "
        "@footnote { font-size: 15px; line-height: 13px; padding-top: 4px } } "
    )
    note = "<span class='note'>A short one.</span>"
    long = note.replace("note", "note long").replace("short", "longer")
    body = f"<p>Words{note} and words{note} and more{long} words{note}.</p>"

    def furniture(snap: str) -> list[tuple[str, float]]:
        (page,) = pages(body, sheet + snap)
        lines = (
            line
            for part in page.children
            if part.element_tag != "html"
            for line in part.descendants()
            if "Line" in str(line)
        )
        return [(type(line).__name__, line.position_y) for line in lines]

    assert len(furniture("")) > 4
    assert furniture(":root { --line-snap: baseline }") == furniture("")


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("", []),
        ("table { font-variant-numeric: oldstyle-nums } td { font-variant-numeric: inherit }", ["figures-cell"]),
        ("p { font-variant-numeric: lining-nums }", ["figures-text"]),
        (
            "p { font-variant-numeric: lining-nums } :root { font-variant-numeric: lining-nums }",
            [],
        ),  # the house's own kind
        (f'* {{ font-family: "{PLAIN}" !important }}', []),
        ("p { font-variant-numeric: oldstyle-nums tabular-nums }", []),
        ("p { font-feature-settings: 'onum' 0, 'lnum' 1 }", ["figures-text"]),
        ("em { font-variant-numeric: lining-nums }", ["figures-text"]),
    ],
)
def test_figures_are_old_style_in_the_text_and_lining_in_tables(sheet: str, found: list[str]) -> None:
    body = f"<p>{WORDS}<em>The Salt Road 1945</em></p><table><tr><td>1939<td>345</table>"
    assert kinds(body, sheet) == found


def test_small_capitals_are_the_faces_own() -> None:
    small = "b { font: inherit; font-variant-caps: small-caps }"
    assert kinds("<p>Signed <b>Le Rétif</b></p>", small) == []
    assert kinds("<p>Signed <i><b>Le Rétif</b></i></p>", small) == []
    assert kinds("<p>Signed <b>Ретиф</b></p>", small) == ["capitals"]
    assert kinds("<p>Signed <b>РЕТИФ</b></p>", small) == []
    assert kinds(f"<p style='font-family: \"{PLAIN}\"'>Signed <b>Le Rétif</b></p>", small) == ["capitals"]
    assert kinds(f"<p style='font-family: \"{PLAIN}\"'>Signed <b>I. K.</b></p>", small) == []


def test_dots_stand_below_dots_and_numbers_below_numbers() -> None:
    leader = "p { text-align: left } .dots::before { content: leader(' . ') } "
    body = "".join(
        f"<p>{words}<span class=dots></span>{number}</p>" for words, number in (("One", 7), ("The second", 123))
    )
    assert kinds(body, leader) == []
    assert kinds(body, leader + "p + p .dots::before { font-size: 12px }") == ["dots"]
    assert kinds(body, leader + "p + p { padding-right: 3px }") == ["dots"]
    assert kinds(body, leader + "p + p { font-size: 12px } .dots::before { font-size: 15px; line-height: 0 }") == []


def test_a_table_repeats_its_heads() -> None:
    rows = "".join(f"<tr><td>Row {number}" for number in range(25))
    table = f"<table id='t'><thead><tr><th>Head</thead><tbody>{rows}</table>"
    assert kinds(table) == []
    assert kinds(f"<table><tbody>{rows}</table>") == []
    found = [fault for page in pages(table, "thead { display: table-row-group }") for fault in disorder_of(page)]
    assert [kind for kind, _, _ in found] == ["table", "table"]
    assert found[0][1] == "t"


def test_columns_end_together() -> None:
    items = "".join(f"<p>Item {number}</p>" for number in range(14))
    columns = "div { columns: 2; text-align: left } p { text-align: left } @page { size: 340px 400px } "
    assert kinds(f"<div>{items}</div>", columns) == []
    long = "<p style='break-inside: avoid'>" + "<br>".join("Item" for _ in range(8)) + "</p><p>Item</p>"
    assert kinds(f"<div>{long}</div>", columns) == ["columns"]


def test_what_is_found_on_pages_is_told_with_its_rule() -> None:
    faults = tuple((kind, "a", "“words”") for kind in DISORDER)
    page = SetPage(9, False, "a", 0, "", (), (), (), (), (), 0, 0, 0, 0, 0, faults)
    folios: Any = SimpleNamespace(pages=(SimpleNamespace(label="7"),), of=str)
    held: Any = SimpleNamespace(asked={}, places={"a": Place("lives/001.md", 3, 1)})
    told = list(print_checks.pages((page,), folios, held))
    assert {one.rule for one in told} == {"P033", "P034", "P036"}
    assert {one.severity for one in told} == {Severity.NOTE}
    assert all(one.message.startswith("page 7: ") for one in told)


def test_a_broken_word_at_the_foot_is_told_of_pages_to_turn() -> None:
    """A section does not know on which side it will stand; the book does."""
    page = SetPage(9, False, "a", 0, "", (), (), (), (), (), 0, 0, 0, 0, 0, (("turn", "a", "“hy-”"),))
    folios: Any = SimpleNamespace(pages=(SimpleNamespace(label="7"),), of=str)
    held: Any = SimpleNamespace(asked={}, places={})
    assert [one.rule for one in print_checks.pages((page,), folios, held)] == ["P030"]
    assert list(print_checks.pages((replace(page, leaf=10),), folios, held)) == []


# ---------------------------------------------------------------------------------------------------- facing pages


def spread(verso: float, recto: float, kept: bool = False) -> list[str]:
    """What is said of pages 2 and 3 that end so much (CSS px) above the foot."""
    page = SetPage(1, False, "a", 0, "", (), (), (), (), (), 0, 0, 0, 0, 0)
    made = [page, replace(page, leaf=2, left=verso), replace(page, leaf=3, left=recto), replace(page, leaf=4)]
    if kept:
        made = [replace(one, kept=True) for one in made]
    folios = Folios(tuple(Folio(one.leaf, str(one.leaf), None) for one in made), {}, "print")
    found = list(unlike_feet(made, folios, {"a": Place("lives/001.md", 3, 1)}))
    assert {one.rule for one in found} <= {"P032"}
    return [one.message for one in found]


def test_facing_pages_end_at_one_height() -> None:
    assert spread(0, 0) == spread(20, 20) == []
    assert spread(0, 96) == ["page 3 ends 25.4 mm higher than the page that faces it"]
    assert spread(96, 0) == ["page 2 ends 25.4 mm higher than the page that faces it"]
    assert spread(96, 0, kept=True) == []
    assert spread(-1, 96) == spread(96, -1) == []  # a section ends


@pytest.mark.parametrize(
    ("begins", "kept"),
    [
        (f"<p>{WORDS * 2}</p>", False),
        ("<p>Three<br>lines<br>of text</p>", True),
        (f"<h2>Head</h2><p>{WORDS}</p>", True),
        (f"<table><tr><td>{WORDS}</table>", True),
        (f"<div style='break-inside: avoid'><p>{WORDS * 2}</p></div>", True),
        (f"<p style='break-after: avoid'>{WORDS}</p><p>{WORDS}</p>", True),
        (f"<div><p>{WORDS * 2}</p></div><p>{WORDS}</p>", False),
        (f"<p>A call<span style='float: footnote'>A note</span> and {WORDS * 2}</p>", True),
        (
            f"<p>A call<span style='float: footnote; font-size: 7px; line-height: 8px'>{WORDS * 8}</span> and {WORDS}</p>",
            False,
        ),
    ],
)
def test_a_page_begins_with_what_is_kept_together(begins: str, kept: bool) -> None:
    (page,) = pages(begins)
    assert begins_with_kept(page) is kept


def test_heads_and_page_numbers_stand_where_they_belong() -> None:
    issue, found = printed()
    assert issue.folios is not None
    assert [one for one in found if one.rule == "P035"] == []
    book = sample()
    chapter = next(one for one in book.all_divisions() if one.role.value == "chapter")
    page = SetPage(1, False, chapter.anchor, 0, "", (), (chapter.anchor,), (), (), (), 0, 0, 0, 0, 0)
    folios = Folios((Folio(1, "7", None), Folio(2, "8", None), Folio(3, "9", None)), {}, "print")

    def said(*margins: Sequence[tuple[str, str]]) -> list[str]:
        made = [
            replace(page, leaf=leaf, ids=page.ids if leaf == 1 else (), margins=tuple(one))
            for leaf, one in enumerate(margins, 1)
        ]
        return [one.message for one in wrong_furniture(made, folios, book)]

    title = book.plan.title
    assert said([("@bottom-center", "7")], [("@top-left", "8"), ("@top-center", title)]) == []
    assert said([("@top-left", "7")]) == ["page 7 is an opening, and bears “7”"]
    assert said([("@top-center", title)]) == [f"page 7 is an opening, and bears “{title}”"]
    assert said([], [("@top-center", "Another")]) == [
        "the head of page 8, “Another”, does not name what stands below it"
    ]
    blank = replace(page, leaf=1, blank=True, ids=(), margins=(("@top-left", "7"),))
    assert [one.message for one in wrong_furniture([blank], folios, book)] == ["blank page 7 bears “7”"]
