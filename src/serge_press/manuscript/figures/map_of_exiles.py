"""The map of a life: the places of its events in the order they were come to, joined by a numbered route.

Where the route spans oceans a second map shows the part where most of the places crowd.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.figures.canvas import SMALL, TALLEST, WIDTH, Box, Canvas, fitted, number
from serge_press.manuscript.figures.clearing import beside, covered, touching
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.geography import coastlines, great_circle, parts_of, projection, simplified, turned
from serge_press.manuscript.figures.years import span_of
from serge_press.manuscript.index.headings import place_name
from serge_press.model.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.manuscript.figures.geography import Point
    from serge_press.model.events import Location

_CROWD = 50.0  # degrees of longitude that the second map shows
_SPAN = 90.0  # degrees from which on there are two maps
_COLUMNS = 3  # of the key, or more where there are so many places that no room would be left for the map
_LINES = 28
_FAR = 40.0  # points from its dot: no number stands further off
_LINE = 9.2


class _Stop(NamedTuple):
    """A place on the route: its number, name, degrees, and the years of its events."""

    number: int
    name: str
    at: Point
    years: str


def map_of_exiles(maker: Maker, what: str) -> Drawn | None:
    """The route of the life; None where fewer than two of its places have degrees."""
    del what
    route = _route(maker)
    stops = _stops(maker, route)
    if len(stops) < 2:
        return None
    points = turned([stop.at for stop in stops.values()])
    stops = {name: stop._replace(at=at) for (name, stop), at in zip(stops.items(), points, strict=True)}
    way = [stops[place.id].at for place in route]
    canvas = Canvas()
    wide = max(x for x, _ in points) - min(x for x, _ in points) > _SPAN
    columns = max(_COLUMNS, -(-len(stops) // _LINES))
    lines = -(-len(stops) // columns)
    key = lines * _LINE
    room = TALLEST - 40 - key
    if wide:
        crowd = _crowd(points)
        foot = _panel(
            canvas, "map-far", list(stops.values()), way, points, Box(0, 0, WIDTH, min(150, room * 0.4)), crowd
        )
        inner = [point for point in points if _inside(point, crowd)]
        foot = _panel(
            canvas,
            "map-near",
            list(stops.values()),
            way,
            inner,
            Box(0, foot + 6, WIDTH, foot + 6 + min(210, room * 0.58)),
            None,
        )
    else:
        foot = _panel(canvas, "map-near", list(stops.values()), way, points, Box(0, 0, WIDTH, min(280, room)), None)
    column = WIDTH / columns
    for place, stop in enumerate(stops.values()):
        x = (place // lines) * column
        y = foot + 12 + (place % lines) * _LINE
        canvas.text(x + 11, y, str(stop.number), SMALL, anchor="end")
        canvas.text(x + 15, y, fitted(f"{stop.name}, {stop.years}", column - 17, SMALL), SMALL)
    words = maker.words
    rows = tuple(
        (
            str(stop.number),
            stop.name,
            stop.years,
            f"{_degrees(stop.at[1], 'N', 'S')}, {_degrees((stop.at[0] + 180) % 360 - 180, 'E', 'W')}",
        )
        for stop in stops.values()
    )
    head = (
        words.say("figure.number-short"), words.say("figure.place"), words.say("figure.years"), words.say("figure.position"),
    )  # fmt: skip
    names = [stop.name for stop in stops.values()]
    alt = words.say("figure.map.alt", n=str(len(stops)), first=names[0], last=stops[route[-1].id].name)
    told = "; ".join(f"{stop.number}: {stop.name}, {stop.years}" for stop in stops.values())
    caption = words.say("figure.map.caption")
    return Drawn("map", run(caption), alt, told, head, rows, canvas.markup(), foot + 14 + lines * _LINE)


def _route(maker: Maker) -> list[Location]:
    """The places of the life's events in their order, none twice in a row."""
    catalogue = maker.facts.catalogue
    route: list[Location] = []
    for event in sorted(catalogue.events, key=lambda e: (e.when.sort_key, e.id)):
        if event.kind is not EventKind.LIFE or not event.present:
            continue
        for name in event.where:
            place = catalogue.locations.get(name)
            if place is None or place.latitude is None or place.longitude is None:
                continue
            if not route or route[-1].id != place.id:
                route.append(place)
    return route


