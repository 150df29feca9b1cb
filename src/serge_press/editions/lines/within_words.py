"""Where a line may end within a word: at hyphens, dashes and strokes, and where the word may be broken, each at its price.

Of a word that stands alone this is reckoned once for its face: a book is made of the same words again and again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol

from serge_press.editions.lines import hyphens, margins
from serge_press.editions.lines.parts import Part, manner_of
from serge_press.editions.lines.total_fit import Break

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.lines.faces import Face
    from serge_press.editions.lines.parts import Manner
    from serge_press.editions.lines.steps import Step, Token

DASHES = frozenset("–—")

_MOST = 8_000  # words of a face of which it is kept where they may be broken

_LETTER = re.compile("[^\\W\\d_]")
_WORDS = re.compile("[^\\W\\d_]+(?:[’'\u02bc][^\\W\\d_]+)*")
_STOPS = frozenset(".!?:…“„«‘(—")
_SOFT = "\u00ad"
_HYPHENS = "-\u2010"
_RANGE = 120.0  # 1936–/40
_SLAVIC = ("pl", "cs", "sk", "sl", "hr")  # where a hyphen of the author's would have to be repeated on the next line


class Measured(Protocol):
    """What is asked of the paragraph that a word stands in."""

    steps: list[Step]
    starts: list[int]
    text: str
    marks: bytes
    hang: float


def places(paragraph: Measured, token: Token, joined: bool) -> list[Break]:
    """The places within a token, in order; ``joined`` if it goes on from the one before, so that it may begin with one."""
    step, start, end = token.step, token.start, token.end
    face, manner, text = step.face, step.manner, paragraph.text
    assert face is not None
    if manner is None:
        manner = step.manner = manner_of(step.box.style, paragraph.hang)
    if manner.whole:
        return []
    if joined or text[end : end + 1].isalnum():
        parts = tuple(_parts(paragraph, token, manner, joined))
    else:
        word, known = text[start:end], face.parts.setdefault(manner, {})
        key = word, paragraph.marks[start + 1 : end], word.islower() or _first_opens(text, start, end)
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = tuple(_parts(paragraph, token, manner, joined))
        parts = known[key]
    if not parts:
        return []
    before, spaces, letters = token.before, token.spaces, token.letters
    beyond = before + token.width
    return [
        Break(
            before + head,
            spaces,
            beyond - tail,
            spaces,
            cost,
            hyphen,
            broken,
            hangs,
            leans,
            letters + count,
            start + at,
        )
        for at, cost, head, tail, hyphen, broken, hangs, leans, count in parts
    ]


def _parts(paragraph: Measured, token: Token, manner: Manner, joined: bool) -> Iterator[Part]:
    face, marks, text = token.step.face, paragraph.marks, paragraph.text
    assert face is not None
    start, end, language = token.start, token.end, manner.language
    found: dict[int, tuple[float, bool]] = {}  # price, and whether a hyphen is set
    if joined and marks[start] and text[start - 1] != _SOFT and not _edge(paragraph, start):
        found[start] = _dear(text[start - 1], language), False
    for place in range(start + 1, end):
        if marks[place]:
            if text[place - 1] == _SOFT:
                if manner.hyphens != "none":
                    found[place] = hyphens.HYPHEN, True
            elif text[place] not in DASHES:
                found[place] = _dear(text[place - 1], language), False
    if manner.hyphens == "auto" and language and _SOFT not in text[start:end]:
        for first, last in _whole_words(text, start, end):
            word, opens = text[first:last], _opens(text, first)
            for point in hyphens.points(word, language, *manner.limits):
                found.setdefault(first + point, (hyphens.penalty(word, point, language, opens), True))
    for place in sorted(found):
        yield _part(text, token, place, found[place], manner, face)


def _part(text: str, token: Token, place: int, found: tuple[float, bool], manner: Manner, face: Face) -> Part:
    cost, broken = found
    head, tail = text[token.start : place], text[place : token.end]
    sign = manner.sign if broken else ""
    last = sign[-1:] or text[place - 1]
    hyphen = broken or last in _HYPHENS + "–"
    hangs, leans = margins.behind(last, face, manner.hang), margins.before(tail[0], face, manner.hang)
    if not head:
        return Part(0, cost, 0.0, token.width, hyphen, broken, hangs, leans, 0)
    before, behind = face.extent(head + sign, painted=False), face.extent(tail, painted=False)
    return Part(
        len(head),
        cost,
        before.width,
        behind.width,
        hyphen,
        broken,
        hangs,
        leans,
        before.letters - sum(map(str.isalnum, sign)),
    )


def _edge(paragraph: Measured, place: int) -> bool:
    """Whether an inline box with a margin, border or padding begins or ends there."""
    index = bisect_right(paragraph.starts, place) - 1
    while index >= 0 and (step := paragraph.steps[index]).at == place:
        if step.lead or step.tail:
            return True
        index -= 1
    return False


def _dear(before: str, language: str) -> float:
    """What it costs to end a line after this mark, with nothing added."""
    if before in _HYPHENS:
        return 2 * hyphens.NAME if language.split("-", maxsplit=1)[0] in _SLAVIC else hyphens.COMPOUND
    return _RANGE if before == "–" else hyphens.COMPOUND


def _whole_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a token; those that go on in the run before or after it are left out."""
    for found in _WORDS.finditer(text, start, end):
        first, last = found.span()
        if not (first and text[first - 1].isalnum()) and not text[last : last + 1].isalnum():
            yield first, last


def _first_opens(text: str, start: int, end: int) -> bool:
    """Whether the first word of a token opens a sentence; of the words after it the token itself tells."""
    letter = _LETTER.search(text, start, end)
    return letter is None or _opens(text, letter.start())


def _opens(text: str, start: int) -> bool:
    """Whether the word there opens a sentence, or a quotation."""
    before = text[max(0, start - 4) : start].rstrip(" \u00a0”’)“„«‘")
    return start < 2 or text[start - 1] in _STOPS or before[-1:] in _STOPS or not before
