"""All that is looked at on a page by itself, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.grid import off_grid
from serge_press.editions.typography.letterforms import false_small_capitals, wrong_figures
from serge_press.editions.typography.lines import page_lines
from serge_press.editions.typography.rows import headless_tables, uneven_leaders, unlike_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

DISORDER = {
    "grid": (
        "P033",
        "page {label}: a line of the text is off the grid of lines, and so not level with the facing page: {words}",
    ),
    "figures-text": ("P034", "page {label}: figures in the text are not of the kind that the text has: {words}"),
    "figures-cell": ("P034", "page {label}: figures in a table are not lining ones: {words}"),
    "capitals": ("P034", "page {label}: the face lacks the small capital of some letter: {words}"),
    "dots": ("P036", "page {label}: dots or number do not stand below those of the line above: {words}"),
    "table": ("P036", "page {label}: a table goes on without its heads: {words}"),
    "columns": ("P036", "page {label}: columns end at heights that differ{words}"),
}
"""By kind of fault, the rule and what is said."""


def disorder_of(page: Any) -> Iterator[tuple[str, str, str]]:
    """Kind, nearest anchor and words of each fault of a WeasyPrint page box."""
    lines = page_lines(page)
    yield from off_grid(page, lines)
    yield from wrong_figures(page, lines)
    yield from false_small_capitals(lines)
    yield from uneven_leaders(lines)
    yield from headless_tables(page)
    yield from unlike_columns(page)
