"""The reading view: the book set for a screen, division by division.

A division that is the same as before is not set again. Page marks and page numbers are those of the last layout.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from serge_press.editions.epub_files import text_files
from serge_press.manuscript.folios import AskedFolios, Folios
from serge_press.manuscript.nodes import Anchor
from serge_press.manuscript.tree import division_anchors
from serge_press.memory import remembered_by_identity
from serge_press.preview.leaves import lines_of, lines_of_notes
from serge_press.rendering.known_blocks import KnownBlocks
from serge_press.rendering.marks import page_starts
from serge_press.rendering.medium import SCREEN
from serge_press.rendering.setter import Setter, subtitle_anchor, title_anchor
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.editions.epub_files import TextFile
    from serge_press.findings import Place
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.preview.leaves import Lines
    from serge_press.rendering.house import House
    from serge_press.rendering.marks import PageStart

PICTURES = "/pictures/"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page numbers that stand in what was set, and the pages that begin in it."""

    asked: Mapping[Anchor, str | None]
    starts: Mapping[Anchor, tuple[PageStart, ...]]


@dataclass(frozen=True, slots=True)
class SetNotes:
    """The notes of one division, set under this heading."""

    division: Division
    title: str
    html: str
    numbers: Numbers = field(compare=False)


@dataclass(frozen=True, slots=True)
class SetDivision:
    """One division as a browser gets it. ``notes`` are those that it holds."""

    division: Division
    notes: tuple[SetNotes, ...]
    html: str
    blocks: KnownBlocks = field(compare=False)
    numbers: Numbers = field(compare=False)

    @property
    def anchor(self) -> Anchor:
        """Names it among the divisions."""
        return self.division.anchor


@dataclass(frozen=True)
class View:
    """The whole reading view."""

    manuscript: Manuscript
    house: House
    folios: Folios
    setter: Setter
    divisions: tuple[SetDivision, ...]
    _lines: dict[str, list[Lines]] = field(default_factory=dict, repr=False, compare=False)

    def nearest(self, place: Place) -> Anchor | None:
        """The anchor of the leaf that stands at a place in the author's files, or next before it in that file."""
        if not self._lines:
            for one in self.divisions:
                for lines in (lines_of(one.division), *(lines_of_notes(held.division) for held in one.notes)):
                    for file, inside in lines.items():
                        self._lines.setdefault(file, []).append(inside)
        wanted = (place.line, place.column or 10_000, "\uffff")
        found = self._lines.get(place.file, ())
        before = [held[at - 1] for held in found if (at := bisect_right(held, wanted))]
        if before:
            return max(before)[2]
        return min(held[0] for held in found)[2] if found else None

    def call_of(self, anchor: Anchor) -> Anchor:
        """For a leaf of a note the anchor of the note's call; any other anchor as it is."""
        for division in self.manuscript.all_divisions():
            for note in division.notes:
                if any(paragraph.anchor == anchor for paragraph in note.paragraphs):
                    return note.call
        return anchor


def set_view(manuscript: Manuscript, house: House, folios: Folios, before: View | None = None) -> View:
    """The manuscript set for a screen. What is the same in ``before`` is taken from there."""
    asking = AskedFolios(folios.pages, folios.where, folios.edition)
    setter = Setter(manuscript, house, SCREEN, asking, "#{}".format, picture_address)
    ranks = _ranks(manuscript)
    kept: dict[Anchor, SetDivision] = {}
    notes: dict[Anchor, SetNotes] = {}
    if before and _comparable(before, manuscript, house):
        old = _ranks(before.manuscript)
        kept = {d.anchor: d for d in before.divisions if old.get(d.anchor) == ranks.get(d.anchor)}
        notes = {held.division.anchor: held for d in before.divisions for held in d.notes}
    starts = page_starts(folios)
    same_pages = before is not None and before.folios == folios

    def paged_alike(numbers: Numbers, anchors: frozenset[Anchor]) -> bool:
        if same_pages:
            return True
        said = all(folios.where.get(anchor) == label for anchor, label in numbers.asked.items())
        return said and numbers.starts == _within(starts, anchors)

    def set_notes(division: Division) -> SetNotes:
        held, title, anchors = notes.get(division.anchor), setter.notes_title(division), _anchors_of_notes(division)
        if held and (held.title, held.division) == (title, division) and paged_alike(held.numbers, anchors):
            return held
        asking.asked.clear()
        html = setter.notes(division)
        return SetNotes(division, title, html, Numbers(dict(asking.asked), _within(starts, anchors)))

    def set_division(file: TextFile) -> SetDivision:
        division, anchors = file.division, _anchors_of(file.division)
        noted = {one.anchor: set_notes(one) for one in file.noted if one.notes}
        held = kept.get(division.anchor)
        paged = held is not None and paged_alike(held.numbers, anchors)
        if held and paged and (held.division, held.notes) == (division, tuple(noted.values())):
            return held
        # groups that are not set again ask for no number again
        asking.asked.clear()
        blocks = KnownBlocks(held.blocks if held and paged else None)
        texts = {anchor: one.html for anchor, one in noted.items()}
        html = setter.division(division, file.noted, texts, blocks, continued=file.continued)
        asked = {**held.numbers.asked, **asking.asked} if held and paged else dict(asking.asked)
        return SetDivision(division, tuple(noted.values()), html, blocks, Numbers(asked, _within(starts, anchors)))

    return View(manuscript, house, folios, setter, tuple(set_division(file) for file in text_files(manuscript)))


def _comparable(before: View, manuscript: Manuscript, house: House) -> bool:
    """Whether all that is said in one place for the whole book is the same. Sheets and fonts are no part of the text."""
    return before.manuscript.plan.language == manuscript.plan.language and before.house.fills_as(house)


def _within(
    starts: Mapping[Anchor, tuple[PageStart, ...]], anchors: frozenset[Anchor]
) -> Mapping[Anchor, tuple[PageStart, ...]]:
    return {anchor: found for anchor, found in starts.items() if anchor in anchors}


@remembered_by_identity
def _anchors_of(division: Division) -> frozenset[Anchor]:
    """All places of a division at which a page may begin, without those of its notes."""
    own = replace(division, notes=())
    return frozenset((title_anchor(own), subtitle_anchor(own), *(anchor for anchor, _ in division_anchors(own))))


@remembered_by_identity
def _anchors_of_notes(division: Division) -> frozenset[Anchor]:
    """All places of the notes of a division at which a page may begin."""
    group = f"{division.anchor}-notes"
    notes = replace(division, blocks=())
    return frozenset((Anchor(group), Anchor(f"{group}-title"), *(anchor for anchor, _ in division_anchors(notes))))


def picture_address(file: str) -> str:
    """The address under which the preview serves a picture of the book folder."""
    return PICTURES + quote(file)


def _ranks(manuscript: Manuscript) -> dict[Anchor, bool]:
    """For every division whether it stands in a part: its headings are then one rank lower."""
    return {
        d.anchor: inner
        for top in manuscript.divisions
        for d, inner in ((top, False), *((c, True) for c in top.children))
    }
