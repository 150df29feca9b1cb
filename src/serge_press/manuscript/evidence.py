"""Which paragraphs of a division say something and cite nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import (
    CitationRef,
    Group,
    GroupStyle,
    ItemList,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Verse,
)
from serge_press.manuscript.tree import every_inline, every_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Block, Inline
    from serge_press.manuscript.parts import Division

_PASSAGES = frozenset({GroupStyle.LANGUAGE, GroupStyle.ASIDE})
_STATEMENTS = frozenset({ParagraphStyle.BODY, ParagraphStyle.OPENING})


def uncited(division: Division) -> tuple[Place, ...]:
    """The places of what should cite and does not, in a division that is not resolved yet.

    A paragraph cites by a bracket of its own or by a note that holds one. A quotation, a list or verse may instead be
    covered by the paragraph that leads to it. Epigraphs, tables, figures and definitions need not cite.
    """
    citing = frozenset(
        note.anchor for note in division.notes if any(_cites(p.inlines, frozenset()) for p in note.paragraphs)
    )
    return tuple(_uncited(division.blocks, citing))


def _uncited(blocks: Iterable[Block], citing: frozenset[Anchor]) -> Iterator[Place]:
    led = False  # whether the paragraph just before cites
    for block in blocks:
        cited = any(_cites(leaf.inlines, citing) for leaf in every_leaf((block,)))
        match block:
            case Paragraph() if block.style in _STATEMENTS and not cited:
                yield block.place
            case Quotation() | ItemList() | Verse() if not cited and not led:
                yield block.place
            case Group() if block.style in _PASSAGES:
                yield from _uncited(block.blocks, citing)
            case _:
                pass
        led = cited and isinstance(block, Paragraph)


def _cites(inlines: Iterable[Inline], citing: frozenset[Anchor]) -> bool:
    return any(
        isinstance(inline, CitationRef) or (isinstance(inline, NoteRef) and inline.note in citing)
        for inline in every_inline(inlines)
    )
