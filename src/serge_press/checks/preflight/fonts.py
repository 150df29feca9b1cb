"""The fonts of a file: whether they are in it, and how wide their letters run."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import TooMuch
from serge_press.checks.preflight.streams import unpacked
from serge_press.checks.preflight.values import FAULTS, entry, items, name, number, whole
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.bounds import Budget

_SUBSET = re.compile(r"[A-Z]{6}\+")
_WEASY = re.compile(r"[A-Z]{6}")
_BLANK_ROW = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<(?:0020|00A0|00a0|2002|2003|2009|202F|202f)>")
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
_USUAL = 500.0
_MOST_CODES = 70_000
_MOST_KEPT = 20_000


@dataclass(slots=True)
class PdfFont:
    """A font as a page uses it. Widths are thousandths of the size."""

    name: str
    type: str  # Type0, Type1, TrueType, Type3, MMType1
    embedded: bool
    subset: bool
    wide: bool  # codes have two bytes
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = _USUAL
    blanks: frozenset[int] = frozenset()
    scale: float = 0.001  # of a Type 3 font, what its matrix says
    _kept: dict[bytes, tuple[float, int, int, int, float]] = field(default_factory=dict)

    def measure(self, codes: bytes) -> tuple[float, int, int, int, float]:
        """Width, letters, spaces of one byte, letters that leave ink, and width up to the last of these."""
        found = self._kept.get(codes)
        if found is None:
            width, count, spaces, inked, until = 0.0, 0, 0, 0, 0.0
            for code in self._codes(codes):
                width += self.widths.get(code, self.usual)
                count += 1
                if code in self.blanks:
                    spaces += not self.wide and code == 32
                else:
                    inked += 1
                    until = width
            found = (width * self.scale, count, spaces, inked, until * self.scale)
            if len(self._kept) < _MOST_KEPT:
                self._kept[codes] = found
        return found

    def _codes(self, codes: bytes) -> Iterator[int]:
        if not self.wide:
            yield from codes
        else:
            for index in range(0, len(codes) - 1, 2):
                yield codes[index] << 8 | codes[index + 1]


def font_of(held: Any, budget: Budget) -> PdfFont:
    """A font dictionary as a font; whatever is wrong with it, something that letters can be measured with."""
    kind = name(entry(held, "/Subtype"))
    own = name(entry(held, "/BaseFont")) or kind or "a font without name"
    if kind == "Type0":
        below = next(items(entry(held, "/DescendantFonts"), 1), None)
        descriptor = entry(below, "/FontDescriptor")
        font = PdfFont(own, kind, _embedded(descriptor), _is_subset(own, descriptor), wide=True)
        font.usual = number(entry(below, "/DW")) or 1000.0
        font.widths = _wide_widths(entry(below, "/W"))
    else:
        descriptor = entry(held, "/FontDescriptor")
        font = PdfFont(own, kind, kind == "Type3" or _embedded(descriptor), _is_subset(own, descriptor), wide=False)
        font.usual = number(entry(descriptor, "/MissingWidth")) or _USUAL
        first = whole(entry(held, "/FirstChar")) or 0
        row = items(entry(held, "/Widths"), 256)
        font.widths = {first + index: number(value) or 0.0 for index, value in enumerate(row)}
        if kind == "Type3":
            matrix = [number(one) for one in items(entry(held, "/FontMatrix"), 6)]
            font.scale = abs(matrix[0] or 0.001) if matrix else 0.001
    font.blanks = _blanks(entry(held, "/ToUnicode"), font.wide, budget)
    return font


def _embedded(descriptor: Any) -> bool:
    return any(isinstance(entry(descriptor, key), pikepdf.Stream) for key in _EMBEDDED)


def _is_subset(own: str, descriptor: Any) -> bool:
    """By the tag of six capitals; WeasyPrint names a font by its tag alone, and lists what it holds."""
    return bool(_SUBSET.match(own)) or bool(_WEASY.fullmatch(own)) or entry(descriptor, "/CIDSet") is not None


def _wide_widths(value: Any) -> dict[int, float]:
    """``[c [w1 w2] c1 c2 w]`` by code (ISO 32000-2, 9.7.4.3)."""
    found: dict[int, float] = {}
    rows = list(items(value, _MOST_CODES))
    index = 0
    while index + 1 < len(rows) and len(found) < _MOST_CODES:
        first, second = whole(rows[index]), rows[index + 1]
        if first is None or first < 0:
            return found
        if isinstance(second, pikepdf.Array):
            for offset, width in enumerate(items(second, _MOST_CODES - len(found))):
                found[first + offset] = number(width) or 0.0
            index += 2
            continue
        last = whole(second)
        width = number(rows[index + 2]) if index + 2 < len(rows) else None
        if last is None or width is None:
            return found
        for code in range(first, min(last, first + _MOST_CODES - len(found)) + 1):
            found[code] = width
        index += 3
    return found


def _blanks(table: Any, wide: bool, budget: Budget) -> frozenset[int]:
    """The codes that leave no ink: those that stand for a space."""
    found = set() if wide else {32}
    if isinstance(table, pikepdf.Stream):
        try:
            data = unpacked(table, budget, 4 << 20)
        except (TooMuch, *FAULTS):
            return frozenset(found)
        found.update(int(code, 16) for code in _BLANK_ROW.findall(data))
    return frozenset(found)
