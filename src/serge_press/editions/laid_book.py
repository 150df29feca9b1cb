"""A book laid out and written, however that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.box_tree import SetPage
    from serge_press.manuscript.folios import Folios

LAYOUTS = 6
"""How often a book is laid out at most before the press says that its page numbers do not settle."""


@dataclass(frozen=True)
class LaidBook:
    """The PDF, its pages and folios.

    ``note_letters``: how many letters each note has in what was laid out. ``said``: what WeasyPrint said (sheet, message,
    level). ``unsettled``: the numbers that were printed, where they are not those found; else None.
    """

    data: bytes
    pages: tuple[SetPage, ...]
    folios: Folios
    note_letters: dict[str, int]
    said: tuple[tuple[str, str, int], ...]
    unsettled: Folios | None = None
