"""What happened, where, and on what the accounts agree or differ."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.model.sources import Citation, Confidence, SourceId
    from serge_press.reading.prose_text import ProseText
    from serge_press.when import When

LocationId = NewType("LocationId", str)
EventId = NewType("EventId", str)
PointId = NewType("PointId", str)


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map (``Place`` is a place in a file). Degrees, north and east positive; None = not known."""

    id: LocationId
    name: str
    place: Place
    names: Mapping[str, str] = field(default_factory=dict)  # by language
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name

    def name_in(self, language: str) -> str:
        """What it is called in that language (BCP 47), else the name it is listed by."""
        return self.names.get(language) or self.names.get(language.partition("-")[0]) or self.name


class EventKind(Enum):
    """Whose event it is; the chronology sets them apart."""

    LIFE = "life"
    WORK = "work"
    WORLD = "world"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology."""

    id: EventId
    when: When
    what: ProseText
    place: Place
    kind: EventKind = EventKind.LIFE
    where: tuple[LocationId, ...] = ()
    confidence: Confidence | None = None
    evidence: tuple[Citation, ...] = ()
    label: str = ""  # a few words for a figure
    present: bool = True  # whether the book's subject was there: else the place is none of the subject's


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says on a point; ``says`` is None where it is silent."""

    source: SourceId
    says: str | None  # Markdown
    place: Place
    locator: str = ""
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name


class Agreement(Enum):
    """How the accounts stand to each other on a point, as the editors judge it."""

    AGREE = "agree"
    FULLER = "fuller"  # one says more, nothing conflicts
    ONE_ONLY = "one-only"
    DIFFER = "differ"
    SILENT = "silent"  # none of the compared accounts speaks; others do


@dataclass(frozen=True, slots=True)
class Point:
    """One point on which accounts speak: side by side, then the editors' finding and its grounds."""

    id: PointId
    question: str
    topic: str
    agreement: Agreement
    sayings: tuple[Saying, ...]
    finding: str
    place: Place
    grounds: ProseText | None = None
    confidence: Confidence | None = None
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name
