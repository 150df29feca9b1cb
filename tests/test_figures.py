"""Figures drawn from the catalogue: what they show, where they put it, and that nothing in them covers anything else."""

from __future__ import annotations

import itertools
import json
import re
from math import isclose
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import books
from serge_press.cli.main import cli
from serge_press.manuscript.apparatus.maker import Facts, Maker
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.figures import geography
from serge_press.manuscript.figures.canvas import WIDTH, Box, Canvas, fitted, spread, width_of
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.kinds import draws
from serge_press.manuscript.figures.years import bounds, span_of, ticks
from serge_press.model.plan import FIGURES
from serge_press.press import Proof, prepare
from serge_press.reading.folder import DiskFolder
from serge_press.when import When

SERGE = books.HERE.parent / "book"


@pytest.fixture(scope="module", params=["complete", "victor-serge"])
def proof(request: pytest.FixtureRequest) -> Proof:
    return prepare(DiskFolder(books.BOOKS / "complete" if request.param == "complete" else SERGE))


def maker(proof: Proof) -> Maker:
    assert proof.plan is not None
    return Maker(Facts(proof.plan, proof.catalogue, Words(proof.plan.language), {}))


def drawn(proof: Proof) -> dict[str, Drawn]:
    """Every figure that can be drawn of the book, by kind."""
    made = {kind: draws(kind)(maker(proof), "") for kind in FIGURES}
    return {kind: one for kind, one in made.items() if one is not None}


def texts(one: Drawn) -> list[tuple[str, Box]]:
    """The words of a figure and about the room that each takes."""
    out: list[tuple[str, Box]] = []
    for text in etree.fromstring(f'<svg xmlns:xlink="x">{one.marks}</svg>').iter("text"):
        words = "".join(map(str, text.itertext()))
        x, y, size = (float(str(text.get(name))) for name in ("x", "y", "font-size"))
        wide = width_of(words, size) * 0.85  # the estimate is a safe one
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
        out.append((words, Box(left, y - size * 0.6, left + wide, y)))
    return out


def test_all_kinds_are_drawn_of_the_first_book() -> None:
    assert set(drawn(prepare(DiskFolder(SERGE)))) == set(FIGURES)


def test_no_words_lie_on_other_words(proof: Proof) -> None:
    for kind, one in drawn(proof).items():
        for (a, box), (b, other) in itertools.combinations(texts(one), 2):
            assert not box.meets(other), f"{kind}: “{a}” and “{b}”"


def test_no_words_run_out_of_the_figure(proof: Proof) -> None:
    for kind, one in drawn(proof).items():
        for words, box in texts(one):
            inside = box.left > -2 and box.right < WIDTH + 2 and box.top > -2 and box.bottom < one.height + 1
            assert inside, f"{kind}: {words} {box} in {one.height}"


def test_a_figure_fits_a_page_and_has_no_colour_of_its_own(proof: Proof) -> None:
    for kind, one in drawn(proof).items():
        assert 0 < one.height <= 480, kind
        paints = set(re.findall(r'(?:fill|stroke)="([^"]*)"', one.marks))
        assert paints <= {"currentColor", "none"}, kind
        assert "opacity" not in one.marks


def test_a_figure_says_in_words_and_in_a_table_what_it_shows(proof: Proof) -> None:
    for kind, one in drawn(proof).items():
        assert one.alt, kind
        assert one.rows, kind
        assert all(len(row) == len(one.head) for row in one.rows), kind
        assert all(part in one.told for part in (one.rows[0][0], one.rows[-1][0])) or kind in ("timeline", "map"), kind


def test_works_are_counted_once_whatever_their_date(proof: Proof) -> None:
    """Solid and hatched together are the works there are: a work spread over years is one work."""
    one = drawn(proof)["works-per-year"]
    shown = sum(float(part) for row in one.rows for part in row[1:])
    caption = re.search(r"(\d+) in all", "".join(getattr(inline, "text", "") for inline in one.caption))
    assert caption
    assert isclose(shown, int(caption[1]), abs_tol=0.06 * len(one.rows))


def test_the_claims_of_a_case_stand_in_the_order_of_their_dates() -> None:
    proof = prepare(DiskFolder(SERGE))
    one = draws("claims")(maker(proof), "their-morals-leaflet")
    assert one is not None
    assert one.rows[0][:2] == ("Leon Trotsky", "9\N{NO-BREAK SPACE}June 1939")
    years = [re.findall(r"[0-9]{4}", row[1])[0] for row in one.rows]
    assert years == sorted(years)


def test_who_was_not_there_is_not_on_the_map() -> None:
    proof = prepare(DiskFolder(SERGE))
    one = drawn(proof)["map"]
    assert "Tiflis" not in [row[1] for row in one.rows]  # where his mother died
    assert one.rows[0][1] == "Ixelles"


