"""Days, months and seasons of the proleptic Gregorian calendar, for years of any size.

``datetime.date`` ends at the years 1 and 9999; EDTF does not. A day is therefore a tuple (year, month, day), which
orders as the calendar does; years are counted as in ISO 8601 (0 is 1 BC, -1 is 2 BC).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Day = tuple[int, int, int]

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Precision(Enum):
    """The smallest unit that is known. A digit left open does not count: ``1924-XX`` is known to the year."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    NONE = "none"


VAGUENESS: dict[Precision, int] = {precision: rank for rank, precision in enumerate(Precision)}

_NORTH = {0: (3, 5), 1: (6, 8), 2: (9, 11), 3: (12, 2)}  # spring, summer, autumn, winter
_SOUTH = {0: (9, 11), 1: (12, 2), 2: (3, 5), 3: (6, 8)}

SEASONS: dict[int, tuple[int, int]] = {
    **{21 + season: months for season, months in _NORTH.items()},
    **{25 + season: months for season, months in _NORTH.items()},
    **{29 + season: months for season, months in _SOUTH.items()},
    **{33 + quarter: (3 * quarter + 1, 3 * quarter + 3) for quarter in range(4)},
    **{37 + third: (4 * third + 1, 4 * third + 4) for third in range(3)},
    **{40 + half: (6 * half + 1, 6 * half + 6) for half in range(2)},
}
"""First and last month of each EDTF season code.

Seasons are the meteorological ones: spring is March to May. 21-24 name no hemisphere and are read as northern. A season
that crosses the new year (northern winter, southern summer) begins in December of the year it is written with and ends
in February of the next, so that the four seasons of a year stand in the order of their codes.
"""


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def season_bounds(first_year: int, last_year: int, code: int) -> tuple[Day, Day]:
    """First and last day a season may mean, its year lying between the two given. Raises KeyError for a code unknown."""
    begins, ends = SEASONS[code]
    year = last_year + (ends < begins)
    return (first_year, begins, 1), (year, ends, month_length(year, ends))


def matching(pattern: str, values: Iterable[int]) -> Iterator[int]:
    """Those values whose two digits fit a pattern such as ``1X``."""
    tens, ones = pattern[0], pattern[1]
    return (v for v in values if tens in ("X", str(v // 10)) and ones in ("X", str(v % 10)))


def first_matching_day(years: Iterable[int], month: str, day: str, *, last: bool = False) -> Day | None:
    """The first day (the last, with ``last``) that fits patterns for year, month and day; None where there is none.

    ``years`` come in the order of search. ``month`` and ``day`` are two digits or ``X``; ``day`` may be empty.
    """
    step = -1 if last else 1
    months = tuple(matching(month, range(1, 13)))[::step]
    days = {length: tuple(matching(day, range(1, length + 1))) if day else (1, length) for length in range(28, 32)}
    if not any(days[month_length(2000, number)] for number in months):
        return None  # not even in a leap year, so the years need no search
    for year in years:
        for number in months:
            fitting = days[month_length(year, number)]
            if fitting:
                return (year, number, fitting[-1 if last else 0])
    return None
