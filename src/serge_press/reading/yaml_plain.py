"""The plain YAML that most facts are written in, read line by line: to have libyaml tell its events takes three times as long.

What is read here is a part of YAML 1.1 in which every line says by itself what it is: keys of letters and digits, lists with
a hyphen, texts that are bare or in quotes and end with their line, and lists and mappings in brackets within one line.
Wherever a line could mean more than that, nothing is read, and the text is left to ``yaml_events``. So there are no findings
here, and both ways give the same values at the same places: a test holds them to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.reading.located import Entry, LocatedList, LocatedMapping, LocatedText

if TYPE_CHECKING:
    from serge_press.reading.located import Located

_DEEPEST = 9  # lists and mappings inside each other, and as many again in brackets: no more than a file may have
_LONGEST = 250_000  # characters: too few for more values than a file may have

_ODD = "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What libyaml refuses or takes for the end of a line, what no text may hold, and tabs."""

_A_KEY = "[A-Za-z0-9][A-Za-z0-9_-]{0,60}"
_LINE = re.compile(rf"( *)(- +)?(?:({_A_KEY}):(?: +|\Z))?(.*)", re.DOTALL)
"""Indent, hyphen, key and the rest of a line; those that are there."""

_NO_BARE = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what a bare text does not begin with
_QUOTED = re.compile(r'"[^"\\]*"|\'[^\']*\'')
_BARE = r"[^\s?:,\[\]{}#&*!|>'\"%@`-][^?:,\[\]{}#]*"  # in brackets
_KEY = re.compile(rf"({_A_KEY}): +")
_PAIR = re.compile(rf"({_A_KEY}): +({_BARE}|{_QUOTED.pattern}) *(?:, *|(?=\}}))")
_ITEM = re.compile(rf"({_BARE}|{_QUOTED.pattern}) *(?:, *|(?=\]))")
_SPACES = re.compile(" *")


class _MoreThanPlain(Exception):
    """Of this text nothing is read here."""


class _Open:
    """A list or mapping that is not closed yet; ``key`` waits for its value. Columns count from 0."""

    __slots__ = ("column", "entries", "items", "key", "line")

    def __init__(self, line: int, column: int, *, mapping: bool) -> None:
        self.line = line
        self.column = column
        self.items: list[Located] = []
        self.entries: dict[str, Entry] | None = {} if mapping else None
        self.key: LocatedText | None = None


