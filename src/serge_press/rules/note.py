"""Rules of the note letter."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "N001",
        Severity.ERROR,
        "A call of a note that is not written",
        "A number in the text would lead nowhere.",
        "He left.[^3]",
        "write the note, [^3]: …, or take the call out",
    ),
    Rule(
        "N002",
        Severity.ERROR,
        "A note that nothing calls",
        "What is never called is never printed, and the author would miss it.",
        "[^3]: See the letter.",
        "call it in the text with its label, or take it out",
    ),
    Rule(
        "N003",
        Severity.ERROR,
        "A note written twice",
        "Of two notes with one label only one could be printed.",
        "[^a]: One. and [^a]: Two.",
        "give one of them another label",
    ),
    Rule(
        "N004",
        Severity.ERROR,
        "A note that calls a note",
        "A page has one sequence of notes; a note inside a note has no place in it.",
        "[^a]: See also.[^b]",
        "put the second note into the first, in brackets",
    ),
    Rule(
        "N005",
        Severity.ERROR,
        "A note where there are none",
        "Short fields of the catalogue are set in several places and carry no notes.",
        "summary: He denied it.[^1]",
        "say it in the text or move it to a prose field",
    ),
    Rule(
        "N006",
        Severity.ERROR,
        "A note that holds more than paragraphs",
        "Lists, tables and headings cannot be set at the foot of a page.",
        "[^a]: | a | table |",
        "write the note as paragraphs, and the rest in the text",
    ),
    Rule(
        "N007",
        Severity.ERROR,
        "A note called twice",
        "Each call has its own number and its own note; two calls of one note would give a note two numbers.",
        "He left.[^a] He returned.[^a]",
        "write a second note, or cite the source again",
    ),
    Rule(
        "N008",
        Severity.WARNING,
        "A long note",
        "A note longer than about twelve hundred characters takes half a page from the text, or goes on over the page.",
        "a note of half a page",
        "shorten it, or move it into the text",
    ),
    Rule(
        "N009",
        Severity.ERROR,
        "A note call where no note can stand",
        "Headings, tables, captions, asides and the made parts carry no notes; a number there would find no foot of a page.",
        "## The trial[^a]",
        "say it in the text below",
    ),
)

__all__ = ["RULES", "Severity"]
