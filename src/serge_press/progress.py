"""How far the press has come, for whoever watches: steps, told by the one who works, shown by the one who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done now. ``stage`` is one of STAGES; ``edition`` its name in book.toml, where it is about one.

    ``done`` of ``total`` sections with ``pages`` pages are laid out; ``total`` is 0 where nothing is counted.
    """

    stage: str
    edition: str = ""
    done: int = 0
    total: int = 0
    pages: int = 0

    def as_record(self) -> dict[str, Any]:
        """Plain data for JSON; counts only where something is counted."""
        record: dict[str, Any] = {"stage": self.stage}
        if self.edition:
            record["edition"] = self.edition
        if self.total:
            record |= {"done": self.done, "total": self.total, "pages": self.pages}
        return record


STAGES = ("reading", "assembling", "laying out", "setting", "checking", "validating", "comparing")
"""In the order of a build: the last five come again for each edition that has them."""

Tell = Callable[[Step], None]
"""Takes each step as it begins, and while sections are laid out each time one is done. Must be quick and not raise."""

Count = Callable[[int, int, int], None]
"""Takes how many sections are laid out, of how many, with how many pages."""


def silent(step: Step) -> None:
    """Tells nobody."""
    del step
