"""The nodes of the manuscript, under one roof: inlines, blocks, and the notes that hold both.

A *leaf* is a block that holds inlines itself: Paragraph, Heading, VerseLine, Cell. Every leaf has an anchor, which
becomes the ``id`` of its element in every medium; a printed page begins at *(anchor of a leaf, letters of that leaf set
on earlier pages)*. For this to hold, every word inside a leaf goes through the inline setter and is the same in all media;
only note calls and the page marks themselves differ, and they count no letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.block_nodes import (
    Align,
    Block,
    Cell,
    Definition,
    DefinitionList,
    Drawing,
    Epigraph,
    Figure,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Ornament,
    Paragraph,
    ParagraphStyle,
    QRCode,
    Quotation,
    Table,
    Verse,
    VerseLine,
)
from serge_press.manuscript.inline_nodes import (
    Anchor,
    CitationRef,
    CitedTitle,
    Emphasis,
    Foreign,
    IndexMark,
    Inline,
    Leader,
    LineBreak,
    Link,
    Locators,
    Mention,
    NoteRef,
    PageNumber,
    Reference,
    SmallCaps,
    Spot,
    Strong,
    Text,
)
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place


@dataclass(frozen=True, slots=True)
class Note:
    """A note: one or more paragraphs (leaves).

    ``call`` is the anchor of its call, for the way back. ``number`` counts from 1 in each division; 0 before it is resolved.
    """

    anchor: Anchor
    call: Anchor
    number: int
    paragraphs: tuple[Paragraph, ...]
    place: Place


__all__ = [
    "Align",
    "Anchor",
    "Block",
    "Cell",
    "CitationRef",
    "CitedTitle",
    "Definition",
    "DefinitionList",
    "Drawing",
    "Emphasis",
    "Epigraph",
    "Figure",
    "Foreign",
    "Group",
    "GroupStyle",
    "Heading",
    "IndexMark",
    "Inline",
    "ItemList",
    "Leader",
    "LineBreak",
    "Link",
    "Locators",
    "Mention",
    "Note",
    "NoteRef",
    "Ornament",
    "PageNumber",
    "Paragraph",
    "ParagraphStyle",
    "QRCode",
    "Quotation",
    "Reference",
    "SmallCaps",
    "Spot",
    "Strong",
    "Table",
    "Text",
    "Verse",
    "VerseLine",
]
