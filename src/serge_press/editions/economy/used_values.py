"""Used values (CSS 2, 6.1.3) taken over at once where the style already gives them in pixels.

Before it lays out a box, and each time it tries a line again, WeasyPrint works out eighteen lengths of it one by one. Nearly
all are pixels or ``auto``; they are the same for all boxes of a style, so they are worked out once and taken over together.
Percentages are reckoned each time, as they hang on the containing block. A style with a ``calc()`` that percentages stand in,
with collapsed borders or with a box sizing of its own is left to WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from serge_press.editions.economy.fitting import Replacement, Saving

_PLAN = "_press_used_values"

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_MARGINS = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")  # of the width, but on a page of the height
_DOWN = ("height", "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_Relative = tuple[tuple[str, Any], ...]
_Plan = tuple[dict[str, Any], _Relative, _Relative, _Relative]
"""What is the same for all boxes of a style; then percentages of the width, of the width or height, of the height."""

_STOCK: _Plan = ({}, (), (), ())
"""Stands for: leave it to WeasyPrint."""


def _resolve(stock: Any) -> Any:
    """``resolve_percentages`` by the plan of the style."""
    from weasyprint.formatting_structure.boxes import Box, PageBox

    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        plan: _Plan = vars(style).get(_PLAN) or _planned(style)
        fixed, across, margins, down = plan
        if plan is _STOCK:
            stock(box, containing_block)
            return
        held = vars(box)
        held.update(fixed)
        if not (across or margins or down):
            return
        if isinstance(containing_block, Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        for name, percent in across:
            held[name] = width * percent / 100
        for name, percent in margins:
            held[name] = (height if isinstance(box, PageBox) else width) * percent / 100
        for name, percent in down:
            if height != "auto":
                held[name] = height * percent / 100
            elif name == "height":
                held[name] = "auto"
            else:
                held[name] = (0 if name == "min_height" else float("inf")) * percent / 100

    return resolve


def _planned(style: Any) -> _Plan:
    plan = _plan(style)
    setattr(style, _PLAN, plan)
    return plan


def _plan(style: Any) -> _Plan:
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return _STOCK
    fixed: dict[str, Any] = {}
    relative: list[_Relative] = []
    for names in (_ACROSS, _MARGINS, _DOWN):
        percentages: list[tuple[str, Any]] = []
        for name in names:
            value = style[name]
            if value is None or value == "auto":
                fixed[name] = 0 if value == "auto" and name in ("min_width", "min_height") else value
                continue
            unit = getattr(value, "unit", None)
            if unit == "%":
                percentages.append((name, value.value))
            elif unit is not None and unit.lower() == "px":
                fixed[name] = value.value
            else:
                return _STOCK
        relative.append(tuple(percentages))
    for name in _BORDERS:
        fixed[name] = style[name]
    return fixed, relative[0], relative[1], relative[2]


def _in_flow(_: Any) -> Any:
    """``Box.is_in_normal_flow`` with two look-ups in the style where there were seven."""
    out = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        if style["float"] in out:
            return False
        position = style["position"]
        if position in ("static", "relative"):
            return True
        return position not in ("absolute", "fixed") and position[0] not in ("running()", "note()")

    return is_in_normal_flow


SAVING = Saving(
    "used values",
    (
        Replacement("weasyprint.layout.percent", "resolve_percentages", _resolve),
        Replacement("weasyprint.formatting_structure.boxes", "Box.is_in_normal_flow", _in_flow),
    ),
    ("weasyprint.css", "weasyprint.formatting_structure.build", "weasyprint.layout.page"),
)
