"""How long a product is: pages of a printed edition, words of an e-book, bytes of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.onix import codes
from serge_press.editions.onix.node import Node, maybe, node
from serge_press.manuscript.parts import Matter
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.onix.products import Known, Product
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.parts import Manuscript


def extents(manuscript: Manuscript, product: Product, known: Known) -> Iterator[Node]:
    """Words, pages and bytes, as far as they are known."""
    folios = known.folios
    if product.plan.kind == "epub":
        if known.words:
            yield _extent(codes.TEXT_LENGTH, str(known.words), codes.IN_WORDS)
        if folios is not None and folios.pages:
            yield _extent(codes.PRINT_PAGES, str(count_pages(manuscript, folios).all), codes.IN_PAGES)
    elif product.digital:
        if known.pages:
            yield _extent(codes.ALL_PAGES, str(known.pages), codes.IN_PAGES)
    elif folios is not None and folios.pages:
        yield from _pages(count_pages(manuscript, folios))
    if product.digital and known.size:
        yield _extent(codes.FILE_SIZE, str(known.size), codes.IN_BYTES)


@dataclass(frozen=True, slots=True)
class Counts:
    """Pages of a printed edition by the numbers on them: of body, front and back; ``numeral`` is the last roman one."""

    body: int
    front: int
    back: int
    numeral: str = ""

    @property
    def all(self) -> int:
        """All of them."""
        return self.front + self.body + self.back


def count_pages(manuscript: Manuscript, folios: Folios) -> Counts:
    """The pages of an edition. The back begins where the first division of the back does."""
    arabic = [int(page.label) for page in folios.pages if page.label.isdigit()]
    roman = [page.label for page in folios.pages if page.label and not page.label.isdigit()]
    back = next((one for one in manuscript.divisions if one.matter is Matter.BACK), None)
    begins = (folios.of(back.anchor) or "") if back is not None else ""
    last = max(arabic, default=0)
    body = min(int(begins) - 1, last) if begins.isdigit() else last
    return Counts(body, len(roman), last - body, roman[-1] if roman else "")


def _pages(counts: Counts) -> Iterator[Node]:
    rows = (
        (codes.MAIN_PAGES, counts.body, ""),
        (codes.FRONT_PAGES, counts.front, counts.numeral),
        (codes.BACK_PAGES, counts.back, ""),
        (codes.CONTENT_PAGES, counts.all, ""),
    )
    for kind, pages, roman in rows:
        if pages:
            yield _extent(kind, str(pages), codes.IN_PAGES, roman)


def _extent(kind: str, value: str, unit: str, roman: str = "") -> Node:
    return node(
        "Extent",
        node("ExtentType", kind),
        node("ExtentValue", value),
        maybe("ExtentValueRoman", roman),
        node("ExtentUnit", unit),
    )
