"""The part of the book that shows its figures, one after the other, numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.apparatus.maker import Leaves, Made, Maker
from serge_press.manuscript.figures.kinds import draws
from serge_press.manuscript.nodes import Anchor, Drawing, Paragraph, ParagraphStyle
from serge_press.manuscript.tree import plain_words
from serge_press.memory import remembered_by_identity
from serge_press.model.plan import FIGURES
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding
    from serge_press.manuscript.apparatus.maker import Facts
    from serge_press.manuscript.figures.drawn import Drawn
    from serge_press.manuscript.nodes import Block


@remembered_by_identity
def figures(facts: Facts) -> Made:
    """The figures that book.toml asks for, or every kind there is matter for. One asked for that cannot be drawn is told of."""
    maker = Maker(facts)
    blocks: list[Block] = []
    for number, one in enumerate(drawn(maker), 1):
        leaves = Leaves(Anchor(f"figure-{one.name}"), facts.plan.place)
        label = plain_words(maker.words.phrase("figure.number", n=str(number)))
        words = run(label, " ", one.caption)
        caption = Paragraph(leaves.next("c"), words, facts.plan.place, ParagraphStyle.CAPTION)
        place = facts.plan.place
        blocks.append(
            Drawing(leaves.anchor, one.marks, one.height, one.alt, one.told, caption, place, label, one.head, one.rows)
        )
    maker.findings += _lacking(maker)
    return maker.made(blocks)


def drawn(maker: Maker) -> Iterator[Drawn]:
    """Every figure of a book, in order."""
    for kind, what in maker.facts.plan.figures or tuple((kind, "") for kind in FIGURES):
        one = draws(kind)(maker, what)
        if one is not None:
            yield one


def _lacking(maker: Maker) -> Iterator[Finding]:
    for kind, what in maker.facts.plan.figures:
        if draws(kind)(maker, what) is None:
            name = f"{kind}:{what}" if what else kind
            yield finding(
                "M102", maker.facts.plan.place, f"the catalogue holds too little to draw '{name}'; it is left out"
            )
