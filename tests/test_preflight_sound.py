"""Twenty-odd sound PDFs, for every printer: preflight says nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, String

from printed_pdfs import MM, Sample, bod, ingram, kdp, kdp_bleed, lulu, offset
from serge_press.checks.preflight.run import preflight
from serge_press.checks.preflight.task import Asked
from serge_press.printers.shelf import printer


def plain(make: Callable[..., Sample], **more: object) -> Callable[[], Sample]:
    return lambda: make(**more)


def with_picture(make: Callable[..., Sample], colours: str, **more: object) -> Callable[[], Sample]:
    def made() -> Sample:
        book = make(**more)
        book.place(3, book.picture((600, 600), colours, 60), (40, 60, 50, 50))
        return book

    return made


def bled_picture() -> Sample:
    book = kdp_bleed()
    book.place(5, book.picture((2000, 3000), "DeviceRGB", 120), (-1, -1, 158, 237))
    return book


def bled_left_page() -> Sample:
    book = kdp_bleed()
    book.draw(4, "0.5 g 0 0 120 700 re f")
    return book


def ingram_with_form() -> Sample:
    book = ingram()
    form = book.pdf.make_stream(b"q 0 0 0 0.4 k 10 10 90 40 re f Q BT /F 9 Tf 0 g 12 20 Td (within a form) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 100])
    form.Resources = Dictionary(Font=Dictionary(F=book.font))
    book.resource(3, "XObject", "Form", form)
    book.draw(3, "q 1 0 0 1 120 300 cm /Form Do Q")
    return book


def offset_with_marks() -> Sample:
    book = offset(slug=10.0)
    marks = " ".join(
        f"{x * MM:.2f} {y * MM:.2f} m {(x + dx) * MM:.2f} {(y + dy) * MM:.2f} l S"
        for x, y, dx, dy in ((13, 2, 0, 6), (148, 2, 0, 6), (2, 13, 6, 0), (2, 228, 6, 0))
    )
    for number in range(1, 33):
        book.draw(number, f"q 0.25 w /All CS 1 SCN {marks} Q")
        space = Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1
        )])  # fmt: skip
        book.resource(number, "ColorSpace", "All", space)
    return book


def offset_transparent() -> Sample:
    book = offset()
    book.resource(3, "ExtGState", "Half", Dictionary(ca=0.5, OP=True, op=True))
    book.draw(3, "q /Half gs 0 0 0 0.5 k 100 200 80 80 re f Q")
    return book


def kdp_labelled() -> Sample:
    book = kdp()
    book.pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.r), 8, Dictionary(S=Name.D), 30, Dictionary(S=Name.A, P=String("x-"))])
    )
    return book


def read_leftward() -> Sample:
    """A book bound at the right: its first page has the wide margin at the right."""
    book = kdp(margins=(18, 22, 9, 20))
    for number in range(1, 33):
        book.page(number).Contents = book.pdf.make_stream(
            f"BT /F 9 Tf 0 g {(7.5 if number % 2 else 26) * MM:.1f} 400 Td (from right to left, in short lines) Tj ET".encode()
        )
    book.pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
    return book


def without_boxes() -> Sample:
    """A word processor's file: no TrimBox, so one note tells of it, and of nothing else."""
    book = kdp_bleed()
    for number in range(1, 33):
        page = book.page(number)
        page.CropBox = page.MediaBox
        page.TrimBox = page.MediaBox
        del page.BleedBox
    return book


def a_line_that_is_filled_too() -> Sample:
    """As programs write the line of an SVG drawing: an area of no width, and a stroke that covers it."""
    book = bod()
    book.draw(5, "q 0 g 0 G 0.6 w 150 200 m 150 300 l B Q")
    return book


def own_bar_code_at_kdp() -> Sample:
    """KDP leaves a bar code of the publisher's own where it would put its own."""
    width = 2 * 152.4 + 246 * 0.0635 + 6.35
    book = Sample(trim=(width, 234.95), pages=1, blank=(1,))
    book.bar_code(1, (width / 2 - 7.8 - 6.35 - 42, 13), ink="0 g")
    return book


