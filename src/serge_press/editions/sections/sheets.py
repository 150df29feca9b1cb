"""What comes back from laying out a section: facts about its pages, and the pages as PDF. Can be written down and read."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from serge_press.editions.box_tree import SetNote, SetPage
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAGIC = b"serge-press section 4\n"


@dataclass(frozen=True, slots=True)
class FontUse:
    """How a section uses a face. ``hash`` is its name in page streams; ``source`` the SHA-256 of the font file.

    ``data`` is empty for fonts of the house. The rest is ``packed``: a book has thousands of uses, and as values each takes six
    times the room. ``traits`` are plain values that make the font's PDF dictionary.
    """

    hash: str
    source: str
    packed: bytes
    data: bytes = b""

    @classmethod
    def of(
        cls,
        hash_: str,
        source: str,
        traits: dict[str, Any],
        widths: Mapping[int, float],
        to_unicode: Mapping[int, str],
        data: bytes = b"",
    ) -> FontUse:
        """The use of these glyphs, each with its width and what it stands for."""
        return cls(hash_, source, _compact((traits, widths, to_unicode)).encode("utf-8", "surrogatepass"), data)

    @property
    def traits(self) -> dict[str, Any]:
        """The values that make the font's PDF dictionary."""
        traits: dict[str, Any] = json.loads(self.packed)[0]
        return traits

    @property
    def glyphs(self) -> tuple[dict[int, float], dict[int, str]]:
        """The glyphs that are used: the width of each, and what it stands for."""
        _, widths, to_unicode = json.loads(self.packed)
        return {int(one): width for one, width in widths.items()}, {int(one): text for one, text in to_unicode.items()}

    def with_more(self, widths: Mapping[int, float], to_unicode: Mapping[int, str]) -> FontUse:
        """The use of other glyphs too; where one is read in two ways, as here."""
        own, read = self.glyphs
        return self.of(self.hash, self.source, self.traits, {**widths, **own}, {**to_unicode, **read}, self.data)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: page (from 0), level, words, place on the page in points, whether its lines are shown."""

    page: int
    level: int
    words: str
    x: float
    y: float
    open: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be referred to: id, page (from 0), place on the page in points."""

    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one type: the font's name in page streams, the glyphs of 0 to 9, and their width there."""

    font: str
    glyphs: tuple[int, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where noughts were drawn: page (from 0), for which of the section's numbers, in which of its figures."""

    page: int
    folio: int
    figures: int


@dataclass(frozen=True, slots=True)
class SectionSheets:
    """The printed sheets of one layer of a section.

    ``pages`` as ``box_tree`` reads them, leaves counted from 1; ``furnished`` tells which pages have margin boxes;
    ``note_letters`` by id of the note; ``said`` is what WeasyPrint said: sheet, message, level. ``data`` is the PDF, with
    empty fonts; its links name their targets, and neither outline nor targets are in it.

    ``folios`` are the page numbers for which noughts stand in: target and noughts; ``drawn`` tells where, in which of the
    ``figures``. ``fixed`` tells that none can be put in: the section must be set with its numbers.
    Of a section in pieces ``goes_on`` is the id with which the next begins, "" after the last. The whole of one has its
    ``pieces`` and no PDF; it is not written down.
    """

    pages: tuple[SetPage, ...]
    furnished: tuple[bool, ...]
    note_letters: dict[str, int]
    said: tuple[tuple[str, str, int], ...]
    spots: tuple[Spot, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    folios: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figures, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    fixed: bool = False
    data: bytes = b""
    goes_on: str = ""
    pieces: tuple[SectionSheets, ...] = ()

    def to_bytes(self) -> bytes:
        """Everything in one row of bytes, the same for the same sheets: JSON, then font files, then the PDF."""
        blobs = [font.data for font in self.fonts] + [self.data]
        facts = {
            "pages": [asdict(page) for page in self.pages],
            "furnished": self.furnished,
            "note_letters": self.note_letters,
            "said": self.said,
            "spots": [[s.id, s.page, s.x, s.y] for s in self.spots],
            "bookmarks": [asdict(mark) for mark in self.bookmarks],
            "fonts": [[font.hash, font.source, font.packed.decode("utf-8", "surrogatepass")] for font in self.fonts],
            "folios": self.folios,
            "figures": [[one.font, one.glyphs, one.width] for one in self.figures],
            "drawn": [[one.page, one.folio, one.figures] for one in self.drawn],
            "fixed": self.fixed,
            "goes_on": self.goes_on,
            "lengths": [len(blob) for blob in blobs],
        }
        text = _compact(facts).encode()
        return b"".join((_MAGIC, len(text).to_bytes(8, "big"), text, *blobs))

    @classmethod
    def from_bytes(cls, data: bytes) -> SectionSheets:
        """What ``to_bytes`` wrote. Raises ValueError for anything else."""
        start = len(_MAGIC) + 8
        if not data.startswith(_MAGIC):
            raise ValueError("these are no sheets of a section")
        try:
            length = int.from_bytes(data[len(_MAGIC) : start], "big")
            facts = json.loads(data[start : start + length])
            names: dict[str, str] = {}  # an id of a page is a place's too: held once
            blobs: list[bytes] = []
            at = start + length
            for size in facts["lengths"]:
                blobs.append(data[at : at + size])
                at += size
            if at != len(data):
                raise ValueError("the sheets of a section are cut short")
            return cls(
                tuple(_page(page, names) for page in facts["pages"]),
                tuple(facts["furnished"]),
                facts["note_letters"],
                tuple((sheet, message, level) for sheet, message, level in facts["said"]),
                tuple(Spot(names.get(name, name), *place) for name, *place in facts["spots"]),
                tuple(Bookmark(**mark) for mark in facts["bookmarks"]),
                tuple(_font(font, blob) for font, blob in zip(facts["fonts"], blobs, strict=False)),
                tuple((target, noughts) for target, noughts in facts["folios"]),
                tuple(Figures(font, tuple(glyphs), width) for font, glyphs, width in facts["figures"]),
                tuple(Drawn(*one) for one in facts["drawn"]),
                facts["fixed"],
                blobs[-1],
                facts["goes_on"],
            )
        except (KeyError, TypeError, IndexError, AttributeError) as fault:
            raise ValueError(f"these are no sheets of a section: {fault}") from fault


def _page(facts: dict[str, Any], names: dict[str, str]) -> SetPage:
    rows: dict[str, Any] = {
        "margins": tuple((name, words) for name, words in facts["margins"]),
        "notes": tuple(SetNote(**note) for note in facts["notes"]),
        "wide": tuple((name, far) for name, far in facts["wide"]),
        "faults": tuple((kind, name, words) for kind, name, words in facts["faults"]),
        "ids": tuple(names.setdefault(name, name) for name in facts["ids"]),
        "calls": tuple(facts["calls"]),
    }
    return SetPage(**{**facts, **rows})


def _font(facts: list[str], data: bytes) -> FontUse:
    name, source, packed = facts
    return FontUse(name, source, packed.encode("utf-8", "surrogatepass"), data)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
