"""What a style sheet asks of the lines of its paragraphs, by three properties of our own (docs/house-style.md)."""

from __future__ import annotations

from typing import Any

from serge_press.values import dataclass

WIDEST_GIVE = 0.03
"""No sheet widens letters by more: beyond a fiftieth it begins to be seen."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for.

    ``paragraph``: breaks are chosen by the paragraph (``--line-breaking: line`` leaves them to WeasyPrint). ``hang``: how far
    punctuation hangs, as a part of the usual (``--hanging-punctuation``, 0 to 1). ``give``: by which part of their width the
    letters of a line may be widened or narrowed (``--glyph-scaling``, a percentage).
    """

    paragraph: bool
    hang: float
    give: float


def wishes_of(style: Any) -> Wishes:
    """The wishes for an element with this style; what is not said, or not sensibly, is: by the paragraph, 0 and 0."""
    own: Wishes | None = style.__dict__.get("_press_wishes")
    if own is None:
        own = Wishes(
            _first(style, "__line_breaking", "ident") != "line",
            min(1.0, max(0.0, float(_first(style, "__hanging_punctuation", "number") or 0))),
            min(WIDEST_GIVE, max(0.0, float(_first(style, "__glyph_scaling", "percentage") or 0) / 100)),
        )
        style.__dict__["_press_wishes"] = own
    return own


def _first(style: Any, name: str, kind: str) -> Any:
    return next((token.value for token in style[name] or () if token.type == kind), None)
