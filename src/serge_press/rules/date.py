"""Rules of the letter D: dates, which are EDTF (Library of Congress, 4 February 2019)."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "D001",
        Severity.ERROR,
        "The date is not EDTF",
        "Works, events and sources are put in order by the first and last day a date may mean. Those days can only be "
        "found if the date follows the notation letter for letter.",
        "when: 1924-3",
        "Write 1924-03-12, 1924-03, 1924, 192X (the 1920s), 1924~ (about), 1924? (perhaps), 1924/1926 (from, to), "
        "[1924,1925] (one or the other). The wording of the original goes into as_printed.",
    ),
    Rule(
        "D002",
        Severity.ERROR,
        "A span of time ends before it begins",
        "Such a span contains no day, so it has no place in any order. As a rule two figures have been exchanged.",
        "when: 1926/1924",
        "Put the earlier date first, or correct the wrong year.",
    ),
    Rule(
        "D003",
        Severity.ERROR,
        "The date uses a notation that is not supported",
        "ISO 8601 and the draft of 2012 know more ways to write a date than EDTF does. This press reads EDTF levels 0, 1 "
        "and 2 alone, with texts of at most 200 characters and years of at most fifteen digits.",
        "when: 1924-W12",
        "Write the same date by year, month and day, or as a span from one day to another.",
    ),
    Rule(
        "D004",
        Severity.ERROR,
        "There is no such month or day",
        "The calendar is the Gregorian one, leap years included. Dates from Russia before 14 February 1918 are often "
        "given by the Julian calendar, which has a few days that the Gregorian has not, such as 29 February 1900.",
        "when: 1924-02-30",
        "Correct the month or day, or leave the day out if it is not known. Convert a Julian date; as_printed may keep it.",
    ),
    Rule(
        "D005",
        Severity.ERROR,
        "The date is in words or in another notation",
        "A guess would often be right and now and then be wrong without a sign: 12/01/1924 is January to some readers "
        "and December to others. The press therefore says what it thinks was meant and leaves the choice to the author.",
        "when: c. 1924",
        "Take the form that is proposed, if it is what was meant. The original wording goes into as_printed.",
    ),
)

__all__ = ["RULES", "Severity"]
