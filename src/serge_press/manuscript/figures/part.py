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

    from serge_press.manuscript.apparatus.maker import Facts
    from serge_press.manuscript.figures.drawn import Drawn
    from serge_press.manuscript.nodes import Block


@remembered_by_identity
def figures(facts: Facts) -> Made:
    """The figures that book.toml asks for, or every kind there is matter for. One asked for that cannot be drawn is told of."""
    maker = Maker(facts)
    place = facts.plan.place
    blocks: list[Block] = []
    for kind, what, one in _tried(maker):
        if one is None:
            if facts.plan.figures:
                name = f"{kind}:{what}" if what else kind
                told = f"the catalogue holds too little to draw '{name}'; it is left out"
                maker.findings.append(finding("M102", place, told))
            continue
        leaves = Leaves(Anchor(f"figure-{one.name}"), place)
        label = plain_words(maker.words.phrase("figure.number", n=str(len(blocks) + 1)))
        caption = Paragraph(leaves.next("c"), run(label, " ", one.caption), place, ParagraphStyle.CAPTION)
        blocks.append(
            Drawing(leaves.anchor, one.marks, one.height, one.alt, one.told, caption, place, label, one.head, one.rows)
        )
    return maker.made(blocks)


def drawn(maker: Maker) -> Iterator[Drawn]:
    """Every figure of a book, in order."""
    return (one for _, _, one in _tried(maker) if one is not None)


def _tried(maker: Maker) -> Iterator[tuple[str, str, Drawn | None]]:
    """Every figure that is wanted: its kind, the record it shows, and the drawing, where there is matter for one."""
    for kind, what in maker.facts.plan.figures or tuple((kind, "") for kind in FIGURES):
        yield kind, what, draws(kind)(maker, what)
