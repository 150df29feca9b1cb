"""How large words can be set in a room: measured with the advances in the font file, without a layout engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from serge_press.rendering.house_style import Font

_POINT = 25.4 / 72
_STEPS = 40  # sizes tried between the largest and the smallest


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of words and the size (mm) at which they fit."""

    lines: tuple[str, ...]
    size: float


@lru_cache(maxsize=8)
def _advances(data: bytes) -> tuple[Mapping[int, float], float]:
    """The advance of each character as a part of the em, and of one that the font has not."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}, 0.6


def length(words: str, font: Font, tracking: float = 0.0) -> float:
    """How long words are at a size of 1, with so much space (in em) after each letter; kerning is left out of account."""
    advances, missing = _advances(font.data)
    return sum(advances.get(ord(letter), missing) + tracking for letter in words)


def fitted(
    words: str, font: Font, width: float, height: float, *, largest: float, leading: float, smallest: float = 7 * _POINT
) -> Fitted:
    """The words broken into lines between words, as large as width and height (mm) allow, and of even length.

    Never larger than ``largest`` nor smaller than ``smallest`` (mm): at the smallest size they may not fit.
    """
    pieces = words.split()
    size = largest
    for step in range(_STEPS + 1):
        size = largest * (smallest / largest) ** (step / _STEPS)
        most = max(1, int(height / (size * leading)))
        lines = _lines(pieces, font, width / size)
        if len(lines) <= most and all(length(line, font) * size <= width for line in lines):
            return Fitted(_even(pieces, font, len(lines), width / size), size)
    return Fitted(tuple(_lines(pieces, font, width / size)), size)


def _lines(pieces: Sequence[str], font: Font, width: float) -> list[str]:
    """Lines as full as they go (width in em)."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and length(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _even(pieces: Sequence[str], font: Font, count: int, width: float) -> tuple[str, ...]:
    """The narrowest measure that gives as few lines: so no line is left with one short word."""
    low, high = 0.0, width
    for _ in range(24):
        middle = (low + high) / 2
        lines = _lines(pieces, font, middle)
        if len(lines) <= count and max((length(line, font) for line in lines), default=0.0) <= middle:
            high = middle
        else:
            low = middle
    return tuple(_lines(pieces, font, high))


@lru_cache(maxsize=8)
def middle_of_figures(data: bytes) -> float:
    """Where the middle of lining figures stands, in em from the top of a line as high as its type (CSS 2.2, 10.8.1)."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        em, head = font["head"].unitsPerEm, font["hhea"]
        baseline = 0.5 + (head.ascent + head.descent) / em / 2
        return float(baseline - getattr(font["OS/2"], "sCapHeight", 0.65 * em) / em / 2)
