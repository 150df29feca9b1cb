"""The lines of a finished PDF as any reader finds them: glyphs and where they stand, nothing of how they were set.

A line is *filled* when it reaches the edge of the measure on the right and is not alone; its word spaces are told as
parts of the ideal space. The edge is found from the page: where most of its lines end. Lengths are points.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

HYPHENS = frozenset("-\u00ad\u2010\ufffe\x02")
"""What stands at the end of a line whose last word is broken; pdfium tells of it in several ways."""

_HANGS = 4.5  # so far may a hyphen or a comma stand in the margin,
_LEANS = 1.4  # so far a letter: microtype lets some, and the box of an f is wider than the f at the end of a word
_SHORT = 0.35  # and so far may rounding leave a line short


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: page (from 0), text, its left and right edge, the height of its baseline, the size of its letters.

    ``space`` is the middle one of the word spaces (0 if there is one word): kerning at the end of a word falsifies some.
    ``filled`` tells whether it reaches the measure, ``over`` whether it runs out of it.
    """

    page: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    space: float
    filled: bool
    over: bool

    @property
    def hyphenated(self) -> bool:
        """Whether its last word goes on in the next line."""
        return self.text[-1:] in HYPHENS


@dataclass(frozen=True, slots=True)
class _Glyph:
    character: str
    left: float
    right: float
    baseline: float
    size: float
    real: bool


def set_lines(data: bytes) -> list[SetLine]:
    """The lines of a PDF in order of the pages."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [line for index in range(len(pdf)) for line in _page(pdf[index], index)]


def _page(page: pypdfium2.PdfPage, index: int) -> list[SetLine]:
    rows = list(_rows(list(_glyphs(page))))
    long = [row[-1].right for row in rows if len(row) > 20 and row[-1].character.isalnum() and row[-1].character != "f"]
    if not long:
        return [_line(index, row, 0.0) for row in rows]
    ends = Counter(round(right * 2) / 2 for right in long)
    edge = max(ends, key=lambda end: (ends[end] + ends.get(end - 0.5, 0) + ends.get(end + 0.5, 0), end))
    exact = sorted(right for right in long if abs(right - edge) <= 0.5)
    return [_line(index, row, exact[len(exact) // 2]) for row in rows]


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    raw = pypdfium2.raw
    text = page.get_textpage()
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        real = raw.FPDFText_IsGenerated(text, at) != 1
        if not real and code not in (0x20, 0xFFFE, 2):
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetMatrix(text, at, matrix)
        size = raw.FPDFText_GetFontSize(text, at) * abs(matrix.d)  # a line may be scaled sideways
        yield _Glyph(chr(code), box.left, box.right, y.value, size, real)


def _rows(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs that follow one another on one baseline. Spaces are only marks between them: their boxes say nothing."""
    row: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.character in "\r\n":
            continue
        if glyph.character in " \u00a0":
            if row:
                row.append(glyph)
            continue
        before = next((one for one in reversed(row) if one.character not in " \u00a0"), None)
        if before and (abs(glyph.baseline - before.baseline) > 0.6 or glyph.left < before.left - 3):
            yield _stripped(row)
            row = []
        row.append(glyph)
    if row:
        yield _stripped(row)


def _stripped(row: list[_Glyph]) -> list[_Glyph]:
    while row[-1].character in " \u00a0":
        row = row[:-1]
    return row


def _line(page: int, row: list[_Glyph], edge: float) -> SetLine:
    gaps = sorted(_gaps(row))
    sizes = Counter(round(one.size, 2) for one in row)
    last = row[-1]
    end = edge + (_LEANS if last.character.isalnum() else _HANGS)
    filled = bool(gaps) and edge - _SHORT <= last.right <= end
    return SetLine(
        page, "".join(one.character for one in row), row[0].left, last.right, row[0].baseline,
        max(sizes, key=lambda size: (sizes[size], size)), gaps[len(gaps) // 2] if gaps else 0.0, filled, last.right > end,
    )  # fmt: skip


def _gaps(row: list[_Glyph]) -> Iterator[float]:
    """The word spaces of a line. A space that is a glyph bears half of what is added before it and half behind."""
    word = row[0]
    blanks: list[_Glyph] = []
    for one in row[1:]:
        if one.character in " \u00a0":
            blanks.append(one)
            continue
        if len(blanks) == 1 and blanks[0].real:
            advance = blanks[0].right - blanks[0].left
            yield advance + 2 * (one.left - blanks[0].left - advance)
        elif blanks:
            yield one.left - word.right
        word, blanks = one, []
