"""What can be said about the author's files: a place, a rule, what is wrong, how to mend it.

Findings are values, not exceptions. Every stage returns what it could make *and* what it found, so that an author
sees twenty faults at once. Exceptions are for our own bugs and for faults of the machine.
"""

from __future__ import annotations

from enum import IntEnum

from serge_press.values import dataclass


class Severity(IntEnum):
    """How much a finding weighs. Only ERROR stops the making of editions."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The lower-case word printed in reports: ``note``, ``warning``, ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the author's files.

    ``file`` is relative to the book folder, with forward slashes; ``line`` and ``column`` count from 1, columns in
    characters; 0 means "the whole file" (line) or "the whole line" (column). ``width`` is in characters.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 0

    def __str__(self) -> str:
        """``file:line:column``, as far as they are known."""
        return ":".join((self.file, *(str(part) for part in (self.line, self.column) if part)))

    def shifted(self, columns: int, width: int = 0) -> Place:
        """The place so many characters further right in the same line."""
        return Place(self.file, self.line, self.column + columns, width)


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark. ``mend`` says what the author can do; it is never empty at error level."""

    rule: str
    severity: Severity
    place: Place
    message: str
    mend: str = ""
    also: tuple[tuple[Place, str], ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of report: by file, line, column, then rule and words, so reports are the same on every machine."""
        return (self.place.file, self.place.line, self.place.column, self.rule, self.message)


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether anything found must stop the editions."""
    return any(found.severity is Severity.ERROR for found in findings)
