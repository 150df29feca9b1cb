"""Of many names the nearest to one that is not among them, for advice: "did you mean …?"."""

from __future__ import annotations

import difflib
import heapq
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST = 0.6
"""How alike two names must be, of 1, for one to be meant by the other (``difflib.SequenceMatcher.ratio``)."""

_COMPARED = 24
"""To compare two names letter by letter takes long, so only those are compared that share most pairs of letters: who
renames a record has hundreds of references to what is no longer there, in a catalogue of thousands."""


class NearNames:
    """Names to look among."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._with: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, name in enumerate(self._names):
            for pair in _pairs(name):
                self._with[pair].append(index)

    def nearest(self, name: str) -> str | None:
        """The nearest of the names; None where none is near."""
        shared = [0] * len(self._names)
        for pair in _pairs(name):
            for index in self._with.get(pair, ()):
                shared[index] += 1
        likely = heapq.nsmallest(
            _COMPARED,
            (index for index, count in enumerate(shared) if count),
            key=lambda index: (-shared[index], abs(len(self._names[index]) - len(name)), index),
        )
        found = difflib.get_close_matches(name, [self._names[index] for index in likely], 1, _LEAST)
        return found[0] if found else None


def _pairs(name: str) -> set[tuple[str, str]]:
    """Its pairs of letters, with a space before the first and after the last."""
    return set(pairwise(f" {name} "))
