"""The fixed words of a book in one language: its table, its dates, and the ways they are put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from serge_press.phrases.dates import DateWords
    from serge_press.when import When

FIELD = re.compile(r"\{([a-z]+)\}")
"""A field to be filled, in words of the table."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language.

    ``words`` maps a key ("entry.unsigned", "kind.novel") to words that may hold ``{fields}``. What stands within a line is
    lower-case, what begins one has a capital. ``ordinal`` writes the
    number of an edition: "3rd".
    """

    language: str
    dates: DateWords
    ordinal: Callable[[int], str]
    words: Mapping[str, str]

    def say(self, key: str, **fields: str) -> str:
        """The words under the key with the fields filled in. KeyError for an unknown key or field, which is a bug of ours."""
        words = self.words[key]
        return FIELD.sub(lambda field: fields[field.group(1)], words) if "{" in words else words

    def listed(self, items: Sequence[str]) -> str:
        """Items in a row: "a, b and c"; "" for none."""
        return self.dates.listed(items, self.dates.and_)

    def language_name(self, tag: str) -> str:
        """A language by name; the tag itself where no name is known. A region or script after the hyphen is left out."""
        return self.words.get(f"language.{tag.partition('-')[0].casefold()}", tag)

    def date(self, when: When) -> str:
        """A date in words, as it stands within a sentence: "c. March 1924", "12–14 May 1933", "1924 or 1925"."""
        return self.dates.words(when)
