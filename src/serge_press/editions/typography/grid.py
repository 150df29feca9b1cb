"""The grid: lines of the running text stand where those of the facing page do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.lines import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.editions.typography.lines import PageLine

PLAY = 2 / 3
"""CSS px (half a point): no eye sees less."""


def off_grid(page: Any, lines: Sequence[PageLine]) -> Iterator[tuple[str, str, str]]:
    """The first line of the running text on a page that is off the grid, which begins at the head of the page."""
    from weasyprint.text.line_break import strut

    height, _ = strut(page.children[0].style)
    head = page.content_box_y()
    for line in lines:
        if line.running and not line.column and off(line.box.position_y - head, height) > PLAY:
            yield "grid", line.anchor, quoted(line.box)
            return


def off(distance: float, height: float) -> float:
    """How far a distance is from whole lines of this height; nothing where a sheet gives lines none."""
    if height <= 0:
        return 0.0
    lines = distance / height
    return abs(lines - round(lines)) * height
