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

_SMALL = 3  # letters of a word that is better not left at the end of a line
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
    """So many lines of like length, none longer than the width; best if none ends with a small word ("the", "and").

    The sum of squares of what they differ from their mean is least. There are so many lines: as full as they go, they fit.
    """
    if count < 2:
        return tuple(_lines(pieces, measure, width))
    mean = measure(" ".join(pieces)) / count
    ways: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]  # to set the words up to each place, in the lines so far
    places = [0]
    for row in range(count):
        best: dict[int, tuple[float, tuple[str, ...]]] = {}
        for place, (cost, lines) in zip(places, ways, strict=True):
            for end in range(place + 1, len(pieces) - (count - row - 1) + 1):
                line = " ".join(pieces[place:end])
                long = measure(line)
                if long > width and end > place + 1:
                    break
                small = end < len(pieces) and len(pieces[end - 1]) <= _SMALL and pieces[end - 1].islower()
                now = cost + (long - mean) ** 2 + (mean / 2) ** 2 * small
                if end not in best or now < best[end][0]:
                    best[end] = now, (*lines, line)
        places, ways = list(best), list(best.values())
    return dict(zip(places, ways, strict=True))[len(pieces)][1]


@lru_cache(maxsize=8)
def middle_of_figures(data: bytes) -> float:
    """Where the middle of lining figures stands, in em from the top of a line as high as its type (CSS 2.2, 10.8.1)."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        em, head = font["head"].unitsPerEm, font["hhea"]
        baseline = 0.5 + (head.ascent + head.descent) / em / 2
        return float(baseline - getattr(font["OS/2"], "sCapHeight", 0.65 * em) / em / 2)
