"""Jackets: the sheet against a template that was measured, what the author must enter, and what is read off the finished page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
import zxingcpp

from sample_order import house
from serge_press.checks.preflight.run import preflight
from serge_press.checks.preflight.task import Asked
from serge_press.editions.covers.draw import DrawnCover, draw_cover
from serge_press.editions.covers.jacket import JacketEntered, jacket_of
from serge_press.editions.covers.wrap import Wrap, WrapWanted
from serge_press.editions.press_ready.standard import Wanted, press_ready
from serge_press.findings import Severity
from serge_press.printers.shelf import printer
from test_cover_drawing import ISBN, LONG, WORDS, rendered, words_at

INCH = 25.4
TRIM = (6 * INCH, 9 * INCH)
FLAPPED = replace(
    WORDS,
    author=("Ilse Wolska teaches the history of the book.", "Jan Brodt was a compositor for thirty years."),
    back=("“A model of how doubt is to be told.”",),
    shown_price="£24.00",
)


def laid(name: str = "ingram-case", **entered: float) -> Wrap:
    wrap = jacket_of(printer(name), TRIM, 120, "", JacketEntered(**({"spine": 0.313 * INCH} | entered)))
    assert isinstance(wrap, Wrap), wrap
    return wrap


@cache
def drawn() -> DrawnCover:
    return draw_cover(laid(), FLAPPED, house().fonts, "cmyk")


def test_an_ingram_jacket_as_measured_in_a_template() -> None:
    wrap = laid()
    assert wrap.front_flap is not None
    assert (wrap.sheet.width / INCH, wrap.sheet.height / INCH) == pytest.approx((20.438, 9.5), abs=0.002)
    assert (wrap.front.width / INCH, wrap.front.height / INCH) == pytest.approx((6.438, 9.25), abs=0.001)
    assert wrap.front_flap.width / INCH == pytest.approx(3.5)


def test_it_is_folded_at_the_flaps_and_at_the_spine() -> None:
    wrap = laid()
    back, left, right, front = wrap.folds
    assert back == pytest.approx(3.5 * INCH)
    assert right - left == pytest.approx(0.313 * INCH)
    assert wrap.trimmed.width - front == pytest.approx(3.5 * INCH)


def test_what_a_template_gives_goes_before_what_the_profile_says() -> None:
    wrap = laid(flap=80.0, width=500.0, height=250.0)
    assert wrap.front_flap is not None
    assert (wrap.sheet.width, wrap.sheet.height, wrap.front_flap.width) == pytest.approx((500, 250, 80))


def test_what_nobody_knows_is_asked_for_all_at_once() -> None:
    wanted = jacket_of(printer("bod-hardcover"), TRIM, 120, "", JacketEntered())
    assert isinstance(wanted, WrapWanted)
    assert [line.partition(" ")[0].rstrip(":") for line in wanted.missing] == ["spine", "flap", "width", "height"]


def test_sizes_that_were_measured_at_one_trim_are_not_guessed_for_another() -> None:
    wanted = jacket_of(printer("ingram-case"), (138.0, 216.0), 120, "", JacketEntered(spine=8.0))
    assert isinstance(wanted, WrapWanted)
    assert [line.partition(" ")[0] for line in wanted.missing] == ["flap", "width", "height"]
    entered = JacketEntered(spine=8.0, flap=85.0, width=480.0, height=229.0)
    assert isinstance(jacket_of(printer("ingram-case"), (138.0, 216.0), 120, "", entered), Wrap)


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"width": 900.0, "height": 244.0, "flap": 80.0}, "panels would be"),
        ({"width": 500.0, "height": 500.0, "flap": 80.0}, "the height would be"),
        ({"flap": 8.0}, "flaps of 8.0 mm"),
    ],
)
def test_sizes_that_cannot_be_are_a_slip_of_the_pen(entered: dict[str, float], said: str) -> None:
    wanted = jacket_of(printer("ingram-case"), TRIM, 120, "", JacketEntered(spine=8.0, **entered))
    assert isinstance(wanted, WrapWanted)
    assert said in " ".join(wanted.missing)


def flat(words: str) -> str:
    return "".join(words.split())


def test_every_word_stands_where_a_reader_looks_for_it() -> None:
    wrap, letters = laid(), words_at(drawn().data)
    assert wrap.back_flap is not None
    assert wrap.front_flap is not None
    said = {
        name: "".join(letter for letter, box in letters if panel.left <= box.left and box.right <= panel.right)
        for name, panel in (
            ("author", wrap.back_flap),
            ("back", wrap.back),
            ("front", wrap.front),
            ("blurb", wrap.front_flap),
        )
    }
    assert flat("teaches the history of the book") in said["author"]
    assert flat("how doubt is to be told") in said["back"]
    assert flat("A companion to Ada Lenz") in said["front"]
    assert flat(FLAPPED.blurb[0]) in said["blurb"]
    assert "£24.00" in said["blurb"]
    assert flat(FLAPPED.blurb[0]) not in said["back"]


@pytest.mark.parametrize(
    "words", [FLAPPED, replace(LONG, author=LONG.blurb, back=LONG.blurb, shown_price="€ 1,024.50")]
)
def test_no_word_stands_on_a_fold_or_near_an_edge(words: object) -> None:
    wrap = laid()
    data = draw_cover(wrap, words, house().fonts, "cmyk").data  # type: ignore[arg-type]
    edges = [0.0, *wrap.folds, wrap.trimmed.width]
    for letter, box in words_at(data):
        left, right = box.left - wrap.trimmed.left, box.right - wrap.trimmed.left
        on_spine = wrap.folds[1] <= (left + right) / 2 <= wrap.folds[2]
        if box.height < 40 and not on_spine:
            assert min(abs(side - edge) for side in (left, right) for edge in edges) > 3, letter


def test_its_bar_code_is_read() -> None:
    assert ISBN in {one.text.replace(" ", "") for one in zxingcpp.read_barcodes(rendered(drawn().data, 600))}


def test_the_printers_preflight_has_nothing_against_it() -> None:
    data = press_ready(drawn().data, "A book", 0, Wanted("pdf/x-1a:2001", "CGATS21_CRPC1", ("gray", "cmyk")))
    asked = Asked("jacket", "", TRIM, 120, 0.313 * INCH)
    found = preflight(data, printer("ingram-case"), asked).findings
    assert not [one for one in found if one.severity >= Severity.WARNING], found


def test_words_that_do_not_fit_are_told_by_their_place() -> None:
    endless = ("Words without end. " * 300,)
    found = draw_cover(
        laid(), replace(FLAPPED, author=endless, back=endless, blurb=endless), house().fonts, "cmyk"
    ).misfits
    assert {one.what for one in found} == {"author", "back", "blurb"}


def test_a_picture_goes_a_little_round_the_fold() -> None:
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (60, 60), (0, 0, 255)).save(held, "PNG")
    wrap = laid()
    made = draw_cover(wrap, FLAPPED, house().fonts, "cmyk", "a.png", lambda name: held.getvalue())
    page = rendered(made.data, 72).convert("RGB")
    row = [page.getpixel((x, round(30 / 25.4 * 72))) for x in range(page.width)]
    blue = [x for x, colour in enumerate(row) if isinstance(colour, tuple) and colour[2] > 200 > colour[0]]
    assert blue[-1] / 72 * 25.4 == pytest.approx(wrap.front.right + 5, abs=0.8)
