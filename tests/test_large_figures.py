"""Figures of lives that no page was planned for: over the date line, in hundreds of places, in every language."""

from __future__ import annotations

import re

import pytest

from serge_press.manuscript.apparatus.maker import Facts, Maker
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.figures import geography
from serge_press.manuscript.figures.canvas import TALLEST
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.kinds import draws
from serge_press.press import prepare
from serge_press.reading.folder import MemoryFolder

PLAN = 'title = "T"\nlanguage = "en"\nabout = "ada"\n'
PERSON = "- {id: ada, name: Ada Morwin, born: 1874, died: 1950}\n"


def figure(kind: str, **kinds: str) -> Drawn | None:
    files = {"book.toml": PLAN, "catalogue/people.yaml": PERSON}
    proof = prepare(MemoryFolder(files | {f"catalogue/{name}.yaml": text for name, text in kinds.items()}))
    assert proof.plan is not None
    return draws(kind)(Maker(Facts(proof.plan, proof.catalogue, Words("en"), {})), "")


def route(*degrees: tuple[float, float]) -> Drawn | None:
    """The map of a life that went through these places (latitude, longitude), one a year."""
    places = "".join(
        f"- {{id: p{n}, name: P{n}, latitude: {lat}, longitude: {lon}}}\n" for n, (lat, lon) in enumerate(degrees)
    )
    events = "".join(f"- {{id: e{n}, when: {1880 + n % 60}, what: W., where: p{n}}}\n" for n, _ in enumerate(degrees))
    return figure("map", places=places, events=events)


def dots(one: Drawn) -> list[float]:
    return [float(x) for x in re.findall(r'<circle cx="(-?[\d.]+)"', one.marks)]


def fits(one: Drawn) -> bool:
    sizes = [float(size) for size in re.findall(r'(?:width|height)="(-?[\d.]+)"', one.marks)]
    feet = [float(y) for y in re.findall(r'<text x="-?[\d.]+" y="(-?[\d.]+)"', one.marks)]
    return 0 < one.height <= TALLEST + 10 and min(sizes, default=0) >= 0 and min(feet) > 0 and max(feet) <= one.height


def test_two_islands_on_either_side_of_the_date_line_are_neighbours() -> None:
    one = route((-18.1, 178.4), (-13.8, -171.8))
    assert one is not None
    assert len(dots(one)) == 2
    assert fits(one)
    assert [row[3] for row in one.rows] == ["18.1°\u202fS, 178.4°\u202fE", "13.8°\u202fS, 171.8°\u202fW"]


@pytest.mark.parametrize(
    "degrees",
    [
        [(0.0, -180.0), (0.0, 180.0)],
        [(0.0, 0.0), (0.0, 90.0), (0.0, 180.0), (0.0, -90.0)],
        [(89.0, 0.0), (-89.0, 180.0)],
        [(64.4, -173.2), (64.5, -165.4), (55.8, 37.6), (19.4, -99.1)],
        [(50.0, 10.0), (50.0, 10.0)],
    ],
)
def test_any_places_have_a_map(degrees: list[tuple[float, float]]) -> None:
    one = route(*degrees)
    assert one is not None
    assert dots(one)
    assert fits(one)


def test_longitudes_run_on_over_the_date_line_only_where_less_is_empty_there() -> None:
    assert geography.turned([(2.3, 48.9), (-99.1, 19.4)]) == [(2.3, 48.9), (-99.1, 19.4)]
    assert geography.turned([(178.0, 0.0), (-172.0, 0.0), (100.0, 0.0)]) == [(178.0, 0.0), (188.0, 0.0), (100.0, 0.0)]
    assert geography.turned([]) == []


def test_a_cone_goes_on_over_the_date_line() -> None:
    project = geography.projection(geography.turned([(175.0, 60.0), (-165.0, 50.0)]))
    one, other = project(-179.0, 55.0), project(181.0, 55.0)
    assert one is not None
    assert one == pytest.approx(other)


def test_two_hundred_places_leave_room_for_their_map() -> None:
    one = route(*((n / 4, n * 1.5 - 170) for n in range(200)))
    assert one is not None
    assert len(one.rows) == 200
    assert fits(one)


def test_what_came_after_a_life_leaves_room_for_the_life() -> None:
    events = "".join(f"- {{id: e{n}, when: {1960 + n % 50}, what: W., label: L{n}}}\n" for n in range(80))
    one = figure("timeline", events=events + "- {id: e, when: 1900, what: W., label: Here}\n")
    assert one is not None
    assert len(one.rows) == 81
    assert fits(one)


def test_a_tree_of_fifty_languages_fits_a_page() -> None:
    published = ", ".join(f"{{role: translation, when: {1930 + n}, language: {tag}}}" for n, tag in enumerate(_TAGS))
    one = figure(
        "translations",
        works=f"- {{id: w, title: W, kind: novel, language: en, when: 1920, published: [{published}]}}\n",
    )
    assert one is not None
    assert fits(one)


_TAGS = tuple(f"x-{one}{other}" for one in "abcde" for other in "abcdefghij")
