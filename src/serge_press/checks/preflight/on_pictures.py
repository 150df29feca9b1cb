"""Checks of pictures and of transparency: pixels at the size at which they stand, and what shows through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.on_file import forbidden

if TYPE_CHECKING:
    from serge_press.checks.preflight.task import Opened

_NEARLY = 0.99


def check_pictures(page: Opened) -> None:
    """Rules Q050, Q051 and Q070."""
    printer, summary = page.task.printer, page.task.summary
    pixels = printer.pixels
    summary.groups = summary.groups or page.drawn.groups
    for mark in page.drawn.marks:
        if mark.see_through and not mark.hidden:
            summary.see_through = True
            if forbidden(printer.transparency):
                what = "a picture" if mark.kind == "picture" else mark.kind
                page.fault("Q070", f"{what} with {mark.see_through}", mark.box, printer.transparency)
        picture = mark.picture
        if picture is None or pixels is None:
            continue
        density = mark.size / page.sheet.unit
        least = pixels.value.line_art if picture.line_art and pixels.value.line_art else pixels.value.least
        if density < least * _NEARLY:
            size = f"{picture.width} x {picture.height}"
            words = f"a picture of {size} pixels stands at {density:.0f} to the inch; {least} are asked for"
            page.fault("Q050", words, mark.box, pixels, weight=-density)
        elif pixels.value.most and density > pixels.value.most / _NEARLY and not picture.line_art:
            words = f"a picture stands at {density:.0f} pixels to the inch; more than {pixels.value.most} show nothing"
            page.fault("Q051", words, mark.box, pixels, weight=density)
