"""Says what is wrong with text that is no date, and guesses what was meant."""

# ruff: noqa: E501 - the table below has one line a mistake; broken lines would hide its columns

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from serge_press.when.eras import guess_era
from serge_press.when.faults import DateFault

if TYPE_CHECKING:
    from collections.abc import Callable

    Teller = Callable[[re.Match[str]], tuple[str, str]]

_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan janvier stycznia styczeń января январь",
            "february feb février fevrier lutego luty февраля февраль",
            "march mar mars marca marzec марта март",
            "april apr avril kwietnia kwiecień апреля апрель",
            "may mai maja maj мая май",
            "june jun juin czerwca czerwiec июня июнь",
            "july jul juillet lipca lipiec июля июль",
            "august aug août aout sierpnia sierpień августа август",
            "september sept sep septembre września wrzesień сентября сентябрь",
            "october oct octobre października październik октября октябрь",
            "november nov novembre listopada listopad ноября ноябрь",
            "december dec décembre decembre grudnia grudzień декабря декабрь",
        ),
        start=1,
    )
    for word in words.split()
}

_ABOUT = r"(?:circa|ca|c|about|around|approximately|vers|około|ok|ок|около)\.?"
_ADVICE = (
    "Write 1924-03-12, 1924-03, 1924, 192X, 1924~ (about), 1924? (perhaps), 1924/1926 (from, to), [1924,1925] (or), "
    "or -0383 (384 BC)."
)


def _two(number: str) -> str:
    return number.zfill(2)


def _dotted(match: re.Match[str]) -> tuple[str, str]:
    first, second, year = match[1], match[2], match[3]
    message = "the year comes first, and its parts are joined by hyphens"
    readings = [f"{year}-{_two(b)}-{_two(a)}" for a, b in ((first, second), (second, first)) if 1 <= int(b) <= 12]
    unlike = list(dict.fromkeys(readings))
    return message, f"Write {' or '.join(unlike) or f'{year}-MM-DD'}{', whichever is meant' if unlike[1:] else ''}."


def _named_month(match: re.Match[str]) -> tuple[str, str]:
    day, word, year = match["day"] or match["day2"] or "", match["word"], match["year"]
    month = _MONTHS.get(word.casefold())
    message = "months are written as numbers, after the year"
    if month is None:
        return "the date is written in words", _ADVICE
    return message, f"Write {year}-{month:02}{'-' + _two(day) if day else ''}."


def _say(message: str, mend: str) -> Teller:
    return lambda match: (message, match.expand(mend))


_DATE = r"(\d{4}(?:-\d\d){0,2})"  # stands for <date> in the table

_TELLERS: tuple[tuple[str, str, Teller], ...] = (
    (r"(\d{4}.*?) *[–—−‐‑‒] *(\d{4}.*)", "D005", _say("a span is written with a slash, not a dash", r"Write \1/\2.")),
    (r"(\d{4}) *[–—] *(\d{2})", "D005", lambda m: ("a span is written with a slash, not a dash", f"Write both years whole: {m[1]}/{m[1][:2]}{m[2]}.")),
    (r"(\d{4}) *[–—]", "D005", _say("a span is written with a slash, not a dash", r"Write \1/.. if it has no end.")),
    (r"(\d{4}) *- *(\d{4})", "D005", _say("a span is written with a slash, not a hyphen", r"Write \1/\2.")),
    (r"<date>(?: *\.\. *| +(?:to|until|bis|do|до|à) +)<date>", "D005", _say("a span is written with a slash", r"Write \1/\2.")),
    (r"(?i)" + _ABOUT + r" *<date>\??", "D005", _say("“about” is written with a tilde after the date", r"Write \1~.")),
    (r"(?i)(?:before|avant|przed|до|by) +<date>", "D005", _say("“before” is written as an open span", r"Write [..\1] for some time up to then, ../\1 for all the time up to then.")),
    (r"(?i)(?:after|since|après|depuis|po|od|после|с) +<date>", "D005", _say("“after” is written as an open span", r"Write [\1..] for some time from then, \1/.. for all the time from then.")),
    (r"(?i)<date> +(?:or|ou|lub|albo|или) +<date>", "D005", _say("“or” is written as a set", r"Write [\1,\2].")),
    (r"(?i)<date> +(?:and|et|i|и|&) +<date>", "D005", _say("“and” is written as a set", r"Write {\1,\2}.")),
    (r"(?i)between +<date> +and +<date>", "D005", _say("“between” is written as a set", r"Write [\1..\2] for some time within it, \1/\2 for all of it.")),
    (r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", "D005", _dotted),
    (r"(\d{4})[./](\d{1,2})[./](\d{1,2})", "D005", lambda m: ("parts of a date are joined by hyphens", f"Write {m[1]}-{_two(m[2])}-{_two(m[3])}.")),
    (r"(\d{4})\.(\d{1,2})", "D005", lambda m: ("parts of a date are joined by hyphens", f"Write {m[1]}-{_two(m[2])}.")),
    (r"(\d{4})(\d{2})(\d{2})", "D005", _say("parts of a date are joined by hyphens", r"Write \1-\2-\3.")),
    (r"(\d{3})0[’']?s", "D005", _say("a decade is written with X for the open digit", r"Write \1X.")),
    (r"(?i)(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)? +)?(?P<word>[^\W\d_]{3,})\.?(?: +(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,? +(?P<year>\d{4})(?: *[rг]\.?)?", "D005", _named_month),
    (r"(?i)(?:n\.? ?d\.?|s\.? ?d\.?|undated|unknown|open|b\. ?d\.?|б\. ?г\.?)", "D005", _say("no date is given", "Leave the field out.")),
    (r"(\d{4})-W\d\d(?:-\d)?", "D003", _say("week dates are not supported", r"Write the day, or the month: \1-MM.")),
    (r"(\d{4})-\d{3}", "D003", _say("days counted through the year are not supported", r"Write the month and day: \1-MM-DD.")),
    (r"P\d.*", "D003", _say("durations are not supported", "Write when it began and when it ended, with a slash between.")),
    (r".*\(.*\).*", "D003", _say("brackets of the 2012 draft are not supported", "Write the mark beside the part it belongs to: 1924-~03.")),
    (r"(.*?\d)(?:\?~|~\?)", "D001", _say("two marks stand together", r"Write % for both: \1%.")),
)  # fmt: skip

_SHORT_PART = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_GOOD_START = re.compile(r"[?~%]?(?:Y-?\d+|-?[\dX]{1,4})(?:[?~%]?-[?~%]?[\dX]{1,2}){0,2}[?~%]?")


@cache  # only where a date is wrong: most books have no such date
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("<date>", _DATE))


