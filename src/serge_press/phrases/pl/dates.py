"""Polish: months stand in the nominative alone and in the genitive beside a day and after "ok.", "od", "do"."""

from __future__ import annotations

from serge_press.phrases.dates import NBSP, Cases, DateWords
from serge_press.phrases.numerals import roman


def _decade(year: int) -> Cases:
    tens = year % 100
    if tens == 0:  # "lata zerowe" is no book language
        return (f"lata {year}–{year + 9}", f"lat {year}–{year + 9}")
    rest = f"{tens}. {roman(year // 100 + 1)}{NBSP}w."
    return (f"lata{NBSP}{rest}", f"lat{NBSP}{rest}")


def ordinal(number: int) -> str:
    """1., 2.."""
    return f"{number}."


DATES = DateWords(
    months=(
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ),
    months_of=(
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ),
    seasons=(("wiosna", "wiosny"), ("lato", "lata"), ("jesień", "jesieni"), ("zima", "zimy")),
    quarters=tuple((f"{n}{NBSP}kwartał", f"{n}{NBSP}kwartału") for n in ("I", "II", "III", "IV")),  # type: ignore[arg-type]
    halves=((f"I{NBSP}połowa", f"I{NBSP}połowy"), (f"II{NBSP}połowa", f"II{NBSP}połowy")),
    hemispheres=("półkula północna", "półkula południowa"),
    decade=_decade,
    century=lambda number: (f"{roman(number)}{NBSP}wiek", f"{roman(number)}{NBSP}wieku"),
    millennium=lambda number: (f"{roman(number)}{NBSP}tysiąclecie", f"{roman(number)}{NBSP}tysiąclecia"),
    before_era=f"{{}}{NBSP}p.n.e.",
    after_era=f"{{}}{NBSP}n.e.",
    about="ok.",
    uncertain="?",
    since="od {}",
    until="do {}",
    or_earlier="{} lub wcześniej",
    or_later="{} lub później",
    between="w okresie {}",
    start_unknown="początek nieznany",
    end_unknown="koniec nieznany",
    or_="lub",
    and_="i",
    marked=tuple(
        (f"{part} niepewny", f"{part} przybliżony", f"{part} niepewny i przybliżony")
        for part in ("rok", "miesiąc", "dzień")
    ),
    unknown=("rok nieznany", "miesiąc nieznany", "dzień nieznany", "miesiąc i dzień nieznane"),
    open_digits="X: cyfra nieznana",
)
