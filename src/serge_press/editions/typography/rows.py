"""What stands below something else: dots of the contents, page numbers, the rows of a table under their heads, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.grid import PLAY
from serge_press.editions.typography.lines import quoted, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.editions.typography.lines import PageLine

_UNLIKE = 4.5  # lines by which columns may differ at their end: a letter with its only entry is not parted


def uneven_leaders(lines: Sequence[PageLine]) -> Iterator[tuple[str, str, str]]:
    """The first line of a page whose dots do not stand below those of the line before, or whose number ends elsewhere."""
    first: tuple[float, float, float] | None = None
    for line in lines:
        dots = [box for box in line.box.descendants() if box.is_leader and box.children]
        if not dots:
            continue
        pitch, at = dots[-1].children[0].width, dots[-1].children[0].position_x
        edge = max(box.position_x + box.width for box in line.box.descendants() if hasattr(box, "text"))
        if first is None:
            first = pitch, at, edge
            continue
        steps = (at - first[1]) / first[0]
        apart = abs(steps - round(steps)) * first[0]
        if abs(pitch - first[0]) > 0.01 or apart > PLAY or abs(edge - first[2]) > PLAY:
            yield "dots", line.anchor, quoted(line.box)
            return


def headless_tables(page: Any) -> Iterator[tuple[str, str, str]]:
    """Tables that go on on this page without the heads that they began with."""
    from weasyprint.formatting_structure import boxes

    for box in page.children[0].descendants():
        if not isinstance(box, boxes.TableBox) or box.element is None or box.element.find("thead") is None:
            continue
        groups = [child for child in box.children if isinstance(child, boxes.TableRowGroupBox)]
        if groups and not any(group.is_header or group.element_tag == "thead" for group in groups):
            yield "table", box.element.get("id") or "", f"“{words_of(groups[0]).strip()[:60]}”"


def unlike_columns(page: Any) -> Iterator[tuple[str, str, str]]:
    """Columns that end on this page at heights that differ."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import strut

    foot = page.content_box_y() + page.height
    for box in page.children[0].descendants():
        columns = [child for child in getattr(box, "children", ()) if child.is_column]
        if len(columns) < 2:
            continue
        ends = [
            max(
                (line.position_y + line.height for line in column.descendants() if isinstance(line, boxes.LineBox)),
                default=0.0,
            )
            for column in columns
        ]
        line, _ = strut(columns[0].style)
        if max(ends) < foot - _UNLIKE * line and max(ends) - min(ends) > _UNLIKE * line:
            yield "columns", box.element.get("id") or "" if box.element is not None else "", ""
