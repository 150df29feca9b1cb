"""Pictures of a file: pixels, kind of colour, and how much ink they lay down."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import LONGEST_STREAM, MOST_PIXELS, TooMuch
from serge_press.checks.preflight.colours import GRAY, UNKNOWN, Paint, Space, space_of
from serge_press.checks.preflight.streams import filters, unpacked
from serge_press.checks.preflight.tokens import Word
from serge_press.checks.preflight.values import FAULTS, entry, items, number, whole
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.checks.preflight.bounds import Budget

_STEP = 1000  # pixels a side that are looked at: more are skipped evenly


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. ``ink`` is the most ink of any but a thousandth of its pixels, in per cent, 0 where it cannot be told.

    ``stencil``: one bit, painted in the colour of the moment. ``mask``: it is see-through by a mask of its own.
    """

    width: int
    height: int
    bits: int
    space: Space
    stencil: bool = False
    mask: bool = False
    packed: tuple[str, ...] = ()
    ink: float = 0.0
    colourless: bool = True  # no pixel needs another ink than black

    @property
    def line_art(self) -> bool:
        """Whether it has one bit a pixel."""
        return self.stencil or self.bits == 1

    @property
    def paint(self) -> Paint:
        """Its colour space as a colour, for rules that ask for the kind alone."""
        return Paint(self.space, ())


def picture_of(stream: pikepdf.Stream, resources: Any, budget: Budget) -> Picture:
    """A picture of the file."""
    stencil = entry(stream, "/ImageMask") is True
    packed = tuple(filters(stream))
    space = GRAY if stencil else space_of(entry(stream, "/ColorSpace"), resources)
    if space is UNKNOWN and "JPXDecode" in packed:
        space = Space("unknown", 3)
    size = max(0, whole(entry(stream, "/Width")) or 0), max(0, whole(entry(stream, "/Height")) or 0)
    bits = 1 if stencil else whole(entry(stream, "/BitsPerComponent")) or 8
    mask = isinstance(entry(stream, "/SMask"), pikepdf.Stream) or bool(whole(entry(stream, "/SMaskInData")))
    ink, colourless = 0.0, space.kind == "gray"
    if space.kind == "cmyk" and not stencil and 0 < size[0] * size[1] <= MOST_PIXELS:
        ink, colourless = _ink(stream, size, bits, space, packed, budget)
    return Picture(*size, bits, space, stencil, mask, packed, ink, colourless)


def inline_picture(rows: dict[str, object], resources: Any) -> Picture:
    """A picture that stands in the content stream; its colours are not counted."""

    def value(long: str, short: str) -> object:
        return rows.get(short, rows.get(long))

    stencil = value("ImageMask", "IM") is True
    named = value("ColorSpace", "CS")
    space = GRAY if stencil else space_of(named, resources) if isinstance(named, Word) else UNKNOWN
    sides = [value("Width", "W"), value("Height", "H"), value("BitsPerComponent", "BPC")]
    width, height, bits = (int(one) if isinstance(one, float) and 0 < one < 100_000 else 0 for one in sides)
    return Picture(width, height, 1 if stencil else bits or 8, space, stencil, colourless=space.kind == "gray")


def _ink(
    stream: pikepdf.Stream, size: tuple[int, int], bits: int, space: Space, packed: tuple[str, ...], budget: Budget
) -> tuple[float, bool]:
    """The total ink of all but the thousandth darkest part of the pixels, and whether black is the only ink."""
    from PIL import Image

    try:
        if packed[-1:] == ("DCTDecode",):
            raw = stream.read_raw_bytes()
            if len(raw) > LONGEST_STREAM or len(packed) > 1:
                return 0.0, False
            image: Image.Image = Image.open(io.BytesIO(raw))
            if image.mode != "CMYK" or image.size[0] * image.size[1] > MOST_PIXELS:
                return 0.0, False
            inverted = not _turned(stream)  # Pillow turns every JPEG of four inks, a PDF only one that says so
        elif bits == 8 and not space.indexed and not {"JPXDecode", "JBIG2Decode", "CCITTFaxDecode"} & set(packed):
            data = unpacked(stream, budget, min(4 * MOST_PIXELS, 4 * size[0] * size[1] + 1024))
            if len(data) < 4 * size[0] * size[1]:
                return 0.0, False
            image = Image.frombytes("CMYK", size, data[: 4 * size[0] * size[1]])
            inverted = _turned(stream)
        else:
            return 0.0, False
        return _counted(image, inverted)
    except (TooMuch, OSError, SyntaxError, Image.DecompressionBombError, *FAULTS):
        return 0.0, False


def _turned(stream: pikepdf.Stream) -> bool:
    """Whether the file says that the greatest value of a pixel is no ink."""
    first = next(items(entry(stream, "/Decode"), 1), None)
    return number(first) == 1


def _counted(image: Any, inverted: bool) -> tuple[float, bool]:
    from PIL import Image, ImageChops

    if max(image.size) > _STEP:
        image = image.resize((min(_STEP, image.size[0]), min(_STEP, image.size[1])), Image.Resampling.NEAREST)
    if inverted:
        image = ImageChops.invert(image)
    plates = image.split()
    colour = max(plate.getextrema()[1] for plate in plates[:3])
    # Four plates are added as numbers: half of each pair, so that the sum still fits into a byte.
    halves = [Image.blend(plates[0], plates[1], 0.5), Image.blend(plates[2], plates[3], 0.5)]
    counts = Image.blend(halves[0], halves[1], 0.5).histogram()
    spared = sum(counts) // 1000
    for level in range(255, -1, -1):
        spared -= counts[level]
        if spared < 0:
            return level / 255 * 400, colour <= 2
    return 0.0, colour <= 2
