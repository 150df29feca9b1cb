"""How anchors are made: one way for every target, so that who links and who is linked to agree without asking."""

from __future__ import annotations

import re
import unicodedata

from serge_press.manuscript.nodes import Anchor

_KINDS = frozenset({"work", "person", "case", "source", "place", "plate"})
_PLAIN = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def anchor_for(scheme: str, name: str) -> Anchor:
    """The anchor of what ``scheme:name`` points at.

    A chapter's anchor is its id (with ``d-`` before it where the id begins with a digit, as XML names may not); a work,
    person, case, source, place or plate has the scheme before it: ``work-men-in-prison``.
    """
    if scheme in _KINDS:
        return Anchor(f"{scheme}-{name}")
    return Anchor(name if name[:1].isalpha() else f"d-{name}")


def slug(words: str) -> str:
    """Words as an anchor: ASCII letters, digits and single hyphens; "" where no such letter is left (a Cyrillic heading).

    Accents are dropped ("Życie w Orenburgu" gives ``zycie-w-orenburgu``); at most 48 characters, cut at a hyphen.
    """
    bare = unicodedata.normalize("NFKD", words.translate(_PLAIN)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    if len(made) > 48:
        made = made[:48].rsplit("-", 1)[0].strip("-")
    return made


class AnchorCounter:
    """Gives ``<prefix>-p1``, ``<prefix>-p2``, … : one count a letter. One counter serves one text."""

    __slots__ = ("_counts", "_names", "_taken", "prefix")

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._counts: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._taken: set[str] = set()

    def next(self, letter: str) -> Anchor:
        """The next anchor of that letter."""
        number = self._counts[letter] = self._counts.get(letter, 0) + 1
        return Anchor(f"{self.prefix}-{letter}{number}")

    def named(self, name: str) -> Anchor:
        """``<prefix>-<name>``, with a number after it when the same name came before."""
        wanted, number = f"{self.prefix}-{name}", self._names.get(name, 1)
        while wanted in self._taken:
            number += 1
            wanted = f"{self.prefix}-{name}-{number}"
        self._names[name] = number
        self._taken.add(wanted)
        return Anchor(wanted)
