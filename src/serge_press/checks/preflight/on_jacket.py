"""Checks of a jacket: its size from trim, spine and flaps, and no words where it is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.sheets import POINT
from serge_press.checks.preflight.task import NEAR
from serge_press.printers.profile import Jacket
from serge_press.printers.spine import SpineWanted, spine_width

if TYPE_CHECKING:
    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.task import Opened, Task

_CLEAR = 2.0
"""Millimetres by which a jacket is off where it is folded by hand."""

_ORNAMENT = 120.0
"""Points: a letter as large as this is a drawing, and may run over a fold as one."""


def check_jacket_size(task: Task, width: float, height: float) -> None:
    """Rules Q090 and Q091 for a jacket of which the author gave no whole size."""
    printer, asked = task.printer, task.asked
    if printer.jacket is None:
        task.faults.file("Q091", "the size of the jacket cannot be checked: none is known of this printer")
        return
    bleed = bleed_of(task)
    if asked.trim is None:
        task.faults.file("Q091", "the trim of the book is not known")
        return
    known, fact = printer.jacket.value.at(*asked.trim), printer.jacket
    if known.higher:
        wanted = asked.trim[1] + known.higher + 2 * bleed
        if abs(height - wanted) > NEAR:
            task.faults.file("Q090", f"the jacket is {height:.1f} mm high; {wanted:.1f} mm are asked for", fact)
    spine = spine_width(printer, asked.pages, asked.paper, entered=asked.spine)
    flap = asked.flap or known.flap
    if isinstance(spine, SpineWanted) or not known.wider or not flap:
        why = spine.why if isinstance(spine, SpineWanted) else "the printer's template tells it: give the whole size"
        task.faults.file("Q091", f"the width of the jacket cannot be checked: {why}")
        return
    wanted = 2 * (asked.trim[0] + known.wider + flap + bleed) + spine.width
    if abs(width - wanted) > NEAR:
        words = f"{wanted:.1f} mm are asked for, {spine.width:.2f} mm of them spine and {flap:.1f} mm each flap"
        task.faults.file("Q090", f"the jacket is {width:.1f} mm wide; {words}", fact)


def bleed_of(task: Task) -> float:
    """The bleed of the printer's jackets."""
    printer = task.printer
    known = printer.jacket.value if printer.jacket is not None else Jacket()
    return known.bleed or (printer.cover_bleed.value if printer.cover_bleed is not None else 0.0)


def check_folds(page: Opened, sheet: Box | None, half_spine: float) -> None:
    """Rule Q094: words across a fold. The spine stands in the middle, the flaps at both ends; ``half_spine`` in points."""
    task = page.task
    known = Jacket()
    if task.printer.jacket is not None and task.asked.trim is not None:
        known = task.printer.jacket.value.at(*task.asked.trim)
    flap = task.asked.flap or known.flap
    if sheet is None:
        return
    scale = POINT * page.sheet.unit
    middle = (sheet[0] + sheet[2]) / 2
    folds = [middle - half_spine, middle + half_spine] if half_spine else []
    if flap:
        reach = (flap + bleed_of(task)) / scale
        folds += [sheet[0] + reach, sheet[2] - reach]
    by = _CLEAR / scale
    for mark in page.drawn.marks:
        if mark.kind != "text" or not mark.inked or mark.size >= _ORNAMENT:
            continue
        on_spine = middle - half_spine - by <= mark.box[0] and mark.box[2] <= middle + half_spine + by
        near = [fold for fold in folds if mark.box[0] < fold + by and mark.box[2] > fold - by]
        if near and not on_spine:
            page.fault("Q094", "text stands on a fold of the jacket", mark.box, task.printer.jacket)