def a_cover_that_names_two_isbns() -> Sample:
    """Of the hardcover in one line, of this book in the next."""
    book = Sample(trim=(2 * 152.4 + 14 + 6.35, 234.95), pages=1, blank=(1,), standard="pdf/x-1a:2001")
    book.bar_code(1, (80, 20))
    said = "(978-0-306-40615-7) Tj T* (978-3-16-148410-0) Tj"
    book.draw(1, f"BT /F 8 Tf 0 0 0 1 k 10 TL {80 * MM:.2f} {60 * MM:.2f} Td {said} ET")
    return book


PAPERBACK_AT_LULU = 2 * 152.4 + 25.4 * 246 / 444 + 1.524 + 6.35


def cover(width: float, height: float, standard: str = "") -> Callable[[], Sample]:
    def made() -> Sample:
        book = Sample(trim=(width, height), pages=1, blank=(1,), standard=standard)
        book.draw(1, f"0 0 0 0.2 k 0 0 {width * MM:.2f} {height * MM:.2f} re f 0 0 0 1 k")
        at = (width / 2 + 40) * MM
        book.draw(1, f"BT /F 30 Tf {at:.2f} {150 * MM:.2f} Td (The Salt Road) Tj ET")
        book.draw(1, f"1 g {(width / 2 - 64) * MM:.2f} {6 * MM:.2f} {56 * MM:.2f} {40 * MM:.2f} re f")
        if standard:
            book.bar_code(1, (width / 2 - 60, 12))
            book.draw(
                1, f"BT /F 8 Tf 0 0 0 1 k {(width / 2 - 60) * MM:.2f} {38 * MM:.2f} Td (ISBN 978-3-16-148410-0) Tj ET"
            )
        return book

    return made


def jacket(standard: str = "pdf/x-1a:2001", condition: str = "CGATS21_CRPC1") -> Sample:
    """A jacket of Ingram's: words on the flap, on the back and, turned, on the spine."""
    book = Sample(trim=(JACKET[0], JACKET[1]), pages=1, blank=(1,), standard=standard, condition=condition)
    middle = JACKET[0] / 2
    for x, words in (
        (15.0, "The author"),
        (120.0, "What others say"),
        (middle + 40, "The Salt Road"),
        (440.0, "The blurb"),
    ):
        book.draw(1, f"BT /F 11 Tf 0 0 0 1 k {x * MM:.2f} {150 * MM:.2f} Td ({words}) Tj ET")
    book.draw(1, f"BT 0 -1 1 0 {(middle - 1) * MM:.2f} {200 * MM:.2f} Tm /F 11 Tf (The Salt Road) Tj ET")
    book.bar_code(1, (middle - 70, 20))
    return book


def jacket_with_marks() -> Sample:
    """The same on a larger sheet, with crop marks and marks for its folds beyond the bleed."""
    book = jacket("pdf/x-4", "FOGRA39")
    wide, high = (side * MM for side in JACKET)
    page = book.page(1)
    page.TrimBox = Array([3 * MM, 3 * MM, wide - 3 * MM, high - 3 * MM])
    page.BleedBox = Array([0, 0, wide, high])
    page.MediaBox = Array([-30, -30, wide + 30, high + 30])
    folds = (92.075, JACKET[0] / 2 - 4, JACKET[0] / 2 + 4, JACKET[0] - 92.075)
    lines = [f"{x * MM:.2f} {y:.2f} m {x * MM:.2f} {y + 14:.2f} l S" for x in (3.0, *folds) for y in (-20.0, high + 6)]
    book.draw(1, f"q 0.25 w 0 G {' '.join(lines)} Q")
    return book


JACKET = (2 * (6.438 + 3.5 + 0.125) * 25.4 + 0.313 * 25.4, 9.5 * 25.4)
IN_A_JACKET = Asked("jacket", "", (152.4, 228.6), 120, 0.313 * 25.4)

