"""Pictures that fill a page to its edges, and beyond them as far as a printer cuts.

The layout gives such a picture a page of its own, where it is known by its size. In the finished file it is drawn anew over the
page and its bleed, without head and folio; what was marked as its place in the structure stays so. This way no page is laid
out otherwise than the rest, and a printer's bleed is a matter of boxes alone.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.epub_pictures import figures
from serge_press.editions.page_geometry import POINTS
from serge_press.manuscript.folios import Folios
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.box_tree import SetPage
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Figure
    from serge_press.manuscript.parts import Manuscript

BEYOND = 6.0
"""Millimetres that a picture is drawn beyond the trim: more than any printer's bleed known to us."""

_PART = 0.973  # of the text area: the size that the house's sheet gives such a picture, and no other has
_NEAR = 0.2  # points by which it may be larger or smaller

Box = tuple[float, float, float, float]


def full_figures(manuscript: Manuscript) -> tuple[Figure, ...]:
    """The pictures of a book that fill their pages, in order."""
    return tuple(one for one in figures(manuscript) if one.full)


def filled(
    data: bytes, geometry: PageGeometry, wanted: tuple[Figure, ...], pages: Sequence[SetPage]
) -> tuple[bytes, tuple[Finding, ...], frozenset[int]]:
    """The file with these pictures over their whole pages; P025 for each that is not found on the page where it should be; and
    the leaves (from 1) that are filled.

    ``pages`` are those of the file as they were laid out. A drawing (SVG) is no picture of pixels: it is left where the layout
    put it.
    """
    import pikepdf

    where = {name: page.leaf - 1 for page in reversed(pages) for name in page.ids}
    missed: list[Figure] = []
    leaves: set[int] = set()
    with pikepdf.open(BytesIO(data)) as pdf:
        for figure in wanted:
            if (index := where.get(figure.anchor)) is None or not _fill(pdf, index, geometry):
                missed.append(figure)
            else:
                leaves.add(index + 1)
        if len(missed) < len(wanted):
            out = BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
            data = out.getvalue()
    words = "the picture does not stand alone on its page, or is a drawing"
    return data, tuple(finding("P025", one.place, f"{one.file}: {words}") for one in missed), frozenset(leaves)


def without_numbers(folios: Folios, leaves: frozenset[int]) -> Folios:
    """The folios, of which those of filled pages are not printed: the picture stands over them."""
    pages = tuple(replace(one, printed=False) if one.leaf in leaves else one for one in folios.pages)
    return Folios(pages, folios.where, folios.edition)


def _fill(pdf: Any, index: int, geometry: PageGeometry) -> bool:
    """Draw the picture of a page (from 0) over the whole of it; whether there is one."""
    page = pdf.pages[index]
    drawn = _full_picture(page, _text_area(page, geometry, recto=index % 2 == 0))
    if drawn is not None:
        page.obj["/Contents"] = pdf.make_stream(_anew(page, *drawn))
    return drawn is not None


def _text_area(page: Any, geometry: PageGeometry, *, recto: bool) -> Box:
    left, _, _, top = (float(side) for side in page.trimbox)
    x = left + (geometry.inside if recto else geometry.outside) * POINTS
    y = top - geometry.head * POINTS
    return x, y - geometry.lines * geometry.leading, x + geometry.measure * POINTS, y


def _full_picture(page: Any, area: Box) -> tuple[str, tuple[int, int], list[Any]] | None:
    """The picture that is to fill the page: its name, its pixels, and the marked content it stands in."""
    import pikepdf

    pictures = {
        str(name): (int(one.Width), int(one.Height))
        for name, one in (page.obj.get("/Resources", {}).get("/XObject") or {}).items()
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    }
    if not pictures:
        return None
    matrix, saved = pikepdf.Matrix(), []
    around: list[Any] = []
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator == "q":
            saved.append(matrix)
        elif operator == "Q":
            matrix = saved.pop() if saved else matrix
        elif operator == "cm":
            a, b, c, d, e, f = (float(x) for x in step.operands)
            matrix = pikepdf.Matrix(a, b, c, d, e, f) @ matrix
        elif operator in ("BDC", "BMC"):
            around.append(step)
        elif operator == "EMC" and around:
            around.pop()
        elif operator == "Do" and str(step.operands[0]) in pictures:
            name = str(step.operands[0])
            box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
            if _fits((box.llx, box.lly, box.urx, box.ury), pictures[name], area):
                return name, pictures[name], list(around)
    return None


def _fits(box: Box, size: tuple[int, int], area: Box) -> bool:
    """Whether the picture has the size that tells it."""
    wide, high = area[2] - area[0], area[3] - area[1]
    scale = _PART * min(wide / size[0], high / size[1])
    same_size = abs(box[2] - box[0] - size[0] * scale) < _NEAR and abs(box[3] - box[1] - size[1] * scale) < _NEAR
    return same_size and box[0] > area[0] - 1 and box[3] < area[3] + 1


def _anew(page: Any, name: str, size: tuple[int, int], around: list[Any]) -> bytes:
    """The picture over the page and beyond, its middle on the middle of the page, none of its sides short."""
    import pikepdf

    left, low, right, top = (float(side) for side in page.trimbox)
    wide, high = right - left + 2 * BEYOND * POINTS, top - low + 2 * BEYOND * POINTS
    scale = max(wide / size[0], high / size[1])
    across, along = size[0] * scale, size[1] * scale
    x, y = (left + right - across) / 2, (low + top - along) / 2
    opened = pikepdf.unparse_content_stream(around)
    closed = b" EMC" * len(around)
    return opened + f"\nq {across:.4f} 0 0 {along:.4f} {x:.4f} {y:.4f} cm {name} Do Q".encode("ascii") + closed
