"""Checks of a cover: one sheet of the right size, no words on a thin spine, and the place of the bar code free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.geometry import common
from serge_press.checks.preflight.on_bar_code import is_of_a_book
from serge_press.checks.preflight.on_jacket import check_folds, check_jacket_size
from serge_press.checks.preflight.sheets import POINT
from serge_press.checks.preflight.task import NEAR
from serge_press.printers.spine import SpineWanted, spine_width

if TYPE_CHECKING:
    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.checks.preflight.task import Opened, Task


def check_cover_size(task: Task) -> None:
    """Rules Q090 and Q091."""
    printer, asked = task.printer, task.asked
    if len(task.sheets) != 1:
        words = f"the {asked.part} has {len(task.sheets)} pages; it is one sheet"
        task.faults.file("Q090", words, None if task.jacket else printer.cover_width)
        return
    sheet = task.sheets[0]
    whole = whole_sheet(sheet)
    if whole is None:
        return
    width, height = sheet.size_of(whole)
    if asked.sheet is not None:
        if abs(width - asked.sheet[0]) > NEAR or abs(height - asked.sheet[1]) > NEAR:
            words = f"{asked.sheet[0]:.1f} x {asked.sheet[1]:.1f} mm are what the printer's template gives"
            task.faults.file("Q090", f"the {asked.part} is {width:.1f} x {height:.1f} mm; {words}")
        return
    if task.jacket:
        check_jacket_size(task, width, height)
        return
    if asked.trim is None:
        task.faults.file("Q091", "the trim of the book is not known")
        return
    if printer.cover_height is not None:
        wanted = asked.trim[1] + printer.cover_height.value
        if abs(height - wanted) > NEAR:
            words = f"the cover is {height:.1f} mm high; {wanted:.1f} mm are asked for"
            task.faults.file("Q090", words, printer.cover_height)
    spine = spine_width(printer, asked.pages, asked.paper, entered=asked.spine)
    if isinstance(spine, SpineWanted) or (not asked.pages and asked.spine is None):
        why = spine.why if isinstance(spine, SpineWanted) else "the page count is not known"
        task.faults.file("Q091", f"the width of the cover cannot be checked: {why}")
    elif printer.cover_width is None:
        task.faults.file(
            "Q091", "the width of the cover cannot be checked: what it has beside trims and spine is not known"
        )
    else:
        wanted = 2 * asked.trim[0] + spine.width + printer.cover_width.value
        if abs(width - wanted) > NEAR:
            words = (
                f"the cover is {width:.1f} mm wide; {wanted:.1f} mm are asked for, {spine.width:.2f} mm of them spine"
            )
            task.faults.file("Q090", words, printer.cover_width)


def whole_sheet(sheet: Sheet) -> Box | None:
    """The sheet of a cover with its bleed, without marks that stand beyond it."""
    return sheet.boxes.get("BleedBox") or sheet.media


def check_cover_place(page: Opened) -> None:
    """Rules Q092 and Q093, on a cover whose trim is known; the spine is taken to stand in the middle of the sheet."""
    task, sheet = page.task, page.sheet
    media, asked, printer = whole_sheet(sheet), task.asked, task.printer
    if media is None or asked.trim is None:
        return
    scale = POINT * sheet.unit
    middle = (media[0] + media[2]) / 2
    made = spine_width(printer, asked.pages, asked.paper, entered=asked.spine)
    half = 0.0 if isinstance(made, SpineWanted) else made.width / 2 / scale
    spine: Box = (middle - half, media[1], middle + half, media[3])
    if task.jacket:
        check_folds(page, whole_sheet(sheet), half)
    text = printer.spine_text
    if text is not None and 0 < asked.pages < text.value.pages:
        for mark in page.drawn.marks:
            if mark.kind == "text" and mark.inked and spine[0] < (mark.box[0] + mark.box[2]) / 2 < spine[2]:
                words = f"text stands on the spine of {asked.pages} pages; {text.value.pages} are the least"
                page.fault("Q092", words, mark.box, text)
    _barcode(page, spine, scale, beside=((media[3] - media[1]) * scale - asked.trim[1]) / 2)


def _barcode(page: Opened, spine: Box, scale: float, *, beside: float) -> None:
    """Q093. ``beside``: millimetres that are cut off the sheet, or turned in, below the page."""
    fact = page.task.printer.barcode
    if fact is None or fact.value.printed_by != "printer" or not fact.value.height:
        return
    foot = spine[1] + (max(0.0, beside) + fact.value.from_foot) / scale
    right = spine[0] - fact.value.from_spine / scale
    field: Box = (right - fact.value.width / scale, foot, right, foot + fact.value.height / scale)
    found = []
    for mark in page.drawn.marks:
        whole = mark.box[0] <= field[0] and mark.box[2] >= field[2] and mark.kind in ("area", "shading")
        if mark.inked and not whole and common(mark.box, field) is not None:
            found.append(mark)
    if found and not is_of_a_book(page, field):  # one may bring one's own, and the printer is told to leave it
        for mark in found:
            page.fault("Q093", "something stands where the printer puts its bar code", mark.box, fact)
