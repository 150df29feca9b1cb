"""Bar codes of books as a scanner reads them: lines across a picture of the page, in four directions → digits.

However it was drawn, as lines, as a picture or with a font of bars: what is read is what is seen. Source: GS1 General
Specifications, 5.2 (symbol patterns 5.2.1.2, quiet zones 5.2.3.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

_RUNS = re.compile(rb"0+|1+")
_DARK = bytes(48 + (level < 128) for level in range(256))
_WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""Of each digit, the modules of its two light and two dark runs in the first set; the third set has the same, dark first."""

_FIRST = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_SYMBOL, _MODULES = 59, 95  # runs and modules from the first guard to the last
_LEAST_QUIET = 4.0
_LEAST_LINES = 3
_STEP = 0.8
"""Millimetres between two lines that are looked at."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A bar code: its thirteen digits; left, top, right, foot of its bars and the width of a module, in dots of the picture; and
    how many modules are light at its left and its right, as far as they count (20 at most).
    """

    digits: str
    box: tuple[float, float, float, float]
    module: float
    quiet: tuple[float, float]

    @property
    def sound(self) -> bool:
        """Whether the last digit is the check digit of the others."""
        weights = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(self.digits))
        return weights % 10 == 0


@dataclass(frozen=True, slots=True)
class _Line:
    digits: str
    left: int
    right: int
    quiet: tuple[float, float]


def scan(picture: Image, dots_a_millimetre: float) -> tuple[Scanned, ...]:
    """Every EAN-13 in a picture of grays, those that most lines cross first."""
    from PIL import Image as Pictures

    found: dict[tuple[str, bool], list[tuple[int, _Line]]] = {}
    step = max(1, round(_STEP * dots_a_millimetre))
    for turned in (False, True):
        seen = picture.transpose(Pictures.Transpose.TRANSPOSE) if turned else picture
        wide, high = seen.size
        data = seen.tobytes().translate(_DARK)
        for row in range(step // 2, high, step):
            for line in _read(data[row * wide : (row + 1) * wide]):
                found.setdefault((line.digits, turned), []).append((row, line))
    made = [
        (len(lines), _together(lines, digits, step, turned=turned))
        for (digits, turned), lines in found.items()
        if len(lines) >= _LEAST_LINES
    ]
    return tuple(one for _, one in sorted(made, key=lambda row: (-row[0], row[1].digits)))


def _together(lines: Sequence[tuple[int, _Line]], digits: str, step: int, *, turned: bool) -> Scanned:
    left, right = min(line.left for _, line in lines), max(line.right for _, line in lines)
    top, foot = min(row for row, _ in lines), max(row for row, _ in lines) + step
    quiet = [sorted(line.quiet[side] for _, line in lines)[len(lines) // 2] for side in (0, 1)]
    box = (top, left, foot, right) if turned else (left, top, right, foot)
    return Scanned(digits, box, (right - left) / _MODULES, (quiet[0], quiet[1]))


def _read(row: bytes) -> Iterator[_Line]:
    """The symbols that a line of dots, 1 for dark, crosses from end to end, read either way."""
    spans = [match.span() for match in _RUNS.finditer(row)]
    widths = [end - start for start, end in spans]
    first = 0 if row[:1] == b"1" else 1
    for at in range(first, len(spans) - _SYMBOL + 1, 2):
        one, two, three = widths[at : at + 3]
        if max(one, two, three) > 2 * min(one, two, three) + 2:
            continue
        start, end = spans[at][0], spans[at + _SYMBOL - 1][1]
        module = (end - start) / _MODULES
        before = (widths[at - 1] if at else start) / module
        after = (widths[at + _SYMBOL] if at + _SYMBOL < len(widths) else 0) / module
        if min(before, after) < _LEAST_QUIET:
            continue
        bars = widths[at : at + _SYMBOL]
        quiet = (min(before, 20.0), min(after, 20.0))
        for way, zones in ((bars, quiet), (bars[::-1], quiet[::-1])):
            digits = _digits(way, module)
            if digits:
                yield _Line(digits, start, end, zones)


def _digits(widths: Sequence[float], module: float) -> str:
    """The digits of a symbol from the widths of its bars and spaces; "" if it is none."""
    guards = (*widths[:3], *widths[27:32], *widths[56:])
    if any(not 0.4 < width / module < 1.7 for width in guards):
        return ""
    left, kinds = "", ""
    fat = _spread(widths)
    widths = [width - fat if place % 2 == 0 else width + fat for place, width in enumerate(widths)]
    for place in range(3, 27, 4):
        parts = _parts(widths[place : place + 4], module)
        if parts in _WIDTHS:
            left, kinds = left + str(_WIDTHS.index(parts)), kinds + "O"
        elif parts[::-1] in _WIDTHS:
            left, kinds = left + str(_WIDTHS.index(parts[::-1])), kinds + "E"
        else:
            return ""
    right = ""
    for place in range(32, 56, 4):
        parts = _parts(widths[place : place + 4], module)
        if parts not in _WIDTHS:
            return ""
        right += str(_WIDTHS.index(parts))
    return str(_FIRST.index(kinds)) + left + right if kinds in _FIRST else ""


def _spread(widths: Sequence[float]) -> float:
    """By how many dots ink that spreads has made bars wider: told by those of the guards, which are one module each."""
    dark = [widths[place] for place in (0, 2, 28, 30, 56, 58)]
    light = [widths[place] for place in (1, 27, 29, 31, 57)]
    return (sum(dark) / len(dark) - sum(light) / len(light)) / 2


def _parts(widths: Sequence[float], module: float) -> str:
    """Four runs as whole modules, seven in all; told by pairs that begin at like edges, which ink that spreads does not move
    (GS1, 5.2.1.2: E1 and E2), and by the runs themselves.
    """
    whole = sum(widths)
    if not 5.5 < whole / module < 8.5:
        return ""
    parts = [7 * width / whole for width in widths]
    first, second = round(parts[0] + parts[1]), round(parts[1] + parts[2])
    best = ""
    least = 4.0
    for known in (*_WIDTHS, *(row[::-1] for row in _WIDTHS)):
        modules = [int(digit) for digit in known]
        if modules[0] + modules[1] != first or modules[1] + modules[2] != second:
            continue
        off = sum(abs(part - wanted) for part, wanted in zip(parts, modules, strict=True))
        if off < least:
            best, least = known, off
    return best
