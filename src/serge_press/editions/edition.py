"""What an edition is to the rest of the press."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from serge_press.editions.epub_survey import ParsedTexts
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.parts import Manuscript
    from serge_press.model.plan import EditionPlan
    from serge_press.progress import Count
    from serge_press.reading.folder import Folder
    from serge_press.rendering.house import House


@dataclass(frozen=True, slots=True)
class Issue:
    """A finished edition: bytes, and folios if it has pages.

    ``texts`` are those of an e-book that was just made; an issue is what it is without them.
    """

    edition: str  # name in book.toml
    kind: str  # print | epub
    name: str  # file name
    media_type: str
    data: bytes
    pages: int = 0  # of print, or marks in the page-list of an e-book
    folios: Folios | None = None
    texts: ParsedTexts = field(default_factory=ParsedTexts, compare=False, repr=False)


class Shelf(Protocol):
    """Keeps what was made by the digest of all it was made from. Never raises: a fault of the disk is a miss."""

    def fetch(self, digest: str) -> bytes | None:
        """The bytes kept under the digest, whole, or None."""

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if there is room."""


class Shelves(Protocol):
    """A shelf for each kind of thing: ``sections``, ``editions``, ``verdicts``, ``fonts``, ``pictures``.

    A digest must cover everything that the thing depends on, versions of code and libraries too (``editions.kept``).
    """

    def shelf(self, name: str) -> Shelf:
        """The shelf of that name."""


@dataclass(frozen=True, slots=True)
class Order:
    """Everything an edition is made from. ``stamp`` is SOURCE_DATE_EPOCH in seconds; ``versions`` what it is made with."""

    plan: EditionPlan
    manuscript: Manuscript
    house: House
    folder: Folder  # for pictures only
    folios: Folios
    stamp: int
    versions: tuple[tuple[str, str], ...]
    companions: tuple[Issue, ...] = ()  # editions already made in this run: an e-book names its print edition by digest
    shelf: Shelf | None = None  # of sections laid out before
    shelves: Shelves | None = None  # of whatever else was made before
    workers: int = 0  # processes that lay out sections: 0 as many as there are processors, 1 none beside this one
    count: Count | None = None  # told each time a section is laid out

    @property
    def printed(self) -> Issue | None:
        """The print edition that this one follows, or the first of the run; None where none was made."""
        prints = [one for one in self.companions if one.kind == "print"]
        return next((one for one in prints if one.edition == self.plan.folios), prints[0] if prints else None)
