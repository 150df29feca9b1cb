"""Short texts shaped once, where the layout tries the same ones again and again.

Short notes follow one another on the lines at the foot of a page, and for each that is called there WeasyPrint lays out all of
them anew; so it does with what stands in columns, cells and beside leaders. A text that has once been found to fit on its line is
as wide and as high on every line that has room for it. One that might not fit is always broken by WeasyPrint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.faces import face_of
from serge_press.editions.economy.fitting import Replacement, Saving

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN = "_press_short_texts"
_LONG = 60
"""Letters: a longer text is seldom met twice."""

_MOST = 4_000
"""Texts of a face that are kept."""

_ROOM = 1.0
"""CSS px that a line has to have left, so that there is no question whether the text fits."""

_Measures = tuple[int, float, float, float]
"""Length in bytes of UTF-8; width, height and baseline."""


def _split(stock: Callable[..., Any]) -> Any:
    """``split_first_line`` that knows the texts which fit on their line."""
    from weasyprint.text.line_break import Layout

    def split(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, *rest: Any, **named: Any
    ) -> Any:
        if len(text) > _LONG or justification_spacing:
            return stock(text, style, context, max_width, justification_spacing, *rest, **named)
        held = vars(style).get(_KNOWN)
        if held is None:
            held = _found(style)
        known = held[max_width is None]
        found: _Measures | None = known.get(text)
        if found is not None and (max_width is None or found[1] + _ROOM <= max_width):
            length, width, height, baseline = found
            layout = Layout.__new__(Layout)
            layout.text, layout.max_width, layout.justification_spacing = text, max_width, justification_spacing
            layout.first_line_direction = 0
            layout.ascent = layout.underline_position = layout.strikethrough_position = None
            return layout, length, None, width, height, baseline
        made = stock(text, style, context, max_width, justification_spacing, *rest, **named)
        layout, length, resume_at, width, height, baseline = made
        if (
            held is not _LEFT
            and resume_at is None
            and layout.text == text
            and not layout.first_line_direction
            and (max_width is None or width <= max_width)
            and "\n" not in text
            and "\t" not in text
        ):
            if len(known) >= _MOST:
                known.clear()
            known[text] = length, width, height, baseline
        return made

    return split


_LEFT: tuple[dict[str, _Measures], dict[str, _Measures]] = {}, {}
"""Stands for: always ask WeasyPrint."""


def _found(style: Any) -> tuple[dict[str, _Measures], dict[str, _Measures]]:
    """What is known of texts in a style: on lines of some width, and on lines without one."""
    face = face_of(style)
    if face is None or style["overflow_wrap"] in ("anywhere", "break-word"):
        setattr(style, _KNOWN, _LEFT)
        return _LEFT
    faces = vars(style.font_config).setdefault("_press_short_texts", {})
    key = (
        id(face),
        style["white_space"],
        style["word_spacing"],
        style["letter_spacing"],
    )  # faces live as long as the fonts
    held: tuple[dict[str, _Measures], dict[str, _Measures]] = faces.setdefault(key, ({}, {}))
    setattr(style, _KNOWN, held)
    return held


SAVING = Saving(
    "short texts",
    (Replacement("weasyprint.text.line_break", "split_first_line", _split),),
    ("weasyprint.text.fonts", "weasyprint.css", "weasyprint.layout.inline", "weasyprint.draw.text"),
)
