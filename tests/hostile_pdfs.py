"""PDFs made to exhaust or crash whoever opens them, written by hand: libraries would refuse to."""

from __future__ import annotations

import zlib
from pathlib import Path

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 432 648]/TrimBox[0 0 432 648]%s>>"


def written(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Objects numbered from 1, the catalogue first, as a file with a sound table."""
    parts = [b"%PDF-1.7\n"]
    at, places = len(parts[0]), []
    for number, held in enumerate(objects, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, held))
        at += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, at)
    return b"".join([*parts, b"xref\n0 %d\n0000000000 65535 f \n" % count, rows, end])


def stream(data: bytes, rows: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), rows, data)


def one_page(content: bytes, rows: bytes = b"", *more: bytes, page: bytes = b"") -> bytes:
    """A book of one page with this content in object 4; further objects from 5 on."""
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return written(CATALOGUE, pages, PAGE % (b"/Contents 4 0 R" + page), stream(content, rows), *more)


def million_pages() -> bytes:
    """One page, a million times."""
    kids = b"3 0 R " * 1_000_000
    return written(CATALOGUE, b"<</Type/Pages/Count 1000000/Kids[%s]>>" % kids, PAGE % b"")


def doubling_tree() -> bytes:
    """Thirty nodes, each with the next one twice: a thousand million pages."""
    nodes = [b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (n + 1, n + 1) for n in range(2, 32)]
    return written(CATALOGUE, *nodes, PAGE % b"")


def deep_tree() -> bytes:
    """A thousand nodes one below the other."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 1) for n in range(2, 1002)]
    return written(CATALOGUE, *nodes, PAGE % b"")


def circle() -> bytes:
    """Pages below themselves."""
    return written(CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R]>>")


def deep_array(depth: int = 200_000) -> bytes:
    """An object that nests without end."""
    return written(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE % (b"/X " + b"[" * depth + b"]" * depth))


def bomb(megabytes: int = 100) -> bytes:
    """A page whose content unpacks to hundreds of megabytes."""
    return one_page(zlib.compress(b"\n" * (megabytes << 20), 9), b"/Filter/FlateDecode")


def bomb_in_a_bomb() -> bytes:
    """The same, packed twice."""
    packed = zlib.compress(zlib.compress(b"\n" * (1 << 27), 9), 9)
    return one_page(packed, b"/Filter[/FlateDecode/FlateDecode]")


def object_stream_bomb(megabytes: int = 100) -> bytes:
    """Objects in a stream that unpacks to hundreds of megabytes, which is undone before anything can be asked."""
    packed = zlib.compress(b"3 0 " + PAGE % b"" + b" " * (megabytes << 20), 9)
    held = stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    objects = [CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", held]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in zip((1, 2, 4), objects, strict=True):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(
        row.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for row, first, second in ((0, 0, 0), (1, places[0], 0), (1, places[1], 0), (2, 4, 0), (1, places[2], 0))
    )
    at = len(data)
    rows = b"/Type/XRef/Size 5/W[1 4 2]/Root 1 0 R"
    return data + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, rows), at)


def sparse(path: Path, size: int) -> Path:
    """A file that begins as a PDF and is otherwise holes."""
    with path.open("wb") as held:
        held.write(b"%PDF-1.7\n")
        held.truncate(size)
    return path


CONTENTS = {
    "a million saved states": b"q " * 1_000_000,
    "a number of a million digits": b"9" * 1_000_000 + b" 0 0 1 0 0 cm 0 0 5 5 re f",
    "matrices that run away": b"1e30 99999999 99999999 99999999 0 0 cm "
    + b"99999 0 0 99999 0 0 cm " * 200
    + b"0 0 1 1 re f",
    "a string that does not end": b"(" * 500_000,
    "operands without end": b"1 " * 1_000_000,
    "a picture without an end": b"BI /W 99999 /H 99999 ID " + bytes(100_000),
    "arrays in arrays": b"[" * 200_000,
    "dictionaries in dictionaries": b"/A <<" * 200_000,
    "text of no font": b"BT (a) Tj ET " * 1000,
    "nothing but noise": bytes(range(256)) * 1000,
    "colours that are none": b"99 -1 nan k /Nope cs 1 2 3 4 5 6 7 8 9 scn 0 0 9 9 re f",
}


def with_resources(content: bytes, resources: bytes, *more: bytes) -> bytes:
    """A book of one page that uses objects from 5 on."""
    return one_page(content, b"", *more, page=b"/Resources<<" + resources + b">>")


