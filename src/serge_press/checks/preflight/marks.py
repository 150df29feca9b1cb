"""What stands on a page: marks of ink with their place, colour and size, as the content stream draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.checks.preflight.colours import Paint
    from serge_press.checks.preflight.fonts import PdfFont
    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.pictures import Picture


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. ``kind``: text, line (stroked), area (filled), picture or shading; the box is cut to the clip.

    ``size`` of text and ``thick`` of a line or of a filled strip are points on paper. ``see_through`` says how: by opacity,
    blending, a mask. ``hidden`` text leaves no ink.
    """

    kind: str
    box: Box
    paint: Paint
    size: float = 0.0
    thick: float = 0.0
    overprint: bool = False
    see_through: str = ""
    hidden: bool = False
    font: PdfFont | None = None
    picture: Picture | None = None

    @property
    def inked(self) -> bool:
        """Whether it leaves ink on the paper."""
        return not self.hidden and not (self.kind != "picture" and self.paint.white)
