"""Outline and targets of a joined PDF. ``move`` is how far left-hand pages were moved to the right, in points."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.sections.sheets import Bookmark, Spot


def add_targets(pdf: Any, pages: Sequence[Any], spots: Sequence[tuple[Spot, int]], move: float) -> None:
    """Add the named destinations (ISO 32000-1, 12.3.2.3), each spot with its page (from 0). The first of a name stands."""
    import pikepdf

    places: dict[bytes, Any] = {}
    for spot, page in spots:
        name = _name(spot.id)
        if name not in places:
            places[name] = _place(pages, page, spot.x, spot.y, move)
    row = pikepdf.Array()
    for name in sorted(places):
        row.append(pikepdf.String(name))
        row.append(places[name])
    if places:
        pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=row))


def _name(name: str) -> bytes:
    """The bytes of a name: those of the links that WeasyPrint wrote to it."""
    try:
        return name.encode("ascii")
    except UnicodeEncodeError:
        return b"\xfe\xff" + name.encode("utf-16-be")


def _place(pages: Sequence[Any], page: int, x: float, y: float, move: float) -> Any:
    import pikepdf

    moved = round(x + move, 4) if page % 2 else x  # pages from 0: the second is a left-hand one
    return pikepdf.Array([pages[page], pikepdf.Name.XYZ, moved, y, 0])


@dataclass
class _Line:
    item: Any
    level: int
    open: bool
    below: list[_Line] = field(default_factory=list)


def add_outline(pdf: Any, pages: Sequence[Any], marks: Sequence[tuple[Bookmark, int]], move: float) -> None:
    """Add the outline (ISO 32000-1, 12.3.3): each line stands under the nearest one before it of a higher level."""
    import pikepdf

    top = _Line(pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines)), 0, open=True)
    path = [top]
    for mark, page in marks:
        place = _place(pages, page, mark.x, mark.y, move)
        item = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(mark.words), Dest=place))
        while path[-1].level >= mark.level:
            path.pop()
        line = _Line(item, mark.level, mark.open)
        path[-1].below.append(line)
        path.append(line)
    if top.below:
        top.item.Count = _tie(top)
        pdf.Root.Outlines = top.item


def _tie(line: _Line) -> int:
    """Tie the lines below one to it and to each other. How many of them are shown when it is open."""
    shown = 0
    before: Any = None
    for one in line.below:
        below = _tie(one)
        one.item.Parent = line.item
        one.item.Count = below if one.open else -below
        shown += 1 + (below if one.open else 0)
        if before is not None:
            one.item.Prev, before.Next = before, one.item
        before = one.item
    if line.below:
        line.item.First, line.item.Last = line.below[0].item, line.below[-1].item
    return shown
