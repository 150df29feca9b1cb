"""Where words may be broken, and how gladly: the dictionaries and limits of CSS ``hyphens``, and names last of all."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

from serge_press.editions.lines import patterns

HYPHEN = 80.0
"""What it costs to break a word (TeX's measure: a penalty is squared like a badness). At TeX's own 50 more words are broken for
no fewer loose lines (``tests/benchmarks/beside_xelatex.py --curve``)."""

NAME = 180.0
"""What it costs to break a name: rather a loose line."""

SHORT = 110.0
"""What it costs to leave two letters of a word on one line."""

COMPOUND = 60.0
"""What it costs to break at a hyphen that the author wrote."""

_LONG = 60  # no word of a language has so many letters
_APOSTROPHES = re.compile("[^’'\u02bc]+")
_NOUNS = ("de", "lb")  # in these languages every noun has a capital: it marks no name


@lru_cache(maxsize=16)
def _dictionary(language: str, left: int, right: int) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    if known is None:
        return None
    patterns.make_ready(pyphen.LANGUAGES[known])
    return pyphen.Pyphen(lang=known, left=left, right=right)


@lru_cache(maxsize=65_536)
def points(word: str, language: str, least: int, left: int, right: int) -> tuple[int, ...]:
    """After how many letters a word may be broken: ``least`` letters in all, ``left`` before and ``right`` after a break.

    Of a word with an apostrophe (l’internationale) the longest piece is broken; no word in capitals, none with a digit, none
    that the language would spell otherwise when broken.
    """
    dictionary = _dictionary(language, left, right) if least <= len(word) <= _LONG else None
    if dictionary is None:
        return ()
    piece = max(_APOSTROPHES.finditer(word), key=lambda found: len(found[0]), default=None)
    if piece is None or len(piece[0]) < least or not piece[0].isalpha() or piece[0].isupper():
        return ()
    found = dictionary.positions(piece[0].lower() if piece[0].istitle() else piece[0])
    return tuple(piece.start() + int(one) for one in found if getattr(one, "data", None) is None)


def penalty(word: str, point: int, language: str, opens: bool) -> float:
    """What it costs to break a word there. ``opens``: the word opens a sentence, so that its capital tells nothing."""
    if word[:1].isupper() and not opens and language.split("-", maxsplit=1)[0] not in _NOUNS:
        return NAME
    return SHORT if min(point, len(word) - point) < 3 else HYPHEN
