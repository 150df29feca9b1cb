"""Sources (the evidence) and citations of them."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.reading.prose_text import ProseText
    from serge_press.when import When

SourceId = NewType("SourceId", str)


class Confidence(Enum):
    """How far the editors trust a stated fact."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceKind(Enum):
    """What a source is; governs how its entry is written."""

    BOOK = "book"
    CHAPTER = "chapter"
    ARTICLE = "article"
    NEWSPAPER = "newspaper"
    THESIS = "thesis"
    WEB = "web"
    ARCHIVE = "archive"
    LETTER = "letter"
    EDITORS = "editors"  # the editors' own inference or knowledge, said to be such


@dataclass(frozen=True, slots=True)
class Holding:
    """Where a unique item is kept."""

    repository: str
    city: str = ""
    shelfmark: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One source. ``short`` is what a note prints ("Sedgwick 1963"); ``seen`` is how far the editors read it."""

    id: SourceId
    kind: SourceKind
    title: str
    short: str
    place: Place
    by: tuple[str, ...] = ()
    language: str = ""
    container: str = ""
    publisher: str = ""
    cities: tuple[str, ...] = ()
    volume: str = ""
    pages: str = ""
    when: When | None = None
    as_printed: str = ""
    url: str = ""
    accessed: When | None = None
    held_at: Holding | None = None
    seen: str = ""  # whole | part | quoted | not seen
    note: ProseText | None = None
    shorts: Mapping[str, str] = field(default_factory=dict)  # the short form in other languages of the book, by tag

    def short_in(self, language: str) -> str:
        """What a note in that language (BCP 47) prints for the source."""
        return self.shorts.get(language) or self.shorts.get(language.partition("-")[0]) or self.short or self.title


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer into a source: ``locator`` as written ("p. 12", "f. 3", "row 15"); ``note`` any words before the id."""

    source: SourceId
    locator: str
    place: Place
    note: str = ""
