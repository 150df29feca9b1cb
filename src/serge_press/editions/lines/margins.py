"""Hanging punctuation: how far a mark at the end or the beginning of a line stands out into the margin.

A line that ends in a hyphen or a full stop looks shorter than one that ends in a letter, because the mark is mostly white.
Told are parts of the mark's own width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serge_press.editions.lines.faces import Face

_BEHIND = {
    **dict.fromkeys("-\u2010\u2011", 0.55), **dict.fromkeys(".,", 0.6), **dict.fromkeys(":;", 0.35),
    **dict.fromkeys("’”'\"", 0.5), **dict.fromkeys("–", 0.3), **dict.fromkeys("—", 0.15), **dict.fromkeys("!?", 0.1),
    **dict.fromkeys("»›)", 0.15),
}  # fmt: skip
_BEFORE = {**dict.fromkeys("“‘„‚\"'", 0.5), **dict.fromkeys("«‹(", 0.15)}


def behind(mark: str, face: Face, part: float) -> float:
    """How far the last mark of a line stands out; ``part`` of the usual (0 for not at all)."""
    share = _BEHIND.get(mark)
    return share * part * face.width(mark) if share and part else 0.0


def before(mark: str, face: Face, part: float) -> float:
    """How far the first mark of a line stands out."""
    share = _BEFORE.get(mark)
    return share * part * face.width(mark) if share and part else 0.0
