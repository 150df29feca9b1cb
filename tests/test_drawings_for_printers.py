"""Drawings of any colour and opacity, made ready for printers: in their inks, opaque where they must be, and of the same look."""

from __future__ import annotations

import base64
import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

import judges
from serge_press.checks.preflight.run import preflight
from serge_press.editions.black_ink import black_alone
from serge_press.editions.engine import font_configuration, load_engine
from serge_press.editions.press_ready.inks import Colour, Inks, on_white
from serge_press.editions.press_ready.profile import Profile, read_profile
from serge_press.editions.press_ready.standard import Wanted, press_ready
from serge_press.printers.conditions import condition
from serge_press.printers.shelf import printer

WHEN = 1_767_225_600
DRAWING = """
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300">
<defs>
 <linearGradient id="fade"><stop offset="0" stop-color="#1040c0"/><stop offset="1" stop-color="#ffe000"/></linearGradient>
 <radialGradient id="sun"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#c03000"/></radialGradient>
 <pattern id="dots" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="3" fill="#a000a0"/></pattern>
</defs>
<rect x="5" y="5" width="80" height="80" fill="#a01020"/>
<rect x="100" y="5" width="80" height="80" fill="url(#fade)"/>
<rect x="200" y="5" width="80" height="80" fill="url(#sun)" fill-opacity="1"/>
<rect x="5" y="100" width="80" height="80" fill="url(#dots)"/>
<circle cx="140" cy="140" r="40" fill="#00a040" fill-opacity="0.5" stroke="#0000ff" stroke-opacity="0.25" stroke-width="6"/>
<g opacity="0.4"><rect x="200" y="100" width="60" height="60" fill="#c00000"/><rect x="220" y="120" width="60" height="60"/></g>
<g opacity="0.5"><g opacity="0.5"><rect x="5" y="200" width="80" height="80" fill="#004080"/></g></g>
<path d="M100 210 L280 250" stroke="#008000" stroke-width="4"/>
</svg>"""


def picture() -> str:
    held = BytesIO()
    Image.new("RGB", (40, 40), (30, 90, 160)).save(held, "PNG")
    return base64.b64encode(held.getvalue()).decode()


@cache
def drawn(more: str = "") -> bytes:
    """A page of drawings as the press lays it out, black type and greys in one ink."""
    load_engine()
    from weasyprint import HTML

    page = (
        "<style>@page { size: 300pt 420pt; margin: 0 } body { margin: 0; font: 12pt serif } svg { display: block; width: 300pt }"
        "</style>" + DRAWING + '<p style="margin: 0; opacity: 0.5; background: #ffc000">'
        f'<img style="width: 40pt" src="data:image/png;base64,{picture()}"></p>' + more
    )
    with black_alone():
        made: bytes = HTML(string=page).write_pdf(font_config=font_configuration())
    return made


def fogra() -> Profile:
    return read_profile(condition("FOGRA39").data())


BLACK = Wanted("pdf/x-1a:2001", "CGATS21_CRPC1", ("gray",), flat=True)
FOUR = Wanted("pdf/x-4", "FOGRA39", ("gray", "cmyk"), fogra(), separate=True)
FOUR_OPAQUE = Wanted("pdf/x-1a:2003", "FOGRA39", ("gray", "cmyk"), fogra(), separate=True, flat=True)
SCREEN_COLOURS = Wanted("", flat=True)


def seen(data: bytes) -> Image.Image:
    page: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil()
    return page.convert("RGB")


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def rules(data: bytes, name: str) -> dict[str, str]:
    return {found.rule: found.message for found in preflight(data, printer(name)).findings}


def test_opaque_drawings_look_as_they_did() -> None:
    made = press_ready(drawn(), "", WHEN, SCREEN_COLOURS)
    assert unlike(seen(drawn()), seen(made)) < 0.5
    assert "Q070" in rules(drawn(), "kdp-paperback")
    assert "Q070" not in rules(made, "kdp-paperback")


def test_drawings_for_a_book_in_black_are_gray_and_as_light_as_they_were() -> None:
    made = press_ready(drawn(), "", WHEN, BLACK)
    assert unlike(seen(drawn()).convert("L"), seen(made).convert("L")) < 2
    assert not {"Q060", "Q061", "Q065", "Q070", "Q080", "Q081"} & set(rules(made, "ingram-paperback"))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert not any("/Group" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream))
        assert b"DeviceRGB" not in made


@pytest.mark.parametrize("wanted", [FOUR, FOUR_OPAQUE], ids=["see-through", "opaque"])
def test_drawings_are_separated_by_the_profile(wanted: Wanted) -> None:
    made = press_ready(drawn(), "", WHEN, wanted)
    told = rules(made, "offset-eu")
    assert not {"Q060", "Q063", "Q081"} & set(told), told
    assert ("/ca 0.5" in repr(states(made))) == (wanted is FOUR)
    assert b"DeviceRGB" not in pikepdf_plain(made)


