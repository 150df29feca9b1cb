"""Trees of XHTML: reading them for a pass, and writing them so that readers in HTML mode swallow no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from serge_press.editions.epub_survey import EPUB_TYPE, XHTML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

VOID = frozenset(
    f"{XHTML}{name}" for name in ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
"""Elements that have no end tag in HTML (HTML, 13.1.2); every other empty element is written with one."""


def kinds(element: _Element) -> frozenset[str]:
    """The words of an element's ``epub:type``."""
    return frozenset((element.get(EPUB_TYPE) or "").split())


def classed(element: _Element, name: str) -> bool:
    """Whether an element has this class."""
    return name in (element.get("class") or "").split()


def elements(root: _Element, *tags: str) -> Iterator[_Element]:
    """Elements in the order of the text, without comments; with ``tags``, those alone."""
    return (element for element in root.iter(*tags) if isinstance(element.tag, str))


def body_of(root: _Element) -> _Element | None:
    """The body of a document."""
    return root.find(f"{XHTML}body")


def written(root: _Element) -> bytes:
    """The document as bytes, with XML declaration and doctype."""
    for element in elements(root):
        if not len(element) and element.text is None and element.tag not in VOID:
            element.text = ""
    head = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    return head + etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False) + b"\n"