NOTHING = Asked()
SOUND: tuple[tuple[str, str, Callable[[], Sample], Asked], ...] = (
    ("a plain book", "kdp-paperback", plain(kdp), NOTHING),
    ("on cream", "kdp-paperback", plain(kdp), Asked(paper="cream", trim=(152.4, 228.6))),
    ("a trim of one's own", "kdp-paperback", plain(kdp, trim=(138, 216), size=10.0), NOTHING),
    ("with a gray picture", "kdp-paperback", with_picture(kdp, "DeviceGray"), Asked(paper="white")),
    ("with an RGB picture", "kdp-paperback", with_picture(kdp, "DeviceRGB"), Asked(paper="premium-colour")),
    ("with bleed", "kdp-paperback", plain(kdp_bleed), NOTHING),
    ("with a picture that bleeds", "kdp-paperback", bled_picture, NOTHING),
    ("with an area that bleeds on a verso", "kdp-paperback", bled_left_page, NOTHING),
    ("with page labels", "kdp-paperback", kdp_labelled, NOTHING),
    ("read from right to left", "kdp-paperback", read_leftward, NOTHING),
    ("its boxes all alike", "kdp-paperback", without_boxes, NOTHING),
    ("with two blanks", "kdp-paperback", plain(kdp, blank=(2, 15, 16)), NOTHING),
    ("in boards", "kdp-hardcover", plain(kdp, pages=76), NOTHING),
    ("PDF/X-1a", "ingram-paperback", plain(ingram), Asked(paper="creme-50")),
    ("PDF/X-3", "ingram-paperback", plain(ingram, standard="pdf/x-3:2002"), NOTHING),
    ("PDF/X-1a in boards", "ingram-case", plain(ingram), NOTHING),
    ("a picture of 240 % of ink", "ingram-paperback", with_picture(ingram, "DeviceCMYK"), Asked(paper="white-70")),
    ("a form", "ingram-paperback", ingram_with_form, NOTHING),
    ("with bleed on three edges", "ingram-paperback", plain(ingram, bleed=(0, 3.175, 3.175, 3.175)), NOTHING),
    ("without bleed", "lulu-paperback", plain(lulu), Asked(trim=(152.4, 228.6))),
    ("with bleed on four edges", "lulu-paperback", plain(lulu, bleed=(3.175,) * 4), NOTHING),
    ("landscape", "lulu-paperback", plain(lulu, trim=(228.6, 177.8)), NOTHING),
    ("a jacket", "ingram-case", jacket, IN_A_JACKET),
    ("a jacket with marks", "offset-eu", jacket_with_marks, Asked("jacket", "", (152.4, 228.6), 120, 7.95, JACKET, 88.9)),
    ("in boards", "lulu-casewrap", plain(lulu, trim=(139.7, 215.9), size=9.0), NOTHING),
    ("135 x 215", "bod-paperback", plain(bod), NOTHING),
    ("lines of drawings", "bod-paperback", a_line_that_is_filled_too, NOTHING),
    ("with 5 mm of bleed", "bod-hardcover", plain(bod, bleed=(5, 5, 5, 5)), NOTHING),
    ("an RGB picture", "bod-paperback", plain(bod), Asked(paper="cream")),
    ("PDF/X-4", "offset-eu", plain(offset), NOTHING),
    ("marks beyond the bleed", "offset-eu", offset_with_marks, NOTHING),
    ("transparency", "offset-eu", offset_transparent, NOTHING),
    ("PDF/X-1a", "offset-us", plain(offset, standard="pdf/x-1a:2003", condition="CGATS TR 001", bleed=(3.175,) * 4), NOTHING),
    ("A5", "home", plain(kdp, trim=(148, 210), size=10.0), NOTHING),
    ("a cover", "kdp-paperback", cover(2 * 152.4 + 246 * 0.0635 + 6.35, 234.95),
     Asked("cover", "cream", (152.4, 228.6), 246)),
    ("a cover with a bar code", "kdp-paperback", own_bar_code_at_kdp, Asked("cover", "cream", (152.4, 228.6), 246)),
    ("a case by the template", "kdp-hardcover", cover(366, 264.6),
     Asked("cover", "cream", (152.4, 228.6), 246, sheet=(366.0, 264.6))),
    ("two ISBNs in words", "ingram-paperback", a_cover_that_names_two_isbns,
     Asked("cover", "creme-50", (152.4, 228.6), 240, 14.0)),
    ("a cover", "lulu-paperback", cover(PAPERBACK_AT_LULU, 234.95),
     Asked("cover", "white", (152.4, 228.6), 246)),
    ("a cover", "bod-paperback", cover(2 * 135 + 246 * 0.06 + 0.6 + 10, 225, "pdf/x-3:2003"),
     Asked("cover", "white", (135, 215), 246)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "name", "make", "asked"), SOUND, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_sound_book_passes(what: str, name: str, make: Callable[[], Sample], asked: Asked) -> None:
    del what
    made = preflight(make().bytes(), printer(name), asked)
    assert [f"{found.rule} {found.message}" for found in made.findings] == []
    assert made.pages
