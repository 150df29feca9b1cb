"""How long the files of an e-book become, told before they are set, and how a long part is cut.

Reading systems on e-ink open files above some 300 kilobytes slowly. What a part weighs is estimated from its words and its
tags; the estimate may be wrong by a tenth, so parts are cut some way below the limit.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Heading, ItemList, Locators, NoteRef, PageNumber, Reference, Text
from serge_press.manuscript.tree import HOLDERS, every_block, inner_blocks, leaves_of
from serge_press.memory import remembered_by_identity, remembering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.nodes import Block, Inline, Note

HEAVIEST = 250_000
"""Bytes, as estimated, that a file may have before its part goes on in another."""

_FEW = 100  # blocks; so few have never filled a file, and need not be weighed
_BLOCK, _LEAF, _NOTE = 35, 45, 280  # bytes of the tags round each
_LINKS = {Reference: 90, NoteRef: 130, PageNumber: 90}
_LOCATOR, _OTHER = 95, 20


def weight(blocks: Iterable[Block]) -> int:
    """Bytes that the blocks take in a file, estimated."""
    if remembering():
        return sum(map(_known, blocks))
    total = 0
    for block in every_block(blocks):
        total += _BLOCK
        for leaf in leaves_of(block):
            total += _LEAF + _inlines(leaf.inlines)
    return total


def _known(block: Block) -> int:
    """The weight of one block, where the record or the entry of a list that it is, or holds, may have been weighed before."""
    inside = block.items if isinstance(block, ItemList) else (inner_blocks(block),)
    own = sum(_LEAF + _inlines(leaf.inlines) for leaf in leaves_of(block))
    return _BLOCK + own + sum(_together(blocks) for blocks in inside if blocks)


@remembered_by_identity
def _together(blocks: tuple[Block, ...]) -> int:
    return sum(map(_known, blocks))


@remembered_by_identity
def notes_weight(notes: tuple[Note, ...]) -> int:
    """Bytes that the notes take together, estimated."""
    return sum(map(note_weight, notes))


def note_weight(note: Note) -> int:
    """Bytes that a note takes, estimated."""
    return _NOTE + sum(_LEAF + _inlines(paragraph.inlines) for paragraph in note.paragraphs)


def _inlines(inlines: tuple[Inline, ...]) -> int:
    total = 0
    for inline in inlines:
        if isinstance(inline, Text):
            total += _bytes(inline.text)
        else:
            total += _LINKS.get(type(inline), _OTHER)
            if isinstance(inline, Locators):
                total += _LOCATOR * len(inline.spots)
            if isinstance(inline, HOLDERS):
                total += _inlines(inline.inlines)
    return total


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def _many(blocks: tuple[Block, ...]) -> bool:
    return any(count > _FEW for count, _ in enumerate(every_block(blocks)))


@remembered_by_identity
def cut(blocks: tuple[Block, ...], most: int) -> tuple[tuple[Block, ...], ...]:
    """The blocks in runs that each fit a file, in order: cut before a heading of the first level where one serves, else
    between two blocks. One block that is too heavy by itself stays whole.
    """
    if len(blocks) < 2 or not _many(blocks):
        return (blocks,)
    weights = [weight((block,)) for block in blocks]
    if sum(weights) <= most:
        return (blocks,)
    runs: list[list[Block]] = [[]]
    held = 0
    for begin, end in pairwise(_sections(blocks)):
        heavy = sum(weights[begin:end])
        if runs[-1] and held + heavy > most:
            runs.append([])
            held = 0
        if heavy <= most:
            runs[-1] += blocks[begin:end]
            held += heavy
            continue
        for block, one in zip(blocks[begin:end], weights[begin:end], strict=True):
            if runs[-1] and held + one > most and not isinstance(runs[-1][-1], Heading):
                runs.append([])
                held = 0
            runs[-1].append(block)
            held += one
    return tuple(tuple(run) for run in runs if run)


def _sections(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Where sections begin, and where the last ends: what stands before the first heading of the first level is one, each such
    heading with what is below it another.
    """
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    yield 0
    for index, block in enumerate(blocks):
        if index and isinstance(block, Heading) and block.level == level:
            yield index
    yield len(blocks)


@remembered_by_identity
def parted(notes: tuple[Note, ...], most: int, heaviest: int) -> tuple[tuple[Note, ...], ...]:
    """The notes of one division in runs of at most so many, none heavier than a file."""
    runs: list[list[Note]] = [[]]
    held = 0
    for note in notes:
        heavy = note_weight(note)
        if runs[-1] and (len(runs[-1]) == most or held + heavy > heaviest):
            runs.append([])
            held = 0
        runs[-1].append(note)
        held += heavy
    return tuple(tuple(run) for run in runs if run)
