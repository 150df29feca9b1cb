"""The house style, read from the press's own styles or the book's folder; what is wrong with it becomes findings."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.memory import remembered_by_answers
from serge_press.rendering.house_reader import Files, HouseReader, place_of
from serge_press.rendering.house_style import LOOKS, MEDIA, Font, House
from serge_press.rendering.shipped import ShippedStyles
from serge_press.rendering.style_sheets import check_sheet
from serge_press.rendering.templates import Templates
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Hashable

    from serge_press.findings import Finding
    from serge_press.memory import Ask
    from serge_press.reading.folder import Folder

OVERLAY = "styles"
"""The folder of a book whose templates and extra sheets are laid over the house style."""

SPARE_FONTS = "fonts.toml"
"""The file there that names fonts for letters that those of the house lack."""

_SHEETS = {
    "extra.css": (*MEDIA, *LOOKS),
    "extra-print.css": ("print", "screen"),  # which have the same pages
    "extra-epub.css": ("epub",),
    "extra-screen.css": ("screen",),
    "extra-large-print.css": ("large-print",),
}


@cache
def shipped_templates() -> Templates:
    """The templates of the press, which a house or a book may replace one by one."""
    shipped = ShippedStyles()
    return Templates(HouseReader(shipped, "styles/house").templates(shipped, "styles/house/templates"), tried=True)


def load_house(name: str, folder: Folder) -> tuple[House | None, tuple[Finding, ...]]:
    """The house style ``name``, with the book's own templates and sheets laid over it; and what is wrong (rules S).

    ``name`` is that of a style of the press, or the path of a folder in the book with a house.toml. A book's own
    ``styles/templates/NAME.xhtml.j2`` replaces the template of that name; its ``styles/extra.css`` (all media) and
    ``extra-MEDIUM.css`` come after the house's sheets. The house is None only beside errors; a faulty template of the book
    gives way to the house's.
    """

    def answer(question: Hashable) -> tuple[str, ...] | bytes | OSError:
        if question is None:
            return tuple(folder.names())
        try:
            return folder.read_bytes(str(question))
        except OSError as fault:
            return fault

    return _load_house(answer, name)


class _Asked:
    """The book folder as answers: its names to None, the bytes of a file, or why there are none, to its name."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def names(self) -> tuple[str, ...]:
        """Names of all files."""
        names: tuple[str, ...] = self._ask(None)
        return names

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file."""
        data: bytes | OSError = self._ask(name)
        if isinstance(data, OSError):
            raise data
        return data


@remembered_by_answers  # the styles of the press themselves stay as they are
def _load_house(ask: Ask, name: str) -> tuple[House | None, tuple[Finding, ...]]:
    folder = _Asked(ask)
    shipped = ShippedStyles()
    inner = f"styles/{name}/house.toml" in shipped.names()
    root = f"styles/{name}" if inner else str(PurePosixPath(name))
    files: Files = shipped if inner else folder
    reader = HouseReader(files, root)
    if f"{root}/house.toml" not in reader.known:
        near = difflib.get_close_matches(name, [path.split("/")[1] for path in shipped.names()], 1)
        mend = f"did you mean {near[0]!r}?" if near else None
        return None, (
            finding("S001", place_of(folder, "book.toml", r"^house\s*="), f"there is no house style {name!r}", mend),
        )
    table = reader.table()
    if table is None:
        return None, tuple(reader.found)
    sheets = reader.sheets(table)
    fonts = reader.fonts(table)
    base = shipped_templates()
    if root != "styles/house":
        base |= Templates(reader.templates(files, f"{root}/templates"))
    over = Templates(reader.templates(folder, f"{OVERLAY}/templates"))
    for file, media in _SHEETS.items():
        path = f"{OVERLAY}/{file}"
        if path in folder.names() and (text := reader.text(folder, path, Place(path))) is not None:
            for medium in media:
                sheets[medium] = (*sheets.get(medium, ()), (file, text))
                reader.found += check_sheet(text, path, medium)
    fonts += _spare(folder, reader)
    found = tuple(dict.fromkeys((*reader.found, *base.findings, *over.findings)))
    if not sheets:
        return None, found
    return House(str(table.get("name", name)), sheets, fonts, base | over), found


def _spare(folder: _Asked, reader: HouseReader) -> tuple[Font, ...]:
    """The fonts that a book brings beside those of its house; faults go to the reader of the house."""
    if f"{OVERLAY}/{SPARE_FONTS}" not in folder.names():
        return ()
    own = HouseReader(folder, OVERLAY, SPARE_FONTS)
    table = own.table()
    fonts = own.fonts(table) if table is not None else ()
    reader.found += own.found
    return tuple(replace(font, file=f"{OVERLAY}/{font.file}", only=(), spare=True) for font in fonts)


__all__ = ["Font", "House", "load_house"]
