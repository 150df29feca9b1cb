"""Where things will stand before they are laid out: page numbers guessed from letters, and how sure the guess is.

A guess need only tell how many figures a page number has, for so many stand in for it. Nothing printed depends on it, but
how often a section is laid out. The same book gives the same guess, so that it is laid out in the same way on any day.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from serge_press.editions.page_geometry import POINTS
from serge_press.manuscript.folios import roman
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.sections.sheets import SectionSheets

_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</(?:p|h\d|li|dd|dt|tr|figcaption)>")
_LETTER = 0.42  # of the type size: the mean width of a letter
_HEADER = 7.0  # lines that the opening of a section takes
_DOUBT = 0.08  # of the pages that are only guessed


@dataclass(frozen=True)
class Extent:
    """What is known of a section before it is laid out.

    ``lines`` that it fills, where each id of interest stands in it (0 to 1), and whether it is front matter or must begin
    on a right-hand page.
    """

    lines: float
    places: Mapping[str, float]
    front: bool
    recto: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """A page label, and whether it surely has so many figures."""

    label: str
    sure: bool


def extent(
    html: str, geometry: PageGeometry, wanted: Collection[str], places: Mapping[str, int], *, front: bool, recto: bool
) -> Extent:
    """The extent of a section's text. ``places`` tells at which character each of its ids stands.

    Each paragraph leaves half a line white at its end.
    """
    whole = max(1, len(html))
    to_a_line = geometry.measure * POINTS / (geometry.size * _LETTER)
    lines = len(_TAG.sub("", html)) / to_a_line + len(_BLOCK.findall(html)) / 2 + _HEADER
    return Extent(lines, {name: at / whole for name, at in places.items() if name in wanted}, front, recto)


@dataclass(frozen=True, slots=True)
class Guesses:
    """The page labels of all ids of interest, and on about which page of the body each section begins (0 before it)."""

    labels: dict[str, Guess]
    begins: tuple[float, ...]


def guesses(extents: Sequence[Extent], laid: Mapping[int, SectionSheets], lines: float) -> Guesses:
    """What is known when the sections ``laid`` are laid out, by number. So many ``lines`` fill a page, unless they tell."""
    found: dict[str, Guess] = {}
    begins: list[float] = []
    full = [(extents[index].lines, len(sheets.pages)) for index, sheets in laid.items() if len(sheets.pages) > 2]
    if full:
        lines = sum(one for one, _ in full) / sum(pages - 0.5 for _, pages in full)
    leaf, doubt = 0.0, 0.0
    front = True
    for index, one in enumerate(extents):
        if front and not one.front:
            front, leaf, doubt = False, 0.0, 0.0  # the body begins with page 1, on the right
        sheets = laid.get(index)
        if one.recto and round(leaf) % 2:
            leaf += 1
        begins.append(0.0 if front else leaf + 1)
        pages = float(len(sheets.pages)) if sheets else max(1.0, float(ceil(one.lines / lines - 0.1)))
        own = 0.0 if sheets else pages * _DOUBT
        stand = {name: number for number, page in enumerate(sheets.pages) for name in page.ids} if sheets else {}
        for name, share in one.places.items():
            at = stand.get(name, share * (pages - 1)) + leaf + 1
            spread = 0.0 if name in stand and not doubt else doubt + own + 0.5
            found.setdefault(name, _guess(at, spread, front=front))
        leaf += pages
        doubt += own
    return Guesses(found, tuple(begins))


def _guess(at: float, spread: float, *, front: bool) -> Guess:
    number = max(1, min(3999, round(at)))
    low, high = max(1, round(at - spread)), round(at + spread)
    if front:
        return Guess(roman(number), low == high)
    return Guess(str(number), len(str(low)) == len(str(high)))
