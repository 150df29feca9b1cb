"""What the plan of a book says of its cover and of each printer. Lengths are millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The ``[cover]`` table. ``blurb`` are the paragraphs of the back; ``picture`` is a file of the book folder or ""."""

    place: Place
    blurb: tuple[str, ...] = ()
    picture: str = ""
    picture_place: Place | None = None


@dataclass(frozen=True, slots=True)
class PrinterPlan:
    """One ``[printer.NAME]`` table: what the printer's own rules do not tell. None: not said.

    ``edition`` is the print edition that this printer prints, "" for the first; ``price`` the five digits of a bar code's
    add-on or "". ``spine``, ``width`` and ``height`` are read from the printer's template; ``grams`` (g/m²) and ``volume``
    (cm³/g) are the paper's.
    """

    name: str
    place: Place
    edition: str = ""
    paper: str = ""
    isbn: str = ""
    price: str = ""
    spine: float | None = None
    width: float | None = None
    height: float | None = None
    grams: float | None = None
    volume: float | None = None
