"""Black is the black plate alone: no page of a printed book asks for grey from red, green and blue."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

import judges
from makers import division, manuscript, ornament, paragraph
from sample_order import house, order, printed
from serge_press.editions.black_ink import black_alone
from serge_press.editions.engine import font_configuration, load_engine
from serge_press.editions.print_edition import bring_out_print
from serge_press.rendering.house import House

RGB, GREY = {"rg", "RG"}, {"g", "G"}


def painted(data: bytes) -> dict[str, set[tuple[float, ...]]]:
    """Every colour operator on any page, with the values that it is given."""
    found: dict[str, set[tuple[float, ...]]] = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page):
                if str(one.operator) in RGB | GREY | {"k", "K", "sc", "scn", "SC", "SCN"}:
                    values = tuple(round(float(value), 4) for value in one.operands)
                    found.setdefault(str(one.operator), set()).add(values)
    return found


def coloured(sheet: str) -> bytes:
    base = house()
    own = House("house", {"print": (*base.sheets("print"), ("extra.css", sheet))}, base.fonts, base._templates)
    book = manuscript(division("one", paragraph("Black, and a rule."), ornament(), title="One"))
    issue, _ = bring_out_print(replace(order(book), house=own))
    assert issue is not None
    return issue.data


@cache
def sound() -> dict[str, set[tuple[float, ...]]]:
    return painted(printed()[0].data)


def test_a_book_of_black_type_holds_no_other_colour() -> None:
    assert set(sound()) <= GREY
    assert (0.0,) in sound()["g"]


def test_greys_of_a_house_are_tints_of_black() -> None:
    found = painted(coloured("p { color: #808080; border-bottom: 1px solid rgb(51 51 51) }"))
    assert not RGB & set(found)
    assert (round(0x80 / 255, 4),) in found["g"]


def test_other_colours_stay_as_they_are() -> None:
    found = painted(coloured("p { color: #a01020 }"))
    assert found["rg"] == {tuple(round(part / 255, 4) for part in (0xA0, 0x10, 0x20))}


def test_a_gradient_of_greys_is_of_black_ink_and_one_of_colours_is_not() -> None:
    """The rule above foot notes is drawn by the house as a gradient from black to white that turns at 18 mm."""

    def spaces(css: str) -> set[str]:
        with pikepdf.open(BytesIO(coloured(f"p {{ background: linear-gradient(to right, {css}) }}"))) as pdf:
            holders: list[Any] = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
            holders += [one.Resources for one in holders if isinstance(one.get("/Resources"), pikepdf.Dictionary)]
            held = [one.get("/Shading") for one in holders]
            return {
                str(shading.ColorSpace) for one in held if isinstance(one, pikepdf.Dictionary) for shading in one.values()
            }  # fmt: skip

    assert spaces("#000, #888 40%, #fff") == {"/DeviceGray"}
    assert spaces("#000, #a01020") == {"/DeviceRGB"}


GROUPS = """<svg width="200" height="60"><text x="190" y="20" text-anchor="end" font-size="12">1911</text>
<g opacity="0.5"><rect x="5" y="30" width="60" height="20"/></g>
<g opacity="0.5"><rect x="80" y="30" width="60" height="20" fill="#c00000"/></g></svg>"""


def test_words_that_end_at_a_line_are_of_black_ink_too(tmp_path: Path) -> None:
    """They are drawn as a group; blended in red, green and blue their black would be of four inks."""
    load_engine()
    from weasyprint import HTML

    with black_alone():
        page = "<style>@page { size: 200pt 60pt; margin: 0 } body { margin: 0 }</style>"
        data = HTML(string=page + GROUPS).write_pdf(font_config=font_configuration())
        words = HTML(string=page + GROUPS.partition("<g")[0] + "</svg>").write_pdf(font_config=font_configuration())
    with pikepdf.open(BytesIO(data)) as pdf:
        groups = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Group" in one]
    assert len(groups) == 2  # what is see-through
    seen = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    assert abs(seen.getpixel((20, 30)) - 127) <= 1
    assert seen.crop((100, 0, 150, 20)).getextrema()[0] < 100  # the words
    if not judges.missing():
        path = tmp_path / "words.pdf"
        path.write_bytes(words)
        assert judges.judged(path).coloured == ()
