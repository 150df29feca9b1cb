"""Whether the lines that were set are the lines that were planned.

In every build: what is drawn by the layout engine is as wide as was reckoned, and so is each word that lines are painted from
(``compare``, ``compare_word``); what is not is told through WeasyPrint's own log, and becomes P031. In tests and benchmarks every
text is shaped anew by Pango and measured (``misset``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.faces import face_of

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERWISE = "Set otherwise than planned: "
"""With this a message of the log begins."""

_PLAY = 0.05  # CSS px: Pango reckons in 1024ths of one
_SHOWN = 60  # letters


def compare(box: Any, scale: float) -> None:
    """Compare a text that the layout engine has just drawn with what was reckoned; one that it did not shape is left out."""
    from weasyprint.text.line_break import line_size

    if (layout := box.pango_layout.__dict__.get("layout")) is not None and layout:
        line, _ = box.pango_layout.get_first_line()
        if abs(line_size(line, box.style)[0] * scale - box.press_width) > _PLAY:
            _tell(box.text)


def compare_word(word: str, style: Any, width: float) -> None:
    """Compare the width (CSS px) at which a word is painted with the one that lines are planned with."""
    if abs(face_of(style).width(word) - width) > _PLAY:
        _tell(word)


def _tell(text: str) -> None:
    from weasyprint.logger import LOGGER

    LOGGER.warning("%s%s", OTHERWISE, text[:_SHOWN])


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
