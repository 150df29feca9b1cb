"""The lines of a laid-out page, each with what is to be known of it to judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_APART = frozenset(
    {"li", "dd", "dt", "blockquote", "figcaption", "caption", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its box, the nearest id around it, and whether it stands in a cell, in a note, in a column.

    ``running``: it is of the running text, which is filled, of the text's own size, and in no list, quotation or heading.
    """

    box: Any
    anchor: str
    cell: bool
    note: bool
    column: bool
    running: bool


def page_lines(page: Any) -> tuple[PageLine, ...]:
    """The lines of a WeasyPrint page box from the top down, notes last, without margin boxes."""
    from weasyprint.formatting_structure import boxes

    root = page.children[0]
    found: list[PageLine] = []
    for part in page.children:
        if not isinstance(part, boxes.MarginBox):
            note = isinstance(part, boxes.FootnoteAreaBox)
            found += _lines(part, PageLine(part, "", False, note, False, not note), root.style)
    return tuple(found)


def _lines(box: Any, around: PageLine, root: Any) -> Iterator[PageLine]:
    from weasyprint.formatting_structure import boxes

    anchor, apart, cell = around.anchor, False, around.cell
    if box.element is not None:
        anchor = box.element.get("id") or anchor
        apart = box.element_tag in _APART
        cell = cell or box.element_tag in ("td", "th")
    here = PageLine(box, anchor, cell, around.note, around.column or bool(box.is_column), around.running and not apart)
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            yield PageLine(child, anchor, cell, here.note, here.column, here.running and of_text(child, root))
        elif isinstance(child, boxes.ParentBox):
            yield from _lines(child, here, root)


def of_text(line: Any, root: Any) -> bool:
    """Whether a line is filled, and of the size that the text has."""
    same: bool = line.style["text_align_all"] == "justify" and line.style["font_size"] == root["font_size"]
    return same


def words_of(box: Any) -> str:
    """All text under a box."""
    text = getattr(box, "text", None)
    return str(text) if text is not None else "".join(map(words_of, getattr(box, "children", ())))


def quoted(line: Any) -> str:
    """The beginning of a line, to be known by; without its page numbers, which may be put in only when the book is joined."""
    return f"“{_without_folios(line).strip()[:60]}”"


def _without_folios(box: Any) -> str:
    if box.is_leader:
        return ""
    if box.element is not None and box.element.get("data-folio") is not None:
        return "…"
    text = getattr(box, "text", None)
    return str(text) if text is not None else "".join(map(_without_folios, getattr(box, "children", ())))
