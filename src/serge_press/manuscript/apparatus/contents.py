"""The contents: a line for every division that asks for one, lines below it for its sections and cases.

Titles are repeated without calls, citations and links, so the contents may be made before or after references are
resolved; every line is bound to its target here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, bare, run
from serge_press.manuscript.apparatus.maker import Leaves
from serge_press.manuscript.nodes import (
    Anchor,
    Block,
    Foreign,
    Group,
    Heading,
    Leader,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Reference,
)
from serge_press.manuscript.parts import Matter, Role
from serge_press.manuscript.tree import plain_words
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.parts import Division

# Years and places would fill pages; forms of a name, kinds of source and the colophon's one heading say nothing in a list
# of contents. Nor are the sections of what stands before the text: who reads it turns to its beginning.
_WITHOUT_SECTIONS = frozenset({Role.CHRONOLOGY, Role.NAMES, Role.COLOPHON, Role.CONTENTS, Role.PEOPLE, Role.SOURCES})


_SECTIONS = 2
"""The level of the headings that the contents list."""


def contents(divisions: Iterable[Division], place: Place, language: str) -> tuple[Paragraph, ...]:
    """One paragraph a line: the title linked, a leader, the printed page. ``language`` is the book's."""
    leaves = Leaves(Anchor("contents"), place)
    lines: list[Paragraph] = []
    for division in divisions:
        lines += _division(division, leaves, language, below=False)
        for child in division.children:
            lines += _division(child, leaves, language, below=True)
    return tuple(lines)


def _division(division: Division, leaves: Leaves, language: str, *, below: bool) -> Iterator[Paragraph]:
    title = bare(division.title)
    if not division.in_contents or not plain_words(title).strip():
        return
    own = division.language if division.language and division.language != language else ""
    number = f"{division.number}\u2002" if division.number else ""
    shown = run(number, Foreign(title, own) if own else title)
    style = ParagraphStyle.CONTENTS_SUBLINE if below else ParagraphStyle.CONTENTS_LINE
    yield _line(leaves, division.anchor, shown, style, division.place)
    if below or division.matter is Matter.FRONT or division.role in _WITHOUT_SECTIONS:
        return
    for heading in headings(division.blocks):
        words = bare(heading.inlines)
        tongue = heading.language or own
        said = run(Foreign(words, tongue)) if tongue and tongue != language else words
        yield _line(leaves, heading.anchor, said, ParagraphStyle.CONTENTS_SUBLINE, heading.place)


def _line(leaves: Leaves, target: Anchor, words: Run, style: ParagraphStyle, place: Place) -> Paragraph:
    link = Reference("anchor", target, words, place, target=target)
    return Paragraph(leaves.next(), (link, Leader(), PageNumber(target)), place, style)


@remembered_by_identity
def headings(blocks: tuple[Block, ...]) -> tuple[Heading, ...]:
    """The headings of sections among the blocks and the groups and quotations in them."""
    return tuple(_headings(blocks))


def _headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    for block in blocks:
        match block:
            case Heading() if block.level == _SECTIONS:
                yield block
            case Group(blocks=inside) | Quotation(blocks=inside):
                yield from _headings(inside)
            case _:
                pass
