"""Drawings within a page, as SVG: figures of the press and QR codes. They have the colour of the text round them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.figures.canvas import WIDTH
from serge_press.rendering.qr_code import drawn_code
from serge_press.rendering.xhtml import attributes, clean, element, markup

if TYPE_CHECKING:
    from markupsafe import Markup

    from serge_press.manuscript.nodes import Drawing, QRCode


def figure_svg(drawing: Drawing, family: str, screen: bool) -> Markup:
    """A figure: its words are words, in type of this family or, for "", in that of the text. ``screen``: for XHTML."""
    title, told = f"{drawing.anchor}-seen", f"{drawing.anchor}-told"
    root = attributes(
        xmlns="http://www.w3.org/2000/svg" if screen else None,
        viewBox=f"0 0 {WIDTH:g} {drawing.height:g}",
        role="img",
        aria_labelledby=title,
        aria_describedby=told,
        font_family=family or None,
        fill="currentColor",
    )
    said = element("title", clean(drawing.alt), id=title) + element("desc", clean(drawing.told), id=told)
    return markup(f"<svg{root}>{said}{drawing.marks}</svg>")


def code_svg(code: QRCode) -> Markup:
    """A QR code, for paper: its modules as one path, as large as they must be."""
    drawn = drawn_code(code.address)
    title, side = f"{code.anchor}-seen", f"{drawn.side:g}mm"
    root = attributes(
        viewBox=f"0 0 {drawn.modules} {drawn.modules}", width=side, height=side, role="img",
        aria_labelledby=title, fill="currentColor",
    )  # fmt: skip
    said = element("title", clean(code.alt), id=title)
    return markup(f'<svg{root}>{said}<path d="{drawn.path}"/></svg>')
