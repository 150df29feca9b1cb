"""PDFs made for preflight: sound books for several printers, each ready to be spoilt in one way."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from serge_press.printers.conditions import condition

FONT = Path(__file__).parent.parent / "styles/house/fonts/EBGaramond-Regular.ttf"
WORDS = "In the port where the salt road ends, nobody asked him for his papers."
MM = 72 / 25.4
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="{}"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Trapped="False" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' xmp:CreateDate="2026-01-01T00:00:00Z" xmp:ModifyDate="2026-01-01T00:00:00Z"'
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"'
    ' xmpMM:RenditionClass="default" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title><rdf:Alt><rdf:li>The Salt Road</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
)


@cache
def font_file() -> tuple[bytes, tuple[int, ...]]:
    """A subset of the house's text face, and the widths of the codes 32 to 126."""
    font = TTFont(FONT)
    subsetter = subset.Subsetter(subset.Options(drop_tables=["GSUB", "GPOS", "GDEF"], hinting=False))
    subsetter.populate(unicodes=range(32, 127))
    subsetter.subset(font)
    held = io.BytesIO()
    font.save(held)
    names, metrics = font.getBestCmap(), font["hmtx"]
    scale = 1000 / font["head"].unitsPerEm
    return held.getvalue(), tuple(round(metrics[names[code]][0] * scale) for code in range(32, 127))


def text_font(pdf: Pdf, name: str = "ABCDEF+EBGaramond", *, embedded: bool = True) -> Any:
    """The face as a font of the file."""
    data, widths = font_file()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32, FontBBox=Array([-200, -300, 1200, 900]),
        ItalicAngle=0, Ascent=900, Descent=-300, CapHeight=650, StemV=80,
    )  # fmt: skip
    if embedded:
        stream = pdf.make_stream(data)
        stream.Length1 = len(data)
        descriptor.FontFile2 = stream
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{name}"),
            FirstChar=32,
            LastChar=126,
            Widths=Array(widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


EAN = "9783161484100"


def bars_of(digits: str) -> str:
    """The modules of an EAN-13, 1 for dark, by the bits of each digit and the parity that tells the first."""
    even = [
        "0100111",
        "0110011",
        "0011011",
        "0100001",
        "0011101",
        "0111001",
        "0000101",
        "0010001",
        "0001001",
        "0010111",
    ]
    first = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"][
        int(digits[0])
    ]
    right = [row[::-1] for row in even]
    left = ["".join("10"[int(bit)] for bit in row) for row in right]
    halves = (
        "".join((left if kind == "L" else even)[int(digit)] for kind, digit in zip(first, digits[1:7], strict=True)),
        "".join(right[int(digit)] for digit in digits[7:]),
    )
    return f"101{halves[0]}01010{halves[1]}101"


