"""Reads a mapping field by field. What is wrong becomes findings; a faulty field reads as if it were left out.

Longer than other files: it is one class, of which every method reads one kind of field and notes that it was asked for.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from serge_press.findings import Place
from serge_press.reading.located import LocatedList, LocatedMapping, LocatedText
from serge_press.reading.prose_text import ProseText
from serge_press.rules import finding
from serge_press.when import DateFault, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import Enum

    from serge_press.findings import Finding
    from serge_press.reading.located import Located

Choice = TypeVar("Choice", bound="Enum")

ENOUGH = 500
"""Findings after which no more near names are looked up: the search is slow, and nobody reads on."""

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|x(-[A-Za-z0-9]{1,8})+")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TRUTH = {"true": True, "false": False, "yes": True, "no": False}


def near(word: str, known: Iterable[str]) -> str | None:
    """Advice "did you mean …?", or None when nothing is near."""
    close = get_close_matches(word, [one for one in known if one], 1, 0.7)
    return f"did you mean '{close[0]}'?" if close else None


class Record:
    """One mapping of the author's, read by the names of its fields. ``finish`` reports every field nobody asked for.

    ``what`` says in reports what it is ("work", "claim"); ``prose`` is the text below the head of a ``.md`` file.
    """

    __slots__ = ("_asked", "_found", "mapping", "place", "prose", "what")

    def __init__(
        self, mapping: LocatedMapping, what: str, found: list[Finding], prose: ProseText | None = None
    ) -> None:
        self.mapping = mapping
        self.what = what
        self.prose = prose
        self._found = found
        self._asked: list[str] = []
        entry = mapping.entries.get("id")
        value = entry.value if entry else None
        self.place = value.place if isinstance(value, LocatedText) else mapping.place

    def report(self, rule: str, place: Place, message: str, mend: str | None = None) -> None:
        """Add a finding."""
        self._found.append(finding(rule, place, message, mend))

    def _near(self, word: str, known: Iterable[str]) -> str | None:
        return near(word[:60], known) if len(self._found) < ENOUGH else None

    def value(self, name: str) -> Located | None:
        """The value as written; None where it is left out or nothing follows the colon."""
        self._asked.append(name)
        entry = self.mapping.entries.get(name)
        if entry is None:
            return None
        value = entry.value
        return None if isinstance(value, LocatedText) and value.absent else value

    def place_of(self, name: str) -> Place:
        """Where the value of a field stands; the record's own place if it is left out."""
        value = self.mapping.get(name)
        return self.place if value is None else value.place

    def begins(self, *names: str) -> Mapping[str, Place]:
        """Where the texts of these fields begin, by name; for words that are composed later."""
        found = {name: self.mapping.get(name) for name in names}
        return {name: value.text_place for name, value in found.items() if isinstance(value, LocatedText)}

    # ------------------------------------------------------------------------------------------------ texts

    def scalar(self, name: str) -> LocatedText | None:
        """A text with its place (R003 for a list or mapping)."""
        self._asked.append(name)
        entry = self.mapping.entries.get(name)
        if entry is None:  # of most fields it is
            return None
        value = entry.value
        if isinstance(value, LocatedText):
            return None if value.absent else value
        self.report("R003", value.place, f"{name}: one text is wanted here, not a {_shape(value)}")
        return None

    def given(self, name: str) -> str | None:
        """A text, which may be empty, or None where the field is left out."""
        value = self.scalar(name)
        return None if value is None else value.text.strip()

    def text(self, name: str) -> str:
        """A text, "" where it is left out."""
        value = self.scalar(name)
        return "" if value is None else value.text.strip()

    def required(self, name: str) -> str | None:
        """A text that must be there and not be empty (R002), else None."""
        value = self.value(name)
        if isinstance(value, (LocatedList, LocatedMapping)):
            self.report("R003", value.place, f"{name}: one text is wanted here, not a {_shape(value)}")
            return None
        text = "" if value is None else value.text.strip()
        if not text:
            self.missing(name)
            return None
        return text

    def required_scalar(self, name: str) -> LocatedText | None:
        """As ``required``, with its place."""
        value = self.mapping.get(name)
        return value if self.required(name) is not None and isinstance(value, LocatedText) else None

    def missing(self, name: str) -> None:
        """Report a required field that is left out or empty."""
        entry = self.mapping.entries.get(name)
        if entry is None:
            self.report("R002", self.place, f"this {self.what} has no '{name}'")
        else:
            self.report("R002", entry.key.place, f"'{name}' of this {self.what} is empty")

    def identifier(self) -> str | None:
        """The required field ``id`` (R002, R004)."""
        text = self.required("id")
        if text is not None and not ID.fullmatch(text):
            self.report("R004", self.place_of("id"), f"'{text}' cannot be an id")
            return None
        return text

    def language(self, name: str = "language") -> str:
        """A BCP 47 tag, checked for its form only (R011)."""
        text = self.text(name)
        if text and not _LANGUAGE.fullmatch(text):
            self.report("R011", self.place_of(name), f"'{text}' is no language tag")
            return ""
        return text

    def url(self, name: str) -> str:
        """An address on the web (R012)."""
        text = self.text(name)
        if text and not _URL.fullmatch(text):
            self.report("R012", self.place_of(name), f"{name}: '{text}' is no address on the web")
            return ""
        return text

    def prose_field(self, name: str) -> ProseText | None:
        """Prose: the text below the head, or a field of that name; both is one too many (R014)."""
        value = self.scalar(name)
        if value is None or not value.text.strip():
            return self.prose
        if self.prose is not None:
            self.report("R014", value.place, f"'{name}' stands in the head, and there is text below the head too")
            return self.prose
        return ProseText(value.text, value.file, value.text_line, value.text_column - 1)

    # ---------------------------------------------------------------------------------------- other scalars

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One of the words of an enumeration (R005)."""
        value = self.scalar(name)
        return None if value is None else self.chosen(name, value, kind)

    def chosen(self, name: str, value: LocatedText, kind: type[Choice]) -> Choice | None:
        """The member of ``kind`` that a text names (R005)."""
        text = value.text.strip()
        try:
            return kind(text)
        except ValueError:
            words = [str(member.value) for member in kind]
            mend = self._near(text, words) or f"write one of: {', '.join(words)}"
            self.report("R005", value.place, f"{name}: '{text}' is none of the words known here", mend)
            return None

    def required_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One of the words, which must be there (R002, R005)."""
        value = self.mapping.get(name)
        if value is None or (isinstance(value, LocatedText) and not value.text.strip()):
            self._asked.append(name)
            self.missing(name)
            return None
        return self.choice(name, kind)

    def word(self, name: str, words: tuple[str, ...], default: str = "") -> str:
        """One of the given words (R005)."""
        value = self.scalar(name)
        if value is None:
            return default
        text = value.text.strip()
        if text in words:
            return text
        mend = self._near(text, words) or f"write one of: {', '.join(words)}"
        self.report("R005", value.place, f"{name}: '{text}' is none of the words known here", mend)
        return default

    def when(self, name: str) -> When | None:
        """An EDTF date; the finding (letter D) stands under the very characters that are wrong."""
        value = self.scalar(name)
        if value is None:
            return None
        text = value.text.strip()
        if not text:
            return None
        try:
            return When.parse(text)
        except DateFault as fault:
            lead = len(value.text) - len(value.text.lstrip())
            place = value.at(lead + fault.offset, max(fault.width, 1))
            self.report(fault.rule, place, f"{name}: {fault.message}", fault.mend or None)
            return None

    def flag(self, name: str) -> bool | None:
        """``true`` or ``false`` (R006); None where it is left out."""
        value = self.scalar(name)
        if value is None:
            return None
        found = _TRUTH.get(value.text.strip().lower())
        if found is None:
            self.report("R006", value.place, f"{name}: '{value.text.strip()}' is neither true nor false")
        return found

    def count(self, name: str, lowest: int, highest: int) -> int | None:
        """A whole number between two bounds (R007)."""
        number = self.number(name, lowest, highest)
        if number is not None and not number.is_integer():
            self.report("R007", self.place_of(name), f"{name}: {number:g} is no whole number")
            return None
        return None if number is None else int(number)

    def number(self, name: str, lowest: float, highest: float) -> float | None:
        """A number between two bounds (R007)."""
        value = self.scalar(name)
        if value is None:
            return None
        text = value.text.strip()
        try:
            number = float(text) if len(text) < 40 and text.isascii() else None
        except ValueError:
            number = None
        if number is None or not isfinite(number) or not lowest <= number <= highest:
            self.report("R007", value.place, f"{name}: '{text[:40]}' is no number from {lowest:g} to {highest:g}")
            return None
        return number

    # ------------------------------------------------------------------------------------ lists and mappings

    def items(self, name: str) -> tuple[Located, ...]:
        """The members of a list; a single value counts as a list of one."""
        value = self.value(name)
        if value is None:
            return ()
        return value.items if isinstance(value, LocatedList) else (value,)

    def scalars(self, name: str) -> tuple[LocatedText, ...]:
        """Texts of a list, with their places; empty ones are left out (R003 for what is no text)."""
        texts = []
        for item in self.items(name):
            if not isinstance(item, LocatedText):
                self.report("R003", item.place, f"{name}: a text is wanted here, not a {_shape(item)}")
            elif item.text.strip():
                texts.append(item)
        return tuple(texts)

    def texts(self, name: str) -> tuple[str, ...]:
        """Texts of a list."""
        return tuple(item.text.strip() for item in self.scalars(name))

    def records(self, name: str, what: str) -> tuple[Record, ...]:
        """Mappings of a list, each to be read as a record of its own (R003)."""
        records = []
        for item in self.items(name):
            if isinstance(item, LocatedMapping):
                records.append(Record(item, what, self._found))
            else:
                self.report("R003", item.place, f"{name}: a mapping with the fields of {_a(what)} is wanted here")
        return tuple(records)

    def record(self, name: str, what: str) -> Record | None:
        """One mapping, to be read as a record of its own (R003)."""
        value = self.value(name)
        if value is None:
            return None
        if isinstance(value, LocatedMapping):
            return Record(value, what, self._found)
        self.report("R003", value.place, f"{name}: a mapping with the fields of {_a(what)} is wanted here")
        return None

    def words(self, name: str) -> Mapping[str, str]:
        """A mapping of texts to texts (R003)."""
        value = self.value(name)
        if value is None:
            return MappingProxyType({})
        if not isinstance(value, LocatedMapping):
            self.report("R003", value.place, f"{name}: a mapping is wanted here, not a {_shape(value)}")
            return MappingProxyType({})
        words = {}
        for key, entry in value.entries.items():
            if isinstance(entry.value, LocatedText):
                words[key] = entry.value.text.strip()
            else:
                self.report("R003", entry.value.place, f"{name}: {key}: one text is wanted here")
        return MappingProxyType(words)

    def ignore(self, *names: str) -> None:
        """Fields read elsewhere."""
        self._asked.extend(names)

    def finish(self) -> None:
        """Report every field nobody asked for (R001)."""
        if self.mapping.entries.keys() <= set(self._asked):
            return
        for name, entry in self.mapping.entries.items():
            if name not in self._asked:
                shown = name if len(name) <= 60 else f"{name[:60]}…"
                self.report(
                    "R001", entry.key.place, f"{_a(self.what)} has no field '{shown}'", self._near(name, self._asked)
                )


def _shape(value: Located) -> str:
    return "list" if isinstance(value, LocatedList) else "mapping" if isinstance(value, LocatedMapping) else "text"


def _a(what: str) -> str:
    """The thing with the article English gives it."""
    return f"an {what}" if what[:1] in "aeiou" else f"a {what}"
