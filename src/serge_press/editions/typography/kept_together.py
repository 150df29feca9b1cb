"""What is kept together at the head of a page, so that the page before had to end without it, and how much it left free."""

from __future__ import annotations

from typing import Any

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONG = 6  # lines of a note: with a longer one the page before should not have been left half empty


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


def gap_of(page: Any, text_foot: float) -> float:
    """How many lines are free on a WeasyPrint page under the text, which ends at ``text_foot`` (CSS px): above notes or foot."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import strut

    areas = [part.position_y for part in page.children if isinstance(part, boxes.FootnoteAreaBox) and part.children]
    free: float = min([page.content_box_y() + page.height, *areas]) - text_foot
    line: float = strut(page.children[0].style)[0]
    bare = text_foot <= page.content_box_y()  # without text a page has no end of it
    return 0.0 if bare or line <= 0 else round(free / line, 2)


def begins_with_call(page: Any) -> bool:
    """Whether one of the first lines of a WeasyPrint page calls a note, under a heading or not: of those that stay together."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import strut

    blocks = [page.children[0]]
    while blocks:
        box = blocks.pop(0)
        within = list(getattr(box, "children", ()))
        lines = [child for child in within if isinstance(child, boxes.LineBox)]
        if not lines:
            blocks = [child for child in within if isinstance(child, boxes.BlockLevelBox)] + blocks
        elif not (blocks and box.element_tag in _HEADINGS):
            first = lines[: max(box.style["orphans"], box.style["widows"])]
            if any(line.height > 2 * strut(page.children[0].style)[0] for line in first):
                return False  # it is the line that had no room
            return any(part.footnote is not None for line in first for part in line.descendants())
    return False
