"""The profile of one product of one printer, such as a paperback of Amazon KDP. Lengths are millimetres, strokes and type points.

A field that is None, or an empty tuple, says that nothing is known or nothing is asked; ``unknown`` tells in words what is
not known although a printer must have a rule for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from serge_press.printers.facts import Fact, Permission
    from serge_press.printers.spine_rules import SpineRule


@dataclass(frozen=True, slots=True)
class Trim:
    """A size of the trimmed page. ``name`` is as the printer writes it, in its own unit."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TrimRange:
    """Sizes a printer takes beside those it names; ``papers`` none: all."""

    narrowest: float
    widest: float
    lowest: float
    highest: float
    papers: tuple[str, ...] = ()

    def holds(self, width: float, height: float, within: float = 0.0) -> bool:
        """Whether a page of this size is in the range."""
        wide = self.narrowest - within <= width <= self.widest + within
        return wide and self.lowest - within <= height <= self.highest + within


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its ink. ``ink``: black or colour; ``grams``: of a square metre, 0 where not known."""

    name: str
    title: str
    ink: str
    grams: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLimits:
    """How many pages can be bound; ``papers`` and ``trims`` none: all. ``most`` 0: no limit is known."""

    fewest: int
    most: int
    papers: tuple[str, ...] = ()
    trims: tuple[str, ...] = ()

    def holds(self, count: int) -> bool:
        """Whether so many pages can be bound."""
        return self.fewest <= count and (not self.most or count <= self.most)

    def __str__(self) -> str:
        return f"{self.fewest} to {self.most}" if self.most else f"{self.fewest} or more"


@dataclass(frozen=True, slots=True)
class Edges:
    """A length at each edge of a page; inside is where it is bound."""

    top: float
    bottom: float
    inside: float
    outside: float


@dataclass(frozen=True, slots=True)
class ModelMargins:
    """The margins of a printer's own template for a trim."""

    trim: str
    margins: Edges


@dataclass(frozen=True, slots=True)
class GutterStep:
    """From this page count on, the least inner margin."""

    pages: int
    inside: float


@dataclass(frozen=True, slots=True)
class SpineText:
    """Words on the spine: from how many pages on, and how far from its folds."""

    pages: int
    clear: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """The bar code of the back cover: the room it takes, who prints it, and its distance from spine and foot (0: free)."""

    width: float
    height: float
    printed_by: str  # printer | publisher
    required: bool
    from_spine: float = 0.0
    from_foot: float = 0.0


