"""Lines that are filled: the remedy for two faults of WeasyPrint 70.0 in breaking lines, for as long as a book is laid out.

Both stand in ``text.line_break.split_first_line``, which measures anew what Pango has found to fit, and where the measure
is a hair too long takes the whole text for one that no space can break: it sets the first word alone, or hyphenates the
first long word, and the line is spread or left short.

1. A run of text that stands before a change of type (a title in italics, a note call) ends with a space. Where the run
   fits but its last space does not, Pango rightly lets the space hang. We ask about the run without its last space.
2. With spaces made narrower (``word-spacing`` below 0) Pango gives back half a space's narrowing at the end of a line,
   after it has found the line to fit. We ask for a line shorter by more than that; also where the line that is given is
   longer than was asked for, because then the line would be broken at some word before.
"""

from __future__ import annotations

from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.by_paragraph import by_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKING = frozenset({"normal", "pre-line"})  # the values of white-space under which lines break and spaces collapse
_HAIR = 0.5  # CSS px: more than half a space is ever narrowed by
_SHORT = 3.0  # a line that lacks so many ems of its width is looked at again


@contextmanager
def whole_lines() -> Iterator[None]:
    """Lay out and paint inside this context with the remedy in place, and with filled paragraphs broken as wholes.

    WeasyPrint is as it was afterwards. Not for two threads.
    """
    from weasyprint.layout import inline

    stock = inline.split_first_line

    def split(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any) -> Any:
        line = stock(text, style, context, max_width, *rest, **named)
        _, length, resume_at, width, *_ = line
        if (
            max_width in (None, inf)
            or style["white_space"] not in _BREAKING
            or (resume_at is None and width <= max_width)
        ):
            return line
        if text.endswith(" "):
            bare = text.rstrip(" ")
            if stock(bare, style, context, None, *rest, **named)[3] <= max_width:
                return line if resume_at is None else stock(text, style, context, None, *rest, **named)
        if width > max_width or max_width - width > _SHORT * style["font_size"]:
            again = stock(text, style, context, max_width - _HAIR, *rest, **named)
            if again[3] <= max_width and (width > max_width or again[1] > length):
                return again
        return line

    inline.split_first_line = split
    try:
        with by_paragraph():
            yield
    finally:
        inline.split_first_line = stock
