"""Style within a drawing: as one way of writing, and which of its parts a sheet has other parts draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element
    from tinycss2.ast import Node

_SVG = "{http://www.w3.org/2000/svg}"
_NAMED = re.compile(r"url\(\s*['\"]?\s*#([^)'\"\s]+)", re.IGNORECASE)
_TELLING = re.compile(r"url|\\|@", re.IGNORECASE)
_DEEPEST = 8  # levels of rules in rules


def plainly(style: str) -> str:
    """Style with letters in the place of their numbers, and without comments (CSS Syntax 3, 4.3.7)."""
    if _TELLING.search(style) is None:
        return style
    told: str = tinycss2.serialize(tinycss2.parse_component_value_list(style, skip_comments=True))
    return told


def named_in(style: str) -> list[str]:
    """The ids that style refers to."""
    return _NAMED.findall(plainly(style))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that refers to parts by their ``names``, and to which elements it belongs: "" and nothing of it: to any."""

    tag: str
    id: str
    classes: frozenset[str]
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """One of the things that every element has for which it holds."""
        return f"#{self.id}" if self.id else f".{min(self.classes)}" if self.classes else self.tag


class DrawingStyles:
    """The rules of all sheets in a drawing that refer to parts of it. What stands around an element is not looked at."""

    def __init__(self, root: _Element) -> None:
        sheets = ("".join(map(str, sheet.itertext())) for sheet in root.iter(f"{_SVG}style"))
        self._rules: dict[str, list[_Rule]] = {}
        self.count = 0
        for one in (one for text in sheets if "#" in text for one in _rules(tinycss2.parse_stylesheet(text), 0)):
            self._rules.setdefault(one.key, []).append(one)
            self.count += 1

    def names(self, element: _Element) -> Iterator[str]:
        """The ids of all that rules may have an element draw."""
        if not self._rules:
            return
        tag, own = str(element.tag).removeprefix(_SVG), str(element.get("id") or "")
        classes = str(element.get("class") or "").split()
        for key in (f"#{own}", *(f".{one}" for one in dict.fromkeys(classes)), tag, ""):
            for rule in self._rules.get(key, ()):
                if rule.tag in ("", tag) and rule.id in ("", own) and rule.classes.issubset(classes):
                    yield from rule.names


def _rules(nodes: Sequence[Node], depth: int) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.content is not None and depth < _DEEPEST:
            yield from _rules(tinycss2.parse_blocks_contents(node.content), depth + 1)
        elif node.type == "qualified-rule" and (names := _NAMED.findall(tinycss2.serialize(node.content))):
            for end in _ends(node.prelude):
                yield _rule(end, tuple(names))


def _ends(prelude: Sequence[Node]) -> Iterator[list[Node]]:
    """Of every selector in a list what it says of the element itself."""
    ends: list[list[Node]] = [[]]
    for node in [*prelude, None]:
        if node is None or node == ",":
            yield next((end for end in reversed(ends) if end), [])
            ends = [[]]
        elif node.type == "whitespace" or node in (">", "+", "~"):
            ends.append([])
        elif node.type != "comment":
            ends[-1].append(node)


def _rule(end: Sequence[Node], names: tuple[str, ...]) -> _Rule:
    tag, own, classes = "", "", set()
    before: Node | str = ""
    for node in end:
        if node.type == "hash":
            own = node.value
        elif node.type == "ident" and before == ".":
            classes.add(node.value)
        elif node.type == "ident" and before in ("", "|"):  # what follows a colon may change with the hour
            tag = node.value
        before = node
    return _Rule(tag, own, frozenset(classes), names)
