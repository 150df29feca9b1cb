"""Heads and page numbers: none over an opening, on a blank page or one for show; and heads name what is read below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.print_document import is_display, with_parts
from serge_press.editions.print_folios import is_number
from serge_press.findings import NOWHERE
from serge_press.manuscript.letters import is_letter
from serge_press.manuscript.tree import plain_words
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.editions.box_tree import SetPage
    from serge_press.findings import Finding
    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.parts import Division, Manuscript


def wrong_furniture(pages: Sequence[SetPage], folios: Folios, manuscript: Manuscript) -> Iterator[Finding]:
    """P035 for heads and page numbers that stand where none belong, or name another part of the book."""
    for page in pages:
        if page.blank and page.margins and not page.notes:  # notes that are left over stand on a page without text
            yield finding(
                "P035", NOWHERE, f"blank page {folios.pages[page.leaf - 1].label} bears “{page.margins[0][1]}”"
            )
    for division, part, own in _runs(pages, manuscript):
        titles = {_bare(division.running or plain_words(division.title)), _bare(manuscript.plan.title)}
        titles |= {_bare(part.running or plain_words(part.title)), _bare(plain_words(part.title))} if part else set()
        titles.add(_bare(plain_words(division.title)))
        shows = is_display(division)
        for page in own:
            label = folios.pages[page.leaf - 1].label
            said = ""
            for name, words in page.margins:
                number = is_number(words)  # that it is the page's own, P014 sees to
                opens = page is own[0] and (not number or name.startswith("@top"))
                if shows or opens:
                    said = f"page {label} is {'for show' if shows else 'an opening'}, and bears “{words}”"
                elif not number and _bare(words) not in titles:
                    said = f"the head of page {label}, “{words}”, does not name what stands below it"
            if said and not page.blank:
                yield finding("P035", division.place, said)


def _runs(
    pages: Sequence[SetPage], manuscript: Manuscript
) -> Iterator[tuple[Division, Division | None, list[SetPage]]]:
    """Every division that opens a page with the part it belongs to and its pages."""
    where: dict[str, int] = {}
    for index, page in enumerate(pages):
        for name in page.ids:
            where.setdefault(name, index)
    opened = [(where[one.anchor], one, part) for one, part in with_parts(manuscript) if one.anchor in where]
    for at, (begin, division, part) in enumerate(opened, 1):
        yield division, part, list(pages[begin : opened[at][0] if at < len(opened) else len(pages)])


def _bare(words: str) -> str:
    """The letters of words, to compare by."""
    return "".join(filter(is_letter, words)).casefold()
