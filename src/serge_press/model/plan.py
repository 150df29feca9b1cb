"""What ``book.toml`` asks for."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.model.accessibility import AccessibilityPlan
from serge_press.model.trade import Trade
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.model.people import PersonId
    from serge_press.model.printing import CoverPlan, PrinterPlan
    from serge_press.model.works import WorkKind

INDEX_PARTS: tuple[str, ...] = (
    "index", "index-persons", "index-works", "index-periodicals", "index-places", "index-pseudonyms", "index-subjects",
    "index-claimants",
)  # fmt: skip
"""Indexes: of every kind that has none of its own, and of one kind."""

FIGURES: Mapping[str, str] = {
    "timeline": "timeline.timeline",
    "map": "map_of_exiles.map_of_exiles",
    "works-per-year": "works_per_year.works_per_year",
    "names": "name_web.name_web",
    "periodicals": "periodical_grid.periodical_grid",
    "translations": "translation_tree.translation_tree",
    "claims": "who_said_what.who_said_what",
}
"""The whole registry of figures, in the order of a book that names none: kind → what draws it, in ``manuscript/figures``. A new
kind is one file there and one line here."""

MADE_PARTS: tuple[str, ...] = (
    "half-title", "title-page", "imprint", "contents", "chronology", "concordance", "bibliography", "names",
    "attributions", "people", "sources", "notes", "colophon", "figures", *INDEX_PARTS,
)  # fmt: skip
"""The bare words of ``[contents]``: parts the press makes from data. Anything else is a path to prose."""

USUAL_TRIM = (138.0, 216.0)
LARGE_TRIM = (189.0, 246.0)
"""Trims in mm where a book names none; that of large print is 7.44 x 9.69 in, which printers on demand take."""

PRINTED: tuple[str, ...] = ("print", "large-print")
"""Kinds of edition that a printer makes a book of, each with pages of its own."""

LAID_OUT: tuple[str, ...] = (*PRINTED, "screen")
"""Kinds of edition that are laid out page by page."""

PROFILES: tuple[str, ...] = ("epub", "kobo", "kindle")
"""What an e-book can be made for: every shop and reading system, Kobo's own renderer, or Amazon's conversion."""


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One line of ``[contents]``: a made part, a prose file, or a part title with members."""

    name: str  # bare word or path; the title for a part with members
    place: Place
    members: tuple[PlannedPart, ...] = ()
    language: str = ""  # of a part with members, where it is not the book's

    @property
    def made(self) -> bool:
        """Whether the press makes it from data."""
        return not self.members and self.name in MADE_PARTS


@dataclass(frozen=True, slots=True)
class BibliographySection:
    """One lettered section: its letter, heading, and the kinds of work it holds."""

    letter: str
    title: str
    kinds: tuple[WorkKind, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """One ``[edition.NAME]`` table. Lengths are millimetres."""

    name: str
    kind: str  # print | large-print | epub | screen | store-cover | cover | booklet | proof
    place: Place
    trim: tuple[float, float] = USUAL_TRIM
    isbn: str = ""
    notes: str = "foot"  # foot | end
    folios: str = ""  # for all but print and large print: the print edition whose pages it has
    standard: str = ""  # a PDF variant such as pdf/ua-1, or ""
    printer: str = ""  # of an edition for one printer: its name; such an edition is made on request
    paper: str = ""  # by its name in the printer's profile
    sheet: str = "a4"  # of a booklet
    signature: int = 0  # pages folded together in a booklet, or bound together for a printer; 0 as many as is usual
    creep: float = 0.0  # mm by which each sheet further in is moved to the fold
    profile: str = "epub"  # of an e-book: whose reading systems it is made for, one of PROFILES


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding the author accepts, with a reason. One that matches nothing is itself a finding."""

    rule: str
    where: str  # file, or file:line
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class BookPlan:
    """The plan of one book."""

    title: str
    language: str  # BCP 47
    slug: str  # base of output names: letters, digits, hyphens
    place: Place
    subtitle: str = ""
    by: tuple[str, ...] = ()  # names as printed on the title page
    about: PersonId | None = None  # the book's subject
    publisher: str = ""
    city: str = ""
    year: str = ""
    rights: str = ""
    licence: str = ""  # of the text, an SPDX id such as CC-BY-SA-4.0
    description: str = ""
    subjects: tuple[str, ...] = ()
    house: str = "house"
    front: tuple[PlannedPart, ...] = ()
    body: tuple[PlannedPart, ...] = ()
    back: tuple[PlannedPart, ...] = ()
    sections: tuple[BibliographySection, ...] = ()
    codes: bool = False  # whether an entry of the bibliography has, in print, a QR code of where to read the work
    cite: bool = False  # whether it says how to cite it
    figures: tuple[tuple[str, str], ...] = ()  # kinds of figure, each with the id of what it shows or ""; () for all
    compare: tuple[str, ...] = ()  # source ids of the accounts set side by side in the concordance
    editions: tuple[EditionPlan, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    titles: Mapping[str, str] = field(
        default_factory=dict
    )  # headings of made parts, by bare word, where the house's are not wanted
    project: str = ""  # a stable URI or name from which the EPUB's UUIDv5 is made when there is no ISBN
    cover: CoverPlan | None = None
    printers: tuple[PrinterPlan, ...] = ()
    accessibility: AccessibilityPlan = field(default_factory=AccessibilityPlan)
    trade: Trade = field(default_factory=Trade)
