"""TOML text to located data: values by tomllib, places by one walk over the text tomllib has accepted."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from typing import Any

from serge_press.findings import Finding, Place
from serge_press.reading.located import Entry, Located, LocatedList, LocatedMapping, LocatedText
from serge_press.reading.text import FORBIDDEN
from serge_press.rules import finding

MAX_TOML = 256 * 1024
MAX_DEPTH = 20

_Path = tuple[str | int, ...]
_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC = re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL)
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(text: str, file: str) -> tuple[LocatedMapping | None, tuple[Finding, ...]]:
    """The table in ``text``; every value as text (numbers, truth values and dates as they print). None if it is not TOML.

    Findings: F014 (not TOML), F016 (too deep), F002 (longer than 256 KiB).
    """
    if len(text) > MAX_TOML:
        return None, (finding("F002", Place(file), f"the file has more than {MAX_TOML:,} characters"),)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return None, (_syntax(str(fault), text, file),)
    except RecursionError:
        return None, (finding("F016", Place(file), "values stand too deep inside each other"),)
    except ValueError:
        return None, (finding("F014", Place(file), "this is not TOML: a number or date is out of range"),)
    walk = _Walk(text)
    try:
        walk.document()
    except _TooDeep:
        return None, (finding("F016", Place(file), f"values stand more than {MAX_DEPTH} deep inside each other"),)
    found: list[Finding] = []
    located = _locate(table, (), walk, file, found)
    assert isinstance(located, LocatedMapping)
    return located, tuple(found)


def _syntax(words: str, text: str, file: str) -> Finding:
    match = _AT.search(words)
    if match is None:
        return finding("F014", Place(file), words)
    if match[1]:
        place = Place(file, int(match[1]), int(match[2]), 1)
    else:
        lines = text.split("\n")
        place = Place(file, len(lines), len(lines[-1]) + 1, 1)
    said = words[: match.start()]
    return finding("F014", place, said[:1].lower() + said[1:])


class _TooDeep(Exception):
    """A value stands too deep inside others."""


class _Walk:
    """Walks over valid TOML; notes where keys and values stand. ``keys`` and ``values``: path → offset, width."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[_Path, tuple[int, int]] = {}
        self.values: dict[_Path, tuple[int, int]] = {}
        self.counts: dict[_Path, int] = {}
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> None:
        table: _Path = ()
        while True:
            self._skip(_SPACE)
            if self.at >= len(self.text):
                return
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table, 0)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _header(self) -> _Path:
        start = self.at
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        steps = self._dotted()
        path: _Path = ()
        for number, (step, offset, width) in enumerate(steps):
            path = (*path, step)
            self.keys.setdefault(path, (offset, width))
            if array and number == len(steps) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        self._skip(_BLANK)
        self.at += 2 if array else 1
        self.values.setdefault(path, (start, self.at - start))
        return path

    def _dotted(self) -> list[tuple[str, int, int]]:
        steps = []
        while True:
            self._skip(_BLANK)
            start = self.at
            first = self.text[start]
            match = (_BASIC if first == '"' else _LITERAL if first == "'" else _BARE).match(self.text, start)
            assert match is not None
            self.at = match.end()
            raw = match[0]
            key = next(iter(tomllib.loads(f"{raw}=0"))) if first in "\"'" else raw
            steps.append((key, start, len(raw)))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                if len(steps) > MAX_DEPTH:
                    raise _TooDeep
                return steps
            self.at += 1

    def _pair(self, table: _Path, depth: int) -> None:
        path = table
        for step, offset, width in self._dotted():
            path = (*path, step)
            self.keys.setdefault(path, (offset, width))
        self._skip(_BLANK)
        self.at += 1  # the sign of equality
        self._skip(_BLANK)
        self._value(path, depth)

    def _value(self, path: _Path, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _TooDeep
        start = self.at
        here = self.text[start]
        if here == "[":
            self._array(path, depth)
        elif here == "{":
            self._inline_table(path, depth)
        else:
            long = _LONG_BASIC if here == '"' else _LONG_LITERAL
            short = _BASIC if here == '"' else _LITERAL if here == "'" else _SCALAR
            match = (long if self.text.startswith(here * 3, start) and here in "\"'" else short).match(self.text, start)
            assert match is not None
            self.at = match.end() if here in "\"'" else start + len(match[0].rstrip())
        self.values[path] = (start, self.at - start)

    def _array(self, path: _Path, depth: int) -> None:
        self.at += 1
        number = 0
        while True:
            self._skip(_SPACE)
            if self.text.startswith("]", self.at):
                self.at += 1
                return
            self._value((*path, number), depth + 1)
            number += 1
            self._skip(_SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _inline_table(self, path: _Path, depth: int) -> None:
        self.at += 1
        while True:
            self._skip(_BLANK)
            if self.text.startswith("}", self.at):
                self.at += 1
                return
            self._pair(path, depth + 1)
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def place(self, file: str, span: tuple[int, int] | None) -> Place:
        """Line and column of an offset."""
        if span is None:
            return Place(file)
        line = _last_not_after(self.starts, span[0])
        return Place(file, line + 1, span[0] - self.starts[line] + 1, span[1])


def _last_not_after(starts: list[int], offset: int) -> int:
    from bisect import bisect_right

    return bisect_right(starts, offset) - 1


def _locate(value: Any, path: _Path, walk: _Walk, file: str, found: list[Finding]) -> Located:
    place = walk.place(file, walk.values.get(path, walk.keys.get(path)))
    if isinstance(value, dict):
        entries = {}
        for key, inner in value.items():
            at = walk.place(file, walk.keys.get((*path, key)))
            name = LocatedText(key, file, at.line, at.column, at.width, at.line, at.column)
            entries[key] = Entry(name, _locate(inner, (*path, key), walk, file, found))
        return LocatedMapping(entries, place if path else Place(file, 1, 1))
    if isinstance(value, list):
        return LocatedList(tuple(_locate(v, (*path, n), walk, file, found) for n, v in enumerate(value)), place)
    text = _as_text(value)
    if odd := FORBIDDEN.search(text):
        found.append(finding("F010", place, f"the character U+{ord(odd[0]):04X} cannot stand in a text"))
        text = FORBIDDEN.sub(" ", text)
    line, column = place.line, place.column
    if isinstance(value, str) and walk.text.startswith(('"""\n', "'''\n"), walk.values.get(path, (0, 0))[0]):
        line, column = line + 1, 1
    elif isinstance(value, str):
        column += 1
    return LocatedText(text, file, place.line, place.column, place.width, line, column)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    try:
        return str(value)
    except ValueError:  # more digits than Python prints
        return ""
