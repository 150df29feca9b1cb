"""What a manuscript holds, by anchor: its leaves, the places of all that has an anchor, and what asks for a page number."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import PageNumber, Reference
from serge_press.manuscript.tree import division_anchors, every_inline, every_leaf, plain_words
from serge_press.rendering.setter import subtitle_anchor, title_anchor
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Manuscript


@dataclass(slots=True)
class Holdings:
    """``leaves``: text of each leaf by anchor, notes included. ``places``: of every anchor. ``notes``: in order of call.

    ``asked``: by target, the places where its page number is printed.
    """

    leaves: dict[Anchor, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    notes: dict[str, Place] = field(default_factory=dict)
    asked: dict[Anchor, list[Place]] = field(default_factory=dict)


def holdings(manuscript: Manuscript) -> Holdings:
    """Everything in the manuscript that has an anchor."""
    held = Holdings()
    for division in manuscript.all_divisions():
        held.places |= division_anchors(division)
        _leaf(held, title_anchor(division), division.title, division.place)
        _leaf(held, subtitle_anchor(division), division.subtitle, division.place)
        for leaf in every_leaf(division.blocks):
            _leaf(held, leaf.anchor, leaf.inlines, leaf.place)
        for note in division.notes:
            held.notes[note.anchor] = note.place
            for paragraph in note.paragraphs:
                _leaf(held, paragraph.anchor, paragraph.inlines, paragraph.place)
    return held


def _leaf(held: Holdings, anchor: Anchor, inlines: tuple[Inline, ...], place: Place) -> None:
    if not inlines:
        return
    held.places[anchor] = place
    held.leaves[anchor] = plain_words(inlines)
    for inline in every_inline(inlines):
        match inline:
            case Reference(target=target, page=True, place=where) if target is not None:
                held.asked.setdefault(target, []).append(where)
            case PageNumber(target=target):
                held.asked.setdefault(target, []).append(place)
