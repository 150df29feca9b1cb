"""What a manuscript holds, by anchor: its leaves, the places of all that has an anchor, and what asks for a page number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import (
    Cell,
    CitedTitle,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Group,
    Heading,
    ItemList,
    Link,
    PageNumber,
    Paragraph,
    Quotation,
    Reference,
    SmallCaps,
    Strong,
    Table,
    Text,
    Verse,
    VerseLine,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Block, Inline
    from serge_press.manuscript.parts import Manuscript


@dataclass(slots=True)
class Holdings:
    """``leaves``: text of each leaf by anchor, notes included. ``places``: of every anchor. ``notes``: ids in order of call.

    ``asked``: by target, the places of the page numbers printed for it.
    """

    leaves: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    notes: dict[str, Place] = field(default_factory=dict)
    asked: dict[str, list[Place]] = field(default_factory=dict)


def holdings(manuscript: Manuscript) -> Holdings:
    """Everything in the manuscript that has an anchor."""
    from serge_press.rendering.setter import subtitle_anchor, title_anchor

    held = Holdings()
    for division in manuscript.all_divisions():
        held.places[division.anchor] = division.place
        for anchor, inlines in (
            (title_anchor(division), division.title),
            (subtitle_anchor(division), division.subtitle),
        ):
            if inlines:
                _leaf(held, anchor, inlines, division.place)
        for block in division.blocks:
            for piece in _walk(block):
                held.places[piece.anchor] = piece.place
                if isinstance(piece, Paragraph | Heading | VerseLine | Cell):
                    _leaf(held, piece.anchor, piece.inlines, piece.place)
        for note in division.notes:
            held.notes[note.anchor] = held.places[note.anchor] = held.places[note.call] = note.place
            for paragraph in note.paragraphs:
                _leaf(held, paragraph.anchor, paragraph.inlines, paragraph.place)
    return held


def _leaf(held: Holdings, anchor: str, inlines: tuple[Inline, ...], place: Place) -> None:
    held.places[anchor] = place
    words: list[str] = []
    for inline in _flat(inlines):
        match inline:
            case Text(text=text):
                words.append(text)
            case Reference(target=target, page=True, place=where) if target is not None:
                held.asked.setdefault(target, []).append(where)
            case PageNumber(target=target):
                held.asked.setdefault(target, []).append(place)
    held.leaves[anchor] = "".join(words)


def _flat(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | SmallCaps | CitedTitle | Foreign | Link | Reference):
            yield from _flat(inline.inlines)


def _walk(block: Block | VerseLine | Cell) -> Iterator[Block | VerseLine | Cell]:
    yield block
    inner: tuple[Block | VerseLine | Cell, ...] = ()
    match block:
        case Quotation(blocks=blocks) | Epigraph(blocks=blocks) | Group(blocks=blocks):
            inner = blocks
        case Verse(stanzas=stanzas):
            inner = tuple(line for stanza in stanzas for line in stanza)
        case ItemList(items=items):
            inner = tuple(one for item in items for one in item)
        case DefinitionList(items=definitions):
            inner = tuple(one for item in definitions for one in (item.term, *item.blocks))
        case Table(caption=caption, head=head, rows=rows):
            inner = (*((caption,) if caption else ()), *(cell for row in (*head, *rows) for cell in row))
        case Figure(caption=caption) if caption:
            inner = (caption,)
    for one in inner:
        yield from _walk(one)
