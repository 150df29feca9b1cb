"""Reads EDTF text into calendar dates, spans and choices. A fault is explained by ``mistakes``."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from serge_press.when.calendar import SEASONS, Precision, first_matching_day, month_length, season_bounds
from serge_press.when.faults import DateFault
from serge_press.when.mistakes import explain
from serge_press.when.values import CalendarDate, Choice, Edge, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 200
LONGEST_YEAR = 15  # digits

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_DATE = re.compile(r"([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?")
_LONG_YEAR = re.compile(r"Y(-?[0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_SIGNIFICANT = re.compile(r"(-?[0-9]{4})S([0-9]+)([?~%]?)")
_CLOCK = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?")

_NO_MARKS = ("", "", "")
_MASKED = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)


def read(text: str) -> CalendarDate | Span | Choice:
    """Read a whole EDTF text. Raises DateFault, its offset counted in ``text``."""
    if len(text) > LONGEST_TEXT:
        message = f"a date of {len(text)} characters is not supported; at most {LONGEST_TEXT} are"
        raise DateFault(message, LONGEST_TEXT, len(text) - LONGEST_TEXT, "D003", "Write a span instead of a list.")
    if text[:1] in ("[", "{"):
        return _choice(text)
    if text.count("/") == 1:
        return _interval(text)
    return _date(text, 0, text)


def _choice(text: str) -> Choice:
    every = text[0] == "{"
    if len(text) < 2 or text[-1] != ("}" if every else "]"):
        raise explain(text, 0, text)
    members: list[CalendarDate | Span] = []
    at = 1
    for member in text[1:-1].split(","):
        if ".." in member:
            members.append(_span(member, at, "..", Edge.OPEN, text))
        else:
            members.append(_date(member, at, text))
        at += len(member) + 1
    return Choice(tuple(members), every)


def _interval(text: str) -> Span:
    return _span(text, 0, "/", Edge.UNKNOWN, text)


def _span(piece: str, at: int, sign: str, nothing: Edge, whole: str) -> Span:
    left, _, right = piece.partition(sign)
    start = _end(left, at, nothing, whole)
    end = _end(right, at + len(left) + len(sign), nothing, whole)
    if isinstance(start, Edge):
        if isinstance(end, Edge):
            message = "neither end of the span is a date"
            raise DateFault(message, at, len(piece), "D001", "Give at least one end, as in 1924/.. or ../1924.")
    elif not isinstance(end, Edge) and start.first > end.last:
        message = f"the span ends ({right}) before it begins ({left})"
        raise DateFault(message, at, len(piece), "D002", f"Write the earlier date first: {right}{sign}{left}.")
    return Span(start, end)


def _end(text: str, at: int, nothing: Edge, whole: str) -> CalendarDate | Edge:
    if not text:
        return nothing
    if text == ".." and nothing is Edge.UNKNOWN:
        return Edge.OPEN
    date = _date(text, at, whole)
    if date.clock:
        message = "a time of day is not allowed within a span"
        raise DateFault(message, at + 10, len(text) - 10, "D001", f"Leave it out: {text[:10]}.")
    return date


def _date(text: str, at: int, whole: str) -> CalendarDate:
    """One calendar date, ``text`` standing at ``at`` in ``whole``."""
    match = _PLAIN.fullmatch(text)
    if match:
        year, month, day, mark = match.groups("")
        marks = (mark, mark if month else "", mark if day else "") if mark else _NO_MARKS
        return _exact(text, at, year, month, day, marks)
    match = _DATE.fullmatch(text)
    if match:
        return _qualified(match, text, at)
    match = _LONG_YEAR.fullmatch(text) or _SIGNIFICANT.fullmatch(text)
    if match:
        return _long_year(match, text, at)
    if text[10:11] == "T" and _CLOCK.fullmatch(text, 10):
        body = _PLAIN.fullmatch(text[:10])
        if body and body[3]:
            day_read = _exact(text, at, body[1], body[2], body[3], _NO_MARKS)
            return CalendarDate(
                body[1], body[2], body[3], _NO_MARKS, day_read.first, day_read.last, Precision.DAY, text[10:]
            )
    raise explain(text, at, whole)


def _exact(text: str, at: int, year: str, month: str, day: str, marks: tuple[str, str, str]) -> CalendarDate:
    """A date of digits alone; ``year`` may be negative."""
    number = int(year)
    if not month:
        return CalendarDate(year, "", "", marks, (number, 1, 1), (number, 12, 31), Precision.YEAR)
    month_number = int(month)
    if not 1 <= month_number <= 12:
        if month_number in SEASONS and not day:
            first, last = season_bounds(number, number, month_number)
            return CalendarDate(year, month, "", marks, first, last, Precision.SEASON)
        raise _no_such_month(text, at, month, day)
    length = month_length(number, month_number)
    if not day:
        bounds = ((number, month_number, 1), (number, month_number, length))
        return CalendarDate(year, month, "", marks, *bounds, Precision.MONTH)
    day_number = int(day)
    if not 1 <= day_number <= length:
        message = f"there is no day {day} in {year}-{month}, which has {length} days"
        raise DateFault(
            message,
            at + text.rindex(day),
            2,
            "D004",
            f"Write a day from 01 to {length}, or leave it out: {year}-{month}.",
        )
    exact = (number, month_number, day_number)
    return CalendarDate(year, month, day, marks, exact, exact, Precision.DAY)


def _no_such_month(text: str, at: int, month: str, day: str) -> DateFault:
    where = text.index(month, text.index("-", 4))  # a sign before the year stands at 0 or 1
    if day and month.isdigit() and int(month) in SEASONS:
        return DateFault(f"season {month} takes no day", at + where, 2, "D004", "Leave the day out, or name the month.")
    mend = "Months are 01 to 12; 21 to 24 are spring, summer, autumn and winter (to 41: quarters and others)."
    swapped = f" If {day} is the month, write {text[: where - 1]}-{day}-{month}." if _may_swap(month, day) else ""
    return DateFault(f"there is no month {month}", at + where, 2, "D004", mend + swapped)


def _may_swap(month: str, day: str) -> bool:
    return month.isdigit() and day.isdigit() and 13 <= int(month) <= 31 and 1 <= int(day) <= 12


def _qualified(match: re.Match[str], text: str, at: int) -> CalendarDate:
    year_left, year, year_right, month_left, month, month_right, day_left, day, day_right = match.groups("")
    marks = (
        _join(year_left, year_right, month_right, day_right),
        _join(month_left, month_right, day_right) if month else "",
        _join(day_left, day_right) if day else "",
    )
    if year == "-0000":
        raise DateFault("the year 0 takes no sign", at + text.index("-"), 1, "D001", "Write 0000 (that is 1 BC).")
    if "X" not in year + month + day:
        return _exact(text, at, year, month, day, marks)
    low, high = _year_bounds(year)
    precision = _MASKED_YEAR[year.lstrip("-").find("X")]
    if not month:
        return CalendarDate(year, "", "", marks, (low, 1, 1), (high, 12, 31), precision)
    if month.isdigit() and int(month) in SEASONS and not day:
        first, last = season_bounds(low, high, int(month))
        precision = Precision.SEASON if precision is Precision.YEAR else precision
        return CalendarDate(year, month, "", marks, first, last, precision)
    if first_matching_day((2000,), month, "") is None:
        raise _no_such_month(text, at, month, day)
    early = first_matching_day(_years(year), month, day)
    late = first_matching_day(_years(year, downward=True), month, day, last=True)
    if early is None or late is None:
        message = f"no day fits {match[0]}"
        raise DateFault(message, at + text.rindex(day), 2, "D004", "Leave the day open (XX) or out.")
    if precision is Precision.YEAR and "X" not in month:
        precision = Precision.MONTH  # so the open digit is the day's
    return CalendarDate(year, month, day, marks, early, late, precision)


_MASKED_YEAR = {
    -1: Precision.YEAR,
    0: Precision.NONE,
    1: Precision.MILLENNIUM,
    2: Precision.CENTURY,
    3: Precision.DECADE,
}


def _join(*marks: str) -> str:
    joined = "".join(marks)
    if not joined:
        return ""
    uncertain = "?" in joined or "%" in joined
    approximate = "~" in joined or "%" in joined
    return "%" if uncertain and approximate else "?" if uncertain else "~"


def _year_bounds(year: str) -> tuple[int, int]:
    bounds = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return (bounds[1], bounds[0]) if year[0] == "-" else bounds


def _years(year: str, *, downward: bool = False) -> Iterator[int]:
    """The years that fit a pattern, in order."""
    sign = -1 if year[0] == "-" else 1
    digits = "0123456789" if (sign > 0) is not downward else "9876543210"
    choices = (digits if place == "X" else place for place in year.lstrip("-"))
    return (sign * int("".join(places)) for places in product(*choices))


def _long_year(match: re.Match[str], text: str, at: int) -> CalendarDate:
    if text[0] == "Y":
        digits, exponent, significant, mark = match.groups("")
    else:
        (digits, significant, mark), exponent = match.groups(""), ""
    size = len(digits.lstrip("-0")) + int(exponent[-4:] or 0) if len(exponent) <= 4 else LONGEST_YEAR + 1
    if size > LONGEST_YEAR or len(digits) > LONGEST_YEAR + 1:
        message = f"a year of more than {LONGEST_YEAR} digits is not supported"
        raise DateFault(message, at, len(text), "D003", "Leave the date out, and say it in words.")
    number = int(digits) * 10 ** int(exponent or 0)
    written = str(abs(number))
    if text[0] == "Y" and len(written) < 5:
        plain = f"{'-' if number < 0 else ''}{abs(number):04}"
        raise DateFault("a year with Y has five digits or more", at, len(text), "D001", f"Write {plain}.")
    low = high = abs(number)
    precision = Precision.YEAR
    if significant:
        kept = int(significant[:3])
        if kept == 0:
            where = at + text.index("S")
            raise DateFault("no digit is significant", where, 2, "D001", "After S write 1 or more.")
        open_digits = max(0, len(written) - kept)
        low -= low % 10**open_digits
        high = low + 10**open_digits - 1
        precision = _MASKED[open_digits] if open_digits < len(_MASKED) else Precision.NONE
    if number < 0:
        low, high = -high, -low
    year = text[: len(text) - len(mark)]
    return CalendarDate(year, "", "", (mark, "", ""), (low, 1, 1), (high, 12, 31), precision)
