"""Setting the manuscript once, with room for every page number; again only what has a number in its words.

Most page numbers stand alone on a page, and noughts can stand in for them (``stand_ins``). One in a running head or in the
outline cannot be put in later: what has one is set again when it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.print_document import print_setter
from serge_press.editions.sections.packed import pack, unpack
from serge_press.manuscript.folios import AskedFolios, Folios
from serge_press.manuscript.nodes import Anchor
from serge_press.manuscript.parts import Role
from serge_press.memory import remembering
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.manuscript.nodes import Inline
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.rendering.house import House


@dataclass(frozen=True)
class _Asking(AskedFolios):
    """Folios that leave room for a number, and remember which were asked for as words."""

    def as_set(self, anchor: Anchor) -> str | None:
        """Not known yet, whatever is known."""
        return None


@dataclass(frozen=True, slots=True)
class _Set:
    """A division as it was set (packed), what it was set from, and the numbers it asked for as words."""

    source: tuple[Division, House, str, bool]
    packed: bytes
    asked: dict[Anchor, str | None]

    def holds(self, source: tuple[Division, House, str, bool], where: Mapping[Anchor, str]) -> bool:
        """Whether it is what would be made of this source (told by identity) with these numbers."""
        same = self.source[0] is source[0] and self.source[1] is source[1] and self.source[2:] == source[2:]
        return same and all(where.get(anchor) == label for anchor, label in self.asked.items())


_earlier: dict[Anchor, _Set] = {}
"""Divisions of the book that was set last, for a press that goes over it again."""


class RememberingSetter:
    """Sets divisions for print, and keeps what it set for as long as the numbers in its words stay."""

    def __init__(self, manuscript: Manuscript, house: House, folios: Folios) -> None:
        self._manuscript = manuscript
        self._house = house
        self._inner = {child.anchor for division in manuscript.divisions for child in division.children}
        self._set: dict[Anchor, _Set] = {}
        self._words: dict[Anchor, str | None] = {}
        self._folios = _Asking()
        self.use(folios)

    def use(self, folios: Folios) -> bool:
        """Set with these numbers from now on; whether any that was set in words is another now."""
        self._words |= self._folios.asked
        changed = any(folios.where.get(anchor) != label for anchor, label in self._words.items())
        self._folios = _Asking(folios.pages, folios.where, folios.edition)
        self._setter = print_setter(self._manuscript, self._house, self._folios)
        return changed

    def division(self, division: Division) -> str:
        """The division as XHTML."""
        anchor, where = division.anchor, self._folios.where
        source = (division, self._house, self._manuscript.plan.language, anchor in self._inner)
        held = self._set.get(anchor)
        if held is None and remembering() and division.role is not Role.NOTES and anchor in _earlier:
            held = _earlier[anchor]
            self._words |= held.asked
        if held is None or not held.holds(source, where):
            self._words |= self._folios.asked
            self._folios.asked.clear()
            content = self._setter.division(division)
            held = _Set(source, pack(content), dict(self._folios.asked))
        else:
            content = unpack(held.packed)
        self._set[anchor] = held
        if remembering():
            _earlier[anchor] = held
        return content

    def plain(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The words of the inlines."""
        return self._setter.plain(inlines, language)
