"""French, after the habits of the Imprimerie nationale: a hyphen between numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.phrases.dates import NBSP, Cases, DateWords
from serge_press.phrases.numerals import roman
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.when import CalendarDate

_THIN = "\u202f"


def ordinal(number: int) -> str:
    """1re, 2e, in the feminine of *édition*."""
    return "1re" if number == 1 else f"{number}e"


def _nth(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _century(number: int) -> Cases:
    words = f"{roman(number)}{'er' if number == 1 else 'e'}{NBSP}siècle"
    return (words, f"le {words}")


def _season(word: str) -> Cases:
    return (word, f"le {word}" if word[0] == "p" else f"l’{word}")


def _with_le(words: str) -> Cases:
    return (words, f"le {words}")


@dataclass(frozen=True, slots=True)
class FrenchDateWords(DateWords):
    """French puts an article or a preposition before a date, by what kind of date it is."""

    def _stem(self, date: CalendarDate, genitive: bool = False) -> str:
        stem = DateWords._stem(self, date, genitive)
        return f"le {stem}" if genitive and date.day.isdigit() else stem

    def from_(self, start: CalendarDate) -> str:
        """A span without an end: "depuis l’été 1938", "depuis environ 1920"."""
        return f"depuis {self._date(start, genitive=True)}".replace(f"depuis {self.about}", "depuis environ")

    def to(self, end: CalendarDate) -> str:
        """A span without a beginning: "jusqu’au 12 mars", "jusqu’en mars", "jusqu’à l’été", "jusque dans les années"."""
        governed = self._date(end, genitive=True)
        if governed.startswith(self.about):
            return f"jusque {governed}"
        if governed.startswith("les "):
            return f"jusque dans {governed}"
        if governed.startswith("le "):
            return f"jusqu’au {governed[3:]}"
        if governed.startswith("l’"):
            return f"jusqu’à {governed}"
        return f"jusqu’en {governed}"


_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

DATES = FrenchDateWords(
    months=_MONTHS,
    months_of=_MONTHS,
    seasons=(_season("printemps"), _season("été"), _season("automne"), _season("hiver")),
    quarters=tuple(_with_le(f"{_nth(n)}{NBSP}trimestre") for n in (1, 2, 3, 4)),  # type: ignore[arg-type]
    halves=(_with_le(f"1er{NBSP}semestre"), _with_le(f"2e{NBSP}semestre")),
    hemispheres=("hémisphère nord", "hémisphère sud"),
    decade=lambda year: (f"années{NBSP}{year}", f"les années{NBSP}{year}"),
    century=_century,
    millennium=lambda number: _with_le(f"{_nth(number)}{NBSP}millénaire"),
    before_era=f"{{}}{NBSP}av.{NBSP}J.-C.",
    after_era=f"{{}}{NBSP}apr.{NBSP}J.-C.",
    about="vers",
    uncertain=f"{_THIN}?",
    since="depuis {}",
    until="jusqu’en {}",
    or_earlier="{} ou avant",
    or_later="{} ou après",
    between="entre {} et {}",
    start_unknown="début inconnu",
    end_unknown="fin inconnue",
    or_="ou",
    and_="et",
    marked=(
        ("année incertaine", "année approximative", "année incertaine et approximative"),
        ("mois incertain", "mois approximatif", "mois incertain et approximatif"),
        ("jour incertain", "jour approximatif", "jour incertain et approximatif"),
    ),
    unknown=("année inconnue", "mois inconnu", "jour inconnu", "mois et jour inconnus"),
    open_digits=f"X{NBSP}: chiffre inconnu",
    first_day="1er",
    number_dash="-",
    between_governs=True,
    word_dash="-",
)
