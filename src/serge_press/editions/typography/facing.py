"""Facing pages beside each other: that they end at one height. And pages that notes leave with a hole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from serge_press.editions.box_tree import SetPage
    from serge_press.findings import Finding, Place
    from serge_press.manuscript.folios import Folios

_LEVEL = 8.0  # CSS px: half a line of a book
_MM = 25.4 / 96

_HOLE = 6
"""Lines: a short note, and two lines of the text that stay together, may leave so much free, and nothing can be done about it."""


def unlike_feet(pages: Sequence[SetPage], folios: Folios, places: Mapping[str, Place]) -> Iterator[Finding]:
    """P032 for each spread of running text of which one page ends higher, where neither a section ends nor the next page
    begins with what is kept together (a heading, a picture, an entry with its evidence, a line that calls a note of a few lines).
    """
    for verso, recto in zip(pages[1::2], pages[2::2], strict=False):
        if min(verso.left, recto.left) < 0 or abs(verso.left - recto.left) < _LEVEL:
            continue
        short = max(verso, recto, key=lambda page: page.left)
        if short.leaf < len(pages) and (pages[short.leaf].kept or _waits(short, pages[short.leaf])):
            continue
        label, more = folios.pages[short.leaf - 1].label, abs(verso.left - recto.left) * _MM
        words = f"page {label} ends {more:.1f} mm higher than the page that faces it"
        yield finding("P032", places.get(short.anchor or "", NOWHERE), words)


def holes(pages: Sequence[SetPage], folios: Folios, places: Mapping[str, Place]) -> Iterator[Finding]:
    """P037 for each page that has some lines free above its foot, or its notes, for a note that is called first on the next."""
    for page, following in pairwise(pages):
        if _waits(page, following):
            place = places.get(following.anchor or "", NOWHERE)
            label = folios.pages[page.leaf - 1].label
            words = f"page {label} ends {page.gap:.0f} lines short: the next begins with the call of a note that had no room"
            yield finding("P037", place, words)


def _waits(page: SetPage, following: SetPage) -> bool:
    too_high = following.text_foot > following.foot + _LEVEL  # text that no page has room for, and that is told
    return page.left >= 0 and page.gap > _HOLE and following.calls_first and not too_high
