"""The pages of an index entry: spots of the manuscript and the folios of an edition → what is printed.

A page is given once, in the order of the book. Three pages or more in a row are run together, ``27–29``; a page on which
only a note speaks of the term keeps to itself, and so does the page that is chiefly about it (Chicago Manual of Style, 17th
edition, 16.9–16.14 and 16.111–16.112).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import ItemList, Locators, Paragraph, ParagraphStyle
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import plain_words
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor, Block, Spot
    from serge_press.manuscript.parts import Manuscript

UNKNOWN_PAGE = "000"  # as wide as most page numbers, so that a second layout moves little
_RUN = 3  # pages in a row from which on they are a range


@dataclass(frozen=True, slots=True)
class Locator:
    """One page, or several in a row: label and anchor of the first and, for a range, of the last."""

    label: str
    anchor: Anchor
    last: tuple[str, Anchor] | None = None
    note: bool = False
    main: bool = False

    @property
    def words(self) -> str:
        """As printed: ``27``, ``27–29``, ``143n``."""
        return self.label + (f"–{self.last[0]}" if self.last else "") + ("n" if self.note else "")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One entry of an index: the index, how deep it stands (0 for an entry), its words, its pages, where else to look."""

    index: str
    depth: int
    words: str
    pages: tuple[Locator, ...]
    sends: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """One page in its place, with the first anchor on it that speaks of the term."""

    at: int
    label: str
    anchor: Anchor
    note: bool
    main: bool


def locators(spots: Iterable[Spot], folios: Folios) -> tuple[Locator, ...]:
    """The locators of an entry, in the order of the pages. Spots whose page is not known are left out."""
    pages: dict[int, _Page] = {}
    ranges: list[tuple[_Page, _Page]] = []
    for spot in spots:
        page = _page(spot.anchor, spot, folios)
        last = _page(spot.until, spot, folios) if spot.until else None
        if page is None:
            continue
        if last is not None and last.at > page.at:
            ranges.append((page, last))
            continue
        held = pages.get(page.at)
        if held is None or (held.note and not page.note) or (page.main and not held.main):
            pages[page.at] = page
    found = [
        (first.at, Locator(first.label, first.anchor, (last.label, last.anchor))) for first, last in _apart(ranges)
    ]
    left = [page for page in pages.values() if page.main or not _within(page.at, ranges)]
    found += [(run[0].at, _locator(run)) for run in _runs(sorted(left, key=lambda page: page.at))]
    return tuple(locator for _, locator in sorted(found, key=lambda pair: pair[0]))


def unknown_pages(spots: Iterable[Spot]) -> tuple[Locator, ...]:
    """What holds the room of the locators while no page is known."""
    return tuple(Locator(UNKNOWN_PAGE, spot.anchor) for spot in spots)


def numbers(spots: Iterable[Spot]) -> tuple[Locator, ...]:
    """The mentions by number, for an edition that has no pages."""
    return tuple(Locator(str(number), spot.anchor) for number, spot in enumerate(spots, 1))


def index_rows(manuscript: Manuscript, folios: Folios) -> Iterator[IndexRow]:
    """Every entry of every index of a book, in order, with its pages in an edition."""
    for division in manuscript.divisions:
        if division.role is Role.INDEX:
            for block in division.blocks:
                yield from _rows(division.anchor, block, folios, -1)


def _rows(index: str, block: Block, folios: Folios, depth: int) -> Iterator[IndexRow]:
    if isinstance(block, Paragraph) and block.style is ParagraphStyle.INDEX_ENTRY:
        spots = tuple(spot for inline in block.inlines if isinstance(inline, Locators) for spot in inline.spots)
        at = next((at for at, one in enumerate(block.inlines) if isinstance(one, Locators)), len(block.inlines))
        words, sends = plain_words(block.inlines[:at]).removesuffix(", "), plain_words(block.inlines[at:]).strip(" .,")
        yield IndexRow(index, depth, words, locators(spots, folios), sends)
    elif isinstance(block, ItemList):
        for item in block.items:
            for inner in item:
                yield from _rows(index, inner, folios, depth + 1)


def _page(anchor: Anchor, spot: Spot, folios: Folios) -> _Page | None:
    label = folios.of(anchor)
    return None if label is None else _Page(folios.position(label), label, anchor, spot.note, spot.main)


def _within(at: int, ranges: Iterable[tuple[_Page, _Page]]) -> bool:
    return any(first.at <= at <= last.at for first, last in ranges)


def _apart(ranges: Iterable[tuple[_Page, _Page]]) -> list[tuple[_Page, _Page]]:
    """Ranges that do not meet: those that do are one."""
    out: list[tuple[_Page, _Page]] = []
    for first, last in sorted(ranges, key=lambda pair: (pair[0].at, pair[1].at)):
        if out and first.at <= out[-1][1].at:
            out[-1] = (out[-1][0], max(out[-1][1], last, key=lambda page: page.at))
        else:
            out.append((first, last))
    return out


def _runs(pages: Iterable[_Page]) -> list[list[_Page]]:
    """The pages, those that are run together in one list."""
    runs: list[list[_Page]] = []
    for page in pages:
        before = runs[-1][-1] if runs else None
        if before is not None and before.at + 1 == page.at and _alike(before, page):
            runs[-1].append(page)
        else:
            runs.append([page])
    return [part for run in runs for part in ([run] if len(run) >= _RUN else [[page] for page in run])]


def _alike(one: _Page, other: _Page) -> bool:
    special = one.note or one.main or other.note or other.main
    return not special and one.label.isdecimal() == other.label.isdecimal()


def _locator(run: list[_Page]) -> Locator:
    first, last = run[0], run[-1]
    if len(run) == 1:
        return Locator(first.label, first.anchor, None, first.note, first.main)
    return Locator(first.label, first.anchor, (last.label, last.anchor))