def explain(text: str, at: int, whole: str) -> DateFault:
    """What is wrong with ``text``, which stands at ``at`` in ``whole`` and is no date."""
    if not text.strip():
        message = "the date is empty" if not whole.strip() else "a date is missing"
        if not whole:
            return DateFault(message, 0, 0, "D001", "Leave the field out where no date is known.")
        start = min(at, len(whole) - 1)
        return DateFault(
            message, start, max(1, min(len(text), len(whole) - start)), "D001", "Write a date, or leave it out."
        )
    if text != text.strip():
        start = 0 if text[0].isspace() else len(text.rstrip())
        return DateFault("a date has no spaces round it", at + start, 1, "D001", f"Write {text.strip()}.")
    fault = _lone_second_part(text, at, whole) or _guess(text, at, whole) or _misspelt(text, at)
    return fault or _first_wrong(text, at)


def _lone_second_part(text: str, at: int, whole: str) -> DateFault | None:
    """``1924/03``: the part after a slash looks like a month or day."""
    before, _, _ = whole.partition("/")
    if not (at and "/" in whole and re.fullmatch(r"\d{1,2}", text)):
        return None
    message = "after the slash stands a whole date, not a part of one"
    if re.fullmatch(r"\d{4}", before) and 1 <= int(text) <= 12:
        mend = f"Write {before}-{_two(text)} for the month; for a span of years write both whole."
    else:
        stem = before.rpartition("-")[0]
        mend = f"Write both ends whole: {before}/{stem + '-' if stem else before[:2]}{_two(text)}."
    return DateFault(message, at, len(text), "D005", mend)


def _guess(text: str, at: int, whole: str) -> DateFault | None:
    for piece, start in ((whole, 0), (text, at)):
        for pattern, rule, teller in _TELLERS:
            if match := _compiled(pattern).fullmatch(piece):
                message, mend = teller(match)
                return DateFault(message, start, len(piece), rule, mend)
        if guessed := guess_era(piece):
            rule, message, mend = guessed
            return DateFault(message, start, len(piece), rule, mend)
    return None


def _misspelt(text: str, at: int) -> DateFault | None:
    for wrong, right in (("x", "X"), ("u", "X"), ("y", "Y"), ("e", "E"), ("s", "S")):
        if wrong in text and re.fullmatch(r"[\dXYESxuyes?~%-]+", text):
            message = f"the letter {wrong} is written as a capital {right}"
            capital = text.replace("u", "X").upper()
            return DateFault(message, at + text.index(wrong), 1, "D001", f"Write {capital}.")
    match = _SHORT_PART.fullmatch(text)
    if match:
        year, month, day = match.groups()
        part = 2 if len(month) < 2 else 3
        padded = f"{year}-{_two(month)}" + (f"-{_two(day)}" if day else "")
        return DateFault("months and days have two digits", at + match.start(part), 1, "D001", f"Write {padded}.")
    if re.fullmatch(r"\d{1,3}", text):
        mend = f"Write {text.zfill(4)}, or {text}{'X' * (4 - len(text))} for open digits."
        return DateFault("a year has four digits", at, len(text), "D001", mend)
    if re.fullmatch(r"-?\d{5,}", text):
        return DateFault("a year of more than four digits begins with Y", at, len(text), "D001", f"Write Y{text}.")
    return None


def _first_wrong(text: str, at: int) -> DateFault:
    good = _GOOD_START.match(text)
    where = good.end() if good else 0
    if where >= len(text):
        return DateFault(f"{text} is not an EDTF date", at, len(text), "D001", _ADVICE)
    return DateFault(f"“{text[where]}” is not expected here in an EDTF date", at + where, 1, "D001", _ADVICE)
