"""Puts dates into words. What is common to all languages stands here; a language gives its words and may differ.

Choices: a no-break space (U+00A0) stands between day and month and between an abbreviation and what it belongs to, an
ordinary space before the year. Spans are drawn together as far as their ends agree ("12–14 May 1933", "March–April
1924"); years are always written whole ("1926–1929"). The closed dash joins single words or numbers, the spaced dash ends
that have spaces within. A mark that holds for the whole date is written as "about" before or "?" after; a mark on a
part of it, and a part that is not known, are said in round brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass
from serge_press.when import CalendarDate, Choice, Edge, Precision, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from serge_press.when import When

NBSP = "\u00a0"

Cases = tuple[str, str]  # a word alone; after a preposition, in the genitive or with the article as the language asks


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words and habits of one language for dates."""

    months: tuple[str, ...]
    months_of: tuple[str, ...]  # beside a day, and after "about"
    seasons: tuple[Cases, Cases, Cases, Cases]
    quarters: tuple[Cases, Cases, Cases, Cases]
    halves: tuple[Cases, Cases]
    hemispheres: tuple[str, str]  # northern, southern
    decade: Callable[[int], Cases]
    century: Callable[[int], Cases]
    millennium: Callable[[int], Cases]
    before_era: str  # with {}
    after_era: str  # with {}; for years before 100
    about: str
    uncertain: str  # written after
    since: str  # with {}
    until: str
    or_earlier: str
    or_later: str
    between: str  # with two {}, or one for the whole span
    start_unknown: str
    end_unknown: str
    or_: str
    and_: str
    marked: tuple[tuple[str, str, str], ...]  # year, month, day: uncertain, approximate, both
    unknown: tuple[str, str, str, str]  # year, month, day, month and day
    open_digits: str
    first_day: str = "1"
    number_dash: str = "–"
    word_dash: str = "–"
    wide_dash: str = f"{NBSP}– "
    comma: str = ", "
    about_governs: bool = True  # whether "about" takes the second of the Cases
    between_governs: bool = False

    def words(self, when: When) -> str:
        """The date in words, as it stands within a sentence (lower-case where the language has it so)."""
        body = when.body
        if isinstance(body, CalendarDate):
            return self._date(body)
        if isinstance(body, Span):
            return self._span(body)
        return self._choice(body)

    def year(self, number: int) -> str:
        """A year: 0 is 1 BC; years before 100 name the era."""
        if number < 1:
            return self.before_era.format(1 - number)
        return self.after_era.format(number) if number < 100 else str(number)

    def year_range(self, first: int, last: int) -> str:
        """From one year to another, both whole; one year where they are the same."""
        return self._joined(self.year(first), self.year(last)) if first != last else self.year(first)

    def listed(self, items: Sequence[str], last: str) -> str:
        """Items in a row, ``last`` ("or", "and") before the last of them."""
        if len(items) < 2:
            return "".join(items)
        return f"{self.comma.join(items[:-1])} {last} {items[-1]}"

    def _joined(self, start: str, end: str) -> str:
        if " " in start + end or NBSP in start + end:
            return f"{start}{self.wide_dash}{end}"
        return f"{start}{self.number_dash if (start + end).isdigit() else self.word_dash}{end}"

    # One calendar date

    def _date(self, date: CalendarDate, genitive: bool = False) -> str:
        mark = date.mark
        approximate = mark in ("~", "%")
        text = self._bare(date, self.about_governs if approximate else genitive)
        if date.clock:
            zone = date.clock[9:]
            text += f"{self.comma}{date.clock[1:9]}" + (f"{NBSP}UTC{'' if zone == 'Z' else zone}" if zone else "")
        if approximate and date.estimate is None:  # an estimate says "about" already
            text = f"{self.about}{NBSP}{text}"
        if mark in ("?", "%"):
            text += self.uncertain
        if mark is None:
            notes = (self._marked(part, given) for part, given in enumerate(date.marks) if given)
            text += f" ({self.comma.join(notes)})"
        return text

    def _marked(self, part: int, mark: str) -> str:
        return self.marked[part]["?~%".index(mark)]

    def _bare(self, date: CalendarDate, genitive: bool) -> str:
        """The date without its marks."""
        if date.estimate is not None:
            bounds = self.year_range(date.first[0], date.last[0])
            return f"{self.about}{NBSP}{self.year(date.estimate)} ({bounds})"
        open_year = "X" in date.year
        if date.year == "XXXX":
            return self._without_year(date, genitive)
        if open_year and date.year[0] == "-" and date.precision is Precision.CENTURY and not date.month:
            return self.before_era.format(self.century(1 - int(date.year[:-2]))[genitive])
        if open_year and (date.month or date.year[0] == "-"):
            return self._range_or_text(date)
        if open_year:
            return self._open_year(date, genitive)
        year = self.year(date.first[0])
        if date.season:
            return f"{self._season(date.season, genitive)} {year}{self._hemisphere(date.season)}"
        if date.month == "XX" and date.day in ("", "XX"):
            return f"{year} ({self.unknown[3 if date.day else 1]})"
        if "X" in date.month or ("X" in date.day and date.day != "XX"):
            return self._as_notation(date)
        return self._known(date, year, genitive)

    def _known(self, date: CalendarDate, year: str, genitive: bool) -> str:
        stem = self._stem(date, genitive)
        text = f"{stem} {year}" if stem else year
        return f"{text} ({self.unknown[2]})" if date.day == "XX" else text

    def _stem(self, date: CalendarDate, genitive: bool = False) -> str:
        """Day and month, or month, without the year; empty for a year alone."""
        if not date.month:
            return ""
        number = int(date.month) - 1
        if date.day and date.day != "XX":
            return f"{self._day(int(date.day))}{NBSP}{self.months_of[number]}"
        return (self.months_of if genitive else self.months)[number]

    def _day(self, number: int) -> str:
        return self.first_day if number == 1 else str(number)

    def _without_year(self, date: CalendarDate, genitive: bool) -> str:
        if not date.month or (date.month == "XX" and date.day in ("", "XX")):
            return self.unknown[0]
        if date.season:
            return f"{self._season(date.season, genitive)} ({self.unknown[0]}){self._hemisphere(date.season)}"
        if "X" in date.month + date.day:
            return self._as_notation(date)
        return f"{self._stem(date, genitive)} ({self.unknown[0]})"

    def _open_year(self, date: CalendarDate, genitive: bool) -> str:
        digits = date.year.rstrip("X")
        if "X" in digits:
            return self._as_notation(date)
        number = int(digits)
        if date.precision is Precision.DECADE and number > 0:
            return self.decade(number * 10)[genitive]
        if date.precision is Precision.CENTURY:
            return self.century(number + 1)[genitive]
        if date.precision is Precision.MILLENNIUM:
            return self.millennium(number + 1)[genitive]
        return self._range_or_text(date)

    def _range_or_text(self, date: CalendarDate) -> str:
        if date.month or "X" in date.year.rstrip("X"):
            return self._as_notation(date)
        return self.year_range(date.first[0], date.last[0])

    def _as_notation(self, date: CalendarDate) -> str:
        parts = (part for part in (date.year, date.month, date.day) if part)
        return f"{'-'.join(parts)} ({self.open_digits})"

    def _season(self, code: int, genitive: bool) -> str:
        if code <= 32:
            return self.seasons[(code - 21) % 4][genitive]
        if code <= 36:
            return self.quarters[code - 33][genitive]
        if code <= 39:
            third = 4 * (code - 37)
            months = self.months_of if genitive else self.months
            return f"{months[third]}{self.word_dash}{months[third + 3]}"
        return self.halves[code - 40][genitive]

    def _hemisphere(self, code: int) -> str:
        return f" ({self.hemispheres[code >= 29]})" if 25 <= code <= 32 else ""

    # Spans and choices

    def _span(self, span: Span) -> str:
        start, end = span.start, span.end
        if isinstance(start, CalendarDate) and isinstance(end, CalendarDate):
            return self._closed(start, end)
        if isinstance(end, CalendarDate):
            return self.to(end) + (self.comma + self.start_unknown if start is Edge.UNKNOWN else "")
        assert isinstance(start, CalendarDate)
        return self.from_(start) + (self.comma + self.end_unknown if end is Edge.UNKNOWN else "")

    def from_(self, start: CalendarDate) -> str:
        """A span without an end."""
        return self.since.format(self._date(start, genitive=True))

    def to(self, end: CalendarDate) -> str:
        """A span without a beginning."""
        return self.until.format(self._date(end, genitive=True))

    def within(self, start: CalendarDate, end: CalendarDate) -> str:
        """Some time between two dates."""
        if self.between.count("{}") == 1:
            return self.between.format(self._closed(start, end))
        return self.between.format(self._date(start, self.between_governs), self._date(end, self.between_governs))

    def _closed(self, start: CalendarDate, end: CalendarDate) -> str:
        if start == end:
            return self._date(start)
        if not (_is_plain(start) and _is_plain(end)) or start.year != end.year:
            return self._joined(self._date(start), self._date(end))
        left, right = self._stem(start), self._stem(end)
        if not left or not right:
            return self._joined(self._date(start), self._date(end))
        if start.month == end.month and start.day and end.day:
            left = self._day(int(start.day))
            return f"{left}{self.number_dash}{right} {self.year(start.first[0])}"
        return f"{self._joined(left, right)} {self.year(start.first[0])}"

    def _choice(self, choice: Choice) -> str:
        members = choice.members
        last = self.and_ if choice.every else self.or_
        if len(members) == 1 and isinstance(members[0], Span) and not choice.every:
            start, end = members[0].start, members[0].end
            if isinstance(start, CalendarDate) and isinstance(end, CalendarDate):
                return self.within(start, end)
        dates = [member for member in members if isinstance(member, CalendarDate)]
        if len(dates) == len(members) > 1 and all(_is_plain(d) and d.month for d in dates):
            if len({(d.year, d.month) for d in dates}) == 1 and all(d.day for d in dates):
                days = [self._day(int(d.day)) for d in dates[:-1]]
                return self.listed([*days, self._date(dates[-1])], last)
            if len({d.year for d in dates}) == 1:
                stems = [self._stem(d) for d in dates[:-1]]
                return self.listed([*stems, self._date(dates[-1])], last)
        return self.listed([self._member(member, choice.every) for member in members], last)

    def _member(self, member: CalendarDate | Span, every: bool) -> str:
        if isinstance(member, CalendarDate):
            return self._date(member)
        if every or not (isinstance(member.start, Edge) or isinstance(member.end, Edge)):
            return self._span(member)
        pattern = self.or_earlier if isinstance(member.start, Edge) else self.or_later
        return pattern.format(self._date(member.dates[0]))


def _is_plain(date: CalendarDate) -> bool:
    """Whether a date can be drawn together with another: a day, month or year, no marks, no open digits, no season."""
    exact = date.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    return exact and not any(date.marks) and "X" not in date.year + date.month + date.day
