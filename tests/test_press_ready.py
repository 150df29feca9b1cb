"""A finished PDF made ready for a printer: what it claims, what it no longer holds, and that its pages are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from sample_order import printed
from serge_press.editions.press_ready.pictures import recolour
from serge_press.editions.press_ready.profile import Profile, read_profile
from serge_press.editions.press_ready.standard import Wanted, press_ready
from serge_press.editions.screen.finish import _suit_pictures
from serge_press.printers.conditions import condition

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
    with pytest.raises(ValueError, match="pdf/x-5"):
        press_ready(printed()[0].data, "A book", WHEN, Wanted("pdf/x-5"))
    with pytest.raises(ValueError, match="profile"):
        press_ready(printed()[0].data, "A book", WHEN, Wanted("pdf/x-4"))


def fogra() -> Profile:
    return read_profile(condition("FOGRA39").data())


@cache
def newest() -> bytes:
    return press_ready(printed()[0].data, "A <book> & more", WHEN, Wanted("pdf/x-4", "FOGRA39", ("gray",), fogra()))


def test_pdf_x_4_is_named_in_its_metadata_alone_and_holds_its_profile() -> None:
    assert newest().startswith(b"%PDF-1.6")
    with pikepdf.open(BytesIO(newest())) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert (int(intent.DestOutputProfile.N), intent.DestOutputProfile.read_bytes()) == (4, fogra().data)
        assert "/Filter" not in pdf.Root.Metadata  # it is read by programs that look for its words in the file
        with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
            assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert said["dc:title"] == str(pdf.docinfo["/Title"]) == "A <book> & more"
            assert said["pdf:Trapped"] == "False"
            assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2026-01-01T00:00:00Z"
            assert said["xmpMM:DocumentID"] != said["xmpMM:InstanceID"]
            assert (said["xmpMM:VersionID"], said["xmpMM:RenditionClass"]) == ("1", "default")


def test_no_two_files_have_the_name_of_one() -> None:
    other = press_ready(picture_book(Image.new("L", (9, 9)), "flat"), "A", WHEN, Wanted("pdf/x-4", profile=fogra()))
    names = []
    for data in (newest(), other):
        with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata(set_pikepdf_as_editor=False) as said:
            names += [said["xmpMM:DocumentID"], said["xmpMM:InstanceID"]]
    assert len(set(names)) == 4
    assert all(
        re.fullmatch(r"uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in names
    )


def test_a_profile_without_a_name_in_the_registry_is_told_by_its_own_words() -> None:
    with pikepdf.open(BytesIO(press_ready(newest(), "A", WHEN, Wanted("pdf/x-4", "", profile=fogra())))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.OutputConditionIdentifier), str(intent.Info)) == ("Custom", "FOGRA39L Coated")
        assert "/RegistryName" not in intent


def test_the_older_standards_leave_the_profile_out() -> None:
    made = press_ready(printed()[0].data, "A", WHEN, Wanted("pdf/x-1a:2001", "FOGRA39", ("gray",), fogra()))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert "/DestOutputProfile" not in pdf.Root.OutputIntents[0]
        assert "/Metadata" not in pdf.Root


def test_a_coloured_picture_is_separated_by_the_profile_and_keeps_its_colour() -> None:
    book = picture_book(Image.new("RGB", (60, 90), (200, 30, 30)), "flat")
    takes = Wanted("pdf/x-4", "FOGRA39", ("gray", "cmyk"), fogra(), separate=True)
    made = press_ready(book, "", WHEN, takes)
    with pikepdf.open(BytesIO(made)) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        assert str(image.ColorSpace) == "/DeviceCMYK"
        cyan, magenta, yellow, black = image.read_bytes()[:4]
    assert cyan < 60
    assert min(magenta, yellow) > 200
    assert sum((cyan, magenta, yellow, black)) / 2.55 <= 300
    assert press_ready(book, "", WHEN, takes) == made


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda data: data[:5000], "not a whole one"),
        (lambda data: b"", "no ICC profile"),
        (lambda data: data[:12] + b"mntr" + data[16:], "screen"),
        (lambda data: data[:16] + b"Lab " + data[20:], "other inks"),
        (lambda data: data[:8] + b"\x05" + data[9:], "version 5"),
        (lambda data: data + bytes(9_000_000), "more than 8 MB"),
    ],
)
def test_what_is_no_profile_of_a_press_is_told(spoil: Callable[[bytes], bytes], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_profile(spoil(fogra().data))


def plate(*, adobe: bool) -> bytes:
    """A JPEG of four inks that is all cyan, with or without the mark of Adobe's programs, which write the values turned."""
    inks = (255, 0, 0, 0) if adobe else (0, 255, 255, 255)
    held = BytesIO()
    Image.new("CMYK", (64, 64), inks).save(held, "JPEG", quality=95)
    data = held.getvalue()
    if adobe:
        return data
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]


@pytest.mark.parametrize("kind", ["gray", "rgb"])
@pytest.mark.parametrize("adobe", [True, False])
def test_no_picture_of_four_inks_becomes_its_negative(adobe: bool, kind: str) -> None:
    with pikepdf.new() as pdf:
        picture = pdf.make_stream(plate(adobe=adobe))
        for key, value in {"Subtype": pikepdf.Name.Image, "Width": 64, "Height": 64, "BitsPerComponent": 8,
                           "ColorSpace": pikepdf.Name.DeviceCMYK, "Filter": pikepdf.Name.DCTDecode}.items():  # fmt: skip
            picture[f"/{key}"] = value
        if adobe:
            picture.Decode = pikepdf.Array([1, 0] * 4)
        page = pdf.add_blank_page(page_size=(64, 64))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Contents = pdf.make_stream(b"q 64 0 0 64 0 0 cm /P Do Q")
        before = shown_middle(pdf)
        if kind == "gray":
            recolour(pdf, ("gray",))
        else:
            _suit_pictures(pdf)
        assert before == pytest.approx(150, abs=40)
        assert shown_middle(pdf) == pytest.approx(before, abs=60)


def shown_middle(pdf: pikepdf.Pdf) -> int:
    """How light the middle of the first page is, of 255."""
    held = BytesIO()
    pdf.save(held)
    picture = pypdfium2.PdfDocument(held.getvalue())[0].render(scale=1).to_pil().convert("L")
    return int(picture.getpixel((32, 32)))
