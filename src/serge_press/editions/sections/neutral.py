"""Which sheets let a section be laid out alone: those in which no page depends on the pages before it, nor on its side.

The press's own sheet is so; a house's or a book's may not be: then the book is laid out in one run, which is always right.
What is looked for are properties and pseudo-classes by name; in doubt a sheet is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.editions.page_geometry import PageGeometry

_BOUND = re.compile(
    r"string-set\s*:(?!\s*none)|running\s*\(|element\s*\(|target-|counter-(?:reset|increment|set)|counters?\(\s*pages"
    r"|(?<![\w@-])page\s*:|position\s*:\s*fixed|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)"
    r"|\.unit\b|\.press-|book:|:first\b(?!-)"
    r"|(?:html|body|:root)[^{};]*\{[^}]*background",
    re.IGNORECASE,
)
_NTH = re.compile(r":nth\(([^)]*)\)", re.IGNORECASE)
_FREE = re.compile(r"font(?:-[a-z-]+)?|line-height|color|letter-spacing|word-spacing|text-[a-z-]+|hyphens|--[\w-]+")
"""Declarations on a page that move no page area."""

_MARGIN_BOXES = tuple(
    f"{side}-{place}"
    for side, places in (
        ("top", ("left-corner", "left", "center", "right", "right-corner")),
        ("bottom", ("left-corner", "left", "center", "right", "right-corner")),
        ("left", ("top", "middle", "bottom")),
        ("right", ("top", "middle", "bottom")),
    )
    for place in places
)


def is_neutral(sheets: Iterable[str]) -> bool:
    """Whether sections can be laid out alone with these sheets of a house."""
    return all(_neutral(text) for text in sheets)


def _neutral(text: str) -> bool:
    bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    if _BOUND.search(_NTH.sub(_of, bare)):
        return False
    for rule in tinycss2.parse_stylesheet(bare, skip_comments=True, skip_whitespace=True):
        if rule.type != "at-rule" or rule.lower_at_keyword != "page":
            if rule.type == "at-rule" and "@page" in bare[1:] and _nested_page(rule):
                return False
            continue
        for one in tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True):
            if one.type == "declaration" and not _FREE.fullmatch(one.lower_name):
                return False
    return True


def _of(nth: re.Match[str]) -> str:
    """``:nth(1 of text)`` counts pages of a section; ``:nth(2)`` those of the book."""
    return "" if re.search(r"\bof\b", nth[1], re.IGNORECASE) else ":first "


def _nested_page(rule: object) -> bool:
    """A page rule within ``@media`` or ``@layer`` is not looked into."""
    return "@page" in tinycss2.serialize([rule])


def aside(geometry: PageGeometry) -> str:
    """The sheet of the text layer: every page as on the right, without margin boxes."""
    boxes = " ".join(f"@{box} {{ content: none !important }}" for box in _MARGIN_BOXES)
    return (
        f"@page :left {{ margin-left: {geometry.inside:.2f}mm; margin-right: {geometry.outside:.2f}mm }}\n"
        f"@page {{ {boxes} }}\n"
    )
