"""Last pages of sections that are no stumps: a page of two lines looks forgotten, and may cost a leaf.

A few paragraphs of the pages before it are set in a line less, so that the page goes, or in a line more, so that it has lines
enough: those that bear it best, no worse than a hand would set them (``total_fit`` with a number of lines). Only the last pages
of the section are made again; where that does not help they stay as they were, and the page is marked: ``press_stump``.

How many lines a last page has at least says the sheet (``--last-page``, docs/house-style.md); the Chicago Manual of Style asks
for five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.remade import able

if TYPE_CHECKING:
    from serge_press.editions.lines.remade import Begun, Held, PageMaker

_TRIES = 2
"""So often are lines saved, and so often added, before a short page is left as it is."""

_MOST = 5
"""So many paragraphs are set otherwise at most."""


def least_of(style: Any) -> int:
    """How many lines a last page has at least, by the style of the root; 0 where it does not matter."""
    tokens = style["__last_page"] or ()
    return max(0, min(12, next((one.int_value or 0 for one in tokens if one.type == "number"), 0)))


def lines_of(page: Any) -> int:
    """How many lines of text stand on a page, without notes; a page with a picture or a table has no end of them."""
    from weasyprint.formatting_structure import boxes

    heights = set()
    for box in page.children[0].descendants():
        if isinstance(box, boxes.ReplacedBox | boxes.TableRowBox):
            return 1000
        if isinstance(box, boxes.LineBox):
            heights.add(round(box.position_y))
    return len(heights)


class LastPages:
    """Mends the last pages of sections, which have ``least`` lines (0: as they come)."""

    def __init__(self, maker: PageMaker, least: int) -> None:
        self._maker, self._least = maker, least
        self._chosen: list[Begun] = []  # the paragraphs of the section that are set otherwise

    def mended(self, held: list[Held]) -> list[Held]:
        """The last pages of a section: as they are, or made again if the last of them is a stump."""
        stump, pages = lines_of(held[-1].page), len(held)
        if pages < 2 or not 0 < stump < self._least:
            return held
        self._chosen = []
        begun = [one for page in held for one in page.begun.values()]
        new = held
        for by, lines in sorted(((-1, stump), (1, self._least - stump)), key=lambda way: way[1]):
            bearing, count = list(able(begun, by)), lines
            for _ in range(_TRIES):
                if not 0 < count <= min(_MOST, len(bearing)):
                    break
                new = self._again(held[0], bearing[:count], by)
                left = lines_of(new[-1].page)
                if left >= self._least and len(new) <= pages:
                    return new
                count += max(1, left if by < 0 else self._least - left)
        stays = held if new is held else self._again(held[0], [], 0)
        stays[-1].page.press_stump = bool(begun)
        return stays

    def _again(self, first: Held, chosen: list[Begun], by: int) -> list[Held]:
        """The pages from the first on: the chosen paragraphs in a line less, or more, all others as they were."""
        for one in self._chosen:
            one.forget()
        self._chosen = chosen
        return self._maker.section_again(first, chosen, by)
