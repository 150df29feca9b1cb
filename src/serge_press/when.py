"""EDTF dates (placeholder of the interface; the dates helper replaces this file)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Precision(Enum):
    """The smallest unit the author wrote."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    NONE = "none"


class DateFault(ValueError):
    """The text is no EDTF date this press knows. ``offset`` and ``width`` say where in the text (characters, from 0)."""

    def __init__(self, message: str, offset: int, width: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.width = width


@dataclass(frozen=True)
class When:
    """A date as an author knows it: EDTF text, and the earliest and latest day it may mean (None = open)."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> When:
        """Read EDTF text. Raises DateFault."""
        raise NotImplementedError

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Total order: earliest, then latest, precise before vague, then text."""
        raise NotImplementedError
