"""Single colours of drawings and type, in the kinds of colour that a printer takes, and on white where they are see-through.

As for pictures: red, green and blue become four inks by the profile of the very press and paper, and gray where there is none.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from serge_press.editions.press_ready.profile import Profile

PARTS = {"gray": 1, "rgb": 3, "cmyk": 4}
"""The kinds that are made, and how many numbers each has."""

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: gray, rgb, cmyk (of the device) or lab (CIE, white point D50 or D65), with its numbers as PDF writes them."""

    kind: str
    values: Values


BLACK = Colour("gray", (0.0,))


class Inks:
    """What becomes of colours for a printer that takes ``kinds`` (gray, rgb, cmyk). ``profile``: what separates; None: gray."""

    def __init__(self, kinds: Collection[str], profile: Profile | None) -> None:
        self.kinds = frozenset(kinds)
        self._profile = profile if profile is not None and profile.inks == 4 and "cmyk" in kinds else None
        self._change: Any = None
        self._kept: dict[Colour, Colour] = {}
        self.lost = False  # a colour became gray although four inks are taken, for want of a profile

    def takes(self, kind: str) -> bool:
        """Whether a colour of this kind may stay what it is."""
        return ("rgb" if kind == "lab" else kind) in self.kinds or kind == "gray"

    def of(self, colour: Colour) -> Colour:
        """The colour in a kind that the printer takes."""
        if self.takes(colour.kind):
            return colour
        made = self._kept.get(colour)
        if made is None:
            made = self._kept[colour] = self._made(colour)
        return made

    def target(self, kind: str) -> str:
        """The kind that colours of this one become."""
        if self.takes(kind):
            return kind
        return "cmyk" if self._profile is not None and kind != "cmyk" else "gray"

    def _made(self, colour: Colour) -> Colour:
        red, green, blue = _light(colour)
        if self.target(colour.kind) == "gray" or max(red, green, blue) - min(red, green, blue) < 1e-4:
            self.lost = self.lost or ("cmyk" in self.kinds and max(red, green, blue) - min(red, green, blue) > 0.05)
            return Colour("gray", (round(0.299 * red + 0.587 * green + 0.114 * blue, 4),))
        return Colour("cmyk", self._separated(red, green, blue))

    def _separated(self, *light: float) -> Values:
        from PIL import Image, ImageCms

        assert self._profile is not None
        if self._change is None:
            self._change = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(BytesIO(self._profile.data)), "RGB", "CMYK",
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOCACHE,
            )  # fmt: skip
        red, green, blue = (round(255 * part) for part in light)
        made = ImageCms.applyTransform(Image.new("RGB", (1, 1), (red, green, blue)), self._change)
        assert made is not None
        return tuple(round(part / 255, 4) for part in made.tobytes())


def on_white(colour: Colour, opacity: float) -> Colour:
    """The colour as it is seen on white paper, lightened by what shines through."""
    if opacity >= 1:
        return colour
    if colour.kind == "cmyk":
        return Colour("cmyk", tuple(round(part * opacity, 4) for part in colour.values))
    if colour.kind == "lab":
        light, a, b = colour.values
        return Colour("lab", (round(100 - (100 - light) * opacity, 4), round(a * opacity, 4), round(b * opacity, 4)))
    return Colour(colour.kind, tuple(round(1 - (1 - part) * opacity, 4) for part in colour.values))


def _light(colour: Colour) -> tuple[float, float, float]:
    """The colour as red, green and blue of sRGB."""
    values = colour.values
    if colour.kind == "cmyk":
        red, green, blue = ((1 - ink) * (1 - values[3]) for ink in values[:3])
    elif colour.kind == "lab":
        red, green, blue = _from_lab(*values)
    elif colour.kind == "rgb":
        red, green, blue = values
    else:
        red = green = blue = values[0]
    return _whole(red), _whole(green), _whole(blue)


def _whole(part: float) -> float:
    return min(max(part, 0.0), 1.0)


def _from_lab(light: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE L*a*b* as sRGB, its white on that of sRGB (CIE 15:2004, 8.2.1; IEC 61966-2-1)."""
    middle = (light + 16) / 116
    x, y, z = (
        white * (part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29))
        for part, white in ((middle + a / 500, 0.9505), (middle, 1.0), (middle - b / 200, 1.089))
    )
    linear = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    )
    red, green, blue = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return red, green, blue
