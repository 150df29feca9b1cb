"""Lines of a figure that leave room for its words."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, isclose

from hypothesis import given
from hypothesis import strategies as st

from serge_press.manuscript.figures.canvas import Box
from serge_press.manuscript.figures.clearing import beside, covered, touching

BOX = Box(10, 10, 20, 20)


def test_a_line_stops_before_a_box_and_goes_on_behind_it() -> None:
    assert beside([(0, 15), (30, 15)], [BOX]) == [[(0, 15), (10, 15)], [(20, 15), (30, 15)]]


def test_of_a_line_between_two_boxes_the_middle_is_left() -> None:
    assert beside([(10, 15), (40, 15)], [BOX, Box(30, 10, 40, 20)]) == [[(20, 15), (30, 15)]]


def test_a_line_beside_a_box_stays_whole() -> None:
    assert beside([(0, 5), (15, 5), (30, 5)], [BOX]) == [[(0, 5), (15, 5), (30, 5)]]


def test_how_much_of_lines_a_box_covers() -> None:
    level, upright, away = [(0, 15), (30, 15)], [(12, 0), (12, 30)], [(0, 0), (5, 5)]
    assert covered([level, upright, away], BOX) == 20
    assert touching([level, upright, away], BOX) == [((0, 15), (30, 15)), ((12, 0), (12, 30))]


POINTS = st.tuples(st.floats(0, 30), st.floats(0, 30))


@given(st.lists(POINTS, min_size=2, max_size=6))
def test_nothing_that_is_drawn_lies_under_a_box_and_what_is_left_out_does(points: list[tuple[float, float]]) -> None:
    pieces = beside(points, [BOX])
    assert covered(pieces, BOX) < 1e-6
    whole, left = (
        sum(hypot(b[0] - a[0], b[1] - a[1]) for p in rows for a, b in pairwise(p)) for rows in ([points], pieces)
    )
    lost = whole - left - covered([points], BOX)
    assert lost > -1e-6
    assert lost < 0.4 * (2 * len(points) + 1) or isclose(lost, 0)  # stubs
