"""Tables on narrow screens: what stands at the head of a column, and the sheet that shows it beside a cell."""

from __future__ import annotations

from markupsafe import Markup

from serge_press.editions.profiles.sheets import asks_for_width, parted
from serge_press.findings import NOWHERE
from serge_press.manuscript.nodes import Anchor, Cell, Table, Text
from serge_press.rendering.tables import columns


def cell(words: str, span: int = 1) -> Cell:
    return Cell(Anchor(""), (Text(words),), NOWHERE, span=span)


def heads_said(table: Table, *, screen: bool = True) -> list[list[bool]]:
    """For each row which cells say what stands at the head of their column."""
    made = columns(table, "en", lambda *_: Markup(""), screen=screen)
    rows = made["rows"]
    assert isinstance(rows, tuple)
    return [["data-head" in str(one["attrs"]) for one in row] for row in rows]


def table(head: tuple[Cell, ...], *rows: tuple[Cell, ...]) -> Table:
    return Table(Anchor("t"), None, (head,), rows, NOWHERE)


def test_a_cell_says_the_head_of_its_column_where_it_says_anything() -> None:
    plain = table((cell("Year"), cell("Crowns")), (cell("1901"), cell("212")), (cell("1902"), cell("–")))
    assert heads_said(plain) == [[True, True], [True, False]]
    assert heads_said(plain, screen=False) == [[False, False], [False, False]]


def test_below_a_head_over_several_columns_no_cell_says_one() -> None:
    assert heads_said(table((cell("Both", span=2),), (cell("1"), cell("2")))) == [[False, False]]


SHEET = "p { margin: 0 }\n@container (max-width: 15em) { td { display: block } }\nh1 { color: red }\n"


def test_what_asks_for_widths_goes_into_a_sheet_of_its_own() -> None:
    plain, widths = parted(SHEET)
    assert not asks_for_width(plain)
    assert "margin: 0" in plain
    assert "color: red" in plain
    assert widths == "@container (max-width: 15em) { td { display: block } }\n"


def test_a_sheet_that_asks_for_none_stays_as_it_is_written() -> None:
    assert parted("p { margin : 0 }") == ("p { margin : 0 }", "")
