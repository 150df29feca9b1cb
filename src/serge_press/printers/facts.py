"""A fact about a printer: a value, where it was read, on which day, and how sure it is."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from serge_press.findings import Severity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")


class Grade(Enum):
    """How sure a fact is. Only A may refuse a file."""

    A = "A"  # the printer's or standard's own words, or a published measurement of what the printer's machine answered
    B = "B"  # two or more independent others agree
    C = "C"  # others differ, or only one says so

    @property
    def severity(self) -> Severity:
        """The most that a finding may weigh that rests on such a fact."""
        return {Grade.A: Severity.ERROR, Grade.B: Severity.WARNING, Grade.C: Severity.NOTE}[self]


class Force(Enum):
    """What the printer does with a file that goes against the fact."""

    REQUIRED = "required"  # refuses it, or prints it wrong
    ADVISED = "advised"  # prints it, and says that it would rather have it otherwise


class Permission(Enum):
    """What a printer says to a thing in a file."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read: a name to look it up by, what it is, and its address where it has one."""

    tag: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One value with its evidence. ``checked_on`` is the day the source was last read."""

    value: T
    grade: Grade
    sources: tuple[Source, ...]
    checked_on: date
    force: Force = Force.REQUIRED
    note: str = ""

    @property
    def severity(self) -> Severity:
        """How much a finding weighs that rests on this fact: by the grade, and never an error where it is only advised."""
        most = Severity.WARNING if self.force is Force.ADVISED else Severity.ERROR
        return min(self.grade.severity, most)

    @property
    def evidence(self) -> str:
        """The evidence in one line, as findings print it: ``grade A, checked 2026-11-22: KDP, Paperback Submission …``."""
        titles = "; ".join(source.title for source in self.sources)
        return f"grade {self.grade.value}, checked {self.checked_on.isoformat()}: {titles}"