def _stops(maker: Maker, route: Sequence[Location]) -> dict[str, _Stop]:
    """Every place of the route, numbered in the order it was first come to."""
    years: dict[str, list[int]] = {}
    for event in maker.facts.catalogue.events:
        span = span_of(event.when)
        if event.kind is EventKind.LIFE and span is not None and event.present:
            for name in event.where:
                years.setdefault(name, []).extend((int(span[0]), int(span[1] - 1e-6)))
    stops: dict[str, _Stop] = {}
    for place in route:
        if place.id in stops:
            continue
        assert place.latitude is not None
        assert place.longitude is not None
        held = years.get(place.id, [])
        first, last = (min(held), max(held)) if held else (0, 0)
        said = "" if not held else str(first) if first == last else f"{first}–{last}"
        stops[place.id] = _Stop(len(stops) + 1, place_name(maker, place), (place.longitude, place.latitude), said)
    return stops


def _crowd(points: Sequence[Point]) -> tuple[float, float]:
    """The longitudes between which most places lie."""
    west = max(sorted({x for x, _ in points}), key=lambda start: sum(start <= x <= start + _CROWD for x, _ in points))
    return west, west + _CROWD


def _inside(point: Point, crowd: tuple[float, float]) -> bool:
    return crowd[0] <= point[0] <= crowd[1]


def _panel(
    canvas: Canvas, name: str, stops: Sequence[_Stop], way: Sequence[Point], shown: Sequence[Point], box: Box,
    dense: tuple[float, float] | None,
) -> float:  # fmt: skip
    """One map in a box; where it ends. Places of the ``dense`` longitudes get no numbers here, for another map has them."""
    project = projection(shown)
    flat = [point for point in (project(*place) for place in shown) if point is not None]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    wide, tall = max(right - left, 1e-3), max(high - low, 1e-3)
    pad = 0.09 * max(wide, tall)
    left, right, low, high = left - pad, right + pad, low - pad, high + pad
    scale = min((box.right - box.left) / (right - left), (box.bottom - box.top) / (high - low))
    height = min((high - low) * scale, box.bottom - box.top)
    frame = Box(box.left, box.top, box.right, box.top + height)
    across, down = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2

    def place(point: Point) -> Point | None:
        seen = project(*point)
        if seen is None:
            return None
        return across + (seen[0] - (left + right) / 2) * scale, down - (seen[1] - (low + high) / 2) * scale

    coast = [
        simplified(part, 0.35)
        for ring in coastlines()
        for part in parts_of(place(point) for point in ring)
        if _touches(part, frame) and _large(part)
    ]
    route = [
        simplified(part, 0.1)
        for one, other in pairwise(way)
        for part in parts_of(place(point) for point in great_circle(one, other))
    ]
    free = _numbers(canvas, stops, place, frame, dense, coast, route)
    land = Canvas()
    for line in coast:
        for part in beside(line, free):
            land.path(_data(part), 0.35)
    for line in route:
        for part in beside(line, free):
            land.polyline(part, 0.55, "2.4 1.4")
    canvas.clipped(f"figure-{name}", frame, land)
    canvas.path(
        f"M{number(frame.left + 0.3)} {number(frame.top + 0.3)}H{number(frame.right - 0.3)}V{number(frame.bottom - 0.3)}"
        f"H{number(frame.left + 0.3)}Z",
        0.4,
    )
    return frame.bottom


def _touches(part: Sequence[Point], frame: Box) -> bool:
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return Box(min(xs), min(ys), max(xs), max(ys)).meets(frame)


