"""The words of each language: dates, headings, and all a made part prints that no author wrote.

A new language is a file here that fills ``Phrases``, and a line in ``_LANGUAGES``.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from serge_press.phrases.dates import NBSP
from serge_press.phrases.table import COUNTED, MADE_HEADINGS, NAMED_LANGUAGES, Phrases

if TYPE_CHECKING:
    from serge_press.when import When

_LANGUAGES = (
    "en",
    "fr",
    "pl",
    "ru",
)


def phrases(language: str) -> Phrases:
    """The words for a BCP 47 tag ("en", "pl-PL"); English where the language is not known here."""
    primary = language.partition("-")[0].casefold()
    return _of(primary if primary in _LANGUAGES else "en")


@cache
def _of(language: str) -> Phrases:
    words: Phrases = importlib.import_module(f"serge_press.phrases.{language}").PHRASES
    return words


def languages() -> tuple[str, ...]:
    """The languages whose words are here, by tag."""
    return _LANGUAGES


def date_words(when: When, language: str) -> str:
    """A date in words, as it stands within a sentence: "c. March 1924", "12–14 May 1933", "1924 or 1925"."""
    return phrases(language).date(when)


__all__ = ["COUNTED", "MADE_HEADINGS", "NAMED_LANGUAGES", "NBSP", "Phrases", "date_words", "languages", "phrases"]
