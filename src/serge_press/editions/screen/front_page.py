"""The first page of the edition for a screen: the front of the book, at the size of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.covers.draw import draw_cover
from serge_press.editions.covers.wrap import Box, Wrap
from serge_press.editions.epub_cover import words_of
from serge_press.editions.press_room import Listener
from serge_press.reading.folder import Refusal

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.findings import Finding


def front_page(order: Order, trim: tuple[float, float]) -> tuple[bytes, list[Finding]]:
    """A PDF of one page with the front; empty where a house has no fonts to draw it in. And what is wrong with its picture."""
    book = order.manuscript.plan
    page = Box(0.0, 0.0, *trim)
    nothing = Box(0.0, 0.0, 0.0, trim[1])
    wrap = Wrap(
        sheet=page, trimmed=page, back=nothing, spine=nothing, front=page, back_safe=nothing, spine_safe=nothing,
        front_safe=page, words_on_spine=False, bar_code=nothing, printed_for_us=True, bleed=0.0,
    )  # fmt: skip
    if not order.house.fonts:
        return b"", []
    picture = book.cover.picture if book.cover is not None else ""
    try:
        drawn = draw_cover(wrap, words_of(book), order.house.fonts, "rgb", picture, order.folder.read_bytes)
    except Refusal as refusal:
        return b"", [refusal.finding]
    return drawn.data, list(Listener(drawn.said).findings({}))
