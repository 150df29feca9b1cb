"""Works, the publications they appeared in, and who did what for them."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.model.people import PersonId
    from serge_press.model.sources import Citation, Confidence
    from serge_press.reading.prose_text import ProseText
    from serge_press.when import When

WorkId = NewType("WorkId", str)


class WorkKind(Enum):
    """What a work is. ``book.toml`` gathers kinds into the lettered sections of the bibliography."""

    NOVEL = "novel"
    STORIES = "stories"
    POETRY = "poetry"
    POEM = "poem"
    HISTORY = "history"
    BOOK = "book"
    PAMPHLET = "pamphlet"
    ARTICLE = "article"
    ESSAY = "essay"
    REPORT = "report"
    REVIEW = "review"
    OBITUARY = "obituary"
    SPEECH = "speech"
    LETTER = "letter"
    DIARY = "diary"
    MEMOIR = "memoir"
    PREFACE = "preface"
    TRANSLATION = "translation"
    COLLECTION = "collection"
    EXTRACT = "extract"
    MANUSCRIPT = "manuscript"
    LEAFLET = "leaflet"
    STORY = "story"
    PLAY = "play"
    SCREENPLAY = "screenplay"
    TREATISE = "treatise"
    INTERVIEW = "interview"
    LECTURE = "lecture"
    SONG = "song"
    DRAWING = "drawing"


class Relator(Enum):
    """What a person did; names and codes after the MARC relator list."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    INTRODUCER = "introducer"
    ILLUSTRATOR = "illustrator"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True)
class Title:
    """A title: ``text`` in ``language``; ``translated`` in the book's language; ``supplied`` prints in square brackets."""

    text: str
    language: str = ""
    translated: str = ""
    short: str = ""
    supplied: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """Who did what. ``signed_as`` is the exact form printed; "" = unsigned; None = not known."""

    person: PersonId
    role: Relator
    signed_as: str | None
    place: Place


class PublicationRole(Enum):
    """What a publication is to the work."""

    FIRST = "first"
    REPRINT = "reprint"
    TRANSLATION = "translation"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Publication:
    """One appearance in print or online. ``as_printed`` keeps the date as the source prints it."""

    place: Place
    role: PublicationRole = PublicationRole.REPRINT
    when: When | None = None
    as_printed: str = ""
    title: str = ""
    language: str = ""
    venue: str = ""
    issue: str = ""
    volume: str = ""
    pages: str = ""
    publisher: str = ""
    cities: tuple[str, ...] = ()
    edition: str = ""
    by: tuple[Contribution, ...] = ()  # translators, editors of this publication
    url: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    seen: bool | None = None
    confidence: Confidence | None = None
    evidence: tuple[Citation, ...] = ()
    note: str = ""
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name


@dataclass(frozen=True, slots=True)
class Work:
    """One work of the bibliography. ``number`` is the stable number ("A3") once it is fixed, "" until then."""

    id: WorkId
    title: Title
    kind: WorkKind
    place: Place
    number: str = ""
    by: tuple[Contribution, ...] = ()
    when: When | None = None  # date by which the work is listed
    as_printed: str = ""  # that date as the catalogue it comes from prints it
    date_basis: str = ""  # title page | colophon | index | inferred …
    written: When | None = None
    publications: tuple[Publication, ...] = ()
    part_of: WorkId | None = None
    part_of_place: Place | None = None
    translation_of: str = ""  # for his translations: the author and original, in words
    principal: bool = False
    seen: bool | None = None
    confidence: Confidence | None = None
    read_at: str = ""  # address where it may be read
    rows: tuple[str, ...] = ()  # rows of catalogues it answers to, "mia-2013:15"
    annotation: ProseText | None = None
    evidence: tuple[Citation, ...] = ()
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name
