"""Goes through one division: every mention of a term gets an anchor of its own, and is noted with it.

The words stay as they are. A mention runs from space to space, so that nothing is set otherwise for being one.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from serge_press.manuscript.index.at_words import at_first_word, at_last_word, several_words
from serge_press.manuscript.index.kinds import (
    INDEXED,
    LISTS,
    UNREAD_GROUPS,
    UNREAD_STYLES,
    Found,
    Kind,
    Pointer,
    Term,
)
from serge_press.manuscript.index.names import folded, names_in
from serge_press.manuscript.nodes import (
    Anchor,
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
    Spot,
    Strong,
    Table,
    Text,
    Verse,
)
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import every_block, every_inline, has_words, leaves_of, plain_words
from serge_press.memory import remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.index.names import Names
    from serge_press.manuscript.nodes import Block, Cell, Inline, VerseLine
    from serge_press.manuscript.parts import Division

_Leaf = TypeVar("_Leaf", "Paragraph", "Heading", "VerseLine", "Cell")
_SCHEMES = {"person": Kind.PERSONS, "work": Kind.WORKS, "place": Kind.PLACES}


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
    done = marker.run()
    broken = tuple(place for _, place in marker.open.values())
    return Marked(done, tuple(marker.found), tuple(marker.pointers), (*broken, *marker.broken))


def parsed_term(said: str) -> tuple[Term, str]:
    """The term and the sub-entry of an author's mark: ``Exile!in Orenburg``, ``person:lenin!and Gorky``, ``work:a-book``."""
    head, _, sub = said.partition("!")
    scheme, colon, name = head.strip().partition(":")
    kind = _SCHEMES.get(scheme) if colon else None
    if kind is not None:
        return Term(kind.value, name.strip()), sub.strip()
    return Term(Kind.SUBJECTS.value, " ".join(head.split())), sub.strip()


def _parted(following: tuple[Inline, ...]) -> bool:
    """Whether what follows a mark is parted from it: by a space, by a note call, or because there is nothing."""
    first = next((one for one in following if not isinstance(one, IndexMark) or one.inlines), None)
    return first is None or isinstance(first, NoteRef) or (isinstance(first, Text) and first.text[:1] in " \n")


