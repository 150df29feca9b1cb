"""What figures are drawn with: lines, marks and words as SVG 1.1, in the colour of the text; and room for words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

WIDTH = 320.0
"""Points: the width every figure is drawn for. It is scaled to the column."""

TALLEST = 470.0
"""Points: as high as a figure with its caption may be on the smallest usual page."""

SMALL = 7.5
SIZE = 8.5
"""Points: sizes of type in figures."""

_NARROW, _WIDE = frozenset("iljtfrI.,;:'’‘()[]|! -–"), frozenset("mwMWŻЖШЩЮ—@%&ФжшщюмМ")


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def width_of(words: str, size: float) -> float:
    """About how wide words are set in the house's type: an estimate on the safe side, for layout alone."""
    return size * sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.29
    if letter in _WIDE:
        return 0.82
    return 0.66 if letter.isupper() else 0.48


def fitted(words: str, width: float, size: float) -> str:
    """The words, cut at a word with an ellipsis where they are wider than the room."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size) > width:
        kept = kept.rpartition(" ")[0] if " " in kept else kept[:-1]
    return kept.rstrip(" \u00a0\u202f,;:–(") + "…"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as can be to those wanted, in their order, at least ``gap`` apart, between ``low`` and ``high``.

    Least squares with order kept (pool adjacent violators): what would overlap moves apart round its mean. Where there is
    not room for all, they are set evenly.
    """
    count = len(wanted)
    if not count:
        return []
    if (count - 1) * gap > high - low:
        step = (high - low) / max(count - 1, 1)
        return [low + step * n for n in range(count)]
    pools: list[tuple[float, int]] = []  # mean of what is wanted less its rank, how many
    for rank, place in enumerate(wanted):
        mean, size = place - rank * gap, 1
        while pools and pools[-1][0] >= mean:
            before, held = pools.pop()
            mean, size = (before * held + mean * size) / (held + size), held + size
        pools.append((mean, size))
    flat = [mean for mean, size in pools for _ in range(size)]
    return [min(max(mean, low), high - (count - 1) * gap) + rank * gap for rank, mean in enumerate(flat)]


class Canvas:
    """Collects elements; numbers have at most two decimals, so that the same facts give the same text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.taken: list[Box] = []
        """Where words and open marks stand: no rule of the ground is to run through them."""

    def text(
        self, x: float, y: float, words: str, size: float = SIZE, *, anchor: str = "start", italic: bool = False,
        bold: bool = False, language: str = "",
    ) -> None:  # fmt: skip
        """Words on a baseline; ``anchor`` is start, middle or end."""
        wide = 0.88 * width_of(words, size)  # the estimate is a safe one
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        self.taken.append(Box(left - 1, y - 0.75 * size, left + wide + 1, y + 0.25 * size))
        values = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        values += f' text-anchor="{anchor}"' if anchor != "start" else ""
        values += ' font-style="italic"' if italic else ""
        values += ' font-weight="600"' if bold else ""
        values += f' xml:lang="{escape(language)}" lang="{escape(language)}"' if language else ""
        self._parts.append(f"<text {values}>{escape(words, quote=False)}</text>")

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" '
            f'stroke="currentColor" stroke-width="{number(width)}"{dashed}/>'
        )

    def path(self, data: str, width: float = 0.5, *, filled: bool = False, dash: str = "") -> None:
        """A path, drawn or filled."""
        if filled:
            self._parts.append(f'<path d="{data}" fill="currentColor"/>')
            return
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{data}" fill="none" stroke="currentColor" stroke-width="{number(width)}" '
            f'stroke-linejoin="round"{dashed}/>'
        )

    def polyline(self, points: Iterable[tuple[float, float]], width: float = 0.5, dash: str = "") -> None:
        """A line through points."""
        self.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), width, dash=dash)

    def dot(self, x: float, y: float, radius: float = 1.6, *, filled: bool = True) -> None:
        """A small circle."""
        if not filled:
            self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))
        paint = 'fill="currentColor"' if filled else 'fill="none" stroke="currentColor" stroke-width="0.6"'
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {paint}/>')

    def bar(self, x: float, y: float, width: float, height: float, kind: str = "solid") -> None:
        """A rectangle: ``solid``, ``open`` (its outline), or ``hatched`` (outline and slanting lines)."""
        if kind == "solid":
            self._parts.append(
                f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
                'fill="currentColor"/>'
            )
            return
        self.taken.append(Box(x, y, x + width, y + height))
        self._parts.append(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="none" '
            'stroke="currentColor" stroke-width="0.5"/>'
        )
        if kind == "hatched":
            self._hatch(x, y, width, height)

    def _hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Slanting lines at 45 degrees, 2 points apart, cut to the rectangle: a pattern would be a picture in some PDFs."""
        lines: list[str] = []
        at = -height + 2.0
        while at < width:
            left, right = max(at, 0.0), min(at + height, width)
            if right > left:
                lines.append(
                    f"M{number(x + left)} {number(y + height - (left - at))}"
                    f"L{number(x + right)} {number(y + height - (right - at))}"
                )
            at += 2.0
        if lines:
            self.path("".join(lines), 0.4)

    def clipped(self, name: str, box: Box, inner: Canvas) -> None:
        """What another canvas holds, cut to a rectangle; ``name`` is unique in the book."""
        self._parts.append(
            f'<clipPath id="{name}"><rect x="{number(box.left)}" y="{number(box.top)}" '
            f'width="{number(box.right - box.left)}" height="{number(box.bottom - box.top)}"/></clipPath>'
            f'<g clip-path="url(#{name})">{inner.markup()}</g>'
        )

    def markup(self) -> str:
        """The elements drawn so far."""
        return "".join(self._parts)


def number(value: float) -> str:
    """A number with at most two decimals and nothing to spare."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("", "-0") else shown
