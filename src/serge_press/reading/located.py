"""Plain data that knows where it stands: text, a list or a mapping. Every scalar stays the author's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LocatedText:
    """One scalar. ``line``, ``column`` and ``width`` are of the value as written, quotes and all.

    ``text_line`` and ``text_column`` are where its first character stands: one further right inside quotes, in the next
    line and at the indent for a block scalar.
    """

    text: str
    file: str
    line: int
    column: int
    width: int
    text_line: int
    text_column: int

    @property
    def place(self) -> Place:
        """The value as written."""
        return Place(self.file, self.line, self.column, self.width)

    @property
    def absent(self) -> bool:
        """Whether nothing at all was written (``note:``), not even a pair of quotes."""
        return not self.text and not self.width

    @property
    def text_place(self) -> Place:
        """Where the text begins, by its column if it is written in one line without escapes, else by its line alone."""
        quotes = 2 * (self.text_column - self.column)
        exact = self.text_line == self.line and self.width == len(self.text) + quotes
        blank = len(self.text) - len(self.text.lstrip())
        return Place(self.file, self.text_line, self.text_column + blank if exact else 0)

    def at(self, offset: int, width: int = 0) -> Place:
        """The place of the character ``offset`` of the text (from 0); exact unless the value folds lines or has escapes."""
        before = self.text.count("\n", 0, offset)
        inside = offset - (self.text.rfind("\n", 0, offset) + 1)
        return Place(self.file, self.text_line + before, self.text_column + inside, width)


@dataclass(frozen=True, slots=True)
class LocatedList:
    """A list and the place where it begins."""

    items: tuple[Located, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: LocatedText
    value: Located


@dataclass(frozen=True, slots=True)
class LocatedMapping:
    """A mapping in the order of writing, and the place where it begins."""

    entries: Mapping[str, Entry]
    place: Place

    def get(self, key: str) -> Located | None:
        """The value under the key, or None."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value


Located = LocatedText | LocatedList | LocatedMapping
