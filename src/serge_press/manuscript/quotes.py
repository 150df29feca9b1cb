"""Straight quotation marks and apostrophes: which opens, which closes, what each becomes.

A mark opens after a space, an opening bracket or a dash, when something follows it; else it closes. Marks nest, and the
depth among marks of the same language says which rank they are printed in. A single mark inside a word, or where
nothing is open, is an apostrophe. Marks that were typed typographically stay, but count for depth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from serge_press.manuscript.habits import habits_of

if TYPE_CHECKING:
    from serge_press.manuscript.edits import Edits

_MARKS = re.compile("[\"'“”„«»‘’‚‹›]")
_ELISION = re.compile(r"'(?:tis|twas|twere|em|til|cause|bout|round|n'|\d\ds?)(?![^\W_])", re.IGNORECASE)
_PAIRS = {"“": "”", "„": "”“", "«": "»", "‘": "’", "‚": "‘’", "‹": "›", "»": "«"}
_BEFORE_OPENING = frozenset("([{—–-/\u00a0\u202f“„«‘‚‹")


class _Open(NamedTuple):
    position: int
    mark: str
    language: str
    typed: bool


def pair_quotes(edits: Edits) -> None:
    """Turn straight marks into the language's own, and tell of those that have no partner."""
    text = edits.text
    stack: list[_Open] = []
    opened_at = -1  # position of a straight mark just opened: what follows it may open too
    for found in _MARKS.finditer(text):
        at, mark = found.start(), found[0]
        run = edits.runs[edits.run_at(at)]
        if run.verbatim:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        starts = (not before or before.isspace() or before in _BEFORE_OPENING or opened_at == at - 1) and bool(
            after.strip()
        )
        inside = before.isalnum() and after.isalnum()
        if mark not in "\"'":
            _typed(edits, stack, at, mark, run.language, starts, inside)
            continue
        if (mark == "'" and inside) or (starts and mark == "'" and _ELISION.match(text, at)):
            edits.change(at, 1, "’")
        elif starts:
            stack.append(_Open(at, mark, run.language, False))
            opened_at = at
        elif not _close(edits, stack, at, mark, before):
            _lonely(edits, at, mark, before, run.language)
    for left in stack:
        if left.typed:
            continue
        _lonely(edits, left.position, left.mark, "", left.language)


def _typed(edits: Edits, stack: list[_Open], at: int, mark: str, language: str, starts: bool, inside: bool) -> None:
    if mark == "’" and inside:
        return
    for index in range(len(stack) - 1, -1, -1):
        if stack[index].typed and mark in _PAIRS.get(stack[index].mark, ""):
            if mark in "“‘" and starts:
                break
            del stack[index:]
            return
    if mark in _PAIRS and starts:
        stack.append(_Open(at, mark, language, True))
        habits = habits_of(language)
        if mark not in habits.openers:
            wanted = f"{habits.quotes[0].strip()}…{habits.quotes[1].strip()}"
            edits.remark(
                "T004", at, 1, f"{mark} does not open a quotation in {language or 'this language'}; {wanted} do"
            )


def _close(edits: Edits, stack: list[_Open], at: int, mark: str, before: str) -> bool:
    if not before or before.isspace():
        return False
    for index in range(len(stack) - 1, -1, -1):
        opened = stack[index]
        if opened.typed:
            return False
        if opened.mark != mark:
            continue
        if mark == "'" and index != len(stack) - 1:
            return False  # an apostrophe inside a later quotation
        for lost in stack[index + 1 :]:
            _lonely(edits, lost.position, lost.mark, "", lost.language)
        del stack[index:]
        rank = sum(1 for other in stack if other.language == opened.language) % 2
        quotes = habits_of(opened.language).quotes
        edits.change(opened.position, 1, quotes[2 * rank])
        edits.change(at, 1, quotes[2 * rank + 1])
        return True
    return False


def _lonely(edits: Edits, at: int, mark: str, before: str, language: str) -> None:
    """A mark without a partner: a single one is an apostrophe where a letter stands before it, else the author is told."""
    if mark == "'":
        edits.change(at, 1, "’")
        if before.isalnum() or before in ".!?…":
            return
    else:
        quotes = habits_of(language).quotes
        edits.change(at, 1, quotes[1] if before and not before.isspace() else quotes[0])
    edits.remark("T001", at, 1, f"the mark {mark} has no partner in this paragraph")
