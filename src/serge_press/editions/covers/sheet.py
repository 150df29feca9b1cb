"""A cover in words and places: what stands where on the sheet, for the house's template to draw. Lengths are millimetres.

The front is that of the e-book. Its field goes round the spine to the back, which bears the blurb and the bar code.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from serge_press.editions.covers.bar_code import LEAST, symbol
from serge_press.editions.covers.fit import fitted, length, middle_of_figures
from serge_press.editions.covers.front import BY_LEADING, COLOURS, TRACKING, front_of
from serge_press.editions.covers.wrap import Box
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.covers.front import Front
    from serge_press.editions.covers.words import CoverWords
    from serge_press.editions.covers.wrap import Wrap
    from serge_press.rendering.house_style import Font

_BLURB_LEADING = 1.32
_PUBLISHER = 0.9  # size of the publisher's name on the front to that of the author's
_FIGURES = 1.25  # size of the figures under a bar code to the height of their room
_POINT = 25.4 / 72
_FLAP = 8.0
"""Millimetres from the edge and the fold of a flap to its words."""

_HEADING = 11 * _POINT
_LEAST_SMALL = 6.5 * _POINT
"""Capitals of this size, set as small ones, are read on a spine."""

_USUAL, _LARGE = 125, 180
"""Tenths of a point: the size of running text on a cover, and on one of a book in large print, where there is room for it."""

_OVER = 5.0
"""Millimetres by which a picture goes round the fold: a jacket never lies to the millimetre."""

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
    if wrap.front_flap is not None:
        right = wrap.front.right + (_OVER if picture else 0.0)
    front = front_of(
        page, wrap.front_safe, right, words, partial(length, font=roman), partial(length, font=italic),
        pictured=bool(picture),
    )  # fmt: skip
    values: dict[str, Any] = {
        "language": words.language,
        "title": words.title,
        "by": words.by,
        "publisher": words.publisher,
        "mark": words.mark,
        "front": front,
        "picture": picture,
        "ink": INKS[colours],
        "sheet": wrap.sheet,
        "field": Box(-1.0, -1.0, wrap.sheet.width + 2, front.horizon + 1),
        "texts": _texts(words, roman, wrap, front, INKS[colours], misfits),
        "spine": _spine(words, roman, wrap, front.horizon, INKS[colours], misfits),
        "code": _code(words, roman, wrap, misfits),
    }
    misfits += _on_front(words, roman, front, page.width)
    return values, tuple(misfits)


def _on_front(words: CoverWords, roman: Font, front: Front, width: float) -> Iterator[Misfit]:
    """What does not fit on the front."""
    too_long = f"it is too long for a front of {width:.0f} mm"
    if front.title.size < 14 * _POINT:
        yield Misfit("title", too_long)
    if front.subtitle is not None and front.subtitle.size < 7 * _POINT:
        yield Misfit("subtitle", too_long)
    spaced = partial(_spaced, roman=roman)
    names = fitted(words.by, spaced, front.by.width, 0.0, largest=front.by_size, leading=BY_LEADING, least=1.0)
    if front.by.top + len(names.lines) * front.by_size * BY_LEADING > front.title_box.top:
        yield Misfit("names", f"{len(names.lines)} lines of them would run into the title")
    if _spaced(words.publisher, roman) * front.by_size * _PUBLISHER > front.publisher.width:
        yield Misfit("publisher", "the name does not fit in a line of the front")


def _inner(safe: Box, width: float) -> Box:
    """The room for words: a tenth of the page in from its edges, or where the printer's safe area begins."""
    inset = max(0.0, width * 0.096 - 3)
    return safe.within(inset, inset, inset, inset)


def _texts(
    words: CoverWords, roman: Font, wrap: Wrap, front: Front, inks: dict[str, str], misfits: list[Misfit]
) -> list[dict[str, Any]]:
    """The running text: on the field of the back, or of a jacket's back and flaps."""
    safe = _inner(wrap.back_safe, wrap.back.width)
    horizon = front.horizon
    room = Box(safe.left, safe.top, safe.width, horizon - safe.top - 4)
    if wrap.front_flap is None or wrap.back_flap is None:
        return [_text("blurb", words.blurb, roman, room, misfits, _LARGE if words.mark else _USUAL)]
    largest = _LARGE if words.mark else _USUAL
    made = [_text("back", words.back, roman, room, misfits, largest)] if words.back else []
    for name, flap, told, heading in (
        ("blurb", wrap.front_flap, words.blurb, words.title),
        ("author", wrap.back_flap, words.author, words.by),
    ):
        inner = flap.within(safe.top - flap.top, _FLAP, wrap.front.foot - safe.foot, _FLAP)
        if not told:
            continue
        made.append(
            _label("italic", heading, Box(inner.left, inner.top, inner.width, _HEADING * 1.3), "", roman, misfits)
        )
        rest = inner.top + _HEADING * 2.1
        made.append(
            _text(name, told, roman, Box(inner.left, rest, inner.width, horizon - rest - 4), misfits, largest - 15)
        )
    for kind, flap, label in (
        ("price", wrap.front_flap, words.shown_price),
        ("small", wrap.back_flap, words.publisher),
    ):
        if label:  # on the line of the publisher's name on the front
            at = Box(flap.left + _FLAP, front.publisher.top, flap.width - 2 * _FLAP, front.publisher.height)
            made.append(_label(kind, label, at, inks["field"], roman, misfits, front.by_size * _PUBLISHER))
    return made


