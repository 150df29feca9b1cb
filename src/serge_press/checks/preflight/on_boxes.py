"""Checks of the boxes of the pages: there, in each other, of one size, of the printer's size."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from serge_press.checks.preflight.faults import unless
from serge_press.checks.preflight.geometry import inside
from serge_press.checks.preflight.on_jacket import bleed_of
from serge_press.checks.preflight.sheets import POINT
from serge_press.checks.preflight.task import NEAR, TOLERANCE
from serge_press.printers.facts import Permission

if TYPE_CHECKING:
    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.checks.preflight.task import Task
    from serge_press.printers.facts import Fact
    from serge_press.printers.profile import Edges, PrinterProfile

_HALF_A_POINT = 0.5
Size = tuple[float, float]


def find_trims(task: Task) -> None:
    """Make out for every sheet where it is cut: its TrimBox, else the sheet less the printer's bleed where that fits."""
    for sheet in task.sheets:
        media = sheet.media
        box = sheet.boxes.get("TrimBox") or sheet.boxes.get("ArtBox")
        if media is None:
            continue
        as_large = box is None or inside(media, box, 0.5)
        if task.cover and as_large:
            box = _cover_without_bleed(task, sheet, media)
        elif box is None or (as_large and "BleedBox" not in sheet.boxes):
            box = _without_bleed(task, sheet, media) or box or sheet.boxes.get("CropBox") or media
        sheet.trim = box


def _cover_without_bleed(task: Task, sheet: Sheet, media: Box) -> Box:
    """A cover without a TrimBox of its own, as most programs make it, less the bleed that its whole size has been given.

    A case is not cut: it is turned in.
    """
    bleed = 0.0
    if task.jacket:
        bleed = bleed_of(task)
    elif task.printer.cover_bleed is not None and task.printer.binding != "case":
        bleed = task.printer.cover_bleed.value
    by = bleed / (POINT * sheet.unit)
    left, low, right, high = media
    small = min(right - left, high - low) <= 2 * by
    return media if small else (left + by, low + by, right - by, high - by)


def _without_bleed(task: Task, sheet: Sheet, media: Box) -> Box | None:
    """The sheet less the bleed, where that has a size the printer names or the author asks for, and the sheet has not."""
    bleed = task.printer.bleed
    if bleed is None or task.cover or sheet.rotate or _is_wanted(task, sheet.size_of(media)):
        return None
    left, low, right, high = media
    less = _edges_of(sheet, bleed.value)
    box = (left + less[0], low + less[1], right - less[2], high - less[3])
    return box if box[2] > box[0] and box[3] > box[1] and _is_wanted(task, sheet.size_of(box)) else None


