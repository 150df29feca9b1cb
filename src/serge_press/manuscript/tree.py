"""Walks through the manuscript: every block, every leaf, every inline, in the order of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import (
    Cell,
    CitedTitle,
    DefinitionList,
    Drawing,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Group,
    Heading,
    IndexMark,
    ItemList,
    Link,
    Mention,
    Paragraph,
    Quotation,
    Reference,
    SmallCaps,
    Strong,
    Table,
    Text,
    Verse,
    VerseLine,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Block, Inline
    from serge_press.manuscript.parts import Division, Manuscript

Leaf = Paragraph | Heading | VerseLine | Cell
HOLDERS = Emphasis | Strong | SmallCaps | CitedTitle | Foreign | Link | Reference | IndexMark | Mention
"""The inlines that hold inlines."""


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block; a definition's term is one of them, a table's caption and cells are not."""
    match block:
        case Paragraph():  # first, for most blocks are
            return ()
        case Quotation() | Epigraph() | Group():
            return block.blocks
        case ItemList():
            return tuple(inner for item in block.items for inner in item)
        case DefinitionList():
            return tuple(inner for item in block.items for inner in (item.term, *item.blocks))
        case _:
            return ()


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, an outer one before those inside it."""
    waiting = [iter(blocks)]
    while waiting:
        for block in waiting[-1]:
            yield block
            if type(block) is Paragraph:  # as most are
                continue
            if inner := inner_blocks(block):
                waiting.append(iter(inner))
                break
        else:
            waiting.pop()


def leaves_of(block: Block) -> tuple[Leaf, ...]:
    """The leaves that belong to this block itself: it, or its lines, cells and caption."""
    match block:
        case Paragraph() | Heading():
            return (block,)
        case Verse():
            return tuple(line for stanza in block.stanzas for line in stanza)
        case Table():
            cells = tuple(cell for row in (*block.head, *block.rows) for cell in row)
            return cells if block.caption is None else (block.caption, *cells)
        case Figure():
            return () if block.caption is None else (block.caption,)
        case Drawing():
            return (block.caption,)
        case _:
            return ()


def every_leaf(blocks: Iterable[Block]) -> Iterator[Leaf]:
    """All leaves in order."""
    for block in every_block(blocks):
        yield from leaves_of(block)


def every_inline(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """All inlines, an outer one before those inside it."""
    for inline in inlines:
        yield inline
        if isinstance(inline, HOLDERS):
            yield from every_inline(inline.inlines)


def plain_words(inlines: Iterable[Inline]) -> str:
    """The words of inlines without their marks; calls, marks and unwritten references give nothing."""
    words: list[str] = []
    _gather(inlines, words)
    return "".join(words)


def _gather(inlines: Iterable[Inline], words: list[str]) -> None:
    for inline in inlines:  # no generator: of all walks this one is walked most
        if isinstance(inline, Text):
            words.append(inline.text)
        elif isinstance(inline, HOLDERS):
            _gather(inline.inlines, words)


def has_words(inlines: Iterable[Inline]) -> bool:
    """Whether the inlines have words beyond white space."""
    for inline in inlines:
        if isinstance(inline, Text):
            if inline.text and not inline.text.isspace():
                return True
        elif isinstance(inline, HOLDERS) and has_words(inline.inlines):
            return True
    return False


def division_anchors(division: Division) -> Iterator[tuple[Anchor, Place]]:
    """Every anchor of a division, its own first, without those of its children."""
    yield division.anchor, division.place
    for block in every_block(division.blocks):
        yield block.anchor, block.place
        for leaf in leaves_of(block) if type(block) is not Paragraph else ():
            if leaf is not block:
                yield leaf.anchor, leaf.place
    for note in division.notes:
        yield note.anchor, note.place
        for paragraph in note.paragraphs:
            yield paragraph.anchor, paragraph.place


def all_anchors(manuscript: Manuscript) -> Iterator[tuple[Anchor, Place]]:
    """Every anchor of the book in order, as often as it stands there."""
    for division in manuscript.all_divisions():
        yield from division_anchors(division)
