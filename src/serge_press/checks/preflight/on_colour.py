"""Checks of colour and ink: kinds, black text, registration, total ink, profiles, tints, hairlines, overprinting white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.faults import unless
from serge_press.checks.preflight.geometry import common
from serge_press.findings import Severity
from serge_press.printers.facts import Permission

if TYPE_CHECKING:
    from serge_press.checks.preflight.marks import Mark
    from serge_press.checks.preflight.task import Opened, Task

_MORE = 2.0
"""Per cent of ink that rounding may add."""

_PROCESSES = {"Cyan", "Magenta", "Yellow", "Black", "All", "None"}
_HAIR = 0.1
"""Points: a line below it is as thin as the machine can make it, for printers that name no least."""


def check_colour(page: Opened) -> None:
    """Rules Q060 to Q068."""
    taken = _taken(page.task)
    for mark in page.drawn.marks:
        if mark.hidden:
            continue
        _note(page, mark)
        if (
            mark.overprint
            and mark.kind in ("text", "area", "line")
            and mark.paint.white
            and mark.paint.plates is not None
        ):
            page.fault("Q068", f"{_what(mark)} in white overprints", mark.box)
        if not mark.inked:
            continue
        _kind(page, mark, taken)
        _ink(page, mark)
        if mark.kind in ("text", "area", "line"):
            _tint(page, mark)
            _line(page, mark)


def _what(mark: Mark) -> str:
    return {"text": "text", "area": "an area", "line": "a line", "picture": "a picture"}.get(mark.kind, "a shading")


def _note(page: Opened, mark: Mark) -> None:
    """Remember what was used, for the rules of PDF/X."""
    summary = page.task.summary
    summary.kinds.add((mark.paint.kind, mark.paint.space.tagged))
    if mark.picture is not None:
        summary.packed.update(mark.picture.packed)


def _taken(task: Task) -> tuple[str, ...] | None:
    """The kinds of colour that the printer takes for this part and paper; None where it says nothing."""
    if task.printer.colours is None:
        return None
    kinds = task.printer.colours.value
    if task.cover:
        return kinds.cover
    paper = task.printer.paper(task.asked.paper)
    if paper is None:
        return tuple(dict.fromkeys((*kinds.black, *kinds.colour)))
    return kinds.black if paper.ink == "black" else kinds.colour


def _kind(page: Opened, mark: Mark, taken: tuple[str, ...] | None) -> None:
    printer, paint = page.task.printer, mark.paint
    kind = "rgb" if paint.kind == "lab" else paint.kind
    processes = kind == "spot" and set(paint.space.inks) <= _PROCESSES
    known = kind in ("gray", "rgb", "cmyk", "spot")
    told = paint.told if paint.values or paint.kind == "spot" else {"rgb": "RGB", "cmyk": "CMYK"}.get(kind, kind)
    black_text = mark.kind == "text" and paint.blackish
    if known and taken is not None and kind not in taken and not processes and not black_text:
        page.fault(
            "Q060", f"{_what(mark)} in {told}; {', '.join(taken)} are taken", mark.box, printer.colours, kind=kind
        )
    if black_text:
        weight = None if printer.black_text is not None else Severity.NOTE
        page.fault("Q061", f"black text in {told}", mark.box, printer.black_text, severity=weight)
    elif not page.task.cover:
        _in_black(page, mark, told)
    if printer.colour_tags is not None and printer.colour_tags.value is Permission.FORBIDDEN and paint.space.tagged:
        page.fault("Q064", f"{_what(mark)} in {told} carries a profile", mark.box, printer.colour_tags)


def _in_black(page: Opened, mark: Mark, told: str) -> None:
    """Q065 where the book is ordered in black and a mark is coloured."""
    paper = page.task.printer.paper(page.task.asked.paper)
    if paper is None or paper.ink != "black" or mark.paint.registration:
        return
    paint, picture = mark.paint, mark.picture
    if picture is not None and not picture.stencil:
        coloured = picture.space.kind == "cmyk" and not picture.colourless
    elif paint.kind == "rgb" and len(paint.values) == 3:
        coloured = max(paint.values) - min(paint.values) > 0.02
    else:
        coloured = paint.plates is not None and not paint.one_ink
    if coloured:
        page.fault("Q065", f"{_what(mark)} in {told}, and the book is printed in black", mark.box)


def _ink(page: Opened, mark: Mark) -> None:
    printer, trim = page.task.printer, page.sheet.trim
    on_page = trim is None or common(mark.box, trim) is not None
    if mark.paint.registration and mark.kind != "picture":
        if on_page:
            page.fault("Q062", f"{_what(mark)} in the registration colour ({mark.paint.told})", mark.box)
        return
    limit = printer.total_ink
    if limit is None:
        return
    total = mark.picture.ink if mark.picture is not None and not mark.picture.stencil else mark.paint.total
    if total > limit.value + _MORE:
        words = f"{_what(mark)} with {total:.0f} % of ink; {limit.value:g} % are taken"
        page.fault("Q063", words, mark.box, limit, weight=total)


def _tint(page: Opened, mark: Mark) -> None:
    least, plates = page.task.printer.lightest_tint, mark.paint.plates
    if least is None or plates is None or mark.paint.registration:
        return
    strongest = 100 * max(plates)
    if 0.1 < strongest < least.value - 0.5:
        page.fault(
            "Q066", f"{_what(mark)} in a tint of {strongest:.0f} %; {least.value:g} % is the least", mark.box, least
        )


def _line(page: Opened, mark: Mark) -> None:
    if mark.kind == "text":
        return
    thick = mark.thick * page.sheet.unit
    long = max(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) * page.sheet.unit
    fact = page.task.printer.thinnest_line
    least = fact.value if fact is not None else _HAIR
    strip = mark.kind == "line" or long >= max(5.0, 10 * thick)
    if strip and thick < least - 0.01:
        words = f"{'a line' if mark.kind == 'line' else 'a strip'} of {thick:.2f} pt; {least:g} pt is the least"
        page.fault("Q067", words, mark.box, fact, weight=-thick, severity=unless(fact))
