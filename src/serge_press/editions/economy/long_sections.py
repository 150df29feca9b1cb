"""Work that grows with the square of a section's length, made to grow with its length.

For every page WeasyPrint 70.0 gathers the anchors of all pages before it in a list, and looks each anchor of the page up in
that list; for every element of the structure tree pydyf makes a list of all pages.
"""

from __future__ import annotations

from typing import Any

from serge_press.editions.economy.fitting import Replacement, Saving, rewritten


def _make_page(stock: Any) -> Any:
    """``make_page`` that keeps the anchors of the pages before in sets."""
    return rewritten(
        stock,
        (
            (
                "    cached_anchors = []\n    cached_lookups = []\n"
                "    for (_, _, _, _, x_remake_state) in page_maker[:page_number - 1]:\n"
                "        cached_anchors.extend(x_remake_state.get('anchors', []))\n"
                "        cached_lookups.extend(x_remake_state.get('content_lookups', []))\n",
                "    cached_anchors, cached_lookups = _press_before(context, page_number - 1)\n",
            ),
            ("            cached_anchors.append(anchor)\n", "            cached_anchors.add(anchor)\n"),
            (
                "                cached_lookups.append(counter_lookup_id)\n",
                "                cached_lookups.add(counter_lookup_id)\n",
            ),
        ),
        _press_before=_before,
    )


def _before(context: Any, count: int) -> tuple[set[Any], set[Any]]:
    """Anchors and look-ups of the first ``count`` pages. They grow by those of one page when pages are made in a row."""
    done, anchors, lookups = vars(context).get("_press_before", (0, set(), set()))
    if count != done + 1 or not count:
        done, anchors, lookups = 0, set(), set()
    for *_, state in context.page_maker[done:count]:
        anchors.update(state.get("anchors", ()))
        lookups.update(state.get("content_lookups", ()))
    context._press_before = count, anchors, lookups
    return anchors, lookups


def _page_references(stock: Any) -> Any:
    """``PDF.page_references`` made anew only when there are more pages."""

    def page_references(self: Any) -> Any:
        count = len(self.pages["Kids"])
        held = vars(self).get("_press_pages")
        if held is None or held[0] != count:
            held = self._press_pages = (count, stock.fget(self))
        return held[1]

    return property(page_references)


SAVING = Saving(
    "long sections",
    (
        Replacement("weasyprint.layout.page", "make_page", _make_page),
        Replacement("pydyf", "PDF.page_references", _page_references),
    ),
)
