"""Resolves one division: its references, its evidence, its notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from serge_press.manuscript.calls import before_call, call_position, joined, merged
from serge_press.manuscript.habits import habits_of
from serge_press.manuscript.nodes import (
    Anchor,
    CitationRef,
    CitedTitle,
    Definition,
    DefinitionList,
    Drawing,
    Epigraph,
    Figure,
    Foreign,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Note,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Reference,
    Table,
    Text,
    Verse,
)
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import HOLDERS
from serge_press.manuscript.wording import citation_words

if TYPE_CHECKING:
    from typing import Protocol

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Block, Cell, Inline, VerseLine
    from serge_press.manuscript.parts import Division
    from serge_press.model.sources import Source, SourceId

    class Book(Protocol):
        """What a division needs to know of the book."""

        language: str

        def find(self, rule: str, place: Place, message: str, mend: str | None = None) -> None:
            """Tell the author."""

        def source(self, source: SourceId) -> Source | None:
            """The source, if it is in the catalogue."""

        def check_source(self, source: SourceId, place: Place) -> None:
            """Note that a source is cited."""

        def bind(self, reference: Reference, language: str) -> tuple[Inline, ...]:
            """The reference with its target, or its words alone."""


PROSE = frozenset(
    {
        Role.DEDICATION, Role.EPIGRAPH, Role.FOREWORD, Role.PREFACE, Role.INTRODUCTION, Role.PART, Role.CHAPTER,
        Role.APPENDIX, Role.ACKNOWLEDGEMENTS,
    }
)  # fmt: skip
"""Roles whose text an author writes through: there evidence becomes notes."""

_Leaf = TypeVar("_Leaf", "Paragraph", "Heading", "VerseLine", "Cell")


class DivisionResolver:
    """Resolves one division."""

    def __init__(self, division: Division, book: Book) -> None:
        self._division = division
        self._book = book
        self._written = {note.anchor: note for note in division.notes}
        self._notes: list[Note] = []
        self._language = division.language or book.language
        self._prose = division.role in PROSE

    def run(self) -> Division:
        """The division resolved, without its children."""
        division = self._division
        title = self._text(division.title)
        subtitle = self._text(division.subtitle)
        blocks = tuple(self.block(block) for block in division.blocks)
        return replace(division, title=title, subtitle=subtitle, blocks=blocks, notes=tuple(self._notes))

    def block(self, block: Block) -> Block:
        """One block of the division resolved."""
        return self._block(block, self._prose)

    # -------------------------------------------------------------------------------------------------- blocks

    def _block(self, block: Block, running: bool) -> Block:
        match block:
            case Paragraph():
                return self._in(block.language, block, running and block.style is not ParagraphStyle.CAPTION)
            case Heading():
                return self._in(block.language, block, False)
            case Quotation() | Epigraph() | Group():
                inner = running
                if isinstance(block, Group):
                    inner = running and block.style is GroupStyle.LANGUAGE
                outer, self._language = self._language, block.language or self._language
                blocks = tuple([self._block(one, inner) for one in block.blocks])
                self._language = outer
                if isinstance(block, Group):  # most are, as leaves are paragraphs below
                    return Group(block.anchor, block.style, blocks, block.place, block.language, block.label)
                return replace(block, blocks=blocks)
            case Verse():
                outer, self._language = self._language, block.language or self._language
                stanzas = tuple(tuple(self._leaf(line, running) for line in stanza) for stanza in block.stanzas)
                self._language = outer
                return replace(block, stanzas=stanzas)
            case ItemList():
                items = tuple([tuple([self._block(one, running) for one in item]) for item in block.items])
                return ItemList(block.anchor, items, block.place, block.ordered, block.start)
            case DefinitionList():
                return replace(
                    block,
                    items=tuple(
                        Definition(self._leaf(item.term, False), tuple(self._block(one, False) for one in item.blocks))
                        for item in block.items
                    ),
                )
            case Table():
                return replace(
                    block,
                    caption=None if block.caption is None else self._leaf(block.caption, False),
                    head=tuple(tuple(self._leaf(cell, False) for cell in row) for row in block.head),
                    rows=tuple(tuple(self._leaf(cell, False) for cell in row) for row in block.rows),
                )
            case Figure():
                return replace(block, caption=None if block.caption is None else self._leaf(block.caption, False))
            case Drawing():
                return replace(block, caption=self._leaf(block.caption, False))
            case _:
                return block

    def _in(self, language: str, leaf: _Leaf, running: bool) -> _Leaf:
        outer, self._language = self._language, language or self._language
        made = self._leaf(leaf, running)
        self._language = outer
        return made

    def _leaf(self, leaf: _Leaf, running: bool) -> _Leaf:
        if all(type(inline) is Text for inline in leaf.inlines):
            return leaf
        inlines = self._running(leaf.inlines) if running else self._text(leaf.inlines)
        if isinstance(leaf, Paragraph):  # most leaves are, and replace takes several times as long
            return Paragraph(leaf.anchor, inlines, leaf.place, leaf.style, leaf.language)
        return replace(leaf, inlines=inlines)

    # -------------------------------------------------------------------------------------------------- inlines

    def _running(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines of running prose: evidence becomes calls, and calls stand where the language wants them."""
        items = merged(inlines)
        out: list[Inline] = []
        index = 0
        while index < len(items):
            item = items[index]
            if not isinstance(item, CitationRef | NoteRef):
                out.extend(self._single(item, running=True))
                index += 1
                continue
            calls = [item]
            while index + 1 < len(items) and isinstance(items[index + 1], CitationRef | NoteRef):
                index += 1
                calls.append(items[index])  # type: ignore[arg-type]
            index += 1
            if out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text.rstrip(" \u00a0"))
            if index < len(items) and isinstance(items[index], Text):
                before, after = before_call(items[index].text, habits_of(self._language).call_after)  # type: ignore[union-attr]
                if before:
                    out.append(Text(before))
                    items[index] = Text(after)
            made = [self._cite(call) if isinstance(call, CitationRef) else self._call(call) for call in calls]
            at = call_position(out, habits_of(self._language).call_after)
            out[at:at] = [call for call in made if call is not None]
        return joined(out)

    def _text(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines where no note may be called: evidence is set in brackets."""
        if len(inlines) == 1 and type(only := inlines[0]) is Text and only.text:
            return inlines
        items = merged(inlines)
        out: list[Inline] = []
        for item in items:
            if isinstance(item, CitationRef):
                alone = len([one for one in items if not (isinstance(one, Text) and not one.text.strip(" ."))]) == 1
                words = self._bound_citations(item, sentence=False)
                out.extend(words if alone else (Text("("), *words, Text(")")))
            elif isinstance(item, NoteRef):
                self._book.find("N009", item.place, f"the note [^{item.label}] is called where no note can stand")
            else:
                out.extend(self._single(item, running=False))
        return joined(out)

    def _single(self, item: Inline, *, running: bool) -> tuple[Inline, ...]:
        if isinstance(item, Text):
            return (item,)
        if not isinstance(item, HOLDERS):
            return (item,)
        outer = self._language
        if isinstance(item, Foreign | CitedTitle) and item.language:
            self._language = item.language
        inner = self._running(item.inlines) if running else self._text(item.inlines)
        self._language = outer
        held = item if inner is item.inlines or inner == item.inlines else replace(item, inlines=inner)
        if isinstance(held, Reference):
            return self._book.bind(held, self._language)
        return (held,)

    def _bound_citations(self, item: CitationRef, *, sentence: bool) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for citation in item.citations:
            self._book.check_source(citation.source, citation.place)
        for inline in citation_words(item.citations, self._book.source, self._language, sentence=sentence):
            if isinstance(inline, Reference):
                out.extend(self._book.bind(inline, self._language))
            else:
                out.append(inline)
        return joined(out)

    # ---------------------------------------------------------------------------------------------------- notes

    def _names(self) -> tuple[int, Anchor, Anchor]:
        number = len(self._notes) + 1
        base = self._division.anchor
        return number, Anchor(f"{base}-n{number}"), Anchor(f"{base}-c{number}")

    def _own_language(self) -> str:
        return "" if self._language == (self._division.language or self._book.language) else self._language

    def _cite(self, item: CitationRef) -> NoteRef:
        number, anchor, call = self._names()
        words = self._bound_citations(item, sentence=True)
        paragraph = Paragraph(Anchor(f"{anchor}-p1"), words, item.place, ParagraphStyle.BODY, self._own_language())
        self._notes.append(Note(anchor, call, number, (paragraph,), item.place))
        return NoteRef("", item.place, number, anchor)

    def _call(self, item: NoteRef) -> NoteRef | None:
        note = self._written.pop(item.note, None) if item.note else None
        if note is None:
            return None  # told of when the text was composed
        number, anchor, call = self._names()
        self._notes.append(note)  # keeps its place while its own words are resolved
        paragraphs = tuple(
            replace(
                paragraph,
                anchor=Anchor(f"{anchor}-p{index}"),
                inlines=self._text(paragraph.inlines),
                language=paragraph.language or self._own_language(),
            )
            for index, paragraph in enumerate(note.paragraphs, 1)
        )
        self._notes[number - 1] = Note(anchor, call, number, paragraphs, note.place)
        return replace(item, number=number, note=anchor)
