"""What every kind of record needs while it is registered: the ids known, the findings, citations, references, names."""

from __future__ import annotations

import unicodedata
from copy import copy
from typing import TYPE_CHECKING

from serge_press.model.people import Name
from serge_press.model.sources import Citation, SourceId
from serge_press.reading.located import LocatedText
from serge_press.reading.read import MOST_FAULTS
from serge_press.reading.record import ID, Record, near
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.findings import Finding, Place
    from serge_press.reading.read import LocatedRecord

ONE = {
    "people": "person", "sources": "source", "places": "place", "works": "work", "cases": "case", "events": "event",
    "accounts": "account",
}  # fmt: skip
"""What one record of a kind is called in reports."""

_COMPARISONS = 100_000
"""Ids compared in search of near names in one book: beyond that the search would cost more than it helps."""

_SCRIPTS = {
    "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "CJK": "Hani", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore",
}  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the", "le", "la", "un", "une", "el", "der", "die", "das", "ein", "eine"})


class Desk:
    """The registrar's desk. ``places[kind][id]`` is where an id is first given; ``kept[kind]`` are ids in the catalogue.

    ``unread`` are kind and id of records in files that could not be read: nobody is told that they are not there.
    """

    def __init__(
        self, records: Mapping[str, tuple[LocatedRecord, ...]], unread: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        self.unread = unread
        self.found: list[Finding] = []
        self.records = records
        self.places: dict[str, dict[str, Place]] = {}
        self.kept: dict[str, set[str]] = {kind: set() for kind in ONE}
        self._compared = 0
        for kind in ONE:
            ids: dict[str, Place] = {}
            for record in records.get(kind, ()):
                value = record.mapping.get("id")
                if isinstance(value, LocatedText):
                    ids.setdefault(value.text.strip(), value.place)
            self.places[kind] = ids

    def copy(self) -> Desk:
        """A desk that knows the same, to go on from here."""
        other = copy(self)
        other.found = list(self.found)
        other.kept = {kind: set(ids) for kind, ids in self.kept.items()}
        return other

    def open(self, kind: str) -> Iterator[tuple[str, Record]]:
        """Every record of a kind that has an id of its own, ready to be read (R002, R004, R008)."""
        for located in self.records.get(kind, ()):
            if len(self.found) >= MOST_FAULTS:
                words = f"more than {MOST_FAULTS:,} faults; the {kind} from here on are not read"
                self.found.append(finding("F016", located.mapping.place, words))
                return
            record = Record(located.mapping, ONE[kind], self.found, located.prose)
            own = record.identifier()
            if own is None:
                continue
            first = self.places[kind][own]
            if first != record.place:
                also = ((first, "it stands here first"),)
                words = f"two {kind} have the id '{own}'" if kind != "people" else f"two persons have the id '{own}'"
                self.found.append(finding("R008", record.place, words, also=also))
                continue
            yield own, record

    def keep(self, kind: str, own: str) -> None:
        """Note that a record is in the catalogue."""
        self.kept[kind].add(own)

    def refer(self, kind: str, value: LocatedText | None, field: str) -> str | None:
        """The id of a record of that kind (R010), or None. A record left out for its faults is not reported again."""
        if value is None or not (own := value.text.strip()):
            return None
        if own in self.kept[kind]:
            return own
        if own not in self.places[kind]:
            self.report_unknown(kind, own, value.place, field)
        return None

    def report_unknown(self, kind: str, own: str, place: Place, field: str) -> None:
        """Report an id that no record of the kind has, with the nearest that one has, and where."""
        if (kind, own) in self.unread:
            return
        mend: str | None = None
        also: tuple[tuple[Place, str], ...] = ()
        self._compared += len(self.places[kind])
        if self._compared <= _COMPARISONS and len(own) <= 80:
            mend = near(own, self.places[kind])
            if mend:
                close = mend.split("'")[1]
                also = ((self.places[kind][close], f"'{close}' is defined here"),)
        message = f"{field}: there is no {ONE[kind]} '{own[:80]}'"
        self.found.append(finding("R010", place, message, mend, also))

    def citations(self, record: Record, name: str) -> tuple[Citation, ...]:
        """A citation field: ``source-id`` or ``source-id, locator``, one or a list (R009, R010)."""
        made = []
        for value in record.scalars(name):
            text = value.text
            lead = len(text) - len(text.lstrip(" @"))
            own, comma, locator = text[lead:].partition(",")
            own = own.rstrip()
            if not ID.fullmatch(own):
                record.report(
                    "R009", value.place, f"{name}: '{text.strip()[:80]}' does not begin with the id of a source"
                )
                continue
            if own in self.kept["sources"]:
                made.append(Citation(SourceId(own), locator.strip() if comma else "", value.at(lead, len(own))))
            elif own not in self.places["sources"]:
                self.report_unknown("sources", own, value.at(lead, len(own)), name)
        return tuple(made)


def read_name(record: Record) -> Name | None:
    """A name with how it is sorted (field ``name`` required)."""
    display = record.required("name")
    sort = record.text("sort")
    script = record.text("script")
    language = record.language()
    if display is None:
        return None
    return Name(display, sort or sorted_by(display), language, script or script_of(display))


def sorted_by(display: str) -> str:
    """Family name first where the name has two words: "Luca Marchetti" → "Marchetti, Luca"; "The Doctor" → "Doctor, The"."""
    words = display.split()
    if len(words) == 2 or (len(words) > 2 and words[0].casefold() in _ARTICLES):
        return f"{' '.join(words[1:])}, {words[0]}"
    return " ".join(words)


def script_of(text: str) -> str:
    """The ISO 15924 code of the first letter's script, Latn where it is not one of those known here."""
    for letter in text:
        if letter.isalpha():
            return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "Latn")
    return "Latn"
