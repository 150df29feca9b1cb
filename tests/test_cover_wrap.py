"""The sheet of a cover, against sizes that printers and their templates publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from serge_press.editions.covers.wrap import Entered, Wrap, WrapWanted, wrap_of
from serge_press.printers.shelf import PRINTERS, printer

INCH = 25.4
NEAR = 1e-6
SIX_BY_NINE = (6 * INCH, 9 * INCH)


def inches(*lengths: float) -> tuple[float, ...]:
    return tuple(round(length / INCH, 3) for length in lengths)


def laid(name: str, trim: tuple[float, float], pages: int, paper: str = "", entered: Entered | None = None) -> Wrap:
    wrap = wrap_of(printer(name), trim, pages, paper, entered)
    assert isinstance(wrap, Wrap), wrap
    return wrap


def test_a_kdp_paperback_of_300_white_pages() -> None:
    wrap = laid("kdp-paperback", SIX_BY_NINE, 300, "white")
    assert inches(wrap.sheet.width, wrap.sheet.height) == (12.926, 9.25)
    assert inches(wrap.spine.width) == (0.676,)


def test_a_lulu_paperback_of_210_pages_is_920_by_666_points() -> None:
    wrap = laid("lulu-paperback", SIX_BY_NINE, 210)
    assert (round(wrap.sheet.width / INCH * 72), round(wrap.sheet.height / INCH * 72)) == (920, 666)


def test_an_ingram_case_as_measured_in_a_template() -> None:
    wrap = laid("ingram-case", SIX_BY_NINE, 120, entered=Entered(spine=0.313 * INCH))
    assert inches(wrap.sheet.width, wrap.sheet.height) == pytest.approx((14.194, 10.5), abs=0.001)
    assert inches(wrap.front.left) == pytest.approx((6.940 + 0.313,), abs=0.001)


def test_a_bod_spine_grows_with_the_paper() -> None:
    cream, white = (laid("bod-paperback", (135, 215), 248, paper) for paper in ("cream", "white"))
    assert round(cream.spine.width, 2) == round(248 * 0.0675 + 0.6, 2)
    assert cream.spine.width > white.spine.width
    assert cream.sheet.height == 215 + 10


def test_an_odd_count_is_bound_as_the_next_even_one() -> None:
    assert laid("kdp-paperback", SIX_BY_NINE, 299, "white") == laid("kdp-paperback", SIX_BY_NINE, 300, "white")


def test_what_only_the_template_knows_is_asked_for_all_at_once() -> None:
    wanted = wrap_of(printer("kdp-hardcover"), SIX_BY_NINE, 300, "white")
    assert isinstance(wanted, WrapWanted)
    assert [line.partition(":")[0] for line in wanted.missing] == ["spine", "cover width"]


def test_entered_sizes_are_taken_as_they_are() -> None:
    given_ = Entered(spine=20.0, width=360.0, height=264.6)
    wrap = laid("kdp-hardcover", SIX_BY_NINE, 300, "white", given_)
    assert (wrap.sheet.width, wrap.sheet.height, wrap.spine.width) == (360.0, 264.6, 20.0)
    assert wrap.back.left == pytest.approx(360.0 - wrap.front.right)


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        (Entered(spine=20.0, width=14.2, height=264.6), "a sheet 14.2 mm wide cannot hold two pages of 152.4 mm"),
        (Entered(spine=20.0, width=360.0, height=10.4), "a sheet 10.4 mm high cannot hold pages of 228.6 mm"),
        (Entered(spine=20.0, width=3600.0, height=264.6), "a sheet 3600.0 mm wide is too large for two pages"),
        (Entered(spine=200.0, width=360.0, height=264.6), "a spine of 200.0 mm: look over"),
    ],
)
def test_a_slip_of_the_pen_makes_no_cover(entered: Entered, told: str) -> None:
    wanted = wrap_of(printer("kdp-hardcover"), SIX_BY_NINE, 300, "white", entered)
    assert isinstance(wanted, WrapWanted)
    assert len(wanted.missing) == 1
    assert told in wanted.missing[0]


def test_no_words_on_a_thin_spine() -> None:
    assert not laid("kdp-paperback", SIX_BY_NINE, 78, "white").words_on_spine
    assert laid("kdp-paperback", SIX_BY_NINE, 80, "white").words_on_spine


def test_kdp_prints_the_bar_code_itself_in_its_corner() -> None:
    wrap = laid("kdp-paperback", SIX_BY_NINE, 300, "white")
    assert wrap.printed_for_us
    assert inches(wrap.bar_code.width, wrap.bar_code.height) == (2.0, 1.2)
    assert inches(wrap.back.right - wrap.bar_code.right, wrap.back.foot - wrap.bar_code.foot) == (0.25, 0.25)


@given(some.sampled_from(PRINTERS), some.integers(60, 500), some.floats(100, 210), some.floats(150, 297))
def test_everything_stands_on_the_sheet_and_nothing_overlaps(name: str, pages: int, wide: float, high: float) -> None:
    entered = Entered(spine=pages * 0.06 + 3, width=2 * wide + pages * 0.06 + 40, height=high + 36)
    wrap = laid(name, (wide, high), pages, entered=entered)
    assert wrap.back.right == pytest.approx(wrap.spine.left)
    assert wrap.spine.right == pytest.approx(wrap.front.left)
    assert wrap.sheet.width - wrap.front.right == pytest.approx(wrap.back.left)
    for panel, safe in ((wrap.back, wrap.back_safe), (wrap.spine, wrap.spine_safe), (wrap.front, wrap.front_safe)):
        assert panel.left <= safe.left <= safe.right <= panel.right + NEAR
        assert panel.top < safe.top <= safe.foot < panel.foot
    assert wrap.back_safe.left <= wrap.bar_code.left + NEAR
    assert wrap.bar_code.right <= wrap.back_safe.right + NEAR
    assert wrap.bar_code.foot <= wrap.back_safe.foot + NEAR
