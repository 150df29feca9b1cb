"""The front of a book, on paper and on screens alike: what stands where, in the unit of the page that is given.

A field of colour over the upper two thirds bears the author's name and the title, with a large faint initial behind them;
subtitle and publisher stand on the ground below. With a picture, that takes the upper part of the field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from serge_press.editions.covers.fit import Fitted, fitted
from serge_press.editions.covers.wrap import Box
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.covers.words import CoverWords

Measure = Callable[[str], float]
"""How long words are at a size of 1."""

TITLE_LEADING, SUBTITLE_LEADING, BY_LEADING = 0.98, 1.14, 1.3
TRACKING = 0.14  # em, of small capitals
_FIELD = 0.665  # of the height of the page
_PICTURE, _PICTURE_OVER_MARK = 0.56, 0.46  # of the field; where a line more stands below it

COLOURS = {"ground": "#f3ead9", "field": "#8f1d14", "faint": "#a5281c", "white": "#ffffff", "black": "#000000"}
"""The colours of a front on screens, and for printers who want RGB."""


@dataclass(frozen=True, slots=True)
class Initial:
    """The faint letter: the room that cuts it off, and its line's left edge, top and size."""

    letter: str
    room: Box
    left: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Front:
    """Places and sizes; ``horizon`` is where the field ends. Lines begin at the left of their boxes, at their tops."""

    horizon: float
    initial: Initial
    picture: Box | None
    by: Box
    by_size: float
    title: Fitted
    title_box: Box
    subtitle: Fitted | None
    subtitle_box: Box | None
    rule: Box | None
    publisher: Box
    mark: Box | None = None  # what kind of edition it is, above all
    mark_size: float = 0.0


def front_of(
    page: Box, safe: Box, right: float, words: CoverWords, roman: Measure, italic: Measure, *, pictured: bool = False
) -> Front:
    """The front on a page. ``safe`` is where words may stand, ``right`` how far to the right colour goes."""
    inset = max(0.0, page.width * 0.096 - (safe.left - page.left))
    room = safe.within(inset, inset, inset, inset)
    horizon = page.top + page.height * _FIELD
    by_size = page.width * 0.038
    share = _PICTURE_OVER_MARK if words.mark else _PICTURE
    picture = Box(page.left, 0.0, right - page.left, page.top + (horizon - page.top) * share) if pictured else None
    head = picture.foot + by_size * 1.4 if picture else room.top
    mark_size = min(page.width * 0.062, room.width / max(roman(words.mark), 0.1)) if words.mark else 0.0
    mark = Box(room.left, head, room.width, mark_size * 1.2) if words.mark else None
    by = Box(room.left, mark.foot + by_size if mark else head, room.width, by_size * 2.8)
    high = horizon - by.top - by_size * 2.4
    title = fitted(words.title, roman, room.width, high, largest=room.width * 0.26, leading=TITLE_LEADING)
    tall = len(title.lines) * title.size * TITLE_LEADING
    title_box = Box(room.left, horizon - title.size * 0.34 - tall, room.width * 1.02, tall)
    subtitle, subtitle_box, rule = None, None, None
    if words.subtitle:
        rule = Box(room.left, horizon + page.height * 0.05, page.width * 0.12, page.width * 0.005)
        top = rule.foot + page.height * 0.022
        below = room.foot - top - page.height * 0.05
        largest = page.width * 0.073
        subtitle = fitted(words.subtitle, italic, room.width, below, largest=largest, leading=SUBTITLE_LEADING)
        subtitle_box = Box(room.left, top, room.width * 1.02, len(subtitle.lines) * subtitle.size * SUBTITLE_LEADING)
    size = page.width * 1.22
    letter = words.title[:1]
    left = page.width * 1.045 - italic(letter) * size
    initial = Initial(letter, Box(page.left, 0.0, right - page.left, horizon), left, horizon - size * 0.826, size)
    publisher = Box(room.left, room.foot - by_size, room.width, by_size * 1.2)
    return Front(
        horizon, initial, picture, by, by_size, title, title_box, subtitle, subtitle_box, rule, publisher, mark, mark_size
    )  # fmt: skip
