"""Parsing the text of a section for less: as XML where that gives the same tree, and else as HTML with its patterns kept.

What the press sets is XHTML. HTML reads it in Python, letter by letter, and mends what need not be mended; XML reads it in C in
a twentieth of the time. The trees are the same where every element stands in one that may hold it, so that HTML neither closes
nor opens one by itself, and where no letter means something else to XML (WHATWG HTML, 13.2; XML 1.0, 2.11 and 3.3.3). Whatever
is otherwise (drawings, raw text, a letter by its number) is left to the parser of HTML.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from serge_press.editions.economy.fitting import Replacement, Saving, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = (
    "characters = characters_until_regex[(characters, opposite)] = regex"  # the name is bound before the key is made
)
_FOUND = "characters_until_regex[(characters, opposite)] = characters = regex"

_FRAME = re.compile(
    r'<!DOCTYPE html>\n<html lang="([A-Za-z0-9-]*)">\n<head><meta charset="utf-8">(?:<style>([^<]*)</style>)?</head>\n'
    r"(<body>\n.*</body>)(\s*)</html>(\s*)",
    re.DOTALL,
)
"""A document as ``documents.alone`` makes it."""

_VOID = "br|hr|img|col|wbr"
_UNLIKE = re.compile(
    r"[\0\r]|<!|<\?|&(?!(?:amp|lt|gt|quot|#x27|#39);)"
    rf"|<(?!(?:{_VOID})\b)[a-z0-9]+(?:\s[^<>]*)?/>|</(?:{_VOID})\b"  # HTML heeds no stroke at the end of a tag
    r"""|="[^"<]*[\t\n]|='|\s[^\s="<>]*[A-Z:][^\s="<>]*=\""""  # XML makes spaces of these; HTML knows small letters alone
)
"""What HTML and XML may read in two ways."""

_PHRASES = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "dfn",
        "em",
        "i",
        "img",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_HOLD_PHRASES = frozenset({*_PHRASES, "p", "h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset({
    *_HOLD_PHRASES, "address", "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "footer", "header",
    "hr", "main", "nav", "ol", "section", "table", "ul",
})  # fmt: skip
_ROWS = frozenset({"tr"})
_HOLDS = {
    **dict.fromkeys(_HOLD_PHRASES, _PHRASES),
    **dict.fromkeys(_FLOW - _HOLD_PHRASES, _FLOW),
    **dict.fromkeys(("body", "li", "dd", "dt", "td", "th", "caption"), _FLOW),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), _ROWS),
    "tr": frozenset({"td", "th"}),
    "colgroup": frozenset({"col"}),
    **dict.fromkeys(_VOID.split("|"), frozenset[str]()),
}
"""Which elements may stand right in which."""

_BLANK = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})
"""Out of these HTML moves all words."""


def _chars_until(stock: Any) -> Any:
    return rewritten(stock, ((_KEPT, _FOUND),))


def read_as_xml(document: str) -> Any | None:
    """The tree of a document, as the parser of HTML would give it; None where that is not sure."""
    frame = _FRAME.fullmatch(document)
    if frame is None or _UNLIKE.search(document, frame.start(3)):
        return None
    language, style, text, *after = frame.groups()
    try:
        body = ElementTree.XML(text)
    except (ElementTree.ParseError, ValueError):
        return None
    if not all(map(_stands_well, body.iter())):
        return None
    _add_text(body, "".join(after))  # what comes after the body HTML puts into it
    root = ElementTree.Element("html", {"lang": language})
    head = ElementTree.SubElement(root, "head")
    head.tail = "\n"
    ElementTree.SubElement(head, "meta", {"charset": "utf-8"})
    if style is not None:
        ElementTree.SubElement(head, "style").text = style or None
    root.append(body)
    return root


def _stands_well(element: Any) -> bool:
    """Whether HTML would leave an element and what is right in it as they are."""
    tag = element.tag
    held = _HOLDS.get(tag)
    if held is None:
        return False
    for child in element:
        if child.tag not in held:
            return False
    if tag in _BLANK:
        return not any(text and text.strip(" \n") for text in (element.text, *(child.tail for child in element)))
    return tag != "a" or sum(1 for _ in element.iter("a")) == 1


def _add_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _parse(stock: Callable[..., Any]) -> Any:
    """``parse`` that reads as XML what it can."""

    def parse(document: Any, namespace_html_elements: bool = True, **named: Any) -> Any:
        plain = isinstance(document, StringIO) and not namespace_html_elements and not named
        root = read_as_xml(document.getvalue()) if plain else None
        return stock(document, namespace_html_elements, **named) if root is None else root

    return parse


SAVING = Saving(
    "parsing",
    (
        Replacement("tinyhtml5.inputstream", "HTMLUnicodeInputStream.chars_until", _chars_until),
        Replacement("tinyhtml5.parser", "parse", _parse),
    ),
    ("tinyhtml5", "tinyhtml5.treebuilder", "tinyhtml5.tokenizer", "tinyhtml5.constants"),
)
