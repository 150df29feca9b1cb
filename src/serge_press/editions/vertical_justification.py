"""Pages that end at one height: the space that a page has left over goes to the spaces between its blocks.

A page ends short where what comes next may not be broken, or not there: an entry with its evidence, a heading with its first
lines, a picture. Facing pages then end at different heights. Here the spaces of such a page, above headings, between entries
and around quotations, grow until its last line stands where the last line of a full page does. Nothing moves to another page,
so it costs next to nothing, and a section comes out the same on whichever side it begins.

A page of running text stays on the grid: its spaces grow by whole lines. On others (entries, small print) every space grows by a
like part of itself. A page stays short where a section ends, and where its spaces would have to grow by more than the sheet
allows (``--vertical-justification``, docs/house-style.md): a hole in the page would be worse. Notes stand at the foot anyway.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.grid import PLAY
from serge_press.editions.typography.lines import of_text
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAIR = 0.1  # CSS px: what is nearer is level
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "header"})


@dataclass(frozen=True, slots=True)
class _Space:
    """The space above a block: the block, the boxes around it from the page down, and how high the space is (CSS px).

    ``twins``: it stands between two of a kind, as between entries.
    """

    below: Any
    around: tuple[tuple[Any, int], ...]  # each box with the number of the child that goes on down
    height: float
    twins: bool


@contextmanager
def even_feet() -> Iterator[None]:
    """Lay out inside this context with pages that end at one height; WeasyPrint is as it was afterwards.

    Not for two threads at once.
    """
    from weasyprint.layout import page

    stock = page.make_page

    def make_page(*given: Any) -> Any:
        made, resume_at, next_page = stock(*given)
        if resume_at is not None and next_page["break"] == "any":
            made.press_left = justify(made)
        return made, resume_at, next_page

    page.make_page = make_page
    try:
        yield
    finally:
        page.make_page = stock


def justify(page: Any) -> float:
    """Let the spaces of a WeasyPrint page grow; gives by how much (CSS px) running text ends short in spite of that."""
    from weasyprint.formatting_structure import boxes

    root, *areas = page.children
    most = growth(root.style)
    if any(area.children for area in areas):
        return 0.0
    line, last = _last_line(page, root)
    left: float = page.content_box_y() + page.height - last
    if left < _HAIR:
        return 0.0
    running = any(isinstance(box, boxes.LineBox) and of_text(box, root.style) for box in root.descendants())
    if most > 0 and left < page.height / 2:
        spaces = [one for one in _spaces(root, ()) if one.height > _HAIR]
        rooms = [_room(one, line, most) for one in spaces]
        if grown := _by_lines(line, left, rooms) if running else _by_parts(left, rooms):
            for one, more in zip(spaces, grown, strict=True):
                _grow(one, more)
            _keep_within(root, page.content_box_y() + page.height)
            return 0.0
    return left if running else 0.0


def growth(style: Any) -> float:
    """By how much of itself a space may grow that has this style: 1 is as much as it has."""
    tokens = style["__vertical_justification"] or ()
    return min(2.0, next((float(one.value) / 100 for one in tokens if one.type == "percentage"), 0.0))


def _last_line(page: Any, root: Any) -> tuple[float, float]:
    """The height of a line of the text, and where the page ends, as if its last line were of the text's own size.

    Baselines are what the eye sees, so those are made level: small print stands higher in its lines than the text does.
    """
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import strut

    line, baseline = strut(root.style)
    lowest = page.content_box_y()
    for box in root.descendants():
        if isinstance(box, boxes.LineBox):
            lowest = max(lowest, box.position_y + max(box.height, box.baseline + line - baseline))
        elif isinstance(box, boxes.ReplacedBox | boxes.TableRowBox):
            lowest = max(lowest, box.position_y + box.margin_height())
    return line, lowest


def _spaces(box: Any, around: tuple[tuple[Any, int], ...]) -> Iterator[_Space]:
    """The spaces between the blocks under a box, from the top down, that may grow."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.block import block_level_page_break

    if not isinstance(box, boxes.BlockContainerBox) or box.is_table_wrapper or box.is_column:
        return
    if any(isinstance(child, boxes.BlockLevelBox) and child.is_column for child in box.children):
        return
    flow = [(at, child) for at, child in enumerate(box.children) if _in_flow(child)]
    for (_, before), (at, child) in pairwise(((-1, None), *flow)):
        if before is not None and child is not None and not _together(before, child, block_level_page_break):
            above = child.border_box_y() - before.border_box_y() - before.border_height()
            twins = (before.element_tag, before.element.get("class")) == (child.element_tag, child.element.get("class"))
            yield _Space(child, (*around, (box, at)), above, twins)
        yield from _spaces(child, (*around, (box, at)))


def _in_flow(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.BlockLevelBox) and box.is_in_normal_flow()


def _together(before: Any, after: Any, page_break: Any) -> bool:
    """Whether two blocks belong so closely together that no page turns between them."""
    return before.element_tag in _HEADINGS or page_break(before, after) in ("avoid", "avoid-page")


def _room(space: _Space, line: float, most: float) -> float:
    """By how much a space may grow (CSS px): a large one as if it were a line, one between two of a kind as if it were half."""
    return most * min(line, max(space.height, line / 2 if space.twins else line / 8))


def _by_lines(line: float, left: float, rooms: list[float]) -> list[float]:
    """What each space grows by on a page of running text: whole lines, the first of the largest spaces first."""
    lines = round(left / line) if line > 0 else 0
    able = sorted((-room, at) for at, room in enumerate(rooms) if room > line - _HAIR)[:lines]
    if not lines or abs(left - lines * line) > PLAY or len(able) < lines:
        return []
    chosen = {at for _, at in able}
    return [line if at in chosen else 0.0 for at in range(len(rooms))]


def _by_parts(left: float, rooms: list[float]) -> list[float]:
    """What each space grows by: a like part of what it may grow by; nothing if that is not enough."""
    total = sum(rooms)
    return [left * room / total for room in rooms] if left <= total else []


def _grow(space: _Space, more: float) -> None:
    """Make a space higher: move the block below it and all that follows; the boxes around it grow with it."""
    for box, at in space.around:
        for child in box.children[at + 1 :]:
            child.translate(dy=more)
        box.height += more
    space.below.translate(dy=more)


def _keep_within(box: Any, foot: float) -> None:
    """Let no box that goes on on the next page reach below the foot."""
    while True:
        box.height = min(box.height, max(0.0, foot - box.content_box_y()))
        inner = [child for child in getattr(box, "children", ()) if _in_flow(child)]
        if not inner:
            return
        box = inner[-1]
