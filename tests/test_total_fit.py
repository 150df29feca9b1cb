"""The choice of breaks: the cheapest of all, within its limits, in time that grows with the words."""

from __future__ import annotations

import time
from itertools import combinations
from math import inf

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from serge_press.editions.lines.total_fit import Break, Habits, scale_of, total_fit

SPACE = 3.0
HABITS = Habits(SPACE * 0.4, SPACE * 0.25, 0.02)
FIRST = Break(0, 0, 0, 0, 0, False, False, 0, 0, 0, 0)


def words_of(widths: list[float], letters: int = 6) -> list[Break]:
    """Words of these widths with a space between each two."""
    places, width = [], 0.0
    for number, one in enumerate(widths):
        width += one
        start = width + SPACE
        places.append(
            Break(width, number, start, number + 1, 0, False, False, 0, 0, letters * (number + 1), number + 1)
        )
        width = start
    end = places[-1]
    return [*places[:-1], end._replace(start=end.end, start_spaces=end.end_spaces)]


def halves(places: list[Break], hyphen: float = 2.0) -> list[list[Break]]:
    """One place in the middle of each word, where it may be broken for a penalty of 50."""
    found, start, spaces, letters = [], 0.0, 0, 0
    for place in places:
        middle = (start + place.end) / 2
        found.append(
            [Break(middle + hyphen, spaces, middle, spaces, 50, True, True, 0, 0, letters + 3, 1000 + place.at)]
        )
        start, spaces, letters = place.start, place.start_spaces, place.letters
    return found


def fit(places: list[Break], measure: float, broken: bool = True, whole: int = 0) -> list[Break] | None:
    within = halves(places) if broken else [[] for _ in places]
    return total_fit(places, within.__getitem__, measure, FIRST, 0.0, HABITS, whole)


def lines(places: list[Break], measure: float) -> list[tuple[float, int]]:
    """Of each line what is left over of the measure, and its spaces."""
    begin, found = FIRST, []
    for place in places:
        found.append((measure - (place.end - begin.start), place.end_spaces - begin.start_spaces))
        begin = place
    return found


def price(places: list[Break], measure: float) -> float:
    """What lines cost, reckoned anew from what ``Habits`` says (without hyphens and runts)."""
    cost, before = 0.0, 1
    for number, (spare, spaces) in enumerate(lines(places, measure), 1):
        room = spaces * (HABITS.shrink if spare < 0 else HABITS.stretch) + HABITS.give * measure
        if spare < -room - 1e-6:
            return inf
        ratio = (
            0.0 if spare >= 0 and number == len(places) else spare / (room + (0 if spaces else 0.3 * HABITS.stretch))
        )
        fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        cost += (10 + min(10_000, 100 * abs(ratio) ** 3)) ** 2 + (HABITS.unlike if abs(fitness - before) > 1 else 0)
        before = fitness
    return cost


def price_with_hyphens(ends: list[Break], places: list[Break], measure: float) -> float:
    """The same with all that hyphens cost: each, two in a row, more, one before a last line, and in a last word."""
    cost, row, begin = price(ends, measure), 0, FIRST
    for end in ends[:-1]:
        row = row + 1 if end.hyphen else 0
        cost += end.penalty**2 + (0 if row < 2 else HABITS.hyphens if row == 2 else 1e13)
        begin = end
    if len(ends) > 1:
        cost += 1e12 if places[-1].letters - begin.letters < HABITS.runt else 0
        cost += 5e11 if begin.at == 1000 + places[-1].at else HABITS.hyphens if row else 0
    return cost


@given(st.lists(st.floats(8, 45), min_size=2, max_size=11), st.floats(100, 160))
def test_no_other_choice_of_breaks_costs_less(widths: list[float], measure: float) -> None:
    places = words_of(widths)
    found = fit(places, measure, broken=False)
    assert found is not None
    others = ([*chosen, places[-1]] for count in range(len(places)) for chosen in combinations(places[:-1], count))
    assert price(found, measure) == pytest.approx(min(price(other, measure) for other in others))