def read_plain(text: str, file: str, first_line: int) -> Located | None:
    """The document in the text, which begins on ``first_line`` of ``file``; None where it is empty or more than plain."""
    if len(text) > _LONGEST or (not text.replace("\n", "").isprintable() and re.search(_ODD, text)):
        return None
    try:
        return _Reader(file).read(text, first_line)
    except (_MoreThanPlain, IndexError):  # a bracket that is not closed in its line leads past its end
        return None


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[_Open] = []
        self.root: Located | None = None

    def read(self, text: str, first_line: int) -> Located | None:
        """The document."""
        file, match, value = self.file, _LINE.match, self._value
        top: _Open | None = None
        for line, written in enumerate(text.split("\n"), first_line):
            indent, hyphen, key, rest = match(written).groups()  # type: ignore[union-attr]  # every line matches
            column = len(indent)
            if hyphen is not None:
                top = self._to_item(top, line, column)
                column += len(hyphen)
                if key is None:
                    top.items.append(value(rest, line, column))
                    continue
                top = self._begin(line, column, mapping=True)
            elif key is None:
                if rest and rest[0] != "#":
                    raise _MoreThanPlain
                continue
            elif top is None or top.column != column or top.key is not None or top.entries is None:
                top = self._to_key(top, line, column)
            entries = top.entries
            if entries is None or key in entries:
                raise _MoreThanPlain
            named = LocatedText(key, file, line, column + 1, len(key), line, column + 1)
            if rest:
                entries[key] = Entry(named, value(rest, line, len(written) - len(rest)))
            else:
                top.key = named
        while self.open:
            self._end()
        return self.root

    def _to_item(self, top: _Open | None, line: int, column: int) -> _Open:
        """The list that an item at the column belongs to; it may begin with it."""
        while top is not None and top.column > column:
            top = self._end()
        if top is not None and top.entries is None and top.column == column:
            return top
        if (top is None and self.root is None) or (top is not None and top.key is not None):
            return self._begin(line, column, mapping=False)
        raise _MoreThanPlain

    def _to_key(self, top: _Open | None, line: int, column: int) -> _Open:
        """The mapping that a key at the column belongs to; it may begin with it."""
        while top is not None and (top.column > column or (top.column == column and top.entries is None)):
            top = self._end()
        if top is not None and top.column == column:
            if top.key is not None:
                self._put(top, _nothing(top.key))
            return top
        if (top is None and self.root is None) or (top is not None and top.key is not None):
            return self._begin(line, column, mapping=True)
        raise _MoreThanPlain

    def _begin(self, line: int, column: int, *, mapping: bool) -> _Open:
        if len(self.open) >= _DEEPEST:
            raise _MoreThanPlain
        opened = _Open(line, column, mapping=mapping)
        self.open.append(opened)
        return opened

    def _end(self) -> _Open | None:
        """Close the innermost; the one around it."""
        closed = self.open.pop()
        if closed.key is not None:
            self._put(closed, _nothing(closed.key))
        place = Place(self.file, closed.line, closed.column + 1)
        entries = closed.entries
        made = LocatedList(tuple(closed.items), place) if entries is None else LocatedMapping(entries, place)
        if not self.open:
            self.root = made
            return None
        top = self.open[-1]
        self._put(top, made)
        return top

    @staticmethod
    def _put(top: _Open, value: Located) -> None:
        if top.entries is None:
            top.items.append(value)
        elif top.key is not None:
            top.entries[top.key.text] = Entry(top.key, value)
            top.key = None

    def _value(self, text: str, line: int, column: int) -> Located:
        """What stands at the column of a line to its end."""
        if text[-1] == " ":
            text = text.rstrip(" ")
        first = text[0]
        if first not in _NO_BARE:
            if (":" in text and (": " in text or text[-1] == ":")) or " #" in text:
                raise _MoreThanPlain
            return LocatedText(text, self.file, line, column + 1, len(text), line, column + 1)
        if first in "\"'":
            if _QUOTED.fullmatch(text) is None:
                raise _MoreThanPlain
            return LocatedText(text[1:-1], self.file, line, column + 1, len(text), line, column + 2)
        value, end = self._in_brackets(text, 0, line, column + 1, 0)
        if end != len(text):
            raise _MoreThanPlain
        return value

    def _in_brackets(self, text: str, at: int, line: int, column: int, depth: int) -> tuple[Located, int]:
        """The list or mapping that begins at a place of the text, whose column (from 1) is that, and where it ends."""
        if depth == _DEEPEST:
            raise _MoreThanPlain
        place = Place(self.file, line, column + at)
        if text[at] == "[":
            items: list[Located] = []
            at = _past(text, at + 1)
            while text[at] != "]":
                if (item := _ITEM.match(text, at)) is not None:
                    items.append(self._scalar(item[1], line, column + at))
                    at = item.end()
                else:
                    value, at = self._in_brackets(text, at, line, column, depth + 1)
                    items.append(value)
                    at = _past_comma(text, at, "]")
            return LocatedList(tuple(items), place), at + 1
        if text[at] != "{":
            raise _MoreThanPlain
        entries: dict[str, Entry] = {}
        at = _past(text, at + 1)
        while text[at] != "}":
            start = column + at
            found = _PAIR.match(text, at)
            if found is not None:
                value, at = self._scalar(found[2], line, column + found.start(2)), found.end()
            elif (found := _KEY.match(text, at)) is not None:
                value, at = self._in_brackets(text, found.end(), line, column, depth + 1)
                at = _past_comma(text, at, "}")
            if found is None or (key := found[1]) in entries:
                raise _MoreThanPlain
            entries[key] = Entry(LocatedText(key, self.file, line, start, len(key), line, start), value)
        return LocatedMapping(entries, place), at + 1

    def _scalar(self, text: str, line: int, column: int) -> LocatedText:
        """A text in brackets, bare with what spaces may follow it or in quotes."""
        if text[0] in "\"'":
            return LocatedText(text[1:-1], self.file, line, column, len(text), line, column + 1)
        text = text.rstrip(" ")
        return LocatedText(text, self.file, line, column, len(text), line, column)


def _nothing(key: LocatedText) -> LocatedText:
    """The value of a key after which nothing stands: it is where the colon ends."""
    column = key.column + len(key.text) + 1
    return LocatedText("", key.file, key.line, column, 0, key.line, column)


def _past(text: str, at: int) -> int:
    """Past spaces."""
    return _SPACES.match(text, at).end()  # type: ignore[union-attr]  # there may be none


def _past_comma(text: str, at: int, closing: str) -> int:
    """After a value in brackets: past the comma to the next, or to the closing bracket."""
    at = _past(text, at)
    if text[at] == ",":
        return _past(text, at + 1)
    if text[at] != closing:
        raise _MoreThanPlain
    return at
