"""Coastlines and map projections: degrees → points of a map.

The projection is chosen for what the map must show, as cartographers advise (Snyder, Map Projections: A Working Manual, USGS
Professional Paper 1395, chapters 15 and 24): a conformal cone for a region in middle latitudes, else an equal-area plane that
touches the globe in the middle of the map.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import asin, atan2, cos, hypot, log, pi, radians, sin, sqrt, tan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Project = Callable[[float, float], tuple[float, float] | None]
    """Longitude and latitude in degrees to x and y (y grows northwards), None beyond the horizon of the map."""

_REGION = 80.0  # degrees of longitude up to which a cone is true enough

Point = tuple[float, float]


@cache
def coastlines() -> tuple[tuple[Point, ...], ...]:
    """Rings of land, longitude and latitude in degrees. Natural Earth, 1:50 million (see ``data/README.md``)."""
    text = files("serge_press.manuscript.figures").joinpath("data/land.txt").read_text(encoding="ascii")
    return tuple(tuple(_ring(line)) for line in text.splitlines())


def _ring(line: str) -> Iterator[Point]:
    numbers = list(map(int, line.split()))
    x = y = 0
    for step in range(0, len(numbers), 2):
        x += numbers[step]
        y += numbers[step + 1]
        yield x / 10, y / 10


def turned(points: Sequence[Point]) -> list[Point]:
    """The places with longitudes that run on through the date line, where the emptiest part of the globe is elsewhere."""
    held = sorted({x for x, _ in points})
    gaps = [(after - before, after) for before, after in pairwise(held)]
    empty, begins = max(gaps, default=(0.0, 0.0), key=lambda gap: gap[0])
    if not held or empty <= 360 - (held[-1] - held[0]):
        return list(points)
    return [(x if x >= begins else x + 360, y) for x, y in points]


def projection(points: Sequence[Point]) -> Project:
    """The projection for a map of these places (longitude, latitude; see ``turned``)."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    if east - west <= _REGION and (south > 12 or north < -12) and max(abs(south), abs(north)) < 80:
        sixth = max((north - south) / 6, 2.0)
        return _cone(
            (west + east) / 2, south + sixth, north - sixth if north - sixth > south + sixth else south + sixth + 1
        )
    return _plane((west + east) / 2, (south + north) / 2)


def _cone(middle: float, lower: float, upper: float) -> Project:
    """Lambert conformal conic (Snyder, equations 15-1 to 15-5, sphere)."""
    one, two = radians(lower), radians(upper)
    n = log(cos(one) / cos(two)) / log(tan(pi / 4 + two / 2) / tan(pi / 4 + one / 2))
    f = cos(one) * tan(pi / 4 + one / 2) ** n / n

    def project(longitude: float, latitude: float) -> Point | None:
        away = (longitude - middle + 180) % 360 - 180
        if not -85 < latitude < 89.5 or abs(away) > 120:
            return None
        rho = f / tan(pi / 4 + radians(latitude) / 2) ** n
        theta = n * radians(away)
        return rho * sin(theta), -rho * cos(theta)

    return project


def _plane(middle: float, parallel: float, least: float = 0.35) -> Project:
    """Lambert azimuthal equal-area (Snyder, equations 24-2, 22-4 and 22-5, sphere).

    ``least`` cuts off the far side of the globe, where all is stretched beyond meaning: 0 is the point opposite, 2 the middle.
    """
    lat = radians(parallel)

    def project(longitude: float, latitude: float) -> Point | None:
        phi, lam = radians(latitude), radians(longitude - middle)
        c = 1 + sin(lat) * sin(phi) + cos(lat) * cos(phi) * cos(lam)
        if c <= least:
            return None
        k = sqrt(2 / c)
        return k * cos(phi) * sin(lam), k * (cos(lat) * sin(phi) - sin(lat) * cos(phi) * cos(lam))

    return project


def great_circle(one: Point, other: Point, steps: int = 24) -> list[Point]:
    """Points on the shortest way over the globe between two places (longitude, latitude in degrees)."""
    a, b = (_vector(*point) for point in (one, other))
    angle = 2 * asin(min(1.0, hypot(*(x - y for x, y in zip(a, b, strict=True))) / 2))
    if angle < 1e-6:
        return [one, other]
    out: list[Point] = []
    for step in range(steps + 1):
        share = step / steps
        p, q = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        x, y, z = (p * u + q * v for u, v in zip(a, b, strict=True))
        out.append((atan2(y, x) * 180 / pi, asin(max(-1.0, min(1.0, z))) * 180 / pi))
    return out


def _vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    lam, phi = radians(longitude), radians(latitude)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without points that lie nearer than ``tolerance`` to it (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        begin, end = waiting.pop()
        far, at = 0.0, 0
        for index in range(begin + 1, end):
            away = _away(points[index], points[begin], points[end])
            if away > far:
                far, at = away, index
        if far > tolerance:
            keep.add(at)
            waiting += [(begin, at), (at, end)]
    return [points[index] for index in sorted(keep)]


def _away(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = hypot(dx, dy)
    if length == 0:
        return hypot(point[0] - one[0], point[1] - one[1])
    return abs(dx * (one[1] - point[1]) - dy * (one[0] - point[0])) / length


def parts_of(points: Iterable[Point | None]) -> list[list[Point]]:
    """A line in the parts of it that are on the map."""
    parts: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(point)
    return [part for part in parts if len(part) > 1]
