"""Small manuscripts by hand: ``manuscript(division("exile", paragraph("He left.")))``.

Anchors count up in each thread of calls from ``p-1`` unless given, and start again with ``fresh()``.
"""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.nodes import (
    Anchor,
    Cell,
    Figure,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Note,
    NoteRef,
    Ornament,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Table,
    Text,
    Verse,
    VerseLine,
)
from serge_press.manuscript.parts import Division, Manuscript, Matter, Role
from serge_press.model.plan import BookPlan
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.house import load_house
from serge_press.rendering.setter import Setter

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Block, Inline
    from serge_press.rendering.house import House
    from serge_press.rendering.medium import Medium

HERE = Place("lives/1-exile.md", 1, 1)
_numbers = count(1)


def fresh() -> None:
    """Begin the anchors again at 1."""
    global _numbers  # noqa: PLW0603
    _numbers = count(1)


def anchor(kind: str = "p") -> Anchor:
    """A new anchor."""
    return Anchor(f"{kind}-{next(_numbers)}")


def runs(*said: str | Inline) -> tuple[Inline, ...]:
    """Inlines, with plain strings as Text."""
    return tuple(Text(one) if isinstance(one, str) else one for one in said)


def paragraph(
    *said: str | Inline, at: str = "", style: ParagraphStyle = ParagraphStyle.BODY, language: str = ""
) -> Paragraph:
    """A paragraph of strings and inlines."""
    return Paragraph(Anchor(at) if at else anchor(), runs(*said), HERE, style, language)


def heading(*said: str | Inline, level: int = 2, at: str = "") -> Heading:
    """A heading inside a division."""
    return Heading(Anchor(at) if at else anchor("h"), runs(*said), level, HERE)


def quotation(*blocks: Block, language: str = "", at: str = "") -> Quotation:
    """A block quotation."""
    return Quotation(Anchor(at) if at else anchor("q"), blocks, HERE, language)


def verse(*stanzas: str, at: str = "") -> Verse:
    """Verse: a string a stanza, a line a line, two spaces an indent step."""
    return Verse(
        Anchor(at) if at else anchor("v"),
        tuple(
            tuple(
                VerseLine(anchor("l"), runs(line.lstrip()), HERE, (len(line) - len(line.lstrip())) // 2)
                for line in stanza.split("\n")
            )
            for stanza in stanzas
        ),
        HERE,
    )


def item_list(*items: Block | tuple[Block, ...], ordered: bool = False, at: str = "") -> ItemList:
    """A list of blocks."""
    bound = tuple(item if isinstance(item, tuple) else (item,) for item in items)
    return ItemList(Anchor(at) if at else anchor("i"), bound, HERE, ordered)


def table(*rows: tuple[str, ...], head: tuple[str, ...] = (), caption: str = "", at: str = "") -> Table:
    """A table of plain words; the head row's cells have scope "col"."""

    def row(words: tuple[str, ...], scope: str = "") -> tuple[Cell, ...]:
        return tuple(Cell(anchor("c"), runs(word), HERE, scope) for word in words)

    said = paragraph(caption, style=ParagraphStyle.CAPTION) if caption else None
    return Table(
        Anchor(at) if at else anchor("t"), said, (row(head, "col"),) if head else (), tuple(row(r) for r in rows), HERE
    )


def figure(file: str, alt: str, caption: str = "", at: str = "") -> Figure:
    """A picture."""
    said = paragraph(caption, style=ParagraphStyle.CAPTION) if caption else None
    return Figure(Anchor(at) if at else anchor("f"), file, alt, said, HERE)


def ornament(at: str = "") -> Ornament:
    """A break in the text."""
    return Ornament(Anchor(at) if at else anchor("o"), HERE)


def group(style: GroupStyle, *blocks: Block, at: str = "", language: str = "", label: str = "") -> Group:
    """Blocks that belong together."""
    return Group(Anchor(at) if at else anchor("g"), style, blocks, HERE, language, label)


def call(label: str, number: int = 1) -> NoteRef:
    """A call of the note that ``note(label, …)`` makes."""
    return NoteRef(label, HERE, number, Anchor(f"note-{label}"))


def note(label: str, *said: str | Inline, number: int = 1) -> Note:
    """A note of one paragraph for each argument."""
    return Note(
        Anchor(f"note-{label}"),
        Anchor(f"call-{label}"),
        number,
        tuple(paragraph(one, at=f"note-{label}-{i}") for i, one in enumerate(said, 1)),
        HERE,
    )


def division(
    name: str,
    *blocks: Block,
    title: str | tuple[Inline, ...] = "",
    role: Role = Role.CHAPTER,
    matter: Matter = Matter.BODY,
    number: str = "",
    subtitle: str = "",
    children: tuple[Division, ...] = (),
    notes: tuple[Note, ...] = (),
    language: str = "",
) -> Division:
    """A division whose anchor is ``name``; a chapter of the body unless told otherwise."""
    return Division(
        Anchor(name),
        role,
        matter,
        (runs(title) if title else ()) if isinstance(title, str) else title,
        blocks,
        HERE,
        number,
        runs(subtitle) if subtitle else (),
        children,
        notes,
        language,
    )


def plan(title: str = "A Life in Five Names", language: str = "en-GB") -> BookPlan:
    """The plan of a book with nothing but a title and a language."""
    return BookPlan(title=title, language=language, slug="a-life", place=Place("book.toml", 1, 1))


def manuscript(*divisions: Division, book: BookPlan | None = None) -> Manuscript:
    """A manuscript of these divisions."""
    return Manuscript(book or plan(), divisions)


def setter_for(book: Manuscript, medium: Medium, folios: Folios = NO_FOLIOS) -> Setter:
    """A setter with the house of the press; the address of an anchor is ``#anchor``."""
    return Setter(book, house(), medium, folios, "#{}".format)


@cache
def house() -> House:
    """The house style that comes with the press."""
    loaded, found = load_house("house", MemoryFolder({}))
    assert loaded is not None
    assert not found
    return loaded
