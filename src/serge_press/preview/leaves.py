"""The leaves of a division as the preview needs them: what they say, and where they stand in the author's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import NoteRef
from serge_press.manuscript.tree import every_inline, every_leaf
from serge_press.memory import remembered_by_identity
from serge_press.rendering.setter import subtitle_anchor, title_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division

Leaf = tuple["Anchor", "Place", tuple["Inline", ...], str]
"""Anchor, place, inlines and the language of the division."""


def leaves_of(division: Division) -> Iterator[Leaf]:
    """Every leaf of a division in order, without its notes."""
    for anchor, inlines in ((title_anchor(division), division.title), (subtitle_anchor(division), division.subtitle)):
        if inlines:
            yield anchor, division.place, inlines, division.language
    for leaf in every_leaf(division.blocks):
        yield leaf.anchor, leaf.place, leaf.inlines, division.language


def leaves_of_notes(division: Division) -> Iterator[Leaf]:
    """The paragraphs of the notes of a division."""
    for note in division.notes:
        for paragraph in note.paragraphs:
            yield paragraph.anchor, paragraph.place, paragraph.inlines, division.language


Lines = tuple[tuple[int, int, "Anchor"], ...]
"""Line, column and anchor of leaves that stand in one file, in order."""


@remembered_by_identity
def lines_of(division: Division) -> Mapping[str, Lines]:
    """Where the leaves of a division stand in the author's files, without its notes."""
    return _by_file((place, anchor) for anchor, place, *_ in leaves_of(division))


@remembered_by_identity
def lines_of_notes(division: Division) -> Mapping[str, Lines]:
    """Where the notes of a division stand. A bracket of evidence stands inside the leaf that cites, and counts as that leaf."""
    calls = {
        inline.note: inline.place
        for _, _, inlines, _ in leaves_of(division)
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
