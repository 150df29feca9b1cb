"""Plain typing in, typographic text out: quotes, dashes, ellipses and spaces as the language of the words wants them.

``typeset_runs(runs)`` takes the text runs of one leaf in order and gives their new texts and remarks; a quotation mark
that opens in one run (before ``*word*``) closes in another. ``typeset(text, language)`` does the same for one string.
Letters never change: only quotation marks, apostrophes, hyphens that stand for dashes, dots and spaces do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from serge_press.manuscript.habits import NARROW, NO_BREAK, habits_of
from serge_press.manuscript.quotes import pair_quotes
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.manuscript.habits import Habits

MAX_REMARKS = 20
"""As many remarks as one leaf may draw; more would bury the first."""

_TYPED = re.compile("|".join((*"\"'“”„«»‘’‚‹›\t", "--", r"\.(?:\.| \. )", " (?: |-[ \t])")))
_DASHES = re.compile("-{2,}")
_DOTS = re.compile(r"\.{3,}")
_SPACED_DOTS = re.compile(r"\.[ \u00a0]\.[ \u00a0]\.")
_MANY_SPACES = re.compile("[ \t\u00a0]{2,}|\t")
_HYPHEN = re.compile(r"(?<=[ \u00a0])-(?=[ \u00a0])")
_HIGH = re.compile(r" (?=[;!?:»])|(?<=[^\W_])(?=[;!?:](?:[\s!?»”)]|$))|(?<=[)\]»”])(?=[;!?](?:[\s!?»”)]|$))|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language. ``verbatim`` text (an address) is left as it is."""

    text: str
    language: str
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell the author: rule, run and offset in it, width in characters, words, mend."""

    rule: str
    run: int
    offset: int
    width: int
    message: str
    mend: str = ""


class Edits:
    """Changes to one leaf's joined text. The first change claimed for a position holds."""

    __slots__ = ("_bounds", "_index", "found", "made", "runs", "text")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.text = "".join(run.text for run in runs)
        self.made: dict[int, tuple[int, str]] = {}
        self.found: list[Remark] = []
        self._bounds: list[int] = []
        end = 0
        for run in runs:
            end += len(run.text)
            self._bounds.append(end)

    def run_at(self, position: int) -> int:
        """The index of the run that holds the position."""
        if len(self.runs) == 1:
            return 0
        for index, end in enumerate(self._bounds):
            if position < end:
                return index
        return len(self._bounds) - 1

    def habits_at(self, position: int) -> Habits:
        """The habits of the language there."""
        return habits_of(self.runs[self.run_at(position)].language)

    def change(self, position: int, length: int, words: str) -> None:
        """Put other words there, unless the text is verbatim."""
        last = position + max(length, 1) - 1
        if not (self.runs[self.run_at(position)].verbatim or self.runs[self.run_at(last)].verbatim):
            self.made.setdefault(position, (length, words))

    def remark(self, rule: str, position: int, width: int, message: str, mend: str = "") -> None:
        """Tell the author, unless the text is verbatim."""
        index = self.run_at(position)
        if not self.runs[index].verbatim and len(self.found) < MAX_REMARKS:
            offset = position - (self._bounds[index - 1] if index else 0)
            self.found.append(Remark(rule, index, offset, width, message, mend))

    def result(self) -> list[str]:
        """The new text of every run."""
        if not self.made:
            return [run.text for run in self.runs]
        changes = sorted(self.made.items())
        out: list[str] = []
        next_change, start = 0, 0
        for index, end in enumerate(self._bounds):
            pieces: list[str] = []
            position = start
            last = index == len(self._bounds) - 1
            while next_change < len(changes) and (changes[next_change][0] < end or last):
                at, (length, words) = changes[next_change]
                next_change += 1
                if at < position:
                    continue
                pieces.append(self.text[position:at])
                pieces.append(words)
                position = at + length
            pieces.append(self.text[position:end])
            out.append("".join(pieces))
            start = max(end, position)
        return out


