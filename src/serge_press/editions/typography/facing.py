"""Facing pages beside each other: that they end at one height."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.findings import NOWHERE
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from serge_press.editions.box_tree import SetPage
    from serge_press.findings import Finding, Place
    from serge_press.manuscript.folios import Folios

_LEVEL = 8.0  # CSS px: half a line of a book
_MM = 25.4 / 96
_LONG = 6  # lines of a note: with a longer one the page before should not have been left half empty


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


def begins_with_kept(page: Any) -> bool:
    """Whether a WeasyPrint page begins with what is kept together, so that the page before could not take a part of it."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.block import block_level_page_break

    box, after = page.children[0], None
    while True:
        if isinstance(box, boxes.ReplacedBox) or getattr(box, "is_table_wrapper", False):
            return True
        flow = [
            child
            for child in getattr(box, "children", ())
            if isinstance(child, boxes.BlockLevelBox) and child.is_in_normal_flow()
        ]
        if not flow or flow[0].style["break_inside"] in ("avoid", "avoid-page"):
            break
        box, after = flow[0], flow[1] if len(flow) > 1 else after
    if flow:
        return True
    lines = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.LineBox)]
    called = [part.footnote for part in (lines[0].descendants() if lines else ()) if getattr(part, "footnote", None)]
    if called:
        return all(
            _lines_of(page, note) <= _LONG for note in called
        )  # a line that calls a note needs room for the note
    bound = after is not None and block_level_page_break(box, after) in ("avoid", "avoid-page")
    if bound and (box.element_tag != "p" or len(lines) <= box.style["widows"] or box.style["break_after"] == "avoid"):
        return True
    begins = bool(lines) and lines[0].__dict__.get("press_ends", (True, True))[0]
    return begins and len(lines) < box.style["orphans"] + box.style["widows"]


def _lines_of(page: Any, note: Any) -> int:
    """How many lines a note has on a page."""
    from weasyprint.formatting_structure import boxes

    areas = (part for part in page.children if isinstance(part, boxes.FootnoteAreaBox))
    return sum(
        isinstance(line, boxes.LineBox)
        for area in areas
        for box in area.descendants()
        if box.element is note.element and isinstance(box, boxes.BlockBox)
        for line in box.children
    )
