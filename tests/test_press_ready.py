"""A finished PDF made ready for a printer: what it claims, what it no longer holds, and that its pages are the same."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from sample_order import printed
from serge_press.editions.press_ready.standard import STANDARDS, Wanted, press_ready

WHEN = 1_767_225_600
LABELS = {
    "pdf/x-1a:2001": ("1.3", "PDF/X-1:2001"),
    "pdf/x-1a:2003": ("1.4", "PDF/X-1a:2003"),
    "pdf/x-3:2002": ("1.3", "PDF/X-3:2002"),
    "pdf/x-3:2003": ("1.4", "PDF/X-3:2003"),
}


@cache
def ready(standard: str) -> bytes:
    return press_ready(printed()[0].data, "A book", WHEN, Wanted(standard, "CGATS21_CRPC1", ("gray", "cmyk")))


@pytest.mark.parametrize("standard", sorted(LABELS))
def test_the_file_is_of_the_version_and_says_which_standard(standard: str) -> None:
    version, label = LABELS[standard]
    data = ready(standard)
    assert data.startswith(f"%PDF-{version}".encode())
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == label
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert "/ID" in pdf.trailer
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "CGATS21_CRPC1")
        assert not pdf.check_pdf_syntax()


def test_what_only_a_screen_needs_is_gone() -> None:
    with pikepdf.open(BytesIO(printed()[0].data)) as before, pikepdf.open(BytesIO(ready("pdf/x-1a:2001"))) as after:
        assert any("/Annots" in page.obj for page in before.pages)
        assert "/Outlines" in before.Root
        assert not {"/Outlines", "/Names", "/Metadata", "/StructTreeRoot", "/AcroForm"} & set(after.Root.keys())
        assert not any({"/Annots", "/Group"} & set(page.obj.keys()) for page in after.pages)
        assert all({"/TrimBox", "/BleedBox"} <= set(page.obj.keys()) for page in after.pages)
        assert "/PageLabels" in after.Root


def test_no_page_looks_different_and_its_text_is_the_same() -> None:
    before, after = pypdfium2.PdfDocument(printed()[0].data), pypdfium2.PdfDocument(ready("pdf/x-1a:2001"))
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert one.get_textpage().get_text_range() == other.get_textpage().get_text_range()
        drawn = [page.render(scale=0.6).to_pil().convert("L") for page in (one, other)]
        assert ImageChops.difference(*drawn).point(lambda light: 255 * (light > 8)).getbbox() is None


def picture_book(picture: Image.Image, name: str, **save: int) -> bytes:
    """A page with one picture, made without WeasyPrint."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    mask = picture.getchannel("A") if picture.mode == "RGBA" else None
    plain = picture.convert("RGB") if picture.mode == "RGBA" else picture
    if name == "jpeg":
        packed = BytesIO()
        plain.save(packed, "JPEG", **save)
        image = pikepdf.Stream(pdf, packed.getvalue(), Filter=pikepdf.Name.DCTDecode)
    else:
        image = pikepdf.Stream(pdf, plain.tobytes())
    spaces = {"RGB": pikepdf.Name.DeviceRGB, "L": pikepdf.Name.DeviceGray, "CMYK": pikepdf.Name.DeviceCMYK}
    for key, value in (("/Type", pikepdf.Name.XObject), ("/Subtype", pikepdf.Name.Image), ("/Width", plain.width),
                       ("/Height", plain.height), ("/ColorSpace", spaces[plain.mode]), ("/BitsPerComponent", 8)):  # fmt: skip
        image[key] = value
    if mask is not None:
        soft = pikepdf.Stream(pdf, mask.tobytes())
        for key in ("/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent"):
            soft[key] = image[key]
        soft["/ColorSpace"] = pikepdf.Name.DeviceGray
        image["/SMask"] = pdf.make_indirect(soft)
    pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=pdf.make_indirect(image)))
    pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"q 200 0 0 300 0 0 cm /P Do Q")
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def image_of(data: bytes) -> tuple[set[str], str, bytes]:
    """The keys, colour space and bytes of the picture."""
    with pikepdf.open(BytesIO(data)) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        return set(image.keys()), str(image.ColorSpace), image.read_raw_bytes()


def middle(data: bytes) -> tuple[int, int, int]:
    drawn = pypdfium2.PdfDocument(data)[0].render(scale=0.5).to_pil().convert("RGB")
    red, green, blue = drawn.resize((1, 1)).tobytes()
    return red, green, blue


@pytest.mark.parametrize("kind", ["flat", "jpeg"])
def test_a_picture_in_red_green_and_blue_becomes_grey_where_the_printer_takes_no_other(kind: str) -> None:
    book = picture_book(Image.new("RGB", (60, 90), (200, 30, 30)), kind)
    made = press_ready(book, "", WHEN, Wanted(colours=("gray",)))
    assert image_of(made)[1] == "/DeviceGray"
    red, green, blue = middle(made)
    assert red == green == blue
    assert abs(red - 80) < 12  # as light as the red was (ITU-R 601-2)


def test_pictures_that_the_printer_takes_stay_byte_for_byte() -> None:
    for mode, colour, takes in (
        ("RGB", (200, 30, 30), ("rgb",)),
        ("CMYK", (10, 200, 200, 30), ("cmyk", "gray")),
        ("L", 90, ("gray",)),
    ):
        book = picture_book(Image.new(mode, (60, 90), colour), "flat")
        made = press_ready(book, "", WHEN, Wanted(colours=takes))
        assert image_of(made) == image_of(book)


def test_a_see_through_picture_is_laid_on_white() -> None:
    book = picture_book(Image.new("RGBA", (60, 90), (0, 0, 0, 128)), "flat")
    made = press_ready(book, "", WHEN, Wanted("pdf/x-1a:2001", colours=("gray",)))
    assert "/SMask" not in image_of(made)[0]
    assert abs(middle(made)[0] - 127) < 4


def test_the_same_file_gives_the_same_bytes() -> None:
    again = press_ready(printed()[0].data, "A book", WHEN, Wanted("pdf/x-1a:2001", "CGATS21_CRPC1", ("gray", "cmyk")))
    assert again == ready("pdf/x-1a:2001")


def test_a_standard_that_cannot_be_made_is_refused() -> None:
    assert "pdf/x-4" not in STANDARDS
    with pytest.raises(ValueError, match="pdf/x-4"):
        press_ready(printed()[0].data, "A book", WHEN, Wanted("pdf/x-4"))
