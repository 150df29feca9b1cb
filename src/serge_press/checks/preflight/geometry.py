"""Matrices and boxes of a page. Numbers that run away are held at a bound far outside any page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own space."""

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FAR = 1e6
EVERYWHERE: Box = (-_FAR, -_FAR, _FAR, _FAR)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first the inner, then the outer."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return held(a * x + c * y + e), held(b * x + d * y + f)


def held(value: float) -> float:
    """A number within the bound; one that is none lies at it."""
    if value != value:  # noqa: PLR0124 - not a number is what does not equal itself
        return _FAR
    return min(max(value, -_FAR), _FAR)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box around points."""
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)


def placed(matrix: Matrix, left: float, low: float, right: float, high: float) -> Box:
    """The box around a rectangle after a matrix."""
    return around(moved(matrix, x, y) for x in (left, right) for y in (low, high))


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share; None if nothing."""
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, high = min(one[2], other[2]), min(one[3], other[3])
    return (left, low, right, high) if left <= right and low <= high else None


def stretch(matrix: Matrix) -> tuple[float, float]:
    """How much a matrix lengthens what lies across and along."""
    a, b, c, d, _, _ = matrix
    return held(math.hypot(a, b)), held(math.hypot(c, d))


def inside(box: Box, outer: Box, by: float = 0.0) -> bool:
    """Whether a box lies in another, or sticks out by no more than ``by``."""
    return box[0] >= outer[0] - by and box[1] >= outer[1] - by and box[2] <= outer[2] + by and box[3] <= outer[3] + by
