"""The HTML of sections: a unit alone, and what it refers to."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from serge_press.editions.print_document import picture_address

if TYPE_CHECKING:
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


def ids(html: str) -> dict[str, int]:
    """Every id in the order of the text, and at which character it first stands."""
    found: dict[str, int] = {}
    for one in _ID.finditer(html):
        found.setdefault(unescape(one[1]), one.start())
    return found


def targets(html: str) -> list[str]:
    """Every id of the book that is referred to, once, in the order of the text."""
    return list(dict.fromkeys(unescape(unquote(name)) for name in _TARGET.findall(html)))


def pictures(html: str) -> list[str]:
    """Every picture of the book folder, by file name, once."""
    return list(dict.fromkeys(unquote(unescape(name)) for name in _PICTURE.findall(html)))


def filled_with(unit: Unit, content: str) -> str:
    """The unit's element with other content."""
    return type(unit)(unit.anchor, unit.classes, unit.verso_head, unit.recto_head, content).html()
