"""What preflight is asked, and what the checks of one file share."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pikepdf

    from serge_press.checks.preflight.faults import Faults
    from serge_press.checks.preflight.painter import Drawn
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.printers.facts import Fact
    from serge_press.printers.profile import PrinterProfile

TOLERANCE = 0.3
"""Millimetres by which a measured place may differ: programs round, and points are no millimetres."""

NEAR = 0.5
"""Millimetres by which the size of a page may differ from the size that is asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the author says of the file. Lengths are millimetres; what is not said is 0, None or empty."""

    part: str = "interior"  # or cover, or jacket
    paper: str = ""  # by its name in the printer's profile
    trim: tuple[float, float] | None = None
    pages: int = 0  # of the book, for a cover; blanks counted
    spine: float | None = None  # from the printer's template
    sheet: tuple[float, float] | None = None  # width and height of a cover, from the printer's template
    flap: float | None = None  # of a jacket, from the printer's template


@dataclass(slots=True)
class Summary:
    """What was seen on all pages together, for the rules that look at the whole file."""

    kinds: set[tuple[str, bool]] = field(default_factory=set)  # kind of colour, and whether it carries a profile
    see_through: bool = False
    groups: bool = False
    packed: set[str] = field(default_factory=set)  # filters of pictures
    loose_fonts: bool = False  # a font that is not in the file
    blank: list[bool] = field(default_factory=list)  # by page
    annotated: bool = False
    acting: bool = False


@dataclass(slots=True)
class Task:
    """One file on the table."""

    printer: PrinterProfile
    asked: Asked
    faults: Faults
    pdf: pikepdf.Pdf
    sheets: Sequence[Sheet]
    size: int  # bytes
    source: Path | bytes = b""  # the file itself, for what must be seen
    summary: Summary = field(default_factory=Summary)

    @property
    def cover(self) -> bool:
        """Whether it is a cover or a jacket."""
        return self.asked.part != "interior"

    @property
    def jacket(self) -> bool:
        """Whether it is a jacket."""
        return self.asked.part == "jacket"

    @property
    def pages(self) -> int:
        """The page count of the book."""
        return self.asked.pages or len(self.sheets)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page being looked at."""

    task: Task
    sheet: Sheet
    drawn: Drawn

    def fault(
        self,
        rule: str,
        words: str,
        box: tuple[float, float, float, float] | None = None,
        fact: Fact[Any] | None = None,
        **more: Any,
    ) -> None:
        """A fault on this page; see :meth:`Faults.page`."""
        self.task.faults.page(rule, self.sheet, words, box, fact, **more)
