"""Checks of fonts and type: in the file, a font at all, large enough, seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.faults import unless
from serge_press.checks.preflight.on_file import forbidden
from serge_press.findings import Severity

if TYPE_CHECKING:
    from serge_press.checks.preflight.fonts import PdfFont
    from serge_press.checks.preflight.marks import Mark
    from serge_press.checks.preflight.task import Opened


def check_type(page: Opened) -> None:
    """Rules Q040 to Q044."""
    printer, summary = page.task.printer, page.task.summary
    seen: set[int] = set()
    for mark in page.drawn.marks:
        if mark.kind != "text":
            continue
        if mark.hidden:
            weight = None if forbidden(printer.hidden) else Severity.NOTE
            page.fault("Q044", "there is text that leaves no ink", mark.box, printer.hidden, severity=weight)
            continue
        font = mark.font
        if font is not None and id(font) not in seen:
            seen.add(id(font))
            if not font.embedded:
                summary.loose_fonts = True
            _font(page, font, mark)
        least = printer.smallest_type
        size = mark.size * page.sheet.unit
        if least is not None and size < least.value - 0.05:
            words = f"type of {size:.1f} pt; {least.value:g} pt is the least"
            page.fault("Q043", words, mark.box, least, weight=-size)


def _font(page: Opened, font: PdfFont, mark: Mark) -> None:
    name = "".join(letter if letter.isprintable() else "?" for letter in font.name)[:60]
    if font.type == "Type3":
        page.fault("Q042", f"the letters of {name} are drawings (Type 3)", mark.box, kind=name)
    elif not font.embedded:
        fact = page.task.printer.fonts_embedded
        page.fault("Q040", f"{name} is not in the file", mark.box, fact, kind=name, severity=unless(fact))
    elif not font.subset:
        page.fault("Q041", f"{name} is in the file as a whole", mark.box, kind=name)