def states(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        rows = [one.get("/ExtGState") for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        rows += [one.Resources.get("/ExtGState") for one in pdf.objects
                 if isinstance(one, pikepdf.Stream) and "/Resources" in one]  # fmt: skip
        return [
            f"{key} {float(state[key]):g}"
            for row in rows if isinstance(row, pikepdf.Dictionary)
            for state in row.values() for key in ("/ca", "/CA") if key in state
        ]  # fmt: skip


def pikepdf_plain(data: bytes) -> bytes:
    """The file with nothing packed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


def test_a_file_with_nothing_to_change_keeps_its_pages() -> None:
    """Type in black is left byte for byte: a book of 300 pages is not read operator by operator."""
    load_engine()
    from weasyprint import HTML

    with black_alone():
        page = "<style>p { border-bottom: 1px solid #888 } @page { size: 300pt 200pt }</style><p>Black.</p>"
        data = HTML(string=page).write_pdf(font_config=font_configuration())
    made = press_ready(data, "", WHEN, BLACK)
    with pikepdf.open(BytesIO(data)) as before, pikepdf.open(BytesIO(made)) as after:
        assert before.pages[0].Contents.read_bytes() == after.pages[0].Contents.read_bytes()


def test_the_same_drawing_gives_the_same_bytes() -> None:
    for wanted in (BLACK, FOUR, FOUR_OPAQUE):
        assert press_ready(drawn(), "", WHEN, wanted) == press_ready(drawn(), "", WHEN, wanted)


def test_what_cannot_be_laid_on_white_is_refused_not_printed_wrong() -> None:
    fading = '<div style="background: linear-gradient(#c00, transparent); height: 9pt; width: 60pt"></div>'
    made = press_ready(drawn(fading), "", WHEN, BLACK)
    assert {"Q070", "Q081"} <= set(rules(made, "ingram-paperback"))


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_ghostscript_finds_no_ink_but_black(tmp_path: Path) -> None:
    """The proof by separation: what another program would put on the plates."""
    for name, wanted, coloured, most in (
        ("black", BLACK, (), 100),
        ("four", FOUR_OPAQUE, (1,), 300),
        ("x4", FOUR, (1,), 300),
    ):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(press_ready(drawn(), "", WHEN, wanted))
        verdict = judges.judged(path)
        assert not verdict.ghostscript
        assert verdict.coloured == coloured
        assert verdict.heaviest <= most


@pytest.mark.parametrize(
    ("colour", "kinds", "made"),
    [
        (Colour("rgb", (1.0, 0.0, 0.0)), ("gray",), Colour("gray", (0.299,))),
        (Colour("cmyk", (0.0, 0.0, 0.0, 0.7)), ("gray",), Colour("gray", (0.3,))),
        (Colour("lab", (100.0, 0.0, 0.0)), ("gray",), Colour("gray", (1.0,))),
        (Colour("lab", (50.0, 0.0, 0.0)), ("gray",), Colour("gray", (0.466,))),
        (Colour("cmyk", (0.1, 0.2, 0.3, 0.0)), ("gray", "cmyk"), Colour("cmyk", (0.1, 0.2, 0.3, 0.0))),
        (Colour("lab", (50.0, 40.0, 0.0)), ("gray", "rgb"), Colour("lab", (50.0, 40.0, 0.0))),
        (Colour("rgb", (0.5, 0.5, 0.5)), ("gray", "cmyk"), Colour("gray", (0.5,))),
    ],
)  # fmt: skip
def test_one_colour(colour: Colour, kinds: tuple[str, ...], made: Colour) -> None:
    found = Inks(kinds, fogra()).of(colour)
    assert found.kind == made.kind
    assert found.values == pytest.approx(made.values, abs=0.01)


def test_white_shines_through() -> None:
    assert on_white(Colour("gray", (0.0,)), 0.25).values == (0.75,)
    assert on_white(Colour("cmyk", (1.0, 0.0, 0.5, 0.2)), 0.5).values == (0.5, 0.0, 0.25, 0.1)
    assert on_white(Colour("rgb", (1.0, 0.0, 0.5)), 1.0).values == (1.0, 0.0, 0.5)


LINES = (
    '<svg width="200" height="60" viewBox="0 0 100 30"><line x1="5" y1="5" x2="95" y2="5" stroke="#000" stroke-width="0.05"/>'
    '<g transform="scale(0.1)"><path d="M50 100 L950 200 900 280" fill="none" stroke="#000" stroke-width="1"/></g>'
    '<rect x="5" y="20" width="20" height="8" fill="none" stroke="#000" stroke-width="2"/></svg>'
)


@pytest.mark.parametrize(("name", "thinnest"), [("bod-paperback", 0.25), ("kdp-paperback", 0.75)])
def test_lines_are_as_thick_as_the_printers_thinnest(name: str, thinnest: float) -> None:
    profile = printer(name)
    assert profile.thinnest_line is not None
    assert profile.thinnest_line.value == thinnest
    data = drawn(LINES)
    assert "Q067" in rules(press_ready(data, "", WHEN, Wanted()), name)
    made = press_ready(data, "", WHEN, Wanted(thinnest=thinnest))
    assert "Q067" not in rules(made, name)
    assert unlike(seen(data), seen(made)) < 2  # nothing else was moved


def test_lines_that_are_thick_enough_stay_as_they_are() -> None:
    load_engine()
    from weasyprint import HTML

    with black_alone():
        page = "<style>@page { size: 300pt 200pt }</style>" + LINES.replace("0.05", "2").replace('"1"', '"40"')
        data = HTML(string=page).write_pdf(font_config=font_configuration())
    made = press_ready(data, "", WHEN, Wanted(thinnest=0.25))
    with pikepdf.open(BytesIO(data)) as before, pikepdf.open(BytesIO(made)) as after:
        assert before.pages[0].Contents.read_bytes() == after.pages[0].Contents.read_bytes()
