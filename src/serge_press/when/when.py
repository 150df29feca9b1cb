"""The date type of the whole press."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from functools import lru_cache

from serge_press.values import dataclass
from serge_press.when.calendar import VAGUENESS, Day, Precision
from serge_press.when.parsing import read
from serge_press.when.values import CalendarDate, Choice, Span

_PLAIN = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", re.ASCII)
_BEFORE_ALL = (0,)
_AFTER_ALL = (2,)


@dataclass(frozen=True, slots=True)
class When:
    """A date as an author knows it: EDTF text, kept letter for letter, and the days it may mean.

    ``first`` and ``last`` are the first and last day it may mean as (year, month, day), None where that end is open or
    unknown. ``earliest`` and ``latest`` give the same as ``datetime.date``. ``uncertain`` and ``approximate`` hold where
    any part is so marked. ``body`` is what was read, for those who put it into words.
    """

    edtf: str
    first: Day | None
    last: Day | None
    precision: Precision
    uncertain: bool
    approximate: bool
    body: CalendarDate | Span | Choice = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> When:
        """Read EDTF text. Raises DateFault."""
        return _parsed(text)

    @property
    def earliest(self) -> date | None:
        """The first day it may mean; None where open, and where the year lies outside 1 to 9999 (see ``first``)."""
        return _as_date(self.first)

    @property
    def latest(self) -> date | None:
        """The last day it may mean; None as for ``earliest``."""
        return _as_date(self.last)

    @property
    def sort_key(self) -> tuple[tuple[int, ...], tuple[int, ...], int, int, str]:
        """Total order: first day, last day, precise before vague, unmarked before marked, then text.

        A missing first day stands before every day, a missing last day after.
        """
        first = (1, *self.first) if self.first else _BEFORE_ALL
        last = (1, *self.last) if self.last else _AFTER_ALL
        return (first, last, VAGUENESS[self.precision], self.uncertain + self.approximate, self.edtf)

    @property
    def exact(self) -> str:
        """The date as HTML has it (``1890``, ``1890-12``, ``1890-12-30``; HTML, 4.5.14); "" for one that is not so plain."""
        return self.edtf if _PLAIN.fullmatch(self.edtf) else ""

    def __lt__(self, other: When) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.edtf

    @property
    def html_datetime(self) -> str:
        """A value for ``<time datetime>`` (HTML, "valid month string", "valid date string"; a year from 1 on).

        Empty where HTML has none that says the same: spans, choices, seasons, open digits, years before 1, and dates
        marked uncertain or approximate.
        """
        body = self.body
        if not isinstance(body, CalendarDate) or body.first[0] < 1 or self.uncertain or self.approximate:
            return ""
        year, month, day = body.first
        open_digits = "X" in body.year + body.month + body.day
        if open_digits or self.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
            return ""
        parts = (f"{year:04}", f"{month:02}" if body.month else "", f"{day:02}" if body.day else "")
        return "-".join(part for part in parts if part)

    def years(self, since: int | None = None, until: int | None = None) -> range:
        """The years it may touch, first to last, for charts.

        Where an end is open, ``since`` or ``until`` stands in for it; without them the known end does.
        """
        known = self.first or self.last
        if known is None:  # a choice open at both ends: [..1920,1930..]
            return range(0) if since is None or until is None else range(since, until + 1)
        start = self.first[0] if self.first else since if since is not None else known[0]
        end = self.last[0] if self.last else until if until is not None else known[0]
        return range(start, end + 1)


def _as_date(day: Day | None) -> date | None:
    return date(*day) if day and 1 <= day[0] <= 9999 else None


@lru_cache(maxsize=8192)
def _parsed(text: str) -> When:
    body = read(text)
    if isinstance(body, CalendarDate):
        dates: tuple[CalendarDate, ...] = (body,)
        first: Day | None = body.first
        last: Day | None = body.last
    elif isinstance(body, Span):
        dates, first, last = body.dates, body.first, body.last
    else:
        dates = tuple(d for m in body.members for d in (m.dates if isinstance(m, Span) else (m,)))
        firsts = [m.first for m in body.members]
        lasts = [m.last for m in body.members]
        first = None if None in firsts else min(f for f in firsts if f)
        last = None if None in lasts else max(f for f in lasts if f)
    marks = "".join([mark for d in dates for mark in d.marks])
    return When(
        text,
        first,
        last,
        max((d.precision for d in dates), key=VAGUENESS.__getitem__) if len(dates) > 1 else dates[0].precision,
        "?" in marks or "%" in marks,
        "~" in marks or "%" in marks,
        body,
    )
