"""Rules of what an e-book says about its own accessibility."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "E040", _ERROR, "The e-book would claim what it does not bear",
        "Readers who cannot see, or who need their own fonts, choose a book by these claims and find out after they have "
        "paid; in the European Union a false one is an offence.",
        'features = ["longDescription"] in a book whose pictures have short descriptions only',
        "delete the claim from [accessibility]: the press claims by itself whatever the content bears",
    ),
    Rule(
        "E041", _ERROR, "Conformance that nobody stands for",
        "Whether a book conforms to WCAG is judged by a person, by name; a program can test a third of it.",
        'level = "AA" without certified_by',
        "name the person or body that evaluated the e-book in certified_by, or delete what else is said of it",
    ),
    Rule(
        "E042", _ERROR, "Conformance to a standard that the content breaks",
        "Even what a program can test is not as the standard asks, so nobody can have found that the e-book conforms.",
        "certified_by beside a table without head cells",
        "mend what is named, have the e-book evaluated again, or delete certified_by",
    ),
    Rule(
        "E043", _ERROR, "The finished e-book claims what its files do not bear",
        "The claims were read off the texts while the e-book was made, and its finished files say otherwise.",
        "pageNavigation in an e-book without a list of pages",
        "this is a fault of the press, unless the e-book was changed by hand: report it with the book that shows it",
    ),
    Rule(
        "E044", _WARNING, "The finished e-book is silent about what it bears",
        "A reader who needs a list of pages looks for books that say they have one.",
        "a list of pages, and no claim of pageNavigation",
        "this is a fault of the press, unless the e-book was changed by hand: report it with the book that shows it",
    ),
)  # fmt: skip
