"""What a section is laid out from, whole: two requests of one digest give the same sheets on any day in any process."""

from __future__ import annotations

import hashlib
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.rendering.house_style import Font


class NotInSections(Exception):
    """The book cannot be laid out in sections; in one run it can."""


Layer = Literal["text", "heads"]
"""``text``: all but the margin boxes, on right-hand pages. ``heads``: the margin boxes of pages that are otherwise empty."""


@dataclass(frozen=True)
class Setting:
    """What all sections of an edition share.

    ``sheets`` are name (as told to people) and text in order of the cascade; ``aside`` is laid over them for the text layer.
    ``standard`` is the kind of PDF ("" or ``pdf/ua-1``), ``versions`` everything else that a layout depends on.
    """

    sheets: tuple[tuple[str, str], ...]
    aside: str
    fonts: tuple[Font, ...]
    standard: str
    versions: tuple[tuple[str, str], ...]
    digest: str = field(init=False)
    faces: tuple[str, ...] = field(init=False)  # SHA-256 of the font files

    def __post_init__(self) -> None:
        """Take the digests once: fonts are large."""
        object.__setattr__(self, "faces", tuple(digest_of(font.data) for font in self.fonts))
        parts = [part for sheet in self.sheets for part in sheet]
        parts += [f"{f.family}/{f.style}/{f.weight}/{f.file}" for f in self.fonts]
        parts += [*self.faces, *(part for version in self.versions for part in version)]
        object.__setattr__(self, "digest", _digest((self.aside, self.standard, recipe(), *parts)))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the book folder by name; ``data`` is None where it cannot be read, and ``fault`` says why."""

    file: str
    data: bytes | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SectionRequest:
    """One layer of one section.

    ``html`` is the whole document. ``elsewhere`` are the ids that it refers to and other sections hold. ``spare`` pages
    at the front serve only to begin on the right side and are dropped.
    ``numbers`` are folios to be put in later, one for each page of heads (0 for none).
    Where ``least`` is not 0 sheets are wanted in pieces, ``most`` at most: each ends with the first of its pages, from so many
    on, after which a page begins with one of the ids ``ends`` (see ``pieces``).
    """

    setting: Setting
    layer: Layer
    html: str
    elsewhere: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    leaves: tuple[str, ...] = ()
    spare: int = 0
    numbers: tuple[int, ...] = ()
    least: int = 0
    ends: tuple[str, ...] = ()
    most: int = 1

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over everything that the sheets depend on."""
        held = (f"{p.file}/{digest_of(p.data) if p.data is not None else p.fault}" for p in self.pictures)
        many = (_digest(self.elsewhere), _digest(held), _digest(self.leaves), _digest(self.ends))
        counts = (str(self.spare), str(self.numbers), str(self.least), str(self.most))
        return _digest((self.setting.digest, self.layer, *counts, *many, self.html))


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes (hex)."""
    return hashlib.sha256(data).hexdigest()


_RECIPE = (
    "black_ink", "box_tree", "engine", "footnotes", "line_breaking", "line_ends", "line_grid", "note_pieces", "page_faults",
    "pdf_file", "picture_styles", "pictures", "press_room", "print_document", "print_html", "split_notes", "tag_tree",
    "tagging", "typesetting", "vertical_justification",
)  # fmt: skip


def recipe_files() -> tuple[Path, ...]:
    """The files of the press that lay out: all that ``lay`` imports of this room, and how letters are counted."""
    here = Path(__file__).parent
    files = (
        *here.glob("*.py"),
        *(here.parent / "economy").glob("*.py"),
        *(here.parent / "lines").glob("*.py"),
        *(here.parent / "typography").glob("*.py"),
        *(here.parent / f"{name}.py" for name in _RECIPE),
        here.parents[1] / "manuscript" / "letters.py",
    )
    return tuple(sorted(files))


@cache
def recipe() -> str:
    """Digest of the files of the press that lay out: what was laid out by others is laid out anew."""
    return _digest(file.read_text(encoding="utf-8") for file in recipe_files())


def _digest(parts: Iterable[str]) -> str:
    """Over parts with their lengths, so that no two rows of parts read alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
