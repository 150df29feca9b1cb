"""Half-title and title page: what the plan says, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import joined, run
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.nodes import Anchor, GroupStyle, ParagraphStyle
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made


@remembered_by_identity
def half_title(facts: Facts) -> Made:
    """The title alone."""
    maker = Maker(facts)
    leaves = Leaves(Anchor("half-title"), facts.plan.place)
    return maker.made(
        leaves.group(GroupStyle.TITLE_BLOCK, leaves.line(ParagraphStyle.TITLE_LINE, maker.set(facts.plan.title)))
    )


@remembered_by_identity
def title_page(facts: Facts) -> Made:
    """Title, subtitle, who made the book; then city, house and year."""
    maker = Maker(facts)
    plan = facts.plan
    leaves = Leaves(Anchor("title-page"), plan.place)
    block = [
        *leaves.line(ParagraphStyle.TITLE_LINE, maker.set(plan.title)),
        *leaves.line(ParagraphStyle.SUBTITLE_LINE, maker.set(plan.subtitle)),
    ]
    for name in plan.by:
        block += leaves.line(ParagraphStyle.AUTHOR_LINE, maker.set(name))
    house = joined([run(maker.set(plan.publisher)), run(maker.set(plan.city)), run(maker.set(plan.year))], " · ")
    return maker.made(
        (
            *leaves.group(GroupStyle.TITLE_BLOCK, block),
            *leaves.group(GroupStyle.IMPRINT_BLOCK, leaves.line(ParagraphStyle.IMPRINT_LINE, house)),
        )
    )
