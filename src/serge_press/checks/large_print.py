"""Large print, looked at as it came out: is there type too small to be called so?

Measured in the finished file, at the size at which letters stand on the paper, whatever style sheet set them so.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from serge_press.checks.preflight.bounds import Budget, TooMuch
from serge_press.checks.preflight.painter import Painter
from serge_press.checks.preflight.sheets import sheets_of
from serge_press.checks.preflight.values import FAULTS
from serge_press.editions.leaves import holdings
from serge_press.findings import Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

LEAST = 16.0
"""Points: what UKAAF's G003 asks for; it wishes 18."""

_SLACK = 0.05
_TOLD = 5


def check_large_print(issue: Issue, manuscript: Manuscript | None = None) -> tuple[Finding, ...]:
    """P016 for type below 16 points in a finished PDF: one finding, with the pages, and the author's place of the first."""
    import pikepdf

    small: dict[int, float] = {}  # leaf, from 0 → the smallest type on it
    try:
        with pikepdf.open(io.BytesIO(issue.data)) as pdf:
            painter = Painter(Budget(), frozenset())
            for leaf, sheet in enumerate(sheets_of(pdf)):
                sizes = [
                    mark.size * sheet.unit for mark in painter.page(sheet).marks if mark.kind == "text" and mark.inked
                ]
                if sizes and min(sizes) < LEAST - _SLACK:
                    small[leaf] = min(sizes)
    except (pikepdf.PdfError, TooMuch, *FAULTS) as fault:
        return (finding("P016", Place(issue.name), f"the sizes of its type cannot be read: {fault}"),)
    if not small:
        return ()
    pages = issue.folios.pages if issue.folios else ()
    labels = [pages[leaf].label if leaf < len(pages) else str(leaf + 1) for leaf in small]
    more = f" and {len(labels) - _TOLD} more" if len(labels) > _TOLD else ""
    words = f"page {labels[0]}" if len(labels) == 1 else f"pages {', '.join(labels[:_TOLD])}{more}"
    also: tuple[tuple[Place, str], ...] = ()
    first = next(iter(small))
    if manuscript and first < len(pages) and (anchor := pages[first].anchor):
        place = holdings(manuscript).places.get(anchor)
        also = ((place, "the first such page begins here"),) if place else ()
    message = f"type of {min(small.values()):.1f} points on {words}; {LEAST:g} is the least"
    return (finding("P016", Place(issue.name), message, also=also),)
