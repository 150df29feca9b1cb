"""Traps in the files of an e-book: names, forms, sizes, fonts, the cover (rules E021, E022, E026, E028 and E029)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from serge_press.checks.opened_epub import OPF, resolved
from serge_press.editions.epub_survey import XHTML
from serge_press.findings import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.opened_epub import Item, OpenedEpub
    from serge_press.checks.reading_systems.table import Asked, Hit, Trap

_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_APPLE, _ENCRYPTED = "META-INF/com.apple.ibooks.display-options.xml", "META-INF/encryption.xml"
_OBFUSCATED = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def check_files(book: OpenedEpub, size: int, asked: Asked) -> Iterator[Hit]:
    """Names, forms and sizes; ``size`` is that of the whole e-book in bytes."""
    names = asked.habit("plain names")
    for name in book.names:
        if names is not None and not _PLAIN.fullmatch(name):
            yield asked.found("E026", Place(name), "the file", names)
    for trap in asked.measures("file bytes"):
        yield from _measured("E022", NOWHERE, "the e-book has {} bytes", size, trap, asked)
    clear = [trap for trap in asked.traps("form") if trap.asked.get("clear")]
    for item in book.items:
        for trap in asked.traps("form"):
            if item.media_type in trap.names("types") and trap not in clear:
                yield asked.found("E021", Place(item.path), f"the {item.media_type} file", trap)
        if item.path in book.data and item.media_type == "application/xhtml+xml":
            for trap in asked.measures("text bytes"):
                yield from _measured(
                    "E022", Place(item.path), "it has {} bytes", len(book.data[item.path]), trap, asked
                )
        if item.media_type.startswith("image/") and item.path in book.data:
            yield from _picture(book, item, asked, clear)


def _picture(book: OpenedEpub, item: Item, asked: Asked, clear: list[Trap]) -> Iterator[Hit]:
    data, place = book.data[item.path], Place(item.path)
    is_cover = "cover-image" in item.properties
    for trap in asked.measures("image bytes"):
        yield from _measured("E022", place, "the picture has {} bytes", len(data), trap, asked)
    shape = _shape(data) if item.media_type in ("image/jpeg", "image/png") else None
    if shape is None:
        return
    width, height, through = shape
    for trap in asked.measures("image pixels"):
        if not (is_cover and trap.asked.get("inside")):
            yield from _measured("E022", place, "the picture has {} pixels", width * height, trap, asked)
    for trap in clear:
        if through and item.media_type in trap.names("types"):
            yield asked.found("E021", place, "the picture", trap)
    if is_cover:
        for trap in asked.measures("cover bytes"):
            yield from _measured("E028", place, "the cover has {} bytes", len(data), trap, asked)
        for trap in asked.measures("cover side"):
            yield from _measured(
                "E028", place, "the shorter side of the cover has {} pixels", min(width, height), trap, asked
            )


def _shape(data: bytes) -> tuple[int, int, bool] | None:
    """Width, height, and whether some of it can be clear; None for what cannot be read. Nothing is decoded."""
    from PIL import Image
    from PIL.JpegImagePlugin import JpegImageFile

    try:  # to be told the formats, Pillow loads what reads and writes five
        is_jpeg = data.startswith(b"\xff\xd8\xff")
        with JpegImageFile(io.BytesIO(data)) if is_jpeg else Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            return picture.width, picture.height, picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    except Exception:  # whatever a stranger's picture brings about; EPUBCheck tells what is wrong with it
        return None


def _measured(rule: str, place: Place, words: str, found: int, trap: Trap, asked: Asked) -> Iterator[Hit]:
    least, most = trap.asked.get("least", 0), trap.asked.get("most", found)
    if not least <= found <= most:
        bound = f"at least {least:,}" if found < least else f"at most {most:,}"
        yield asked.found(rule, place, f"{words.format(f'{found:,}')}: {bound}", trap)


def check_fonts(book: OpenedEpub, asked: Asked) -> Iterator[Hit]:
    """Switches beside the book that spoil its fonts, and fonts that are hidden."""
    switch, hidden = asked.habit("specified fonts"), asked.habit("obfuscated fonts")
    told = book.data.get(_APPLE, b"")
    if switch is not None and re.search(rb"specified-fonts[\"'][^>]*>\s*true", told):
        yield asked.found("E029", Place(_APPLE), "specified-fonts", switch)
    if hidden is not None and any(way in book.data.get(_ENCRYPTED, b"") for way in _OBFUSCATED):
        yield asked.found("E029", Place(_ENCRYPTED), "the e-book", hidden)
    face = asked.habit("readers' own face")
    for item in book.items if face is not None else ():
        if item.media_type == "text/css" and re.search(
            rb"\bbody\s*\{[^}]*\bfont-family\b", book.data.get(item.path, b"")
        ):
            assert face is not None
            yield asked.found("E029", Place(item.path), "the rule for body", face)


def check_cover(book: OpenedEpub, asked: Asked) -> Iterator[Hit]:
    """Whether the cover is named in both ways, stands alone on its page, or, for Kindle, on none."""
    named, once, alone = asked.habit("cover named"), asked.habit("cover once"), asked.habit("cover alone")
    covers = [item for item in book.items if "cover-image" in item.properties]
    old = {meta.get("content") for meta in book.package.iter(f"{OPF}meta") if meta.get("name") == "cover"}
    if named is not None and not any(item.id in old for item in covers):
        yield asked.found("E028", NOWHERE, "the e-book", named)
    pictures = {item.path for item in covers}
    for path in book.spine[:1]:
        tree = book.trees.get(path)
        shown = (
            []
            if tree is None
            else [one for one in tree.iter(f"{XHTML}img") if resolved(path, one.get("src", "")) in pictures]
        )
        if not shown or tree is None:
            continue
        if once is not None:
            yield asked.found("E028", Place(path), "the file", once)
        body = tree.find(f"{XHTML}body")
        words = "".join(map(str, body.itertext())).strip() if body is not None else ""
        if alone is not None and (words or len(list(tree.iter(f"{XHTML}img"))) > 1):
            yield asked.found("E028", Place(path), "the file", alone)
