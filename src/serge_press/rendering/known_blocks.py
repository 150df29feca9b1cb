"""Groups of blocks, and entries of an index, that were set before, for those who set the same division again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from serge_press.manuscript.nodes import Group, Paragraph

    Known = Group | Paragraph


class KnownBlocks:
    """Groups of one division, and entries, as they were set: one of hundreds is not set again for the sake of another.

    ``before`` are those of an earlier setting, with the same house, folios and addresses. They are told by identity.
    """

    def __init__(self, before: KnownBlocks | None = None) -> None:
        self._before = before._set if before else {}
        self._set: dict[tuple[int, str, int], tuple[Known, Markup]] = {}

    def get(self, block: Known, language: str, rank: int) -> Markup | None:
        """The block as it was set in such a passage, or None."""
        key = (id(block), language, rank)
        held = self._set.get(key) or self._before.get(key)
        if held is None:
            return None
        self._set[key] = held
        return held[1]

    def put(self, block: Known, language: str, rank: int, done: Markup) -> Markup:
        """Keep the block as it is set; it cannot go, and another take its identity, while it is kept."""
        self._set[id(block), language, rank] = (block, done)
        return done
