"""Sums over measured runs: the middle of several, growth between sizes, ratios within a round."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def growth(smaller: tuple[float, float], larger: tuple[float, float]) -> float | None:
    """The slope between two points (amount, cost) on scales of logarithms: 1 is linear, 2 quadratic; None for no growth."""
    (amount, cost), (more, dearer) = smaller, larger
    if min(amount, cost, more, dearer) <= 0 or amount == more:
        return None
    return math.log(dearer / cost) / math.log(more / amount)


def ratio(ours: Mapping[int, float], theirs: Mapping[int, float]) -> float | None:
    """How many times as long theirs takes: the median over the rounds that both ran in; None where there is no such round."""
    shared = [theirs[turn] / ours[turn] for turn in ours.keys() & theirs.keys() if ours[turn] > 0]
    return statistics.median(shared) if shared else None


def spread(values: Sequence[float]) -> str:
    """Least and middle of several runs, or the one there is."""
    if len(values) == 1:
        return short(values[0])
    return f"{short(min(values))} / {short(statistics.median(values))}"


def short(value: float) -> str:
    """A number with two figures that matter, or three from a hundred on."""
    if value >= 10:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"
