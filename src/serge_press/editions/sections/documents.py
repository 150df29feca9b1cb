"""The HTML of sections: a unit alone, the empty pages that bear its heads, and what it refers to."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from serge_press.editions.print_document import picture_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit

_ID = re.compile(r'\sid="([^"]*)"')
_TARGET = re.compile(r'\shref="#([^"]*)"')
_PICTURE = re.compile(r'\ssrc="' + re.escape(picture_address("")) + r'([^"]*)"')


def alone(content: str, language: str, style: str = "") -> str:
    """A document of one section. It has neither title nor date, so that it changes only when the section does."""
    sheet = f"<style>{style}</style>" if style else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">{sheet}</head>\n'
        f"<body>\n{content}\n</body>\n</html>\n"
    )


def ids(html: str) -> list[str]:
    """Every id in the order of the text."""
    return [unescape(name) for name in _ID.findall(html)]


def targets(html: str) -> list[str]:
    """Every id of the book that is referred to, once, in the order of the text."""
    return list(dict.fromkeys(unescape(unquote(name)) for name in _TARGET.findall(html)))


def pictures(html: str) -> list[str]:
    """Every picture of the book folder, by file name, once."""
    return list(dict.fromkeys(unquote(unescape(name)) for name in _PICTURE.findall(html)))


def heads_document(
    unit: Unit, before: Unit | None, pages: int, geometry: PageGeometry, language: str, number: int, *, right: bool
) -> str:
    """Empty pages with the heads and folios of a section, after one page (to be dropped) that stands for those before it.

    ``number`` is the folio of that page, ``right`` whether it is a right-hand one. A section that must begin on the right
    makes a blank page by itself.
    """
    style = (
        f"html {{ break-before: {'right' if right else 'left'} }} "
        ".press-before { page: press-before; string-set: verso-head attr(data-verso), recto-head attr(data-recto) } "
        f"@page press-before {{ counter-reset: page {number} }} "
        f".press-page {{ display: block; height: {geometry.height * 0.6:.1f}mm; break-inside: avoid; margin: 0; padding: 0 }}"
    )
    heads = (before.verso_head, before.recto_head) if before else ("", "")
    first = f'<div class="press-before" data-verso="{escape(heads[0])}" data-recto="{escape(heads[1])}">.</div>'
    blocks = '<div class="press-page"></div>' * pages
    return alone(f"{first}\n{_filled(unit, blocks)}", language, style)


def _filled(unit: Unit, content: str) -> str:
    return type(unit)(unit.anchor, unit.classes, unit.verso_head, unit.recto_head, content).html()


def all_ids(documents: Iterable[str]) -> frozenset[str]:
    """Every id in any of the documents."""
    return frozenset(name for html in documents for name in ids(html))
