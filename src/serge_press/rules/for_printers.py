"""Rules about editions of our own for printers: what is otherwise in them, and what could not be as it was."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "Q100",
        _NOTE,
        "What the edition for a printer has otherwise",
        "Each printer binds in its own way: another trim, a wider inner margin or blank pages move lines and page"
        " numbers, so that they are not those of the book's own edition and its e-book.",
        "An inner margin of 25.4 mm for Lulu, and 262 pages instead of 246.",
        "nothing is wrong; look through the pages, and cite the book's own edition",
    ),
    Rule(
        "Q101",
        _NOTE,
        "The printer calls files by the ISBN, and there is none",
        "It tells by the name which book a file belongs to.",
        "`9780000000002_txt.pdf`",
        "write the ISBN into [printer.NAME] or the edition in book.toml",
    ),
    Rule(
        "Q102",
        _NOTE,
        "What the press knows of the printer was read long before the book's date",
        "Printers change their papers, limits and fees; half a year on, look them up again.",
        "Facts read in November 2026, for a book dated 2028.",
        "look up on the printer's pages what matters; 'serge-press printers show NAME' has the addresses",
    ),
    Rule(
        "Q103",
        _WARNING,
        "Colours become gray for want of a profile",
        "A printer that takes four inks alone must be given them for its own press and paper; by another profile they would come "
        "out by chance. The press has FOGRA39 alone, which lays more ink than some printers take.",
        "A coloured picture on the cover for Ingram.",
        "ask the printer for the ICC profile of that condition, put it into the book folder and name it as profile in "
        "[printer.NAME]; or bring pictures that are CMYK",
    ),
)
