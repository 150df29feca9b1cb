"""The house's fonts for an e-book: only the letters the book uses, the same bytes every time."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz

from serge_press.editions.font_characters import characters_of
from serge_press.editions.kept import made_once
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.editions.edition import Shelves
    from serge_press.rendering.house import Font, House

FONTS = "fonts"
MOST_FACES = 4
_FEATURES = (
    "c2sc", "calt", "case", "ccmp", "clig", "kern", "liga", "lnum", "locl", "mark", "mkmk", "onum", "pnum", "smcp", "sups",
    "tnum",
)  # fmt: skip
_NAMES = frozenset((0, 1, 2, 3, 4, 5, 6, 13, 14))  # names and the licence, which asks to travel with the font
_ENGLISH = 0x409
_ALWAYS = frozenset("0123456789 \u00a0-–—…‘’“”«»„†↩")  # digits for generated numbers, and what style sheets insert


@dataclass(frozen=True, slots=True)
class SubsetFont:
    """One face cut down to the book. ``file`` is its name in the publication; ``media_type`` as EPUB 3.3 wants it."""

    family: str
    style: str
    weight: int
    file: str
    media_type: str
    data: bytes


def subset_fonts(house: House, letters: Iterable[str], shelves: Shelves | None = None) -> tuple[SubsetFont, ...]:
    """The faces of the house with these characters: regular, italic, then bolder ones, four at most; and spare faces with the
    characters that the house lacks.

    Faces that were cut to the same characters before are taken from the shelf ``fonts``.
    """
    every = _ALWAYS.union(letters)
    wanted = "".join(sorted(every))
    own = [font for font in house.fonts if not font.spare]
    faces = sorted(own, key=lambda font: (font.weight, font.style != "normal", font.family))[:MOST_FACES]
    cut = [_subset_face(face, wanted, shelves) for face in faces]
    if len(own) < len(house.fonts):
        lacking = every.difference(*(characters_of(face.data) for face in faces))
        for face in (font for font in house.fonts if font.spare):
            if here := lacking & characters_of(face.data):
                cut.append(_subset_face(face, "".join(sorted(here)), shelves))
    return tuple(cut)


def _subset_face(face: Font, wanted: str, shelves: Shelves | None) -> SubsetFont:
    made_from = (Path(__file__).read_bytes(), uharfbuzz.version_string(), wanted, face.data)
    data = made_once(shelves, "fonts", made_from, lambda: _cut(face.data, wanted))
    outlines = "otf" if data.startswith(b"OTTO") else "ttf"  # OpenType 1.9.1, table directory
    name = face.file.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    name = f"book-{name}" if face.spare else name  # the house may have a file of that name
    safe = "".join(character if character.isascii() and character.isalnum() else "-" for character in name)
    return SubsetFont(face.family, face.style, face.weight, f"{FONTS}/{safe}.{outlines}", f"font/{outlines}", data)


@lru_cache(maxsize=16)
def _cut(face: bytes, wanted: str) -> bytes:
    wanted_of = uharfbuzz.SubsetInput()
    wanted_of.unicode_set.update(ord(character) for character in wanted)
    for kept, those in (
        (wanted_of.layout_feature_tag_set, [_tag(name) for name in _FEATURES]),
        (wanted_of.name_id_set, _NAMES),
        (wanted_of.name_lang_id_set, (_ENGLISH,)),
    ):
        kept.clear()
        kept.update(those)
    wanted_of.drop_table_tag_set.update(_tag(name) for name in ("DSIG", "meta", "STAT"))
    # no reading system of today needs hints; a missing letter shows as a box
    wanted_of.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    cut: bytes = wanted_of.subset(uharfbuzz.Face(face)).blob.data
    return cut


def _tag(name: str) -> int:
    """A name of four letters as OpenType writes it."""
    return int.from_bytes(name.encode(), "big")


def font_face_rules(fonts: tuple[SubsetFont, ...], up: str = "../") -> str:
    """The ``@font-face`` rules for the faces; ``up`` leads from the style sheet to the folder of the package document."""
    return "".join(
        f'@font-face {{\n  font-family: "{font.family}";\n  font-style: {font.style};\n  font-weight: {font.weight};\n'
        f'  src: url("{up}{font.file}");\n}}\n'
        for font in fonts
    )
