"""Our own reader of bar codes, beside an independent one: it reads what that reads, and nothing where nothing is."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from serge_press.checks.preflight.scanner import Scanned, scan
from serge_press.editions.covers.bar_code import pattern, symbol
from serge_press.model.isbn import check_digit

DOTS = 300 / 25.4


def ean(chance: random.Random, first: str = "978") -> str:
    twelve = first + "".join(chance.choices("0123456789", k=12 - len(first)))
    return twelve + check_digit(twelve)


def sheet(digits: str, size: float = 1.0, at: tuple[float, float] = (40.0, 30.0)) -> Image.Image:
    """A sheet of paper with a bar code on it, at 300 dots an inch."""
    picture = Image.new("L", (1800, 1200), 255)
    pen = ImageDraw.Draw(picture)
    for bar in symbol(digits, size=size).bars:
        left, top = (at[0] + bar.left) * DOTS, (at[1] + bar.top) * DOTS
        pen.rectangle((left, top, left + bar.width * DOTS - 1, top + bar.height * DOTS - 1), fill=0)
    return picture


def digits_of(found: tuple[Scanned, ...]) -> list[str]:
    return [one.digits for one in found]


@pytest.mark.parametrize("size", [0.8, 1.0, 1.5, 2.0])
def test_it_reads_every_isbn_and_an_independent_reader_agrees(size: float) -> None:
    chance = random.Random(size)
    for _ in range(12):
        digits = ean(chance, chance.choice(("978", "979")))
        picture = sheet(digits, size, (20 + 10 * chance.random(), 10 + 10 * chance.random()))
        (found,) = scan(picture, DOTS)
        assert (found.digits, found.sound) == (digits, True)
        assert found.module / DOTS == pytest.approx(0.33 * size, rel=0.05)
        assert min(found.quiet) > 10
        assert digits in {one.text for one in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_it_reads_in_four_directions(quarter: int) -> None:
    digits = ean(random.Random(7))
    (found,) = scan(sheet(digits).rotate(90 * quarter, expand=True), DOTS)
    assert found.digits == digits
    wide, high = found.box[2] - found.box[0], found.box[3] - found.box[1]
    assert (wide > high) == (quarter % 2 == 0)


def test_it_reads_every_first_digit() -> None:
    for first in "0123456789":
        digits = ean(random.Random(first), first)
        assert digits_of(scan(sheet_of(pattern(digits)), DOTS)) == [digits]


def sheet_of(modules: str, wide: int = 4) -> Image.Image:
    picture = Image.new("L", (95 * wide + 120, 300), 255)
    for place, bit in enumerate(modules):
        if bit == "1":
            picture.paste(0, (60 + place * wide, 20, 60 + (place + 1) * wide, 280))
    return picture


def test_a_wrong_check_digit_is_read_and_told() -> None:
    digits = ean(random.Random(3))
    wrong = digits[:12] + str((int(digits[12]) + 1) % 10)
    (found,) = scan(sheet_of(pattern(wrong)), DOTS)
    assert (found.digits, found.sound) == (wrong, False)


def test_ink_that_spreads_and_dots_that_blur_are_borne() -> None:
    """GS1, 5.2.1.2: pairs of edges of one kind keep their distance when every bar grows."""
    chance = random.Random(11)
    for _ in range(12):
        digits = ean(chance)
        picture = sheet(digits, 1.2)
        for spoilt in (picture.filter(ImageFilter.MinFilter(3)), picture.filter(ImageFilter.GaussianBlur(1.2))):
            assert digits_of(scan(spoilt, DOTS)) == [digits]


def test_nothing_is_read_where_nothing_is() -> None:
    chance = random.Random(5)
    noise = Image.frombytes("L", (1500, 900), bytes(chance.choices((0, 255), k=1500 * 900)))
    stripes = Image.new("L", (1500, 900), 255)
    for at in range(100, 1400, 8):
        stripes.paste(0, (at, 0, at + 4, 900))
    cropped = sheet(ean(chance)).crop((0, 0, 40 * 12 + 200, 1200))
    for picture in (noise, stripes, cropped, Image.new("L", (10, 10), 0), Image.new("L", (1, 1), 255)):
        assert scan(picture, DOTS) == ()


def test_the_white_at_its_sides_is_measured() -> None:
    digits = ean(random.Random(9))
    picture = sheet(digits)
    (free,) = scan(picture, DOTS)
    left = round(free.box[0] - 6 * free.module)
    picture.paste(0, (left - 40, 0, left, 1200))
    (tight,) = scan(picture, DOTS)
    assert tight.quiet[0] == pytest.approx(6, abs=0.5)
    assert tight.quiet[1] > 10
