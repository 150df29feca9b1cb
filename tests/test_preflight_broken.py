"""PDFs spoilt in one way each: preflight finds that, and nothing else."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from printed_pdfs import MM, Sample, bod, ingram, kdp, kdp_bleed, lulu, offset, text_font
from serge_press.checks.preflight.run import preflight
from serge_press.checks.preflight.task import Asked
from serge_press.findings import Severity
from serge_press.printers.facts import Permission
from serge_press.printers.profile import PrinterProfile
from serge_press.printers.shelf import printer
from serge_press.rules import all_rules

Made = bytes | Sample
Case = tuple[str, str, str | PrinterProfile, Callable[[], Made], Asked]
NOTHING = Asked()
CASES: list[Case] = []


def case(
    rule: str, profile: str | PrinterProfile, asked: Asked = NOTHING
) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    """The file that the function makes breaks the rule for the printer."""

    def keep(make: Callable[[], Made]) -> Callable[[], Made]:
        CASES.append((rule, make.__name__, profile, make, asked))
        return make

    return keep


def spot(ink: str, cmyk: tuple[float, float, float, float]) -> Array:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(cmyk), N=1)
    return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, function])


def small_printer() -> PrinterProfile:
    kdp_own = printer("kdp-paperback")
    assert kdp_own.largest_file is not None
    return replace(kdp_own, largest_file=replace(kdp_own.largest_file, value=0))


def printer_with_marks() -> PrinterProfile:
    own = printer("offset-eu")
    assert own.marks is not None
    return replace(own, marks=replace(own.marks, value=Permission.REQUIRED))


@case("Q001", "home")
def an_empty_file() -> Made:
    return b""


@case("Q001", "kdp-paperback")
def a_zip_archive() -> Made:
    return b"PK\x03\x04" + bytes(4000)


@case("Q002", "kdp-paperback")
def a_file_cut_short() -> Made:
    data = kdp().bytes()
    return data[: len(data) // 2]


@case("Q002", "kdp-paperback")
def a_file_whose_table_points_nowhere() -> Made:
    data = kdp(version="1.4").bytes()
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n999999999\n%%EOF\n"


@case("Q002", "kdp-paperback")
def a_page_tree_that_runs_in_a_circle() -> Made:
    book = kdp()
    data = book.bytes()
    root = book.pdf.Root.Pages
    root.Kids = Array([*root.Kids, root])
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.Pages.Kids = Array([*pdf.Root.Pages.Kids, pdf.Root.Pages])
        try:
            pdf.save(held, static_id=True)
        except (RuntimeError, pikepdf.PdfError):  # qpdf will not write it: write it by hand
            return by_hand(b"<</Type/Pages/Count 1/Kids[2 0 R]>>")
    return held.getvalue()


def by_hand(pages: bytes) -> bytes:
    """A file whose object 1 is the catalogue and object 2 the pages."""
    body = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", pages), 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(body)
    return (
        body
        + b"xref\n0 3\n0000000000 65535 f \n"
        + rows
        + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % end
    )


@case("Q003", "lulu-paperback")
def a_file_with_a_password() -> Made:
    return lulu(version="1.7").bytes(
        encryption=pikepdf.Encryption(owner="o", user="u"), deterministic_id=False, static_id=True
    )


@case("Q003", "lulu-paperback")
def a_file_that_may_not_be_printed() -> Made:
    lock = pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(print_highres=False))
    return lulu(version="1.7").bytes(encryption=lock, deterministic_id=False, static_id=True)


@case("Q004", "kdp-paperback")
def a_page_that_unpacks_without_end() -> Made:
    book = kdp(blank=(3,))
    packed = zlib.compress(b"0 g " * 20_000_000, 9)
    book.page(3).Contents = pikepdf.Stream(book.pdf, packed, Filter=Name.FlateDecode)
    return book


@case("Q004", "kdp-paperback")
def forms_that_draw_forms_ten_times_each() -> Made:
    book = kdp()
    inner = None
    for level in range(9):
        form = book.pdf.make_stream(b"0 0 1 1 re n" if inner is None else b"/X Do " * 10)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        if inner is not None:
            form.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = book.pdf.make_indirect(form)
        assert level < 20
    book.resource(3, "XObject", "X", inner)
    book.draw(3, "/X Do")
    return book


@case("Q005", "kdp-paperback")
def a_file_of_pdf_2() -> Made:
    return kdp(version="2.0")


@case("Q006", small_printer())
def a_file_too_large() -> Made:
    return kdp()


@case("Q007", "kdp-paperback")
def a_file_without_a_title() -> Made:
    return kdp(title="")


@case("Q008", "kdp-paperback")
def two_pages_of_one_label() -> Made:
    book = kdp()
    book.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D), 9, Dictionary(S=Name.D, St=9)]))
    return book


@case("Q008", "kdp-paperback")
def labels_that_begin_late() -> Made:
    book = kdp()
    book.pdf.Root.PageLabels = Dictionary(Nums=Array([4, Dictionary(S=Name.D, St=100)]))
    return book


@case("Q009", "kdp-paperback")
def content_that_nests_without_end() -> Made:
    book = kdp()
    book.draw(7, "[" * 5000)
    return book


@case("Q009", "kdp-paperback")
def content_that_does_not_unpack() -> Made:
    book = kdp()
    page = book.page(7)
    page.Contents = Array(
        [page.Contents, pikepdf.Stream(book.pdf, b"\x00\x01\x02 no deflate", Filter=Name.FlateDecode)]
    )
    return book


@case("Q009", "kdp-paperback")
def a_packed_stream_that_breaks_off() -> Made:
    book = kdp()
    packed = zlib.compress(b"0 g 100 200 90 90 re f\n" * 50)[:-6]
    page = book.page(7)
    page.Contents = Array([page.Contents, pikepdf.Stream(book.pdf, packed, Filter=Name.FlateDecode)])
    return book


@case("Q009", "kdp-paperback")
def a_form_that_draws_itself() -> Made:
    book = kdp()
    form = book.pdf.make_indirect(book.pdf.make_stream(b"/X Do"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    book.resource(3, "XObject", "X", form)
    book.draw(3, "/X Do")
    return book


@case("Q010", "kdp-paperback")
def a_book_too_thin() -> Made:
    return kdp(pages=20)


@case("Q010", "lulu-paperback")
def a_book_too_thick_for_its_trim() -> Made:
    return lulu(pages=252, trim=(228.6, 177.8), margins=(30, 22, 18, 20))


@case("Q011", "lulu-paperback")
def an_odd_count() -> Made:
    return lulu(pages=33)


@case("Q012", "ingram-paperback")
def words_on_the_last_page() -> Made:
    return ingram(blank=())


@case("Q013", "kdp-paperback")
def three_blanks_in_a_row() -> Made:
    return kdp(blank=(15, 16, 17))


@case("Q014", "lulu-paperback")
def spreads() -> Made:
    return lulu(trim=(304.8, 228.6))


@case("Q020", "kdp-paperback")
def a_box_of_three_numbers() -> Made:
    book = kdp()
    book.page(5).BleedBox = Array([0, 0, 300])
    return book


@case("Q021", "kdp-paperback")
def a_trim_beyond_the_crop() -> Made:
    book = kdp()
    for number in range(1, 33):
        book.page(number).CropBox = Array([20, 20, 400, 600])
    return book


@case("Q022", "kdp-paperback")
def one_page_of_another_size() -> Made:
    book = kdp()
    for box in ("MediaBox", "TrimBox", "BleedBox"):
        book.page(8)[f"/{box}"] = Array([0, 0, 470, 690])
    return book


@case("Q023", "bod-paperback")
def a_trim_that_the_printer_has_not() -> Made:
    return bod(trim=(138, 216))


@case("Q023", "kdp-paperback", Asked(trim=(127.0, 203.2)))
def a_trim_that_was_not_ordered() -> Made:
    return kdp()


@case("Q024", "kdp-paperback")
def bleed_on_four_edges() -> Made:
    return kdp(bleed=(3.175,) * 4)


@case("Q024", "offset-eu")
def bleed_of_one_millimetre() -> Made:
    return offset(bleed=(1, 1, 1, 1))


@case("Q025", "kdp-paperback")
def a_turned_page() -> Made:
    book = kdp()
    book.page(8).Rotate = 180
    return book


@case("Q025", "kdp-paperback")
def a_page_that_lies_and_is_turned_upright() -> Made:
    book = kdp()
    page = book.page(8)
    wide, high = 228.6 * MM, 152.4 * MM
    page.MediaBox = page.TrimBox = page.BleedBox = Array([0, 0, wide, high])
    page.Rotate = 90
    line = f"BT /F 11 Tf 0 g 1 0 0 1 {60:.1f} {80:.1f} Tm (Across) Tj ET"
    page.Contents = book.pdf.make_stream(line.encode())
    return book


@case("Q026", "kdp-paperback")
def no_trim_box() -> Made:
    book = kdp()
    for number in range(1, 33):
        del book.page(number).TrimBox
        del book.page(number).BleedBox
    return book


@case("Q030", "kdp-paperback")
def a_picture_that_ends_at_the_trim() -> Made:
    book = kdp_bleed()
    book.place(5, book.picture((1000, 1000), "DeviceGray"), (92.4, 80, 60, 60))
    return book


@case("Q030", "lulu-paperback")
def an_area_that_runs_off_without_bleed() -> Made:
    book = lulu()
    book.draw(5, "0.5 g -20 300 90 60 re f")
    return book


@case("Q031", "kdp-paperback")
def a_folio_near_the_foot() -> Made:
    return kdp(margins=(20, 4, 18, 20))


@case("Q031", "lulu-paperback")
def text_near_the_outer_edge() -> Made:
    book = lulu()
    book.draw(4, f"BT /F 11 Tf {5 * MM:.1f} 300 Td (A note in the margin) Tj ET")
    return book


@case("Q032", "kdp-paperback")
def text_in_the_gutter() -> Made:
    return kdp(margins=(8.5, 22, 18, 20))


@case("Q032", "kdp-paperback")
def text_in_the_gutter_of_a_thick_book() -> Made:
    return kdp(pages=160, margins=(11, 22, 18, 20))


@case("Q033", "kdp-paperback")
def crop_marks_for_kdp() -> Made:
    book = kdp_bleed()
    book.draw(5, f"1 w {20 * MM:.1f} 1 m {20 * MM:.1f} 6 l S")
    return book


@case("Q034", printer_with_marks())
def no_crop_marks() -> Made:
    return offset()


@case("Q035", "offset-eu")
def marks_in_the_bleed() -> Made:
    book = offset(slug=8.0)
    book.draw(5, f"0 0 0 1 K 0.5 w {11 * MM:.1f} 2 m {11 * MM:.1f} {10 * MM:.1f} l S")
    return book


@case("Q036", "kdp-paperback")
def a_picture_near_the_edge() -> Made:
    book = kdp()
    book.place(5, book.picture((1000, 1000)), (89, 80, 60, 60))  # 3.4 mm are left
    return book


@case("Q036", "kdp-paperback")
def a_picture_near_the_binding() -> Made:
    book = kdp()
    book.place(5, book.picture((1000, 1000)), (6, 80, 60, 60))
    return book


@case("Q040", "kdp-paperback")
def a_font_that_is_not_there() -> Made:
    book = kdp()
    book.resource(3, "Font", "G", text_font(book.pdf, "Helvetica", embedded=False))
    book.draw(3, "BT /G 11 Tf 80 300 Td (Out of the machine) Tj ET")
    return book


@case("Q040", "lulu-paperback")
def a_standard_font() -> Made:
    book = lulu()
    book.resource(3, "Font", "G", Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    book.draw(3, "BT /G 11 Tf 0 g 120 300 Td (Out of the machine) Tj ET")
    return book


@case("Q041", "kdp-paperback")
def a_whole_font() -> Made:
    book = kdp()
    book.resource(3, "Font", "G", text_font(book.pdf, "EBGaramond-Regular"))
    book.draw(3, "BT /G 11 Tf 80 300 Td (Every letter there is) Tj ET")
    return book


@case("Q042", "kdp-paperback")
def letters_that_are_drawings() -> Made:
    book = kdp()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=book.pdf.make_stream(b"1 0 d0 0 0 .8 .8 re f")), FirstChar=97, LastChar=97,
        Encoding=Dictionary(Differences=Array([97, Name.a])), Widths=Array([1]),
    )  # fmt: skip
    book.resource(3, "Font", "G", font)
    book.draw(3, "BT /G 11 Tf 80 300 Td (aaa) Tj ET")
    return book


@case("Q043", "kdp-paperback")
def small_type() -> Made:
    book = kdp()
    book.draw(3, "BT 0.5 0 0 0.5 80 300 Tm /F 9 Tf (Not to be read without a glass) Tj ET")
    return book


@case("Q044", "kdp-paperback")
def text_that_is_not_seen() -> Made:
    book = kdp()
    book.draw(3, "BT /F 11 Tf 3 Tr 80 300 Td (behind a scan) Tj ET")
    return book


@case("Q050", "kdp-paperback")
def a_coarse_picture() -> Made:
    book = kdp()
    book.place(3, book.picture((200, 200)), (40, 60, 50, 50))
    return book


@case("Q050", "bod-paperback")
def coarse_line_art() -> Made:
    book = bod()
    art = book.pdf.make_stream(bytes(75 * 600), Type=Name.XObject, Subtype=Name.Image, Width=600, Height=600)
    art.ImageMask, art.BitsPerComponent = True, 1
    book.place(3, art, (40, 60, 50, 50))
    return book


@case("Q051", "lulu-paperback")
def a_picture_finer_than_print() -> Made:
    book = lulu()
    book.place(3, book.picture((1500, 1500)), (60, 60, 20, 20))
    return book


@case("Q060", "ingram-paperback")
def a_spot_colour() -> Made:
    book = ingram()
    book.resource(3, "ColorSpace", "S", spot("PANTONE 300", (1, 0.4, 0, 0)))
    book.draw(3, "/S cs 1 scn 100 200 90 90 re f")
    return book


@case("Q060", "lulu-paperback", Asked(paper="white"))
def a_spot_colour_in_a_pattern() -> Made:
    book = lulu()
    cell = book.pdf.make_stream(b"/S cs 1 scn 0 0 6 6 re f")
    for key, value in {
        "Type": Name.Pattern, "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": Array([0, 0, 8, 8]),
        "XStep": 8, "YStep": 8, "Resources": Dictionary(ColorSpace=Dictionary(S=spot("Gold", (0, 0, 0, 0.5)))),
    }.items():  # fmt: skip
        cell[f"/{key}"] = value
    book.resource(3, "Pattern", "P", book.pdf.make_indirect(cell))
    book.draw(3, "/Pattern cs /P scn 120 200 90 90 re f")
    return book


@case("Q061", "ingram-paperback")
def rich_black_text() -> Made:
    book = ingram()
    book.draw(3, "BT /F 11 Tf 0.6 0.4 0.4 1 k 80 300 Td (Black four times over) Tj ET")
    return book


@case("Q061", "kdp-paperback")
def rgb_black_text() -> Made:
    return kdp(ink="0 0 0 rg")


@case("Q062", "lulu-paperback")
def a_frame_in_the_registration_colour() -> Made:
    book = lulu()
    book.resource(3, "ColorSpace", "S", spot("All", (1, 1, 1, 1)))
    book.draw(3, "/S CS 1 SCN 1 w 120 200 90 90 re S")
    return book


@case("Q062", "lulu-paperback")
def every_ink_at_full() -> Made:
    book = lulu()
    book.draw(3, "1 1 1 1 k 120 200 90 90 re f")
    return book


@case("Q063", "ingram-paperback")
def an_area_with_too_much_ink() -> Made:
    book = ingram()
    book.draw(3, "0.8 0.7 0.7 0.9 k 100 200 90 90 re f")
    return book


@case("Q063", "ingram-paperback", Asked(paper="white-70"))
def a_picture_with_too_much_ink() -> Made:
    book = ingram()
    book.place(3, book.picture((600, 600), "DeviceCMYK", 204), (40, 60, 50, 50))
    return book


def jpeg(book: Sample, *, turned: bool) -> Sample:
    """A JPEG of four inks at 204 each, as a file has it; turned: 204 is what is left of 255."""
    held = io.BytesIO()
    Image.new("CMYK", (600, 600), (51, 51, 51, 51)).save(held, "JPEG", quality=95)  # Pillow writes what is left
    stream = pikepdf.Stream(book.pdf, held.getvalue(), Filter=Name.DCTDecode)
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 600, "Height": 600,
                       "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8}.items():  # fmt: skip
        stream[f"/{key}"] = value
    if turned:
        stream.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])
    book.place(3, stream, (40, 60, 50, 50))
    return book


@case("Q063", "ingram-paperback", Asked(paper="white-70"))
def a_jpeg_with_too_much_ink() -> Made:
    return jpeg(ingram(), turned=False)


def test_a_jpeg_that_is_turned_has_the_ink_that_is_left() -> None:
    asked = Asked(paper="white-70")
    assert preflight(jpeg(ingram(), turned=True).bytes(), printer("ingram-paperback"), asked).findings == ()


@case("Q014", "ingram-paperback")
def spreads_for_a_printer_of_ranges() -> Made:
    return ingram(trim=(304.8, 228.6))


@case("Q064", "ingram-paperback")
def gray_with_a_profile() -> Made:
    book = ingram(standard="pdf/x-3:2002")
    profile = book.pdf.make_stream(b"no profile, but nobody asks here", N=1)
    book.resource(3, "ColorSpace", "S", Array([Name.ICCBased, profile]))
    book.draw(3, "/S cs 0 scn BT /F 11 Tf 80 300 Td (Tagged gray) Tj ET")
    return book


@case("Q065", "kdp-paperback", Asked(paper="white"))
def a_red_heading_in_a_black_book() -> Made:
    book = kdp()
    book.draw(3, "BT /F 11 Tf 0.8 0 0 rg 80 300 Td (Red) Tj ET")
    return book


@case("Q066", "kdp-paperback")
def a_light_tint() -> Made:
    book = kdp()
    book.draw(3, "0.95 g 100 200 90 90 re f")
    return book


@case("Q067", "kdp-paperback")
def a_thin_line() -> Made:
    book = kdp()
    book.draw(3, "0.25 w 100 200 m 300 200 l S")
    return book


@case("Q067", "lulu-paperback")
def a_line_of_no_width() -> Made:
    book = lulu()
    book.draw(3, "0 w 100 200 m 300 200 l S")
    return book


@case("Q067", "bod-paperback")
def a_filled_strip() -> Made:
    book = bod()
    book.draw(3, "0 g 100 200 200 0.1 re f")
    return book


@case("Q068", "lulu-paperback")
def white_that_overprints() -> Made:
    book = lulu()
    book.resource(3, "ExtGState", "O", Dictionary(OP=True, op=True))
    book.draw(3, "/O gs 1 g BT /F 11 Tf 120 300 Td (Not there) Tj ET")
    return book


@case("Q070", "kdp-paperback")
def half_a_shadow() -> Made:
    book = kdp()
    book.resource(3, "ExtGState", "H", Dictionary(ca=0.5))
    book.draw(3, "q /H gs 0.5 g 100 200 90 90 re f Q")
    return book


@case("Q070", "kdp-paperback")
def a_fading_of_colours_that_is_half_seen_through() -> Made:
    """Painted with as a pattern, as programs paint areas of an SVG drawing."""
    book = kdp()
    book.resource(3, "ExtGState", "H", Dictionary(ca=0.5))
    ends = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.2]), C1=Array([0.8]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 0, 300]), Function=ends)
    book.resource(3, "Pattern", "P", Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading))
    book.draw(3, "q /H gs /Pattern cs /P scn 100 200 90 90 re f Q")
    return book


@case("Q070", "kdp-paperback")
def tiles_that_are_half_seen_through() -> Made:
    book = kdp()
    book.resource(3, "ExtGState", "H", Dictionary(ca=0.5))
    tile = book.pdf.make_stream(
        b"0.5 g 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 10, 10]),
        XStep=10, YStep=10, Resources=Dictionary(),
    )  # fmt: skip
    book.resource(3, "Pattern", "P", tile)
    book.draw(3, "q /H gs /Pattern cs /P scn 100 200 90 90 re f Q")
    return book


@case("Q070", "lulu-paperback")
def a_picture_with_a_mask() -> Made:
    book = lulu()
    mask = book.pdf.make_indirect(book.picture((600, 600)))
    book.place(3, book.picture((600, 600), SMask=mask), (40, 60, 50, 50))
    return book


@case("Q071", "kdp-paperback")
def a_layer() -> Made:
    book = kdp()
    layer = book.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    book.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    return book


@case("Q071", "lulu-paperback")
def a_layer_that_is_off() -> Made:
    book = lulu()
    layer = book.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    book.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    book.resource(3, "Properties", "L", layer)
    book.draw(3, "/OC /L BDC 1 0 0 rg 0 0 900 900 re f EMC")  # it would run off every edge
    return book


@case("Q072", "kdp-paperback")
def a_link() -> Made:
    book = kdp()
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([80, 300, 120, 320]))
    book.page(3).Annots = Array([book.pdf.make_indirect(link)])
    return book


@case("Q072", "lulu-paperback")
def a_form_to_fill_in() -> Made:
    book = lulu()
    field = book.pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    book.pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return book


@case("Q073", "lulu-paperback")
def a_script() -> Made:
    book = lulu()
    book.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    return book


@case("Q074", "lulu-paperback")
def an_attachment() -> Made:
    book = lulu()
    book.pdf.attachments["figures.csv"] = b"1,2,3\n"
    return book


@case("Q075", "kdp-paperback")
def bookmarks() -> Made:
    book = kdp()
    with book.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))
    return book


@case("Q080", "ingram-paperback")
def no_claim() -> Made:
    return ingram(standard="")


@case("Q080", "ingram-paperback")
def a_standard_that_the_printer_does_not_take() -> Made:
    return ingram(standard="pdf/x-4", version="1.6")


@case("Q081", "offset-eu")
def x_1a_with_transparency() -> Made:
    book = offset(standard="pdf/x-1a:2003")
    book.resource(3, "ExtGState", "H", Dictionary(ca=0.5))
    book.draw(3, "q /H gs 0.5 g 100 200 90 90 re f Q")
    return book


@case("Q081", "offset-eu")
def x_1a_whose_catalogue_names_a_later_version() -> Made:
    book = offset(standard="pdf/x-1a:2003")
    book.pdf.Root.Version = Name("/1.6")
    return book


@case("Q081", "offset-eu")
def x_4_without_an_output_intent() -> Made:
    book = offset()
    del book.pdf.Root.OutputIntents
    return book


@case("Q081", "offset-eu")
def x_4_without_the_profile() -> Made:
    book = offset()
    del book.pdf.Root.OutputIntents[0]["/DestOutputProfile"]
    return book


@case("Q081", "offset-eu")
def x_4_with_the_profile_of_a_screen() -> Made:
    book = offset()
    data = book.profile.read_bytes()
    book.profile.write(data[:12] + b"mntr" + data[16:])
    return book


@case("Q081", "offset-eu")
def x_4_whose_profile_has_other_inks_than_it_says() -> Made:
    book = offset()
    book.profile.N = 1
    return book


@case("Q081", "offset-eu")
def x_4_with_a_profile_that_is_none() -> Made:
    book = offset()
    book.profile.write(b"no profile at all, but long enough to hold the head of one " * 4)
    return book


@case("Q081", "offset-eu")
def x_4_named_in_its_properties_alone() -> Made:
    book = offset()
    book.pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"
    said = book.pdf.Root.Metadata.read_bytes().replace(b'pdfxid:GTS_PDFXVersion="PDF/X-4"', b"")
    book.pdf.Root.Metadata.write(said)
    return book


@case("Q081", "offset-eu")
def x_4_without_a_name_and_a_version() -> Made:
    book = offset()
    said = book.pdf.Root.Metadata.read_bytes()
    book.pdf.Root.Metadata.write(said.replace(b'xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"', b""))
    return book


@case("Q081", "offset-eu")
def x_4_that_is_trapped_and_is_not() -> Made:
    book = offset()
    book.pdf.docinfo["/Trapped"] = Name("/True")
    return book


@case("Q081", "offset-eu")
def x_4_of_a_version_too_new() -> Made:
    return offset(version="1.7")


@case("Q081", "ingram-paperback")
def x_1a_of_a_version_too_new() -> Made:
    book = ingram()
    book.version = "1.6"
    return book


@case("Q082", "ingram-paperback")
def the_wrong_output_intent() -> Made:
    return ingram(condition="FOGRA39")


WIDTH = 2 * 152.4 + 246 * 0.0635 + 6.35
ORDERED = Asked("cover", "cream", (152.4, 228.6), 246)


def kdp_cover(width: float = WIDTH, pages: int = 1) -> Sample:
    return Sample(trim=(width, 234.95), pages=pages, blank=(1, 2))


@case("Q090", "kdp-paperback", ORDERED)
def a_cover_for_fewer_pages() -> Made:
    return kdp_cover(WIDTH - 6 * 0.0635 - 0.2)


@case("Q090", "kdp-paperback", ORDERED)
def a_cover_of_two_pages() -> Made:
    return kdp_cover(pages=2)


@case("Q090", "kdp-hardcover", Asked("cover", "", (152.4, 228.6), 246, sheet=(366.0, 264.6)))
def a_case_of_another_size_than_the_template() -> Made:
    return Sample(trim=(350, 264.6), pages=1, blank=(1,))


@case("Q091", "kdp-hardcover", Asked("cover", "cream", (152.4, 228.6), 246))
def a_case_whose_spine_nobody_entered() -> Made:
    return Sample(trim=(350, 228.6 + 36), pages=1, blank=(1,))


@case("Q092", "kdp-paperback", Asked("cover", "cream", (152.4, 228.6), 60))
def a_title_on_a_thin_spine() -> Made:
    width = 2 * 152.4 + 60 * 0.0635 + 6.35
    book = kdp_cover(width)
    book.draw(1, f"BT 0 -1 1 0 {(width / 2 - 1) * MM:.2f} 500 Tm /F 9 Tf (The Salt Road) Tj ET")
    return book


@case("Q093", "kdp-paperback", ORDERED)
def words_where_the_bar_code_goes() -> Made:
    book = kdp_cover()
    book.draw(1, f"BT /F 12 Tf {(WIDTH / 2 - 50) * MM:.2f} {20 * MM:.2f} Td (ISBN 978) Tj ET")
    return book


def crop(book: Sample, begins: float, page: int = 3) -> None:
    """A crop mark beside the upper left corner, which begins so many millimetres from the trim."""
    trim = [float(x) for x in book.page(page).TrimBox]
    x, y = trim[0] - begins * MM, trim[3]
    book.draw(page, f"q 0.25 w 0 G {x:.2f} {y:.2f} m {x - 5 * MM:.2f} {y:.2f} l S Q")


@case("Q035", "offset-eu")
def crop_marks_that_begin_in_the_bleed() -> Made:
    book = offset(slug=10.0)
    crop(book, 1.0)
    return book


@case("Q062", "offset-eu")
def a_registration_mark_on_the_page() -> Made:
    book = offset(slug=10.0)
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    book.resource(3, "ColorSpace", "All", Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))
    book.draw(3, "q 0.5 w /All CS 1 SCN 150 150 m 170 150 l S Q")
    return book


@case("Q024", "offset-eu")
def a_bleed_that_is_too_narrow() -> Made:
    return offset(bleed=(1, 1, 1, 1))


@case("Q024", "kdp-paperback")
def bleed_at_the_binding_too() -> Made:
    return kdp(bleed=(3.175, 3.175, 3.175, 3.175))


JACKET = Asked("jacket", "", (152.4, 228.6), 120, 0.313 * 25.4)
JACKET_SIZE = (2 * (6.438 + 3.5 + 0.125) * 25.4 + 0.313 * 25.4, 9.5 * 25.4)


def jacket(width: float = JACKET_SIZE[0], height: float = JACKET_SIZE[1], pages: int = 1) -> Sample:
    book = Sample(trim=(width, height), pages=pages, blank=(1, 2), standard="pdf/x-1a:2001", ink="0 0 0 1 k")
    book.bar_code(1, (width / 2 - 70, 20))
    return book


@case("Q090", "ingram-case", JACKET)
def a_jacket_without_flaps() -> Made:
    return jacket(width=JACKET_SIZE[0] - 2 * 3.5 * 25.4)


@case("Q090", "ingram-case", JACKET)
def a_jacket_as_high_as_the_pages() -> Made:
    return jacket(height=228.6)


@case("Q090", "ingram-case", JACKET)
def a_jacket_in_two_halves() -> Made:
    return jacket(pages=2)


@case("Q090", "offset-eu", Asked("jacket", "", (135, 215), 240, 16.0, (500.0, 231.0), 80.0))
def a_jacket_of_another_size_than_the_drawing() -> Made:
    return Sample(trim=(490, 231), pages=1, blank=(1,), standard="pdf/x-4", condition="FOGRA39")


@case("Q091", "bod-hardcover", Asked("jacket", "cream", (135, 215), 240, 16.0))
def a_jacket_whose_flaps_nobody_entered() -> Made:
    book = Sample(trim=(500, 231), pages=1, blank=(1,), standard="pdf/x-3:2003", condition="FOGRA39")
    book.bar_code(1, (180, 20))
    return book


@case("Q091", "ingram-case", Asked("jacket", "", (139.7, 215.9), 120, 8.0))
def a_jacket_of_a_trim_whose_template_nobody_saw() -> Made:
    return jacket()


@case("Q091", "kdp-hardcover", Asked("jacket", "cream", (152.4, 228.6), 240, 20.0))
def a_jacket_for_a_printer_who_is_not_known_to_make_any() -> Made:
    return Sample(trim=(500, 240), pages=1, blank=(1,))


@case("Q094", "ingram-case", JACKET)
def words_across_the_fold_of_a_flap() -> Made:
    book = jacket()
    at = (3.5 + 0.125) * 25.4 - 10
    book.draw(1, f"BT /F 11 Tf 0 0 0 1 k {at * MM:.2f} 300 Td (A sentence that runs on to the flap) Tj ET")
    return book


@case("Q094", "ingram-case", JACKET)
def words_across_the_edge_of_the_spine() -> Made:
    book = jacket()
    at = JACKET_SIZE[0] / 2 - 30
    book.draw(1, f"BT /F 11 Tf 0 0 0 1 k {at * MM:.2f} 300 Td (A sentence that runs on over the spine) Tj ET")
    return book


@case("Q031", "ingram-case", JACKET)
def words_at_the_edge_of_a_jacket() -> Made:
    book = jacket()
    book.draw(1, f"BT /F 11 Tf 0 0 0 1 k {40 * MM:.2f} {5 * MM:.2f} Td (Low) Tj ET")
    return book


@case("Q030", "ingram-case", JACKET)
def colour_that_ends_where_a_jacket_is_cut() -> Made:
    """A jacket is cut all round, though the case that it lies about is not."""
    book = jacket()
    book.draw(1, f"q 0 0 0 0.5 k {3.175 * MM:.2f} {40 * MM:.2f} 200 300 re f Q")
    return book


@case("Q035", "offset-eu", Asked("jacket", "", (135, 215), 240, 16.0, (466.0, 225.0), 80.0))
def marks_in_the_wide_bleed_of_a_jacket() -> Made:
    """Its bleed has 5 mm where that of the pages has 3."""
    book = Sample(
        trim=(456, 215), bleed=(5, 5, 5, 5), slug=10.0, pages=1, blank=(1,), standard="pdf/x-4", condition="FOGRA39"
    )
    crop(book, 4.0, page=1)
    return book


@case("Q093", "kdp-hardcover", Asked("cover", "cream", (152.4, 228.6), 246, 20.0, (366.0, 264.6)))
def words_where_the_bar_code_of_a_case_goes() -> Made:
    """Above what is turned in at the foot, which is no part of the back."""
    book = Sample(trim=(366.0, 264.6), pages=1, blank=(1,))
    book.draw(1, f"BT /F 12 Tf {(183 - 10 - 50) * MM:.2f} {(18 + 30) * MM:.2f} Td (ISBN 978) Tj ET")
    return book


AT_INGRAM = Asked("cover", "creme-50", (152.4, 228.6), 240, 14.0)


def ingram_cover(**bars: Any) -> Sample:
    """A cover of Ingram's, with a bar code drawn so."""
    book = Sample(trim=(2 * 152.4 + 14 + 6.35, 234.95), pages=1, blank=(1,), standard="pdf/x-1a:2001")
    if bars:
        book.bar_code(1, **{"at": (80, 20), **bars})
    return book


