"""Rules of agreement: the editions of one book must say the same, on the same pages."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR = Severity.ERROR
_PRESS = "this is a fault of the press: report it with the book that shows it; the editions should not be published like this"

RULES: tuple[Rule, ...] = (
    Rule(
        "G001", _ERROR, "The number printed on a page is not the page's label",
        "A reader who types 143 into a PDF viewer must see the page on which 143 is printed; and the e-book follows the labels.",
        "13 is printed at the head of a page that the PDF calls 12",
        "look at the style sheet for counter-reset or counter-increment of page, which the press itself takes care of",
    ),
    Rule(
        "G002", _ERROR, "The e-book's page list is not that of the printed book",
        "Every page of the print edition must be there, once, in its order, under the label it bears in print.",
        "the page list goes from 86 to 88",
        _PRESS,
    ),
    Rule(
        "G003", _ERROR, "A page mark is not where the printed page begins",
        "A citation of page 88 would lead a reader of the e-book to other words than a reader of the print.",
        "the mark of page 88 stands one sentence too late",
        _PRESS,
    ),
    Rule(
        "G004", _ERROR, "A page number in the text is not the page of what it names",
        "A reader of the printed book opens page 143 and does not find what was promised.",
        "see ‘Exile’ (p. 143), and Exile begins on page 141",
        _PRESS,
    ),
    Rule(
        "G005", _ERROR, "Words of the e-book are not on their printed page",
        "Both editions are set from one text; a difference means that something was lost or changed on the way.",
        "a paragraph of chapter 2 stands in the e-book and not in print",
        "if a template or a style sheet was replaced, see that it hides and adds no words; else report it",
    ),
    Rule(
        "G006", _ERROR, "A note is not the same in both editions",
        "Notes are the evidence: none may be dropped or cut short in one of the editions.",
        "note 12 of chapter 3 is in the e-book and not at the foot of its printed page",
        "if the page is crowded with notes, move a call; else report it with the book that shows it",
    ),
    Rule(
        "G007", _ERROR, "Print has words that the e-book lacks",
        "Both editions are set from one text; readers of the e-book would miss something.",
        "a caption that only the page shows",
        "if a template or a style sheet was replaced, see that it adds no words; else report it",
    ),
    Rule(
        "G008", _ERROR, "An edition cannot be opened again",
        "What cannot be read back cannot be compared, and no reader could open it.",
        "a PDF cut off in the middle",
        "build it again; if that does not help, report it with the book that shows it",
    ),
)  # fmt: skip
