"""Checks of where things stand: text near to the edge or the binding, matter that ends at the trim, printer's marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.checks.preflight.geometry import common
from serge_press.checks.preflight.on_jacket import bleed_of
from serge_press.checks.preflight.sheets import POINT
from serge_press.checks.preflight.task import TOLERANCE
from serge_press.printers.facts import Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.marks import Mark
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.checks.preflight.task import Opened
    from serge_press.printers.facts import Fact
    from serge_press.printers.profile import Edges

_ORNAMENT = 120.0
"""Points: a letter as large as this is a drawing, and may run off the page as one."""

_EDGES = ("left", "foot", "right", "head")


def check_place(page: Opened) -> None:
    """Rules Q030 to Q036."""
    sheet = page.sheet
    if sheet.trim is None:
        return
    outside: list[Mark] = []
    for mark in page.drawn.marks:
        if not mark.inked:
            continue
        if _is_outside(mark.box, sheet.trim, sheet):
            outside.append(mark)
        elif mark.kind == "text" and mark.size < _ORNAMENT:
            _text(page, mark)
        else:
            _ends_at_trim(page, mark)
            if mark.kind == "picture" and not page.task.cover:
                _picture(page, mark)
    _marks(page, outside)


def _is_outside(box: Box, trim: Box, sheet: Sheet) -> bool:
    by = TOLERANCE / (POINT * sheet.unit)
    return common(box, (trim[0] + by, trim[1] + by, trim[2] - by, trim[3] - by)) is None


def _distances(sheet: Sheet, box: Box) -> tuple[float, float, float, float]:
    """How far inside the trim a box ends at the left, foot, right and head, in millimetres; beyond it, less than 0."""
    trim = sheet.trim
    assert trim is not None
    scale = POINT * sheet.unit
    lying = (box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3])
    left, foot, right, head = (length * scale for length in sheet.as_seen(lying))
    return left, foot, right, head


def _in_order(sheet: Sheet, edges: Edges) -> tuple[float, float, float, float]:
    """The edges as left, foot, right and head of this page."""
    left, right = (edges.inside, edges.outside) if sheet.right_hand else (edges.outside, edges.inside)
    return left, edges.bottom, right, edges.top


def _has_bleed(sheet: Sheet) -> bool:
    trim, bleed = sheet.trim, sheet.bleed
    return trim is not None and bleed is not None and bleed[3] - trim[3] > 1


def _text(page: Opened, mark: Mark) -> None:
    sheet, printer = page.sheet, page.task.printer
    distances = _distances(sheet, mark.box)
    margins = printer.margins
    if printer.margins_with_bleed is not None and _has_bleed(sheet):
        margins = printer.margins_with_bleed
    if page.task.cover:
        turned_in = printer.binding == "case" and not page.task.jacket  # and not cut
        if printer.cover_safe is not None and not turned_in:
            safe = (printer.cover_safe.value,) * 4
            _too_near(page, mark, distances, safe, printer.cover_safe)
        return
    if margins is not None:
        _too_near(page, mark, distances, _in_order(sheet, margins.value), margins)
    _gutter(page, mark, distances)


def _too_near(
    page: Opened,
    mark: Mark,
    distances: tuple[float, float, float, float],
    wanted: tuple[float, float, float, float],
    fact: Fact[Edges] | Fact[float],
) -> None:
    for edge, has, asked in zip(_EDGES, distances, wanted, strict=True):
        if has < asked - TOLERANCE:
            words = f"text stands {has:.1f} mm from the {edge}; {asked:.1f} mm are asked for"
            page.fault("Q031", words, mark.box, fact, weight=asked - has)


def _gutter(page: Opened, mark: Mark, distances: tuple[float, float, float, float]) -> None:
    printer = page.task.printer
    step = printer.gutter_at(page.task.pages)
    if step is None:
        return
    has = distances[0] if page.sheet.right_hand else distances[2]
    if has < step.inside - TOLERANCE:
        words = (
            f"text stands {has:.1f} mm from the binding; {step.inside:.1f} mm are asked for "
            f"in a book of {page.task.pages} pages"
        )
        page.fault("Q032", words, mark.box, printer.gutter, weight=step.inside - has)


def _picture(page: Opened, mark: Mark) -> None:
    """Q036 where a picture neither runs off the page nor keeps clear of its edge or the binding."""
    sheet, printer = page.sheet, page.task.printer
    margins, step = printer.margins, printer.gutter_at(page.task.pages)
    asked = list(_in_order(sheet, margins.value)) if margins is not None else [0.0] * 4
    facts: list[Fact[Any] | None] = [margins] * 4
    bound = 0 if sheet.right_hand else 2
    if step is not None and step.inside > asked[bound]:
        asked[bound], facts[bound] = step.inside, printer.gutter
    for edge, has, least, fact in zip(_EDGES, _distances(sheet, mark.box), asked, facts, strict=True):
        if TOLERANCE < has < least - TOLERANCE:
            words = f"a picture stands {has:.1f} mm from the {edge} and does not run off the page; {least:.1f} mm are asked for"
            page.fault("Q036", words, mark.box, fact, weight=least - has)


def _ends_at_trim(page: Opened, mark: Mark) -> None:
    """Q030 where matter reaches the trim and not the end of the bleed."""
    wanted, fact = _asked_bleed(page)
    for edge, has, asked in zip(_EDGES, _distances(page.sheet, mark.box), wanted, strict=True):
        if asked and -asked + TOLERANCE < has < TOLERANCE:
            what = {"picture": "a picture", "line": "a line", "shading": "a shading"}.get(mark.kind, "an area")
            words = f"{what} ends {max(0.0, -has):.1f} mm beyond the {edge} of the page; {asked:.1f} mm are asked for"
            page.fault("Q030", words, mark.box, fact, weight=asked + has)


def _asked_bleed(page: Opened) -> tuple[tuple[float, float, float, float], Fact[Any] | None]:
    """The bleed that is asked for at the left, foot, right and head, in millimetres, and by which rule; 0 where none is.

    A case is not cut but turned in; a jacket about it is cut.
    """
    task, printer = page.task, page.task.printer
    if task.jacket:
        bleed = bleed_of(task)
        own = printer.jacket if printer.jacket is not None and printer.jacket.value.bleed else printer.cover_bleed
        return (bleed, bleed, bleed, bleed), own
    if task.cover:
        fact = printer.cover_bleed
        width = fact.value if fact is not None and printer.binding != "case" else 0.0
        return (width, width, width, width), fact
    if printer.bleed is None:
        return (0.0, 0.0, 0.0, 0.0), None
    return _in_order(page.sheet, printer.bleed.value), printer.bleed


def _marks(page: Opened, outside: list[Mark]) -> None:
    """Q033 to Q035: lines and words outside the trim are marks."""
    fact = page.task.printer.marks
    drawn = [mark for mark in outside if mark.kind in ("line", "text") or min(_extent(mark)) < 3]
    if fact is None:
        return
    if fact.value is Permission.FORBIDDEN and drawn:
        page.fault("Q033", f"{len(drawn)} lines or words stand outside the trim", drawn[0].box, fact, weight=len(drawn))
    elif fact.value is Permission.REQUIRED and not drawn:
        page.fault("Q034", "no marks stand outside the trim", None, fact)
    if fact.value is not Permission.FORBIDDEN:
        wanted, bleed = _asked_bleed(page)
        for mark in _in_bleed(page.sheet, drawn, wanted) if bleed is not None else ():
            page.fault("Q035", "marks stand within the bleed", mark.box, bleed)


def _extent(mark: Mark) -> tuple[float, float]:
    return mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]


def _in_bleed(sheet: Sheet, drawn: list[Mark], bleed: tuple[float, float, float, float]) -> Iterator[Mark]:
    trim = sheet.trim
    assert trim is not None
    scale = POINT * sheet.unit
    left, foot, right, head = (length / scale for length in bleed)
    by = TOLERANCE / scale
    zone = (trim[0] - left + by, trim[1] - foot + by, trim[2] + right - by, trim[3] + head - by)
    yield from (mark for mark in drawn if common(mark.box, zone) is not None)
