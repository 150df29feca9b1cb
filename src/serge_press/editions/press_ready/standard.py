"""PDF/X: what a file says of itself, and what it may not hold. For printers that ask for X-1a or X-3.

Sources: ISO 15930-1:2001 (X-1a:2001), 15930-3:2002 (X-3:2002), 15930-4:2003 (X-1a:2003), 15930-6:2003 (X-3:2003); PDF Reference
1.3 and 1.4. The output intent names a print condition of the ICC's registry, so no profile need be in the file. PDF/X-4
(15930-7) demands the profile itself, which we do not have, so it is not made.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.editions.press_ready.pictures import recolour
from serge_press.values import dataclass

if TYPE_CHECKING:
    import pikepdf

STANDARDS = ("", "pdf/x-1a:2001", "pdf/x-1a:2003", "pdf/x-3:2002", "pdf/x-3:2003")
"""What can be made; "" for a plain PDF without the furniture of the screen."""

CONDITIONS = {
    "FOGRA39": ("FOGRA39", "Offset on coated paper, ISO 12647-2:2004"),
    "FOGRA51": ("FOGRA51", "Offset on coated paper, ISO 12647-2:2013"),
    "FOGRA52": ("FOGRA52", "Offset on uncoated paper, ISO 12647-2:2013"),
    "CGATS21_CRPC1": ("CGATS21_CRPC1", "ANSI CGATS.21-2, characterized reference printing condition 1"),
    "CGATS TR 001": ("CGATS TR 001", "SWOP, ANSI CGATS TR 001"),
}
"""Print conditions by the name a profile gives them: identifier in the registry, and in words."""

_VERSIONS = {"pdf/x-1a:2001": "1.3", "pdf/x-3:2002": "1.3", "pdf/x-1a:2003": "1.4", "pdf/x-3:2003": "1.4"}
_USUAL = "FOGRA39"
_SCREEN = (
    "/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/MarkInfo", "/Metadata", "/ViewerPreferences", "/PageMode",
    "/OpenAction", "/AcroForm", "/AA", "/OCProperties", "/PageLayout", "/Lang", "/OutputIntents",
)  # fmt: skip
_ON_PAGES = ("/Annots", "/StructParents", "/Tabs", "/Group", "/AA", "/ArtBox", "/CropBox")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a printer wants of a file. ``colours`` are the kinds its pictures may have: gray, rgb, cmyk."""

    standard: str = ""
    condition: str = ""
    colours: tuple[str, ...] = ("gray", "rgb", "cmyk")


def press_ready(data: bytes, title: str, when: int, wanted: Wanted) -> bytes:
    """The same pages without what only a screen needs, as the standard asks. Same arguments, same bytes.

    ``when`` is seconds since 1970 (UTC), for the dates that the standard demands. Pictures of other colours than wanted become
    gray, and nothing stays transparent. Raises ValueError for a standard that cannot be made.
    """
    import pikepdf

    if wanted.standard not in STANDARDS:
        raise ValueError(f"the press cannot make a {wanted.standard} file")
    with pikepdf.open(BytesIO(data)) as pdf:
        for key in _SCREEN:
            if key in pdf.Root:
                del pdf.Root[key]
        for page in pdf.pages:
            for key in _ON_PAGES:
                if key in page.obj:
                    del page.obj[key]
            if "/TrimBox" not in page.obj:
                page.obj["/TrimBox"] = pikepdf.Array([float(x) for x in page.obj["/MediaBox"]])
            if "/BleedBox" not in page.obj:
                page.obj["/BleedBox"] = pikepdf.Array([float(x) for x in page.obj["/MediaBox"]])
        recolour(pdf, wanted.colours)
        _inform(pdf, title, when, wanted.standard)
        if wanted.standard:
            _intend(pdf, wanted.condition or _USUAL)
        pdf.remove_unreferenced_resources()
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version=_VERSIONS.get(wanted.standard, ""),
        )
    return out.getvalue()


def _inform(pdf: pikepdf.Pdf, title: str, when: int, standard: str) -> None:
    """The document's properties (ISO 15930-1, 6.13): title, dates, trapping, and the standard's own keys."""
    import time

    import pikepdf

    info = pdf.docinfo
    stamp = time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(when))
    info["/Title"] = pikepdf.String(title or "Untitled")
    info["/CreationDate"] = info["/ModDate"] = pikepdf.String(stamp)
    info["/Trapped"] = pikepdf.Name("/False")
    if standard == "pdf/x-1a:2001":
        info["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-1:2001")
        info["/GTS_PDFXConformance"] = pikepdf.String("PDF/X-1a:2001")
    elif standard:
        info["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-" + standard.removeprefix("pdf/x-"))


def _intend(pdf: pikepdf.Pdf, condition: str) -> None:
    """The output intent (ISO 15930-1, 6.2.2)."""
    import pikepdf

    identifier, words = CONDITIONS.get(condition, (condition, condition))
    pdf.Root["/OutputIntents"] = pikepdf.Array([
        pikepdf.Dictionary({
            "/Type": pikepdf.Name("/OutputIntent"),
            "/S": pikepdf.Name("/GTS_PDFX"),
            "/OutputConditionIdentifier": pikepdf.String(identifier),
            "/RegistryName": pikepdf.String("http://www.color.org"),
            "/Info": pikepdf.String(words),
        })
    ])  # fmt: skip
