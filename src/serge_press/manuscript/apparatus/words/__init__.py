"""The sentences of the made parts, one table a language; single words and dates come from the press's phrases.

A table maps a key to words that may hold ``{fields}``. English is complete; a language without a table, or a key
missing from one, falls back to English.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Piece, Run, run
from serge_press.manuscript.apparatus.words import en
from serge_press.manuscript.habits import habits_of
from serge_press.phrases import languages, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.when import When

_FIELD = re.compile(r"\{([a-z]+)\}")


@cache
def table_of(language: str) -> Mapping[str, str]:
    """Every key with its words in a BCP 47 language, English where that language has none."""
    primary = language.partition("-")[0].lower()
    known = phrases(language)
    single = {
        f"{kind}.{name}": words
        for kind, mapping in (
            ("agreement", known.agreements),
            ("basis", known.bases),
            ("confidence", known.confidences),
            ("kind", known.work_kinds),
            ("language", known.languages),
            ("part", known.headings),
            ("verdict", known.verdicts),
            ("weight", known.weights),
        )
        for name, words in mapping.items()
    }
    own: dict[str, str] = {}
    if primary != "en" and primary in languages():
        own = importlib.import_module(f"{__name__}.{primary}").TABLE
    pages = {"part.half-title": known.half_title, "part.title-page": known.title_page, "part.imprint": known.imprint}
    return {**en.TABLE, **single, **pages, **own}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language (a BCP 47 tag)."""

    language: str

    def say(self, key: str, **fields: str) -> str:
        """The words under the key with the fields filled in. KeyError for an unknown key or field, which is a bug of ours."""
        return _FIELD.sub(lambda field: fields[field.group(1)], table_of(self.language)[key])

    def phrase(self, key: str, **fields: Piece) -> Run:
        """As ``say``, with runs of inlines for fields."""
        pieces = _FIELD.split(table_of(self.language)[key])
        return run(*(fields[piece] if odd % 2 else piece for odd, piece in enumerate(pieces)))

    def has(self, key: str) -> bool:
        """Whether there are words under the key."""
        return key in table_of(self.language)

    def date(self, when: When | None) -> str:
        """The date in words; "" for none."""
        return phrases(self.language).date(when) if when else ""

    def quoted(self, words: str) -> str:
        """The words in the quotation marks that prose in this language is set with; "" for none."""
        marks = habits_of(self.language).quotes
        return f"{marks[0]}{words}{marks[1]}" if words else ""

    def listed(self, names: tuple[str, ...]) -> str:
        """Names in a row: "A", "A and B", "A, B and C"."""
        return phrases(self.language).listed(names) if names else ""

    def nobody(self) -> str:
        """What an author writes for "author unknown" where a name is asked for, in small letters."""
        return phrases(self.language).author_unknown.casefold()

    def name_of(self, tag: str) -> str:
        """The name of a language; the tag itself where none is known."""
        return phrases(self.language).language_name(tag)

    def label(self, key: str) -> Run:
        """The words under the key as the label before a list or a statement, with the language's colon."""
        return run(self.say(key), self.say("colon"))
