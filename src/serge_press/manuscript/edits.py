"""Changes to the text of one leaf, whose words stand in runs: each is claimed once, and what is told has its place."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from serge_press.manuscript.habits import habits_of
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.manuscript.habits import Habits

MAX_REMARKS = 20
"""As many remarks as one leaf may draw; more would bury the first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language. ``verbatim`` text (an address) is left as it is."""

    text: str
    language: str
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell the author: rule, run and offset in it, width in characters, words, mend."""

    rule: str
    run: int
    offset: int
    width: int
    message: str
    mend: str = ""


class Edits:
    """Changes to one leaf's joined text. The first change claimed for a position holds."""

    __slots__ = ("_bounds", "_index", "found", "made", "runs", "text")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.text = "".join(run.text for run in runs)
        self.made: dict[int, tuple[int, str]] = {}
        self.found: list[Remark] = []
        self._bounds: list[int] = []
        end = 0
        for run in runs:
            end += len(run.text)
            self._bounds.append(end)

    def run_at(self, position: int) -> int:
        """The index of the run that holds the position."""
        return min(bisect_right(self._bounds, position), len(self._bounds) - 1)

    def habits_at(self, position: int) -> Habits:
        """The habits of the language there."""
        return habits_of(self.runs[self.run_at(position)].language)

    def change(self, position: int, length: int, words: str) -> None:
        """Put other words there, unless the text is verbatim."""
        last = position + max(length, 1) - 1
        if not (self.runs[self.run_at(position)].verbatim or self.runs[self.run_at(last)].verbatim):
            self.made.setdefault(position, (length, words))

    def remark(self, rule: str, position: int, width: int, message: str, mend: str = "") -> None:
        """Tell the author, unless the text is verbatim."""
        index = self.run_at(position)
        if not self.runs[index].verbatim and len(self.found) < MAX_REMARKS:
            offset = position - (self._bounds[index - 1] if index else 0)
            self.found.append(Remark(rule, index, offset, width, message, mend))

    def result(self) -> list[str]:
        """The new text of every run."""
        if not self.made:
            return [run.text for run in self.runs]
        changes = sorted(self.made.items())
        out: list[str] = []
        next_change, start = 0, 0
        for index, end in enumerate(self._bounds):
            pieces: list[str] = []
            position = start
            last = index == len(self._bounds) - 1
            while next_change < len(changes) and (changes[next_change][0] < end or last):
                at, (length, words) = changes[next_change]
                next_change += 1
                if at < position:
                    continue
                pieces.append(self.text[position:at])
                pieces.append(words)
                position = at + length
            pieces.append(self.text[position:end])
            out.append("".join(pieces))
            start = max(end, position)
        return out
