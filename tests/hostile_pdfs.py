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
