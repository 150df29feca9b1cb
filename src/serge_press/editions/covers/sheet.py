"""A cover in words and places: what stands where on the sheet, for the house's template to draw. Lengths are millimetres.

The front is that of the e-book. Its field goes round the spine to the back, which bears the blurb and the bar code.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from serge_press.editions.covers.bar_code import LEAST, symbol
from serge_press.editions.covers.fit import length, middle_of_figures
from serge_press.editions.covers.front import COLOURS, TRACKING, front_of
from serge_press.editions.covers.wrap import Box
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.covers.wrap import Wrap
    from serge_press.rendering.house_style import Font

_BLURB_LEADING = 1.32
_FIGURES = 1.25  # size of the figures under a bar code to the height of their room
_POINT = 25.4 / 72
_SMALL = 0.88  # width of a small capital to that of a capital, at most

INKS = {
    "cmyk": {  # at most 235 % of ink: under the limit of every printer known to us
        "ground": "device-cmyk(0.03 0.06 0.16 0)", "field": "device-cmyk(0.2 0.95 0.95 0.25)",
        "faint": "device-cmyk(0.14 0.88 0.9 0.2)", "white": "device-cmyk(0 0 0 0)", "black": "device-cmyk(0 0 0 1)",
    },
    "rgb": COLOURS,
}  # fmt: skip
"""The colours of a cover in the two ways printers ask for them; in the second, black is still one ink (see ``black_ink``)."""


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What a cover says. ``isbn`` is "" where there is none; ``price`` the five digits of the add-on or ""."""

    language: str
    title: str
    subtitle: str = ""
    by: str = ""
    publisher: str = ""
    blurb: tuple[str, ...] = ()
    isbn: str = ""
    isbn_shown: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit on the cover: what, and why."""

    what: str
    why: str


def sheet_values(
    wrap: Wrap, words: CoverWords, roman: Font, italic: Font, colours: str, picture: str = ""
) -> tuple[dict[str, Any], tuple[Misfit, ...]]:
    """The values of the template, and what does not fit. ``colours`` is cmyk or rgb, ``picture`` an address or ""."""
    misfits: list[Misfit] = []
    page, right = wrap.front, wrap.sheet.width + 1  # over the edge, or a hairline shows there
    front = front_of(
        page, wrap.front_safe, right, words, partial(length, font=roman), partial(length, font=italic),
        pictured=bool(picture),
    )  # fmt: skip
    values: dict[str, Any] = {
        "language": words.language,
        "title": words.title,
        "by": words.by,
        "publisher": words.publisher,
        "front": front,
        "picture": picture,
        "ink": INKS[colours],
        "sheet": wrap.sheet,
        "field": Box(-1.0, -1.0, wrap.sheet.width + 2, front.horizon + 1),
        "blurb": _blurb(words, roman, wrap, front.horizon, misfits),
        "spine": _spine(words, roman, wrap, front.horizon, INKS[colours], misfits),
        "code": _code(words, roman, wrap, misfits),
    }
    if front.title.size < 14 * _POINT:
        misfits.append(Misfit("title", f"it is too long for a front of {page.width:.0f} mm"))
    return values, tuple(misfits)


def _inner(safe: Box, width: float) -> Box:
    """The room for words: a tenth of the page in from its edges, or where the printer's safe area begins."""
    inset = max(0.0, width * 0.096 - 3)
    return safe.within(inset, inset, inset, inset)


def _blurb(words: CoverWords, roman: Font, wrap: Wrap, horizon: float, misfits: list[Misfit]) -> dict[str, Any]:
    safe = _inner(wrap.back_safe, wrap.back.width)
    room = Box(safe.left, safe.top, safe.width, horizon - safe.top - 4)
    for tenths in range(125, 69, -5):
        size = tenths / 10 * _POINT
        lines = sum(-(-length(one, roman) * size * 1.04 // room.width) for one in words.blurb)
        if lines * size * _BLURB_LEADING <= room.height:
            break
    else:
        misfits.append(Misfit("blurb", "it is longer than the back has room for at 7 pt"))
    return {"box": room, "size": size, "paragraphs": words.blurb}


def _spine(
    words: CoverWords, roman: Font, wrap: Wrap, horizon: float, inks: dict[str, str], misfits: list[Misfit]
) -> list[dict[str, Any]]:
    """Title and name on the field, publisher at the foot, read from above when the book lies on its back (ISO 6357:1985)."""
    if not wrap.words_on_spine:
        return []
    thick, centre = wrap.spine_safe.width, wrap.spine.left + wrap.spine.width / 2
    size = min(thick * 0.72, wrap.front.width * 0.075)
    room = horizon - wrap.spine_safe.top - 4
    title, by = words.title, words.by
    small = size * 0.55
    needed = length(title, roman) * size + (_spaced(by, roman) * small + size if by else 0.0)
    if needed > room:
        size, small = size * room / needed, small * room / needed
    if size < 6 * _POINT:
        misfits.append(Misfit("spine", f"the title would be set in {size / _POINT:.1f} pt: too small to read"))
        return []
    top = wrap.spine_safe.top + 2
    pieces = [_piece("", title, top, centre, size, "")]
    if by:
        pieces.append(_piece("small", by, top + length(title, roman) * size + size, centre, small, ""))
    long = _spaced(words.publisher, roman) * small
    if words.publisher and horizon + 4 + long < wrap.spine_safe.foot:
        pieces.append(_piece("small", words.publisher, wrap.spine_safe.foot - 2 - long, centre, small, inks["field"]))
    return pieces


def _spaced(words: str, roman: Font) -> float:
    """How long spaced small capitals are: about four fifths as wide as capitals, which we can measure."""
    return length(words.upper(), roman) * _SMALL + len(words) * TRACKING


def _piece(kind: str, words: str, top: float, centre: float, size: float, ink: str) -> dict[str, Any]:
    """Words turned a quarter to the right: their left becomes the top, their upper edge the right."""
    lift = 0.5 * size if not kind else 0.47 * size
    return {"kind": kind, "words": words, "left": centre + lift, "top": top, "size": size, "ink": ink}


def _code(words: CoverWords, roman: Font, wrap: Wrap, misfits: list[Misfit]) -> dict[str, Any] | None:
    """The bar code on white, as large as its room allows up to full size; none where the printer puts one there itself."""
    if not words.isbn or wrap.printed_for_us:
        return None
    room = wrap.bar_code
    full = symbol(words.isbn, words.price)
    label = 3.2
    size = min(1.0, (room.width - 2) / full.width, (room.height - label - 3) / full.height)
    if size < LEAST:
        misfits.append(
            Misfit("bar code", f"it has {room.width:.1f} by {room.height:.1f} mm: too little at {LEAST:.0%} size")
        )
        return None
    drawn = symbol(words.isbn, words.price, round(size, 3))
    left = room.left + (room.width - drawn.width) / 2
    top = room.top + label + (room.height - label - drawn.height) / 2
    bars = [Box(left + bar.left, top + bar.top, bar.width, bar.height) for bar in drawn.bars]
    figures = [
        {"left": left + one.left, "top": top + one.top + one.height * (0.5 - _FIGURES * middle_of_figures(roman.data)),
         "width": one.width, "height": one.height, "text": one.text, "size": one.height * _FIGURES}
        for one in drawn.figures
    ]  # fmt: skip
    isbn = {"left": room.left, "top": top - label, "width": room.width, "height": label, "size": 2.6}
    return {"room": room, "bars": bars, "figures": figures, "isbn": isbn, "words": f"ISBN {words.isbn_shown}"}
