"""What a paragraph is made of: text runs and inline boxes in order, and the words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.lines.faces import Face
    from serge_press.editions.lines.parts import Manner


@dataclass(slots=True)
class Step:
    """What stands at a place: a text run, or the beginning or the end of an inline box.

    ``path`` leads to the box through the children of the line, ``within`` holds the steps of the boxes around it.
    ``lead`` and ``tail`` are the width of an inline box's own margin, border and padding.
    """

    kind: str
    box: Any
    path: tuple[int, ...]
    at: int
    within: tuple[int, ...]
    text: str = ""
    face: Face | None = None
    lead: float = 0.0
    tail: float = 0.0
    manner: Manner | None = None  # how its words may be broken, once that is asked for


@dataclass(slots=True)
class Token:
    """A word or a part of one, in one run."""

    step: Step
    start: int
    end: int
    before: float  # the width of all that stands before it
    width: float
    spaces: int
    letters: int
