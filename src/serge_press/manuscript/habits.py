"""What each language wants of quotes, dashes and spaces: data, and the one pattern built from it.

Sources: New Hart's Rules (British English), the Chicago Manual of Style (American), Wolański, *Edycja tekstów* (Polish),
the Lexique of the Imprimerie nationale (French), Milchin's *Справочная книга редактора* (Russian), Duden (German).
Where they allow two ways one was taken; a house that wants another changes a line here.
"""

from __future__ import annotations

import re
from functools import cache

from serge_press.collation import primary_language
from serge_press.values import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_CAPITAL = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻŠŽČŘА-ЯЁ"
_AFTER_A_NAME = "|".join(rf"(?<=(?<![^\W_])[{_CAPITAL}][^\W\d_]{{{more}}}[ ])" for more in range(2, 15))  # Alexander II


@dataclass(frozen=True, slots=True)
class Habits:
    """The typographic habits of one language.

    ``quotes`` are opening and closing of the first rank, then of the second; inner spaces are part of them. ``dash`` is
    the dash of a sentence; ``spaced`` says whether it stands between spaces. ``holds`` are the words that hold
    on to what stands beside them: abbreviations to a number after them, words to a number before them, one-letter words to
    the next word (``spaces``). ``french`` asks for spaces before high punctuation. ``call_after`` is the
    punctuation after which a note call stands; before any other it stands first (Polish: *słowo¹.* but *słowo?¹*).
    """

    quotes: tuple[str, str, str, str]
    dash: str
    spaced: bool
    holds: tuple[str, str, str]
    french: bool = False
    call_after: str = ".,;:!?…"

    @property
    def openers(self) -> str:
        """The opening marks of both ranks."""
        return self.quotes[0][0] + self.quotes[2][0]

    @property
    def spaces(self) -> re.Pattern[str]:
        """What matches each space that must become a no-break space."""
        return _spaces(*self.holds)


@cache  # there are as many as languages below; few books have more than two or three
def _spaces(before: str, after: str, short: str) -> re.Pattern[str]:
    """The pattern of spaces that hold.

    The pattern begins with the space, for which the engine looks without trying each way at each letter; so what looks
    back has the space at its end. Before most spaces stands no numeral, and after them no capital, numeral or dash: that
    is looked at first.
    """
    ways = [rf"(?<=[{_CAPITAL}]\.[ ])(?<![^\W_][{_CAPITAL}]\.[ ])(?=[{_CAPITAL}])"]
    if before:
        held = "|".join(rf"(?<=(?<![^\W_]){re.escape(word)}[ ])" for word in before.split())
        ways.append(rf"(?=[\dIVXLC])(?:{held})")
    ways.append(rf"(?=[IVXLC]{{2,}}(?![^\W_]))(?:{_AFTER_A_NAME})")
    ways.append(r"(?<=\S[ ])(?=[–—][ ])")
    ways = [rf"(?=[{_CAPITAL}\d–—])(?:{'|'.join(ways)})"]
    if after:
        ways.append(rf"(?<=[\dIVXLC][ ])(?=(?:{'|'.join(re.escape(word) for word in after.split())})(?![^\W_]))")
    if short:
        ways.append(rf"(?<=[{short}{short.upper()}][ ])(?<![^\W_].[ ])(?=\S)")
    return re.compile(f"[ ](?:{'|'.join(ways)})")


_ENGLISH = (
    "p. pp. no. nos. vol. vols. f. ff. fol. fols. ch. chs. fig. figs. n. c. ca. ed. ms. row note notes page pages chapter",
    "% km kg cm",
    "",
)

_TABLE = {
    "en-GB": Habits(("‘", "’", "“", "”"), "–", True, _ENGLISH),
    "en-US": Habits(("“", "”", "‘", "’"), "—", False, _ENGLISH),
    "pl": Habits(
        ("„", "”", "«", "»"),
        "–",
        True,
        (
            "s. ss. nr t. cz. k. f. rozdz. wyd. art. ok.",
            "r. w. wiek wieku rok roku % km kg cm zł tys. mln mld godz.",
            "aiouwz",
        ),
        call_after="!?…",
    ),
    "ru": Habits(
        ("«", "»", "„", "“"),
        "—",
        True,
        ("с. сс. стр. т. № л. лл. ф. оп. д. ч. гл. кн.", "г. гг. в. вв. год года % км кг руб. тыс. млн", "вксоуиая"),
        call_after="!?…",
    ),
    "uk": Habits(
        ("«", "»", "„", "“"), "—", True, ("с. т. № л. ф. ч.", "р. рр. ст. рік року %", "взуіайоє"), call_after="!?…"
    ),
    "fr": Habits(
        ("«\u00a0", "\u00a0»", "“", "”"),
        "–",
        True,
        ("p. pp. n° t. f. vol. chap. art. fig.", "% km kg cm fr. francs siècle", ""),
        french=True,
        call_after="",
    ),
    "de": Habits(("„", "“", "‚", "‘"), "–", True, ("S. Nr. Bd. H. Bl. Abb. Kap. Art.", "% km kg cm Uhr Jh.", "")),
    "es": Habits(("«", "»", "“", "”"), "—", True, ("p. pp. n.º núm. t. vol. f.", "% km kg", "")),
    "it": Habits(("«", "»", "“", "”"), "–", True, ("p. pp. n. t. vol. f.", "% km kg", "")),
    "cs": Habits(("„", "“", "‚", "‘"), "–", True, ("s. č. sv. l.", "% km kg", "kosuvzai")),
}  # fmt: skip
_TABLE["en"] = _TABLE["en-GB"]
_TABLE["be"] = _TABLE["ru"]
_OTHER = Habits(("“", "”", "‘", "’"), "–", True, ("", "", ""))


@cache
def habits_of(language: str) -> Habits:
    """The habits of a BCP 47 tag: of the whole tag, else of its first subtag, else plain “ ” and – ."""
    found = _TABLE.get(language)
    if found is None:
        first = primary_language(language)
        found = _TABLE["en-US"] if language.lower() in {"en-us", "en-ca", "en-latn-us"} else _TABLE.get(first, _OTHER)
    return found
