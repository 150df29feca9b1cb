"""Room for words among lines: how much of a line lies under a rectangle, and what is left of it beside some."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from serge_press.manuscript.figures.canvas import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from serge_press.manuscript.figures.geography import Point

_STUB = 0.4  # points: no shorter piece of a line is drawn


def beside(points: Sequence[Point], boxes: Iterable[Box]) -> list[list[Point]]:
    """The pieces of a line (points joined by straight lines) that lie outside all boxes, in their order."""
    room = _around(points)
    near = [box for box in boxes if box.meets(room)]
    if not near:
        return [list(points)]
    pieces: list[list[Point]] = [[]]
    for one, other in pairwise(points):
        at = 0.0
        for begin, end in sorted(under for box in near if (under := _under(one, other, box)) is not None):
            if begin > at:
                pieces[-1] += [_between(one, other, at), _between(one, other, begin)]
            if end > at:
                pieces.append([])
            at = max(at, end)
        if at < 1.0:
            pieces[-1] += [_between(one, other, at), other]
    return [whole for piece in pieces if _length(whole := _without_repeats(piece)) > _STUB]


def touching(lines: Iterable[Sequence[Point]], box: Box) -> list[tuple[Point, Point]]:
    """The straight pieces of these lines that come near a box: those that may be under one within it."""
    left, top, right, bottom = box
    return [
        (one, other)
        for line in lines
        for one, other in pairwise(line)
        if (one[0] < right or other[0] < right)
        and (one[0] > left or other[0] > left)
        and (one[1] < bottom or other[1] < bottom)
        and (one[1] > top or other[1] > top)
    ]


def covered(lines: Iterable[Sequence[Point]], box: Box) -> float:
    """How many points of length of these lines lie under a box."""
    total = 0.0
    for line in lines:
        for one, other in pairwise(line):
            if (under := _under(one, other, box)) is not None:
                total += (under[1] - under[0]) * hypot(other[0] - one[0], other[1] - one[1])
    return total


def _around(points: Sequence[Point]) -> Box:
    """The least box that holds all points; a level line has a height of nearly nothing, so that it meets what it crosses."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs) - 1e-6, min(ys) - 1e-6, max(xs) + 1e-6, max(ys) + 1e-6)


def _under(one: Point, other: Point, box: Box) -> tuple[float, float] | None:
    """Between which shares of its length a straight line is in a box (Liang and Barsky 1984); None where it is not."""
    if (one[0] <= box[0] and other[0] <= box[0]) or (one[0] >= box[2] and other[0] >= box[2]):
        return None
    if (one[1] <= box[1] and other[1] <= box[1]) or (one[1] >= box[3] and other[1] >= box[3]):
        return None
    begin, end = 0.0, 1.0
    for low, high, start, way in (
        (box.left, box.right, one[0], other[0] - one[0]),
        (box.top, box.bottom, one[1], other[1] - one[1]),
    ):
        if way == 0:
            if not low < start < high:
                return None
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        begin, end = max(begin, near), min(end, far)
    return (begin, end) if begin < end else None


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    return [point for index, point in enumerate(points) if not index or point != points[index - 1]]


def _length(points: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
