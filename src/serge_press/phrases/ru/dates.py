"""Russian: months stand in the nominative alone and in the genitive beside a day and after "ок.", "с", "вплоть до"."""

from __future__ import annotations

from serge_press.phrases.dates import NBSP, DateWords
from serge_press.phrases.numerals import roman


def ordinal(number: int) -> str:
    """1-е, 2-е, in the neuter of издание."""
    return f"{number}-е"


DATES = DateWords(
    months=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
    months_of=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    seasons=(("весна", "весны"), ("лето", "лета"), ("осень", "осени"), ("зима", "зимы")),
    quarters=tuple((f"{n}{NBSP}квартал", f"{n}{NBSP}квартала") for n in ("I", "II", "III", "IV")),  # type: ignore[arg-type]
    halves=((f"I{NBSP}полугодие", f"I{NBSP}полугодия"), (f"II{NBSP}полугодие", f"II{NBSP}полугодия")),
    hemispheres=("северное полушарие", "южное полушарие"),
    decade=lambda year: (f"{year}-е{NBSP}годы", f"{year}-х{NBSP}годов"),
    century=lambda number: (f"{roman(number)}{NBSP}век", f"{roman(number)}{NBSP}века"),
    millennium=lambda number: (f"{number}-е{NBSP}тысячелетие", f"{number}-го{NBSP}тысячелетия"),
    before_era=f"{{}}{NBSP}до{NBSP}н.{NBSP}э.",
    after_era=f"{{}}{NBSP}н.{NBSP}э.",
    about="ок.",
    uncertain="?",
    since="с {}",
    until="вплоть до {}",
    or_earlier="{} или ранее",
    or_later="{} или позднее",
    between="в период {}",
    start_unknown="начало неизвестно",
    end_unknown="окончание неизвестно",
    or_="или",
    and_="и",
    marked=tuple(
        (f"{part} под вопросом", f"{part} приблизительно", f"{part} приблизительно и под вопросом")
        for part in ("год", "месяц", "день")
    ),
    unknown=("год неизвестен", "месяц неизвестен", "день неизвестен", "месяц и день неизвестны"),
    open_digits="X: цифра неизвестна",
    word_dash=f"{NBSP}— ",
    wide_dash=f"{NBSP}— ",
)