def _label(
    kind: str, words: str, box: Box, ink: str, roman: Font, misfits: list[Misfit], largest: float = _HEADING
) -> dict[str, Any]:
    """A line of its own on a flap, smaller where it is long."""
    long = _spaced(words, roman) if kind == "small" else length(words, roman)
    size = min(largest, box.width / max(long, 0.1))
    if size < 7 * _POINT:
        misfits.append(Misfit("flap", f"“{words}” does not fit in a line of it"))
    return {"kind": f"label {kind}", "box": box, "size": size, "leading": 1, "ink": ink, "paragraphs": (words,)}


def _text(
    name: str, paragraphs: tuple[str, ...], roman: Font, room: Box, misfits: list[Misfit], largest: int = _USUAL
) -> dict[str, Any]:
    """Paragraphs in a room, in tenths of a point as large as they fit."""
    for tenths in range(largest, 69, -5):
        size = tenths / 10 * _POINT
        lines = sum(-(-length(one, roman) * size * 1.04 // room.width) for one in paragraphs)
        if lines * size * _BLURB_LEADING <= room.height:
            break
    else:
        misfits.append(Misfit(name, "it is longer than there is room for at 7 pt"))
    return {
        "kind": name, "box": room, "size": size, "leading": _BLURB_LEADING, "ink": "", "paragraphs": paragraphs,
    }  # fmt: skip


def _spine(
    words: CoverWords, roman: Font, wrap: Wrap, horizon: float, inks: dict[str, str], misfits: list[Misfit]
) -> list[dict[str, Any]]:
    """Title and name on the field, publisher at the foot, read from above when the book lies on its back (ISO 6357:1985)."""
    if not wrap.words_on_spine:
        return []
    thick, centre = wrap.spine_safe.width, wrap.spine.left + wrap.spine.width / 2
    size = min(thick * 0.72, wrap.front.width * 0.075)
    room = horizon - wrap.spine_safe.top - 4
    small = size * 0.55
    title, by = words.title, words.by
    alone = length(title, roman) * size
    needed = alone + (_spaced(by, roman) * small + size if by else 0.0)
    if small * min(1.0, room / max(needed, 1.0)) < _LEAST_SMALL:  # a thin spine, or a short one, bears the title alone
        by, needed = "", alone
    if needed > room:
        size, small = size * room / needed, small * room / needed
    publisher = words.publisher if small >= _LEAST_SMALL else ""
    if size < 6 * _POINT:
        misfits.append(Misfit("spine", f"the title would be set in {size / _POINT:.1f} pt: too small to read"))
        return []
    top = wrap.spine_safe.top + 2
    pieces = [_piece("", title, top, centre, size, "")]
    if by:
        pieces.append(_piece("small", by, top + length(title, roman) * size + size, centre, small, ""))
    return pieces + _foot_of_spine(words.mark, publisher, roman, wrap, horizon, small, inks["field"])


def _foot_of_spine(
    mark: str, publisher: str, roman: Font, wrap: Wrap, horizon: float, size: float, ink: str
) -> list[dict[str, Any]]:
    """The publisher on the ground of the spine, and before it what kind of edition it is, which comes first in little room."""
    centre, foot = wrap.spine.left + wrap.spine.width / 2, wrap.spine_safe.foot - 2
    room = foot + 2 - horizon - 4
    pieces = []
    marked = length(mark, roman) * size
    long = _spaced(publisher, roman) * size
    if mark and marked > room:  # in the room that there is
        size, marked = size * room / marked, room
    if publisher and long + (marked + 1.5 * size if mark else 0.0) < room:
        pieces.append(_piece("small", publisher, foot - long, centre, size, ink))
        foot -= long + 1.5 * size
    if mark and size >= _LEAST_SMALL * 0.9:
        pieces.append(_piece("mark", mark, foot - marked, centre, size, ink))
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
