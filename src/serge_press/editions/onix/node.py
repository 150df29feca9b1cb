"""A tree of named nodes → XML, the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its name, attributes in order, and what is inside: texts and nodes."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    inside: tuple[Node | str, ...]


def node(name: str, *inside: Node | str | Iterable[Node], **attributes: str) -> Node:
    """An element. Empty texts and attributes are left out; rows of nodes are taken apart."""
    flat: list[Node | str] = []
    for one in inside:
        if isinstance(one, (Node, str)):
            flat += [one] if one != "" else []
        else:
            flat += one
    return Node(name, tuple((key, value) for key, value in attributes.items() if value), tuple(flat))


def maybe(name: str, text: str, **attributes: str) -> tuple[Node, ...]:
    """An element with that text; none where there is no text."""
    words = " ".join(text.split())
    return (node(name, words, **attributes),) if words else ()


def xml(root: Node) -> bytes:
    """The document, a line an element, indented by nothing: shops read it, not people."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(root))).encode()


def _written(one: Node) -> Iterator[str]:
    attributes = "".join(f' {key}="{value.translate(_ESCAPES)}"' for key, value in one.attributes)
    if not one.inside:
        yield f"<{one.name}{attributes}/>\n"
        return
    mixed = any(isinstance(inner, str) for inner in one.inside)
    yield f"<{one.name}{attributes}>" + ("" if mixed else "\n")
    for inner in one.inside:
        if isinstance(inner, str):
            yield inner.translate(_ESCAPES)
        elif mixed:
            yield "".join(_written(inner)).replace("\n", "")
        else:
            yield from _written(inner)
    yield f"</{one.name}>\n"