@dataclass
class Sample:
    """A book being made. Lengths of the layout are millimetres; ``bleed``: left, foot, right, head of a recto."""

    trim: tuple[float, float] = (152.4, 228.6)
    pages: int = 32
    bleed: tuple[float, float, float, float] = (0, 0, 0, 0)  # inside, foot, outside, head
    slug: float = 0.0  # beyond the bleed
    margins: tuple[float, float, float, float] = (20, 22, 18, 20)  # inside, foot, outside, head
    blank: tuple[int, ...] = ()  # pages without anything, from 1; -1 the last
    standard: str = ""  # pdf/x-1a:2001 …
    condition: str = "CGATS21_CRPC1"
    title: str = "The Salt Road"
    version: str = "1.6"
    ink: str = "0 g"
    size: float = 11.0
    extra: dict[int, str] = field(default_factory=dict)  # content added to a page
    pdf: Pdf = field(default_factory=Pdf.new)

    def __post_init__(self) -> None:
        self.font = text_font(self.pdf)
        for number in range(1, self.pages + 1):
            self._page(number)
        if self.title:
            self.pdf.docinfo["/Title"] = self.title
        if self.standard:
            self._claim()

    def _page(self, number: int) -> None:
        inside, foot, outside, head = self.bleed
        left, right = (inside, outside) if number % 2 else (outside, inside)
        wide, high = self.trim
        media = [0, 0, left + wide + right + 2 * self.slug, foot + high + head + 2 * self.slug]
        trim = [left + self.slug, foot + self.slug, left + self.slug + wide, foot + self.slug + high]
        bled = [self.slug, self.slug, media[2] - self.slug, media[3] - self.slug]
        page = self.pdf.add_blank_page(page_size=(media[2] * MM, media[3] * MM))
        page.obj.TrimBox = Array([round(side * MM, 4) for side in trim])
        page.obj.BleedBox = Array([round(side * MM, 4) for side in bled])
        page.obj.MediaBox = Array([round(side * MM, 4) for side in media])
        page.obj.Resources = Dictionary(Font=Dictionary(F=self.font))
        lines = "" if number in self.blank or (number == self.pages and -1 in self.blank) else self._lines(number, trim)
        page.obj.Contents = self.pdf.make_stream((lines + self.extra.get(number, "")).encode("latin-1"))

    def _lines(self, number: int, trim: list[float]) -> str:
        inside, foot, _, head = self.margins
        left = trim[0] + (inside if number % 2 else self.margins[2])
        top = trim[3] - head - 4
        rows = [f"BT /F {self.size} Tf {self.ink} {left * MM:.2f} {top * MM:.2f} Td 14 TL"]
        rows += [f"({WORDS}) Tj T*" for _ in range(5)]
        folio = trim[1] + foot
        return "\n".join([*rows, "ET", f"BT /F {self.size} Tf {left * MM:.2f} {folio * MM:.2f} Td ({number}) Tj ET\n"])

    def _claim(self) -> None:
        info = self.pdf.docinfo
        label = {"pdf/x-1a:2001": "PDF/X-1:2001", "pdf/x-1a:2003": "PDF/X-1a:2003"}.get(
            self.standard, self.standard.upper()
        )
        info["/CreationDate"] = info["/ModDate"] = "D:20260101000000Z"
        info["/Trapped"] = Name("/False")
        if self.standard == "pdf/x-4":
            xmp = XMP.format(label)
            held = self.pdf.make_stream(xmp.encode())
            held.Type, held.Subtype = Name.Metadata, Name.XML
            self.pdf.Root.Metadata = held
            self.profile = self.pdf.make_stream(condition("FOGRA39").data())
            self.profile.N = 4
        else:
            info["/GTS_PDFXVersion"] = label
            if self.standard == "pdf/x-1a:2001":
                info["/GTS_PDFXConformance"] = "PDF/X-1a:2001"
            self.version = "1.3" if self.standard.endswith(("2001", "2002")) else "1.4"
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String(self.condition),
            RegistryName=String("http://www.color.org"), Info=String(self.condition),
        )  # fmt: skip
        if self.standard == "pdf/x-4":
            intent.DestOutputProfile = self.profile
        self.pdf.Root.OutputIntents = Array([self.pdf.make_indirect(intent)])

    def page(self, number: int) -> Any:
        """The dictionary of a page, from 1."""
        return self.pdf.pages[number - 1].obj

    def draw(self, number: int, content: str) -> None:
        """Add content to a page."""
        page = self.page(number)
        now = [*page.Contents] if isinstance(page.Contents, Array) else [page.Contents]
        page.Contents = Array([*now, self.pdf.make_stream(("\n" + content + "\n").encode("latin-1"))])

    def resource(self, number: int, kind: str, name: str, value: Any) -> None:
        """Add a resource to a page."""
        resources = self.page(number).Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = value

    def picture(self, pixels: tuple[int, int], colours: str = "DeviceGray", value: int = 90, **more: Any) -> Any:
        """A picture of one tone."""
        parts = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}[colours]
        stream = self.pdf.make_stream(bytes([value]) * (pixels[0] * pixels[1] * parts))
        for key, held in {
            "Type": Name.XObject, "Subtype": Name.Image, "Width": pixels[0], "Height": pixels[1],
            "ColorSpace": Name(f"/{colours}"), "BitsPerComponent": 8, **more,
        }.items():  # fmt: skip
            stream[f"/{key}"] = held
        return stream

    def place(self, number: int, picture: Any, box: tuple[float, float, float, float]) -> None:
        """Set a picture: left, foot, width, height in millimetres from the corner of the sheet."""
        self.resource(number, "XObject", "P", picture)
        left, foot, width, height = (side * MM for side in box)
        self.draw(number, f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {foot:.3f} cm /P Do Q")

    def bar_code(
        self, number: int, at: tuple[float, float], digits: str = EAN, module: float = 0.33, ink: str = "0 0 0 1 k"
    ) -> None:
        """Bars on a white field: its left and foot in millimetres from the corner of the sheet."""
        wide, high = 113 * module, 24.0
        rows = [f"q 0 0 0 0 k {at[0] * MM:.3f} {at[1] * MM:.3f} {wide * MM:.3f} {high * MM:.3f} re f {ink}"]
        for place, bit in enumerate(bars_of(digits)):
            if bit == "1":
                left = at[0] + (11 + place) * module
                rows.append(f"{left * MM:.4f} {at[1] * MM:.3f} {module * MM:.4f} {high * MM:.3f} re f")
        self.draw(number, "\n".join([*rows, "Q"]))

    def bytes(self, **more: Any) -> bytes:
        """The file."""
        held = io.BytesIO()
        plain = self.version < "1.5"
        mode = pikepdf.ObjectStreamMode.disable if plain else pikepdf.ObjectStreamMode.preserve
        settings: dict[str, Any] = {
            "force_version": self.version,
            "object_stream_mode": mode,
            "compress_streams": False,
        }
        if "encryption" in more:
            del settings["force_version"]  # qpdf would leave the encryption out
        self.pdf.save(held, **(settings | {"deterministic_id": True} | more))
        return held.getvalue()


def kdp(**more: Any) -> Sample:
    """A sound interior for KDP, 6 by 9 inches."""
    return Sample(**more)


def kdp_bleed(**more: Any) -> Sample:
    """The same, with bleed on three edges."""
    return Sample(bleed=(0, 3.175, 3.175, 3.175), **more)


def ingram(**more: Any) -> Sample:
    """A sound interior for Ingram: PDF/X-1a, the last page blank."""
    return Sample(**{"standard": "pdf/x-1a:2001", "blank": (-1,), "ink": "0 0 0 1 k", **more})


def lulu(**more: Any) -> Sample:
    """A sound interior for Lulu; its inner margin is wide."""
    return Sample(**{"margins": (26, 22, 18, 20), **more})


def bod(**more: Any) -> Sample:
    """A sound interior for BoD: 135 by 215 mm, PDF/X-3."""
    return Sample(**{"trim": (135, 215), "standard": "pdf/x-3:2003", "condition": "FOGRA39", "size": 9.0, **more})


def offset(**more: Any) -> Sample:
    """A sound interior for an offset printer: PDF/X-4 with bleed on four edges."""
    given = {"trim": (135, 215), "standard": "pdf/x-4", "condition": "FOGRA39", "bleed": (3, 3, 3, 3), "size": 9.0}
    return Sample(**{**given, **more})


Spoil = Callable[[Sample], object]
