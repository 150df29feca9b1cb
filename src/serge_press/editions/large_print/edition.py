"""The edition in large print: type of 18 points in the house's look for it, laid out as any printed edition.

What the look follows is told in ``docs/editions.md``: UKAAF's G003, Creating clear print and large print documents (2019), and
the Large Print Guidelines of the American Council of the Blind (2022). Where they differ, it takes what costs a reader less.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.large_print.own_words import in_large_print
from serge_press.editions.print_edition import bring_out_print

if TYPE_CHECKING:
    from serge_press.editions.edition import Issue, Order
    from serge_press.findings import Finding


def bring_out_large_print(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Bring out the order in large print, with folios of its own; findings as of a print edition.

    An edition of this kind for a printer is made ready for the printer as any other.
    """
    house = order.house.as_printed("large-print")
    families = tuple(dict.fromkeys(font.family for font in order.house.fonts))
    manuscript = in_large_print(order.manuscript, families, house.fonts[0].family if house.fonts else "")
    return bring_out_print(replace(order, house=house, manuscript=manuscript))
