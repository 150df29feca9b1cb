"""Colour spaces and the colours painted in them: what kind of colour it is, and how much ink where that can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import DEEPEST
from serge_press.checks.preflight.tokens import Word
from serge_press.checks.preflight.values import entry, items, name, number, whole
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEVICE = {"DeviceGray": ("gray", 1), "DeviceRGB": ("rgb", 3), "DeviceCMYK": ("cmyk", 4)}
_ICC = {1: "gray", 3: "rgb", 4: "cmyk"}
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. ``kind``: gray, rgb, cmyk, lab, spot, pattern or unknown; ``tagged``: it carries a profile of its own."""

    kind: str
    parts: int = 1
    tagged: bool = False
    inks: tuple[str, ...] = ()  # of a spot space
    base: Space | None = None  # of an indexed space, of a spot space's other colours, of an uncoloured pattern
    indexed: bool = False
    palette: bytes = b""
    tint: tuple[tuple[float, ...], tuple[float, ...]] | None = None  # no ink, full ink in the base space, where simple

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that the space begins with: black, or full ink."""
        if self.kind == "cmyk" and not self.indexed:
            return (0.0, 0.0, 0.0, 1.0)
        return (1.0,) * self.parts if self.kind == "spot" else (0.0,) * self.parts


GRAY = Space("gray", 1)
RGB = Space("rgb", 3)
CMYK = Space("cmyk", 4)
PATTERN = Space("pattern", 0)
UNKNOWN = Space("unknown", 1)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour in a space; ``pattern`` is the pattern's name where it is one."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""

    @property
    def kind(self) -> str:
        """The kind of its space."""
        return self.space.kind

    @property
    def registration(self) -> bool:
        """Whether it goes on every plate."""
        if self.space.kind == "spot":
            return "All" in self.space.inks and any(value > 0 for value in self.values)
        plates = self.plates
        return plates is not None and min(plates) >= 0.99

    @property
    def plates(self) -> tuple[float, float, float, float] | None:
        """Cyan, magenta, yellow, black, each from 0 to 1; None for a colour that a printer must convert first."""
        return _plates(self.space, self.values, 0)

    @property
    def total(self) -> float:
        """Ink in per cent, as far as it can be told."""
        plates = self.plates
        return 100 * sum(plates) if plates is not None else 0.0

    @property
    def white(self) -> bool:
        """Whether it is paper: no ink, or all light."""
        plates = self.plates
        if plates is not None:
            return max(plates) <= 0.001
        if self.kind == "rgb" and len(self.values) == 3:
            return min(self.values) >= 0.999
        if self.kind == "lab" and self.values:
            return self.values[0] >= 99.9
        return self.kind == "spot" and bool(self.values) and max(self.values) <= 0.001

    @property
    def one_ink(self) -> bool:
        """Whether it prints with black ink alone, at any strength."""
        plates = self.plates
        return plates is not None and max(plates[:3]) <= 0.001

    @property
    def blackish(self) -> bool:
        """Whether a reader would call it black, and it is not black ink alone: RGB black, or black over other inks."""
        if self.kind == "rgb" and len(self.values) == 3:
            return max(self.values) <= 0.15
        if self.kind == "lab" and len(self.values) == 3:
            return self.values[0] <= 15 and abs(self.values[1]) + abs(self.values[2]) <= 10
        plates = self.plates
        if plates is None or max(plates[:3]) <= 0.001:
            return False
        return plates[3] >= 0.8 or min(plates[:3]) >= 0.6

    @property
    def told(self) -> str:
        """The colour in a few words: ``RGB 0/0/0``, ``CMYK 60/40/40/100``, ``spot PANTONE 300``."""
        if self.kind == "spot":
            return f"spot {', '.join(self.space.inks)[:40]}"
        if self.kind == "pattern":
            return "a pattern"
        scale = 1 if self.kind == "lab" else 255 if self.kind == "rgb" else 100
        numbers = "/".join(f"{round(value * scale):d}" for value in self.values[:4])
        word = {"gray": "gray", "rgb": "RGB", "cmyk": "CMYK", "lab": "Lab"}.get(self.kind, "unknown colour")
        return f"{word} {numbers}{' with a profile' if self.space.tagged else ''}"


def _plates(space: Space, values: Sequence[float], depth: int) -> tuple[float, float, float, float] | None:
    if depth > 3 or not values:
        return None
    if space.indexed and space.base is not None:
        start = int(values[0]) * space.base.parts if values[0] > 0 else 0
        row = [byte / 255 for byte in space.palette[start : start + space.base.parts]]
        return _plates(space.base, row, depth + 1)
    if space.kind == "gray":
        return 0.0, 0.0, 0.0, _unit(1 - values[0])
    if space.kind == "cmyk" and len(values) >= 4:
        return _unit(values[0]), _unit(values[1]), _unit(values[2]), _unit(values[3])
    if space.kind == "spot":
        if space.inks == ("All",):
            return (_unit(values[0]),) * 4
        if all(ink in (*_PROCESS, "None") for ink in space.inks) and len(values) >= len(space.inks):
            each = dict(zip(space.inks, values, strict=False))
            return tuple(_unit(each.get(ink, 0.0)) for ink in _PROCESS)  # type: ignore[return-value]
        if space.tint is not None and space.base is not None:
            part = _unit(values[0])
            mixed = [low + part * (high - low) for low, high in zip(*space.tint, strict=False)]
            return _plates(space.base, mixed, depth + 1)
    return None


def _unit(value: float) -> float:
    return 0.0 if not value > 0 else min(value, 1.0)


def space_of(value: Any, resources: Any, depth: int = 0) -> Space:
    """The colour space that a value of a file, or a word of a content stream, names."""
    if depth > DEEPEST // 8:
        return UNKNOWN
    if isinstance(value, (Word, pikepdf.Name)):
        own = str(value) if isinstance(value, Word) else name(value)
        own = _SHORT.get(own, own)
        if own in _DEVICE:
            return {"gray": GRAY, "rgb": RGB, "cmyk": CMYK}[_DEVICE[own][0]]
        if own == "Pattern":
            return PATTERN
        held = entry(entry(resources, "/ColorSpace"), f"/{own}")
        return space_of(held, resources, depth + 1) if held is not None else UNKNOWN
    if isinstance(value, pikepdf.Array) and len(value):
        return _from_array(value, resources, depth)
    return UNKNOWN


def _from_array(value: pikepdf.Array, resources: Any, depth: int) -> Space:
    kind = name(value[0])
    second = value[1] if len(value) > 1 else None
    if kind == "ICCBased":
        parts = whole(entry(second, "/N")) or 0
        return Space(_ICC.get(parts, "unknown"), max(1, min(parts, 4)), tagged=True)
    if kind in ("CalGray", "CalRGB"):
        return Space("gray" if kind == "CalGray" else "rgb", 1 if kind == "CalGray" else 3, tagged=True)
    if kind == "Lab":
        return Space("lab", 3, tagged=True)
    if kind in ("Indexed", "I"):
        base = space_of(second, resources, depth + 1)
        return Space(base.kind, 1, base.tagged, base.inks, base, indexed=True, palette=_palette(value))
    if kind in ("Separation", "DeviceN"):
        inks = (name(second),) if kind == "Separation" else tuple(name(one) for one in items(second, 32))
        base = space_of(value[2] if len(value) > 2 else None, resources, depth + 1)
        tint = _tint(value[3] if len(value) > 3 else None, base.parts) if len(inks) == 1 else None
        return Space("spot", max(1, len(inks)), inks=inks, base=base, tint=tint)
    if kind == "Pattern":
        return Space("pattern", 0, base=space_of(second, resources, depth + 1) if second is not None else None)
    if kind in _DEVICE or kind in _SHORT:
        return space_of(value[0], None, depth + 1)
    return UNKNOWN


def _palette(value: pikepdf.Array) -> bytes:
    held = value[3] if len(value) > 3 else None
    if isinstance(held, pikepdf.String):
        return bytes(held)[:2048]
    return b""  # a palette in a stream is read with the picture it belongs to


def _tint(function: Any, parts: int) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """The two ends of an exponential function with exponent 1, which is how tints are nearly always written."""
    if whole(entry(function, "/FunctionType")) != 2 or number(entry(function, "/N")) != 1:
        return None
    ends = []
    for key, usual in (("/C0", 0.0), ("/C1", 1.0)):
        row = [number(one) or 0.0 for one in items(entry(function, key), 8)]
        ends.append(tuple(row or [usual]))
    return (ends[0], ends[1]) if len(ends[0]) == len(ends[1]) == parts else None
