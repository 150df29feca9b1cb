"""Goes through one division: every mention of a term gets an anchor of its own, and is noted with it.

The words stay as they are. A mention runs from space to space, so that nothing is set otherwise for being one.
"""

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from serge_press.manuscript.index.at_words import at_first_word, at_last_word
from serge_press.manuscript.index.author_marks import Notes
from serge_press.manuscript.index.introduced import Introduced
from serge_press.manuscript.index.kinds import (
    INDEXED,
    LISTS,
    SCHEMES,
    UNREAD_GROUPS,
    UNREAD_STYLES,
    Kind,
    Term,
)
from serge_press.manuscript.index.names import names_in, title_key
from serge_press.manuscript.nodes import (
    CitedTitle,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Group,
    GroupStyle,
    Heading,
    IndexMark,
    ItemList,
    Mention,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Reference,
    SmallCaps,
    Strong,
    Table,
    Text,
    Verse,
)
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.manuscript.tree import every_inline, has_words, leaves_of, plain_words
from serge_press.memory import as_before, remembered_by_identity, remembering
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.index.kinds import Found, Pointer
    from serge_press.manuscript.index.names import Names
    from serge_press.manuscript.nodes import Anchor, Block, Cell, Inline, VerseLine

_Leaf = TypeVar("_Leaf", "Paragraph", "Heading", "VerseLine", "Cell")
_SPACE = re.compile("[ \n]")


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked for: names in running text; and by anchor the entries that are chiefly about a term.

    ``cases`` gives for a disputed attribution the work that it judges, ``subject`` is the person the book is about, of whom
    only what an author marks is noted.
    """

    names: Names
    entries: Mapping[Anchor, tuple[Term, ...]]
    cases: Mapping[str, str]
    subject: str


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


def _parted(following: tuple[Inline, ...]) -> bool:
    """Whether what follows a mark is parted from it: by a space, by a note call, or because there is nothing."""
    first = next((one for one in following if not isinstance(one, IndexMark) or one.inlines), None)
    return first is None or isinstance(first, NoteRef) or (isinstance(first, Text) and first.text[:1] in " \n")


class _Marker:
    """Goes through one division. ``reading`` is running text, where names are told by their words."""

    def __init__(self, division: Division, index: Index) -> None:
        self.division = division
        self.index = index
        self.notes = Notes(division.anchor)
        self.introduced: Container[Term] = ()
        self.reading = division.role is not Role.BIBLIOGRAPHY

    def run(self) -> Division:
        division = self.division
        if division.role is Role.NAMES:
            for block in division.blocks:
                self._entry(block)
            return division
        if division.role in LISTS or division.role is Role.ATTRIBUTIONS:
            blocks = self._records(division.blocks)
        else:
            self.introduced = Introduced(division.blocks, self.index.names)
            blocks = tuple([self._block(block) for block in division.blocks])
        self.notes.begin(division.anchor)
        self.notes.in_note, self.reading = True, True
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
        self.introduced = Introduced((block,), self.index.names)
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
                outer, self.reading = self.reading, self.reading or block.style is GroupStyle.ANNOTATION
                blocks = self._blocks(block.blocks)
                self.reading = outer
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
        inlines = self._inlines(leaf.inlines)
        if inlines is leaf.inlines:
            return leaf
        if isinstance(leaf, Paragraph):  # most leaves are, and replace takes several times as long
            return Paragraph(leaf.anchor, inlines, leaf.place, leaf.style, leaf.language)
        return replace(leaf, inlines=inlines)

    # --------------------------------------------------------------------------------------------------- inlines

    def _inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not self.reading and all(type(inline) is Text for inline in inlines):
            return inlines
        out: list[Inline] = []
        waiting: list[IndexMark] = []  # marks round no words, which speak of the word that they touch, else of the next
        changed = False
        for at, inline in enumerate(inlines):
            if isinstance(inline, IndexMark) and not inline.inlines:
                waiting.append(inline)
                changed = True
                if _parted(inlines[at + 1 :]) and has_words(out[-1:]):
                    out = list(at_last_word(self.notes.beside(waiting), tuple(out)))
                    waiting = []
                continue
            made = self._inline(inline)
            changed = changed or made[0] is not inline
            if waiting and has_words(made):
                made = at_first_word(self.notes.beside(waiting), made)
                waiting = []
            out += made
        if waiting and has_words(out):
            out = list(at_last_word(self.notes.beside(waiting), tuple(out)))
        return tuple(out) if changed else inlines

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        """What stands in the place of an inline: it alone, where nothing in it is a mention."""
        match inline:
            case Text():
                return self._text(inline) if self.reading else (inline,)
            case Reference():
                return self._reference(inline)
            case CitedTitle():
                return self._title(inline)
            case IndexMark(inlines=inner):
                return self.notes.round(inline, self._inlines(inner))
            case Emphasis() | Strong() | SmallCaps() | Foreign():
                inner = self._inlines(inline.inlines)
                return (inline,) if inner is inline.inlines else (replace(inline, inlines=inner),)
            case _:
                return (inline,)

    def _text(self, inline: Text) -> tuple[Inline, ...]:
        """A text, parted at its names; a mention runs from one space to the next."""
        text = inline.text
        out: list[Inline] = []
        done = 0
        anchor: Anchor | None = None
        for name_begins, name_ends, term in names_in(text, self.index.names, self.introduced):
            if not self._wanted(term):
                continue
            begin = max(text.rfind(" ", 0, name_begins), text.rfind("\n", 0, name_begins)) + 1
            space = _SPACE.search(text, name_ends)
            end = space.start() if space else len(text)
            if anchor is None or begin >= done:
                anchor = self.notes.anchor()
                out += [Text(text[done:begin])] if begin > done else []
                out.append(Mention(anchor, (Text(text[begin:end]),)))
                done = end
            self.notes.mention(term, anchor)
        if not out:
            return (inline,)
        return (*out, Text(text[done:])) if done < len(text) else tuple(out)

    def _wanted(self, term: Term) -> bool:
        """Whether a name found by its words is a mention here: in lists no place is."""
        return term.kind != Kind.PLACES.value or self.division.role not in LISTS

    def _reference(self, reference: Reference) -> tuple[Inline, ...]:
        kind = SCHEMES.get(reference.scheme)
        name = reference.name
        if reference.scheme == "case" and name in self.index.cases:
            kind, name = Kind.WORKS, self.index.cases[name]
        if kind is None or (kind is Kind.PERSONS and name == self.index.subject):
            return (reference,)
        anchor = self.notes.anchor()
        self.notes.mention(Term(kind.value, name), anchor)
        return (Mention(anchor, (reference,)),)

    def _title(self, title: CitedTitle) -> tuple[Inline, ...]:
        """A title that is linked, or one that the catalogue has."""
        if any(isinstance(inline, Reference) for inline in every_inline(title.inlines)):
            inner = self._inlines(title.inlines)
            return (title,) if inner is title.inlines else (replace(title, inlines=inner),)
        term = self.index.names.titles.get(title_key(plain_words(title.inlines)))
        own = self.division.role is Role.BIBLIOGRAPHY and not self.reading
        if term is None or (own and term.kind == Kind.WORKS.value):
            return (title,)
        anchor = self.notes.anchor()
        self.notes.mention(term, anchor)
        return (Mention(anchor, (title,)),)
