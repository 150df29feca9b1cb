"""What is wrong with a style sheet, before any layout engine or reading system silently drops it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2

from serge_press.findings import Place
from serge_press.memory import remembered
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from serge_press.findings import Finding

_CONDITIONS = ("supports", "container")  # WeasyPrint 70.0 drops their blocks
_NESTING = ("media", "layer", *_CONDITIONS)
_REACHING = ("import", "namespace", "document")
_RUNNING = ("behavior", "-moz-binding")
_COLOURS = ("color", "background", "background-color", "background-image")
_NO_COLOURS = frozenset(("inherit", "currentcolor", "transparent", "initial", "unset"))
_DEEPEST = 32
_DEEPEST_BRACKETS = 100
_LARGEST = 1_000_000  # of any unit: Pango counts in 1024ths of a point, in 32 bits


@remembered
def check_sheet(text: str, file: str, medium: str) -> tuple[Finding, ...]:
    """Rules S003 to S006, S010 and S011 over one sheet of a medium."""
    if _too_deep(text):
        return (finding("S003", Place(file), "brackets are nested too deep"),)
    try:
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        return tuple(_Sheet(file, medium).rules(rules, in_page=False, depth=0))
    except RecursionError:
        return (finding("S003", Place(file), "brackets are nested too deep"),)


def _too_deep(text: str) -> bool:
    """Whether brackets stand deeper inside each other than WeasyPrint can follow."""
    depth = 0
    for bracket in re.findall(r"[(\[{}\])]", text):
        depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
        if depth > _DEEPEST_BRACKETS:
            return True
    return False


class _Sheet:
    def __init__(self, file: str, medium: str) -> None:
        self.file = file
        self.medium = medium

    def rules(self, nodes: Sequence[Any], *, in_page: bool, depth: int) -> Iterator[Finding]:
        """Findings over rules and declarations, at any depth of nesting."""
        for node in nodes:
            if node.type == "error":
                yield self._found("S003", node, _broken(node.message, depth))
            elif node.type == "declaration":
                yield from self._declaration(node, in_page)
            elif node.type == "qualified-rule":
                yield from self._tokens(node.prelude)
                yield from self._block(node.content, in_page, depth)
            elif node.type == "at-rule":
                yield from self._at_rule(node, in_page, depth)

    def _at_rule(self, rule: Any, in_page: bool, depth: int) -> Iterator[Finding]:
        name = rule.lower_at_keyword
        if name in _REACHING:
            yield self._found("S004", rule, f"@{name} takes rules from elsewhere")
            return
        if name in _CONDITIONS and self.medium != "epub":
            yield self._found("S005", rule, f"the @{name} block is left out of the printed book")
        yield from self._tokens(rule.prelude)
        if rule.content is not None:
            yield from self._block(rule.content, in_page or name == "page", depth)

    def _block(self, content: Sequence[Any], in_page: bool, depth: int) -> Iterator[Finding]:
        if depth > _DEEPEST:
            yield self._found("S003", content[0], "rules are nested too deep")
            return
        inner = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        yield from self.rules(inner, in_page=in_page, depth=depth + 1)

    def _declaration(self, node: Any, in_page: bool) -> Iterator[Finding]:
        name = node.lower_name
        words = [token.lower_value for token in every_token(node.value) if token.type == "ident"]
        yield from self._tokens(node.value)
        if name in _RUNNING:
            yield self._found("S004", node, f"{name} runs code")
        if name.startswith("counter-") and "page" in words and not in_page:
            yield self._found("S006", node, f"{name}: page on an element")
        if name == "content" and not in_page:
            said = "".join(token.value for token in every_token(node.value) if token.type == "string")
            if any(character.isalpha() for character in said):
                yield self._found("S010", node, f"the style sheet writes {said!r}")
        if self.medium == "epub" and name in _COLOURS and not (words and set(words) <= _NO_COLOURS):
            yield self._found("S011", node, f"{name} fixes a colour")

    def _tokens(self, tokens: Sequence[Any]) -> Iterator[Finding]:
        for token in every_token(tokens):
            if token.type in ("dimension", "percentage") and not abs(token.value) <= _LARGEST:
                yield self._found("S003", token, "no page takes so great a number")
            if token.type == "error":
                yield self._found("S003", token, _broken(token.message, 0))
            elif token.type == "url" or (token.type == "function" and token.lower_name in ("url", "src", "image-set")):
                yield self._found("S004", token, "an address in a style sheet")
            elif token.type == "function" and token.lower_name == "expression":
                yield self._found("S004", token, "expression() runs code")

    def _found(self, rule: str, node: Any, message: str) -> Finding:
        return finding(rule, Place(self.file, node.source_line, node.source_column), message)


def _broken(message: str, depth: int) -> str:
    """What is wrong with the syntax, in plain words. ``message`` is the parser's."""
    if message.startswith("Unmatched"):
        return f"{message.rsplit(maxsplit=1)[-1]} closes nothing"
    if "string" in message or "url" in message:
        return "a quotation mark or an address has no end"
    return "what ends here is neither a declaration nor a rule" if depth else "a rule has no braces"


def every_token(tokens: Sequence[Any]) -> Iterator[Any]:
    """The tokens and those inside their brackets and functions."""
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inner, list):
            waiting += reversed(inner)
