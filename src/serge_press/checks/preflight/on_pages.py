"""Checks of the pages as a row: how many, what they are a multiple of, and which are blank."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from serge_press.checks.preflight.task import NEAR
from serge_press.findings import Severity

if TYPE_CHECKING:
    from serge_press.checks.preflight.task import Task
    from serge_press.printers.facts import Fact


def check_count(task: Task) -> None:
    """Rules Q010 and Q011."""
    count, printer = len(task.sheets), task.printer
    _limits(task, count)
    multiple = printer.multiple
    if multiple is not None and count % multiple.value:
        whole = printer.whole(count)
        words = f"the book has {_pages(count)}, and {multiple.value} must divide the count: {whole} is the next"
        task.faults.file("Q011", words, multiple, f"add {_pages(whole - count, 'blank ')} at the end")


def _pages(count: int, kind: str = "") -> str:
    return f"{count} {kind}page{'' if count == 1 else 's'}"


def _limits(task: Task, count: int) -> None:
    trim = next((sheet for sheet in task.sheets if sheet.trim is not None), None)
    found = task.printer.trim_of(*trim.size_of(trim.trim), NEAR) if trim and trim.trim else None
    limits = task.printer.limits(found[0].name if found else "", task.asked.paper)
    broken = [fact for fact in limits if not fact.value.holds(count)]
    if not broken:
        return
    if len(broken) == len(limits):  # no paper of the printer's binds so many
        widest = max(broken, key=lambda fact: (fact.value.most, -fact.value.fewest))
        task.faults.file("Q010", f"the book has {_pages(count)}, and {widest.value} can be bound", widest)
        return
    for fact in (fact for fact in broken if count > fact.value.most > 0):
        words = f"the book has {_pages(count)}, and on {', '.join(fact.value.papers)} {fact.value} can be bound"
        task.faults.file("Q010", words, fact, "choose another paper", severity=Severity.NOTE)


def check_blanks(task: Task) -> None:
    """Rules Q012 and Q013, when every page has been looked at."""
    blank = task.summary.blank
    if not blank or len(blank) != len(task.sheets):
        return
    last: Fact[bool] | None = task.printer.last_page_blank
    if last is not None and last.value and not blank[-1]:
        task.faults.page("Q012", task.sheets[-1], "the last page is not blank", None, last)
    most = task.printer.most_blanks
    if most is None:
        return
    at = 0
    for is_blank, row in groupby(blank):
        length = len(list(row))
        if is_blank and length > most.value:
            words = f"{length} blank pages stand in a row; {most.value} are taken"
            task.faults.page("Q013", task.sheets[at], words, None, most, kind=str(at))
        at += length
