"""Looks at the finished tree, before any layout: structure, pictures, notes, marks of language.

``check_manuscript(manuscript, files) -> findings``. ``files`` are the names of all files of the book folder; the manuscript is
the resolved one. Nothing is changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from serge_press.manuscript.nodes import (
    CitedTitle,
    Epigraph,
    Figure,
    Foreign,
    Group,
    Heading,
    ItemList,
    Link,
    Quotation,
    Text,
    Verse,
)
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import HOLDERS, every_block, inner_blocks, leaves_of, plain_words
from serge_press.memory import remembered_by_identity
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Block, Inline
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.manuscript.tree import Leaf

LONG_NOTE = 1_200
"""Characters; about what fits under half a page of text in the house style."""

_CYRILLIC = re.compile(r"[Ѐ-ӿ]{2,}(?:[^\w]*[Ѐ-ӿ]+)*")
_IN_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"})
_MAY_BE_EMPTY = frozenset({Role.CONTENTS, Role.NOTES, Role.PART})
_OUTSIDE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|/|\\)|(?:^|/)\.\.(?:/|$)")


def check_manuscript(manuscript: Manuscript, files: frozenset[str]) -> tuple[Finding, ...]:
    """All that can be told of the tree: rules M017 to M025 and N008."""
    language = manuscript.plan.language
    return tuple(found for one in manuscript.all_divisions() for found in _check_division(one, files, language))


@remembered_by_identity
def _check_division(division: Division, files: frozenset[str], language: str) -> tuple[Finding, ...]:
    return (
        *_structure(division),
        *_figures(division, files),
        *_notes(division),
        *_languages(division, division.language or language),
    )


def _structure(division: Division) -> Iterator[Finding]:
    if not division.blocks and not division.children and division.role not in _MAY_BE_EMPTY:
        yield finding("M020", division.place, f"'{plain_words(division.title) or division.anchor}' has no text")
    if not plain_words(division.title).strip() and division.role in {Role.CHAPTER, Role.PART, Role.APPENDIX}:
        yield finding("M017", division.place, f"this {division.role.value} has no title")
    level = 1
    for block in every_block(division.blocks):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            yield finding(
                "M019",
                block.place,
                f"a heading of level {block.level} below one of level {level}",
                f"use level {level + 1} here: {'#' * (level + 1)}",
            )
        level = block.level


def _figures(division: Division, files: frozenset[str]) -> Iterator[Finding]:
    for block in every_block(division.blocks):
        if not isinstance(block, Figure):
            continue
        if not block.alt.strip():
            yield finding("M021", block.place, f"the picture '{block.file}' has no description")
        if _OUTSIDE.search(block.file):
            yield finding("M024", block.place, f"'{block.file}' is no path inside the book folder")
        elif block.file not in files:
            near = [name for name in sorted(files) if name.casefold() == block.file.casefold()]
            yield finding(
                "M025", block.place, f"there is no file '{block.file}'", f"did you mean '{near[0]}'?" if near else None
            )


def _notes(division: Division) -> Iterator[Finding]:
    for note in division.notes:
        length = sum(len(plain_words(paragraph.inlines)) for paragraph in note.paragraphs)
        if length > LONG_NOTE:
            yield finding("N008", note.place, f"note {note.number} is {length:,} characters long")


def _languages(division: Division, language: str) -> Iterator[Finding]:
    yield from _of_words(division.title, language, division)
    for block in division.blocks:
        yield from _of_block(block, language)
    for note in division.notes:
        for paragraph in note.paragraphs:
            yield from _of_leaf(paragraph, paragraph.language or language)


def _of_block(block: Block, language: str) -> Iterator[Finding]:
    own = block.language if isinstance(block, Quotation | Epigraph | Group | Verse) else ""
    for leaf in leaves_of(block):
        yield from _of_leaf(leaf, getattr(leaf, "language", "") or own or language)
    for inside in block.items if isinstance(block, ItemList) else (inner_blocks(block),):
        yield from _of_blocks(inside, own or language) if inside else ()


@remembered_by_identity
def _of_blocks(blocks: tuple[Block, ...], language: str) -> tuple[Finding, ...]:
    """What is found in blocks that stand together: a record, an item of a list."""
    return tuple(found for block in blocks for found in _of_block(block, language))


def _of_leaf(leaf: Leaf, language: str) -> Iterator[Finding]:
    yield from _of_words(leaf.inlines, language, leaf)


def _of_words(inlines: tuple[Inline, ...], language: str, at: Leaf | Division) -> Iterator[Finding]:
    """One remark a leaf is enough: the first words of the wrong script."""
    said = plain_words(inlines)
    if said.isascii() or _CYRILLIC.search(said) is None:  # nearly always
        return
    words = next(_foreign(inlines, language), "")
    if words:
        shown = words if len(words) <= 40 else words[:39] + "…"
        yield finding("M022", at.place, f"Cyrillic words without a language in a passage of '{language}': {shown}")


def _foreign(inlines: Iterable[Inline], language: str) -> Iterator[str]:
    cyrillic = language.partition("-")[0].lower() in _IN_CYRILLIC and "-latn" not in language.lower()
    for inline in inlines:
        if isinstance(inline, Text):
            if cyrillic:
                continue  # Latin names and titles are at home in Cyrillic text
            found = _CYRILLIC.search(inline.text)
            if found is not None:
                yield found[0]
        elif isinstance(inline, Link) and plain_words(inline.inlines) in unquote(inline.url):
            continue  # an address is not in a language
        elif isinstance(inline, HOLDERS):
            own = inline.language if isinstance(inline, Foreign | CitedTitle) else ""
            yield from _foreign(inline.inlines, own or language)