@case("Q095", "ingram-paperback", AT_INGRAM)
def a_cover_without_a_bar_code() -> Made:
    return ingram_cover()


@case("Q095", "ingram-paperback", AT_INGRAM)
def a_bar_code_with_a_wrong_check_digit() -> Made:
    return ingram_cover(digits="9783161484101")


@case("Q095", "bod-paperback", Asked("cover", "white", (135, 215), 246))
def a_bar_code_of_another_article() -> Made:
    book = Sample(trim=(2 * 135 + 246 * 0.06 + 0.6 + 10, 225), pages=1, blank=(1,), standard="pdf/x-3:2003")
    book.bar_code(1, (60, 20), "4006381333931")
    return book


@case("Q095", "ingram-paperback", AT_INGRAM)
def a_bar_code_in_pale_ink() -> Made:
    return ingram_cover(ink="0 0 0 0.3 k")


@case("Q096", "ingram-paperback", AT_INGRAM)
def a_bar_code_too_small() -> Made:
    return ingram_cover(module=0.24)


@case("Q096", "ingram-paperback", AT_INGRAM)
def a_bar_code_with_a_frame_too_near() -> Made:
    book = ingram_cover(digits="9783161484100")
    book.draw(
        1, f"q 0 0 0 1 K 1 w {(80 + 5 * 0.33) * MM:.2f} {15 * MM:.2f} m {(80 + 5 * 0.33) * MM:.2f} {50 * MM:.2f} l S Q"
    )
    return book


