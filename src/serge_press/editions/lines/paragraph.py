"""A paragraph as it comes to be set: its text runs and inline boxes in order, measured, and where its lines may end.

Places in a paragraph are counts of characters from its beginning, over all its text runs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines import hyphens, margins
from serge_press.editions.lines.total_fit import Break
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.editions.lines.faces import Face, Part, PartsKey

_WORDS = re.compile("[^\\W\\d_]+(?:[’'\u02bc][^\\W\\d_]+)*")
BREAK = 1  # the first bit of a PangoLogAttr: a line may break before the character
_STOPS = frozenset(".!?:…“„«‘(—")
DASHES = frozenset("–—")
_RANGE = 120.0  # 1936–/40
_SLAVIC = ("pl", "cs", "sk", "sl", "hr")  # where a hyphen of the author's would have to be repeated on the next line


class Unplanned(Exception):
    """The paragraph holds what cannot be measured here; ``reason`` names it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
            found = tuple(
                place
                for index in range(group.first, group.last)
                for place in self._within(self.tokens[index], index > group.first)
            )
            self._inside[word] = found
        return found

    def _within(self, token: Token, joined: bool) -> Iterable[Break]:
        style = token.step.box.style
        if style["white_space"] == "nowrap":
            return ()
        marks, text = self.marks, self.text
        start, end = token.start, token.end
        if (
            not joined
            and marks.find(1, start + 1, end) < 0
            and not (end < len(text) and text[end].isalnum())
            and (word := text[start:end]).islower()
            and "\u00ad" not in word
        ):
            return self._syllables(token, word) if style["hyphens"] == "auto" and style["lang"] else ()
        return self._anywhere(token, joined)

    def _syllables(self, token: Token, word: str) -> Iterator[Break]:
        """Where a word in small letters that stands alone may be broken: reckoned once for its face."""
        style, face = token.step.box.style, token.step.face
        assert face is not None
        sign, limits, language = style["hyphenate_character"], style["hyphenate_limit_chars"], style["lang"]
        key = word, language, limits, sign, self.hang
        parts = face.parts.get(key)
        if parts is None:
            parts = face.keep_parts(key, tuple(self._parts(word, face, key)))
        before, spaces, letters, start = token.before, token.spaces, token.letters, token.start
        beyond = before + token.width
        for point, cost, head, tail, hangs, leans, count in parts:
            yield Break(
                before + head, spaces, beyond - tail, spaces, cost, True, True, hangs, leans, letters + count, start + point
            )  # fmt: skip

    def _parts(self, word: str, face: Face, key: PartsKey) -> Iterator[Part]:
        _, language, (least, left, right), sign, hang = key
        for found in _WORDS.finditer(word):
            for point in hyphens.points(found[0], language, least, left, right):
                place = found.start() + point
                cost = hyphens.penalty(found[0], point, language, True)
                head, tail = word[:place], word[place:]
                yield (
                    place, cost, face.width(head + sign), face.width(tail), margins.behind(sign[-1:] or head[-1], face, hang),
                    margins.before(tail[0], face, hang), letters_of(head),
                )  # fmt: skip

    def _anywhere(self, token: Token, joined: bool) -> Iterator[Break]:
        """Where a word may be broken, and where a line may end in it, in whatever it stands among."""
        style = token.step.box.style
        marks, text = self.marks, self.text
        start, end = token.start, token.end
        places: dict[int, tuple[float, bool]] = {}  # (penalty, whether a hyphen is set)
        if joined and marks[start] and text[start - 1] != "\u00ad" and not self._edge(start):
            places[start] = (self._dear(start, style), False)
        for place in range(start + 1, end):
            if marks[place]:
                if text[place - 1] == "\u00ad":
                    if style["hyphens"] != "none":
                        places[place] = (hyphens.HYPHEN, True)
                elif text[place] not in DASHES:
                    places[place] = (self._dear(place, style), False)
        if style["hyphens"] == "auto" and style["lang"] and "\u00ad" not in text[start:end]:
            least, left, right = style["hyphenate_limit_chars"]
            for word_start, word_end in self._words(start, end):
                word = text[word_start:word_end]
                opens = self._opens(word_start)
                for point in hyphens.points(word, style["lang"], least, left, right):
                    cost = hyphens.penalty(word, point, style["lang"], opens)
                    places.setdefault(word_start + point, (cost, True))
        for place in sorted(places):
            cost, set_hyphen = places[place]
            yield self._part(token, place, cost, set_hyphen)

    def _edge(self, place: int) -> bool:
        """Whether an inline box with a margin, border or padding begins or ends there."""
        index = bisect_right(self.starts, place) - 1
        while index >= 0 and self.steps[index].at == place:
            if self.steps[index].lead or self.steps[index].tail:
                return True
            index -= 1
        return False

    def _dear(self, place: int, style: Any) -> float:
        before = self.text[place - 1]
        if before in "-\u2010":
            return hyphens.COMPOUND if (style["lang"] or "").split("-")[0] not in _SLAVIC else 2 * hyphens.NAME
        if before == "–":
            return _RANGE
        return hyphens.COMPOUND

    def _words(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The words of a token; those that go on in the run before or after it are left out."""
        text = self.text
        for found in _WORDS.finditer(text, start, end):
            first, last = found.span()
            if not (first and text[first - 1].isalnum()) and not (last < len(text) and text[last].isalnum()):
                yield first, last

    def _opens(self, start: int) -> bool:
        """Whether the word there opens a sentence, or a quotation."""
        before = self.text[max(0, start - 4) : start].rstrip(" \u00a0”’)“„«‘")
        return start < 2 or self.text[start - 1] in _STOPS or before[-1:] in _STOPS or not before

    def _part(self, token: Token, place: int, cost: float, set_hyphen: bool) -> Break:
        face = token.step.face
        assert face is not None
        head, tail = self.text[token.start : place], self.text[place : token.end]
        sign = token.step.box.style["hyphenate_character"] if set_hyphen else ""
        last = sign[-1:] or self.text[place - 1]
        return Break(
            token.before + (face.width(head + sign) if head else 0.0), token.spaces,
            token.before + token.width - (face.width(tail) if head else token.width), token.spaces, cost,
            set_hyphen or last in "-\u2010–", set_hyphen, margins.behind(last, face, self.hang),
            margins.before(tail[:1], face, self.hang), token.letters + letters_of(head), place,
        )  # fmt: skip

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


def letters_of(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))
