"""The grid of lines: a paragraph begins on a line of the grid, whatever stands above it.

Lines of one height keep to the grid by themselves as long as all that stands between them is whole lines high. Tables, pictures
and lists that were parted by a page turn are not; what follows them is let down to the next line of the grid, which begins at the
head of every page. So the lines of facing pages are level. Where, a sheet says (``--line-snap``, docs/house-style.md).
"""

from __future__ import annotations

from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.grid import PLAY, off

if TYPE_CHECKING:
    from collections.abc import Iterator


def on_grid(context: Any, box: Any, skip_stack: Any, y: float) -> float:
    """Where the first line of a block begins that would begin at ``y`` (CSS px); the same where it need not keep to the grid."""
    if skip_stack is not None or context.in_column or box.element is None or not _snaps(box.style):
        return y  # what no element made is furniture of the page, or a row of short notes at its foot
    from weasyprint.text.line_break import strut

    height, _ = strut(box.style.root_style)
    down = y - context.current_footnote_area.page.content_box_y()
    return y + ceil(down / height) * height - down if off(down, height) > PLAY else y


def _snaps(style: Any) -> bool:
    known: bool | None = style.__dict__.get("_press_snaps")
    if known is None:
        tokens = style["__line_snap"] or ()
        known = any(one.type == "ident" and one.value == "baseline" for one in tokens)
        known = known and style["font_size"] == style.root_style["font_size"]
        style.__dict__["_press_snaps"] = known
    return known


@contextmanager
def tables_at_the_head() -> Iterator[None]:
    """Lay out inside this context so that a table at the head of a page stands on its first line, as all else does there.

    What is said of the margins of a table, WeasyPrint says of the box around table and caption; but not what becomes of them at
    a page turn (``margin-break``).
    """
    from weasyprint.css.properties import TABLE_WRAPPER_BOX_PROPERTIES

    known = "margin_break" in TABLE_WRAPPER_BOX_PROPERTIES
    TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")
    try:
        yield
    finally:
        if not known:
            TABLE_WRAPPER_BOX_PROPERTIES.discard("margin_break")