def _edges_of(sheet: Sheet, edges: Edges) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points."""
    scale = POINT * sheet.unit
    left, right = (edges.inside, edges.outside) if sheet.right_hand else (edges.outside, edges.inside)
    return left / scale, edges.bottom / scale, right / scale, edges.top / scale


def _is_wanted(task: Task, size: Size) -> bool:
    if task.asked.trim is not None:
        return _same(size, task.asked.trim)
    found = task.printer.trim_of(*size, NEAR)
    return found is not None and bool(found[0].name)


def _same(one: Size, other: Size) -> bool:
    return abs(one[0] - other[0]) <= NEAR and abs(one[1] - other[1]) <= NEAR


def check_boxes(task: Task) -> None:
    """Rules Q014 and Q020 to Q026."""
    for sheet in task.sheets:
        _proper(task, sheet)
        _nested(task, sheet)
        if sheet.rotate:
            task.faults.page(
                "Q025", sheet, f"the page is turned by {sheet.rotate} degrees", None, task.printer.rotation,
                severity=unless(task.printer.rotation),
            )  # fmt: skip
    if task.sheets and not any("TrimBox" in sheet.boxes or "ArtBox" in sheet.boxes for sheet in task.sheets):
        task.faults.file("Q026", "no page has a TrimBox")
    if not task.cover:
        _one_size(task)
        for sheet in task.sheets:
            _bleeds(task, sheet)


def _proper(task: Task, sheet: Sheet) -> None:
    if sheet.media is None:
        task.faults.page("Q020", sheet, "the page has no MediaBox, or one that is no box")
    elif sheet.bad:
        task.faults.page("Q020", sheet, f"{' and '.join(sheet.bad)} of the page is no box")
    if sheet.unit != 1.0:
        task.faults.page("Q020", sheet, f"the page is measured in units of {sheet.unit:g} points", kind="unit")


def _nested(task: Task, sheet: Sheet) -> None:
    boxes = sheet.boxes
    pairs = (("TrimBox", "BleedBox"), ("ArtBox", "BleedBox"), ("TrimBox", "MediaBox"), ("BleedBox", "MediaBox"),
             ("TrimBox", "CropBox"), ("ArtBox", "MediaBox"))  # fmt: skip
    for within, around in pairs:
        if within in boxes and around in boxes and not inside(boxes[within], boxes[around], _HALF_A_POINT):
            task.faults.page("Q021", sheet, f"the {within} of the page reaches out of its {around}")
            return


def _told(size: Size) -> str:
    return f"{size[0]:.1f} x {size[1]:.1f} mm"


def _one_size(task: Task) -> None:
    sizes = {sheet.number: sheet.size_of(sheet.trim) for sheet in task.sheets if sheet.trim is not None}
    if not sizes:
        return
    counts = Counter((round(width), round(height)) for width, height in sizes.values())
    usual_key = counts.most_common(1)[0][0]
    usual = next(size for size in sizes.values() if (round(size[0]), round(size[1])) == usual_key)
    for sheet in task.sheets:
        size = sizes.get(sheet.number)
        if size is not None and not _same(size, usual):
            words = f"the page is {_told(size)}, most are {_told(usual)}"
            task.faults.page(
                "Q022", sheet, words, None, task.printer.same_size, severity=unless(task.printer.same_size)
            )
    _is_trim(task, usual)


def _is_trim(task: Task, size: Size) -> None:
    printer, wanted = task.printer, task.asked.trim
    if _is_spread(task, size):
        words = f"the pages are {_told(size)}: two pages side by side"
        mend = (
            "if this is the cover, look at it with --cover; else export single pages" if len(task.sheets) == 1 else ""
        )
        task.faults.file("Q014", words, printer.single_pages, mend, severity=unless(printer.single_pages))
        return
    if wanted is not None and not _same(size, wanted):
        task.faults.file("Q023", f"the pages are {_told(size)}, and {_told(wanted)} are ordered")
        return
    if not printer.trims and not printer.custom_trim:
        return
    if printer.trim_of(*size, NEAR) is None:
        fact: Fact[object] = (printer.trims or printer.custom_trim)[0]  # type: ignore[assignment]
        words = f"the pages are {_told(size)}, and the printer has no such trim{_nearest(printer, size)}"
        task.faults.file("Q023", words, fact)


def _nearest(printer: PrinterProfile, size: Size) -> str:
    trims = [trim for fact in printer.trims for trim in fact.value]
    if not trims:
        return ""
    near = min(trims, key=lambda trim: abs(trim.width - size[0]) + abs(trim.height - size[1]))
    return f"; the nearest is {_told((near.width, near.height))}"


def _is_spread(task: Task, size: Size) -> bool:
    """Whether half the page is a trim of the printer's, or the one ordered, and the page itself is not."""
    half = (size[0] / 2, size[1])
    if _is_wanted(task, size):
        return False
    printer = task.printer
    return _is_wanted(task, half) or (
        task.asked.trim is None and printer.trim_of(*size, NEAR) is None and printer.trim_of(*half, NEAR) is not None
    )


def _bleeds(task: Task, sheet: Sheet) -> None:
    """The sheet is the trim, or the trim and the bleed; where marks may stand, the bleed is at least what is asked for."""
    fact, trim, media, bleed = task.printer.bleed, sheet.trim, sheet.media, sheet.bleed
    if fact is None or trim is None or media is None or bleed is None or sheet.rotate:
        return
    scale = POINT * sheet.unit
    wanted = _edges_of(sheet, fact.value)
    loose = task.printer.marks is None or task.printer.marks.value is not Permission.FORBIDDEN
    outer = bleed if loose else media
    has = (trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3])
    if all(abs(width) * scale <= TOLERANCE for width in has):
        return
    if "TrimBox" not in sheet.boxes and "BleedBox" not in sheet.boxes and loose:
        return
    wrong = [
        edge
        for edge, width, asked in zip(("left", "bottom", "right", "top"), has, wanted, strict=True)
        if (width - asked) * scale < -TOLERANCE or (not loose and (width - asked) * scale > TOLERANCE)
    ]
    if wrong:
        told = ", ".join(
            f"{edge} {width * scale:.1f}" for edge, width in zip(("left", "bottom", "right", "top"), has, strict=True)
        )
        asked_words = ", ".join(f"{width * scale:.1f}" for width in wanted)
        words = f"beyond the trim the sheet has {told} mm; {asked_words} are asked for, or none"
        task.faults.page("Q024", sheet, words, None, fact, kind="right" if sheet.right_hand else "left")
