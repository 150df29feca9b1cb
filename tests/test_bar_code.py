"""Bar codes of books, read back by an independent reader as a scanner would read them."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from stdnum import ean as standard_ean

from serge_press.editions.covers import bar_code
from serge_press.editions.covers.bar_code import Symbol, symbol
from serge_press.model.isbn import check_digit, ean_of

ISBN = "978-83-08-01234-5"


def read(drawn: Symbol, dots_a_millimetre: float = 24.0) -> set[str]:
    """Everything a reader sees in the symbol, drawn black on white."""
    picture = Image.new("L", (round(drawn.width * dots_a_millimetre), round(drawn.height * dots_a_millimetre)), 255)
    pen = ImageDraw.Draw(picture)
    for bar in drawn.bars:
        left, top = bar.left * dots_a_millimetre, bar.top * dots_a_millimetre
        right, foot = left + bar.width * dots_a_millimetre, top + bar.height * dots_a_millimetre
        pen.rectangle((left, top, right - 1, foot - 1), fill=0)
    found = zxingcpp.read_barcodes(picture, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read)
    return {one.text.replace(" ", "") for one in found}


def random_ean(chance: random.Random) -> str:
    twelve = chance.choice(("978", "979")) + "".join(chance.choices("0123456789", k=9))
    return twelve + check_digit(twelve)


@pytest.mark.parametrize("size", [0.8, 1.0, 2.0])
def test_a_reader_reads_every_isbn(size: float) -> None:
    chance = random.Random(size)
    for _ in range(40):
        ean = random_ean(chance)
        assert standard_ean.is_valid(ean)
        assert ean in read(symbol(ean, size=size))


def test_a_reader_reads_the_price_beside_it() -> None:
    chance = random.Random(5)
    for _ in range(40):
        ean, price = random_ean(chance), "".join(chance.choices("0123456789", k=5))
        assert ean + price in read(symbol(ean, price))


def test_every_parity_of_the_first_digit_is_drawn() -> None:
    """Books begin with 9; the other nine rows of the table are checked all the same."""
    for first in "0123456789":
        twelve = first + "12345678901"
        ean = twelve + check_digit(twelve)
        modules = bar_code.pattern(ean)
        assert len(modules) == 95
        picture = Image.new("L", (95 * 4 + 120, 200), 255)
        for place, bit in enumerate(modules):
            if bit == "1":
                picture.paste(0, (60 + place * 4, 0, 64 + place * 4, 200))
        assert any(one.text == ean for one in zxingcpp.read_barcodes(picture))


def test_full_size_is_that_of_the_standard() -> None:
    drawn = symbol(ISBN)
    assert round(drawn.width, 2) == 37.29
    assert round(max(bar.height for bar in drawn.bars), 2) == round(22.85 + 1.65, 2)
    assert round(min(bar.left for bar in drawn.bars), 2) == round(11 * 0.33, 2)
    assert round(symbol(ISBN, size=2).width, 2) == 74.58


def test_the_add_on_ends_level_with_the_guards_and_keeps_its_gap() -> None:
    plain, priced = symbol(ISBN), symbol(ISBN, "90000")
    feet = {round(bar.top + bar.height, 3) for bar in priced.bars[len(plain.bars) :]}
    assert feet == {round(max(bar.top + bar.height for bar in plain.bars), 3)}
    last = max(bar.left + bar.width for bar in plain.bars)
    first = min(bar.left for bar in priced.bars[len(plain.bars) :])
    assert 7 * 0.33 <= first - last <= 12 * 0.33


def test_an_isbn_of_ten_digits_is_drawn_as_thirteen() -> None:
    assert ean_of("0-306-40615-2") == "9780306406157"
    assert ean_of("0-8044-2957-X") == "9780804429573"


@pytest.mark.parametrize(
    "text", ["", "978-83-08-01234-6", "4006381333931", "0-306-40615-3", "97830640615X", "９７８０３０６４０６１５７"]
)
def test_what_is_no_isbn_is_not_drawn(text: str) -> None:
    with pytest.raises(ValueError, match="no ISBN"):
        symbol(text)


@pytest.mark.parametrize(("price", "size"), [("1234", 1.0), ("12a45", 1.0), ("90000", 0.79), ("90000", 2.01)])
def test_what_no_scanner_reads_is_not_drawn(price: str, size: float) -> None:
    with pytest.raises(ValueError, match=r"add-on|nominal size"):
        symbol(ISBN, price, size)
