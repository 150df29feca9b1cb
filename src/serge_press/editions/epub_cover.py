"""The cover of an e-book: the front of the printed one (``covers.front``) drawn as a picture.

Pillow draws the type with its own FreeType and HarfBuzz, so that no font or library of the machine takes part and an e-book
can be made without the engine that lays out pages.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.editions.covers import fit, front
from serge_press.editions.covers.front import BY_LEADING, COLOURS, SUBTITLE_LEADING, TITLE_LEADING, TRACKING, front_of
from serge_press.editions.covers.words import CoverWords
from serge_press.editions.covers.wrap import Box
from serge_press.editions.kept import made_once
from serge_press.editions.pictures import picture_kind
from serge_press.manuscript.typography import typeset
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Shelves
    from serge_press.editions.epub_fonts import SubsetFont
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan
    from serge_press.reading.folder import Folder

INSIDE = (1560, 2496)
"""Pixels of the cover inside an e-book: 1 to 1.6, below the four million of the strictest shop (Apple's asset guide)."""
STORE = (1600, 2560)
"""Pixels of the cover that shops show, as Amazon likes it best (KDP, eBook cover requirements)."""

COVER = "images/cover.jpg"
BETWEEN = " · "  # between two names
_MEASURED = 1000  # pixels: a size at which lengths are measured
_LARGEST = 4000  # letters of a title that are drawn: nobody sees more
_PLAIN, _SMALL = ["lnum", "kern", "liga"], ["smcp", "c2sc", "lnum"]


def words_of(plan: BookPlan) -> CoverWords:
    """What the front says, typeset as on the printed cover, within bounds."""

    def set_(text: str, most: int = 200) -> str:
        return typeset(" ".join(text.split())[:most], plan.language) if text.strip() else ""

    by = BETWEEN.join(set_(name) for name in plan.by)[:200]
    return CoverWords(
        plan.language, set_(plan.title, _LARGEST), set_(plan.subtitle, _LARGEST), by, set_(plan.publisher)
    )


def cover_picture(plan: BookPlan, folder: Folder) -> bytes:
    """The bytes of the picture that ``[cover]`` names for the front; empty where there is none that can be drawn here.

    A drawing (SVG) is for paper alone; what else cannot be drawn is told by ``cover_faults``.
    """
    data = _bytes(plan, folder)
    return data if data and picture_kind(data)[0] in ("image/jpeg", "image/png") else b""


def cover_faults(plan: BookPlan, folder: Folder) -> tuple[Finding, ...]:
    """Why the picture that ``[cover]`` names cannot be drawn: the front would have the large letter in its place."""
    data = _bytes(plan, folder)
    fault = "this picture cannot be read" if data is None else picture_kind(data)[2] if data else ""
    if not fault or plan.cover is None:
        return ()
    return (finding("E002", plan.cover.picture_place or plan.cover.place, f"{plan.cover.picture}: {fault}"),)


def _bytes(plan: BookPlan, folder: Folder) -> bytes | None:
    """The picture of the front; empty where none is named, None if it cannot be read."""
    if plan.cover is None or not plan.cover.picture:
        return b""
    try:
        return folder.read_bytes(plan.cover.picture)
    except (OSError, KeyError, ValueError):
        return None


def cover_jpeg(
    plan: BookPlan,
    fonts: tuple[SubsetFont, ...],
    shelves: Shelves | None = None,
    picture: bytes = b"",
    size: tuple[int, int] = INSIDE,
) -> bytes:
    """The cover as a baseline JPEG, sRGB, of that many pixels, set in these fonts, which must have its letters.

    ``picture`` is a JPEG or PNG for the upper part. A cover that was drawn from the same before is taken from the shelf
    ``pictures``.
    """
    import PIL

    words = words_of(plan)
    own = [Path(str(module.__file__)).read_bytes() for module in (fit, front)]
    said = (words.title, words.subtitle, words.by, words.publisher, f"{size[0]} {size[1]}", picture)
    made_from: tuple[bytes | str, ...] = (
        Path(__file__).read_bytes(),
        *own,
        PIL.__version__,
        *said,
        *(font.data for font in fonts),
    )
    return made_once(shelves, "pictures", made_from, lambda: _drawn(words, fonts, picture, size))


def _drawn(words: CoverWords, fonts: tuple[SubsetFont, ...], shown: bytes, pixels: tuple[int, int]) -> bytes:
    from PIL import Image

    roman, italic = _Face(fonts, "normal"), _Face(fonts, "italic")
    width, height = pixels
    page = Box(0.0, 0.0, float(width), float(height))
    laid = front_of(page, page, float(width), words, roman.length, italic.length, pictured=bool(shown))
    picture = Image.new("RGB", pixels, COLOURS["field"])
    pen = _Pen(picture)
    if laid.picture is not None:
        picture.paste(_cut_to(shown, round(laid.picture.width), round(laid.picture.height)), (0, 0))
    else:
        initial = laid.initial
        pen.line(italic, initial.letter, initial.left, initial.top, initial.size, 1.0, COLOURS["faint"])
    pen.fill(Box(0.0, laid.horizon, page.width, page.height - laid.horizon), COLOURS["ground"])
    pen.spaced(roman, words.by, laid.by.left, laid.by.top, laid.by_size, BY_LEADING, COLOURS["ground"])
    for number, line in enumerate(laid.title.lines):
        top = laid.title_box.top + number * laid.title.size * TITLE_LEADING
        pen.line(roman, line, laid.title_box.left, top, laid.title.size, TITLE_LEADING, COLOURS["ground"])
    if laid.subtitle is not None and laid.subtitle_box is not None and laid.rule is not None:
        pen.fill(laid.rule, COLOURS["field"])
        for number, line in enumerate(laid.subtitle.lines):
            top = laid.subtitle_box.top + number * laid.subtitle.size * SUBTITLE_LEADING
            pen.line(italic, line, laid.subtitle_box.left, top, laid.subtitle.size, SUBTITLE_LEADING, COLOURS["field"])
    size = laid.by_size * 0.9
    pen.spaced(roman, words.publisher, laid.publisher.left, laid.publisher.top, size, 1.0, COLOURS["field"])
    buffer = _Jpeg()
    picture.save(buffer, quality=88, subsampling=0, optimize=True)
    return buffer.getvalue()


class _Jpeg(io.BytesIO):
    """By the ending of its name Pillow finds what writes it; to be told the format it loads what reads and writes five."""

    name = COVER


def _cut_to(data: bytes, width: int, height: int) -> Any:
    """The middle of a picture in a room, as CSS has it for ``object-fit: cover``; what is clear in it becomes white."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
        opened.draft("RGB", (width * 2, height * 2))
        clear = opened.convert("RGBA") if opened.mode in ("RGBA", "LA", "PA", "P") else None
        solid = opened.convert("RGB")
        if clear is not None:
            solid = Image.new("RGB", clear.size, COLOURS["white"])
            solid.paste(clear, mask=clear.getchannel("A"))
        return ImageOps.fit(solid, (width, height))


class _Face:
    """The face nearest to regular of a style, in any size; Pillow's own where a house has no fonts."""

    def __init__(self, fonts: tuple[SubsetFont, ...], style: str) -> None:
        of_style = [font for font in fonts if font.style == style] or list(fonts)
        self._data = min(of_style, key=lambda font: abs(font.weight - 400)).data if of_style else b""
        self._sizes: dict[float, Any] = {}

    def at(self, size: float) -> Any:
        """The face in a size (pixels)."""
        from PIL import ImageFont

        if size not in self._sizes:
            self._sizes[size] = (
                ImageFont.truetype(io.BytesIO(self._data), size, layout_engine=ImageFont.Layout.RAQM)
                if self._data
                else ImageFont.load_default(size)
            )
        return self._sizes[size]

    def length(self, words: str) -> float:
        """How long words are at a size of 1."""
        return float(self.at(_MEASURED).getlength(words)) / _MEASURED


class _Pen:
    """Draws on a picture. A line of type has a top, a size and a leading, as in CSS (2.2, 10.8.1)."""

    def __init__(self, picture: Any) -> None:
        from PIL import ImageDraw

        self._pen = ImageDraw.Draw(picture)

    def fill(self, box: Box, colour: str) -> None:
        """Fill a box, edges to the nearest pixel."""
        self._pen.rectangle((round(box.left), round(box.top), round(box.right) - 1, round(box.foot) - 1), fill=colour)

    def line(self, face: _Face, words: str, left: float, top: float, size: float, leading: float, colour: str) -> None:
        """A line of words."""
        font = face.at(size)
        self._pen.text(
            (left, self._baseline(font, top, size, leading)), words, colour, font, "ls", **_with(font, _PLAIN)
        )

    def spaced(
        self, face: _Face, words: str, left: float, top: float, size: float, leading: float, colour: str
    ) -> None:
        """A line of small capitals with space after each."""
        font = face.at(size)
        baseline, small = self._baseline(font, top, size, leading), _with(font, _SMALL)
        for letter in words:
            self._pen.text((left, baseline), letter, colour, font, "ls", **small)
            left += float(font.getlength(letter, **small)) + TRACKING * size

    @staticmethod
    def _baseline(font: Any, top: float, size: float, leading: float) -> float:
        above, below = font.getmetrics()
        return top + (leading * size + float(above - below)) / 2


def _with(font: Any, names: list[str]) -> dict[str, Any]:
    """OpenType features as keywords, where the face is shaped with HarfBuzz: Pillow's own has none."""
    from PIL import ImageFont

    return {"features": names} if getattr(font, "layout_engine", None) == ImageFont.Layout.RAQM else {}
