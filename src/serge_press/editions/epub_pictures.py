"""Pictures of an e-book: taken from the book folder, told by their bytes and not by their names, and within limits."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from PIL import Image

from serge_press.editions.epub_package import PackedFile
from serge_press.editions.pictures import picture_kind
from serge_press.manuscript.nodes import Figure, Group, Quotation
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Block
    from serge_press.manuscript.parts import Manuscript
    from serge_press.reading.folder import Folder

IMAGES = "images"
MOST_PIXELS = 4_000_000  # the strictest large shop's limit for a picture inside a book
MOST_BYTES = 5 * 1024 * 1024


class Pictures:
    """The pictures of one book. ``packed`` are those that can be packed, ``findings`` what is wrong with them."""

    def __init__(self, manuscript: Manuscript, folder: Folder) -> None:
        self._names: dict[str, str] = {}
        self.packed: tuple[PackedFile, ...] = ()
        found: list[Finding] = []
        for figure in figures(manuscript):
            if figure.file in self._names:
                continue
            file, faults = _read(figure, folder, frozenset(self._names.values()))
            found += faults
            if file is not None:
                self._names[figure.file] = file.name
                self.packed = (*self.packed, file)
        self.findings = tuple(found)

    def address(self, file: str) -> str:
        """The address of a picture, from a text file; "" for one that could not be packed."""
        name = self._names.get(file)
        return f"../{name}" if name else ""


def figures(manuscript: Manuscript) -> Iterator[Figure]:
    """Every figure of the book, in order."""
    for division in manuscript.all_divisions():
        yield from _figures(division.blocks)


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Group | Quotation) or hasattr(block, "blocks"):
            yield from _figures(getattr(block, "blocks", ()))
        elif hasattr(block, "items"):
            for item in block.items:
                yield from _figures(item if isinstance(item, tuple) else item.blocks)


def _read(figure: Figure, folder: Folder, taken: frozenset[str]) -> tuple[PackedFile | None, tuple[Finding, ...]]:
    try:
        data = folder.read_bytes(figure.file)
    except (OSError, KeyError, ValueError):
        return None, (finding("E002", figure.place, f"the picture {figure.file} cannot be read"),)
    media_type, ending, fault = picture_kind(data)
    if fault:
        return None, (finding("E002", figure.place, f"{figure.file}: {fault}"),)
    faults = tuple(_limits(figure, data, media_type))
    return PackedFile(_free_name(figure.file, ending, taken), media_type, data), faults


def _limits(figure: Figure, data: bytes, media_type: str) -> Iterator[Finding]:
    if len(data) > MOST_BYTES:
        megabytes = len(data) / 1024 / 1024
        yield finding("E003", figure.place, f"{figure.file} takes {megabytes:.1f} MB; shops take at most 5")
    if media_type != "image/svg+xml":
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            pixels = picture.width * picture.height
        if pixels > MOST_PIXELS:
            yield finding(
                "E003", figure.place, f"{figure.file} has {pixels / 1e6:.1f} million pixels; shops take at most 4"
            )


def _free_name(file: str, ending: str, taken: frozenset[str]) -> str:
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    stem = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "picture"
    name, count = f"{IMAGES}/{stem}.{ending}", 1
    while name in taken or name == f"{IMAGES}/cover.jpg":
        count += 1
        name = f"{IMAGES}/{stem}-{count}.{ending}"
    return name
