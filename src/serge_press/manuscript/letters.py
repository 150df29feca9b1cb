"""How letters are counted, the same for print and screen.

Layout adds and removes hyphens, spaces and soft hyphens; letters stay. So a place in a leaf is told by the number of
letters before it, and a letter is any character that is neither white space nor a hyphen nor invisible.
"""

from __future__ import annotations

_NOT_LETTERS = frozenset(
    "-\u2010\u2011\u00ad\u200b\u200c\u200d\u2060\ufeff"  # hyphens, soft hyphen, zero-width spaces and joiners
)


def is_letter(character: str) -> bool:
    """Whether the character counts."""
    return character not in _NOT_LETTERS and not character.isspace()


def letters(text: str) -> int:
    """The number of counting characters in the text."""
    return sum(1 for character in text if is_letter(character))
