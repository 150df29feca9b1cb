"""Printed covers: what is read from the finished page by a bar code reader, a PDF reader and a ruler."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from sample_order import house
from serge_press.editions.covers.draw import DrawnCover, draw_cover
from serge_press.editions.covers.sheet import sheet_values
from serge_press.editions.covers.words import CoverWords
from serge_press.editions.covers.wrap import Box, Entered, Wrap, wrap_of
from serge_press.model.isbn import check_digit
from serge_press.printers.shelf import PRINTERS, printer

POINTS = 72 / 25.4
TRIM = (148.0, 210.0)
ISBN = "978830801234" + check_digit("978830801234")
WORDS = CoverWords(
    "en", "The Lockkeeper’s Hand", "A companion to Ada Lenz, her poems and what is said to be hers", "Ilse Wolska · Jan Brodt",
    "Harbour Books", ("What she wrote, and what she did not.", "With a life in two languages."), ISBN, "978-83-08-01234-5",
)  # fmt: skip


def wrap(name: str, pages: int = 240, trim: tuple[float, float] = TRIM) -> Wrap:
    entered = None
    if name in ("kdp-hardcover", "bod-hardcover", "home"):
        entered = Entered(spine=17.0, width=trim[0] * 2 + 17 + 44.8, height=trim[1] + 36)
    elif name in ("ingram-paperback", "ingram-case", "offset-eu", "offset-us"):
        entered = Entered(spine=17.0)
    made = wrap_of(printer(name), trim, pages, "cream" if name.startswith(("bod", "kdp")) else "", entered)
    assert isinstance(made, Wrap), made
    return made


@cache
def drawn(name: str, words: CoverWords = WORDS, colours: str = "cmyk") -> DrawnCover:
    return draw_cover(wrap(name), words, house().fonts, colours)


def rendered(data: bytes, dpi: int = 300) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil()
    return picture


def words_at(data: bytes) -> list[tuple[str, Box]]:
    """Every letter on the page and where it stands, in mm from the top left corner."""
    page = pypdfium2.PdfDocument(data)[0]
    text, high = page.get_textpage(), page.get_height()
    found = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        letter = text.get_text_range(index, 1)
        if letter.strip() and right > left:
            found.append(
                (letter, Box(left / POINTS, (high - top) / POINTS, (right - left) / POINTS, (top - bottom) / POINTS))
            )
    return found


@pytest.mark.parametrize("price", ["", "52499"])
def test_a_scanner_reads_the_bar_code_on_the_finished_cover(price: str) -> None:
    cover = drawn("lulu-paperback", replace(WORDS, price=price))
    seen = zxingcpp.read_barcodes(rendered(cover.data, 600), ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read)
    assert ISBN + price in {one.text.replace(" ", "") for one in seen}


def test_the_bars_are_vector_and_black_ink_alone() -> None:
    with pikepdf.open(BytesIO(drawn("lulu-paperback").data)) as pdf:
        page = pdf.pages[0]
        assert "/XObject" not in page.Resources or not page.Resources.XObject
        inks = {tuple(round(float(value), 3) for value in one.operands) for one in pikepdf.parse_content_stream(page)
                if str(one.operator) == "scn"}  # fmt: skip
    assert (0.0, 0.0, 0.0, 1.0) in inks
    assert max(sum(ink) for ink in inks) <= 2.4  # the least total ink that a printer allows


def test_no_bar_code_where_the_printer_prints_its_own() -> None:
    cover = drawn("kdp-paperback")
    assert not zxingcpp.read_barcodes(rendered(cover.data))
    room = wrap("kdp-paperback").bar_code
    assert not [letter for letter, box in words_at(cover.data) if box.right > room.left and box.left < room.right
                and box.foot > room.top and box.top < room.foot]  # fmt: skip


@pytest.mark.parametrize("name", PRINTERS)
def test_the_page_is_the_sheet_and_the_boxes_say_where_it_is_cut(name: str) -> None:
    with pikepdf.open(BytesIO(drawn(name).data)) as pdf:
        (page,) = pdf.pages
        sheet, cut = wrap(name).sheet, wrap(name).trimmed
        assert [float(x) for x in page.MediaBox] == pytest.approx(
            [0, 0, sheet.width * POINTS, sheet.height * POINTS], abs=0.01
        )
        assert float(page.TrimBox[0]) == pytest.approx(cut.left * POINTS, abs=0.01)
        assert float(page.TrimBox[3]) == pytest.approx((sheet.height - cut.top) * POINTS, abs=0.01)


LONG = replace(
    WORDS,
    title="Conversations with the Compositors of the Northern Ropewalk",
    subtitle="Being a full account of what was printed there, by whom, when, for what pay, and who said that it was not",
    by="A. N. Extraordinarily-Longname · Somebody Else Entirely",
    blurb=("A paragraph for the back of the book that goes on for some time. " * 9,) * 2,
)


@pytest.mark.parametrize("words", [WORDS, LONG, replace(WORDS, title="Õ", subtitle="", by="", publisher="", blurb=())])
@pytest.mark.parametrize("name", ["lulu-paperback", "ingram-case", "bod-hardcover"])
def test_every_letter_stands_in_a_safe_area(name: str, words: CoverWords) -> None:
    made = wrap(name)
    rooms = (made.back_safe, made.spine_safe, made.front_safe, made.bar_code)
    faint = words.title[:1]  # the large letter is cut off on purpose
    astray = [
        (letter, box)
        for letter, box in words_at(drawn(name, words).data)
        if not any(
            room.left - 0.1 <= box.left
            and box.right <= room.right + 0.1
            and room.top <= box.top
            and box.foot <= room.foot
            for room in rooms
        )
        and not (letter == faint and box.height > 40)
    ]
    assert not astray


def test_what_does_not_fit_is_told() -> None:
    endless = replace(WORDS, blurb=("Words without end. " * 400,))
    assert [one.what for one in drawn("lulu-paperback", endless).misfits] == ["blurb"]
    thin = draw_cover(wrap("bod-paperback", 60), replace(LONG, price=""), house().fonts, "rgb")
    assert wrap("bod-paperback", 60).words_on_spine
    assert "spine" in [one.what for one in thin.misfits]


def test_the_same_words_give_the_same_bytes() -> None:
    again = draw_cover(wrap("lulu-paperback"), WORDS, house().fonts, "cmyk")
    assert again.data == drawn("lulu-paperback").data


def test_the_words_of_the_front_are_read_in_their_order() -> None:
    page = pypdfium2.PdfDocument(drawn("lulu-paperback").data)[0].get_textpage()
    text = "".join(page.get_text_range().split())  # spaced small capitals are read one by one
    said = [
        text.index(words)
        for words in ("IlseWolska", "TheLockkeeper’s", "AcompaniontoAda", "HarbourBooks", "Whatshewrote")
    ]
    assert said == sorted(said)


def test_no_font_of_the_machine_is_on_a_cover() -> None:
    with pikepdf.open(BytesIO(drawn("lulu-paperback").data)) as pdf:
        names = {str(font.BaseFont) for font in pdf.pages[0].resources.Font.values()}
    assert names
    assert all("EB-Garamond" in name or "EBGaramond" in name for name in names), names


def test_the_cover_of_a_book_in_large_print_says_so_on_front_and_spine() -> None:
    marked = replace(WORDS, mark="Large print edition")
    usual, large = drawn("lulu-paperback"), drawn("lulu-paperback", marked)
    assert not large.misfits
    sheet = wrap("lulu-paperback")
    for panel in (sheet.front_safe, sheet.spine_safe):
        inside = [
            letter for letter, box in words_at(large.data)
            if panel.left <= box.left + box.width / 2 <= panel.right and panel.top <= box.top <= panel.foot
        ]  # fmt: skip
        assert "Largeprintedition" in "".join(inside)
    blurbs = [
        max(box.height for letter, box in words_at(cover.data) if box.left < sheet.spine.left)
        for cover in (usual, large)
    ]
    assert blurbs[1] > 1.3 * blurbs[0]


def test_names_that_would_be_too_small_to_read_are_left_off_the_spine() -> None:
    """A long title and long names: the title has the spine, the publisher a foot of it."""
    sheet = wrap("kdp-paperback", 300, (127.0, 203.2))
    title = "The Salt Road and Everything That Was Found Along It"
    long = replace(
        WORDS, title=title, by="Ada B. Longname-Wolska, Ilse D. Longername-Brodt and Jan E. Evenlongername-Lenz"
    )
    roman = house().fonts[0]
    for words, told in ((long, [title, "Harbour Books"]), (WORDS, [WORDS.title, WORDS.by, "Harbour Books"])):
        values, misfits = sheet_values(sheet, words, roman, roman, "cmyk")
        assert [piece["words"] for piece in values["spine"]] == told
        assert min(piece["size"] for piece in values["spine"]) * POINTS >= 6.5
        assert "spine" not in [one.what for one in misfits]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            replace(WORDS, by=" · ".join(["Ada B. Longname-Wolska"] * 14)),
            ("names", "14 lines of them would run into the title"),
        ),
        (replace(WORDS, subtitle="A companion to all that she wrote " * 60), ("subtitle", "too long for a front")),
        (
            replace(WORDS, publisher="The Press of the Harbour and of the Lock Beside It"),
            ("publisher", "in a line of the front"),
        ),
        (replace(WORDS, by=" · ".join(["Ada B. Longname-Wolska"] * 4)), ("", "")),
    ],
)
def test_what_does_not_fit_on_the_front_is_told(words: CoverWords, told: tuple[str, str]) -> None:
    roman = house().fonts[0]
    _, misfits = sheet_values(wrap("kdp-paperback"), words, roman, roman, "cmyk")
    assert [one.what for one in misfits] == [name for name in told[:1] if name]
    assert all(told[1] in one.why for one in misfits)


def test_a_long_mark_is_made_to_fit_and_a_thin_spine_bears_none() -> None:
    marked = replace(WORDS, mark="Édition en gros caractères pour une lecture plus aisée et moins fatigante")
    assert not drawn("lulu-paperback", marked).misfits
    assert not draw_cover(wrap("lulu-paperback", pages=84), marked, house().fonts, "cmyk").misfits
