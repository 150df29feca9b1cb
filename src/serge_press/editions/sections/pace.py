"""How an index is about to be set: what it must be known by before it is cut in pieces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.editions.page_geometry import POINTS
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.editions.page_geometry import PageGeometry

_SHARE = 0.9 * 0.42
"""Of the type size of the text: about the width of a letter in an index."""

_COUNTED = re.compile(r":nth-|:only-|:has\(|list-item|(?:[~+][^{},;()]*){3}", re.IGNORECASE)
_RULE = re.compile(r"([^{};]*)\{")
_CLASS = re.compile(r"\.([\w-]+)")


@dataclass(frozen=True, slots=True)
class Pace:
    """About how an index is set: letters to a line, lines to a page. ``height`` (mm) is that of the text area.

    ``counted`` are the classes that elements must have where a sheet asks which of its kind one is, and not only whether it is
    the first or last.
    """

    letters: float
    lines: float
    height: float
    counted: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, geometry: PageGeometry, sheets: Iterable[tuple[str, str]]) -> Pace:
        """That of two columns in small type on such a page, with these sheets (name and text)."""
        selectors = (one for _, text in sheets for rule in _RULE.findall(text) for one in rule.split(","))
        counted = tuple(frozenset(_CLASS.findall(one)) for one in selectors if _COUNTED.search(one))
        letters = geometry.measure * POINTS / 2 / (geometry.size * _SHARE)
        return cls(letters, 3.0 * geometry.lines, geometry.lines * geometry.leading / POINTS, counted)
