"""Folios from laid-out pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from serge_press.manuscript.folios import Folio, Folios, roman
from serge_press.manuscript.parts import Matter

if TYPE_CHECKING:
    from serge_press.editions.box_tree import SetPage
    from serge_press.manuscript.parts import Manuscript

_NUMBER = re.compile(r"\d+|[ivxlcdm]+")


def is_number(words: str) -> bool:
    """Whether words of a margin box are a page number, arabic or roman."""
    return _NUMBER.fullmatch(words) is not None


def folios_of(manuscript: Manuscript, pages: tuple[SetPage, ...], edition: str) -> Folios:
    """The folios of laid-out pages: roman up to the first unit that is not front matter, arabic from 1 after it."""
    starts = [division.anchor for division in manuscript.divisions if division.matter is not Matter.FRONT]
    first = next((page.leaf for page in pages if any(start in page.ids for start in starts)), len(pages) + 1)
    set_pages: list[Folio] = []
    where: dict[Any, str] = {}
    for page in pages:
        label = roman(page.leaf) if page.leaf < first else str(page.leaf - first + 1)
        printed = any(text == label for _, text in page.margins)
        anchor: Any = page.anchor
        set_pages.append(Folio(page.leaf, label, anchor, page.letters, page.opens, printed))
        for name in page.ids:
            where.setdefault(name, label)
    return Folios(tuple(set_pages), where, edition)
