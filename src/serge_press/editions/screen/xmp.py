"""What a PDF says of itself in XMP (ISO 16684-1): the book, and that it keeps to PDF/UA-1 and PDF/A-3a.

The properties of PDF/UA are not among those that PDF/A knows, so they are described in the file itself, as PDF/A asks of any
schema that is not in its list (ISO 19005-3, 6.6.2.3.3; for the words of the description PDF Association TN 0008).
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from serge_press.values import dataclass

_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the file says of the book. ``source`` is the edition whose pages it has; ``stamp`` seconds since 1970."""

    title: str
    language: str
    by: tuple[str, ...]
    description: str
    subjects: tuple[str, ...]
    publisher: str
    rights: str
    licence: str  # an address, or ""
    identifier: str
    source: str
    producer: str
    creator: str
    stamp: int


def moment(stamp: int) -> str:
    """A time as XMP has it."""
    return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def xmp_packet(facts: BookFacts) -> bytes:
    """The packet, UTF-8. The same facts give the same bytes."""
    when = moment(facts.stamp)
    rows = [
        ("dc:format", "application/pdf"),
        ("dc:identifier", facts.identifier),
        ("dc:source", facts.source),
        ("xmp:CreatorTool", facts.creator),
        ("xmp:CreateDate", when),
        ("xmp:ModifyDate", when),
        ("xmp:MetadataDate", when),
        ("pdf:Producer", facts.producer),
        ("pdf:Keywords", ", ".join(facts.subjects)),
        ("xmpRights:WebStatement", facts.licence),
        ("pdfaid:part", "3"),
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),
    ]
    body = [f"<{name}>{escape(text)}</{name}>" for name, text in rows if text]
    body += [
        _many("dc:title", "Alt", (facts.title,), default=True),
        _many("dc:creator", "Seq", facts.by),
        _many("dc:description", "Alt", (facts.description,), default=True),
        _many("dc:subject", "Bag", facts.subjects),
        _many("dc:publisher", "Bag", (facts.publisher,)),
        _many("dc:language", "Bag", (facts.language,)),
        _many("dc:rights", "Alt", (facts.rights,), default=True),
        _many("dc:type", "Bag", ("Text",)),
        _EXTENSION,
    ]
    names = "".join(f'\n xmlns:{prefix}="{address}"' for prefix, address in _NAMES.items())
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF{names}>\n<rdf:Description rdf:about="">\n'
        + "\n".join(row for row in body if row)
        + '\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return text.encode()


def _many(name: str, kind: str, values: tuple[str, ...], *, default: bool = False) -> str:
    """A property that is a list (Bag, Seq), or a text by language (Alt)."""
    mark = ' xml:lang="x-default"' if default else ""
    items = "".join(f"<rdf:li{mark}>{escape(one)}</rdf:li>" for one in values if one)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
