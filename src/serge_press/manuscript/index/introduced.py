"""Whom a passage introduces: of these persons the family name alone tells who is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.index.names import names_in
from serge_press.manuscript.nodes import Reference, Text
from serge_press.manuscript.tree import HOLDERS, every_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.manuscript.index.names import Names
    from serge_press.manuscript.nodes import Block, Inline

_PARTED = "\0"  # between two leaves; in no name


class Introduced:
    """The persons whom these blocks link to or name in full, found out when the first is asked for: often none is."""

    __slots__ = ("_blocks", "_names", "_terms")

    def __init__(self, blocks: Iterable[Block], names: Names) -> None:
        self._blocks = blocks
        self._names = names
        self._terms: frozenset[Term] | None = None

    def __contains__(self, term: object) -> bool:
        """Whether the passage introduces this person."""
        if self._terms is None:
            words: list[str] = []
            linked: set[str] = set()
            for leaf in every_leaf(self._blocks):
                _read(leaf.inlines, words, linked)
                words.append(_PARTED)
            named = {term for _, _, term in names_in("".join(words), self._names, ())}
            self._terms = frozenset(named | {Term(Kind.PERSONS.value, name) for name in linked})
        return term in self._terms


def _read(inlines: Iterable[Inline], words: list[str], linked: set[str]) -> None:
    for inline in inlines:
        if isinstance(inline, Text):
            words.append(inline.text)
        elif isinstance(inline, HOLDERS):
            if isinstance(inline, Reference) and inline.scheme == "person":
                linked.add(inline.name)
            _read(inline.inlines, words, linked)
