"""Rules of the reference letter."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "X001",
        Severity.ERROR,
        "A reference to what is not there",
        "The link would lead nowhere and the printed page could not be told.",
        "[the letters](work:letters-from-brussel)",
        "correct the id, or add the record it names",
    ),
    Rule(
        "X002",
        Severity.ERROR,
        "A reference whose id cannot be read",
        "Ids are small letters, digits and hyphens.",
        "[it](work:Men_in_Prison)",
        "write the id as it stands in the catalogue",
    ),
    Rule(
        "X003",
        Severity.ERROR,
        "A link that leads nowhere",
        "Links lead to records of the book (work:, person:, case:, chapter:, place:, source:, plate:), to "
        "#anchors, or out of it by http, https or mailto.",
        "[it](ftp://example.org)",
        "use one of these forms, and give the link words",
    ),
    Rule(
        "X004",
        Severity.ERROR,
        "A citation that cannot be read",
        "A citation is @source-id, then a comma and where in the source; several are parted by semicolons.",
        "[@police file p. 12]",
        "write [@police-file, f. 12; see also @other, p. 2]",
    ),
    Rule(
        "X005",
        Severity.WARNING,
        "A reference to a part the book does not have",
        "The record exists, but no part of this book prints it, so the words are printed without a link.",
        "[Men in Prison](work:men-in-prison) in a book without a bibliography",
        "add the part to [contents], or take the link out",
    ),
    Rule(
        "X006",
        Severity.ERROR,
        "The same anchor twice",
        "Links and printed pages are found by anchors; of two alike one would be lost.",
        "two headings with {#trial}",
        "give one of them another {#name}",
    ),
    Rule(
        "X007",
        Severity.ERROR,
        "Words wanted for this reference",
        "The press writes the words of a reference only where the book prints what it points at.",
        "[](#trial) or [](work:men-in-prison) without a bibliography",
        "write the words between the brackets",
    ),
)

__all__ = ["RULES", "Severity"]
