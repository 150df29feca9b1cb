"""Years before Christ, short years and centuries as people write them, turned into EDTF.

EDTF counts years as astronomers do (ISO 8601-1, 4.3.2): 1 BC is the year 0000, 2 BC is -0001, 384 BC is -0383.
"""

from __future__ import annotations

import re

_BC = (
    r"(?:b\. ?c\.(?: ?e\.)?|bce?|av(?:ant|\.)? ?j\.?[- ]?c\.?|до н\. ?э\.|до р\. ?х\."
    r"|p\. ?n\. ?e\.|przed chr\.|v\. ?chr\.|a\. ?c\.)"
)
_AD = r"(?:a\. ?d\.|ad|c\. ?e\.|ce|ap(?:rès|\.)? ?j\.?[- ]?c\.?|н\. ?э\.|n\. ?e\.|po chr\.|n\. ?chr\.|d\. ?c\.)"
_CENTURY = (
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th|e|er|ère|ème|-й)?|(?P<roman>[ivx]{1,6})(?:e|er|ème)?)"
    r" *(?:century|cent\.|c\.|siècle|s\.|век[а-я]?|в\.|wiek[a-z]?|w\.)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MARK = r"(?P<mark>[?~%]?)"
_ABOUT = r"(?:(?P<about>ca?\.|circa|about|vers|ок\.|ok\.) *)?"

AMONG_ERAS = "years before Christ are counted as astronomers do: 1 BC is 0000, 2 BC is -0001"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("(?i)" + pattern)


def guess_era(text: str) -> tuple[str, str, str] | None:
    """Rule, message and mend for a text with an era or a century in it, or a year of fewer than four digits; else None."""
    if match := _compiled(rf"(\d{{1,4}}) *[-–—/] *(\d{{1,4}}) *{_BC}").fullmatch(text):
        return "D005", AMONG_ERAS, f"Write {before_christ(match[1])}/{before_christ(match[2])}."
    if match := _compiled(rf"{_ABOUT}(\d{{1,4}}){_MARK}(?: *г\.)? *{_BC}").fullmatch(text):
        return "D005", AMONG_ERAS, f"Write {before_christ(match[2])}{match['mark'] or ('~' if match['about'] else '')}."
    if match := _compiled(rf"{_AD} *(\d{{1,4}})|(\d{{1,4}}) *{_AD}").fullmatch(text):
        return "D005", "a year has four digits and no era", f"Write {(match[1] or match[2]).zfill(4)}."
    if match := _compiled(rf"{_CENTURY}(?P<before> *{_BC})?(?: *{_AD})?").fullmatch(text):
        number = int(match["number"]) if match["number"] else _from_roman(match["roman"].lower())
        if number:
            return "D005", "the date is written in words", f"Write {'-' if match['before'] else ''}{number - 1:02}XX."
    if match := re.fullmatch(r"-(\d{1,3})([?~%]?)", text):
        year = int(match[1])
        mend = f"Write -{year:04}{match[2]} for {year + 1} BC, or {before_christ(match[1])}{match[2]} for {year} BC."
        return "D001", f"a year has four digits; {AMONG_ERAS}", mend
    if match := re.fullmatch(r"(\d{1,3})([?~%])", text):
        return "D001", "a year has four digits", f"Write {match[1].zfill(4)}{match[2]}."
    if match := re.fullmatch(r"(?=.*X)(\d{1,2}X{1,2})([?~%]?)", text):
        mend = f"Write {match[1].zfill(4)}{match[2]}, or {match[1].ljust(4, 'X')}{match[2]}, whichever is meant."
        return "D001", "a year has four places", mend
    return None


def before_christ(year: str) -> str:
    """A year before Christ, in EDTF."""
    number = 1 - int(year)
    return f"-{-number:04}" if number < 0 else f"{number:04}"


def _from_roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
