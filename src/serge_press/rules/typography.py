"""Rules of the typography letter."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "T001",
        Severity.WARNING,
        "A quotation mark without a partner",
        "A mark that opens and never closes makes it unclear where another's words end, and the press must "
        "guess its shape.",
        'He said "no.',
        "close the quotation, or take the mark out",
    ),
    Rule(
        "T002",
        Severity.NOTE,
        "A hyphen where a dash seems meant",
        "A hyphen joins; between spaces it is a dash, which is longer.",
        "Serge - then in Paris - wrote",
        "write -- for a dash",
    ),
    Rule(
        "T003",
        Severity.NOTE,
        "Several spaces in a row",
        "The press sets one; two were perhaps a word that was taken out.",
        "He  wrote",
        "leave one space",
    ),
    Rule(
        "T004",
        Severity.NOTE,
        "Quotation marks of another language",
        "Typed marks stay as they are, but in this language others are usual.",
        "“Ludzie w więzieniu” in a Polish text",
        'write straight marks " and the press sets the right ones, or mark the language of the passage',
    ),
    Rule(
        "T005",
        Severity.NOTE,
        "A row of hyphens or full stops",
        "More than three hyphens or four full stops mean nothing that the press can set.",
        "and so on......",
        "write ... for an ellipsis, --- for a dash",
    ),
    Rule(
        "T006",
        Severity.NOTE,
        "An ellipsis typed with spaces",
        "It may break at the line's end, and looks unlike the others in the book.",
        "and so on . . .",
        "write ...",
    ),
)

__all__ = ["RULES", "Severity"]
