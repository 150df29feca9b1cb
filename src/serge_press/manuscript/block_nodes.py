"""The block nodes of the manuscript: what stands between one line and the next, from a paragraph to a group of blocks."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.inline_nodes import Anchor, Inline


class ParagraphStyle(Enum):
    """What a paragraph is; the class of its element (``p.annotation``). BODY needs none."""

    BODY = "body"
    OPENING = "opening"  # first after a heading: no indent
    ATTRIBUTION = "attribution"  # who is quoted, after a quotation or an epigraph
    REFERENCE = "reference"  # the first line of an entry: number, title, place, date
    DETAIL = "detail"  # signed as, as printed, languages, where to read
    EVIDENCE = "evidence"
    CITE_AS = "cite-as"  # how to cite an entry
    VERDICT = "verdict"
    QUESTION = "question"
    LABEL = "label"  # a small heading inside an entry
    DATE = "date"  # the date of a chronology line or a claim
    CAPTION = "caption"
    TITLE_LINE = "title-line"  # lines of a title page
    SUBTITLE_LINE = "subtitle-line"
    AUTHOR_LINE = "author-line"
    IMPRINT_LINE = "imprint-line"
    CONTENTS_LINE = "contents-line"
    CONTENTS_SUBLINE = "contents-subline"
    INDEX_ENTRY = "index-entry"
    INDEX_NOTE = "index-note"  # how to read an index


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A leaf. ``language`` is set only where it differs from the block around it."""

    anchor: Anchor
    inlines: tuple[Inline, ...]
    place: Place
    style: ParagraphStyle = ParagraphStyle.BODY
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A leaf: a heading inside a division. ``level`` 2 is the first below the division's own title. Sections follow from it."""

    anchor: Anchor
    inlines: tuple[Inline, ...]
    level: int
    place: Place
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    anchor: Anchor
    blocks: tuple[Block, ...]
    place: Place
    language: str = ""


@dataclass(frozen=True, slots=True)
class Epigraph:
    """An epigraph; its last paragraph may be an ATTRIBUTION."""

    anchor: Anchor
    blocks: tuple[Block, ...]
    place: Place
    language: str = ""


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A leaf: one line of verse. ``indent`` counts steps."""

    anchor: Anchor
    inlines: tuple[Inline, ...]
    place: Place
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse:
    """Verse: stanzas of lines."""

    anchor: Anchor
    stanzas: tuple[tuple[VerseLine, ...], ...]
    place: Place
    language: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is a tuple of blocks. ``start`` counts for ordered lists."""

    anchor: Anchor
    items: tuple[tuple[Block, ...], ...]
    place: Place
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what is said of it."""

    term: Paragraph
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A definition list."""

    anchor: Anchor
    items: tuple[Definition, ...]
    place: Place


class Align(Enum):
    """How a table column is aligned."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cell:
    """A leaf: one table cell. ``scope`` is "col", "row" or "" for a cell of data."""

    anchor: Anchor
    inlines: tuple[Inline, ...]
    place: Place
    scope: str = ""
    align: Align = Align.START
    span: int = 1  # columns


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a caption (a leaf of style CAPTION), head rows, body rows. ``style`` is a class name of the house or ""."""

    anchor: Anchor
    caption: Paragraph | None
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    style: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture from the book folder. ``file`` is relative to it; ``alt`` is "" only for a decorative one. One that is ``full``
    fills a printed page of its own to the edges."""

    anchor: Anchor
    file: str
    alt: str
    caption: Paragraph | None
    place: Place
    full: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure drawn from the catalogue: SVG without its root element, ``height`` points high at the common width.

    ``alt`` says in a sentence what is seen, ``told`` in words all that it shows; ``label`` ("Figure 2.") begins the caption;
    ``head`` and ``rows`` are the data.
    """

    anchor: Anchor
    marks: str
    height: float
    alt: str
    told: str
    caption: Paragraph
    place: Place
    label: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class QRCode:
    """An address on the web as a QR code, on paper alone: on a screen its link is enough. It holds no letters.

    ``address`` is ASCII; ``alt`` says in the book's language what the code is.
    """

    anchor: Anchor
    address: str
    alt: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ornament:
    """A break in the text: a blank line or asterism."""

    anchor: Anchor
    place: Place


class GroupStyle(Enum):
    """What a group of blocks is; the class of its element."""

    ENTRY = "entry"  # one entry of the bibliography, the sources, the people
    SUBENTRY = "subentry"  # a part of a larger work, set under it
    PUBLICATIONS = "publications"
    ANNOTATION = "annotation"
    CASE = "case"
    CLAIM = "claim"
    YEAR = "year"
    EVENT = "event"  # one event of the chronology
    WORLD_EVENT = "world-event"  # an event of the world around, set apart from the life
    WORKS = "works"  # the works of a year, beside its events
    POINT = "point"  # one point of the concordance
    TITLE_BLOCK = "title-block"
    IMPRINT_BLOCK = "imprint-block"
    LANGUAGE = "language"  # a passage in another language
    ASIDE = "aside"  # matter set apart: a warning, an editors' remark


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together and carry a meaning. ``label`` names it for a screen reader where nothing visible does."""

    anchor: Anchor
    style: GroupStyle
    blocks: tuple[Block, ...]
    place: Place
    language: str = ""
    label: str = ""


Block = (
    Paragraph | Heading | Quotation | Epigraph | Verse | ItemList | DefinitionList | Table | Figure | Drawing | QRCode | Ornament
    | Group
)  # fmt: skip
