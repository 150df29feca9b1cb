"""Dates on an axis of time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from serge_press.manuscript.figures.canvas import SMALL
from serge_press.manuscript.figures.clearing import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.manuscript.figures.canvas import Canvas
    from serge_press.when import When


def span_of(when: When) -> tuple[float, float] | None:
    """The first and the last moment a date may mean, in years with fractions; None where an end is open or unknown."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return None
    return _moment(first), _moment(last) + _day(last)


def _moment(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _days(day.year)


def _day(day: date) -> float:
    return 1 / _days(day.year)


def _days(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def afterlife(maker: Maker) -> float:
    """The year after which figures of a life break off: five years after its end; beyond all years where that is not known.

    What came out later is told in words: an axis that ran on to it would crowd the life into a corner.
    """
    person = maker.facts.catalogue.people.get(maker.facts.plan.about) if maker.facts.plan.about else None
    span = span_of(person.died) if person and person.died else None
    return int(span[1]) + 6.0 if span else 10_000.0


def bounds(spans: Iterable[tuple[float, float]]) -> tuple[int, int]:
    """The whole years that hold all spans: first, and the one after the last. Raises ValueError for no spans."""
    held = list(spans)
    first = int(min(begin for begin, _ in held))
    last = max(end for _, end in held)
    return first, max(int(last) + (last > int(last)), first + 1)


def ticks(first: int, last: int, room: float, least: float = 26.0) -> Iterator[int]:
    """Years to be written on an axis of so many points, at least so many points apart: every 1, 2, 5, 10, 20, 50 or 100."""
    step = next(
        (step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if room * step / max(last - first, 1) >= least), 1000
    )
    yield from range(first + (-first) % step, last + 1, step)


def rule_years(canvas: Canvas, places: Iterable[tuple[int, float]], top: float, foot: float) -> None:
    """Draw a broken line from top to foot at each of some years, given with their places from the left; the year below it.

    It is drawn last of all: the lines leave room for the words and open marks that stand on the canvas by then.
    """
    taken = tuple(canvas.taken)
    for year, x in places:
        for piece in beside(((x, top), (x, foot)), taken):
            canvas.line(*piece[0], *piece[-1], 0.2, "1 2")
        canvas.text(x, foot + 10, str(year), SMALL, anchor="middle")


def exact(span: tuple[float, float]) -> bool:
    """Whether a date is known to the month."""
    return span[1] - span[0] < 0.09