def _large(part: Sequence[Point]) -> bool:
    """Whether an island is to be seen: wider or higher than a point and a half."""
    xs, ys = [x for x, _ in part], [y for _, y in part]
    return max(max(xs) - min(xs), max(ys) - min(ys)) > 1.5


def _data(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(round(x, 1))} {number(round(y, 1))}" for x, y in points)


def _numbers(
    canvas: Canvas, stops: Sequence[_Stop], place: Callable[[Point], Point | None], frame: Box,
    dense: tuple[float, float] | None, coast: Sequence[Sequence[Point]], route: Sequence[Sequence[Point]],
) -> list[Box]:  # fmt: skip
    """A dot and a number for each place in the frame; the boxes of the numbers, under which no line is to be drawn.

    A number meets no dot and no number, and stands near its dot, where it breaks few lines: the route rather than a coast, for
    a coast is known by its shape.
    """
    seen: list[tuple[_Stop, Point]] = []
    for stop in stops:
        at = place(stop.at)
        if at is not None and frame.left < at[0] < frame.right and frame.top < at[1] < frame.bottom:
            seen.append((stop, at))
    dots = [Box(x - 2, y - 2, x + 2, y + 2) for _, (x, y) in seen]
    taken: list[Box] = []
    leaders: list[tuple[Point, Point]] = []
    for _, (x, y) in seen:
        canvas.dot(x, y, 1.5)
    shores, ways = touching(coast, frame), touching(route, frame)
    for stop, at in seen:
        if dense is not None and _inside(stop.at, dense):
            continue
        around = Box(at[0] - _FAR, at[1] - _FAR, at[0] + _FAR, at[1] + _FAR)
        shore, steps = touching(shores, around), touching(ways, around)
        best: _Spot | None = None
        least = inf
        for spot in _spots(at, 2.2 * len(str(stop.number))):
            if spot.far >= least:
                break  # those that follow stand further off still
            if (
                _holds(frame, spot.box)
                and not any(spot.box.meets(other) for other in (*dots, *taken))
                and not covered(leaders, spot.box)
                and not (spot.leader and any(covered([spot.leader], box) for box in taken))
            ):
                cost = spot.far + covered(shore, spot.box) + 0.7 * covered(steps, spot.box)
                best, least = (spot, cost) if cost < least else (best, least)
        if best is not None:
            taken.append(best.box)
            if best.leader:
                leaders.append(best.leader)
                canvas.line(*best.leader[0], *best.leader[1], 0.25)
            middle = (best.box.left + best.box.right) / 2
            canvas.text(middle, best.box.bottom - 0.8, str(stop.number), SMALL, anchor="middle", bold=True)
    return taken


class _Spot(NamedTuple):
    """Where a number may stand: how far from the best place, its box, and the line that leads to it where it is away."""

    far: float
    box: Box
    leader: tuple[Point, Point] | None


def _spots(at: Point, half: float) -> Iterator[_Spot]:
    """Places for a number of this half width round a dot, the nearest first."""
    x, y = at
    for reach in (5.0, 8.0, 12.0, 17.0, 23.0, 30.0):
        for rank, (a, b) in enumerate(_ROUND):
            cx = x + reach * a + (half if a > 0 else -half if a < 0 else 0)
            cy = y + reach * b
            side = cx - (half + 0.6 if a > 0 else -half - 0.6 if a < 0 else 0)
            leader = ((x, y), (side, cy - (0 if a else 3.4 * b))) if reach > 5.0 else None
            yield _Spot(reach - 5.0 + 0.15 * rank, Box(cx - half, cy - 3.2, cx + half, cy + 3.2), leader)


def _holds(frame: Box, box: Box) -> bool:
    return frame.left < box.left and box.right < frame.right and frame.top < box.top and box.bottom < frame.bottom


_ROUND = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7),
    (0.9, -0.4), (-0.9, -0.4), (0.9, 0.4), (-0.9, 0.4),
)  # fmt: skip
"""Where a number may stand, best first, round its dot."""


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.1f}°\u202f{positive if value >= 0 else negative}"
