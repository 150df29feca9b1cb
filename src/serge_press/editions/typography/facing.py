"""Facing pages beside each other: that they end at one height."""

from __future__ import annotations

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


def unlike_feet(pages: Sequence[SetPage], folios: Folios, places: Mapping[str, Place]) -> Iterator[Finding]:
    """P032 for each spread of running text of which one page ends higher, where neither a section ends nor the next page
    begins with what is kept together (a heading, a picture, an entry with its evidence, a line that calls a note of a few lines).
    """
    for verso, recto in zip(pages[1::2], pages[2::2], strict=False):
        if min(verso.left, recto.left) < 0 or abs(verso.left - recto.left) < _LEVEL:
            continue
        short = max(verso, recto, key=lambda page: page.left)
        if short.leaf < len(pages) and pages[short.leaf].kept:
            continue
        label, more = folios.pages[short.leaf - 1].label, abs(verso.left - recto.left) * _MM
        words = f"page {label} ends {more:.1f} mm higher than the page that faces it"
        yield finding("P032", places.get(short.anchor or "", NOWHERE), words)
