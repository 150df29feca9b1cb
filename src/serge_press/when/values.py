"""What a date is made of: one calendar date, a span of them, or a choice among several."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.when.calendar import Day, Precision


class Edge(Enum):
    """An end of a span that is no date."""

    OPEN = ".."  # it has no end, or the end is left open
    UNKNOWN = ""  # it has one, not known


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One calendar date as written.

    ``year`` is the digits, with ``X`` for those left open and ``-`` in front where negative, or a long year with its
    prefix; ``month`` is two digits, ``X`` or a season code, ``day`` two digits, each empty where not written. ``marks``
    are the qualifiers of year, month and day: empty, ``?`` uncertain, ``~`` approximate, ``%`` both. ``first`` and
    ``last`` are the first and the last day it may mean. ``clock`` is a time of day, from the ``T`` on.
    """

    year: str
    month: str
    day: str
    marks: tuple[str, str, str]
    first: Day
    last: Day
    precision: Precision
    clock: str = ""

    @property
    def season(self) -> int | None:
        """The season code (21-41), None for a month or none."""
        return int(self.month) if self.month.isdigit() and int(self.month) > 12 else None

    @property
    def mark(self) -> str | None:
        """The one qualifier that holds for every component written; None where they differ."""
        count = 3 if self.day else 2 if self.month else 1
        marks = set(self.marks[:count])
        return marks.pop() if len(marks) == 1 else None

    @property
    def estimate(self) -> int | None:
        """The year named before ``S`` in ``1950S2``, where only some digits are significant; else None."""
        number, significant, _ = self.year.removeprefix("Y").partition("S")
        digits, _, exponent = number.partition("E")
        return int(digits) * 10 ** int(exponent or 0) if significant else None


@dataclass(frozen=True, slots=True)
class Span:
    """From one date to another. At least one end is a date."""

    start: CalendarDate | Edge
    end: CalendarDate | Edge

    @property
    def first(self) -> Day | None:
        """The first day; None where the start is open or unknown."""
        return None if isinstance(self.start, Edge) else self.start.first

    @property
    def last(self) -> Day | None:
        """The last day; None where the end is open or unknown."""
        return None if isinstance(self.end, Edge) else self.end.last

    @property
    def dates(self) -> tuple[CalendarDate, ...]:
        """The ends that are dates."""
        return tuple(end for end in (self.start, self.end) if not isinstance(end, Edge))


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of dates: one of them (``[1924,1925]``) or, with ``every``, all of them (``{1924,1925}``)."""

    members: tuple[CalendarDate | Span, ...]
    every: bool
