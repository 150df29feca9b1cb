"""Plain typing in, typographic text out: quotes, dashes, ellipses and spaces as the language of the words wants them.

``typeset_runs(runs)`` takes the text runs of one leaf in order and gives their new texts and remarks; a quotation mark
that opens in one run (before ``*word*``) closes in another. ``typeset(text, language)`` does the same for one string.
Letters never change: only quotation marks, apostrophes, hyphens that stand for dashes, dots and spaces do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from serge_press.manuscript.edits import Edits, Remark, Run
from serge_press.manuscript.habits import NARROW, NO_BREAK, habits_of
from serge_press.manuscript.quotes import pair_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence


_QUOTES = re.compile("[\"'“”„«»‘’‚‹›\t]")
_DASHES = re.compile("-{2,}")
_DOTS = re.compile(r"\.{3,}")
_SPACED_DOTS = re.compile(r"\.[ \u00a0]\.[ \u00a0]\.")
_MANY_SPACES = re.compile("[ \t\u00a0]{2,}|\t")
_HYPHEN = re.compile(r"(?<=[ \u00a0])-(?=[ \u00a0])")
_HIGH = re.compile(
    r"(?=[ ;!?:])"  # most letters are none of these, and need no more than this one look
    r"(?: (?=[;!?:»])|(?<=[^\W_])(?=[;!?:](?:[\s!?»”)]|$))|(?<=[)\]»”])(?=[;!?](?:[\s!?»”)]|$))|(?<=«) )"
)


def _typed(text: str) -> bool:
    """Whether anything in a text, beside its single spaces, may have to be set otherwise than it was typed."""
    return (
        _QUOTES.search(text) is not None
        or "--" in text
        or ".." in text
        or ". . " in text
        or "  " in text
        or " - " in text
    )


def typeset_runs(runs: Sequence[Run]) -> tuple[list[str], list[Remark]]:
    """The runs of one leaf as they stand in the book, and what to tell the author."""
    if not runs:
        return [], []
    language = runs[0].language
    habits = habits_of(language)
    if not habits.french and all(run.language == language and not run.verbatim for run in runs):
        joined = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
        if not _typed(joined):  # only spaces can change, and each stays one character
            return _cut(habits.spaces.sub(NO_BREAK, joined), runs), []
    edits = Edits(runs)
    text = edits.text
    if _typed(text):
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
    if not _typed(text):  # most fields: nothing but spaces can change
        habits = habits_of(language)
        if not habits.french or _HIGH.search(text) is None:
            return habits.spaces.sub(NO_BREAK, text) if " " in text else text
    return typeset_runs((Run(text, language),))[0][0]


def _hold(edits: Edits, runs: Sequence[Run]) -> None:
    for habits in dict.fromkeys(habits_of(language) for language in dict.fromkeys(run.language for run in runs)):
        for found in habits.spaces.finditer(edits.text):
            if edits.habits_at(found.start()) is habits:
                edits.change(found.start(), 1, NO_BREAK)
        if habits.french:
            for found in _HIGH.finditer(edits.text):
                start, end = found.span()
                if edits.habits_at(start) is habits:
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