@case("Q096", "ingram-paperback", AT_INGRAM)
def a_bar_code_of_another_book_than_the_isbn_beside_it() -> Made:
    book = ingram_cover(digits="9783161484100")
    book.draw(1, f"BT /F 9 Tf 0 g {80 * MM:.2f} {46 * MM:.2f} Td (ISBN 978-0-306-40615-7) Tj ET")
    return book


@case("Q096", "ingram-paperback", AT_INGRAM)
def a_bar_code_of_four_inks() -> Made:
    return ingram_cover(ink="0.4 0.4 0.4 1 k")


@pytest.mark.parametrize(
    ("rule", "name", "profile", "make", "asked"), CASES, ids=[f"{one[0]}-{one[1]}" for one in CASES]
)
def test_a_fault_is_found_and_nothing_else(
    rule: str, name: str, profile: str | PrinterProfile, make: Callable[[], Made], asked: Asked
) -> None:
    del name
    made = make()
    data = made if isinstance(made, bytes) else made.bytes()
    found = preflight(data, printer(profile) if isinstance(profile, str) else profile, asked).findings
    told = [f"{one.rule} {one.message}" for one in found]
    assert {one.rule for one in found} == {rule}, told


def test_there_are_at_least_forty() -> None:
    assert len(CASES) >= 118