@dataclass(frozen=True, slots=True)
class Colours:
    """Kinds of colour a file may hold: gray, cmyk, rgb, spot."""

    black: tuple[str, ...]  # interior printed in black
    colour: tuple[str, ...]  # interior printed in colour
    cover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pixels in an inch of a picture as it stands on the page; ``line_art`` for pictures of one bit. 0: nothing said."""

    least: int
    most: int = 0
    line_art: int = 0


@dataclass(frozen=True, slots=True)
class Jacket:
    """The loose wrapper of a bound book. What is 0 must be entered from the printer's template.

    ``wider`` and ``higher``: how much a panel over a board has more than the trim; ``flap``: the width of each flap;
    ``bleed``: at all edges; ``trim``: the one at which they were measured, None where they hold for all.
    """

    wider: float = 0.0
    higher: float = 0.0
    flap: float = 0.0
    bleed: float = 0.0
    trim: Trim | None = None

    def at(self, width: float, height: float, within: float = 0.5) -> Jacket:
        """What is known of a jacket for pages of this size (mm): at another than was measured, the bleed alone."""
        if self.trim is None or max(abs(self.trim.width - width), abs(self.trim.height - height)) <= within:
            return self
        return Jacket(bleed=self.bleed)


@dataclass(frozen=True, slots=True)
class FileNames:
    """What files are called; ``{isbn}``, ``{slug}`` and ``{printer}`` are filled in."""

    interior: str
    cover: str


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """Everything known of one product of one printer."""

    name: str
    title: str
    printer: str
    binding: str  # paperback | case | any
    unit: str  # in | mm: how this printer measures
    checked_on: date
    unknown: tuple[str, ...] = ()

    papers: tuple[Fact[Paper], ...] = ()
    trims: tuple[Fact[tuple[Trim, ...]], ...] = ()
    custom_trim: tuple[Fact[TrimRange], ...] = ()
    pages: tuple[Fact[PageLimits], ...] = ()
    multiple: Fact[int] | None = None  # the page count is a multiple of it
    last_page_blank: Fact[bool] | None = None
    most_blanks: Fact[int] | None = None  # blank pages in a row
    price_bands: tuple[Fact[int], ...] = ()  # the first page count that is charged in another way

    bleed: Fact[Edges] | None = None  # of an interior with matter that runs off the page
    margins: Fact[Edges] | None = None  # inside 0: see the gutter
    margins_with_bleed: Fact[Edges] | None = None
    gutter: Fact[tuple[GutterStep, ...]] | None = None
    model_margins: Fact[tuple[ModelMargins, ...]] | None = None  # those of the printer's own templates

    spine: tuple[Fact[SpineRule], ...] = ()
    spine_text: Fact[SpineText] | None = None
    cover_bleed: Fact[float] | None = None
    cover_width: Fact[float] | None = None  # added to two trim widths and the spine; None: must be entered
    cover_height: Fact[float] | None = None  # added to the trim height
    cover_safe: Fact[float] | None = None
    cover_wrap: Fact[float] | None = None  # turned in round the boards
    cover_hinge: Fact[float] | None = None
    cover_widest: Fact[float] | None = None
    jacket: Fact[Jacket] | None = None  # None: none is known to be offered
    barcode: Fact[Barcode] | None = None

    pdf_standards: Fact[tuple[str, ...]] | None = None  # one of them
    marks: Fact[Permission] | None = None
    transparency: Fact[Permission] | None = None
    layers: Fact[Permission] | None = None
    annotations: Fact[Permission] | None = None
    bookmarks: Fact[Permission] | None = None
    hidden: Fact[Permission] | None = None  # what is there and leaves no ink
    encryption: Fact[Permission] | None = None
    rotation: Fact[Permission] | None = None
    colour_tags: Fact[Permission] | None = None  # objects with an ICC profile of their own
    single_pages: Fact[bool] | None = None
    same_size: Fact[bool] | None = None
    fonts_embedded: Fact[bool] | None = None
    largest_file: Fact[int] | None = None  # of an interior, in MB of a million bytes
    largest_cover: Fact[int] | None = None

    colours: Fact[Colours] | None = None
    black_text: Fact[bool] | None = None  # black text is one ink
    total_ink: Fact[float] | None = None  # per cent
    print_condition: Fact[str] | None = None  # the name of the ICC profile asked for
    pixels: Fact[Pixels] | None = None
    thinnest_line: Fact[float] | None = None
    smallest_type: Fact[float] | None = None
    lightest_tint: Fact[float] | None = None  # per cent

    file_names: Fact[FileNames] | None = None

    def paper(self, name: str) -> Paper | None:
        """The paper of that name."""
        return next((fact.value for fact in self.papers if fact.value.name == name), None)

    def trim_of(
        self, width: float, height: float, within: float = 0.5
    ) -> tuple[Trim, Fact[tuple[Trim, ...]] | Fact[TrimRange]] | None:
        """The trim nearest to this size (mm) that is no further than ``within`` from it, with its evidence; None if none is.

        A size in the range for trims of one's own counts; its name is empty.
        """
        near = [
            (max(abs(trim.width - width), abs(trim.height - height)), index, trim, fact)
            for index, (trim, fact) in enumerate((trim, fact) for fact in self.trims for trim in fact.value)
        ]
        best = min((row for row in near if row[0] <= within), default=None, key=lambda row: row[:2])
        if best is not None:
            return best[2], best[3]
        for custom in self.custom_trim:
            if custom.value.holds(width, height, within):
                return Trim("", width, height), custom
        return None

    def limits(self, trim: str = "", paper: str = "") -> tuple[Fact[PageLimits], ...]:
        """The limits that bind a trim on a paper, the narrowest first; with no paper named, those of every paper.

        A limit that names the trim takes the place of one for all trims of that paper.
        """
        of_paper = [fact for fact in self.pages if not paper or not fact.value.papers or paper in fact.value.papers]
        named = [fact for fact in of_paper if trim and trim in fact.value.trims]
        covered = {name for fact in named for name in fact.value.papers}
        everything = any(not fact.value.papers for fact in named)
        rest = [
            fact
            for fact in of_paper
            if not fact.value.trims
            and not everything
            and not (fact.value.papers and covered.issuperset(fact.value.papers))
        ]
        return tuple(sorted([*named, *rest], key=lambda fact: (fact.value.most or 10**6, -fact.value.fewest)))

    def gutter_at(self, pages: int) -> GutterStep | None:
        """The step of the gutter for a book of so many pages; None if the printer has no table."""
        if self.gutter is None:
            return None
        reached = [step for step in self.gutter.value if step.pages <= pages]
        return reached[-1] if reached else self.gutter.value[0]

    def next_gutter(self, pages: int) -> GutterStep | None:
        """The step that a longer book would come to."""
        steps = self.gutter.value if self.gutter is not None else ()
        return next((step for step in steps if step.pages > pages), None)

    def next_price_band(self, pages: int) -> Fact[int] | None:
        """The next page count from which the book is charged in another way."""
        return next((fact for fact in self.price_bands if fact.value > pages), None)

    def whole(self, pages: int) -> int:
        """The page count, blanks added, that the printer binds."""
        step = self.multiple.value if self.multiple is not None else 1
        return -(-pages // step) * step
