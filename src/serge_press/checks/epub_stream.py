"""The text of an e-book as one stream of letters, with what stands at which letter: leaves, page marks, note calls, links."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.checks.comparing import bare
from serge_press.checks.opened_epub import resolved
from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from serge_press.checks.opened_epub import OpenedEpub

_INLINE_NAMES = "a abbr b br cite code em i img small span strong sub sup time q u"
_INLINE = frozenset(f"{XHTML}{name}" for name in _INLINE_NAMES.split(" "))
_SVG = "{http://www.w3.org/2000/svg}"
_HEADINGS = frozenset(f"{XHTML}h{rank}" for rank in range(1, 7))
_PAGE_AFTER = re.compile(r"\s*\(\S{1,6}\s(\w+)\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A page mark: its label, the address it can be reached at, the letters before it, and the letters of the word after."""

    label: str
    address: str
    at: int
    anchor: str
    word: int = 0


@dataclass(frozen=True, slots=True)
class PageReference:
    """A printed page number in the text: what it says, the anchor it names, and the leaf it stands in."""

    says: str
    target: str
    leaf: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note: anchor, number as its call has it, letters; and the page mark before its call (None: none, or not called)."""

    anchor: str
    number: str
    letters: str
    page: Mark | None


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """The letters of one text in a drawing, the leaf before it, and the page mark before it (None: none)."""

    letters: str
    leaf: str
    page: Mark | None


@dataclass
class Stream:
    """All texts of the e-book in reading order, notes apart.

    ``cuts`` are places where the two editions may part: leaf boundaries, note calls. Each names the leaf that follows.
    """

    letters: str = ""
    marks: list[Mark] = field(default_factory=list)
    cuts: list[tuple[int, str]] = field(default_factory=list)
    references: list[PageReference] = field(default_factory=list)
    notes: list[NoteText] = field(default_factory=list)
    drawn: list[DrawnWords] = field(default_factory=list)  # print paints drawings after the text of their page
    headings: set[str] = field(default_factory=set)  # their words
    table_heads: set[str] = field(default_factory=set)
    calls: dict[str, int] = field(default_factory=dict)  # note anchor → letters before its first call
    numbers: dict[str, str] = field(default_factory=dict)  # note anchor → what its call says
    called_after: dict[str, Mark] = field(default_factory=dict)  # note anchor → the page mark before its first call

    def has(self, letters: str) -> bool:
        """Whether the letters stand so in the text, or in a note."""
        return letters in self.letters or any(letters in note.letters for note in self.notes)


def read_stream(book: OpenedEpub) -> Stream:
    """The stream of a whole book."""
    stream = Stream()
    texts: list[str] = []
    nav = book.nav[0] if book.nav else ""
    for path in book.spine:
        tree = book.trees.get(path)
        body = None if tree is None else tree.find(f"{XHTML}body")
        if body is not None and path != nav and not _apart(body):
            _Walk(stream, texts, path).block(body)
    stream.letters = "".join(texts)
    for path in book.spine:
        if path in book.trees:
            _notes(stream, book.trees[path])
            stream.references += _references(book.trees[path])
    return stream


def _apart(body: _Element) -> bool:
    """Whether the file stands beside the book's text: the cover, the notes, the statement of accessibility."""
    return any(
        (part.get(EPUB_TYPE) or "") in {"cover", "endnotes"} or part.get("class") == "accessibility"
        for part in body.iter(f"{XHTML}section")
    )


