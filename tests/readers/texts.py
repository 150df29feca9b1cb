"""The words of a finished e-book, by lxml and nothing of the press: leaves of text in reading order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from readers.opened import TYPE, XHTML, Opened

T = TypeVar("T")
SVG = "{http://www.w3.org/2000/svg}"
_NAMES = "a abbr b bdi bdo br cite code em i img small span strong sub sup time q u var dfn kbd samp mark"
INLINE = frozenset(f"{XHTML}{name}" for name in _NAMES.split(" "))
_BREAKABLE = re.compile(r"[\s\u00ad\u200b\u2060\ufeff\ufe0e]+")


def bare(text: str) -> str:
    """A text without spaces, soft hyphens, and signs that are not to be seen."""
    return _BREAKABLE.sub("", text)


class Table(str):
    """The text of a whole table, in which programs take columns and lines in orders of their own."""

    __slots__ = ()


def leaves(book: Opened, *, without: frozenset[str] = frozenset(), tables: bool = False) -> Iterator[str]:
    """Every stretch of text between the edges of blocks, of all files of the spine in order, bare.

    Hidden lists and drawings are left out.

    ``without`` names kinds (epub:type) whose text is left out: "backlink", "noteref". With ``tables``, each table is one
    ``Table``.
    """
    for file in book.spine:
        body = book.trees[file].find(f"{XHTML}body")
        for leaf in _leaves(body, without, tables):
            if said := bare(leaf):
                yield Table(said) if isinstance(leaf, Table) else said


def _leaves(element: Any, without: frozenset[str], tables: bool) -> Iterator[str]:
    held: list[str] = []

    def inside(one: Any) -> Iterator[str]:
        if one.get("hidden") or one.tag == f"{SVG}svg" or not without.isdisjoint((one.get(TYPE) or "").split()):
            return
        held.append(one.text or "")
        for child in one:
            if isinstance(child.tag, str):
                if child.tag in INLINE:
                    yield from inside(child)
                else:
                    yield "".join(held)
                    held.clear()
                    if tables and child.tag == f"{XHTML}table":
                        yield Table("".join(child.itertext()))
                    else:
                        yield from inside(child)
                    yield "".join(held)
                    held.clear()
            held.append(child.tail or "")

    yield from inside(element)
    yield "".join(held)


def text_of(book: Opened) -> str:
    """All of it as one bare text."""
    return "".join(leaves(book))


def followed(book: Opened) -> list[tuple[str, int | None]]:
    """Every link within the book, in order: its words, and how many letters stand before what it leads to (None: to nothing)."""
    walk = _Walk()
    for file in book.spine:
        walk.places[file] = walk.at
        walk.element(book.trees[file].find(f"{XHTML}body"), file)
    return [(words, walk.places.get(target)) for words, target in walk.links]


class _Walk:
    """Goes through a book, and counts letters."""

    def __init__(self) -> None:
        self.at = 0
        self.places: dict[str, int] = {}
        self.links: list[tuple[str, str]] = []

    def element(self, element: Any, file: str) -> None:
        if element.get("hidden") or element.tag == f"{SVG}svg":
            return
        if element.get("id"):
            self.places[f"{file}#{element.get('id')}"] = self.at
        href = element.get("href") if element.tag == f"{XHTML}a" else None
        if href and not re.match(r"[a-z]+:", href):
            target = file + href if href.startswith("#") else posixpath.join(posixpath.dirname(file), href)
            self.links.append(("".join(element.itertext()), posixpath.normpath(target)))
        self.at += len(bare(element.text or ""))
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, file)
            self.at += len(bare(child.tail or ""))


def spread(many: Sequence[T], count: int) -> list[T]:
    """So many of them, the first and the last among them."""
    if len(many) <= count:
        return list(many)
    return [many[round(index * (len(many) - 1) / (count - 1))] for index in range(count)]


def shown(book: Opened, file: str) -> str:
    """The letters of a file that are to be seen, those of drawings too."""
    return "".join(_seen(book.trees[file].find(f"{XHTML}body")))


def _seen(element: Any) -> list[str]:
    if element.get("hidden") or str(element.tag).endswith(("}title", "}desc")):
        return []
    inner = [
        part for child in element if isinstance(child.tag, str) for part in (*_seen(child), bare(child.tail or ""))
    ]
    return [bare(element.text or ""), *inner]
