"""What a file says of itself: properties, XMP metadata, output intent; and how it is written.

PDF/X-1a and X-3 name their version among the properties (ISO 15930-1, 6.13; 15930-3, 6.13; 15930-4 and -6, 6.12); X-4 names it
in the XMP metadata alone, with the name, version and rendition of the file beside it, and holds the profile of its output
intent itself: only its kin X-4p may leave that outside (ISO 15930-7, 6.2 and 6.6).
"""

from __future__ import annotations

import hashlib
import time
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.printers.conditions import REGISTRY, condition

if TYPE_CHECKING:
    import pikepdf

    from serge_press.editions.press_ready.profile import Profile

VERSIONS = {
    "pdf/x-1a:2001": "1.3", "pdf/x-3:2002": "1.3", "pdf/x-1a:2003": "1.4", "pdf/x-3:2003": "1.4", "pdf/x-4": "1.6",
}  # fmt: skip
"""The standards that can be made, and the version of PDF that each is written in."""

_LABELS = {
    "pdf/x-1a:2001": ("PDF/X-1:2001", "PDF/X-1a:2001"),
    "pdf/x-1a:2003": ("PDF/X-1a:2003", ""),
    "pdf/x-3:2002": ("PDF/X-3:2002", ""),
    "pdf/x-3:2003": ("PDF/X-3:2003", ""),
}

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <pdf:Trapped>False</pdf:Trapped>{producer}
   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <xmp:MetadataDate>{date}</xmp:MetadataDate>
   <xmpMM:DocumentID>{document}</xmpMM:DocumentID>
   <xmpMM:InstanceID>{instance}</xmpMM:InstanceID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <xmpMM:VersionID>1</xmpMM:VersionID>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def identify(pdf: pikepdf.Pdf, title: str, when: int, standard: str, made_from: bytes) -> None:
    """Write title, dates, trapping and the standard's own labels. ``made_from`` tells one X-4 file from another."""
    import pikepdf

    info, title = pdf.docinfo, title or "Untitled"
    info["/Title"] = pikepdf.String(title)
    info["/CreationDate"] = info["/ModDate"] = pikepdf.String(time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(when)))
    info["/Trapped"] = pikepdf.Name("/False")
    for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance"):
        if key in info:
            del info[key]
    if standard == "pdf/x-4":
        _describe(pdf, title, when, made_from)
    elif standard:
        version, conformance = _LABELS[standard]
        info["/GTS_PDFXVersion"] = pikepdf.String(version)
        if conformance:
            info["/GTS_PDFXConformance"] = pikepdf.String(conformance)


def _describe(pdf: pikepdf.Pdf, title: str, when: int, made_from: bytes) -> None:
    """The XMP metadata, which says what the properties say."""
    import pikepdf

    producer = str(pdf.docinfo["/Producer"]) if "/Producer" in pdf.docinfo else ""
    said = _XMP.format(
        title=escape(title, quote=False),
        producer=f"\n   <pdf:Producer>{escape(producer, quote=False)}</pdf:Producer>" if producer else "",
        date=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when)),
        document=_name(b"document", made_from),
        instance=_name(b"instance", made_from, str(when).encode()),
    )
    held = pdf.make_stream(said.encode("utf-8"))
    held["/Type"], held["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root["/Metadata"] = held


def _name(*parts: bytes) -> str:
    """A name for a file, in the form of a UUID of the kind that is made from content (RFC 9562, version 8)."""
    found = bytearray(hashlib.sha256(b"\0".join((b"serge-press", *parts))).digest()[:16])
    found[6], found[8] = found[6] & 0x0F | 0x80, found[8] & 0x3F | 0x80
    row = found.hex()
    return f"uuid:{row[:8]}-{row[8:12]}-{row[12:16]}-{row[16:20]}-{row[20:]}"


def intend(pdf: pikepdf.Pdf, name: str, profile: Profile | None) -> None:
    """The output intent (ISO 32000-1, 14.11.5): the print condition by its name in the registry, and the profile if there is one.

    A profile under no name of the registry is called "Custom" and told by its own words.
    """
    import pikepdf

    words = condition(name).words if name else (profile.words if profile is not None else "") or "no name"
    intent = pikepdf.Dictionary({
        "/Type": pikepdf.Name("/OutputIntent"),
        "/S": pikepdf.Name("/GTS_PDFX"),
        "/OutputConditionIdentifier": pikepdf.String(name or "Custom"),
        "/Info": pikepdf.String(words),
    })  # fmt: skip
    if name:
        intent["/RegistryName"] = pikepdf.String(REGISTRY)
    if profile is not None:
        held = pdf.make_stream(profile.data)
        held["/N"] = profile.inks
        intent["/DestOutputProfile"] = held
    pdf.Root["/OutputIntents"] = pikepdf.Array([pdf.make_indirect(intent)])


def written(pdf: pikepdf.Pdf, standard: str) -> bytes:
    """The file as bytes, in the version of PDF that its standard asks for. Same file, same bytes."""
    import pikepdf

    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        force_version=VERSIONS.get(standard, ""),
    )
    return out.getvalue()
