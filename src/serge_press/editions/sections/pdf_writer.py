"""A PDF written object by object, so that a large one need never be in memory but as the bytes it becomes.

A library holds a file as a tree of values, some two thousand bytes for each of the ten thousand links of an index, and as much
again for each file that it is joined from. Here the objects of one small file after another are given new numbers and are
written (ISO 32000-1, 7.5.7 and 7.5.8: streams of objects, and a stream of cross-references).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Place = tuple[int, int]
"""Number and generation of an object in the file it comes from."""

_TO_A_STREAM = 100
"""Objects packed together: who wants one of them unpacks all (as QPDF packs them)."""

_LARGE = 50_000
"""Bytes of an object that is packed alone: the names of all places of a book."""

_TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>|(?<![^\s\[])(\d+) (\d+) R\b", re.DOTALL)
"""Strings, and references. QPDF writes brackets in strings with a backslash before them."""

_LINK = re.compile(rb"/Subtype\s*/Link\b")


_NONE: Mapping[bytes, bytes] = MappingProxyType({})


class PdfWriter:
    """A file on its way. Objects are numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self._out = bytearray(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")
        self._where: list[tuple[int, int, int]] = [(0, 0, 0)]  # by number: its row of cross-references
        self._waiting: dict[bool, list[tuple[int, bytes]]] = {False: [], True: []}

    def reserve(self) -> int:
        """A number for an object that comes later."""
        self._where.append((0, 0, 0))
        return len(self._where) - 1

    def put(self, data: bytes, number: int = 0) -> int:
        """Write an object that is no stream. Its number, the one given or a new one.

        Links are packed apart from all else, and what is large alone: who goes through the pages need not unpack them.
        """
        number = number or self.reserve()
        if len(data) > _LARGE:
            self._pack([(number, data)])
            return number
        waiting = self._waiting[bool(_LINK.search(data))]
        waiting.append((number, data))
        if len(waiting) == _TO_A_STREAM:
            self._pack(waiting)
            waiting.clear()
        return number

    def put_stream(self, entries: bytes, data: bytes, number: int = 0, *, packed: bool = False) -> int:
        """Write a stream. ``entries`` are those of its dictionary, without its length; ``packed`` has a filter already."""
        number = number or self.reserve()
        if not packed:
            entries, data = entries + b" /Filter /FlateDecode", zlib.compress(data)
        self._where[number] = (1, len(self._out), 0)
        self._out += b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries.strip(), len(data))
        self._out += data
        self._out += b"\nendstream\nendobj\n"
        return number

    def _pack(self, row: Sequence[tuple[int, bytes]]) -> None:
        heads: list[bytes] = []
        at = 0
        for number, data in row:
            heads.append(b"%d %d" % (number, at))
            at += len(data) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(row), len(head))
        stream = self.put_stream(entries, head + b"\n".join(data for _, data in row))
        for index, (number, _) in enumerate(row):
            self._where[number] = (2, stream, index)

    def finish(self, root: int, info: int) -> bytes:
        """The file: catalogue and document information by number. The same objects give the same bytes."""
        for waiting in self._waiting.values():
            if waiting:
                self._pack(waiting)
        number = self.reserve()
        start = len(self._out)
        self._where[number] = (1, start, 0)
        rows = b"".join(
            bytes([kind]) + at.to_bytes(4, "big") + index.to_bytes(2, "big") for kind, at, index in self._where
        )
        digest = hashlib.sha256(self._out).hexdigest()[:32].encode()
        self.put_stream(
            b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]"
            % (len(self._where), root, info, digest, digest),
            rows,
            number,
        )
        self._out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(self._out)


class Copy:
    """What of another file is written, with all that it refers to, each object once."""

    def __init__(
        self, writer: PdfWriter, pdf: Any, known: Mapping[Place, int], strings: Mapping[bytes, bytes] = _NONE
    ) -> None:
        """``known`` are objects of the pikepdf file in whose places others stand, by number; ``strings`` stand for others."""
        self._strings = strings
        self._writer, self._pdf = writer, pdf
        self._numbers: dict[Place, int] = dict(known)
        self._waiting: list[Place] = []

    def stands_for(self, number: int) -> Any:
        """An object of the other file that stands for one of the file that is written."""
        import pikepdf

        one = self._pdf.make_indirect(pikepdf.Dictionary())
        self._numbers[one.objgen] = number
        return one

    def knows(self, one: Any, number: int) -> None:
        """Let an object of the other file stand for one of the file that is written."""
        self._numbers[one.objgen] = number

    def written(self, value: Any) -> bytes:
        """The value as it stands in the file: of an object with a number, the reference to it."""
        data = self._renumbered(value.unparse())
        while self._waiting:
            self._write(self._waiting.pop())
        return data

    def _write(self, place: Place) -> None:
        import pikepdf

        one, number = self._pdf.get_object(*place), self._numbers[place]
        if not isinstance(one, pikepdf.Stream):
            self._writer.put(self._renumbered(one.unparse(resolved=True)), number)
            return
        entries, data = one.stream_dict, one.read_raw_bytes()
        if "/Length" in entries:
            del entries["/Length"]
        plain = "/Filter" not in entries
        as_it_is = not plain or entries.get("/Type") == pikepdf.Name.Metadata  # for those who read no PDF (14.3.2)
        written = self._renumbered(entries.unparse()).strip().removeprefix(b"<<").removesuffix(b">>")
        self._writer.put_stream(written, data, number, packed=as_it_is)

    def _renumbered(self, data: bytes) -> bytes:
        return _TOKEN.sub(self._new, data)

    def _new(self, found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return self._strings.get(found[0], found[0])
        place = int(found[1]), int(found[2])
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = self._writer.reserve()
            self._waiting.append(place)
        return b"%d 0 R" % number
