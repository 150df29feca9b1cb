"""Of all that is looked for, what one division can hold: so a name written anew sends nobody through the rest of the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.division_resolver import PROSE
from serge_press.manuscript.index.mentions import Index
from serge_press.manuscript.index.names import folded, table, title_key
from serge_press.manuscript.nodes import CitedTitle, Text
from serge_press.manuscript.tree import every_block, every_inline, every_leaf, plain_words
from serge_press.memory import as_before, remembered_by_identity, remembering
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.manuscript.index.kinds import Term
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division

_WORD = re.compile(r"[^\W_]+")


def narrowed(index: Index, division: Division) -> Index:
    """What of the index can stand in a division of prose; the very same as before where that is as it was.

    For a run that remembers nothing, and for lists, of which each record is marked by itself, it is all of it.
    """
    return _narrowed(index, division) if remembering() and division.role in PROSE else index


@remembered_by_identity
def _narrowed(index: Index, division: Division) -> Index:
    said = _said(division)
    names = table(
        _begun(index.names.full, said.words),
        _begun(index.names.family, said.words),
        {words: index.names.titles[words] for words in said.titles & index.names.titles.keys()},
    )
    entries = {anchor: index.entries[anchor] for anchor in said.anchors & index.entries.keys()}
    return as_before(("index", division.anchor), Index(names, entries, index.cases, index.subject))


def _begun(names: Mapping[str, tuple[tuple[str, Term], ...]], words: frozenset[str]) -> Iterator[tuple[str, Term]]:
    """Names that begin with one of the words, or with a small letter or a mark."""
    for first, rows in names.items():
        if first in words or first[:1].islower() or not first[:1].isalnum():
            yield from rows


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of a division that do not begin with a small letter; what is set as a title in it; the anchors of its blocks."""

    words: frozenset[str]
    titles: frozenset[str]
    anchors: frozenset[Anchor]


@remembered_by_identity
def _said(division: Division) -> _Said:
    words: set[str] = set()
    titles: set[str] = set()
    leaves = [leaf.inlines for leaf in every_leaf(division.blocks)]
    leaves += [paragraph.inlines for note in division.notes for paragraph in note.paragraphs]
    for inlines in leaves:
        for text in _texts(inlines):
            words.update(word for word in _WORD.findall(folded(text)) if not word[0].islower())
        for inline in every_inline(inlines):
            if isinstance(inline, CitedTitle):
                titles.add(title_key(plain_words(inline.inlines)))
    return _Said(frozenset(words), frozenset(titles), frozenset(block.anchor for block in every_block(division.blocks)))


def _texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """Each text by itself, and all of a leaf as one: a word may run on from one to the next."""
    yield plain_words(inlines)
    for inline in every_inline(inlines):
        if isinstance(inline, Text):
            yield inline.text
