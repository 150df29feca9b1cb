"""Rules of the letter A: attributions, which are claims with evidence and a verdict."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "A001",
        _WARNING,
        "A case without claims",
        "A verdict judges what has been said, by whom, on what grounds. Without claims there is nothing to judge.",
        "a case with verdict: rejected and no claims",
        "Add the claims, the one that is rejected among them.",
    ),
    Rule(
        "A002",
        _WARNING,
        "A claim older than the work",
        "Nobody can say who wrote a text before there was a text; the claim's date or the work's is wrong.",
        "made: 1911 on a work written in 1930",
        "Correct one of the dates.",
    ),
    Rule(
        "A003",
        _WARNING,
        "Two cases for one work",
        "How a work stands is the verdict of its case; of two cases only the first would be used.",
        "two cases with work: letters",
        "Join them, or let one judge a part of the work that is a record of its own.",
    ),
    Rule(
        "A004",
        _WARNING,
        "A rejected work still lists the author it is taken from",
        "A work that the editors take from someone must not stand under that person's name as author.",
        "verdict: rejected for serge, and by: [{person: serge}]",
        "Name the author the case finds, or write by: [] where nobody is known.",
    ),
    Rule(
        "A005",
        _WARNING,
        "A case without reasoning",
        "A verdict counts for as much as its reasons.",
        "a case without text below its head",
        "Write why the claims weigh as they do.",
    ),
    Rule(
        "A006",
        _NOTE,
        "A verdict without date or editor",
        "Verdicts change with new evidence; readers need to know when this one was given, and by whom.",
        "a case without decided or decided_by",
        "Add decided: and decided_by:.",
    ),
    Rule(
        "A007",
        _WARNING,
        "A verdict that no claim speaks for",
        "A work accepted or probable needs at least one claim for the person, a rejected or doubtful one at least one against: "
        "a doubt, a denial, or a claim for someone else.",
        "verdict: accepted, with only a claim that rejects",
        "Add the claim the verdict follows, the editors' own if need be, or change the verdict.",
    ),
    Rule(
        "A008",
        _NOTE,
        "A claim without a basis",
        "What a claim rests on (a signature, a pay book, style) is the first thing a reader asks.",
        "a claim without basis",
        "Add basis: with one or more of the words of docs/book-folder.md.",
    ),
    Rule(
        "A009",
        _WARNING,
        "A case that touches nothing",
        "It judges no work and no person, so no entry leads to it.",
        "a case without work, in a book that is about nobody",
        "Name the work or the person it judges.",
    ),
    Rule(
        "A010",
        _WARNING,
        "An earlier verdict dated after the present one",
        "The history lists verdicts of earlier editions, which were given before this one.",
        "decided: 2025 and in the history decided: 2026",
        "Correct the dates.",
    ),
)

__all__ = ["RULES"]
