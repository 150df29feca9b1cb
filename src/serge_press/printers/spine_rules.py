"""The rules by which printers tell how thick a book is. Lengths are millimetres."""

from __future__ import annotations

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class LinearSpine:
    """So much a page, and so much for the cover. ``papers`` none: all."""

    per_page: float
    constant: float
    papers: tuple[str, ...] = ()

    def width(self, pages: int) -> float:
        """The width for so many pages."""
        return pages * self.per_page + self.constant


@dataclass(frozen=True, slots=True)
class SpineStep:
    """Up to and with this page count, this width."""

    pages: int
    width: float


@dataclass(frozen=True, slots=True)
class SteppedSpine:
    """A table of widths, from ``first`` pages on; boards come in steps."""

    first: int
    steps: tuple[SpineStep, ...]
    papers: tuple[str, ...] = ()

    def width(self, pages: int) -> float | None:
        """The width for so many pages; None outside the table."""
        if pages < self.first:
            return None
        return next((step.width for step in self.steps if pages <= step.pages), None)


@dataclass(frozen=True, slots=True)
class BulkSpine:
    """Leaves times the paper's grams and volume, and so much for the cover: both are the paper's, so they are entered."""

    constant: float
    papers: tuple[str, ...] = ()

    def width(self, pages: int, grams: float, volume: float) -> float:
        """The width for so many pages of paper of these grams (g/m²) and this volume (cm³/g)."""
        return pages / 2 * grams / 1000 * volume + self.constant


@dataclass(frozen=True, slots=True)
class TemplateSpine:
    """Only the printer's own template or calculator says how wide it is. ``where`` tells the author where that is."""

    where: str
    papers: tuple[str, ...] = ()


SpineRule = LinearSpine | SteppedSpine | BulkSpine | TemplateSpine
