"""The letters of a print edition beside those of its e-book, every one: the pages as Poppler reads them, the e-book as lxml does.

Both are made bare: letters and figures alone, ligatures undone. What a page has in the order it is painted: the text, with the
numbers of notes; the notes at its foot; the numbers of its lists and the words of its drawings; its running head and its folio.
The e-book has the text in one stream and the notes in another. A page is read as the text goes on, then as the notes do; what is
left must be furniture.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readers.opened import TYPE, XHTML, Opened
from readers.tools import program

SVG = "{http://www.w3.org/2000/svg}"
_BACK = 40  # letters that the text and the notes may happen to share where one ends and the other begins
_APART = frozenset({"cover", "endnotes", "toc"})


def letters(text: str) -> str:
    """The letters and figures of a text, each in its usual form."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


@dataclass
class Streams:
    """An e-book as two streams of letters. ``after`` has what is painted after the text of a page."""

    text: str = ""
    notes: str = ""
    after: dict[int, str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)  # of tables: set again where one goes on over the page
    titles: set[str] = field(default_factory=set)


def streams_of(book: Opened, without: frozenset[str]) -> Streams:
    """The streams of an e-book; files of the spine in ``without`` are left out: only the e-book has them."""
    walk = _Walk()
    for file in book.spine:
        body: Any = book.trees[file].find(f"{XHTML}body")
        kinds = {child.get(TYPE) or "" for child in body}
        if (
            file != book.nav_file
            and file.rpartition("/")[2] not in without
            and not ("cover" in kinds or "endnotes" in kinds)
        ):
            walk.element(body)
    bodies = {
        f"{element.get('id')}": element
        for tree in book.trees.values()
        for element in tree.iter(f"{XHTML}div", f"{XHTML}aside")
        if "footnote" in (element.get(TYPE) or "").split()
    }
    notes = [number + letters("".join(_said(bodies[anchor]))) for anchor, number in walk.calls]
    walk.streams.text, walk.streams.notes = "".join(walk.pieces), "".join(notes)
    walk.streams.titles.add(letters(book.value("title")))
    return walk.streams


def _said(element: Any) -> list[str]:
    if "backlink" in (element.get(TYPE) or "").split():
        return []
    inner = [part for child in element if isinstance(child.tag, str) for part in (*_said(child), child.tail or "")]
    return [element.text or "", *inner]


class _Walk:
    """Goes through the files of an e-book, as they are read."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.pieces: list[str] = []
        self.at = 0
        self.calls: list[tuple[str, str]] = []

    def element(self, element: Any) -> None:
        if element.get("hidden"):
            return
        if element.tag == f"{SVG}svg":
            said = letters("".join("".join(map(str, one.itertext())) for one in element.iter(f"{SVG}text")))
            self.streams.after[self.at] = self.streams.after.get(self.at, "") + said
            return
        parent = element.getparent()
        if element.tag == f"{XHTML}li" and parent.tag == f"{XHTML}ol" and parent.get("class") != "timeline":
            number = int(parent.get("start") or 1) + parent.findall(f"{XHTML}li").index(element)
            self.streams.after[self.at] = self.streams.after.get(self.at, "") + str(number)
        if "noteref" in (element.get(TYPE) or "").split():
            self.calls.append((element.get("href", "").partition("#")[2], letters("".join(element.itertext()))))
        begun = len(self.pieces)
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self._text(child.tail)
        if element.tag == f"{XHTML}thead":
            self.streams.heads.add("".join(self.pieces[begun:]))
        elif re.fullmatch(r"\{.*\}h[1-6]", str(element.tag)):
            self.streams.titles.add("".join(self.pieces[begun:]))
            self.streams.titles |= {letters("".join(one.itertext())) for one in element if one.get("class") == "title"}

    def _text(self, text: str | None) -> None:
        if text and (said := letters(text)):
            self.pieces.append(said)
            self.at += len(said)


def pages_of(pdf: Path) -> list[str]:
    """The letters of every page, in the order they are painted; without blank pages at the end."""
    command = [program("pdftotext"), "-raw", "-enc", "UTF-8", str(pdf), "-"]
    told = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    pages = [letters(page.replace("\u00ad", "")) for page in told.split("\f")]
    while pages and not pages[-1]:
        pages.pop()
    return pages


@dataclass
class Compared:
    """What was found. ``furniture`` is what pages have beside text and notes, and how often."""

    faults: list[str] = field(default_factory=list)
    furniture: Counter[str] = field(default_factory=Counter)


def compared(pdf: Path, book: Opened, without: frozenset[str] = frozenset()) -> Compared:
    """Account for every letter of both editions.

    A page may be read in more than one way, as where its folio is the beginning of the text of the next: all ways are followed.
    """
    streams, found = streams_of(book, without), Compared()
    labels = [link.label for link in book.pages]
    ways: dict[tuple[int, int], tuple[str, ...]] = {
        (0, 0): ()
    }  # places reached in text and notes → furniture on the way
    for index, page in enumerate(pages_of(pdf)):
        label = labels[index] if index < len(labels) else ""
        after = {
            (t, n): (*seen, rest)
            for (text, notes), seen in ways.items()
            for t, n, rest in _page(page, streams, text, notes, label)
        }
        if not after:
            text, notes = max(ways)
            at, text = _upto(page, 0, streams, text)
            noted = _alike(page, at, streams.notes, notes)
            found.faults.append(
                f"page {label}: print “{page[at + noted : at + noted + 50]}”, the e-book “{streams.text[text : text + 50]}”"
                f" and its notes “{streams.notes[notes + noted : notes + noted + 50]}”"
            )
            return found
        ways = after
    text, notes = max(ways)
    found.furniture.update(ways[text, notes])
    if text < len(streams.text):
        found.faults.append(f"print lacks “{streams.text[text : text + 80]}”")
    if notes < len(streams.notes):
        found.faults.append(f"print lacks the note “{streams.notes[notes : notes + 80]}”")
    return found


def _alike(one: str, at: int, other: str, begin: int) -> int:
    """How many letters of both, from these places on, are the same."""
    most = min(len(one) - at, len(other) - begin)
    return next((count for count in range(most) if one[at + count] != other[begin + count]), most)


def _upto(page: str, at: int, streams: Streams, text: int) -> tuple[int, int]:
    """How far a page goes on as the text does: places in both."""
    same = _alike(page, at, streams.text, text)
    return at + same, text + same


def _page(page: str, streams: Streams, text: int, notes: int, label: str) -> Iterator[tuple[int, int, str]]:
    """Every way to read a page: the places reached in text and notes, and its furniture."""
    heads = ["", *sorted((head for head in streams.heads if head and page.startswith(head)), key=len)]
    for head in heads:
        furthest, reached = _upto(page, len(head), streams, text)
        for back in range(min(_BACK, furthest - len(head)) + 1):
            begin = furthest - back
            noted = _alike(page, begin, streams.notes, notes)
            for less in range(min(_BACK, noted) + 1):
                rest = page[begin + noted - less :]
                after = "".join(streams.after.get(place, "") for place in range(text, reached - back))
                if rest.startswith(after) and _furniture(rest[len(after) :], label, streams.titles):
                    yield reached - back, notes + noted - less, rest[len(after) :]


def _furniture(rest: str, label: str, titles: set[str]) -> bool:
    """Whether letters are a running head and a folio, or either, or neither."""
    if not rest or rest == letters(label):
        return True
    bare = rest.removeprefix(label) if rest.startswith(label) else rest.removesuffix(label)
    return any(bare.casefold() == title.casefold() for title in titles)
