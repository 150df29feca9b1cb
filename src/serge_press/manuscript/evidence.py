"""Which paragraphs of a division say something and cite nothing."""

from __future__ import annotations

import re
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
from serge_press.manuscript.tree import every_inline, every_leaf, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.nodes import Anchor, Block, Inline
    from serge_press.manuscript.parts import Division

_MEANT = re.compile(r"\[@?([a-z0-9][a-z0-9-]*)(?:,[^\[\]]*)?\]|(?<![\w@])@([a-z0-9][a-z0-9-]*)")
_PASSAGES = frozenset({GroupStyle.LANGUAGE, GroupStyle.ASIDE})
_STATEMENTS = frozenset({ParagraphStyle.BODY, ParagraphStyle.OPENING})


def uncited(division: Division) -> tuple[Block, ...]:
    """The blocks that should cite and does not, in a division that is not resolved yet.

    A paragraph cites by a bracket of its own or by a note that holds one. A quotation, a list or verse may instead be
    covered by the paragraph that leads to it. Epigraphs, tables, figures and definitions need not cite.
    """
    citing = frozenset(
        note.anchor for note in division.notes if any(_cites(p.inlines, frozenset()) for p in note.paragraphs)
    )
    return tuple(_uncited(division.blocks, citing))


def _uncited(blocks: Iterable[Block], citing: frozenset[Anchor]) -> Iterator[Block]:
    led = False  # whether the paragraph just before cites
    for block in blocks:
        cited = any(_cites(leaf.inlines, citing) for leaf in every_leaf((block,)))
        match block:
            case Paragraph() if block.style in _STATEMENTS and not cited:
                yield block
            case Quotation() | ItemList() | Verse() if not cited and not led:
                yield block
            case Group() if block.style in _PASSAGES:
                yield from _uncited(block.blocks, citing)
            case _:
                pass
        led = cited and isinstance(block, Paragraph)


def meant(block: Block) -> Iterator[tuple[str, str]]:
    """What may have been meant for evidence in a block: words as they were written, and the id of a source they would name."""
    for leaf in every_leaf((block,)):
        for match in _MEANT.finditer(plain_words(leaf.inlines)):
            yield " ".join(match[0].split()), match[1] or match[2]  # the press ties figures to what they count


def _cites(inlines: Iterable[Inline], citing: frozenset[Anchor]) -> bool:
    return any(
        isinstance(inline, CitationRef) or (isinstance(inline, NoteRef) and inline.note in citing)
        for inline in every_inline(inlines)
    )