class _Walk:
    """Reads one file into the stream."""

    def __init__(self, stream: Stream, texts: list[str], path: str) -> None:
        self.stream = stream
        self.texts = texts
        self.path = path
        self.at = sum(map(len, texts))
        self.leaf = ""

    def block(self, element: _Element) -> None:
        """An element that is no inline: its children in order, with a cut before and after."""
        self._cut(element)
        self._children(element)
        self._cut(element)
        if element.tag in _HEADINGS:
            self.stream.headings.add(_said(element))
        elif element.tag == f"{XHTML}thead":
            self.stream.table_heads.add(" ".join(_said(cell) for cell in element.iter(f"{XHTML}th", f"{XHTML}td")))

    def _children(self, element: _Element) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._text(child.tail)

    def _child(self, element: _Element) -> None:
        kind = element.get(EPUB_TYPE) or ""
        if kind == "pagebreak":
            anchor = element.get("id", "")
            mark = Mark(element.get("aria-label", ""), f"{self.path}#{anchor}", self.at, self.leaf, _next_word(element))
            self.stream.marks.append(mark)
        elif "noteref" in kind.split():
            target = resolved(self.path, element.get("href", "")).partition("#")[2]
            self.stream.calls.setdefault(target, self.at)
            self.stream.numbers.setdefault(target, bare(_said(element)))
            if self.stream.marks:  # a call and a mark may have the same letters before them
                self.stream.called_after.setdefault(target, self.stream.marks[-1])
            self.stream.cuts.append((self.at, self.leaf))
        elif element.tag == f"{_SVG}svg":
            before = self.stream.marks[-1] if self.stream.marks else None
            for text in element.iter(f"{_SVG}text"):
                if letters := bare(_said(text)):
                    self.stream.drawn.append(DrawnWords(letters, self.leaf, before))
        elif element.tag in _INLINE:
            self._children(element)
        else:
            self.block(element)

    def _cut(self, element: _Element) -> None:
        self.leaf = element.get("id") or self.leaf
        self.stream.cuts.append((self.at, self.leaf))

    def _text(self, text: str | None) -> None:
        if text and (kept := bare(text)):
            self.texts.append(kept)
            self.at += len(kept)


def _references(tree: _Element) -> Iterator[PageReference]:
    """Every printed page number of a file: alone, as in contents, or in brackets after a reference."""
    for link in tree.iter(f"{XHTML}a"):
        kinds = (link.get("class") or "").split()
        target = (link.get("href") or "").partition("#")[2]
        if "page-number" in kinds:
            yield PageReference(_said(link).strip(), target, _leaf_of(link))
        elif "reference" in kinds and (found := _PAGE_AFTER.match(_after(link))):
            yield PageReference(found[1], target, _leaf_of(link))


def _after(link: _Element) -> str:
    """What is said right after a link; Kobo's e-books have every sentence in an element of its own."""
    if link.tail:
        return link.tail
    following = link.getnext()
    return (following.text or "") if following is not None and following.get("class") == "koboSpan" else ""


def _leaf_of(element: _Element) -> str:
    node: _Element | None = element
    while node is not None and not node.get("id"):
        node = node.getparent()
    return "" if node is None else node.get("id", "")


def _said(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _next_word(mark: _Element) -> int:
    """How many letters the word has that begins right after a mark within a line; its letters may run through tags."""
    letters = 0
    node: _Element | None = mark
    text = mark.tail or ""
    while node is not None:
        stop = re.search(r"\s", text)
        letters += len(bare(text[: stop.start()] if stop else text))
        if stop or letters > 60:
            break
        following = node.getnext()
        if following is None:
            parent = node.getparent()
            if parent is None or parent.tag not in _INLINE:
                break
            node, text = parent, parent.tail or ""
            continue
        if following.tag not in _INLINE or following.tag == f"{XHTML}br":
            break
        inner = "" if following.get(EPUB_TYPE) else _said(following)
        stop = re.search(r"\s", inner)
        letters += len(bare(inner[: stop.start()] if stop else inner))
        if stop:
            break
        node, text = following, following.tail or ""
    return letters


def _notes(stream: Stream, tree: _Element) -> None:
    for element in tree.iter(f"{XHTML}div", f"{XHTML}aside", f"{XHTML}li"):
        if element.get(EPUB_TYPE) != "footnote":
            continue
        anchor = element.get("id", "")
        texts: list[str] = []
        _note_texts(element, texts)
        stream.notes.append(
            NoteText(anchor, stream.numbers.get(anchor, ""), bare("".join(texts)), stream.called_after.get(anchor))
        )


def _note_texts(element: _Element, texts: list[str]) -> None:
    if not {"backlink", "noteref", "pagebreak"}.isdisjoint((element.get(EPUB_TYPE) or "").split()):
        return
    texts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _note_texts(child, texts)
        texts.append(child.tail or "")
