"""The graphics state of a content stream (ISO 32000-2, 8.4), as far as the checks ask for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.colours import GRAY, Paint
from serge_press.checks.preflight.geometry import EVERYWHERE, IDENTITY, Matrix
from serge_press.checks.preflight.values import entry, items, name, number
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.checks.preflight.fonts import PdfFont
    from serge_press.checks.preflight.geometry import Box

BLACK = Paint(GRAY, (0.0,))


@dataclass(slots=True)
class State:
    """The state; ``copy`` saves it."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line: float = 1.0
    font: PdfFont | None = None
    size: float = 0.0
    letter: float = 0.0  # room added after each letter, in text units
    word: float = 0.0
    wide: float = 1.0  # horizontal scaling
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = ""
    mask: bool = False
    fill_over: bool = False
    stroke_over: bool = False
    outer: str = ""  # how the group that is being drawn is see-through

    def copy(self) -> State:
        """Another state of the same values."""
        return replace(self)

    def see_through(self, alpha: float) -> str:
        """In what way what is painted now shows what lies below, in words; empty where it does not."""
        ways = [self.outer] if self.outer else []
        if alpha < 0.9995:
            ways.append(f"opacity {round(alpha * 100):d} %")
        if self.blend:
            ways.append(f"blend mode {self.blend}")
        if self.mask:
            ways.append("a soft mask")
        return ", ".join(ways)


def apply(state: State, held: Any) -> Any:
    """Take over what an ExtGState sets (8.4.5); gives its font array, or None."""
    for key, place in (("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
        value = number(entry(held, key))
        if value is not None:
            setattr(state, place, min(max(value, 0.0), 1.0))
    blend = entry(held, "/BM")
    if blend is not None:
        word = name(next(items(blend, 1), None)) if isinstance(blend, pikepdf.Array) else name(blend)
        state.blend = "" if word in ("Normal", "Compatible") else word[:20]
    mask = entry(held, "/SMask")
    if mask is not None:
        state.mask = isinstance(mask, (pikepdf.Dictionary, pikepdf.Stream))
    stroke_over = entry(held, "/OP")
    if isinstance(stroke_over, bool):
        state.stroke_over = stroke_over
    fill_over = entry(held, "/op")
    if isinstance(fill_over, bool) or isinstance(stroke_over, bool):
        state.fill_over = fill_over if isinstance(fill_over, bool) else stroke_over is True
    line = number(entry(held, "/LW"))
    if line is not None:
        state.line = abs(line)
    return entry(held, "/Font")
