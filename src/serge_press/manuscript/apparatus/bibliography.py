"""The bibliography: lettered sections of entries in order of date, with the key to the marks at its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.entry import entry
from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.apparatus.titles import mark
from serge_press.manuscript.nodes import Anchor, Block, ParagraphStyle
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.manuscript.apparatus.numbering import Numbering
    from serge_press.manuscript.nodes import Group
    from serge_press.model.works import Work

_KEY = (("°", "maybe"), ("?", "unresolved"), ("†", "against"))


@remembered_by_identity
def bibliography(facts: Facts, numbering: Numbering) -> Made:
    """Every work of the catalogue exactly once: sections, entries, parts inside their wholes."""
    maker = Maker(facts)
    leaves = Leaves(Anchor("bibliography"), facts.plan.place)
    blocks: list[Block] = list(_key(maker, leaves))
    headed = len(numbering.shelves) > 1 or any(shelf.letter for shelf in numbering.shelves)
    for shelf in numbering.shelves:
        title = shelf.title or maker.words.say("bibliography.other" if shelf.letter else "bibliography.all")
        if headed:
            blocks.append(leaves.heading(2, shelf.letter, "\u2002" if shelf.letter else "", run(title)))
        for work in shelf.works:
            alone = work.id not in numbering.parts
            blocks.append(by_itself(maker, _alone, work) if alone else entry(maker, work, numbering.parts))
    maker.findings += numbering.findings
    return maker.made(blocks)


def _alone(maker: Maker, work: Work) -> Group:
    """The entry of a work without parts."""
    return entry(maker, work, {})


def _key(maker: Maker, leaves: Leaves) -> tuple[Block, ...]:
    """The marks that this bibliography uses, explained."""
    used = {mark(maker, work) for work in maker.facts.catalogue.works.values()}
    words = maker.words
    marks = "; ".join(
        words.say("bibliography.key.mark", mark=sign, meaning=words.say(f"bibliography.key.{name}"))
        for sign, name in _KEY
        if sign in used
    )
    return leaves.line(ParagraphStyle.DETAIL, words.say("bibliography.key", marks=marks)) if marks else ()