@given(st.lists(st.floats(0, 400), max_size=30).map(sorted), st.floats(2, 12))
def test_words_are_spread_in_order_with_room_for_each(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 450)
    assert len(placed) == len(wanted)
    assert all(b - a >= gap - 1e-6 for a, b in itertools.pairwise(placed))
    assert all(-1e-6 <= at <= 450 + 1e-6 for at in placed)


def test_what_has_room_stays_where_it_belongs() -> None:
    assert spread([10, 50, 90], 10, 0, 100) == [10, 50, 90]
    assert spread([50, 50], 10, 0, 100) == [45, 55]


def test_words_that_are_too_long_are_cut_at_a_word() -> None:
    assert fitted("short", 100, 8) == "short"
    cut = fitted("La Lutte contre le stalinisme", 80, 8)
    assert cut.endswith("…")
    assert "La Lutte contre le stalinisme".startswith(cut[:-1])
    assert width_of(cut, 8) <= 80


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1912", 1912.0, 1913.0),
        ("1912-07-01", 1912.497, 1912.5),
        ("1912/1914", 1912.0, 1915.0),
        ("191X", 1910.0, 1920.0),
    ],
)
def test_a_date_is_as_long_as_what_it_may_mean(edtf: str, first: float, last: float) -> None:
    span = span_of(When.parse(edtf))
    assert span is not None
    assert isclose(span[0], first, abs_tol=0.002)
    assert isclose(span[1], last, abs_tol=0.002)


def test_an_open_date_has_no_place_on_an_axis() -> None:
    assert span_of(When.parse("1912/..")) is None


def test_bounds_are_whole_years_and_ticks_have_room() -> None:
    assert bounds([(1890.99, 1891.0), (1946.2, 1947.9)]) == (1890, 1948)
    assert list(ticks(1890, 1948, 300, 26)) == [1890, 1900, 1910, 1920, 1930, 1940]
    assert list(ticks(1890, 1896, 300, 26)) == list(range(1890, 1897))


def test_the_cone_is_that_of_the_manual() -> None:
    """Snyder 1987, page 295: radius 1, parallels 33 and 45 N, origin 23 N 96 W; 35 N 75 W is x 0.2966785, y 0.2462112."""
    project = geography._cone(-96.0, 33.0, 45.0)
    point, origin = project(-75.0, 35.0), project(-96.0, 23.0)
    assert point is not None
    assert origin is not None
    assert isclose(point[0] - origin[0], 0.2966785, abs_tol=1e-6)
    assert isclose(point[1] - origin[1], 0.2462112, abs_tol=1e-6)


def test_the_plane_is_that_of_the_manual() -> None:
    """Snyder 1987, page 332: sphere of radius 3, centre 40 N 100 W; 20 S 100 E is x -4.2339303, y 4.0257775."""
    point = geography._plane(-100.0, 40.0, least=0.0)(100.0, -20.0)
    assert point is not None
    assert (point[0] * 3, point[1] * 3) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)
    assert geography._plane(-100.0, 40.0)(100.0, -20.0) is None  # too far round for a map


def test_the_shortest_way_goes_north_over_the_ocean() -> None:
    way = geography.great_circle((2.35, 48.85), (-99.13, 19.43))
    assert way[0] == pytest.approx((2.35, 48.85))
    assert way[-1] == pytest.approx((-99.13, 19.43))
    assert max(lat for _, lat in way) > 49


def test_coastlines_are_there() -> None:
    rings = geography.coastlines()
    assert len(rings) > 300
    assert all(-180.1 <= x <= 180.1 and -60.1 <= y <= 90 for ring in rings for x, y in ring)


def test_a_simplified_line_keeps_its_ends_and_its_corners() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 2.0)]
    assert geography.simplified(line, 0.1) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]


def test_hatching_stays_within_its_bar() -> None:
    canvas = Canvas()
    canvas.bar(10, 20, 7, 30, "hatched")
    points = [tuple(map(float, pair)) for pair in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", canvas.markup())]
    assert len(points) > 10
    assert all(9.99 <= x <= 17.01 and 19.99 <= y <= 50.01 for x, y in points)


def test_what_is_asked_for_and_cannot_be_drawn_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "T"\nlanguage = "en"\n[contents]\nback = ["figures"]\n[figures]\nshow = ["map", "mpa", "names:x", "claims:no"]\n'
        '[edition.print]\nkind = "print"\n'
    )
    told = [(found.rule, found.message) for found in prepare(DiskFolder(tmp_path)).findings]
    assert ("R027", "the press draws no figure 'mpa'") in told
    assert ("R027", "a figure 'names' shows the whole book") in told
    assert any(rule == "R010" and "'no'" in message for rule, message in told)
    assert ("M102", "the catalogue holds too little to draw 'map'; it is left out") in told


def test_the_data_of_figures_can_be_had_as_json() -> None:
    done = CliRunner().invoke(cli, ["inspect", "figures", str(SERGE), "--format", "json"])
    assert done.exit_code == 0, done.output
    told = {one["name"]: one for one in json.loads(done.output)}
    assert told["map"]["head"][1] == "Place"
