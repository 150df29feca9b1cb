"""A paragraph as it comes to be set: its text runs and inline boxes in order, measured, and where its lines may end.

Places in a paragraph are counts of characters from its beginning, over all its text runs.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines import margins
from serge_press.editions.lines.total_fit import Break
from serge_press.editions.lines.within_words import places
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.lines.steps import Step, Token

BREAK = 1  # the first bit of a PangoLogAttr: a line may break before the character


class Unplanned(Exception):
    """The paragraph holds what cannot be measured here; ``reason`` names it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Group:
    """What stands between two places where a line may end at a space."""

    first: int  # of the tokens
    last: int
    place: Break


@dataclass
class Paragraph:
    """A measured paragraph. ``words`` are the places at its spaces and its end, ``first`` is its beginning.

    ``plans`` keeps the ends of lines that were chosen: by the place where they begin, the indent there and the number of the
    line that ends a page, a list of them and the first that counts. ``fits`` keeps the best ends of lines by the same and
    by how many lines are wanted: what is chosen hangs on what was chosen before, what is best does not.
    """

    steps: list[Step]
    text: str
    hang: float
    words: list[Break] = field(default_factory=list)
    plans: dict[tuple[int, float, int], tuple[list[Break], int]] = field(default_factory=dict)
    fits: dict[tuple[int, float, int, int], list[Break] | None] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    marks: bytes = b""  # for every place whether a line may break there
    _inside: dict[int, tuple[Break, ...]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    paths: dict[tuple[int, ...], int] = field(default_factory=dict)

    @property
    def space(self) -> float:
        """The ideal space of its first words."""
        face = self.tokens[0].step.face
        assert face is not None
        return face.space.width

    def inside(self, word: int) -> tuple[Break, ...]:
        """The places within a word where a line may end: at hyphens, dashes and strokes, and where it may be broken."""
        found = self._inside.get(word)
        if found is None:
            group = self.groups[word]
            first = group.first
            found = tuple(
                [place for at in range(first, group.last) for place in places(self, self.tokens[at], at > first)]
            )
            self._inside[word] = found
        return found

    def cursor(self, place: int) -> int:
        """The step with which a line begins at a place: what ends there belongs to the line before."""
        index = bisect_right(self.starts, place) - 1
        while index > 0 and self.steps[index - 1].at == place:
            index -= 1
        step = self.steps[index]
        if step.kind == "text" and step.at + len(step.text) > place:
            return index
        while index < len(self.steps) and (
            self.steps[index].at < place or (self.steps[index].kind == "close" and self.steps[index].at == place)
        ):
            index += 1
        return index

    def resume_at(self, place: int) -> Any:
        """The place as WeasyPrint's skip stack."""
        step = self.steps[self.cursor(place)]
        stack: Any = None
        if step.kind == "text" and place > step.at:
            stack = {len(step.text[: place - step.at].encode()): None}
        for index in reversed(step.path):
            stack = {index: stack}
        return stack

    def place_of(self, stack: Any) -> int | None:
        """The place of a skip stack; None if it is none of this paragraph."""
        if stack is None:
            return self.first.at
        path: tuple[int, ...] = ()
        while stack is not None:
            ((index, stack),) = stack.items()
            if (known := self.paths.get(path)) is not None and self.steps[known].kind == "text":
                step = self.steps[known]
                return step.at + len(step.text.encode()[: index or 0].decode("utf-8", "ignore"))
            path = (*path, index)
        known = self.paths.get(path)
        return None if known is None else self.steps[known].at

    @cached_property
    def first(self) -> Break:
        """The beginning of the first line."""
        token = self.tokens[0]
        assert token.step.face is not None
        lead = margins.before(self.text[token.start], token.step.face, self.hang)
        return Break(0.0, 0, 0.0, 0, 0.0, False, False, 0.0, lead, 0, token.start)

    def begins(self, place: int) -> tuple[int, Break] | None:
        """The word in which a line begins at this place, and the place as a break; None if no line can begin there."""
        if place == self.first.at:
            return 0, self.first
        index = bisect_right([word.at for word in self.words], place)
        if index and self.words[index - 1].at == place:
            return index, self.words[index - 1]
        if index < len(self.words):
            for within in self.inside(index):
                if within.at == place:
                    return index, within
        return None
