"""What typographers avoid, counted on pages as they are set: hyphens at a page turn and in rows, runts, widows, stumps.

Told are only lines that the press itself has broken (``lines``), for of those it is known where their paragraph begins and ends.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LADDER = 3
"""So many lines in a row that end in a hyphen are too many."""

RUNT = 5
"""Letters: a last line has no fewer."""

SAYINGS = {
    "turn": "page {label} ends in a broken word, and its reader has to turn the page: {words}",
    "ladder": "three lines in a row end in a hyphen on page {label}: {words}",
    "runt": "the last line of a paragraph on page {label} is no more than {words}",
    "widow": "page {label} begins with the last line of a paragraph: {words}",
    "orphan": "page {label} ends with the first line of a paragraph: {words}",
    "heading": "page {label} ends with a heading: {words}",
    "stump": "page {label} ends a section after a few lines: {words}",
}
"""What is said of each kind."""

_HYPHENS = ("\u2010", "-")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})  # as narrow as they are, a word stands alone in them without harm
_LINE = 0.5  # CSS px: what stands nearer to one another is one height
_MOST = 60  # letters of a line that are shown


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as set: its box, the nearest id around it, whether it is of a heading or a cell, and the block it is of."""

    box: Any
    anchor: str
    heading: bool
    cell: bool
    block: int


def faults_of(page: Any) -> tuple[tuple[str, str, str], ...]:
    """Kind, nearest anchor and words of each fault on a page (a WeasyPrint page box)."""
    lines = [line for part in page.children if not _aside(part) for line in _lines(part, "", False, False)]
    return tuple((kind, line.anchor, f"“{_text(line.box).strip()[-_MOST:]}”") for kind, line in _faults(page, lines))


def _faults(page: Any, lines: Sequence[_Set]) -> Iterator[tuple[str, _Set]]:
    row = 0
    for before, line in pairwise((None, *lines)):
        assert line is not None
        begins, ends = _known(line)
        together = before is not None and before.block == line.block
        row = (row + 1 if together else 1) if not ends and _broken(line) else 0
        if row == LADDER:
            yield "ladder", line
        short = together and ends and not line.cell and sum(map(str.isalnum, _text(line.box))) < RUNT
        if short and not _figures_alone(line.box):
            yield "runt", line
    if not lines:
        return
    first, last = min(lines, key=_top), max(lines, key=_top)
    if page.__dict__.get("press_stump"):
        yield "stump", last
    if sum(abs(_top(line) - _top(last)) < _LINE for line in lines) > 1:
        return  # cells or columns side by side
    begins, ends = _known(first)
    if ends and not begins:
        yield "widow", first
    begins, ends = _known(last)
    if begins and not ends:
        yield "orphan", last
    if not ends and _broken(last):
        yield "turn", last  # on whichever side: a section does not know on which it will stand
    if last.heading and any(not line.heading for line in lines):
        yield "heading", last


def _figures_alone(box: Any) -> bool:
    """Whether a line is of page numbers, as the last of an entry in contents or an index: no reader trips over them."""
    return any(
        "page-number" in (one.element.get("class") or "").split()
        for one in box.descendants()
        if getattr(one, "element", None) is not None
    )


def _lines(box: Any, anchor: str, heading: bool, cell: bool) -> Iterator[_Set]:
    from weasyprint.formatting_structure import boxes

    if box.element is not None:
        anchor = box.element.get("id") or anchor
        heading = heading or box.element_tag in _HEADINGS
        cell = cell or box.element_tag in _CELLS
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            yield _Set(child, anchor, heading, cell, id(box))
        elif isinstance(child, boxes.ParentBox):
            yield from _lines(child, anchor, heading, cell)


def _aside(part: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(part, boxes.MarginBox | boxes.FootnoteAreaBox)


def _known(line: _Set) -> tuple[bool, bool]:
    """Whether the line begins and ends its paragraph; as if it did both where that is not known."""
    known: tuple[bool, bool] = line.box.__dict__.get("press_ends", (True, True))
    return known


def _broken(line: _Set) -> bool:
    box = line.box
    while children := getattr(box, "children", ()):
        box = next((child for child in reversed(children) if _text(child)), children[-1])
    return str(getattr(box, "text", "")).endswith(_HYPHENS)


def _top(line: _Set) -> float:
    return float(line.box.position_y)


def _text(box: Any) -> str:
    text = getattr(box, "text", None)
    return str(text) if text is not None else "".join(map(_text, getattr(box, "children", ())))
