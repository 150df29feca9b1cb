"""Rules of preflight, first half: the file, its pages, and where things stand on them.

A finding weighs no more than the printer's fact behind it: an error needs the printer's own word (grade A).
"""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "Q001",
        _ERROR,
        "The file is no PDF",
        "A printer takes PDF and nothing else here; a file that only bears the name is refused at the door.",
        "A ZIP archive, an empty file, or a web page that was saved as `book.pdf`.",
        "export the book as PDF again and check that file",
    ),
    Rule(
        "Q002",
        _ERROR,
        "The PDF is damaged",
        "Some viewers mend a broken file without a word, others show less of it. What a printer's machine does "
        "with it, nobody knows.",
        "A download that broke off before the last page.",
        "export or download the file again; do not let a viewer repair it and save it",
    ),
    Rule(
        "Q003",
        _ERROR,
        "The PDF is encrypted",
        "A printer cannot place pages that it may not open or change, even where the password is empty.",
        "A file that may be read and not be printed.",
        "export it without a password and without any restriction",
    ),
    Rule(
        "Q004",
        _ERROR,
        "The file asks for more than can be looked at",
        "Books stay far below the bounds of this check. A file beyond them is built to exhaust a machine, or "
        "holds far more than a book; what was not looked at is not vouched for.",
        "A page whose content unpacks to four gigabytes.",
        "export the book again from its source; if it is a book, report it to the press",
    ),
    Rule(
        "Q005",
        _NOTE,
        "The PDF is of a version that printers seldom read",
        "Versions after 1.7 have ways to write colour and text that older machines skip.",
        "A file that begins with `%PDF-2.0`.",
        "export it as PDF 1.7 or older",
    ),
    Rule(
        "Q006",
        _ERROR,
        "The file is larger than the printer takes",
        "Uploads beyond the limit are cut off or refused.",
        "An interior of 800 MB for a printer that takes 650.",
        "bring pictures down to the resolution that is asked for",
    ),
    Rule(
        "Q007",
        _NOTE,
        "The file has no title",
        "The title in the file's properties is what operators and viewers show; without it they show the name of "
        "a file.",
        "`Untitled`, or nothing.",
        "set the title in the program that makes the PDF",
    ),
    Rule(
        "Q008",
        _NOTE,
        "The page labels do not tell the pages apart",
        "Findings and proofs name pages by their labels, as readers do.",
        "Two pages that are both called 12.",
        "write page labels that agree with the printed numbers",
    ),
    Rule(
        "Q009",
        _ERROR,
        "The content of a page cannot be read",
        "What cannot be read may print as nothing, or as something else.",
        "A page whose stream breaks off within a word.",
        "export the page again",
    ),
    Rule(
        "Q010",
        _ERROR,
        "The book has too few or too many pages for the binding",
        "A binding holds so many leaves of a paper, and no glue holds a book that is too thin or too thick.",
        "A paperback of 20 pages where 24 are the least.",
        "change type size, trim or paper, or divide the book",
    ),
    Rule(
        "Q011",
        _ERROR,
        "The page count is not what the printer binds",
        "Leaves have two pages and sections four or sixteen. A printer that has to add blanks adds them where it "
        "likes.",
        "245 pages for a printer that binds leaves.",
        "add blank pages at the end until the count is right",
    ),
    Rule(
        "Q012",
        _ERROR,
        "The last page is not blank",
        "Some printers put their own bar code on the last page; where it is taken they add a leaf, and the spine "
        "no longer fits.",
        "An advertisement on the last page of a book for Ingram.",
        "end with a blank page",
    ),
    Rule(
        "Q013",
        _WARNING,
        "Too many blank pages in a row",
        "A printer takes a run of blanks for lost pages.",
        "Four blank pages between two parts.",
        "take blank pages out, or put something on one of them",
    ),
    Rule(
        "Q014",
        _ERROR,
        "Pages are laid out in pairs",
        "Printers want single pages: a spread is cut or shrunk to one page.",
        "A page of 12 by 9 inches for a book of 6 by 9.",
        "export single pages, not spreads",
    ),
    Rule(
        "Q020",
        _ERROR,
        "A page has no proper size",
        "Without a MediaBox, or with one that is no box, there is nothing to cut to.",
        "A MediaBox of three numbers, or of no width.",
        "export the page again",
    ),
    Rule(
        "Q021",
        _ERROR,
        "The page's boxes do not lie in each other",
        "The trim lies within the bleed, the bleed within the sheet. Otherwise machines differ over where to cut.",
        "A TrimBox that is wider than the MediaBox.",
        "set the boxes anew: trim within bleed within media",
    ),
    Rule(
        "Q022",
        _ERROR,
        "Pages are of different sizes",
        "A book is cut to one size; a page of another is scaled or cut.",
        "A map on A4 in a book of A5.",
        "bring all pages to the size of the book",
    ),
    Rule(
        "Q023",
        _ERROR,
        "The printer has no such trim",
        "A trim that is not on the printer's list cannot be ordered.",
        "138 x 216 mm for a printer that has 135 x 215.",
        "choose a trim of the printer's and lay the book out for it",
    ),
    Rule(
        "Q024",
        _ERROR,
        "The page is not the trim with its bleed",
        "A printer places a page by its size: trim, or trim and bleed at the edges it names. Any other is moved, "
        "scaled or refused.",
        "Bleed on four edges for a printer that wants it on three.",
        "export with the bleed that the printer names, or with none",
    ),
    Rule(
        "Q025",
        _ERROR,
        "A page is turned",
        "Some machines heed the mark that turns a page, others print it as it lies.",
        "/Rotate 90 on a page with a wide table.",
        "turn the content of the page, not the page",
    ),
    Rule(
        "Q026",
        _NOTE,
        "No page says where it is cut",
        "Without a TrimBox the printer takes the whole page for the trim, or works it out from its size.",
        "A PDF saved by a word processor.",
        "export with a TrimBox",
    ),
    Rule(
        "Q030",
        _WARNING,
        "Something runs to the edge and not beyond",
        "No cut is exact. What ends at the edge of the page shows a white sliver at one copy in three.",
        "A photograph that ends at the trim, without bleed.",
        "extend it to the bleed, or keep it clear of the edge",
    ),
    Rule(
        "Q031",
        _ERROR,
        "Text stands too near to the edge",
        "The cut moves by a millimetre or two; text near to it is cut or looks it.",
        "A folio 4 mm from the foot.",
        "move it inwards, or choose wider margins",
    ),
    Rule(
        "Q032",
        _ERROR,
        "Text stands too near to the binding",
        "A thick book does not lie flat: its inner margin sinks into the spine. Printers name the least inner "
        "margin by page count.",
        "An inner margin of 11 mm in a book of 320 pages.",
        "widen the inner margin",
    ),
    Rule(
        "Q033",
        _ERROR,
        "There are printer's marks where the printer wants none",
        "Marks that are not asked for end up on the page, or move it on the sheet.",
        "Crop marks in a file for KDP.",
        "export without crop marks, registration marks and colour bars",
    ),
    Rule(
        "Q034",
        _ERROR,
        "Marks that the printer wants are missing",
        "This printer cuts by the marks in the file.",
        "No crop marks outside the trim.",
        "export with crop marks, outside the bleed",
    ),
    Rule(
        "Q035",
        _WARNING,
        "Marks stand in the bleed",
        "What stands in the bleed shows at the edge when the cut is off.",
        "Crop marks that begin at the trim.",
        "set the marks off by the bleed",
    ),
    Rule(
        "Q036",
        _WARNING,
        "A picture stands near to the edge and does not run off it",
        "Where the cut is off by a millimetre, the strip beside it is seen to be uneven; and what stands by the "
        "binding sinks into it.",
        "A picture that ends 3 mm from the edge.",
        "let it run off the page into the bleed, or move it inwards",
    ),
)
