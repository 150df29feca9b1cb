"""From a position in the text of a paragraph back to file, line and column.

markdown-it takes the marks of lists and quotations off each line before it reads the words, so a position in the words
says nothing about the file. But what is taken off stands at the left: every row of a paragraph is the *end* of a raw
line. So the column of a row is the raw line's length without the row's. Headings and table cells end earlier and are
looked for instead.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from serge_press.findings import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from serge_press.reading.prose_text import ProseText


def first_line(token: Token) -> int:
    """The raw line, from 0, on which a block begins."""
    return token.map[0] if token.map else 0


class SourceMap:
    """Places in one block's words. ``marks`` are (offset in the words, raw line from 0, raw column from 0), ascending."""

    __slots__ = ("_length", "_marks", "_prose")

    def __init__(self, prose: ProseText, marks: Sequence[tuple[int, int, int]], length: int) -> None:
        self._prose = prose
        self._marks = marks
        self._length = length

    def place(self, offset: int, width: int = 0) -> Place:
        """The place of the character at ``offset`` of the words; ``width`` in characters, cut off at the line's end."""
        marks, index = self._marks, 0
        if len(marks) > 1:
            index = max(0, bisect_right(marks, offset, key=lambda mark: mark[0]) - 1)
            if index + 1 < len(marks):
                width = min(width, max(0, marks[index + 1][0] - 1 - offset))
        start, line, column = marks[index]
        prose = self._prose
        if prose.indent < 0:
            return Place(prose.file, prose.line)
        return Place(prose.file, prose.line + line, prose.indent + column + (offset - start) + 1, width)

    def from_offset(self, offset: int) -> SourceMap:
        """The map of the words that begin at ``offset`` of these."""
        marks = [(at - offset, line, column) for at, line, column in self._marks]
        return SourceMap(self._prose, marks, self._length - offset)


def of_rows(prose: ProseText, lines: Sequence[str], first: int, content: str) -> SourceMap:
    """The map of words whose rows are the ends of the raw lines from ``first`` on (paragraphs, headings, verse, terms)."""
    if "\n" not in content:
        return SourceMap(prose, ((0, first, _column(lines, first, content)),), len(content))
    marks = []
    offset = 0
    for index, row in enumerate(content.split("\n")):
        marks.append((offset, first + index, _column(lines, first + index, row)))
        offset += len(row) + 1
    return SourceMap(prose, marks, len(content))


def _column(lines: Sequence[str], number: int, row: str) -> int:
    if number >= len(lines):
        return 0
    raw = lines[number].rstrip(" \t")
    bare = row.rstrip(" \t")
    shown = bare.lstrip(" \t")
    if not shown:
        return 0
    if raw.endswith(shown):
        return len(raw) - len(shown) - (len(bare) - len(shown))
    found = raw.find(shown)  # a heading with closing marks
    return max(0, found - (len(bare) - len(shown)))


def of_cells(prose: ProseText, lines: Sequence[str], number: int, cells: Sequence[str]) -> list[SourceMap]:
    """The maps of the cells of one table row, in order. A ``\\|`` in the file is one character in the cell."""
    raw = lines[number] if number < len(lines) else ""
    maps = []
    lead = raw.lstrip(" \t>")
    cursor = len(raw) - len(lead) + 1 if lead.startswith("|") else 0
    for content in cells:
        marks = [(0, number, 0)]
        offset = 0
        for index, piece in enumerate(content.split("|")):
            if index:
                cursor = raw.find("\\|", cursor) + 1  # the bar itself
                marks.append((offset, number, cursor))
                offset, cursor = offset + 1, cursor + 1
            found = raw.find(piece, cursor)
            at = cursor if found < 0 else found
            if index == 0:
                marks = [(0, number, at)]
            offset, cursor = offset + len(piece), at + len(piece)
        maps.append(SourceMap(prose, marks, len(content)))
        bar = raw.find("|", cursor)
        cursor = len(raw) if bar < 0 else bar + 1
    return maps
