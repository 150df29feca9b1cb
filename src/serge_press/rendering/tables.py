"""Tables: the values of their template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Align
from serge_press.manuscript.tree import plain_words
from serge_press.rendering.xhtml import attributes

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from serge_press.manuscript.nodes import Anchor, Cell, Inline, Table

    Row = tuple[dict[str, object], ...]
    Leaf = Callable[[Anchor, tuple[Inline, ...], str], Markup]


def columns(table: Table, language: str, leaf: Leaf, *, screen: bool) -> dict[str, object]:
    """The attributes, head rows and rows of a table, for its template.

    For a screen every cell says what stands at the head of its column (``data-head``): where there is no room for columns, a
    sheet shows that beside the cell. Cells over several columns, those below heads over several, and a cell with nothing but a
    dash say nothing.
    """
    said = _heads(table) if screen else ()
    return {
        "attrs": attributes(class_=table.style, id=table.anchor),
        "head": tuple(tuple(_cell(cell, "", language, leaf) for cell in row) for row in table.head),
        "rows": tuple(_row(row, said, language, leaf) for row in table.rows),
    }


def _heads(table: Table) -> tuple[str, ...]:
    if not table.head or any(cell.span > 1 for row in table.head for cell in row):
        return ()
    return tuple(" ".join(plain_words(cell.inlines).split()) for cell in table.head[-1])


def _row(row: tuple[Cell, ...], said: tuple[str, ...], language: str, leaf: Leaf) -> Row:
    if len(row) != len(said):
        said = ("",) * len(row)
    return tuple(_cell(cell, head, language, leaf) for cell, head in zip(row, said, strict=True))


def _cell(cell: Cell, head: str, language: str, leaf: Leaf) -> dict[str, object]:
    attrs = attributes(
        class_=None if cell.align is Align.START else cell.align.value,
        id=cell.anchor,
        scope=cell.scope,
        colspan=cell.span if cell.span > 1 else None,
        data_head=head if head and plain_words(cell.inlines).strip(" –—-") else None,
    )
    return {
        "name": "th" if cell.scope else "td",
        "attrs": attrs,
        "content": leaf(cell.anchor, cell.inlines, language),
    }
