"""A proof: the pages of a print edition on wider sheets, with the places of their words in the author's files beside them.

Whoever reads proofs marks paper; whoever mends looks for a file and a line. Both stand here on one sheet, with the trim, the
area that a printer calls safe and the margin that the binding takes, in lines of grey that no one takes for the book.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.black_ink import black_alone
from serge_press.editions.engine import font_configuration, load_engine
from serge_press.editions.page_geometry import POINTS
from serge_press.editions.press_room import fetcher, listening
from serge_press.editions.print_document import font_faces
from serge_press.rendering.house_style import house_family
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from serge_press.printers.profile import Edges
    from serge_press.rendering.house_style import Font

_ASIDE = 46.0  # mm for notes beside the outer margin
_ROUND = 6.0  # mm around the other three edges
_LABEL = 2.5  # mm between two labels
_LONGEST = 34  # letters of a label: what the margin holds at 6 pt


@dataclass(frozen=True, slots=True)
class _Label:
    """A place to be printed beside its line: top in mm from the upper trim."""

    top: float
    words: str


def proof(data: bytes, places: Mapping[str, str], safe: Edges, fonts: Sequence[Font], heading: str) -> bytes:
    """The proof of a finished PDF, its right-hand pages first.

    ``places`` are the words to print for each named destination (such as ``1-ixelles.md:24``); ``safe`` the distances (mm) that
    the printer asks text to keep from the trim; ``heading`` stands at the head of every sheet, with the page's label. The same
    arguments give the same bytes.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = [tuple(float(x) for x in page.trimbox) for page in pdf.pages]
        labels = _labels(pdf, places, boxes)
        names = [str(page.label) for page in pdf.pages]
        over = _overlay(boxes, labels, names, safe, fonts, heading)
        with pikepdf.open(BytesIO(over)) as drawn:
            for index, (page, box) in enumerate(zip(pdf.pages, boxes, strict=True)):
                left, low, right, top = box
                beside = (_ROUND, _ASIDE) if index % 2 == 0 else (_ASIDE, _ROUND)
                sheet = (
                    left - beside[0] * POINTS, low - _ROUND * POINTS, right + beside[1] * POINTS, top + _ROUND * POINTS
                )  # fmt: skip
                for key in ("/MediaBox", "/CropBox", "/BleedBox"):
                    page.obj[key] = pikepdf.Array([round(x, 4) for x in sheet])
                over_it = pdf.copy_foreign(drawn.pages[index].as_form_xobject())
                page.add_resource(
                    over_it, pikepdf.Name.XObject, pikepdf.Name(f"/Proof{index}")
                )  # pages share their resources
                moved = f"q 1 0 0 1 {sheet[0]:.4f} {sheet[1]:.4f} cm /Proof{index} Do Q".encode()
                page.contents_add(b"q", prepend=True)
                page.contents_add(b"Q " + moved)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _labels(pdf: Any, places: Mapping[str, str], boxes: Sequence[tuple[float, ...]]) -> list[list[_Label]]:
    """For each page its labels from the top down, none over another: the first of several at one height is kept."""
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    found: list[dict[float, str]] = [{} for _ in boxes]
    for name, target in _destinations(pdf):
        index = pages.get(target[0].objgen)
        if index is None or name not in places:
            continue
        top = round((boxes[index][3] - float(target[3])) / POINTS, 1)
        found[index].setdefault(top, places[name])
    rows: list[list[_Label]] = []
    for page in found:
        row: list[_Label] = []
        for top, words in sorted(page.items()):
            if row and row[-1].words == words:
                continue
            at = max(top, row[-1].top + _LABEL) if row else max(top, 0.0)
            if at - top < 3 * _LABEL:  # further off it would point at other words
                row.append(_Label(at, words))
        rows.append(row)
    return rows


def _destinations(pdf: Any) -> list[tuple[str, Any]]:
    """Every named destination of a PDF of ours, in the order of the names."""
    found: list[tuple[str, Any]] = []
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        names = list(node.get("/Names", ()))
        found += [(str(name), target) for name, target in zip(names[::2], names[1::2], strict=True)]
        waiting += list(node.get("/Kids", ()))
    return sorted(found, key=lambda one: one[0])


def _overlay(
    boxes: Sequence[tuple[float, ...]],
    labels: Sequence[Sequence[_Label]],
    names: Sequence[str],
    safe: Edges,
    fonts: Sequence[Font],
    heading: str,
) -> bytes:
    """What is laid over the pages: one page each, of the size of its sheet."""
    load_engine()
    from weasyprint import HTML

    sheets = []
    for index, (box, row, name) in enumerate(zip(boxes, labels, names, strict=True)):
        wide, high = (box[2] - box[0]) / POINTS, (box[3] - box[1]) / POINTS
        right = index % 2 == 0
        left = _ROUND if right else _ASIDE
        inside, outside = (safe.inside, safe.outside)
        edges = (left + (inside if right else outside), _ROUND + safe.top)
        size = (wide - inside - outside, high - safe.top - safe.bottom)
        beside = f"left:{left + wide + 2:.2f}mm" if right else f"right:{wide + _ROUND + 2:.2f}mm"
        words = "".join(
            f'<p class="place" style="{beside};top:{_ROUND + one.top:.2f}mm">{escape(one.words[-_LONGEST:])}</p>'
            for one in row
        )
        sheets.append(
            f'<section style="width:{wide + _ROUND + _ASIDE:.3f}mm;height:{high + 2 * _ROUND:.3f}mm">'
            f'<div class="trim" style="left:{left:.2f}mm;top:{_ROUND:.2f}mm;width:{wide:.2f}mm;height:{high:.2f}mm"></div>'
            f'<div class="safe" style="left:{edges[0]:.2f}mm;top:{edges[1]:.2f}mm;width:{size[0]:.2f}mm;height:{size[1]:.2f}mm">'
            f'</div><p class="head" style="{beside}">{escape(heading)}, {escape(name)}</p>{words}</section>'
        )
    faces = font_faces(font for font in fonts if font.weight == 400)
    family = house_family(fonts[0].family) if fonts else "serif"
    page = f"{(boxes[0][2] - boxes[0][0]) / POINTS + _ROUND + _ASIDE:.3f}mm" if boxes else "100mm"
    high_ = f"{(boxes[0][3] - boxes[0][1]) / POINTS + 2 * _ROUND:.3f}mm" if boxes else "100mm"
    style = (
        f'{faces} @page {{ size: {page} {high_}; margin: 0 }} html {{ font: 6pt/1 "{family}"; color: #555 }} '
        "body, p { margin: 0 } section { position: relative; break-after: page; overflow: hidden } "
        "section:last-child { break-after: auto } "
        "div, p { position: absolute; box-sizing: border-box } .trim { border: 0.25pt solid #888 } "
        ".safe { border: 0.25pt dashed #aaa } p { white-space: nowrap } .head { top: 1.5mm; font-style: italic }"
    )
    html = f"<!DOCTYPE html><html><head><style>{style}</style></head><body>{''.join(sheets)}</body></html>"
    with listening(), black_alone():
        made: bytes = HTML(string=html, url_fetcher=fetcher(fonts)).write_pdf(font_config=font_configuration())
    return made
