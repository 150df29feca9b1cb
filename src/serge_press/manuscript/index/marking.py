"""Goes through one division, block by block: what is chiefly about a term is noted, and every mention of one (``mentions``)."""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from serge_press.manuscript.index.author_marks import Notes
from serge_press.manuscript.index.introduced import Introduced
from serge_press.manuscript.index.kinds import (
    INDEXED,
    LISTS,
    UNREAD_GROUPS,
    UNREAD_STYLES,
    Kind,
)
from serge_press.manuscript.index.mentions import Mentions
from serge_press.manuscript.index.names import names_in
from serge_press.manuscript.nodes import (
    Definition,
    DefinitionList,
    Epigraph,
    Figure,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Strong,
    Table,
    Verse,
)
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.manuscript.tree import leaves_of, plain_words
from serge_press.memory import as_before, remembered_by_identity, remembering
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.index.kinds import Found, Pointer
    from serge_press.manuscript.index.mentions import Index
    from serge_press.manuscript.nodes import Block, Cell, VerseLine

_Leaf = TypeVar("_Leaf", "Paragraph", "Heading", "VerseLine", "Cell")


@dataclass(frozen=True, slots=True)
class Marked:
    """A division with its mentions, what was found in it, and what else its author's marks say.

    ``broken`` are marks of ranges that have no other end.
    """

    division: Division
    found: tuple[Found, ...]
    pointers: tuple[Pointer, ...]
    broken: tuple[Place, ...]


@remembered_by_identity
def marked(division: Division, index: Index) -> Marked:
    """One division, without its children, marked."""
    if division.role not in INDEXED:
        return Marked(division, (), (), ())
    marker = _Marker(division, index)
    return _noted(marker.run(), marker.notes)


@remembered_by_identity
def _record(block: Block, role: Role, index: Index) -> Marked:
    """One record of a list, in a division that holds nothing else."""
    alone = Division(block.anchor, role, Matter.BACK, (), (block,), block.place)
    marker = _Marker(alone, index)
    return _noted(replace(alone, blocks=(marker.record(block),)), marker.notes)


def _noted(division: Division, notes: Notes) -> Marked:
    broken = tuple(place for _, place in notes.open.values())
    return Marked(division, tuple(notes.found), tuple(notes.pointers), (*broken, *notes.broken))


class _Marker:
    """Goes through one division."""

    def __init__(self, division: Division, index: Index) -> None:
        self.division = division
        self.index = index
        self.notes = Notes(division.anchor)
        self.mentions = Mentions(division.role, index, self.notes)

    def run(self) -> Division:
        division = self.division
        if division.role is Role.NAMES:
            for block in division.blocks:
                self._entry(block)
            return division
        if division.role in LISTS or division.role is Role.ATTRIBUTIONS:
            blocks = self._records(division.blocks)
        else:
            self.mentions.introduced = Introduced(division.blocks, self.index.names)
            blocks = tuple([self._block(block) for block in division.blocks])
        self.notes.begin(division.anchor)
        self.notes.in_note, self.mentions.reading = True, True
        marked_notes = tuple(
            replace(note, paragraphs=tuple(self._leaf(one) for one in note.paragraphs)) for note in division.notes
        )
        return replace(division, blocks=blocks, notes=marked_notes)

    def _records(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """One record after the other."""
        if remembering():
            role = self.division.role
            alone = [as_before(("record", role.value, one.anchor), _record(one, role, self.index)) for one in blocks]
            if not any(one.broken for one in alone):  # no range runs from one to another
                for one in alone:
                    self.notes.found += one.found
                    self.notes.pointers += one.pointers
                return tuple([one.division.blocks[0] for one in alone])
        return tuple([self.record(block) for block in blocks])

    def record(self, block: Block) -> Block:
        """One record of a list: a name told in one says nothing of the next, and each counts its own mentions."""
        self.mentions.introduced = Introduced((block,), self.index.names)
        self.notes.begin(block.anchor)
        return self._block(block)

    def _entry(self, block: Block) -> None:
        """Note a block that is chiefly about something."""
        for term in self.index.entries.get(block.anchor, ()):
            self.notes.chiefly(term, block.anchor)
        if self.division.role is Role.NAMES and isinstance(block, Group) and block.blocks:
            first = block.blocks[0]
            strong = next((one for leaf in leaves_of(first) for one in leaf.inlines if isinstance(one, Strong)), None)
            words = plain_words(strong.inlines) if strong else ""
            for _, _, term in names_in(words, self.index.names, ()):
                if term.kind == Kind.PSEUDONYMS.value:
                    self.notes.chiefly(term, block.anchor)

    # ---------------------------------------------------------------------------------------------------- blocks

    def _block(self, block: Block) -> Block:
        self._entry(block)
        match block:
            case Paragraph():
                turned = (
                    block.style is ParagraphStyle.REFERENCE and self.division.role is Role.PEOPLE
                )  # names turned round
                return block if turned or block.style in UNREAD_STYLES else self._leaf(block)
            case Heading():
                return self._leaf(block)
            case Group():
                if block.style in UNREAD_GROUPS:
                    return block
                outer = self.mentions.reading
                self.mentions.reading = outer or block.style is GroupStyle.ANNOTATION
                blocks = self._blocks(block.blocks)
                self.mentions.reading = outer
                if blocks is block.blocks:
                    return block
                return Group(block.anchor, block.style, blocks, block.place, block.language, block.label)
            case Quotation() | Epigraph():
                blocks = self._blocks(block.blocks)
                return block if blocks is block.blocks else replace(block, blocks=blocks)
            case Verse():
                return replace(block, stanzas=tuple(tuple(self._leaf(line) for line in one) for one in block.stanzas))
            case ItemList():
                return replace(block, items=tuple(tuple(self._block(one) for one in item) for item in block.items))
            case DefinitionList():
                items = tuple(
                    Definition(self._leaf(item.term), tuple(self._block(one) for one in item.blocks))
                    for item in block.items
                )
                return replace(block, items=items)
            case Table():
                return replace(
                    block,
                    caption=None if block.caption is None else self._leaf(block.caption),
                    head=tuple(tuple(self._leaf(cell) for cell in row) for row in block.head),
                    rows=tuple(tuple(self._leaf(cell) for cell in row) for row in block.rows),
                )
            case Figure():
                return replace(block, caption=None if block.caption is None else self._leaf(block.caption))
            case _:
                return block

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        made = tuple([self._block(one) for one in blocks])
        return blocks if all(map(operator.is_, made, blocks)) else made

    def _leaf(self, leaf: _Leaf) -> _Leaf:
        inlines = self.mentions.marked(leaf.inlines)
        if inlines is leaf.inlines:
            return leaf
        if isinstance(leaf, Paragraph):  # most leaves are, and replace takes several times as long
            return Paragraph(leaf.anchor, inlines, leaf.place, leaf.style, leaf.language)
        return replace(leaf, inlines=inlines)
