"""The inline nodes of the manuscript: words, what marks them, and what is set between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.model.sources import Citation

Anchor = NewType("Anchor", str)  # [a-z][a-z0-9-]*, unique in the whole book

# ---------------------------------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, as it stands in the book: quotes, dashes and spaces are already typographic."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress, or any italic that is neither a title nor a foreign word."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance. ``date`` is the date the words give, as HTML has it (``1890-12-30``), or ""."""

    inlines: tuple[Inline, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Small capitals."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CitedTitle:
    """The title of a work. ``quoted`` titles (articles, poems) take quotation marks, others italics."""

    inlines: tuple[Inline, ...]
    language: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; ``language`` is BCP 47. ``italic`` as the house sets foreign words, or not (quotations)."""

    inlines: tuple[Inline, ...]
    language: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the book. ``url`` is http, https or mailto."""

    inlines: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link inside the book, as written (``scheme`` + ``name``) and, once resolved, as bound (``target``).

    ``page`` asks for the printed page after the words: "… (p. 143)". ``inlines`` empty means the press writes the words;
    the resolver fills them in.
    """

    scheme: str  # work | person | case | chapter | place | plate | source | anchor
    name: str
    inlines: tuple[Inline, ...]
    place: Place
    page: bool = False
    target: Anchor | None = None


@dataclass(frozen=True, slots=True)
class CitationRef:
    """Evidence: one bracket of citations. In running prose the resolver turns it into a note; elsewhere it is set in text."""

    citations: tuple[Citation, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note call. ``label`` is the author's; ``number`` and ``note`` are given by the resolver, per division."""

    label: str
    place: Place
    number: int = 0
    note: Anchor | None = None


@dataclass(frozen=True, slots=True)
class IndexMark:
    """An explicit index mark: ``term`` or ``term!sub-term``; prints nothing.

    ``covers`` are the words it was written round, which print as they are. ``see`` and ``also`` are other terms to look
    under; ``main`` says that the passage is chiefly about the term, ``bound`` that a range begins ("begin") or ends ("end").
    """

    term: str
    place: Place
    inlines: tuple[Inline, ...] = ()
    see: str = ""
    also: str = ""
    main: bool = False
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that an index points at. They print as they are; ``anchor`` is theirs, and no leaf's."""

    anchor: Anchor
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that an entry of an index points at: the anchor of a mention, or of a whole entry of another part.

    ``note`` is set in the words of a note, ``main`` where the passage is chiefly about what is looked up; ``until`` is the
    last anchor of a range, or None.
    """

    anchor: Anchor
    note: bool = False
    main: bool = False
    until: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Locators:
    """The printed pages of an index entry, in order, each once, pages in a row run together; linked."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The printed page of ``target``, as a bare folio ("143"), linked. Contents and indexes are made of these.

    ``before`` are words that lead to it (", p. "); they are left out with a page that an edition has not.
    """

    target: Anchor
    before: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """What stands between a contents entry and its page: dots or space in print, nothing on a screen."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break inside a leaf."""


Inline = (
    Text | Emphasis | Strong | SmallCaps | CitedTitle | Foreign | Link | Reference | CitationRef | NoteRef | IndexMark
    | Mention | Locators | PageNumber | Leader | LineBreak
)  # fmt: skip
