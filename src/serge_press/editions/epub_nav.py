"""Navigation of an e-book: contents, landmarks and the list of printed pages, read off the finished texts.

What is listed is taken from the very documents that are packed, so an entry cannot point at what is not there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.epub_survey import EPUB_TYPE, HEADS, XHTML
from serge_press.manuscript.parts import Matter, Role
from serge_press.rendering.roles import UNHEADED
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from lxml.etree import _Element

    from serge_press.editions.epub_files import TextFile
    from serge_press.editions.epub_survey import Survey

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEEPEST = 3  # levels of the contents; many reading systems show two

_LANDMARKS = {
    Role.TITLE_PAGE: "titlepage",
    Role.CONTENTS: "toc",
    Role.BIBLIOGRAPHY: "bibliography",
    Role.APPENDIX: "appendix",
    Role.ATTRIBUTIONS: "appendix",
    Role.NOTES: "endnotes",
    Role.INDEX: "index",
}
_UNDIVIDED = UNHEADED | {Role.CHRONOLOGY, Role.INDEX}  # a line for every year or letter would bury the contents
_RANKS = {f"{XHTML}h{rank}": rank for rank in range(1, 7)}
_MARKS = (f"{XHTML}span", f"{XHTML}div")  # of pages


@dataclass(frozen=True, slots=True)
class SetFile:
    """A text file, set and parsed. ``title`` is how its division is called, with its number.

    ``words`` counts its words, ``letters`` are the characters in it, ``survey`` is what ``root`` holds, ``as_read`` says that
    ``root`` is ``data`` read, and was not changed since.
    """

    file: TextFile
    data: bytes
    root: _Element
    title: str
    words: int
    letters: Set[str]
    survey: Survey
    as_read: bool = False

    @property
    def listed(self) -> bool:
        """Whether the contents name it. Notes always are, though print, with notes at the foot, has no such part."""
        division = self.file.division
        wanted = division.in_contents or division.role is Role.NOTES
        return bool(self.title) and wanted and not self.file.continued


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. ``href`` is relative to the navigation document; ``language`` "" for the book's."""

    label: str
    href: str
    language: str = ""
    children: tuple[Entry, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels this entry and those below it make."""
        return 1 + max((child.depth for child in self.children), default=0)


@dataclass(frozen=True, slots=True)
class Landmark:
    """One landmark: a single word of the EPUB structure vocabulary, a label, an address."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One printed page: its label and the address of its mark."""

    label: str
    href: str


def words_of(element: _Element) -> str:
    """The words of an element as one line, without note calls and way back marks."""
    return " ".join("".join(_words(element)).split())


def _words(element: _Element) -> Iterator[str]:
    if element.get(EPUB_TYPE) not in {"noteref", "backlink", "pagebreak"}:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _words(child)
            yield child.tail or ""


def contents(files: tuple[SetFile, ...], deepest: int = DEEPEST) -> tuple[Entry, ...]:
    """The contents in the order of the spine: divisions, chapters under their part, headings down to so many levels.

    They may not be empty (EPUB 3.3, section 7.4.2), so a book of nothing but a title page names that.
    """
    top: list[Entry] = []
    chapters: list[Entry] | None = None  # of the part that was named last
    named = False  # whether what a continued file goes on from is
    for one in files:
        inner = one.file.depth == 2 and chapters is not None
        level = chapters if inner and chapters is not None else top
        if one.file.continued:
            if named and level:
                level[-1] = replace(level[-1], children=(*level[-1].children, *_file_entry(one, deepest).children))
            continue
        if not inner:
            top, chapters = _closed(top, chapters), None
        named = one.listed
        if named:
            (level if inner else top).append(_file_entry(one, deepest))
            if one.file.division.role is Role.PART and not inner:
                chapters = []
    return tuple(_closed(top, chapters)) or tuple(_file_entry(one, deepest) for one in files if one.title)


def _closed(top: list[Entry], chapters: list[Entry] | None) -> list[Entry]:
    """The entries, the last of them, a part, with its chapters."""
    return [*top[:-1], replace(top[-1], children=(*top[-1].children, *chapters))] if chapters else top


def _file_entry(one: SetFile, deepest: int) -> Entry:
    rows = []
    for element in one.survey.all(HEADS) if one.file.division.role not in _UNDIVIDED else ():
        anchor = element.get("id")
        if anchor and anchor != f"{one.file.division.anchor}-title" and (label := words_of(element)):
            rows.append((_RANKS[str(element.tag)], label, f"{one.file.name}#{anchor}", _language(element)))
    children = _nest(rows, deepest - one.file.depth)
    return Entry(one.title, one.file.name, one.file.division.language, children)


def _language(element: _Element) -> str:
    """The language of an element where it, or something round it below the body, states one."""
    node: _Element | None = element
    while node is not None and node.tag != f"{XHTML}body":
        if found := node.get(XML_LANG):
            return found
        node = node.getparent()
    return ""


def _nest(rows: list[tuple[int, str, str, str]], levels: int) -> tuple[Entry, ...]:
    """Headings in order, nested by rank, at most so many levels deep; a skipped rank makes no empty level."""
    if levels < 1 or not rows:
        return ()
    least = rows[0][0]
    made: list[Entry] = []
    inner: list[tuple[int, str, str, str]] = []

    def close() -> None:
        if made and inner:
            last = made.pop()
            made.append(Entry(last.label, last.href, last.language, _nest(inner, levels - 1)))
        inner.clear()

    for row in rows:
        if row[0] > least:
            inner.append(row)
            continue
        close()
        made.append(Entry(*row[1:]))
    close()
    return tuple(made)


def landmarks(files: tuple[SetFile, ...], cover: tuple[str, str] | None, start: str) -> tuple[Landmark, ...]:
    """One entry a kind, in reading order. ``cover`` is the cover page's address and name, ``start`` names the body."""
    made = [Landmark("cover", cover[1], cover[0])] if cover else []
    kinds = {"cover"}
    for one in files:
        division = one.file.division
        found = [_LANDMARKS.get(division.role, "")]
        if division.matter is Matter.BODY:
            found.insert(0, "bodymatter")
        for kind in found:
            if kind and kind not in kinds:
                kinds.add(kind)
                made.append(Landmark(kind, one.title or start, one.file.name))
    return tuple(made)


def page_list(files: tuple[SetFile, ...]) -> tuple[PageEntry, ...]:
    """One entry for every page mark in the texts, in reading order (EPUB Accessibility 1.1, section 4.3)."""
    return tuple(
        PageEntry(mark.get("aria-label", ""), f"{one.file.name}#{mark.get('id')}")
        for one in files
        for kind, mark in one.survey.typed
        if kind == "pagebreak" and mark.tag in _MARKS
    )


def depth(entries: tuple[Entry, ...]) -> int:
    """Levels of the contents, at least 1 (what ``dtb:depth`` tells)."""
    return max((entry.depth for entry in entries), default=1)
