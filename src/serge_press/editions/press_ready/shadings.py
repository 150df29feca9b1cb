"""Shadings of a finished PDF of ours in the colours that a printer takes: their ends change, and what lies between follows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.editions.press_ready.inks import PARTS, Colour, on_white

if TYPE_CHECKING:
    from serge_press.editions.press_ready.inks import Inks

DEVICE = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}
"""Colour spaces of a device, and the kind of their colours."""

_NAMES = {kind: name for name, kind in DEVICE.items()}
_BETWEEN, _STITCHED = 2, 3  # types of functions (ISO 32000-1, 7.10)


class Shadings:
    """Makes shadings anew for a printer."""

    def __init__(self, inks: Inks) -> None:
        self._inks = inks

    def is_plain(self, held: Any) -> bool:
        """Whether a shading can stay as it is."""
        return self._inks.takes(DEVICE.get(str(held.get("/ColorSpace")), "gray"))

    def of(self, held: Any, opacity: float = 1.0) -> Any:
        """The shading in colours that are taken, and on white as far as it is see-through; itself where nothing is to be changed,
        or where it is of a kind that we never draw.
        """
        kind = DEVICE.get(str(held.get("/ColorSpace")), "")
        if not kind or (self._inks.takes(kind) and opacity >= 1) or not _known(held.get("/Function")):
            return held
        target = self._inks.target(kind)
        made = pikepdf.Dictionary(dict(held.items()))
        made["/ColorSpace"] = pikepdf.Name(_NAMES[target])
        made["/Function"] = self._function(held["/Function"], kind, target, opacity)
        if "/Background" in made:
            del made["/Background"]
        return made

    def _function(self, held: Any, kind: str, target: str, opacity: float) -> Any:
        made = pikepdf.Dictionary(dict(held.items()))
        if int(held["/FunctionType"]) == _STITCHED:
            parts = [self._function(one, kind, target, opacity) for one in held["/Functions"]]
            made["/Functions"] = pikepdf.Array(parts)
            return made
        for key, usual in (("/C0", 0), ("/C1", 1)):
            values = tuple(float(part) for part in held.get(key, [usual]))
            made[key] = pikepdf.Array(_numbers(self._end(Colour(kind, values), target, opacity)))
        return made

    def _end(self, colour: Colour, target: str, opacity: float) -> tuple[float, ...]:
        made = on_white(self._inks.of(colour), opacity)
        if made.kind == "gray" and target == "cmyk":  # a gray among colours: the ends of a shading are of one kind
            return (0.0, 0.0, 0.0, round(1 - made.values[0], 4))
        return made.values


def _known(held: Any) -> bool:
    """Whether a function is of the kinds that the engine draws with."""
    if not isinstance(held, pikepdf.Dictionary):
        return False
    if int(held.get("/FunctionType", -1)) == _STITCHED:
        return all(_known(one) for one in held.get("/Functions", ()))
    return int(held.get("/FunctionType", -1)) == _BETWEEN and len(held.get("/C0", [0])) in PARTS.values()


def _numbers(values: tuple[float, ...]) -> list[Decimal]:
    return [Decimal(str(round(value, 4))) for value in values]
