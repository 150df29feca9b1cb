"""What a medium changes: what a note is, what a page number is, and which attributes are written."""

from __future__ import annotations

from typing import Literal

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """Where the book is set. ``notes``: at the foot of the printed page, or gathered at the end."""

    name: Literal["print", "screen"]
    notes: Literal["foot", "end"] = "end"

    @property
    def screen(self) -> bool:
        """Whether this is a screen: roles, ``xml:lang`` and page marks are written."""
        return self.name == "screen"


PRINT = Medium("print", "foot")
SCREEN = Medium("screen", "end")
