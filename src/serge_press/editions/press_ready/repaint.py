"""One content stream painted anew: every colour in a kind that the printer takes, on white where it was see-through."""

from __future__ import annotations

from dataclasses import field, replace
from decimal import Decimal
from math import hypot
from typing import TYPE_CHECKING, Any, Protocol

import pikepdf

from serge_press.editions.press_ready.inks import BLACK, PARTS, Colour, on_white
from serge_press.editions.press_ready.shadings import DEVICE
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.editions.press_ready.inks import Inks
    from serge_press.editions.press_ready.shadings import Shadings

OF_DEVICE = {"g": "gray", "rg": "rgb", "k": "cmyk"}
"""Operators that set a colour of a device, and its kind."""

_PATH = {"m", "re"}
_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"}
_SETTING = {kind: operator for operator, kind in OF_DEVICE.items()}
_OPACITY = {"/ca", "/CA", "/Type", "/AIS"}
KEYS = {"gs": "/ExtGState", "Do": "/XObject", "sh": "/Shading", "cs": "/ColorSpace", "scn": "/Pattern"}
"""Operators that name something, and where in the resources it stands."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What is painted with: a colour (its kind "" for one we know nothing of) of the space that was named, or a pattern."""

    colour: Colour = BLACK
    space: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Of what the graphics state holds: paints and opacities of areas and lines, what stretches lines, their thickness as drawn
    and as written last.
    """

    fill: Paint = field(default_factory=Paint)
    line: Paint = field(default_factory=Paint)
    fill_opacity: float = 1.0
    line_opacity: float = 1.0
    matrix: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 1.0)
    width: float = 1.0
    written: float = 1.0


class Whole(Protocol):
    """The file that a stream belongs to. ``flat``: nothing may stay see-through; ``thinnest``: points of a line, 0 for any."""

    inks: Inks
    flat: bool
    thinnest: float
    shadings: Shadings

    def form(self, held: Any, resources: Any, state: State, outer: float) -> Any:
        """A form or pattern to be drawn in this state: itself, changed, or a copy."""

    def picture(self, held: Any, opacity: float) -> Any:
        """A copy of a picture, every value of it nearer to white."""


class Run:
    """One content stream being written anew."""

    def __init__(self, whole: Whole, resources: Any, state: State, outer: float) -> None:
        self.whole = whole
        self.resources = resources
        self.state = state
        self.outer = outer
        self.saved: list[State] = []
        self.made: list[Any] = []
        self.thickened = False
        self._in_path = False
        if outer < 1:  # what is drawn before a colour is named
            self._set(True)
            self._set(False)

    def do(self, one: Any) -> None:
        """Take one instruction."""
        operator, operands = str(one.operator), list(one.operands)
        if operator == "q":
            self.saved.append(self.state)
        elif operator == "Q" and self.saved:
            self.state = self.saved.pop()
        elif operator.lower() in OF_DEVICE:
            kind = OF_DEVICE[operator.lower()]
            self._paint(operator.islower(), Paint(Colour(kind, _numbers(operands))))
            return
        elif operator in ("cs", "CS"):
            self._space(operator == "cs", str(operands[0]))
            return
        elif operator in ("sc", "scn", "SC", "SCN"):
            self._special(operator.islower(), operands)
            return
        elif operator in ("gs", "sh", "Do"):
            self._named(operator, str(operands[0]))
            return
        elif operator == "cm":
            self._stretch(_numbers(operands))
        elif operator == "w":
            width = float(operands[0])
            self.state = replace(self.state, width=width, written=width)
        elif operator in _PATH and not self._in_path:
            self._in_path = True
            self._thicken()
        elif operator in _PAINTING:
            self._in_path = False
        self.made.append(one)

    def _stretch(self, row: tuple[float, ...]) -> None:
        a, b, c, d, *_ = row
        e, f, g, h = self.state.matrix
        self.state = replace(self.state, matrix=(a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h))

    def _thicken(self) -> None:
        """Before a path is drawn: lines as thick as the printer's thinnest, where they are thinner."""
        a, b, c, d = self.state.matrix
        scale = min(hypot(a, b), hypot(c, d))
        if not self.whole.thinnest or not scale:
            return
        width = max(self.state.width, self.whole.thinnest / scale)
        if abs(width - self.state.written) > 1e-6:
            self._write("w", decimals((width,)))
            self.state = replace(self.state, written=width)
            self.thickened = True

    def _write(self, operator: str, operands: Iterable[Any]) -> None:
        self.made.append(pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator)))

    def _paint(self, fill: bool, paint: Paint) -> None:
        self.state = replace(self.state, fill=paint) if fill else replace(self.state, line=paint)
        self._set(fill)

    def _space(self, fill: bool, name: str) -> None:
        kind = self._kind(name)
        values = (0.0,) * PARTS.get(kind, 3) if kind != "cmyk" else (0.0, 0.0, 0.0, 1.0)
        self._paint(fill, Paint(Colour(kind, values), name))

    def _kind(self, space: str) -> str:
        """The kind of colour of a space; "" of a pattern or an ink by its name, of which the preflight speaks."""
        return DEVICE.get(space) or kind_of(named(self.resources, "cs", space))

    def _special(self, fill: bool, operands: list[Any]) -> None:
        now = self.state.fill if fill else self.state.line
        if operands and isinstance(operands[-1], pikepdf.Name):
            self._paint(fill, replace(now, pattern=str(operands[-1])))
        elif now.colour.kind:
            self._paint(fill, replace(now, colour=Colour(now.colour.kind, _numbers(operands))))
        else:
            self._write("scn" if fill else "SCN", operands)

    def _opacity(self, fill: bool) -> float:
        own = self.state.fill_opacity if fill else self.state.line_opacity
        return self.outer * own if self.whole.flat else 1.0

    def _set(self, fill: bool) -> None:
        """Write the paint of the state."""
        paint = self.state.fill if fill else self.state.line
        space, special = ("cs", "scn") if fill else ("CS", "SCN")
        colour = on_white(self.whole.inks.of(paint.colour), self._opacity(fill)) if paint.colour.kind else None
        if colour is None or colour.kind == "lab":
            self._write(space, [pikepdf.Name(paint.space)])
        if paint.pattern:
            self._write(special, [pikepdf.Name(self._pattern(paint.pattern, fill))])
        elif colour is not None:
            setting = _SETTING.get(colour.kind, "scn")
            self._write(setting if fill else setting.upper(), decimals(colour.values))

    def _pattern(self, name: str, fill: bool) -> str:
        """The name of a pattern in the colours that are taken."""
        held, opacity = named(self.resources, "scn", name), self._opacity(fill)
        if isinstance(held, pikepdf.Stream) and int(held.get("/PaintType", 1)) == 1:
            made = self.whole.form(held, self.resources, State(), opacity)
        elif isinstance(held, pikepdf.Dictionary) and "/Shading" in held:
            made = pikepdf.Dictionary(dict(held.items()))
            made["/Shading"] = self.whole.shadings.of(held["/Shading"], opacity)
        else:
            return name
        return self._name("/Pattern", name, made, opacity)

    def _named(self, operator: str, name: str) -> None:
        held = named(self.resources, operator, name)
        if held is not None and operator == "gs" and self.whole.flat:
            self._graphics(held, name)
            return
        if held is not None and operator == "sh":
            opacity = self._opacity(True)
            name = self._name("/Shading", name, self.whole.shadings.of(held, opacity), opacity)
        elif held is not None and operator == "Do":
            name = self._drawn(held, name)
        self._write(operator, [pikepdf.Name(name)])

    def _graphics(self, held: Any, name: str) -> None:
        """Opacity is kept in mind and not written; the rest of a graphics state is."""
        before = self.state
        if "/ca" in held:
            self.state = replace(self.state, fill_opacity=float(held["/ca"]))
        if "/CA" in held:
            self.state = replace(self.state, line_opacity=float(held["/CA"]))
        if set(held.keys()) - _OPACITY:
            self._write("gs", [pikepdf.Name(name)])
        if before.fill_opacity != self.state.fill_opacity:
            self._set(True)
        if before.line_opacity != self.state.line_opacity:
            self._set(False)

    def _drawn(self, held: Any, name: str) -> str:
        opacity = self._opacity(True)
        if held.get("/Subtype") == "/Form":
            made = self.whole.form(held, self.resources, self.state, self.outer)
        elif opacity < 1 and not held.get("/ImageMask", False):
            made = self.whole.picture(held, opacity)
        else:
            return name
        return self._name("/XObject", name, made, opacity)

    def _name(self, kind: str, name: str, made: Any, opacity: float) -> str:
        """The name under which the resources have it: its own, or a new one for what shines through."""
        rows = self.resources[kind]
        fresh = name if opacity >= 1 else f"{name}-{round(opacity * 10000):05d}"
        rows[fresh] = made
        return fresh


def named(resources: Any, operator: str, name: str) -> Any:
    """What the operand of an operator stands for; None for nothing."""
    rows = resources.get(KEYS[operator])
    return rows.get(name) if isinstance(rows, pikepdf.Dictionary) else None


def kind_of(space: Any) -> str:
    """``lab`` for a colour space of CIE L*a*b*; "" for others."""
    return "lab" if isinstance(space, pikepdf.Array) and len(space) and str(space[0]) == "/Lab" else ""


def _numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    return tuple(float(one) for one in operands)


def decimals(values: Iterable[float]) -> list[Decimal]:
    """Numbers as they are written into a file."""
    return [Decimal(str(round(value, 4))) for value in values]
