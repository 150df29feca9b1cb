"""Pages of running text that end a line short of the one that faces them, filled.

That happens where the first or last line of a paragraph would have stood alone on the next page. One of the page's paragraphs is
then set in a line more, so that it is full, or in a line less, so that it takes two of the next. Only that page is made again,
or, where none of its paragraphs bears it, that page and the one before. It is done where a sheet lets pages end at one height
(``--vertical-justification``).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from serge_press.editions.lines.remade import able
from serge_press.editions.typography.grid import PLAY
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.lines.remade import Held, PageMaker

_SHORT = 2
"""A page that lacks no more lines is filled; with more a heading or a picture did not fit, and that is seen."""


@dataclass(frozen=True, slots=True)
class ShortPages:
    """Fills short pages: ``line`` is the height of a line (CSS px), 0 where pages may end as they come."""

    maker: PageMaker
    line: float

    def filled(self, held: list[Held]) -> list[Held]:
        """The pages as they are, or the last of them full, if it was a line or two short.

        Paragraphs that begin on it are set in a line more or less, or, where none bears it, one of the page before.
        """
        lines = self._lacking(held[-1])
        if not lines:
            return held
        ways = [(held[-1:], 1, lines), (held[-1:], -1, 1)] if lines == 1 else [(held[-1:], 1, lines)]
        if len(held) > 1 and lines == 1 and held[-2].left == 0.0:
            ways += [(held[-2:], 1, 1), (held[-2:], -1, 1)]
        done = 0
        for pages, by, count in ways:
            chosen = list(islice(able(pages[0].begun.values(), by), count))
            if len(chosen) < count:
                continue
            again, done = self.maker.again(pages, chosen, by), max(done, len(pages))
            if all(page.left == 0.0 for page in again):
                return held[: -len(pages)] + again
            for one in chosen:
                one.forget()
        return held[:-done] + self.maker.again(held[-done:], (), 0) if done else held

    def _lacking(self, made: Held) -> int:
        """How many lines a page lacks that may be filled."""
        lines = round(made.left / self.line) if self.line else 0
        return lines if 0 < lines <= _SHORT and abs(made.left - lines * self.line) < PLAY else 0
