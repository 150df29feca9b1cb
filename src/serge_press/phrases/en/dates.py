"""English: the spelling and dates of Great Britain."""

from __future__ import annotations

from serge_press.phrases.dates import NBSP, Cases, DateWords


def _same(word: str) -> Cases:
    return (word, word)


def _with_the(words: str) -> Cases:
    return (words, f"the {words}")


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DATES = DateWords(
    months=_MONTHS,
    months_of=_MONTHS,
    seasons=(_same("spring"), _same("summer"), _same("autumn"), _same("winter")),
    quarters=tuple(_with_the(f"{nth} quarter of") for nth in ("first", "second", "third", "fourth")),  # type: ignore[arg-type]
    halves=(_with_the("first half of"), _with_the("second half of")),
    hemispheres=("northern hemisphere", "southern hemisphere"),
    decade=lambda year: _with_the(f"{year}s"),
    century=lambda number: _with_the(f"{ordinal(number)} century"),
    millennium=lambda number: _with_the(f"{ordinal(number)} millennium"),
    before_era=f"{{}}{NBSP}BC",
    after_era=f"AD{NBSP}{{}}",
    about="c.",
    uncertain="?",
    since="from {}",
    until="until {}",
    or_earlier="{} or earlier",
    or_later="{} or later",
    between="between {} and {}",
    start_unknown="beginning not known",
    end_unknown="end not known",
    or_="or",
    and_="and",
    marked=tuple(
        (f"{part} uncertain", f"{part} approximate", f"{part} uncertain and approximate")
        for part in ("year", "month", "day")
    ),
    unknown=("year not known", "month not known", "day not known", "month and day not known"),
    open_digits="X: digit not known",
    about_governs=False,
    between_governs=True,
)