def with_catalogue(rows: bytes, *more: bytes) -> bytes:
    """A book of one page whose catalogue has more to say; further objects from 5 on."""
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return written(b"<</Type/Catalog/Pages 2 0 R%s>>" % rows, pages, PAGE % b"/Contents 4 0 R", stream(b"0 g"), *more)


def previous_table_is_itself() -> bytes:
    """A table of objects that says that the table before it is itself."""
    plain = circle()
    return written(CATALOGUE, b"<</Type/Pages/Count 1/Kids[2 0 R]>>", trailer=b"/Prev %d" % plain.rindex(b"xref\n0"))


def table_of_two_thousand_million() -> bytes:
    """A stream of fifty bytes that says it lists every object there could be."""
    data = b"%PDF-1.7\n1 0 obj\n" + CATALOGUE + b"\nendobj\n"
    rows = b"/Type/XRef/Size 2147483647/Index[0 2147483640]/W[1 4 2]/Root 1 0 R"
    return data + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(bytes(50), rows), len(data))


_CELL = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 5 0 R>>>>"
_LYING = b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x04" + b"\x01\x11\x00" * 4 + b"\xff\xd9"
_TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97/LastChar 97"
    b"/Encoding<</Differences[97/a]>>/Widths[1]/Resources<</Font<</F 5 0 R>>>>>>"
)
_WIDE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 1e30/W["
    + b"0 99999999 1e30 " * 5000
    + b"]>>]/ToUnicode 6 0 R>>"
)
PAINT = b"/Pattern cs /P scn 0 0 99 99 re f"

KNOTS: dict[str, bytes] = {
    "labels below themselves": with_catalogue(b"/PageLabels 5 0 R", b"<</Kids[5 0 R 5 0 R]>>"),
    "labels of a number without end": with_catalogue(
        b"/PageLabels 5 0 R", b"<</Nums[0<</S/R/St 2000000000/P(%s)>>]>>" % (b"x" * 99999)
    ),
    "bookmarks below themselves": with_catalogue(
        b"/Outlines 5 0 R", b"<</First 5 0 R/Last 5 0 R/Next 5 0 R/Parent 5 0 R>>"
    ),
    "a layer of itself": with_catalogue(
        b"/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>", b"<</Type/OCMD/OCGs[5 0 R 5 0 R]>>"
    ),
    "a profile that is a bomb": with_catalogue(
        b"/OutputIntents[<</S/GTS_PDFX/DestOutputProfile 5 0 R>>]/Metadata 6 0 R",
        stream(zlib.compress(bytes(64 << 20), 9), b"/N 4/Filter/FlateDecode"),
        stream(b"<x:GTS_PDFXVersion>PDF/X-4</x>"),
    ),
    "a pattern of itself": with_resources(PAINT, b"/Pattern<</P 5 0 R>>", stream(PAINT, _CELL)),
    "a colour space of itself": with_resources(
        b"/S cs 1 scn 0 0 9 9 re f", b"/ColorSpace<</S 5 0 R>>", b"[/Indexed 5 0 R 255 (x)]"
    ),
    "letters that write themselves": with_resources(
        b"BT /F 12 Tf (aaaa) Tj ET", b"/Font<</F 5 0 R>>", _TYPE3, stream(b"BT /F 12 Tf (aaaa) Tj ET")
    ),
    "letters wider than the sky": with_resources(
        b"BT /F 12 Tf <" + b"0041" * 20000 + b"> Tj ET",
        b"/Font<</F 5 0 R>>",
        _WIDE,
        stream(b"<0020><0020>\n" * 100_000),
    ),
    "a picture that lies of its size": with_resources(
        b"q 100 0 0 100 0 0 cm /I Do Q",
        b"/XObject<</I 5 0 R>>",
        stream(
            _LYING, b"/Subtype/Image/Width 8000/Height 8000/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode"
        ),
    ),
    "a page of no numbers": one_page(b"0 g").replace(b"/MediaBox[0 0 432 648]", b"/MediaBox[0 0 nan inf]"),
    "pages of other kinds": written(
        CATALOGUE, b"<</Type/Pages/Count 5/Kids[(x) 3 /N null [3 0 R] 99 0 R 3 0 R]>>", PAGE % b""
    ),
}
"""What refers to itself, or is of another kind than it should be."""
