"""Inlines on their way: what is opened and not closed yet, what is built and waits for its words to be typeset."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from serge_press.manuscript.nodes import Text
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from serge_press.manuscript.attributes import Attributes
    from serge_press.manuscript.nodes import Inline

Piece: TypeAlias = "Inline | Held | int"
"""A finished inline, one that waits, or the index of a text run."""

NOTHING = Text("")
"""Stands where something was refused, so that the spaces round it are not taken for two in a row."""


@dataclass(slots=True)
class Box:
    """An inline being built: what opened it, and what it holds so far; an int is a text run's index."""

    token: Token | None
    language: str
    items: list[Piece] = field(default_factory=list)
    attributes: Attributes | None = None


class Held:
    """A node waiting for its words to be typeset: its kind, what it holds, its other values."""

    __slots__ = ("inner", "kind", "values")

    def __init__(self, kind: type, inner: tuple[Piece, ...], values: dict[str, object] | None = None) -> None:
        self.kind = kind
        self.inner = inner
        self.values = values or {}


def finish(items: Sequence[Piece], texts: list[str]) -> tuple[Inline, ...]:
    """The inlines, with the typeset texts of the runs put in; neighbouring texts become one."""
    out: list[Inline] = []
    for item in items:
        if isinstance(item, int):
            text = texts[item]
            if text:
                if out and isinstance(out[-1], Text):
                    out[-1] = Text(out[-1].text + text)
                else:
                    out.append(Text(text))
        elif isinstance(item, Held):
            out.append(item.kind(inlines=finish(item.inner, texts), **item.values))
        elif item is not NOTHING:
            out.append(item)
    return tuple(out)


def shortened(text: str) -> str:
    """At most forty characters of a text in one line, for messages."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
