"""Texts made comparable: only letters and figures, in one case and one form.

A page of a PDF gives back hyphens, spaces, ligatures and dot leaders in ways of its own; letters and figures are what both
editions must share.
"""

from __future__ import annotations

import unicodedata

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and figures of a text, and for each the index in ``source`` (the text in form NFC) it comes from."""

    text: str
    at: tuple[int, ...]
    source: str


def letters_of(text: str) -> Letters:
    """The comparable letters of a text: NFKC, case folded, nothing but letters and figures."""
    source = unicodedata.normalize("NFC", text)
    kept: list[str] = []
    at: list[int] = []
    for index, character in enumerate(source):
        for letter in _folded(character):
            kept.append(letter)
            at.append(index)
    return Letters("".join(kept), tuple(at), source)


def bare(text: str) -> str:
    """The comparable letters alone."""
    return "".join(letter for character in unicodedata.normalize("NFC", text) for letter in _folded(character))


_KNOWN: dict[str, str] = {}


def _folded(character: str) -> str:
    found = _KNOWN.get(character)
    if found is None:
        folded = unicodedata.normalize("NFKC", character).casefold()
        found = "".join(letter for letter in folded if letter.isalnum())
        if len(_KNOWN) < 10_000:
            _KNOWN[character] = found
    return found
