"""Page geometry: margins, type size and leading from the trim. Pure arithmetic; no page is too odd to be computed.

Lengths are millimetres unless they are called points. The text area is a whole number of lines high, so that the last
lines of facing pages stand level; what is left over goes to the foot. The inner margins of two facing pages together are
a little more than one outer margin, because the fold swallows part of them.
"""

from __future__ import annotations

from serge_press.values import dataclass

POINTS = 72 / 25.4
"""Points in a millimetre."""

SMALLEST = (90.0, 130.0)
"""The smallest trim on which a column of at least forty letters remains."""

SMALLEST_LARGE = (140.0, 200.0)
"""The smallest trim on which large print has a column of thirty letters."""

LARGE, LARGE_LEADING = 18.0, 24.0
"""Type size and leading of large print, in points: UKAAF G003 asks for 16 and wishes 18, ACB (2022) asks for 18, with lines set
1.15 times as far apart as the font's own."""

# From this trim width (mm) on: size and leading in points.
_SIZES = ((0.0, 9.5, 12.0), (108.0, 10.0, 12.5), (120.0, 10.5, 13.5), (135.0, 11.0, 14.0), (165.0, 11.5, 15.0))


_RULES = (("rule", 0.6), ("fine-rule", 0.35), ("note-rule", 0.4))
"""Rules of the house and how thick they are, in points: of tables, within tables, over notes and beside quotations."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """A page. ``size``, ``leading`` and ``rule`` are points; the rest millimetres. ``lines`` fill the text area exactly."""

    width: float
    height: float
    inside: float
    outside: float
    head: float
    foot: float
    size: float
    leading: float
    lines: int
    rule: float = 0.0  # the thinnest rule, in points, that the printer wants; 0: as the house has it

    @property
    def measure(self) -> float:
        """The length of a line, in millimetres."""
        return self.width - self.inside - self.outside

    def sheet(self) -> str:
        """The geometry as CSS: page size, mirrored margins, and custom properties for the house's sheet."""
        return (
            f"@page {{ size: {_mm(self.width)} {_mm(self.height)}; margin-top: {_mm(self.head)}; "
            f"margin-bottom: {_mm(self.foot)} }}\n"
            f"@page :right {{ margin-left: {_mm(self.inside)}; margin-right: {_mm(self.outside)} }}\n"
            f"@page :left {{ margin-left: {_mm(self.outside)}; margin-right: {_mm(self.inside)} }}\n"
            f":root {{ --size: {_pt(self.size)}; --line: {_pt(self.leading)}; --lines: {self.lines}; "
            f"font-size: {_pt(self.size)}; line-height: {_pt(self.leading)} }}\n"
        ) + self._rules()

    def _rules(self) -> str:
        """Custom properties for the rules of the house that are thinner than the printer wants them."""
        wider = [f"--{name}: {_pt(self.rule)}" for name, usual in _RULES if usual < self.rule]
        return f":root {{ {'; '.join(wider)} }}\n" if wider else ""


def large_print_geometry(trim: tuple[float, float], inside: float = 0.0, outside: float = 0.0) -> PageGeometry | None:
    """The geometry of large print, as ``page_geometry``; None for a page smaller than ``SMALLEST_LARGE``.

    Margins are wide, for a thumb and a magnifier: an inch on a large page (ACB), less on a small one, where it would cost words;
    the inner one is wider, so that the book lies flat under a reading machine.
    """
    width, height = trim
    if width < SMALLEST_LARGE[0] or height < SMALLEST_LARGE[1]:
        return None
    inside = round(max(18.0, min(25.4, 0.12 * width), inside), 2)
    outside = round(max(15.0, min(25.4, 0.1 * width), outside), 2)
    head = round(max(22.0, min(25.4, 0.1 * height)), 2)
    lines = int((height - head - max(15.0, min(25.4, 0.085 * height))) * POINTS / LARGE_LEADING)
    foot = round(height - head - lines * LARGE_LEADING / POINTS - 0.005, 2)
    return PageGeometry(width, height, inside, outside, head, foot, LARGE, LARGE_LEADING, lines)


def page_geometry(trim: tuple[float, float], inside: float = 0.0, outside: float = 0.0) -> PageGeometry | None:
    """The geometry for a trim (width, height in mm); None if the page is smaller than ``SMALLEST``.

    ``inside`` and ``outside`` are the least margins that a printer asks for.
    """
    width, height = trim
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return None
    _, size, leading = next(row for row in reversed(_SIZES) if width >= row[0])
    inside = round(max(15.0, 0.134 * width, inside), 2)
    outside = round(max(12.0, 0.105 * width, outside), 2)
    head = round(max(15.0, 0.094 * height), 2)
    lines = int((height - head - max(16.0, 0.104 * height)) * POINTS / leading)
    foot = round(height - head - lines * leading / POINTS - 0.005, 2)  # never a hair too low for the last line
    return PageGeometry(width, height, inside, outside, head, foot, size, leading, lines)


def _mm(length: float) -> str:
    return f"{length:.2f}mm"


def _pt(length: float) -> str:
    return f"{length:g}pt"
