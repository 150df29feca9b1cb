"""The words of the made parts: those of ``phrases``, as text or as runs of inlines."""

from __future__ import annotations

from functools import lru_cache

from serge_press.manuscript.apparatus.line import Piece, Run, run
from serge_press.manuscript.habits import habits_of
from serge_press.phrases import FIELD, phrases
from serge_press.values import dataclass
from serge_press.when import When


@lru_cache(maxsize=512)
def _cut(words: str) -> tuple[str, ...]:
    """Words and the names of fields, by turns."""
    return tuple(FIELD.split(words))


@lru_cache(maxsize=4096)  # works share their dates, and each date is said several times
def _dated(language: str, edtf: str) -> str:
    return phrases(language).date(When.parse(edtf))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language (a BCP 47 tag)."""

    language: str

    def say(self, key: str, **fields: str) -> str:
        """The words under the key with the fields filled in. KeyError for an unknown key or field, which is a bug of ours."""
        return phrases(self.language).say(key, **fields)

    def phrase(self, key: str, **fields: Piece) -> Run:
        """As ``say``, with runs of inlines for fields."""
        pieces = _cut(phrases(self.language).words[key])
        return run(*(fields[piece] if odd % 2 else piece for odd, piece in enumerate(pieces)))

    def has(self, key: str) -> bool:
        """Whether there are words under the key."""
        return key in phrases(self.language).words

    def date(self, when: When | None) -> str:
        """The date in words; "" for none."""
        return _dated(self.language, when.edtf) if when else ""

    def ordinal(self, number: int) -> str:
        """A place in a row: "3rd"."""
        return phrases(self.language).ordinal(number)

    def quoted(self, words: str) -> str:
        """The words in the quotation marks that prose in this language is set with; "" for none."""
        marks = habits_of(self.language).quotes
        return f"{marks[0]}{words}{marks[1]}" if words else ""

    def listed(self, names: tuple[str, ...]) -> str:
        """Names in a row: "A", "A and B", "A, B and C"."""
        return phrases(self.language).listed(names)

    def nobody(self) -> str:
        """What an author writes for "author unknown" where a name is asked for, in small letters."""
        return self.say("author-unknown").casefold()

    def name_of(self, tag: str) -> str:
        """The name of a language; the tag itself where none is known."""
        return phrases(self.language).language_name(tag)

    def label(self, key: str) -> Run:
        """The words under the key as the label before a list or a statement, with the language's colon."""
        return run(self.say(key), self.say("colon"))
