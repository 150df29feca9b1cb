"""The words of each language: dates, headings, and all a book says that no author wrote.

A new language is a folder here, made like ``en``, and a line in ``_LANGUAGES``.
"""

from __future__ import annotations

import dataclasses
import importlib
from functools import cache, lru_cache

from serge_press.phrases.dates import NBSP
from serge_press.phrases.table import FIELD, Phrases

_LANGUAGES = (
    "en",
    "fr",
    "pl",
    "ru",
)


@lru_cache(maxsize=256)
def phrases(language: str) -> Phrases:
    """The words for a BCP 47 tag ("en", "pl-PL"); English where the language, or a key in it, is not known here."""
    primary = language.partition("-")[0].casefold()
    return _of(primary if primary in _LANGUAGES else "en")


@cache
def _of(language: str) -> Phrases:
    own: Phrases = importlib.import_module(f"serge_press.phrases.{language}").PHRASES
    return own if language == "en" else dataclasses.replace(own, words={**_of("en").words, **own.words})


def languages() -> tuple[str, ...]:
    """The languages whose words are here, by tag."""
    return _LANGUAGES


__all__ = ["FIELD", "NBSP", "Phrases", "languages", "phrases"]
