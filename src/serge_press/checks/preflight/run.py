"""Preflight of one file: every check, in order, within the bounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.checks.preflight.bounds import Budget, TooMuch
from serge_press.checks.preflight.faults import Faults, PreflightFinding
from serge_press.checks.preflight.on_bar_code import check_bar_code
from serge_press.checks.preflight.on_boxes import check_boxes, find_trims
from serge_press.checks.preflight.on_colour import check_colour
from serge_press.checks.preflight.on_cover import check_cover_place, check_cover_size
from serge_press.checks.preflight.on_file import check_annotations, check_file, hidden_layers
from serge_press.checks.preflight.on_pages import check_blanks, check_count
from serge_press.checks.preflight.on_pictures import check_pictures
from serge_press.checks.preflight.on_place import check_place
from serge_press.checks.preflight.on_standard import check_standard
from serge_press.checks.preflight.on_type import check_type
from serge_press.checks.preflight.opening import header_version, open_file
from serge_press.checks.preflight.painter import Painter
from serge_press.checks.preflight.sheets import label_sheets, sheets_of
from serge_press.checks.preflight.task import Asked, Opened, Task
from serge_press.checks.preflight.values import FAULTS, entry, name
from serge_press.findings import Severity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.findings import Finding
    from serge_press.printers.profile import PrinterProfile


@dataclass(frozen=True, slots=True)
class Report:
    """What preflight says of a file. ``trim`` is the size of its first page as cut, in millimetres, None if not known."""

    printer: str
    pages: int
    trim: tuple[float, float] | None
    findings: tuple[PreflightFinding, ...]

    def as_findings(self, file: str) -> tuple[Finding, ...]:
        """As the press tells them; the line of a place is the page, counted from 1."""
        return tuple(found.finding(file) for found in self.findings)

    def record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "printer": self.printer,
            "pages": self.pages,
            "trim_mm": list(self.trim) if self.trim is not None else None,
            "findings": [found.record() for found in self.findings],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Report:
        """The report that such a record was made from."""
        trim = record["trim_mm"]
        findings = tuple(PreflightFinding.from_record(found) for found in record["findings"])
        return cls(record["printer"], record["pages"], (trim[0], trim[1]) if trim else None, findings)


NOTHING_ASKED = Asked()


def preflight(source: Path | bytes, printer: PrinterProfile, asked: Asked = NOTHING_ASKED) -> Report:
    """Look at a PDF as this printer would. Nothing in the file raises; OSError where it cannot be read from the disk.

    A file of strangers is better looked at in a process of its own: :func:`~serge_press.checks.preflight.apart.preflight_apart`.
    """
    faults = Faults(printer.name)
    opened = open_file(source, faults)
    if opened is None:
        return Report(printer.name, 0, None, faults.findings())
    pdf, size = opened
    sheets: list[Sheet] = []
    try:
        sheets = sheets_of(pdf)
        _look(Task(printer, asked, faults, pdf, sheets, size, source), header_version(source))
    except TooMuch as fault:
        faults.file("Q004", str(fault))
    except MemoryError:
        faults.file("Q004", "the file unpacks to more than the memory that a book needs")
    except (RecursionError, *FAULTS) as fault:
        faults.file("Q002", f"the file is not what a PDF should be: {_plain(fault)}")
    finally:
        pdf.close()
    trim = next((sheet.size_of(sheet.trim) for sheet in sheets if sheet.trim is not None), None)
    rounded = (round(trim[0], 2), round(trim[1], 2)) if trim is not None else None
    return Report(printer.name, len(sheets), rounded, faults.findings())


def _look(task: Task, version: str) -> None:
    budget = Budget()
    version = max(
        version, name(entry(task.pdf.Root, "/Version"))
    )  # the catalogue may name a later one (ISO 32000-1, 7.5.2)
    if not task.sheets:
        task.faults.file("Q002", "the file has no pages")
        return
    wrong = label_sheets(task.pdf, list(task.sheets))
    if wrong:
        task.faults.file("Q008", wrong)
    check_file(task, budget, version)
    find_trims(task)
    check_boxes(task)
    if task.cover:
        check_cover_size(task)
    else:
        check_count(task)
    painter = Painter(budget, hidden_layers(task.pdf))
    for sheet in task.sheets:
        _page(task, painter, sheet)
    if not task.cover:
        check_blanks(task)
    check_standard(task, budget, version)


def _page(task: Task, painter: Painter, sheet: Sheet) -> None:
    """One page: what it draws is looked at and forgotten."""
    torn = painter.budget.torn
    try:
        check_annotations(task, sheet)
        drawn = painter.page(sheet)
    except TooMuch as fault:
        task.faults.page("Q004", sheet, str(fault))
        if painter.budget.operators < 0 or painter.budget.bytes < 0:
            raise
        return
    except FAULTS as fault:
        task.faults.page("Q009", sheet, f"the content of the page cannot be read: {_plain(fault)}")
        return
    if drawn.broken:
        task.faults.page("Q009", sheet, f"part of the content of the page cannot be read: {drawn.broken}")
    elif painter.budget.torn > torn:
        words = "a packed stream of the page breaks off before its end"
        task.faults.page("Q009", sheet, words, kind="torn", severity=Severity.WARNING)
    task.summary.blank.append(not any(mark.inked for mark in drawn.marks))
    page = Opened(task, sheet, drawn)
    check_type(page)
    check_colour(page)
    check_pictures(page)
    check_place(page)
    if task.cover:
        check_cover_place(page)
        if len(task.sheets) == 1:
            check_bar_code(page)


def _plain(fault: BaseException) -> str:
    """The fault in one line, without what a terminal would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in str(fault)).split())[:200]
