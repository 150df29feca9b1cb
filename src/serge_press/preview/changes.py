"""What a save changed in the reading view, and where to look."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from serge_press.manuscript.parts import Role
from serge_press.preview.leaves import leaves_of, leaves_of_notes
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor
    from serge_press.preview.leaves import Leaf
    from serge_press.preview.reading_view import SetDivision, View
    from serge_press.rendering.setter import Setter

_OF_NUMBERS = re.compile(r' (?:id|href|data-number)="[^"]*"|(?<=role="doc-noteref">)\d+')


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


def changes(before: View, after: View, saved: frozenset[str] = frozenset()) -> Change:
    """What is other in ``after``. ``saved`` names the files that were written meanwhile."""
    old = {one.anchor: one for one in before.divisions}
    anew = tuple(one for one in after.divisions if one.anchor not in old or old[one.anchor].html != one.html)
    leaves: list[tuple[bool, bool, Anchor]] = []
    for one in anew:
        if one.division.role is Role.INDEX:
            continue  # it says where the others say something
        listed = one.division.role is Role.CONTENTS  # repeats the titles of the others
        for was, now in _other_parts(old.get(one.anchor), one):
            differing = _differing(_words(before.setter, was, now), _words(after.setter, now, was))
            leaves += ((listed, where.file not in saved, anchor) for anchor, where in differing)
    ranked = sorted(leaves, key=lambda leaf: leaf[:2])
    first = ranked[0][2] if ranked else None
    call = after.call_of(first) if first else None
    return Change(tuple(one.anchor for one in anew), tuple(anchor for *_, anchor in leaves), first, call)


_Words = tuple[tuple["Anchor", "Place", str], ...]


def _other_parts(before: SetDivision | None, after: SetDivision) -> Iterator[tuple[tuple[Leaf, ...], tuple[Leaf, ...]]]:
    """The leaves before and after of each part of a division that was not made of the same: its text, groups of notes."""
    was = before.division if before else None
    if was is not after.division:
        yield tuple(leaves_of(was)) if was else (), tuple(leaves_of(after.division))
    noted = {held.division.anchor: held.division for held in before.notes} if before else {}
    for held in after.notes:
        earlier = noted.get(held.division.anchor)
        if earlier is not held.division:
            yield tuple(leaves_of_notes(earlier)) if earlier else (), tuple(leaves_of_notes(held.division))


def _words(setter: Setter, leaves: tuple[Leaf, ...], others: tuple[Leaf, ...]) -> _Words:
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
