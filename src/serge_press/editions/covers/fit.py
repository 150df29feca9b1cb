"""How large words can be set in a room: measured with the advances in the font file, without a layout engine."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from serge_press.rendering.house_style import Font

    Measure = Callable[[str], float]

_STEPS = 40  # sizes tried between the largest and the smallest


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of words and the size at which they fit."""

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
    words: str, measure: Measure, width: float, height: float, *, largest: float, leading: float, least: float = 0.08
) -> Fitted:
    """The words broken into lines between words, as large as width and height allow, and of even length.

    ``measure`` tells how long words are at a size of 1. Never larger than ``largest`` nor smaller than ``least`` of it: at the
    smallest size they may not fit.
    """
    pieces = words.split()
    size = largest
    for step in range(_STEPS + 1):
        size = largest * least ** (step / _STEPS)
        most = max(1, int(height / (size * leading)))
        lines = _lines(pieces, measure, width / size)
        if len(lines) <= most and all(measure(line) * size <= width for line in lines):
            return Fitted(_even(pieces, measure, len(lines), width / size), size)
    return Fitted(tuple(_lines(pieces, measure, width / size)), size)


def _lines(pieces: Sequence[str], measure: Measure, width: float) -> list[str]:
    """Lines as full as they go (width in em)."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and measure(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _even(pieces: Sequence[str], measure: Measure, count: int, width: float) -> tuple[str, ...]:
    """The narrowest measure that gives as few lines: so no line is left with one short word."""
    low, high = 0.0, width
    for _ in range(24):
        middle = (low + high) / 2
        lines = _lines(pieces, measure, middle)
        if len(lines) <= count and max((measure(line) for line in lines), default=0.0) <= middle:
            high = middle
        else:
            low = middle
    return tuple(_lines(pieces, measure, high))


@lru_cache(maxsize=8)
def middle_of_figures(data: bytes) -> float:
    """Where the middle of lining figures stands, in em from the top of a line as high as its type (CSS 2.2, 10.8.1)."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        em, head = font["head"].unitsPerEm, font["hhea"]
        baseline = 0.5 + (head.ascent + head.descent) / em / 2
        return float(baseline - getattr(font["OS/2"], "sCapHeight", 0.65 * em) / em / 2)
