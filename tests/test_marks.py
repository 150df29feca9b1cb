"""Printer's marks: outside the bleed, at the trim and the folds, and nothing of the page moved by them."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from printed_pdfs import kdp
from sample_order import house
from serge_press.checks.preflight.run import preflight
from serge_press.editions.press_ready.marks import Slug, marked, plain_face
from serge_press.editions.press_ready.standard import Wanted, press_ready
from serge_press.printers.shelf import printer

MM = 72 / 25.4


@cache
def plain(standard: str = "pdf/x-1a:2001") -> bytes:
    return press_ready(kdp().bytes(), "A book", 0, Wanted(standard, "FOGRA39", ("gray",)))


def slug(**more: object) -> Slug:
    return Slug("a-book-offset.pdf", plain_face(house().fonts), **more)  # type: ignore[arg-type]


@cache
def interior() -> bytes:
    return marked(plain(), slug(numbered=True), "pdf/x-1a:2001")


def sheet_of(bleed: float, folds: tuple[float, ...] = ()) -> bytes:
    """A black sheet that runs over its bleed, with marks for folds."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    edge = bleed * MM
    page.obj["/BleedBox"] = pikepdf.Array([0, 0, 300, 200])
    page.obj["/TrimBox"] = pikepdf.Array([edge, edge, 300 - edge, 200 - edge])
    page.obj["/Contents"] = pdf.make_stream(b"0 0 0 0.9 k -50 -50 400 300 re f")
    held = BytesIO()
    pdf.save(held)
    return marked(held.getvalue(), slug(folds=folds, plates=True))


def boxes(data: bytes, index: int = 0) -> dict[str, list[float]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[index].obj
        return {key[1:]: [float(x) for x in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")}


def ink(data: bytes, box: tuple[float, float, float, float]) -> bool:
    """Whether anything is drawn in a box, in points of the page's own space."""
    page = pypdfium2.PdfDocument(data)[0]
    left, _, _, high = page.get_mediabox()
    picture = page.render(scale=4).to_pil().convert("L")
    rows = (high - box[3], high - box[1])
    part = picture.crop([round(4 * x) for x in (box[0] - left, rows[0], box[2] - left, rows[1])])
    return bool(part.getextrema()[0] < 128)


def test_the_sheet_grows_and_trim_and_bleed_stay() -> None:
    before, after = boxes(plain()), boxes(interior())
    assert (after["TrimBox"], after["BleedBox"]) == (before["TrimBox"], before["BleedBox"])
    grown = [abs(one - other) / MM for one, other in zip(after["MediaBox"], before["MediaBox"], strict=True)]
    assert grown == pytest.approx([10, 10, 10, 10], abs=0.001)


def test_every_page_keeps_its_text_and_gets_no_further_font() -> None:
    before, after = pypdfium2.PdfDocument(plain()), pypdfium2.PdfDocument(interior())
    for one, other in zip(before, after, strict=True):
        assert one.get_textpage().get_text_range() == other.get_textpage().get_text_range()


@pytest.mark.parametrize("bleed", [0.0, 2.0, 5.0])
def test_marks_stand_at_the_corners_beyond_the_bleed(bleed: float) -> None:
    data = sheet_of(bleed)
    box = boxes(data)
    left, low, right, top = box["TrimBox"]
    away = (max(bleed, 3.0) + 0.6) * MM
    assert ink(data, (left - 0.5, top + away + 1, left + 0.5, top + away + 13))
    assert ink(data, (right + away + 1, low - 0.5, right + away + 13, low + 0.5))
    beyond = max(bleed * MM, 0.1)
    if away - beyond > 1.5:
        assert not ink(data, (left - 0.5, top + beyond + 0.5, left + 0.5, top + away - 0.5))


def test_what_runs_over_the_bleed_is_not_seen_in_the_slug() -> None:
    data = sheet_of(3.0)
    left, low, right, top = boxes(data)["BleedBox"]
    assert ink(data, (left + 20, low + 0.5, left + 21, low + 1.5))
    assert not ink(data, (right + 0.6, low + 0.3 * (top - low), right + 1.4, low + 0.4 * (top - low)))


def test_folds_are_marked_at_head_and_foot() -> None:
    data = sheet_of(3.0, folds=(30.0, 40.0))
    left, low, _, top = boxes(data)["TrimBox"]
    for fold in (30.0, 40.0):
        x, away = left + fold * MM, 3.6 * MM
        assert ink(data, (x - 0.5, top + away, x + 0.5, top + away + 14))
        assert ink(data, (x - 0.5, low - away - 14, x + 0.5, low - away))


def test_marks_of_a_cover_stand_on_every_plate_and_those_of_an_interior_in_black_alone() -> None:
    with pikepdf.open(BytesIO(sheet_of(3.0))) as pdf:
        space = pdf.pages[0].Resources.XObject["/Slug0"].Resources.ColorSpace.Marks
        assert (str(space[0]), str(space[1])) == ("/Separation", "/All")
    with pikepdf.open(BytesIO(interior())) as pdf:
        for page in pdf.pages:
            form = page.Resources.XObject["/Slug0"]
            assert "/ColorSpace" not in form.Resources
            assert form.read_bytes().startswith(b"0 G")


def test_a_printer_that_allows_marks_has_nothing_against_them_and_one_that_forbids_them_has() -> None:
    rules = {one.rule for one in preflight(interior(), printer("offset-eu")).findings}
    assert not rules & {"Q033", "Q035", "Q024", "Q060", "Q062", "Q067", "Q081"}
    assert "Q033" in {one.rule for one in preflight(interior(), printer("ingram-paperback")).findings}


def test_the_file_keeps_its_version_and_the_same_file_gives_the_same_bytes() -> None:
    assert interior().startswith(b"%PDF-1.3")
    assert marked(plain(), slug(numbered=True), "pdf/x-1a:2001") == interior()


def test_words_are_cut_off_before_they_reach_the_middle() -> None:
    long = Slug("x" * 400 + ".pdf", plain_face(house().fonts))
    data = marked(plain(), long)
    with pikepdf.open(BytesIO(data)) as pdf:
        drawn = pdf.pages[0].Contents[-1].read_bytes()
    assert 10 < drawn.count(b"/Letter120 ") < 80
