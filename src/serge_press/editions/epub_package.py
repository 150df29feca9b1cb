"""The EPUB container: files in, one deterministic zip out.

EbookLib keeps the register of items and calls the writer; what it would write by itself is replaced where it would harm
the book (it re-parses XHTML, writes local time, and stamps the zip with the hour of the build). Items are therefore plain
``EpubItem`` objects that hold finished bytes, and the package document comes from our own template.
"""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

from ebooklib import epub

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

MIMETYPE = b"application/epub+zip"
FOLDER = "EPUB"
COVER_ID = "cover-image"
_STORED = (".jpg", ".jpeg", ".png", ".ttf", ".otf")  # already compressed, or not worth a reader's time
_LEVEL = 7
"""Of compression: 9 takes half as long again and makes texts smaller by a sixtieth."""

_EARLIEST = 315532800  # 1980-01-01, before which a zip cannot date a file


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of the publication. ``name`` is relative to the package document; ``linear`` files are in the spine."""

    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False

    @property
    def id(self) -> str:
        """The id of the manifest item, made from the name alone: ``text/notes-1.xhtml`` → ``text-notes-1-xhtml``.

        The cover's is the one by which old shops look for it (Kobo, EPUB guidelines, Covers).
        """
        if "cover-image" in self.properties:
            return COVER_ID
        return self.name.replace("/", "-").replace(".", "-")


class DoubleNameError(Exception):
    """Two files want the same name: a bug of ours, never the author's doing."""


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib is untyped
    """EbookLib's writer, with the package document and the zip made our way."""

    def __init__(self, book: epub.EpubBook, package: bytes, container: bytes, stamp: int) -> None:
        super().__init__("", book)
        self._package = package
        self._container = container
        self._date = time.gmtime(max(stamp, _EARLIEST))[:6]
        self.bytes = b""

    def _write_opf(self) -> None:
        self._add(f"{FOLDER}/content.opf", self._package)

    def _add(self, name: str, data: bytes, *, stored: bool = False) -> None:
        info = zipfile.ZipInfo(name, self._date)
        info.create_system = 3  # Unix, on whatever machine we are
        info.external_attr = 0o100644 << 16
        info.compress_type = zipfile.ZIP_STORED if stored or name.endswith(_STORED) else zipfile.ZIP_DEFLATED
        self.out.writestr(info, data, compresslevel=_LEVEL)

    def write(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as self.out:
            self._add("mimetype", MIMETYPE, stored=True)
            self._add("META-INF/container.xml", self._container)
            self._write_opf()
            for item in sorted(self.book.get_items(), key=lambda item: str(item.file_name)):
                self._add(f"{FOLDER}/{item.file_name}", item.get_content())
        self.bytes = buffer.getvalue()


def pack(files: tuple[PackedFile, ...], package: bytes, container: bytes, stamp: int) -> bytes:
    """The finished EPUB.

    ``files`` are everything but ``mimetype``, the container and the package document; ``stamp`` is in seconds since 1970
    and dates every entry (1980 at the earliest, as zip has it). The same input gives the same bytes on every machine.
    Raises DoubleNameError when two files share a name or id. OCF 3.3, sections 4.2 and 4.3.
    """
    book = epub.EpubBook()
    seen: dict[str, str] = {}
    for file in files:
        if file.name in seen.values() or file.id in seen:
            raise DoubleNameError(file.name)
        seen[file.id] = file.name
        item = epub.EpubItem(uid=file.id, file_name=file.name, media_type=file.media_type, content=file.data)
        item.properties = list(file.properties)
        book.add_item(item)
    writer = _Writer(book, package, container, stamp)
    writer.process()
    writer.write()
    return writer.bytes


def unpack(data: bytes) -> Mapping[str, bytes]:
    """Name → bytes of every file in an EPUB, in the order of the zip; for checks and tests.

    Raises zipfile.BadZipFile for bytes that are no zip.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return {info.filename: box.read(info) for info in box.infolist() if not info.is_dir()}
