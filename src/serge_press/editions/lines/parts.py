"""The parts of a word that a line may end with, as they are known of a word that stands alone, and how words may be broken."""

from __future__ import annotations

from typing import Any, NamedTuple


class Manner(NamedTuple):
    """How the words of a text may be broken: ``hyphens`` as in CSS, ``hang`` is how far marks hang."""

    whole: bool
    language: str
    hyphens: str
    limits: tuple[int, int, int]
    sign: str
    hang: float


def manner_of(style: Any, hang: float) -> Manner:
    """The manner of a style."""
    whole, language = style["white_space"] == "nowrap", style["lang"] or ""
    return Manner(whole, language, style["hyphens"], style["hyphenate_limit_chars"], style["hyphenate_character"], hang)


class Part(NamedTuple):
    """A place in a word: after how many characters, at which price, and how wide the beginning (with a hyphen) and the rest are.

    ``hyphen``: it ends in one; ``broken``: that is ours. ``letters`` are those of the beginning.
    """

    at: int
    cost: float
    head: float
    tail: float
    hyphen: bool
    broken: bool
    hangs: float
    leans: float
    letters: int


PartsKey = tuple[str, bytes, bool]
"""A word, where in it a line may break by the rules of its script, and whether it opens a sentence."""
