"""The cover that shops show: the front of the book as a picture of its own, beside the e-book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.edition import Issue
from serge_press.editions.epub_cover import STORE, cover_faults, cover_jpeg, cover_picture, words_of
from serge_press.editions.epub_fonts import subset_fonts

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.findings import Finding


def bring_out_store_cover(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """A JPEG of 1600 by 2560 pixels, sRGB, below five megabytes; the same order gives the same bytes."""
    book, plan = order.manuscript.plan, order.plan
    if found := cover_faults(book, order.folder):
        return None, found
    words = words_of(book)
    letters = (words.title, words.subtitle, words.by, words.publisher)
    fonts = subset_fonts(order.house, frozenset().union(*letters), order.shelves)
    data = cover_jpeg(book, fonts, order.shelves, cover_picture(book, order.folder), STORE)
    several = sum(edition.kind == plan.kind for edition in book.editions) > 1
    name = f"{book.slug}-{plan.name}.jpg" if several else f"{book.slug}-{plan.kind}.jpg"
    return Issue(plan.name, plan.kind, name, "image/jpeg", data, 1), ()
