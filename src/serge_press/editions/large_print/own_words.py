"""What large print says of itself: in the imprint, that it is large print and counts its own pages; and its own typeface.

The manuscript is one for all editions. Imprint and colophon name the face that the book is set in, which is another here.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from serge_press.manuscript.apparatus.line import run, sentences
from serge_press.manuscript.apparatus.maker import Leaves
from serge_press.manuscript.nodes import Anchor, Group, GroupStyle, ParagraphStyle, Text
from serge_press.manuscript.parts import Role
from serge_press.phrases import phrases

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Block
    from serge_press.manuscript.parts import Division, Manuscript

_NAMING = (Role.IMPRINT, Role.COLOPHON)


def in_large_print(manuscript: Manuscript, families: tuple[str, ...], family: str) -> Manuscript:
    """The manuscript for large print set in ``family``; ``families`` are those that the other editions are set in."""
    divisions = tuple(_told(division, manuscript, families, family) for division in manuscript.divisions)
    return replace(manuscript, divisions=divisions)


def _told(division: Division, manuscript: Manuscript, families: tuple[str, ...], family: str) -> Division:
    if division.role not in _NAMING:
        return division
    blocks = division.blocks
    if family and family not in families:
        named = phrases(division.language or manuscript.plan.language).listed(families)
        blocks = _put(blocks, named, family)
    if division.role is Role.IMPRINT:
        blocks = _with_statement(blocks, manuscript)
    return replace(division, blocks=blocks)


def _put(value: Any, old: str, new: str) -> Any:
    """The same nodes with one name for another in every text."""
    if isinstance(value, Text):
        return replace(value, text=value.text.replace(old, new)) if old and old in value.text else value
    if isinstance(value, tuple):
        return tuple(_put(one, old, new) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        changed = {name: made for name, one in held.items() if (made := _put(one, old, new)) != one}
        return replace(value, **changed) if changed else value
    return value


def _with_statement(blocks: tuple[Block, ...], manuscript: Manuscript) -> tuple[Block, ...]:
    """The imprint with a line at its end that says what this edition is."""
    words = phrases(manuscript.plan.language).say("imprint.large-print")
    leaves = Leaves(Anchor("imprint-large-print"), manuscript.plan.place)
    line = tuple(leaves.line(ParagraphStyle.IMPRINT_LINE, sentences(run(words))))
    if blocks and isinstance(blocks[-1], Group) and blocks[-1].style is GroupStyle.IMPRINT_BLOCK:
        return (*blocks[:-1], replace(blocks[-1], blocks=(*blocks[-1].blocks, *line)))
    return (*blocks, *line)
