"""A section on its way, laid out piece by piece (see ``pieces``): each begins where the one before ended.

A piece that is on the shelf is taken from it. Where one is not, it is laid out; where the next is not either, two are laid out in
one, then four, so that a section of which there is nothing is laid out in a few goes. It makes no difference to the pieces.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.editions.sections.pieces import WINDOW, cut, together
from serge_press.editions.sections.request import SectionRequest
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.edition import Shelf
    from serge_press.editions.sections.pace import Pace
    from serge_press.editions.sections.pieces import Cut

_MOST = 32
"""Pieces that are laid out in one go at most."""

_ENDS = b"serge-press piece ends before "


@dataclass
class Piecewise:
    """The request of a section, its parts, and the pieces that are there."""

    whole: SectionRequest
    parts: Cut
    shelf: Shelf | None
    laid: list[SectionSheets] = field(default_factory=list)
    failed: bool = False  # it must be laid out in one
    _most: int = 1
    _window: float = WINDOW
    _whole: bool = False  # all that is left was asked for last

    @classmethod
    def of(cls, request: SectionRequest, pace: Pace | None, shelf: Shelf | None) -> Piecewise | None:
        """A section of which there is nothing yet; None for one that is laid out in one."""
        parts = cut(request.html, pace) if pace is not None and not request.setting.standard else None
        return cls(request, parts, shelf) if parts is not None else None

    def wanted(self) -> SectionRequest | None:
        """The request of what must be laid out next, None where nothing must be."""
        while not self.failed and not (self.laid and not self.laid[-1].goes_on):
            held = self._held()
            if held is None:
                asked = self.parts.piece(self.whole, self._start, self._most, self._window)
                self._whole = asked.last
                return asked.request
            self.laid.append(held)
            self._most = 1
        return None

    def take(self, sheets: SectionSheets) -> None:
        """Take what was laid out by the request that was wanted."""
        pieces = [piece for piece in sheets.pieces if piece.goes_on or self._whole]
        self.failed = not pieces and self._whole
        self._window = WINDOW if pieces else 2 * self._window
        for piece in pieces:
            self._keep(piece)
            self.laid.append(piece)
        if pieces:
            self._most = min(2 * self._most, _MOST)

    def sheets(self) -> SectionSheets:
        """The section."""
        return together(self.laid)

    @property
    def _start(self) -> str:
        return self.laid[-1].goes_on if self.laid else ""

    def _held(self) -> SectionSheets | None:
        """The piece that begins now, if it is on the shelf. Where it ended last is asked for first."""
        hint = self.shelf.fetch(self._hint) if self.shelf is not None else None
        if self.shelf is None or hint is None:
            return None
        try:
            end = hint.removeprefix(_ENDS).decode()
            if end and end not in self.parts.places:
                return None
            data = self.shelf.fetch(self.parts.key(self.whole, self._start, end))
            held = SectionSheets.from_bytes(data) if data is not None else None
        except ValueError:
            return None
        return held if held is not None and held.goes_on == end else None

    def _keep(self, sheets: SectionSheets) -> None:
        if self.shelf is not None:
            self.shelf.keep(self._hint, _ENDS + sheets.goes_on.encode())
            self.shelf.keep(self.parts.key(self.whole, self._start, sheets.goes_on), sheets.to_bytes())

    @property
    def _hint(self) -> str:
        """Under what it is kept where the piece ended that begins now: that is no more than a guess."""
        bare = SectionRequest(self.whole.setting, "text", self.parts.opening, ends=(self._start,))
        return bare.digest
