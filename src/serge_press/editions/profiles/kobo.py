"""Kobo's own renderer (kepub): it finds its place in a book, marks and counts by spans that the file must bring.

Sources: Kobo's EPUB guidelines (github.com/kobolabs/epub-spec) on notes, links and style sheets; the form of kepub as Kobo's
own files have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.editions.profiles.trees import body_of, classed, elements, kinds

if TYPE_CHECKING:
    from lxml.etree import _Element

SHEET = """\
/* what Kobo's renderer needs: it draws links in a colour of its own, which cannot be read at night */
#book-inner { margin-top: 0; margin-bottom: 0; }
a { color: inherit; text-decoration: none; }
.kobo-link { border-bottom: 1px solid currentColor; }
"""

_PARAGRAPHS = frozenset(
    f"{XHTML}{name}"
    for name in (
        "p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    )
)  # fmt: skip
_WHOLE = frozenset(f"{XHTML}{name}" for name in ("pre", "script", "style", "audio", "video", "object", "iframe"))
_SENTENCE_END = re.compile(r"[.!?…:]+[\"'”’“»›)\]]*[ \t\n\r]+")
_SPAN, _COLUMNS, _INNER = "koboSpan", "book-columns", "book-inner"


def two_kinds_of_call(root: _Element) -> _Element:
    """Note calls say that their note stands at the end of the book, so that it opens over the page."""
    for link in elements(root, f"{XHTML}a"):
        if kinds(link) == {"noteref"}:
            link.set(EPUB_TYPE, "noteref endnote")
    return root


def links_that_show(root: _Element) -> _Element:
    """The words of a link in a span of their own, which is underlined in the colour of the text."""
    for link in list(elements(root, f"{XHTML}a")):
        plain = kinds(link) & {"noteref", "backlink"} or classed(link, "page-number") or not link.get("href")
        if plain or (len(link) and classed(link[0], "kobo-link")):
            continue
        span = etree.Element(f"{XHTML}span", {"class": "kobo-link"})
        span.text, link.text = link.text, None
        span.extend(list(link))
        link.append(span)
    return root


def columns(root: _Element) -> _Element:
    """All that is in the body in two elements, by which the renderer makes its columns."""
    body = body_of(root)
    if body is None or any(element.get("id") == _COLUMNS for element in elements(body)):
        return root
    outer = etree.Element(f"{XHTML}div", {"id": _COLUMNS})
    inner = etree.SubElement(outer, f"{XHTML}div", {"id": _INNER})
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(outer)
    return root


def sentences(root: _Element) -> _Element:
    """Every sentence, and every picture, in a numbered span: ``kobo.PARAGRAPH.SENTENCE``."""
    body = body_of(root)
    if body is None or any(classed(element, _SPAN) for element in elements(body)):
        return root
    numbers = _Numbers()
    within = 0  # elements whose text stays as it is
    for event, element in list(etree.iterwalk(body, events=("start", "end"))):
        whole = not isinstance(element.tag, str) or element.tag in _WHOLE or not element.tag.startswith(XHTML)
        if event == "start":
            within += whole
            if element.tag in _PARAGRAPHS:
                numbers.begin()
            if not within and element.tag != f"{XHTML}img":
                _span_text(element, numbers)
            continue
        within -= whole
        if element is body:
            break
        tail, element.tail = element.tail, None
        last = _wrapped(element, numbers) if element.tag == f"{XHTML}img" and not within else element
        spans = [] if within else _spans(tail, numbers)
        if not spans:
            last.tail = tail
        for span in spans:
            last.addnext(span)
            last = span
    return root


class _Numbers:
    """Numbers of paragraphs and of the sentences in each; a paragraph without words takes none."""

    def __init__(self) -> None:
        self._paragraph, self._sentence, self._begun = 1, 0, False

    def begin(self) -> None:
        """A paragraph begins."""
        self._begun = self._sentence > 0

    def span(self) -> _Element:
        """The span of the next sentence."""
        if self._begun:
            self._paragraph, self._sentence, self._begun = self._paragraph + 1, 0, False
        self._sentence += 1
        return etree.Element(f"{XHTML}span", {"class": _SPAN, "id": f"kobo.{self._paragraph}.{self._sentence}"})


def _spans(text: str | None, numbers: _Numbers) -> list[_Element]:
    """A span for each sentence of a text; none for white space, which is between elements and no sentence."""
    if not text or not text.strip():
        return []
    made: list[_Element] = []
    begun = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        if end > begun:
            span = numbers.span()
            span.text = text[begun:end]
            made.append(span)
            begun = end
    return made


def _span_text(element: _Element, numbers: _Numbers) -> None:
    spans = _spans(element.text, numbers)
    if spans:
        element.text = None
        element[:0] = spans


def _wrapped(picture: _Element, numbers: _Numbers) -> _Element:
    numbers.begin()
    span = numbers.span()
    picture.addprevious(span)
    span.append(picture)
    return span
