"""The trial of a template before it is used: what it makes of values that can be told apart again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from lxml import etree
from markupsafe import Markup

EPUB_NAMESPACE = "http://www.idpf.org/2007/ops"
_ELEMENTS = frozenset((
    "article", "aside", "blockquote", "br", "caption", "cite", "dd", "div", "dl", "dt", "em", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "li", "nav", "ol", "p", "section", "small",
    "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_ATTRIBUTES = frozenset(("class", "role", "hidden", "slot"))


def empties(shape: Mapping[str, Any]) -> Iterator[frozenset[str]]:
    """All choices of values to leave empty in a trial; a content and its attributes are empty together."""
    stems = sorted({key.removesuffix("_attrs") for key, of in shape.items() if isinstance(of, (str, list))})
    for size in range(len(stems) + 1):
        for chosen in combinations(stems, size):
            yield frozenset(key for key in shape if key.removesuffix("_attrs") in chosen)


class Trial:
    """Values that can be told apart again in what a template makes of them."""

    def __init__(self, empty: frozenset[str]) -> None:
        self.empty = empty
        self.contents: list[str] = []
        self.attributes: list[str] = []

    def values(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        """Trial values for a template of this shape."""
        return {key: self._empty(of) if key in self.empty else self._value(of) for key, of in shape.items()}

    def problem(self, result: str) -> tuple[str, str] | None:
        """The rule broken by what a template made of the values, and how; None if all is well."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(f'<body xmlns:epub="{EPUB_NAMESPACE}">{result}</body>', parser)
        except etree.XMLSyntaxError as fault:
            return "S007", f"the template does not give well-formed XHTML: {fault.msg}"
        for element in root.iterdescendants():
            if not isinstance(element.tag, str):
                return "S007", "a template may not write comments or processing instructions"
            if element.tag not in _ELEMENTS:
                return "S007", f"a template may not write the element <{element.tag}>"
            for key in map(str, element.attrib):
                if key not in _ATTRIBUTES and not key.startswith(("aria-", "data-", "slot-")):
                    return "S007", f"a template may not write the attribute {key}"
        said = "".join(map(str, root.itertext()))
        for content in self.contents:
            if said.count(content) != 1:
                return "S008", f"the template prints a value {said.count(content)} times"
            said = said.replace(content, "")
        for attribute in self.attributes:
            if (times := result.count(f" {attribute}=")) != 1:
                return "S008", f"the template writes the attributes of a value {times} times"
        if said.strip():
            return "S008", f"the template adds the words {said.strip()[:40]!r}"
        return None

    def _value(self, of: Any) -> Any:
        if isinstance(of, Mapping):
            return {key: self._value(one) for key, one in of.items()}
        if isinstance(of, list):
            return tuple(self._value(one) for one in of)
        if of == "@":
            self.attributes.append(f"slot-{len(self.attributes)}")
            return Markup(f' {self.attributes[-1]}=""')
        if isinstance(of, str) and of.startswith("."):
            self.contents.append(f"\ue000{len(self.contents)}\ue001")
            return Markup(self.contents[-1])
        return of

    def _empty(self, of: Any) -> Any:
        return () if isinstance(of, list) else Markup()