def test_every_rule_has_a_file_that_breaks_it_alone() -> None:
    """Q091 is of covers that cannot be checked; the rules from Q100 on are about editions of our own."""
    asked = {rule for rule in all_rules() if rule.startswith("Q0")}
    assert {case[0] for case in CASES} == asked


ALWAYS = {"Q001", "Q002", "Q003", "Q004", "Q009", "Q020", "Q021", "Q023", "Q081", "Q090"}
"""What no printer needs to have said: the file is no PDF, is against the standard it claims, or is not what was ordered."""


@pytest.mark.parametrize(
    ("rule", "name", "profile", "make", "asked"), CASES, ids=[f"{one[0]}-{one[1]}" for one in CASES]
)
def test_only_a_printers_own_word_refuses(
    rule: str, name: str, profile: str | PrinterProfile, make: Callable[[], Made], asked: Asked
) -> None:
    if name == forms_that_draw_forms_ten_times_each.__name__:
        return  # looked at once is enough
    made = make()
    data = made if isinstance(made, bytes) else made.bytes()
    for found in preflight(data, printer(profile) if isinstance(profile, str) else profile, asked).findings:
        if found.severity is Severity.ERROR:
            own = found.printer_rule
            assert rule in ALWAYS or (own is not None and (own.grade, own.force) == ("A", "required"))
        assert found.mend
