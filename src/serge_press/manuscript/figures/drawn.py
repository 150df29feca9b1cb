"""What a kind of figure gives: the drawing, and the same in words and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.line import Run


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure.

    ``name`` is unique in the book and an anchor's ending; ``caption`` what stands under it, ``alt`` what is seen, in one
    sentence, ``told`` the whole of what it says in words. ``head`` and ``rows`` are its data. ``marks`` is SVG without the
    root element, ``height`` in points at the common width.
    """

    name: str
    caption: Run
    alt: str
    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: str
    height: float