def typeset_runs(runs: Sequence[Run]) -> tuple[list[str], list[Remark]]:
    """The runs of one leaf as they stand in the book, and what to tell the author."""
    if not runs:
        return [], []
    language = runs[0].language
    habits = habits_of(language)
    if not habits.french and all(run.language == language and not run.verbatim for run in runs):
        joined = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
        if _TYPED.search(joined) is None:  # only spaces can change, and each stays one character
            return _cut(habits.spaces.sub(NO_BREAK, joined), runs), []
    edits = Edits(runs)
    text = edits.text
    if _TYPED.search(text) is not None:
        pair_quotes(edits)
        _dashes(edits)
        _dots_and_spaces(edits)
    _hold(edits, runs)
    return edits.result(), edits.found


def _cut(text: str, runs: Sequence[Run]) -> list[str]:
    out = []
    start = 0
    for run in runs:
        out.append(text[start : start + len(run.text)])
        start += len(run.text)
    return out


@lru_cache(maxsize=2048)  # the same cities, publishers and periodicals stand in entry after entry
def typeset(text: str, language: str) -> str:
    """One string as it stands in the book."""
    if _TYPED.search(text) is None:  # most fields: nothing but spaces can change
        habits = habits_of(language)
        if not habits.french or _HIGH.search(text) is None:
            return habits.spaces.sub(NO_BREAK, text) if " " in text else text
    return typeset_runs((Run(text, language),))[0][0]


def _hold(edits: Edits, runs: Sequence[Run]) -> None:
    for language in dict.fromkeys(run.language for run in runs):
        habits = habits_of(language)
        for found in habits.spaces.finditer(edits.text):
            if runs[edits.run_at(found.start())].language == language:
                edits.change(found.start(), 1, NO_BREAK)
        if habits.french:
            for found in _HIGH.finditer(edits.text):
                start, end = found.span()
                if runs[edits.run_at(start)].language == language:
                    follows = edits.text[end : end + 1]
                    edits.change(start, end - start, NARROW if follows in ";!?" and follows else NO_BREAK)


def _dashes(edits: Edits) -> None:
    text = edits.text
    for found in _DASHES.finditer(text) if "--" in text else ():
        start, end = found.span()
        length = end - start
        if length > 3:
            edits.remark("T005", start, length, f"{length} hyphens in a row")
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        habits = edits.habits_at(start)
        open_left, open_right = not before or before.isspace(), not after or after.isspace()
        if length == 2 and not open_left and not open_right:
            edits.change(start, length, "–")  # a range or a pair: 1911--1912
        elif not before:
            edits.change(start, length, "—" if length == 3 else "–")
            if after == " ":
                edits.change(end, 1, NO_BREAK)
        elif habits.spaced:
            word_left, word_right = before.isalnum() or before in ",)’”»", after.isalnum()
            tight = not open_left and not open_right and word_left and word_right
            edits.change(start, length, f"{NO_BREAK}{habits.dash} " if tight else habits.dash)
            if before == " ":
                edits.change(start - 1, 1, NO_BREAK)
        else:
            edits.change(start, length, habits.dash)
            if before == " " and after == " ":
                edits.change(start - 1, 1, "")
                edits.change(end, 1, "")
    for found in _HYPHEN.finditer(text) if " -" in text or "\u00a0-" in text else ():
        edits.remark("T002", found.start(), 1, "a hyphen between spaces, where a dash seems to be meant")


def _dots_and_spaces(edits: Edits) -> None:
    text = edits.text
    for found in _DOTS.finditer(text) if "..." in text else ():
        length = found.end() - found.start()
        if length > 4:
            edits.remark("T005", found.start(), length, f"{length} full stops in a row")
        else:
            edits.change(found.start(), 3, "…")
    for found in _SPACED_DOTS.finditer(text) if ". ." in text or ".\u00a0" in text else ():
        edits.remark("T006", found.start(), 5, "an ellipsis typed with spaces")
    for found in _MANY_SPACES.finditer(text) if "  " in text or "\t" in text or "\u00a0" in text else ():
        length = found.end() - found.start()
        if edits.run_at(found.start()) != edits.run_at(found.end() - 1):
            continue  # the two spaces stand on either side of a note call or of emphasis
        if length > 1:
            edits.remark("T003", found.start(), length, f"{length} spaces in a row")
        edits.change(found.start(), length, NO_BREAK if NO_BREAK in found[0] else " ")
