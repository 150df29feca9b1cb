"""The same book for other engines: every word, note and page reference that the press prints, as HTML, LaTeX or Typst.

All is made from the XHTML of the print edition, so each engine is given the same matter in its own language, ready to be
set: no catalogue to read, no citations to make, no order to find. That favours the others.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html

from serge_press.editions.page_geometry import PageGeometry, page_geometry
from serge_press.editions.print_document import document, font_address, sheets, units
from serge_press.editions.print_html import mark_notes
from serge_press.manuscript.folios import Folios
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OPEN, _CLOSE = "\ue000", "\ue001"  # stand around an anchor where its page number will be printed
_PAGE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_DIGEST = re.compile(r"(?:[0-9a-f]{8}\s){7}[0-9a-f]{8}")
_BLOCKS = frozenset(
    {
        "html",
        "body",
        "section",
        "div",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "blockquote",
        "figure",
        "hr",
        "caption",
    }
)
_PAGES = 'a.page-number::after { content: target-counter(attr(href), page) }\n'  # fmt: skip


class _Marks(dict[Any, str]):
    """A page number for any anchor: a mark that names it."""

    def get(self, anchor: Any, default: Any = None) -> str:
        return f"{_OPEN}{anchor}{_CLOSE}"

    __getitem__ = get


@dataclass(frozen=True)
class Matter:
    """A book ready to be set: its document (page numbers are marks), sheets, fonts by file name, and its page."""

    document: str
    sheets: str
    fonts: dict[str, bytes]
    geometry: PageGeometry


def matter(folder: Path) -> Matter:
    """The matter of the book in a folder."""
    proof = prepare(DiskFolder(folder))
    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    geometry = page_geometry(plan.trim)
    assert geometry is not None
    content = units(proof.manuscript, proof.house, Folios(where=_Marks()))
    styles = "\n".join(text for _, text in sheets(proof.house, geometry))
    fonts: dict[str, bytes] = {}
    for font in proof.house.fonts:
        name = font.file.rpartition("/")[2]
        fonts[name] = font.data
        styles = styles.replace(font_address(font.file), f"fonts/{name}")
    made = document(proof.manuscript, content, 0)
    made = _DIGEST.sub(
        " ".join(["00000000"] * 8), made
    )  # others know nothing of it: their edits change one paragraph only
    return Matter(made, styles, fonts, geometry)


def write_for_all(folder: Path, target: Path) -> None:
    """Write ``book.html``, ``book.tex``, ``book.typ`` and the fonts of the book in a folder."""
    made = matter(folder)
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for name, data in made.fonts.items():
        (target / "fonts" / name).write_bytes(data)
    (target / "book.html").write_text(plain_html(made), encoding="utf-8")
    from benchmarks.latex_setter import Latex
    from benchmarks.typst_setter import Typst

    setters: tuple[tuple[str, OtherSetter], ...] = (("book.tex", Latex()), ("book.typ", Typst()))
    for name, setter in setters:
        (target / name).write_text(setter.book(made), encoding="utf-8")


def plain_html(made: Matter) -> str:
    """The book as one HTML file for an engine that finds page numbers by ``target-counter``."""
    mark = f"{_OPEN}[^{_CLOSE}]*{_CLOSE}"
    empty = re.sub(rf'(<a class="page-number" [^>]*>)(?:<span[^>]*>{mark}</span>|{mark})', r"\1", made.document)
    linked = _PAGE.sub(r'<a class="page-number" href="#\1"></a>', empty)
    root: Any = lxml_html.document_fromstring(linked.encode())
    mark_notes(root)
    style = lxml_html.Element("style")
    style.text = made.sheets + _PAGES
    root.find("head").append(style)
    return str(lxml_html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


FLUSH = frozenset(
    {"opening", "reference", "contents-line", "contents-subline", "title-line", "line", "detail", "evidence"}
)
"""Classes of paragraphs whose first line is not indented."""


class OtherSetter(ABC):
    """Walks the document once; an engine's language is told by what each kind of element becomes."""

    def book(self, made: Matter) -> str:
        """The whole source file."""
        root: Any = lxml_html.document_fromstring(made.document.encode())
        self.targets = {link.get("href")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
        self.targets.update(_PAGE.findall(made.document))
        there = {element.get("id") for element in root.iter() if element.get("id")}
        self.targets &= there
        body = "".join(self.block(unit) for unit in root.find("body"))
        return self.frame(made.geometry, body)

    def block(self, element: Any) -> str:
        """A block and all in it."""
        tag, mark = element.tag, self.marked(element)
        classes = (element.get("class") or "").split()
        if tag == "p" or tag in {"dt", "caption"}:
            return self.paragraph(mark + self.inlines(element), classes)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            in_header = element.getparent().tag == "header"
            return self.heading(mark, self.inlines(element), 1 if in_header else max(2, int(tag[1]) - 1))
        if tag == "table":
            caption = "".join(self.block(one) for one in element.iter("caption"))
            rows = [
                [self.marked(cell) + self.inlines(cell) for cell in row if cell.tag in {"td", "th"}]
                for row in element.iter("tr")
            ]
            return mark + caption + self.table(rows)
        if tag == "hr":
            return self.paragraph("* * *", [])
        inner = mark + "".join(self.pieces(element))
        if "unit" in classes:
            return self.page(inner)
        if tag == "blockquote" or "verse" in classes:
            return self.quotation(inner)
        return inner

    def pieces(self, element: Any) -> Iterator[str]:
        """The blocks in a block; words that stand between them are a paragraph."""
        if not any(child.tag in _BLOCKS for child in element):
            if words := self.inlines(element).strip():
                yield self.paragraph(words, [])
            return
        for child in element:
            yield self.block(child) if child.tag in _BLOCKS else self.paragraph(self.inline(child), [])

    def inlines(self, element: Any) -> str:
        """The words in an element, without its own form."""
        made = [self.words(element.text or "")]
        for child in element:
            made += [self.inline(child), self.words(child.tail or "")]
        return "".join(made)

    def inline(self, element: Any) -> str:
        """One element among words."""
        classes = (element.get("class") or "").split()
        mark = self.marked(element)
        if element.tag == "br":
            return self.line_break()
        if "leader" in classes:
            return self.leader()
        if "footnote" in classes:
            return self.note(self.inlines(element))
        if "page-number" in classes:
            return self.inlines(element)
        inner = self.inlines(element)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            inner = self.link(element.get("href")[1:], inner) if element.get("href")[1:] in self.targets else inner
        if element.tag in {"em", "i"} or (element.tag == "cite" and "quoted" not in classes):
            inner = self.italic(inner)
        if element.tag in {"strong", "b"}:
            inner = self.strong(inner)
        if element.get("lang"):
            inner = self.language(element.get("lang"), inner)
        return mark + inner

    def words(self, text: str) -> str:
        """Plain words, in which there may be page numbers to find."""
        parts = _PAGE.split(re.sub(r"[\u2060\u00ad]", "", text))
        return "".join(self.page_of(part) if odd % 2 else self.escaped(part) for odd, part in enumerate(parts))

    def marked(self, element: Any) -> str:
        """The mark of an element that something refers to."""
        return self.mark(element.get("id")) if element.get("id") in self.targets else ""

    @abstractmethod
    def frame(self, geometry: PageGeometry, body: str) -> str: ...
    @abstractmethod
    def escaped(self, text: str) -> str: ...
    @abstractmethod
    def mark(self, anchor: str) -> str: ...
    @abstractmethod
    def page_of(self, anchor: str) -> str: ...
    @abstractmethod
    def link(self, anchor: str, inner: str) -> str: ...
    @abstractmethod
    def note(self, inner: str) -> str: ...
    @abstractmethod
    def leader(self) -> str: ...
    @abstractmethod
    def line_break(self) -> str: ...
    @abstractmethod
    def italic(self, inner: str) -> str: ...
    @abstractmethod
    def strong(self, inner: str) -> str: ...
    @abstractmethod
    def language(self, language: str, inner: str) -> str: ...
    @abstractmethod
    def paragraph(self, inner: str, classes: list[str]) -> str: ...
    @abstractmethod
    def heading(self, mark: str, inner: str, level: int) -> str: ...
    @abstractmethod
    def quotation(self, inner: str) -> str: ...
    @abstractmethod
    def table(self, rows: list[list[str]]) -> str: ...
    @abstractmethod
    def page(self, inner: str) -> str: ...
