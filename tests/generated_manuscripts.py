"""Manuscripts of any shape, for Hypothesis: every kind of node, hostile words, and pages that begin anywhere in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from makers import HERE, division, manuscript
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.nodes import (
    Align,
    Anchor,
    Cell,
    CitationRef,
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
    Leader,
    LineBreak,
    Link,
    Note,
    NoteRef,
    Ornament,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Reference,
    SmallCaps,
    Strong,
    Table,
    Text,
    Verse,
    VerseLine,
)
from serge_press.manuscript.parts import Manuscript, Role

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Block, Inline

NOWHERE = Anchor("")
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["word ", "two words", "well-worn", "a – b", "co\u00adop", "<b>&amp;", "]]>", "ß ﬁ", "e\u0301", "\u200b"]
    ),
)
LANGUAGES = st.sampled_from(["", "", "fr", "pl", "ru-RU", "grc", 'x"y'])


@cache
def inlines(depth: int = 2) -> st.SearchStrategy[tuple[Inline, ...]]:
    """A few inlines; references go to the first leaf."""
    target = Anchor("n-1")
    leaf: list[st.SearchStrategy[Any]] = [
        WORDS.map(Text), WORDS.map(Text), WORDS.map(Text), st.just(LineBreak()), st.just(Leader()),
        st.just(PageNumber(target)), st.just(IndexMark("Exile", HERE)), st.just(CitationRef((), HERE)),
        st.just(NoteRef("n", HERE)),
    ]  # fmt: skip
    if depth:
        inner = inlines(depth - 1)
        leaf += [
            inner.map(Emphasis), inner.map(Strong), inner.map(SmallCaps),
            st.builds(CitedTitle, inner, LANGUAGES, st.booleans()),
            st.builds(Foreign, inner, LANGUAGES, st.booleans()),
            st.builds(Link, inner, st.sampled_from(["https://example.org/?a=1&b='2'\"", "mailto:a@example.org"])),
            st.builds(Reference, st.just("anchor"), WORDS, inner, st.just(HERE), st.booleans(), st.sampled_from([None, target])),
        ]  # fmt: skip
    return st.lists(st.one_of(leaf), max_size=4).map(tuple)


@cache
def paragraphs() -> st.SearchStrategy[Paragraph]:
    """Paragraphs of every style, without anchors."""
    return st.builds(Paragraph, st.just(NOWHERE), inlines(), st.just(HERE), st.sampled_from(ParagraphStyle), LANGUAGES)


@cache
def blocks(depth: int = 2) -> st.SearchStrategy[tuple[Block, ...]]:
    """A few blocks, without anchors: ``anchored`` gives them."""
    at, here = st.just(NOWHERE), st.just(HERE)
    line = st.builds(VerseLine, at, inlines(1), here, st.integers(0, 9))
    cell = st.builds(
        Cell, at, inlines(1), here, st.sampled_from(["", "col", "row"]), st.sampled_from(Align), st.integers(1, 3)
    )
    row = st.lists(cell, min_size=1, max_size=3).map(tuple)
    rows = st.lists(row, min_size=1, max_size=2).map(tuple)
    caption = st.one_of(st.none(), paragraphs())
    kinds: list[st.SearchStrategy[Any]] = [
        paragraphs(), paragraphs(),
        st.builds(Heading, at, inlines(), st.integers(2, 5), here, LANGUAGES),
        st.builds(Verse, at, st.lists(st.lists(line, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple), here),
        st.builds(Table, at, caption, st.one_of(st.just(()), rows), rows, here, st.sampled_from(["", "accounts"])),
        st.builds(Figure, at, st.just("plates/a b&c.jpg"), WORDS, caption, here),
        st.builds(Ornament, at, here),
    ]  # fmt: skip
    if depth:
        inner = blocks(depth - 1)
        items = st.lists(inner, min_size=1, max_size=3).map(tuple)
        definitions = st.lists(st.builds(Definition, paragraphs(), inner), min_size=1, max_size=2).map(tuple)
        kinds += [
            st.builds(Quotation, at, inner, here, LANGUAGES), st.builds(Epigraph, at, inner, here, LANGUAGES),
            st.builds(ItemList, at, items, here, st.booleans(), st.integers(1, 9)),
            st.builds(DefinitionList, at, definitions, here),
            st.builds(Group, at, st.sampled_from(GroupStyle), inner, here, LANGUAGES, WORDS),
        ]  # fmt: skip
    return st.lists(st.one_of(kinds), max_size=3).map(tuple)


@dataclass
class _Anchors:
    """Gives every block an anchor, and every note call a note, in the order of the text."""

    def __post_init__(self) -> None:
        self.numbers = count(1)
        self.notes: list[Note] = []

    def anchored(self, node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(self.anchored(one) for one in node)
        if isinstance(node, NoteRef):
            number = len(self.notes) + 1
            anchor = Anchor(f"note-{number}")
            words = (Paragraph(Anchor(f"note-{number}-p"), (Text("said"),), HERE),)
            self.notes.append(Note(anchor, Anchor(f"call-{number}"), number, words, HERE))
            return replace(node, number=number, note=anchor)
        if not hasattr(node, "__dataclass_fields__") or type(node).__name__ in ("Place", "Citation"):
            return node
        own = {"anchor": Anchor(f"n-{next(self.numbers)}")} if hasattr(node, "anchor") else {}
        inner = {
            key: self.anchored(getattr(node, key))
            for key in node.__dataclass_fields__
            if key not in ("anchor", "place")
        }
        return replace(node, **inner, **own)


@st.composite
def manuscripts(draw: st.DrawFn) -> Manuscript:
    """A manuscript of one or two divisions with their notes."""
    made = []
    giver = _Anchors()
    for name in draw(st.sampled_from([("one",), ("one", "two")])):
        giver.notes = giver.notes[:0]
        content = giver.anchored(draw(blocks()))
        title = draw(st.lists(WORDS.map(Text), max_size=2).map(tuple))  # titles carry no notes (rule N009)
        role = draw(st.sampled_from([role for role in Role if role not in (Role.NOTES, Role.PART)]))
        notes = tuple(giver.notes)
        made.append(
            division(name, *content, title=title, role=role, number=draw(WORDS), notes=notes, language=draw(LANGUAGES))
        )
        if notes:
            break  # notes are numbered by division; one division with notes is enough
    return manuscript(*made, division("notes", title="Notes", role=Role.NOTES))


def leaves(node: Any) -> list[tuple[Anchor, tuple[Inline, ...]]]:
    """Every leaf below a node, in the order of the text."""
    if isinstance(node, tuple):
        return [leaf for one in node for leaf in leaves(one)]
    if isinstance(node, Paragraph | Heading | VerseLine | Cell):
        return [(node.anchor, node.inlines)]
    if isinstance(node, Note) or not hasattr(node, "__dataclass_fields__"):
        return []
    return [leaf for key in node.__dataclass_fields__ if key != "place" for leaf in leaves(getattr(node, key))]


def folios_of(book: Manuscript, every: int) -> Folios:
    """Folios of an imagined layout: in each leaf a page begins, some of its letters later, with blank pages between."""
    numbers = count(1)
    pages: list[Folio] = []
    where = {Anchor("n-1"): "1"}
    for one in book.divisions:
        for index, (anchor, _) in enumerate(leaves(one.blocks)):
            number = next(numbers)
            if number % 4 == 0:
                pages.append(Folio(number, str(number), None))
                number = next(numbers)
            pages.append(Folio(number, str(number), anchor, index * every))
            where[anchor] = str(number)
    return Folios(tuple(pages), where)
