"""Traps in style sheets (rule E020)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2

from serge_press.checks.reading_systems.table import Hit
from serge_press.findings import Place
from serge_press.rendering.style_sheets import every_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.checks.reading_systems.table import Asked, Trap

_DEEPEST = 16  # levels of rules in rules
_LARGEST = 2_000_000  # letters of a sheet; the longest that was seen has a tenth of it
_COMMENT = re.compile(r"/\*[^'\"]*?\*/")  # one with quotation marks in it may be none, but the inside of strings
_CALLED = frozenset(("has", "is", "where"))  # pseudo-classes with arguments
_NO_COLOURS = frozenset(("inherit", "currentcolor", "transparent", "initial", "unset", "none"))


def check_sheet(text: str, path: str, asked: Asked) -> Iterator[Hit]:
    """What is a trap in one sheet."""
    if len(text) > _LARGEST:
        millions = len(text) // 1_000_000
        yield Hit("E020", Place(path), f"the style sheet has {millions} million letters, and was not read", None)
        return
    traps = asked.traps("style")
    if "\\" not in text and _telling(traps).search(_COMMENT.sub(" ", text)) is None:
        return  # a sheet without any of the names is not taken apart, which takes twenty times as long
    looked = _Sheet(path, asked, traps)
    try:
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        looked.apart = all(node.type == "at-rule" and node.lower_at_keyword != "import" for node in rules)
        yield from looked.rules(rules, 0)
    except RecursionError:
        yield Hit("E020", Place(path), "brackets are nested so deep in the style sheet that it cannot be read", None)


def _telling(traps: tuple[Trap, ...]) -> re.Pattern[str]:
    """Finds in a sheet what one of the rows may be about; a name may be written with an escape, which this does not see."""
    names: set[str] = set()
    for trap in traps:
        names |= {re.escape(name.rstrip("*")) for name in trap.names("property")}
        names |= {rf"\d{unit}\b" for unit in trap.names("unit")} if not trap.names("property") else set()
        names |= {rf"{name}\(" for name in trap.names("function")}
        names |= {"@" + name for name in trap.names("at")}
        names |= {rf":{name}\(" if name in _CALLED else re.escape(name) for name in trap.names("selector")}
    return re.compile("|".join(sorted(names)), re.IGNORECASE)


class _Sheet:
    def __init__(self, path: str, asked: Asked, traps: tuple[Trap, ...]) -> None:
        self.path = path
        self.asked = asked
        self.traps = traps
        self.apart = False  # whether it has nothing but blocks of at-rules, with which nothing else is dropped

    def rules(self, nodes: Sequence[Any], depth: int) -> Iterator[Hit]:
        for node in nodes:
            if node.type == "declaration":
                yield from self.declaration(node)
            elif node.type == "qualified-rule":
                yield from self.selector(node)
                yield from self.inner(node, depth)
            elif node.type == "at-rule":
                for trap in self.traps:
                    if node.lower_at_keyword in trap.names("at") and not self.apart:
                        yield self.found(node, f"@{node.lower_at_keyword}", trap)
                if node.content is not None and node.lower_at_keyword != "font-face":
                    yield from self.inner(node, depth)

    def inner(self, node: Any, depth: int) -> Iterator[Hit]:
        if depth < _DEEPEST:
            parts = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from self.rules(parts, depth + 1)

    def declaration(self, node: Any) -> Iterator[Hit]:
        tokens = tuple(every_token(node.value))
        words = {token.lower_value for token in tokens if token.type == "ident"}
        units = {token.lower_unit for token in tokens if token.type == "dimension"}
        calls = {token.lower_name for token in tokens if token.type == "function"}
        said = f"{node.name}: {tinycss2.serialize(node.value).strip()[:60]}"
        for trap in self.traps:
            names = trap.names("property")
            if names and not any(_named(node.lower_name, name) for name in names):
                continue
            if trap.asked.get("negative"):
                wanted = any(
                    token.type in ("dimension", "percentage", "number") and token.value < 0 for token in tokens
                )
            elif trap.asked.get("colour"):
                wanted = bool(tokens) and not (words and words <= _NO_COLOURS and not calls)
            elif node.lower_name == "position" and names:
                wanted = bool(words & set(trap.names("value")))
            else:
                wanted = bool(
                    units & set(trap.names("unit"))
                    or calls & set(trap.names("function"))
                    or (names and not trap.names("unit") and not trap.names("function"))
                )
            if wanted:
                yield self.found(node, said, trap)

    def selector(self, node: Any) -> Iterator[Hit]:
        wanted = [trap for trap in self.traps if trap.names("selector")]
        if not wanted:
            return
        said = tinycss2.serialize(node.prelude).strip()[:80]
        names = set(_selected(node.prelude))
        for trap in wanted:
            if names & set(trap.names("selector")):
                yield self.found(node, said, trap)

    def found(self, node: Any, what: str, trap: Trap) -> Hit:
        return self.asked.found("E020", Place(self.path, node.source_line, node.source_column), what, trap)


def _named(name: str, wanted: str) -> bool:
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted


def _selected(tokens: Sequence[Any]) -> Iterator[str]:
    """Names of elements and of pseudo-classes with arguments in a selector; ``epub|type`` where it asks for that."""
    before = ""
    for token in tokens:
        if token.type == "ident" and before not in (".", ":", "|"):
            yield token.lower_value
        elif token.type == "function":
            yield token.lower_name
            yield from _selected(token.arguments)
        elif token.type == "[] block" and "epub|type" in tinycss2.serialize(token.content).replace(" ", ""):
            yield "epub|type"
        before = token.value if token.type == "literal" else ""
