"""What large print says of itself: on the title page what it is, in the imprint that it counts its own pages; and its typeface.

The manuscript is one for all editions. Imprint and colophon name the face that the book is set in, which is another here.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from serge_press.manuscript.apparatus.line import joined, run, sentences, upper_first
from serge_press.manuscript.apparatus.maker import Leaves
from serge_press.manuscript.nodes import (
    Anchor,
    Cell,
    Drawing,
    Group,
    GroupStyle,
    ItemList,
    Paragraph,
    ParagraphStyle,
    Strong,
    Table,
    Text,
)
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import plain_words
from serge_press.phrases import phrases

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Block
    from serge_press.manuscript.parts import Division, Manuscript

_NAMING = (Role.IMPRINT, Role.COLOPHON)


def in_large_print(manuscript: Manuscript, families: tuple[str, ...], family: str) -> Manuscript:
    """The manuscript for large print set in ``family``; ``families`` are those that the other editions are set in."""
    divisions = tuple(_told(division, manuscript, families, family) for division in manuscript.divisions)
    return replace(manuscript, divisions=divisions)


_SPAN = 12  # letters of "1919–1936" and the like


def as_table(drawing: Drawing) -> Table:
    """A figure as the table of its data: small words in a drawing cannot be made large without its running off the page."""
    leaves = Leaves(drawing.anchor, drawing.place)

    def cell(words: str, scope: str) -> Cell:
        if len(words) < _SPAN:  # years, and a word or two, stay together
            words = words.replace("–", "\u2060–\u2060").replace(" ", "\u00a0")
        return Cell(leaves.next("t"), run(words), drawing.place, scope)

    head = tuple(cell(words, "col") for words in drawing.head)
    rows = tuple(tuple(cell(words, "" if at else "row") for at, words in enumerate(row)) for row in drawing.rows)
    caption = replace(drawing.caption, inlines=run(f"{drawing.label} {drawing.alt}."))
    return Table(drawing.anchor, caption, (head,), rows, drawing.place, style="data")


def as_lines(table: Table) -> tuple[Block, ...]:
    """A table of many narrow columns as a list: each row its name, then what its cells count, each after its column's head."""
    caption = (replace(table.caption, style=ParagraphStyle.DETAIL),) if table.caption else ()
    heads = [plain_words(cell.inlines) for cell in table.head[0]]

    def line(row: tuple[Cell, ...]) -> tuple[Block, ...]:
        counted = [
            run(head, " ", cell.inlines)
            for head, cell in zip(heads[1:-1], row[1:-1], strict=True)
            if any(letter.isdecimal() for letter in plain_words(cell.inlines))
        ]
        words = sentences(row[0].inlines, upper_first(joined(counted, "; ")), Strong(upper_first(row[-1].inlines)))
        return (Paragraph(row[0].anchor, words, row[0].place),)

    return (*caption, ItemList(table.anchor, tuple(line(row) for row in table.rows), table.place))


def _told(division: Division, manuscript: Manuscript, families: tuple[str, ...], family: str) -> Division:
    blocks = division.blocks
    if division.role is Role.TITLE_PAGE:
        words = phrases(manuscript.plan.language).say("imprint.edition.large-print")
        return replace(
            division, blocks=_with(blocks, GroupStyle.TITLE_BLOCK, ParagraphStyle.AUTHOR_LINE, words, manuscript)
        )
    if division.role is Role.FIGURES:
        return replace(division, blocks=tuple(as_table(one) if isinstance(one, Drawing) else one for one in blocks))
    if division.role is Role.ATTRIBUTIONS:
        views = (as_lines(one) if isinstance(one, Table) else (one,) for one in blocks)
        return replace(division, blocks=tuple(one for view in views for one in view))
    if division.role not in _NAMING:
        return division
    if family and family not in families:
        named = phrases(division.language or manuscript.plan.language).listed(families)
        blocks = _put(blocks, named, family)
    if division.role is Role.IMPRINT:
        words = phrases(manuscript.plan.language).say("imprint.large-print")
        blocks = _with(blocks, GroupStyle.IMPRINT_BLOCK, ParagraphStyle.IMPRINT_LINE, words, manuscript)
    return replace(division, blocks=blocks)


def _put(value: Any, old: str, new: str) -> Any:
    """The same nodes with one name for another in every text."""
    if isinstance(value, Text):
        return replace(value, text=value.text.replace(old, new)) if old and old in value.text else value
    if isinstance(value, tuple):
        return tuple(_put(one, old, new) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        changed = {name: made for name, one in held.items() if (made := _put(one, old, new)) != one}
        return replace(value, **changed) if changed else value
    return value


def _with(
    blocks: tuple[Block, ...], group: GroupStyle, style: ParagraphStyle, words: str, manuscript: Manuscript
) -> tuple[Block, ...]:
    """The blocks with a line at the end of their first group of that style."""
    leaves = Leaves(Anchor(f"large-print-{group.value}"), manuscript.plan.place)
    line = tuple(leaves.line(style, sentences(run(words)) if style is ParagraphStyle.IMPRINT_LINE else run(words)))
    for at, block in enumerate(blocks):
        if isinstance(block, Group) and block.style is group:
            return (*blocks[:at], replace(block, blocks=(*block.blocks, *line)), *blocks[at + 1 :])
    return (*blocks, *line)
