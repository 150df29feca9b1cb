"""A booklet: the pages of a print edition two by two on sheets to be printed on both sides, folded and sewn at home.

Imposition in signatures: each is a pile of sheets folded together. On the front of the outermost sheet stand its last page and
its first, on the back its second and its last but one, and so on inwards. Print on both sides, turned on the short edge.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEETS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0), "letter": (279.4, 215.9), "tabloid": (431.8, 279.4)}
"""Sheets by name, lying on their long side: width and height in mm."""

ONE_PILE = 60
"""Up to so many pages a booklet is one signature: fifteen sheets can still be folded and stapled through the back."""

SIGNATURE = 32
"""Pages of a signature of a longer book: eight sheets fold well."""


_MOST_CREEP = 0.5
"""Millimetres a sheet: that of a board of 400 g/m²."""


class BookletError(Exception):
    """The booklet cannot be made, in words for the author."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages that stand left and right on it, from 0; None is blank."""

    left: int | None
    right: int | None


def signatures(pages: int, size: int = 0) -> tuple[int, ...]:
    """How many pages each signature has, a multiple of four: of ``size`` each, the rest in the last. 0: see ``ONE_PILE``.

    Raises ValueError for a size that is no multiple of four.
    """
    if size % 4 or size < 0:
        raise ValueError(f"a signature has a multiple of 4 pages, not {size}")
    whole = -(-pages // 4) * 4
    each = size or (whole if whole <= ONE_PILE else SIGNATURE)
    full, rest = divmod(whole, each) if each else (0, 0)
    return (each,) * full + ((rest,) if rest else ())


def imposed(pages: int, size: int = 0) -> Iterator[Side]:
    """The sides to be printed, front and back of each sheet in turn."""
    start = 0
    for count in signatures(pages, size):
        last = start + count - 1
        for sheet in range(count // 4):
            front = Side(last - 2 * sheet, start + 2 * sheet)
            back = Side(start + 2 * sheet + 1, last - 2 * sheet - 1)
            for side in (front, back):
                yield Side(
                    side.left if side.left is not None and side.left < pages else None,
                    side.right if side.right is not None and side.right < pages else None,
                )
        start += count


def booklet(data: bytes, sheet: str = "a4", size: int = 0, creep: float = 0.0) -> bytes:
    """The booklet of a finished PDF. ``creep``: how far (mm) each sheet further in is moved to the fold.

    Pages are made smaller where two of them do not fit on the sheet, never larger, and meet at the fold. Type stays type.
    ``size`` is that of a signature, in pages; 0: see ``ONE_PILE``. Raises BookletError for a sheet that is not known, a creep of
    more than any paper's, or a file that has no pages of one size; ValueError for a signature of no multiple of four.
    """
    import pikepdf

    if sheet not in SHEETS:
        raise BookletError(f"'{sheet}' is no sheet known here: {', '.join(SHEETS)}")
    wide, high = (side * POINTS for side in SHEETS[sheet])
    if not 0 <= creep <= _MOST_CREEP:
        raise BookletError(f"a creep of {creep:g} mm is that of no paper: {_MOST_CREEP:g} mm a sheet at most")
    with pikepdf.open(BytesIO(data)) as pdf, pikepdf.new() as made:
        boxes = [_trim(page) for page in pdf.pages]
        if not boxes:
            raise BookletError("there are no pages to fold")
        page_wide, page_high = boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]
        if any(abs(box[2] - box[0] - page_wide) > 1 or abs(box[3] - box[1] - page_high) > 1 for box in boxes):
            raise BookletError("the pages are not all of one size")
        scale = min(1.0, wide / 2 / page_wide, high / page_high)
        drawn: dict[int, Any] = {}
        sheets_in = max(signatures(len(boxes), size), default=4) // 4
        for index, side in enumerate(imposed(len(boxes), size)):
            made.add_blank_page(page_size=(round(wide, 4), round(high, 4)))
            inwards = (index // 2 % sheets_in) * creep * POINTS
            content = [b"q"]
            forms = pikepdf.Dictionary()
            for number, left in ((side.left, True), (side.right, False)):
                if number is None:
                    continue
                if number not in drawn:
                    drawn[number] = made.copy_foreign(pdf.pages[number].as_form_xobject())
                x0, y0 = boxes[number][0] * scale, boxes[number][1] * scale
                x = wide / 2 - page_wide * scale + inwards if left else wide / 2 - inwards
                y = (high - page_high * scale) / 2
                forms[f"/Page{number}"] = drawn[number]
                # A page that creeps in is cut at the fold, or it would print over its neighbour.
                edge = wide / 2 - page_wide * scale if left else wide / 2
                content.append(
                    f"q {edge:.4f} 0 {page_wide * scale:.4f} {high:.4f} re W n "
                    f"{scale:.6f} 0 0 {scale:.6f} {x - x0:.4f} {y - y0:.4f} cm /Page{number} Do Q".encode()
                )
            content.append(b"Q")
            page = made.pages[-1].obj
            page["/Resources"] = pikepdf.Dictionary(XObject=forms)
            page["/Contents"] = made.make_stream(b"\n".join(content))
        for key in ("/Title", "/Author", "/CreationDate", "/ModDate", "/Creator"):
            if key in pdf.docinfo:
                made.docinfo[key] = str(pdf.docinfo[key])
        out = BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _trim(page: Any) -> tuple[float, float, float, float]:
    left, low, right, top = (float(x) for x in page.trimbox)
    return left, low, right, top