@dataclass
class _Marker:
    division: Division
    index: Index
    found: list[Found] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    broken: list[Place] = field(default_factory=list)
    open: dict[tuple[Term, str], tuple[int, Place]] = field(
        default_factory=dict
    )  # ranges, by where they stand in found
    introduced: frozenset[Term] = frozenset()
    note: bool = False
    reading: bool = True  # running text, where names are told by their words
    count: int = 0

    def run(self) -> Division:
        division = self.division
        if division.role is Role.NAMES:
            for block in division.blocks:
                self._entry(block)
            return division
        self.reading = division.role is not Role.BIBLIOGRAPHY
        whole = division.role not in LISTS and division.role is not Role.ATTRIBUTIONS
        if whole:
            self.introduced = self._introduced(division.blocks)
        blocks: list[Block] = []
        for block in division.blocks:
            if not whole:  # one record after the other: a name told in one says nothing of the next
                self.introduced = self._introduced((block,))
            blocks.append(self._block(block))
        self.note, self.reading = True, True
        marked_notes = tuple(
            replace(note, paragraphs=tuple(self._leaf(one) for one in note.paragraphs)) for note in division.notes
        )
        return replace(division, blocks=tuple(blocks), notes=marked_notes)

    # ---------------------------------------------------------------------------------------------- what is known

    def _introduced(self, blocks: Iterable[Block]) -> frozenset[Term]:
        """The persons whom these blocks link to or name in full."""
        seen: set[Term] = set()
        for block in every_block(blocks):
            for leaf in leaves_of(block):
                for inline in every_inline(leaf.inlines):
                    if isinstance(inline, Reference) and inline.scheme == "person":
                        seen.add(Term(Kind.PERSONS.value, inline.name))
                words = plain_words(leaf.inlines)
                seen |= {term for _, _, term in names_in(words, self.index.names, frozenset())}
        return frozenset(seen)

    def _entry(self, block: Block) -> None:
        """Note a block that is chiefly about something."""
        for term in self.index.entries.get(block.anchor, ()):
            self.found.append(Found(term, Spot(block.anchor, main=True)))
        if self.division.role is Role.NAMES and isinstance(block, Group) and block.blocks:
            first = block.blocks[0]
            strong = next((one for leaf in leaves_of(first) for one in leaf.inlines if isinstance(one, Strong)), None)
            words = plain_words(strong.inlines) if strong else ""
            for _, _, term in names_in(words, self.index.names, frozenset()):
                if term.kind == Kind.PSEUDONYMS.value:
                    self.found.append(Found(term, Spot(block.anchor, main=True)))

    # ---------------------------------------------------------------------------------------------------- blocks

    def _block(self, block: Block) -> Block:
        self._entry(block)
        match block:
            case Paragraph():
                own = (
                    block.style is ParagraphStyle.REFERENCE and self.division.role is Role.PEOPLE
                )  # names turned round
                return block if own or block.style in UNREAD_STYLES else self._leaf(block)
            case Heading():
                return self._leaf(block)
            case Group():
                if block.style in UNREAD_GROUPS:
                    return block
                outer, self.reading = self.reading, self.reading or block.style is GroupStyle.ANNOTATION
                blocks = tuple([self._block(one) for one in block.blocks])
                self.reading = outer
                return replace(block, blocks=blocks)
            case Quotation() | Epigraph():
                return replace(block, blocks=tuple([self._block(one) for one in block.blocks]))
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

    def _leaf(self, leaf: _Leaf) -> _Leaf:
        inlines = self._inlines(leaf.inlines)
        return leaf if inlines is leaf.inlines else replace(leaf, inlines=inlines)

    # --------------------------------------------------------------------------------------------------- inlines

    def _inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        waiting: list[IndexMark] = []  # marks round no words, which speak of the word that they touch, else of the next
        changed = False
        for at, inline in enumerate(inlines):
            if isinstance(inline, IndexMark) and not inline.inlines:
                waiting.append(inline)
                changed = True
                if _parted(inlines[at + 1 :]) and has_words(out[-1:]):
                    out = list(at_last_word(self._beside(waiting), tuple(out)))
                    waiting = []
                continue
            made = self._inline(inline)
            changed = changed or made != (inline,)
            if waiting and has_words(made):
                made = at_first_word(self._beside(waiting), made)
                waiting = []
            out += made
        if waiting and has_words(out):
            out = list(at_last_word(self._beside(waiting), tuple(out)))
        return tuple(out) if changed else inlines

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Text():
                return self._text(inline.text)
            case Reference():
                return self._reference(inline)
            case CitedTitle():
                return self._title(inline)
            case IndexMark(inlines=inner):
                return self._round(inline, self._inlines(inner))
            case Emphasis() | Strong() | SmallCaps() | Foreign():
                inner = self._inlines(inline.inlines)
                return (inline,) if inner is inline.inlines else (replace(inline, inlines=inner),)
            case _:
                return (inline,)

    def _text(self, text: str) -> tuple[Inline, ...]:
        """A text, parted at its names; a mention runs from one space to the next."""
        if not self.reading:
            return (Text(text),)
        out: list[Inline] = []
        done = 0
        anchor: Anchor | None = None
        last = 0
        for name_begins, name_ends, term in names_in(text, self.index.names, self.introduced):
            if not self._wanted(term):
                continue
            begin = max(text.rfind(" ", 0, name_begins), text.rfind("\n", 0, name_begins)) + 1
            end = next((at for at in range(name_ends, len(text)) if text[at] in " \n"), len(text))
            if anchor is None or begin >= last:
                anchor = self._anchor()
                out += [Text(text[done:begin])] if begin > done else []
                out.append(Mention(anchor, (Text(text[begin:end]),)))
                done = last = end
            self._note(term, anchor)
        if not out:
            return (Text(text),)
        return (*out, Text(text[done:])) if done < len(text) else tuple(out)

    def _wanted(self, term: Term) -> bool:
        """Whether a name found by its words is a mention here: in lists no place is."""
        return term.kind != Kind.PLACES.value or self.division.role not in LISTS

    def _reference(self, reference: Reference) -> tuple[Inline, ...]:
        kind = _SCHEMES.get(reference.scheme)
        name = reference.name
        if reference.scheme == "case" and name in self.index.cases:
            kind, name = Kind.WORKS, self.index.cases[name]
        if kind is None or (kind is Kind.PERSONS and name == self.index.subject):
            return (reference,)
        anchor = self._anchor()
        self._note(Term(kind.value, name), anchor)
        return (Mention(anchor, (reference,)),)

    def _title(self, title: CitedTitle) -> tuple[Inline, ...]:
        """A title that is linked, or one that the catalogue has."""
        if any(isinstance(inline, Reference) for inline in every_inline(title.inlines)):
            inner = self._inlines(title.inlines)
            return (title,) if inner is title.inlines else (replace(title, inlines=inner),)
        term = self.index.names.titles.get(folded(" ".join(plain_words(title.inlines).split())).casefold())
        own = self.division.role is Role.BIBLIOGRAPHY and not self.reading
        if term is None or (own and term.kind == Kind.WORKS.value):
            return (title,)
        anchor = self._anchor()
        self._note(term, anchor)
        return (Mention(anchor, (title,)),)

    # ------------------------------------------------------------------------------------------ an author's marks

    def _beside(self, marks: list[IndexMark]) -> Anchor:
        """A new anchor, at which all of these marks stand."""
        anchor = self._anchor()
        for mark in marks:
            self._mark(mark, anchor, anchor)
        return anchor

    def _round(self, mark: IndexMark, inner: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words a mark stands round, with an anchor at the first and, where they are several, at the last."""
        first = self._anchor()
        last = self._anchor() if several_words(inner) else first
        self._mark(mark, first, last)
        ended = inner if last == first else at_last_word(last, inner)
        return at_first_word(first, ended)

    def _mark(self, mark: IndexMark, first: Anchor, last: Anchor) -> None:
        term, sub = parsed_term(mark.term)
        if mark.see or mark.also:
            self.pointers.append(Pointer(term, sub, mark.see, mark.also, mark.place))
            if mark.see:
                return
        self.pointers += [Pointer(term, sub, "", "", mark.place)] if term.kind != Kind.SUBJECTS.value else []
        if mark.bound == "end":
            begun = self.open.pop((term, sub), None)
            if begun is None:
                self.broken.append(mark.place)
                return
            at = begun[0]
            self.found[at] = replace(self.found[at], spot=replace(self.found[at].spot, until=last))
            return
        until = last if last != first else None
        if mark.bound == "begin":
            if (term, sub) in self.open:
                self.broken.append(mark.place)
            self.open[term, sub] = len(self.found), mark.place
        self.found.append(Found(term, Spot(first, self.note, mark.main, until), sub))

    def _note(self, term: Term, anchor: Anchor) -> None:
        self.found.append(Found(term, Spot(anchor, note=self.note)))

    def _anchor(self) -> Anchor:
        self.count += 1
        return Anchor(f"{self.division.anchor}--x{self.count}")
