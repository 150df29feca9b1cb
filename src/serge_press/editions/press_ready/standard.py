"""PDF/X: what a file for a printer may not hold, and what it must. For printers that ask for X-1a, X-3 or X-4.

Sources: ISO 15930-1:2001 (X-1a:2001), 15930-3:2002 (X-3:2002), 15930-4:2003 (X-1a:2003), 15930-6:2003 (X-3:2003), 15930-7:2010
(X-4); PDF Reference 1.3, 1.4 and 1.6. In X-1a and X-3 the output intent names a print condition of the ICC's registry, and no
profile need be in the file. Gray is an ink of every such intent: DeviceGray may stand beside an intent of four inks.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.editions.press_ready.drawings import redraw
from serge_press.editions.press_ready.identity import VERSIONS, identify, intend, written
from serge_press.editions.press_ready.inks import Inks
from serge_press.editions.press_ready.pictures import recolour
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.press_ready.profile import Profile

STANDARDS = ("", *VERSIONS)
"""What can be made; "" for a plain PDF without the furniture of the screen."""

NEEDS_PROFILE = ("pdf/x-4",)
"""Standards that want the profile of the output intent in the file."""

USUAL_CONDITION = "FOGRA39"
"""What a file is for where neither printer nor book names a print condition."""

_SCREEN = (
    "/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/MarkInfo", "/Metadata", "/ViewerPreferences", "/PageMode",
    "/OpenAction", "/AcroForm", "/AA", "/OCProperties", "/PageLayout", "/Lang", "/OutputIntents",
)  # fmt: skip
_ON_PAGES = ("/Annots", "/StructParents", "/Tabs", "/Group", "/AA", "/ArtBox", "/CropBox")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a printer wants of a file. ``colours`` are the kinds its pictures, drawings and type may have: gray, rgb, cmyk.

    ``condition`` is a print condition by its name in the ICC's registry, "" where ``profile`` has none there. ``separate`` tells
    whether red, green and blue become four inks by the profile; else they become gray where they may not stay. ``flat``: nothing
    may be see-through. ``thinnest``: points of the thinnest line of a drawing; 0: as it was drawn.
    ``bleed``: mm beyond the trim at inside, foot, outside and head; None: as the file has it.
    """

    standard: str = ""
    condition: str = ""
    colours: tuple[str, ...] = ("gray", "rgb", "cmyk")
    profile: Profile | None = None
    separate: bool = False
    flat: bool = False
    thinnest: float = 0.0
    bleed: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A file made ready; ``grayed``: colours became gray for want of a profile, though the printer takes four inks."""

    data: bytes
    grayed: bool


def press_ready(data: bytes, title: str, when: int, wanted: Wanted) -> bytes:
    """The bytes of :func:`made_ready`."""
    return made_ready(data, title, when, wanted).data


def made_ready(data: bytes, title: str, when: int, wanted: Wanted) -> Ready:
    """The same pages without what only a screen needs, as the standard asks. Same arguments, same bytes.

    ``when`` is seconds since 1970 (UTC), for the dates that the standard demands. What has other colours than wanted becomes gray
    or is separated; what is see-through is laid on white, pictures always, drawings where nothing may be. Raises ValueError for
    a standard that cannot be made, or not without a profile.
    """
    import pikepdf

    if wanted.standard not in STANDARDS:
        raise ValueError(f"the press cannot make a {wanted.standard} file")
    if wanted.standard in NEEDS_PROFILE and wanted.profile is None:
        raise ValueError(f"a {wanted.standard} file holds the profile of its print condition, and there is none")
    with pikepdf.open(BytesIO(data)) as pdf:
        for key in _SCREEN:
            if key in pdf.Root:
                del pdf.Root[key]
        for number, page in enumerate(pdf.pages, 1):
            for key in _ON_PAGES:
                if key in page.obj:
                    del page.obj[key]
            if wanted.bleed is not None:
                _bleed(page.obj, wanted.bleed, recto=number % 2 == 1)
            if "/TrimBox" not in page.obj:
                page.obj["/TrimBox"] = pikepdf.Array([float(x) for x in page.obj["/MediaBox"]])
            if "/BleedBox" not in page.obj:
                page.obj["/BleedBox"] = pikepdf.Array([float(x) for x in page.obj["/MediaBox"]])
        separating = wanted.profile if wanted.separate else None
        grayed = recolour(pdf, wanted.colours, separating)
        inks = Inks(wanted.colours, separating)
        redraw(pdf, inks, flat=wanted.flat, thinnest=wanted.thinnest)
        identify(pdf, title, when, wanted.standard, data)
        if wanted.standard:
            name = wanted.condition or ("" if wanted.profile is not None else USUAL_CONDITION)
            held = wanted.standard in NEEDS_PROFILE or not name
            intend(pdf, name, wanted.profile if held else None)
        pdf.remove_unreferenced_resources()
        return Ready(written(pdf, wanted.standard), grayed or inks.lost)


def _bleed(page: Any, edges: tuple[float, float, float, float], *, recto: bool) -> None:
    """Set the sheet of a page to its trim and this bleed (ISO 32000-1, 14.11.2)."""
    import pikepdf

    inside, foot, outside, head = (edge * POINTS for edge in edges)
    left, low, right, top = (float(side) for side in page.get("/TrimBox", page["/MediaBox"]))
    before, behind = (inside, outside) if recto else (outside, inside)
    sheet = pikepdf.Array([round(side, 4) for side in (left - before, low - foot, right + behind, top + head)])
    page["/TrimBox"] = pikepdf.Array([left, low, right, top])
    page["/BleedBox"] = page["/MediaBox"] = sheet
