"""Style sheets without what a reading system stumbles over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NESTING = ("media", "supports", "layer")


def sifted(sheet: str, refused: Callable[[str, frozenset[str]], bool]) -> str:
    """The sheet without the declarations that are refused; a rule that loses none stays as it is written.

    ``refused`` is asked with the name of a property and the units in its value, both in small letters.
    """
    return _rules(tinycss2.parse_stylesheet(sheet), refused)


def asks_for_width(sheet: str) -> bool:
    """Whether a sheet has blocks that ask how wide a container is, which old renderers do not know."""
    return "@container" in sheet


def parted(sheet: str) -> tuple[str, str]:
    """A sheet without its blocks that ask for the width of a container, and those blocks: Adobe's old renderer may drop a whole
    sheet for one (rule E020), so they go into one of their own, which comes second in the cascade.
    """
    if not asks_for_width(sheet):
        return sheet, ""
    nodes = tinycss2.parse_stylesheet(sheet)
    asking = [node.type == "at-rule" and node.lower_at_keyword == "container" for node in nodes]
    kept = "".join(node.serialize() for node, late in zip(nodes, asking, strict=True) if not late)
    return kept, "".join(f"{node.serialize()}\n" for node, late in zip(nodes, asking, strict=True) if late)


def _rules(nodes: Sequence[Any], refused: Callable[[str, frozenset[str]], bool]) -> str:
    return "".join(_rule(node, refused) for node in nodes)


def _rule(node: Any, refused: Callable[[str, frozenset[str]], bool]) -> str:
    if node.type == "at-rule" and node.lower_at_keyword in _NESTING and node.content is not None:
        inner = _rules(tinycss2.parse_rule_list(node.content), refused)
        return f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
    if node.type != "qualified-rule":
        return str(node.serialize())
    parts = tinycss2.parse_blocks_contents(node.content)
    kept = [part for part in parts if part.type != "declaration" or not refused(part.lower_name, _units(part.value))]
    if len(kept) == len(parts):
        return str(node.serialize())
    said = " ".join(f"{part.serialize()};" for part in kept if part.type == "declaration")
    return f"{tinycss2.serialize(node.prelude)}{{ {said} }}" if said else ""


def _units(tokens: Sequence[Any]) -> frozenset[str]:
    found: set[str] = set()
    for token in tokens:
        if token.type == "dimension":
            found.add(token.lower_unit)
        elif token.type == "function":
            found |= {token.lower_name, *_units(token.arguments)}
    return frozenset(found)
