"""What the plan of a book says of its cover and of each printer. Lengths are millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place


PDF_STANDARDS = ("pdf/x-1a:2001", "pdf/x-1a:2003", "pdf/x-3:2002", "pdf/x-3:2003", "pdf/x-4")
"""The standards that a printer's edition may be asked to keep."""


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The ``[cover]`` table. ``blurb`` are the paragraphs of the back, or of a jacket's front flap; ``picture`` is a file of
    the book folder or "", ``alt`` what it shows, for those who cannot see the cover of the e-book.

    For jackets: ``author`` are the paragraphs on the author for the back flap, ``back`` those of its back, ``price`` the words of
    the price for the front flap.
    """

    place: Place
    blurb: tuple[str, ...] = ()
    picture: str = ""
    picture_place: Place | None = None
    author: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    price: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class JacketPlan:
    """One ``[printer.NAME.jacket]`` table: a jacket is wanted. Sizes are read from the printer's template; None: not said.

    ``width`` and ``height`` are those of the whole sheet with its bleed.
    """

    place: Place
    flap: float | None = None
    spine: float | None = None
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class PrinterPlan:
    """One ``[printer.NAME]`` table: what the printer's own rules do not tell. None: not said.

    ``edition`` is the print edition that this printer prints, "" for the first; ``price`` the five digits of a bar code's
    add-on or "". ``spine``, ``width`` and ``height`` are read from the printer's template; ``grams`` (g/m²) and ``volume``
    (cm³/g) are the paper's. ``standard`` is the PDF standard asked for, "" the first of the printer's that can be made;
    ``profile`` an ICC profile in the book folder, "" none; ``marks`` whether crop marks are wanted; ``signature`` of how many
    pages the count is a multiple, 0: as the printer's rule has it.
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
    standard: str = ""
    profile: str = ""
    marks: bool | None = None
    jacket: JacketPlan | None = None
    signature: int = 0
