"""Whether the lines that were set are the lines that were planned: every text is shaped anew by Pango and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAY = 0.05  # CSS px: Pango reckons in 1024ths of one


def misset(pages: Any) -> tuple[int, tuple[str, ...]]:
    """How many lines of WeasyPrint's pages were planned, and the texts of those that are not as planned.

    A line is as planned if each of its texts, shaped as it will be drawn, is as wide as was reckoned.
    """
    count = 0
    wrong: list[str] = []
    for line in _lines(pages):
        texts = [box for box in line.descendants() if "press_width" in box.__dict__]
        if texts:
            count += 1
            if any(abs(_drawn(box) - box.press_width) > _PLAY for box in texts):
                wrong.append("".join(box.text for box in texts))
    return count, tuple(wrong)


def _lines(pages: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for page in pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox):
                yield box


def _drawn(box: Any) -> float:
    """How wide the text of a box is when it is drawn, in CSS px."""
    from weasyprint.text.line_break import Layout, line_size

    layout = Layout(box.style, box.justification_spacing)
    layout.set_text(box.text, justify=True)
    line, _ = layout.get_first_line()
    width: float = line_size(line, box.style)[0] * box.__dict__.get("press_scale", 1.0)
    return width
