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
from serge_press.memory import remembered_by_identity
from serge_press.rendering.blocks import KnownBlocks
from serge_press.rendering.medium import SCREEN
from serge_press.rendering.setter import Setter, subtitle_anchor, title_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.rendering.house import House

PICTURES = "/pictures/"
_OF_NUMBERS = re.compile(r' (?:id|href|data-number)="[^"]*"|(?<=role="doc-noteref">)\d+')


@dataclass(frozen=True, slots=True)
class SetNotes:
    """The notes of one division, set under this heading."""

    division: Division
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class SetDivision:
    """One division as a browser gets it. ``notes`` are those that it holds."""

    division: Division
    notes: tuple[SetNotes, ...]
    html: str
    blocks: KnownBlocks = field(compare=False)

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
    ranks = _ranks(manuscript)
    kept: dict[Anchor, SetDivision] = {}
    notes: dict[Anchor, SetNotes] = {}
    if before and _comparable(before, manuscript, house, folios):
        old = _ranks(before.manuscript)
        kept = {d.anchor: d for d in before.divisions if old.get(d.anchor) == ranks.get(d.anchor)}
        notes = {held.division.anchor: held for d in before.divisions for held in d.notes}

    def set_notes(division: Division) -> SetNotes:
        held, title = notes.get(division.anchor), setter.notes_title(division)
        if held is not None and held.title == title and held.division == division:
            return held
        return SetNotes(division, title, setter.notes(division))

    made: list[SetDivision] = []
    for file in text_files(manuscript):
        noted = {one.anchor: set_notes(one) for one in file.noted if one.notes}
        held = kept.get(file.division.anchor)
        if held is None or held.division != file.division or held.notes != tuple(noted.values()):
            texts = {anchor: one.html for anchor, one in noted.items()}
            blocks = KnownBlocks(held.blocks if held else None)
            html = setter.division(file.division, file.noted, texts, blocks)
            held = SetDivision(file.division, tuple(noted.values()), html, blocks)
        made.append(held)
    return View(manuscript, house, folios, setter, tuple(made))


def _comparable(before: View, manuscript: Manuscript, house: House, folios: Folios) -> bool:
    """Whether all that is said in one place for the whole book is the same."""
    same = before.manuscript.plan.language == manuscript.plan.language
    return same and before.house.digest == house.digest and before.folios == folios


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
        for was, now in _other_parts(old.get(one.anchor), one):
            differing = _differing(_words(before.setter, was, now), _words(after.setter, now, was))
            leaves += ((listed, where.file not in saved, anchor) for anchor, where in differing)
    ranked = sorted(leaves, key=lambda leaf: leaf[:2])
    first = ranked[0][2] if ranked else None
    call = after.call_of(first) if first else None
    return Change(tuple(one.anchor for one in anew), tuple(anchor for *_, anchor in leaves), first, call)


_Leaf = tuple["Anchor", "Place", tuple["Inline", ...], str]  # the last is the language of the division
_Words = tuple[tuple["Anchor", "Place", str], ...]


def _other_parts(
    before: SetDivision | None, after: SetDivision
) -> Iterator[tuple[tuple[_Leaf, ...], tuple[_Leaf, ...]]]:
    """The leaves before and after of each part of a division that was not made of the same: its text, groups of notes."""
    was = before.division if before else None
    if was is not after.division:
        yield tuple(_leaves(was)) if was else (), tuple(_leaves(after.division))
    noted = {held.division.anchor: held.division for held in before.notes} if before else {}
    for held in after.notes:
        earlier = noted.get(held.division.anchor)
        if earlier is not held.division:
            yield tuple(_note_leaves(earlier)) if earlier else (), tuple(_note_leaves(held.division))


def _words(setter: Setter, leaves: tuple[_Leaf, ...], others: tuple[_Leaf, ...]) -> _Words:
    """What the leaves say, for comparison with the others: of those that both have, anything that is unlike all else.

    Numbers of notes are left out: one new note moves all that follow.
    """
    shared = {id(inlines) for _, _, inlines, _ in others}
    return tuple(
        (
            anchor,
            place,
            f"<{id(inlines)}" if id(inlines) in shared else _OF_NUMBERS.sub("", setter.inlines(inlines, language)),
        )
        for anchor, place, inlines, language in leaves
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


def _leaves(division: Division) -> Iterator[_Leaf]:
    """Every leaf of a division in order, without its notes."""
    for anchor, inlines in ((title_anchor(division), division.title), (subtitle_anchor(division), division.subtitle)):
        if inlines:
            yield anchor, division.place, inlines, division.language
    for leaf in every_leaf(division.blocks):
        yield leaf.anchor, leaf.place, leaf.inlines, division.language


def _note_leaves(division: Division) -> Iterator[_Leaf]:
    for note in division.notes:
        for paragraph in note.paragraphs:
            yield paragraph.anchor, paragraph.place, paragraph.inlines, division.language


Lines = tuple[tuple[int, int, "Anchor"], ...]
"""Line, column and anchor of leaves that stand in one file, in order."""


@remembered_by_identity
def lines_of(division: Division) -> Mapping[str, Lines]:
    """Where the leaves of a division stand in the author's files, without its notes."""
    return _by_file((place, anchor) for anchor, place, *_ in _leaves(division))


@remembered_by_identity
def lines_of_notes(division: Division) -> Mapping[str, Lines]:
    """Where the notes of a division stand. A bracket of evidence stands inside the leaf that cites, and counts as that leaf."""
    calls = {
        inline.note: inline.place
        for _, _, inlines, _ in _leaves(division)
        for inline in every_inline(inlines)
        if isinstance(inline, NoteRef)
    }
    return _by_file(
        (paragraph.place, paragraph.anchor)
        for note in division.notes
        if calls.get(note.anchor) != note.place
        for paragraph in note.paragraphs
    )


def _by_file(leaves: Iterable[tuple[Place, Anchor]]) -> Mapping[str, Lines]:
    files: dict[str, list[tuple[int, int, Anchor]]] = {}
    for place, anchor in leaves:
        files.setdefault(place.file, []).append((place.line, place.column, anchor))
    return {file: tuple(sorted(lines)) for file, lines in files.items()}


def _ranks(manuscript: Manuscript) -> dict[Anchor, bool]:
    """For every division whether it stands in a part: its headings are then one rank lower."""
    return {
        d.anchor: inner
        for top in manuscript.divisions
        for d, inner in ((top, False), *((c, True) for c in top.children))
    }
