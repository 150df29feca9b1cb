"""The audit of the notes on finished pages, whatever set them: that each stands once, whole, and in its place."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from serge_press.editions.box_tree import SetPage
    from serge_press.findings import Finding


def audit(
    pages: Sequence[SetPage],
    places: Mapping[str, Place],
    letters: Mapping[str, int],
    label: Callable[[int], str] = str,
) -> tuple[Finding, ...]:
    """Whether every note stands once, whole, in order, on the page of its call or after.

    A note may be split: then it ends one page and goes on at the head of the notes of the next. ``places`` and ``letters`` tell,
    by note id in the order of the text, where the author wrote the note and how many letters it has; ``label`` gives the page
    number of a leaf. Rules P001 (lost, doubled, out of order, before its call) and P002 (cut off, or set over the text).
    """
    found: list[Finding] = []
    stands: dict[str, list[int]] = {}
    count: Counter[str] = Counter()
    called = {note: page.leaf for page in reversed(pages) for note in page.calls}
    for page in pages:
        for note in page.notes:
            stands.setdefault(note.id, []).append(page.leaf)
            count[note.id] += note.letters
    for note_id, place in places.items():
        leaves = stands.get(note_id, [])
        if not leaves:
            found.append(finding("P001", place, "this note is called in the text but stands on no page"))
        elif len(leaves) > 1 and (count[note_id] > letters[note_id] or not _goes_on(pages, note_id, leaves)):
            found.append(
                finding("P001", place, f"this note is printed more than once (pages {', '.join(map(label, leaves))})")
            )
        elif count[note_id] < letters[note_id]:
            missing, where = letters[note_id] - count[note_id], ", ".join(map(label, leaves))
            words = f"page {where}" if len(leaves) == 1 else f"pages {where}"
            found.append(finding("P002", place, f"{missing} letters of this note are not on its page ({words})"))
        if leaves and leaves[0] < called.get(note_id, 0):
            found.append(finding("P001", place, f"this note stands on page {label(leaves[0])}, before its call"))
    order = {note_id: number for number, note_id in enumerate(places)}
    printed = [note.id for page in pages for note in page.notes if note.id in order]
    for earlier, later in itertools.pairwise(printed):
        if order[earlier] > order[later]:
            found.append(finding("P001", places[later], "this note is printed after one that is called later"))
    found.extend(_cut(pages, places, label))
    return tuple(found)


def _goes_on(pages: Sequence[SetPage], note: str, leaves: Sequence[int]) -> bool:
    """Whether a note on several pages is one that goes on from each to the next: the last of one page, the first of the other."""
    notes = {page.leaf: [one.id for one in page.notes] for page in pages if page.leaf in leaves}
    return (
        list(leaves) == list(range(leaves[0], leaves[-1] + 1))
        and all(notes[leaf][-1] == note for leaf in leaves[:-1])
        and all(notes[leaf][0] == note for leaf in leaves[1:])
    )


def _cut(pages: Sequence[SetPage], places: Mapping[str, Place], label: Callable[[int], str]) -> Iterator[Finding]:
    """Note areas that run over the text above them or past the foot of the page (lengths in CSS px; half one is play)."""
    for page in pages:
        if not page.notes:
            continue
        longest = max(page.notes, key=lambda note: note.letters)
        place = places.get(longest.id, NOWHERE)
        if page.text_foot > page.notes_head + 0.5:
            yield finding(
                "P002", place, f"the notes of page {label(page.leaf)} are set over its text: this one is too long"
            )
        elif page.notes_foot > page.foot + 0.5 or page.notes_head < page.head - 0.5:
            yield finding(
                "P002", place, f"the notes of page {label(page.leaf)} are cut off: this one is longer than the page"
            )
