"""Lines run in and out: no section ends on a page of a few lines, and no page of running text ends a line short.

Pages are held for a while before they are given away, so that they can be made again: ``short_pages`` and ``last_pages`` say
when.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.last_pages import LastPages, least_of
from serge_press.editions.lines.remade import PageMaker
from serge_press.editions.lines.short_pages import ShortPages
from serge_press.editions.vertical_justification import growth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.lines.remade import Held

_PAGES = 3
"""So many pages are held before they are given away: the last one and those before it that may be made again."""


@contextmanager
def whole_last_pages() -> Iterator[None]:
    """Lay out inside this context with last pages that are no stumps, and others that are full.

    WeasyPrint is as it was afterwards. To be entered after what replaces ``make_all_pages``. Not for two threads at once.
    """
    from weasyprint import layout
    from weasyprint.text.line_break import strut

    stock = layout.make_all_pages

    def make_all_pages(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        least, line = least_of(root.style), strut(root.style)[0] if growth(root.style) else 0.0
        if pages or not (least or line):  # in a later round lines stay as they were found to be best
            rest: Iterator[Any] = stock(context, root, html, pages)
            return rest
        maker = PageMaker(context, root, html)
        return _fitted(maker, ShortPages(maker, line), LastPages(maker, least))

    layout.make_all_pages = make_all_pages
    try:
        yield
    finally:
        layout.make_all_pages = stock


def _fitted(maker: PageMaker, short: ShortPages, last: LastPages) -> Iterator[Any]:
    """All pages of a document in order, each when it is sure that it stays.

    They are made once, as ``make_all_pages`` does in its first round, but that it goes back a few where that helps.
    """
    context = maker.context
    context.rendered_notes = []
    held: list[Held] = []
    index = 0
    while True:
        held = short.filled([*held, maker.make(index)])
        index += 1
        ended = maker.ends(index)
        if ended:
            held = last.mended(held)
            index = held[-1].index + 1
        # A page with which nothing can be done need not wait.
        while held and (ended or len(held) == _PAGES or not held[0].begun):
            yield held.pop(0).page
        if ended and maker.over(index):
            break
    del context._press_begun
    context.page_maker = context.page_maker[: index + 1]
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()
