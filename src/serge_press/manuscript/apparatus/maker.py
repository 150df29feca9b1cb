"""What the made parts share: the facts they are made from, and the hands that make leaves and set an author's prose."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from serge_press.collation import primary_language
from serge_press.findings import Place
from serge_press.manuscript.anchors import AnchorCounter, anchor_for
from serge_press.manuscript.apparatus.addresses import readable
from serge_press.manuscript.apparatus.line import Piece, Run, commas, joined, run, tidy
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.compose import compose, compose_inline
from serge_press.manuscript.nodes import (
    Anchor,
    Block,
    Foreign,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Link,
    Note,
    Paragraph,
    ParagraphStyle,
    Reference,
)
from serge_press.manuscript.typography import typeset
from serge_press.reading.prose_text import ProseText
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.findings import Finding
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan
    from serge_press.model.sources import Citation
    from serge_press.model.works import WorkId


class Stands(Protocol):
    """A record that knows where it stands, and where its Markdown fields begin, by name."""

    @property
    def place(self) -> Place:
        """Where the record stands."""

    @property
    def begins(self) -> Mapping[str, Place]:
        """Where its Markdown fields begin; column 0 where only the line is known."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What every made part is made from. ``numbers`` are those of the bibliography, stored or provisional."""

    plan: BookPlan
    catalogue: Catalogue
    words: Words
    numbers: Mapping[WorkId, str]

    @property
    def language(self) -> str:
        """The book's language, in which the made parts are written."""
        return self.plan.language


@dataclass(frozen=True, slots=True)
class Made:
    """One made part: its blocks, the notes of prose inside it, and what was found in that prose."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Maker:
    """Gathers notes and findings while one part is made."""

    facts: Facts
    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of the book's language."""
        return self.facts.words

    def made(self, blocks: Iterable[Block]) -> Made:
        """The finished part."""
        return Made(tuple(blocks), tuple(self.notes), tuple(self.findings))

    def prose(self, prose: ProseText | None, prefix: str) -> tuple[Block, ...]:
        """The author's Markdown as blocks; () for none."""
        if prose is None or not prose.text.strip():
            return ()
        composed, found = compose(prose, language=prose.language or self.facts.language, prefix=prefix)
        self.notes += composed.notes
        self.findings += found
        return composed.blocks

    def inline(self, text: str, record: Stands, field: str) -> Run:
        """A short field of Markdown, by name, of a record as a run; () for an empty one."""
        if not text.strip():
            return ()
        place = record.begins.get(field, Place(record.place.file, record.place.line))
        line = " ".join(text.split())
        exact = place.column > 0 and line == text.strip()
        prose = ProseText(line, place.file, max(place.line, 1), place.column - 1 if exact else -1)
        inlines, found = compose_inline(prose, language=self.facts.language)
        self.findings += found
        return inlines

    def set(self, text: str, language: str = "") -> str:
        """A field of plain words as it stands in the book: one line, tidy, quotes and dashes as its language sets them."""
        return typeset(tidy(text), language or self.facts.language) if text else ""

    def foreign(self, text: str, language: str) -> Run:
        """A field of plain words, marked with its language where that is not the book's."""
        words = self.set(text, language)
        own = self.other(language)
        return (Foreign(run(words), own),) if words and own else run(words)

    def other(self, language: str) -> str:
        """The language, where it is another than the book's ("en" is not, in a book in "en-GB"); else ""."""
        return "" if primary_language(language) == primary_language(self.facts.language) else language

    def cited(self, citation: Citation) -> Run:
        """One citation as it stands in an entry: the source's short form, linked to its entry, then the locator."""
        source = self.facts.catalogue.sources.get(citation.source)
        short = self.foreign(source.short or source.title, "") if source else run(str(citation.source))
        link = Reference("source", citation.source, short, citation.place)
        note = self.set(citation.note)
        return run(f"{note} " if note else "", commas(link, self.set(citation.locator)))

    def evidence(self, citations: tuple[Citation, ...]) -> Run:
        """Citations in a row, parted by semicolons."""
        return joined([self.cited(citation) for citation in citations], "; ")


class Leaves:
    """Gives leaves and groups below one anchor, numbered in order. Two hyphens part them from any author's id."""

    __slots__ = ("_counter", "anchor", "place")

    def __init__(self, anchor: Anchor, place: Place) -> None:
        self.anchor = anchor
        self.place = place
        self._counter = AnchorCounter(f"{anchor}-")

    def next(self, letter: str = "p") -> Anchor:
        """The next anchor below."""
        return self._counter.next(letter)

    def prefix(self, name: str) -> str:
        """The prefix under which prose below this anchor makes its own leaves."""
        return f"{self.anchor}--{name}"

    def line(self, style: ParagraphStyle, *pieces: Piece) -> tuple[Paragraph, ...]:
        """One paragraph of that style, or none where there are no words."""
        inlines = run(*pieces)
        return (Paragraph(self.next(), inlines, self.place, style),) if inlines else ()

    def heading(self, level: int, *pieces: Piece) -> Heading:
        """A heading."""
        return Heading(self.next("h"), run(*pieces), level, self.place)

    def group(self, style: GroupStyle, blocks: Iterable[Block], label: str = "") -> tuple[Group, ...]:
        """A group below this anchor, or none where it would be empty."""
        inside = tuple(blocks)
        return (Group(self.next("g"), style, inside, self.place, label=label),) if inside else ()

    def items(self, lines: Iterable[Run]) -> tuple[ItemList, ...]:
        """A list of one-paragraph items, or none where it would be empty."""
        anchor = self.next("l")
        items = tuple(self.line(ParagraphStyle.BODY, line) for line in lines if line)
        return (ItemList(anchor, items, self.place),) if items else ()


def link_out(url: str, words: str = "") -> Run:
    """A link out of the book, shown by its address without the scheme unless words are given; () for none.

    Only http, https and mailto may be links; anything else stays text.
    """
    address = url.strip()
    if not address:
        return ()
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
    shown = words or readable(bare)
    if address.lower().startswith(("http://", "https://", "mailto:")):
        return (Link(run(shown), address),)
    return run(tidy(shown))


__all__ = ["Facts", "Leaves", "Made", "Maker", "anchor_for", "link_out"]
