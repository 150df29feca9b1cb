"""Outline and targets of a joined PDF. ``move`` is how far left-hand pages were moved to the right, in points."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from serge_press.editions.sections.pdf_writer import PdfWriter
    from serge_press.editions.sections.sheets import Bookmark, Spot

_PLAIN = re.compile(rb"[ !-'*-\[\]-~]*")
"""Strings in which no byte needs a backslash."""


def targets(spots: Iterable[tuple[Spot, int]], pages: Sequence[int], move: float) -> bytes:
    """The named destinations (ISO 32000-1, 12.3.2.3) as a name tree, each spot with its page (from 0); b"" if there are none.

    ``pages`` are the numbers of their objects. The first of a name stands.
    """
    places: dict[bytes, tuple[int, float, float]] = {}
    for spot, page in spots:
        places.setdefault(name_of(spot.id), (page, spot.x, spot.y))
    rows = (b"%s %s" % (string(name), _place(pages, *places[name], move)) for name in sorted(places))
    return b"<< /Names [ %s ] >>" % b" ".join(rows) if places else b""


def name_of(name: str) -> bytes:
    """The bytes of a name: those of the links that WeasyPrint wrote to it."""
    try:
        return name.encode("ascii")
    except UnicodeEncodeError:
        return b"\xfe\xff" + name.encode("utf-16-be")


def string(data: bytes) -> bytes:
    """Bytes as a string of a PDF."""
    return b"(%s)" % data if _PLAIN.fullmatch(data) else b"<%s>" % data.hex().encode()


def _place(pages: Sequence[int], page: int, x: float, y: float, move: float) -> bytes:
    moved = round(x + move, 4) if page % 2 else x  # pages from 0: the second is a left-hand one
    return b"[ %d 0 R /XYZ %s %s 0 ]" % (pages[page], _length(moved), _length(y))


def _length(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


@dataclass
class _Line:
    number: int
    level: int
    open: bool
    facts: bytes = b""  # words and place
    below: list[_Line] = field(default_factory=list)


def write_outline(writer: PdfWriter, marks: Iterable[tuple[Bookmark, int]], pages: Sequence[int], move: float) -> int:
    """Write the outline (ISO 32000-1, 12.3.3): each line stands under the nearest one before it of a higher level.

    Its number; 0 where there is no line.
    """
    import pikepdf

    top = _Line(0, 0, open=True)
    path = [top]
    for mark, page in marks:
        words = pikepdf.String(mark.words).unparse()
        facts = b"/Title %s /Dest %s" % (words, _place(pages, page, mark.x, mark.y, move))
        while path[-1].level >= mark.level:
            path.pop()
        line = _Line(writer.reserve(), mark.level, mark.open, facts)
        path[-1].below.append(line)
        path.append(line)
    if not top.below:
        return 0
    top.number = writer.reserve()
    shown, ends = _write_below(writer, top)
    return writer.put(b"<< /Type /Outlines /Count %d %s >>" % (shown, ends), top.number)


def _write_below(writer: PdfWriter, line: _Line) -> tuple[int, bytes]:
    """Write the lines below one, tied to it and to each other; how many are shown when it is open, and what ties it to them."""
    shown = 0
    for index, one in enumerate(line.below):
        below, ends = _write_below(writer, one)
        shown += 1 + (below if one.open else 0)
        ties = b"/Parent %d 0 R /Count %d %s" % (line.number, below if one.open else -below, ends)
        if index:
            ties += b" /Prev %d 0 R" % line.below[index - 1].number
        if index + 1 < len(line.below):
            ties += b" /Next %d 0 R" % line.below[index + 1].number
        writer.put(b"<< %s %s >>" % (one.facts, ties), one.number)
    if not line.below:
        return shown, b""
    return shown, b"/First %d 0 R /Last %d 0 R" % (line.below[0].number, line.below[-1].number)