@given(st.lists(st.floats(20, 45), min_size=11, max_size=12), st.floats(105, 125))
@example(
    [20.0, 20.0, 31.0, 21.0, 21.0, 45.0, 44.0, 20.0, 20.0, 20.0, 22.0, 20.0], 110.0
)  # a cheap way into a full ladder
@settings(max_examples=40, deadline=None)
def test_nor_does_any_choice_that_breaks_words_elsewhere(widths: list[float], measure: float) -> None:
    """Words are broken as gladly on one line as on another."""
    places = words_of(widths)
    found = fit(places, measure)
    assert found is not None
    whole, last = [*places[:-1]], places[-1]
    parts = [one for within in halves(places) for one in within]
    offered = sorted((*whole, *parts), key=lambda one: one.end)
    others = ([*chosen, last] for count in (2, 3) for chosen in combinations(offered, count))
    least = min(price_with_hyphens(other, places, measure) for other in others)
    assume(least < 1e7)  # then no line of the best choice is looser than is looked for first
    assert price_with_hyphens(found, places, measure) == pytest.approx(least)


@given(st.lists(st.floats(3, 70), min_size=1, max_size=120), st.floats(90, 300))
@settings(max_examples=150)
def test_lines_fit_and_end_in_order(widths: list[float], measure: float) -> None:
    places = words_of(widths)
    found = fit(places, measure)
    assert found is not None
    assert found[-1] is places[-1]
    assert [one.end for one in found] == sorted(one.end for one in found)
    for spare, spaces in lines(found, measure):
        assert spare >= -(spaces * HABITS.shrink + HABITS.give * measure) - 1e-5


@given(st.lists(st.floats(20, 70), min_size=20, max_size=120))
@settings(max_examples=100)
def test_no_more_than_two_hyphens_stand_in_a_row(widths: list[float]) -> None:
    found = fit(words_of(widths), 240.0)
    assert found is not None
    signs = "".join("-" if one.hyphen else " " for one in found)
    assert "---" not in signs


def test_a_last_line_has_five_letters_and_is_no_part_of_a_word() -> None:
    for last in range(10, 60):
        places = words_of([30.0] * 14 + [float(last)], letters=4)
        found = fit(places, 160.0)
        assert found is not None
        assert places[-1].letters - found[-2].letters >= 5
        assert not found[-2].part or found[-2].at != 1000 + places[-1].at


def test_the_last_line_of_a_page_ends_with_a_whole_word() -> None:
    places = words_of([37.0, 61.0, 22.0, 48.0, 55.0] * 12)
    plain = fit(places, 200.0)
    assert plain is not None
    broken = [number for number, one in enumerate(plain, 1) if one.part]
    assert broken
    for number in broken:
        again = fit(places, 200.0, whole=number)
        assert again is not None
        assert not again[number - 1].part


def test_a_word_longer_than_the_measure_is_told() -> None:
    assert fit(words_of([30.0, 500.0, 30.0]), 100.0, broken=False) is None


@pytest.mark.parametrize("width", [0.0, 25.0])
def test_time_grows_with_the_words(width: float) -> None:
    """Also where words have no width at all, so that every line could begin anywhere."""
    taken = []
    for count in (5_000, 20_000):
        places = words_of([width] * count)
        begun = time.process_time()
        assert fit(places, 300.0, broken=False) is not None
        taken.append(time.process_time() - begun)
    assert taken[1] < 12 * taken[0]


def test_letters_are_scaled_no_further_than_asked() -> None:
    assert scale_of(0.0, 10, 300.0, HABITS) == 1.0
    assert scale_of(500.0, 10, 300.0, HABITS) == pytest.approx(1.02)
    assert scale_of(-500.0, 10, 300.0, HABITS) == pytest.approx(0.98)
    assert scale_of(5.0, 10, 300.0, Habits(1.0, 1.0)) == 1.0
