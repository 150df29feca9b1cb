"""The reading view: the book set for a screen, division by division, and what a save changed in it.

A division that is the same as before is not set again. Page marks and page numbers are those of the last layout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import quote

from serge_press.editions.epub_files import text_files
from serge_press.manuscript.nodes import NoteRef
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import every_inline, every_leaf
from serge_press.rendering.medium import SCREEN
from serge_press.rendering.setter import Setter, subtitle_anchor, title_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.rendering.house import House

PICTURES = "/pictures/"
_OF_NUMBERS = re.compile(r' (?:id|href|data-number)="[^"]*"|(?<=role="doc-noteref">)\d+')


@dataclass(frozen=True, slots=True)
class SetDivision:
    """One division as a browser gets it. ``noted`` are the divisions whose notes it holds."""

    division: Division
    noted: tuple[Division, ...]
    html: str

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
    _lines: dict[str, list[tuple[int, int, Anchor]]] = field(default_factory=dict, repr=False, compare=False)

    def nearest(self, place: Place) -> Anchor | None:
        """The anchor of the leaf that stands at a place in the author's files, or next before it in that file."""
        if not self._lines:
            inner = self._evidence()
            for anchor, where, _ in self.leaves():
                if anchor in inner:
                    continue
                self._lines.setdefault(where.file, []).append((where.line, where.column, anchor))
            for held in self._lines.values():
                held.sort()
        lines = self._lines.get(place.file)
        if not lines:
            return None
        at = bisect_right(lines, (place.line, place.column or 10_000, "\uffff"))
        return lines[max(0, at - 1)][2]

    def leaves(self) -> Iterator[tuple[Anchor, Place, tuple[Inline, ...]]]:
        """Every leaf of the book in order, with notes where they are shown."""
        for one in self.divisions:
            yield from _leaves(one)

    def _evidence(self) -> frozenset[Anchor]:
        """The leaves of notes that were made of brackets of evidence: these stand inside the leaf that cites."""
        calls = {
            inline.note: inline.place
            for _, _, inlines in self.leaves()
            for inline in every_inline(inlines)
            if isinstance(inline, NoteRef)
        }
        return frozenset(
            paragraph.anchor
            for division in self.manuscript.all_divisions()
            for note in division.notes
            if calls.get(note.anchor) == note.place
            for paragraph in note.paragraphs
        )

    def call_of(self, anchor: Anchor) -> Anchor:
        """For a leaf of a note the anchor of the note's call; any other anchor as it is."""
        for division in self.manuscript.all_divisions():
            for note in division.notes:
                if any(paragraph.anchor == anchor for paragraph in note.paragraphs):
                    return note.call
        return anchor


@dataclass(frozen=True, slots=True)
class Change:
    """What two views differ in. ``divisions``: anchors of those that are new or set anew. ``leaves``: whose words changed;
    ``first``: the leaf to look at, by preference one written in a file that was saved; ``call``: where to look for it in the
    reading view, which for a note is its call. Both None where no words changed.
    """

    divisions: tuple[Anchor, ...]
    leaves: tuple[Anchor, ...] = ()
    first: Anchor | None = None
    call: Anchor | None = None


def set_view(manuscript: Manuscript, house: House, folios: Folios, before: View | None = None) -> View:
    """The manuscript set for a screen. What is the same in ``before`` is taken from there."""
    setter = Setter(manuscript, house, SCREEN, folios, "#{}".format, picture_address)
    kept: dict[Anchor, SetDivision] = {}
    ranks = _ranks(manuscript)
    if before and before.folios == folios and before.house.digest == house.digest:
        same = manuscript.plan.language == before.manuscript.plan.language
        old = _ranks(before.manuscript)
        kept = {d.anchor: d for d in before.divisions if same and old.get(d.anchor) == ranks.get(d.anchor)}
    made: list[SetDivision] = []
    for file in text_files(manuscript):
        held = kept.get(file.division.anchor)
        if held is not None and held.division == file.division and held.noted == file.noted:
            made.append(held)
        else:
            made.append(SetDivision(file.division, file.noted, setter.division(file.division, file.noted)))
    return View(manuscript, house, folios, setter, tuple(made))


def picture_address(file: str) -> str:
    """The address under which the preview serves a picture of the book folder."""
    return PICTURES + quote(file)


def changes(before: View, after: View, saved: frozenset[str] = frozenset()) -> Change:
    """What is other in ``after``. ``saved`` names the files that were written meanwhile."""
    old = {one.anchor: one for one in before.divisions}
    anew = tuple(one for one in after.divisions if one.anchor not in old or old[one.anchor].html != one.html)
    leaves: list[tuple[bool, bool, Anchor]] = []
    for one in anew:
        listed = one.division.role is Role.CONTENTS  # repeats the titles of the others
        was = _words(before, old[one.anchor]) if one.anchor in old else ()
        leaves += ((listed, where.file not in saved, anchor) for anchor, where in _differing(was, _words(after, one)))
    ranked = sorted(leaves, key=lambda leaf: leaf[:2])
    first = ranked[0][2] if ranked else None
    call = after.call_of(first) if first else None
    return Change(tuple(one.anchor for one in anew), tuple(anchor for *_, anchor in leaves), first, call)


_Words = tuple[tuple["Anchor", "Place", str], ...]


def _words(view: View, one: SetDivision) -> _Words:
    """The leaves of a division with what they say. Numbers of notes are left out: one new note moves all that follow."""
    language = one.division.language
    return tuple(
        (anchor, place, _OF_NUMBERS.sub("", view.setter.inlines(inlines, language)))
        for anchor, place, inlines in _leaves(one)
    )


def _differing(before: _Words, after: _Words) -> Iterator[tuple[Anchor, Place]]:
    """The leaves of ``after`` that are new or changed; where leaves were taken away, the one that follows."""
    was = [words for *_, words in before]
    now = [words for *_, words in after]
    alike = 0  # leaves at the beginning: most saves change one paragraph of many
    while alike < min(len(was), len(now)) and was[alike] == now[alike]:
        alike += 1
    match = SequenceMatcher(a=was[alike:], b=now[alike:], autojunk=False)
    for kind, _, _, begin, end in match.get_opcodes():
        if kind == "equal":
            continue
        first = alike + begin if kind != "delete" else max(0, min(alike + begin, len(after) - 1))
        for anchor, place, _ in after[first : max(alike + end, first + 1)]:
            yield anchor, place


def _leaves(one: SetDivision) -> Iterator[tuple[Anchor, Place, tuple[Inline, ...]]]:
    division = one.division
    for anchor, inlines in ((title_anchor(division), division.title), (subtitle_anchor(division), division.subtitle)):
        if inlines:
            yield anchor, division.place, inlines
    for leaf in every_leaf(division.blocks):
        yield leaf.anchor, leaf.place, leaf.inlines
    for noted in one.noted:
        for note in noted.notes:
            for paragraph in note.paragraphs:
                yield paragraph.anchor, paragraph.place, paragraph.inlines


def _ranks(manuscript: Manuscript) -> dict[Anchor, bool]:
    """For every division whether it stands in a part: its headings are then one rank lower."""
    return {
        d.anchor: inner
        for top in manuscript.divisions
        for d, inner in ((top, False), *((c, True) for c in top.children))
    }
