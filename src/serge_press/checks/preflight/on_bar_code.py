"""Checks of the bar code of a cover: there, read by a scanner, of a book, as large and as free as it must be, in black."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.checks.preflight.geometry import common
from serge_press.checks.preflight.scanner import scan
from serge_press.checks.preflight.sheets import POINT
from serge_press.findings import Severity
from serge_press.model.isbn import ean_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.scanner import Scanned
    from serge_press.checks.preflight.task import Opened

_DOTS = 300 / 72  # a point: the narrowest bar that is printed has three of them
_MOST_DOTS = 60_000_000
_NARROWEST, _WIDEST = 0.33 * 0.8, 0.33 * 2.0  # mm: a module at the least and the greatest size (GS1, 5.2.3.4)
_QUIET = (11, 7)  # modules that are left white at the left and right
_ROUNDED = 1.5  # modules that dots of the picture and a frame about the white field may take
_WORDS = re.compile(r"97[89](?:[\s\u00ad\u2010-\u2015-]{0,2}\d){10}")


def check_bar_code(page: Opened) -> None:
    """Rules Q095 and Q096, where the publisher is to put one on the cover."""
    fact = page.task.printer.barcode
    if fact is None or fact.value.printed_by != "publisher":
        return
    seen = _seen(page)
    if seen is None:
        return
    codes, words, scale = seen
    books = [one for one in codes if one.digits.startswith(("978", "979")) and one.sound]
    if not books:
        if fact.value.required or codes:
            page.fault("Q095", _why_none(codes), None, fact, severity=Severity.WARNING)
        return
    for one in books:
        box = _on_page(page, one, scale)
        for fault in _faults(page, one, box, words, scale):
            page.fault("Q096", fault, box, fact, kind=fault, severity=Severity.WARNING)


def is_of_a_book(page: Opened, field: Box) -> bool:
    """Whether a bar code of a book that a scanner reads stands in the field: the publisher's own, where the printer's would."""
    seen = _seen(page)
    if seen is None:
        return False
    codes, _, scale = seen
    books = [one for one in codes if one.digits.startswith(("978", "979")) and one.sound]
    return any(common(_on_page(page, one, scale), field) is not None for one in books)


def _why_none(codes: list[Scanned]) -> str:
    if not codes:
        return "no bar code is found that a scanner reads"
    digits = codes[0].digits
    if not codes[0].sound:
        return f"the bar code is {digits}, and its last digit is not the check digit"
    return f"the bar code is {digits}, which is no ISBN: those begin with 978 or 979"


def _faults(page: Opened, code: Scanned, box: Box, words: str, scale: float) -> Iterator[str]:
    module = code.module / scale * POINT
    if not _NARROWEST * 0.97 <= module <= _WIDEST * 1.03:
        yield f"the bar code {code.digits} is drawn at {module / 0.33:.0%} of its size; 80 to 200 % are read"
    for has, asked, side in zip(code.quiet, _QUIET, ("left", "right"), strict=True):
        if has < asked - _ROUNDED:
            yield f"{has:.0f} modules are white at the {side} of the bar code; {asked} are asked for"
    written = {ean for found in _WORDS.findall(words) if (ean := _isbn(found))}
    if written and code.digits not in written:
        yield f"the bar code is {code.digits}, and the ISBN in words is {', '.join(sorted(written))}"
    for mark in page.drawn.marks:
        rich = mark.kind in ("area", "line") and mark.paint.blackish and mark.paint.plates is not None
        if rich and common(mark.box, box) is not None:
            yield f"the bars are in {mark.paint.told}; a scanner wants black ink alone"
            return


def _isbn(found: str) -> str:
    try:
        return ean_of("".join(letter for letter in found if letter.isdigit()))
    except ValueError:
        return ""


def _seen(page: Opened) -> tuple[list[Scanned], str, float] | None:
    """The bar codes on the page, its words, and how many dots of the picture a point has; None where it cannot be painted."""
    import pypdfium2

    source: Any = page.task.source
    media = page.sheet.media
    if media is None:
        return None
    try:
        document = pypdfium2.PdfDocument(source if isinstance(source, bytes) else Path(source))
        try:
            shown = document[page.sheet.number - 1]
            wide, high = shown.get_size()
            scale = min(_DOTS, (_MOST_DOTS / max(wide * high, 1.0)) ** 0.5)
            if scale < _DOTS / 2:  # larger than any cover
                return None
            picture = shown.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
            words: str = shown.get_textpage().get_text_range()
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ValueError, IndexError):
        return None
    return list(scan(picture, scale / POINT)), words[:100_000], scale


def _on_page(page: Opened, code: Scanned, scale: float) -> Box:
    """The place of a bar code in points of the page."""
    shown = page.sheet.boxes.get("CropBox") or page.sheet.media
    assert shown is not None
    left, top, right, foot = (side / scale for side in code.box)
    return (shown[0] + left, shown[3] - foot, shown[0] + right, shown[3] - top)
