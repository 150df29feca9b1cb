"""Any YAML text to located data, from libyaml's events.

The composer of PyYAML is not used: it recurses in C, and would follow aliases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from serge_press.findings import Place
from serge_press.reading.located import Entry, LocatedList, LocatedMapping, LocatedText
from serge_press.reading.text import FORBIDDEN
from serge_press.reading.yaml_faults import in_plain_words
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.reading.located import Located

MAX_DEPTH = 20
MAX_NODES = 200_000
_MOST_FAULTS = 50


def read_events(text: str, file: str, first_line: int) -> tuple[Located | None, tuple[Finding, ...]]:
    """What ``parse_yaml`` gives, of any text."""
    return _Builder(text, file, first_line).build()


class _Stop(Exception):
    """Nothing more is read of this file."""


class _Open:
    """A list or mapping that is not closed yet."""

    __slots__ = ("column", "entries", "items", "key", "line")

    def __init__(self, line: int, column: int, mapping: bool) -> None:
        self.line = line
        self.column = column
        self.items: list[Located] = []
        self.entries: dict[str, Entry] | None = {} if mapping else None
        self.key: LocatedText | None = None


class _Builder:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.shift = first_line
        self.lines: list[str] | None = None
        self.found: list[Finding] = []
        self.open: list[_Open] = []
        self.root: Located | None = None
        self.documents = 0
        self.nodes = 0

    def build(self) -> tuple[Located | None, tuple[Finding, ...]]:
        parser = CParser(self.text)
        try:
            while (event := parser.get_event()) is not None:
                if type(event) is ScalarEvent:  # five of six events
                    self._scalar(event)
                else:
                    self._take(event)
        except _Stop:
            return None, tuple(self.found)
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            place = Place(self.file, mark.line + self.shift, mark.column + 1, 1) if mark else Place(self.file)
            words, mend = in_plain_words(fault.context or "", fault.problem or "")
            self.found.append(finding("F013", place, words, mend))
            return None, tuple(self.found)
        except (yaml.YAMLError, ValueError, RecursionError) as fault:
            self.found.append(finding("F013", Place(self.file), f"this is not YAML: {type(fault).__name__}"))
            return None, tuple(self.found)
        finally:
            parser.dispose()
        return self.root, tuple(self.found)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            self._begin(event, kind is MappingStartEvent)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._end()
        elif kind is AliasEvent:
            line, column = self._at(event)
            self._fault("F015", line, column, f"'*{event.anchor}' stands for a value elsewhere")
            self._put(LocatedText("", self.file, line, column, 0, line, column))
        elif kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._fault("F013", *self._at(event), "a second document begins here; one file is one document")
                raise _Stop

    def _at(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self.shift, mark.column + 1

    def _fault(self, rule: str, line: int, column: int, words: str, width: int = 1) -> None:
        self.found.append(finding(rule, Place(self.file, line, column, width), words))
        if len(self.found) >= _MOST_FAULTS:
            raise _Stop

    def _count(self, event: Any, line: int, column: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._fault("F016", line, column, f"the file holds more than {MAX_NODES:,} values")
            raise _Stop
        if event.anchor is not None:
            self._fault("F015", line, column, f"'&{event.anchor}' names a value for use elsewhere")
        if event.tag is not None:
            self._fault("F015", line, column, f"'{event.tag}' asks for another kind of value")

    def _begin(self, event: Any, mapping: bool) -> None:
        line, column = self._at(event)
        self._count(event, line, column)
        if len(self.open) >= MAX_DEPTH:
            self._fault("F016", line, column, f"values stand more than {MAX_DEPTH} deep inside each other")
            raise _Stop
        self.open.append(_Open(line, column, mapping))

    def _end(self) -> None:
        closed = self.open.pop()
        place = Place(self.file, closed.line, closed.column)
        if closed.entries is None:
            self._put(LocatedList(tuple(closed.items), place))
        else:
            self._put(LocatedMapping(closed.entries, place))

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        row, left = start.line, start.column
        line, column = row + self.shift, left + 1
        self.nodes += 1
        if self.nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self.nodes -= 1
            self._count(event, line, column)
        value: str = event.value
        style = event.style
        if not style:
            width = end.column - left if end.line == row else 1
            made = LocatedText(value, self.file, line, column, width, line, column)
            top = self.open[-1] if self.open else None
            if top is not None and top.entries is not None and top.key is None:  # half of all scalars are keys
                top.key = made
            else:
                self._put(made)
        elif style in "|>":
            self._put(LocatedText(value, self.file, line, column, 1, line + 1, self._indent(value, start.line) + 1))
        else:
            if style == '"' and (odd := FORBIDDEN.search(value)):
                self._fault("F010", line, column, f"the character U+{ord(odd[0]):04X} cannot stand in a text")
                value = FORBIDDEN.sub(" ", value)
            width = end.column - left if end.line == row else 1
            self._put(LocatedText(value, self.file, line, column, width, line, column + 1))

    def _indent(self, value: str, header: int) -> int:
        """By how many columns a block scalar whose header is on that line (from 0) stands further right than its text."""
        if self.lines is None:
            self.lines = self.text.split("\n")
        for row in range(header + 1, len(self.lines)):
            if self.lines[row].strip(" "):
                first = next((part for part in value.split("\n") if part.strip(" ")), "")
                outer = len(self.lines[row]) - len(self.lines[row].lstrip(" "))
                return max(outer - (len(first) - len(first.lstrip(" "))), 0)
        return 0

    def _put(self, value: Located) -> None:
        if not self.open:
            self.root = value
            return
        top = self.open[-1]
        if top.entries is None:
            top.items.append(value)
        elif top.key is None:
            top.key = value if isinstance(value, LocatedText) else self._no_key(value)
        else:
            key, top.key = top.key, None
            earlier = top.entries.get(key.text)
            if earlier is not None:
                also = ((earlier.key.place, "it stands here first"),)
                self.found.append(finding("F017", key.place, f"'{key.text}' stands twice", also=also))
                if len(self.found) >= _MOST_FAULTS:
                    raise _Stop
            else:
                top.entries[key.text] = Entry(key, value)

    def _no_key(self, value: LocatedList | LocatedMapping) -> LocatedText:
        place = value.place
        self._fault("F013", place.line, place.column, "a list or mapping cannot be a key")
        return LocatedText("", self.file, place.line, place.column, 1, place.line, place.column)
