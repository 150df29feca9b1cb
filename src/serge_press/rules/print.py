"""Rules of the print letter: what can go wrong between the manuscript and the printed page."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "P001",
        Severity.ERROR,
        "A note is not where it belongs",
        "Every note must stand once, in order, on the page of its call or on one after it. The press counts them on the "
        "finished pages, because layout can lose a note without a word.",
        "A note called on page 12 that is printed on no page.",
        "move the note's call by a sentence, or shorten a long note near it; if that does not help, report it to the press",
    ),
    Rule(
        "P002",
        Severity.ERROR,
        "A note is too long for the page",
        "A long footnote goes on at the foot of the next page. One that may not be split, and is longer than the room below its "
        "line, is set over the text or cut off at the foot.",
        "A footnote of three hundred words on a small page, in a house whose sheets say --split-notes: 0.",
        "let notes be split (--split-notes: 3), shorten the note, make two notes of it, or take its matter into the text",
    ),
    Rule(
        "P003",
        Severity.WARNING,
        "The footnote remedy does not fit this WeasyPrint",
        "The press mends two faults of one exact release of WeasyPrint. With another, or a changed one, it lays out with "
        "WeasyPrint as it is, which may lose notes; the count of notes (P001) is then the only guard.",
        "WeasyPrint 71.0 is installed.",
        "install the release that serge-press asks for",
    ),
    Rule(
        "P004",
        Severity.ERROR,
        "Page numbers do not settle",
        "References print page numbers, and page numbers take room. Where the room decides the page, laying out again and "
        "again may never end; some printed number would then be wrong.",
        "“(p. 99)” that fits on page 99 when it says 100, and falls on page 100 when it says 99.",
        "change the wording near the reference that is named",
    ),
    Rule(
        "P005",
        Severity.ERROR,
        "The house's fonts lack a character",
        "A character that no face of the house style has would be printed as an empty box, or in a font of the machine on "
        "which the book happens to be made.",
        "“汉” in a book set in EB Garamond.",
        "write it in letters the fonts have, or bring a font that has it: a file in styles/fonts, named in styles/fonts.toml "
        "(docs/house-style.md)",
    ),
    Rule(
        "P006",
        Severity.ERROR,
        "The PDF holds a font the house did not bring",
        "Pages are the same everywhere only when every font comes from the house style.",
        "DejaVu Sans in a book set in EB Garamond.",
        "name only families of the house style in its sheets",
    ),
    Rule(
        "P007",
        Severity.WARNING,
        "The layout engine objects",
        "WeasyPrint drops what it does not understand in a style sheet and goes on.",
        "A misspelt property in `print.css`.",
        "correct the place in the style sheet that is named",
    ),
    Rule(
        "P008",
        Severity.ERROR,
        "A picture or font could not be loaded",
        "Without it the page has a hole, or another font.",
        "A JPEG that is cut short.",
        "replace the file by one that opens in other programs",
    ),
    Rule(
        "P009",
        Severity.ERROR,
        "A reference leads nowhere on the printed pages",
        "What it points to is in the manuscript but stands on no page, so it has no page number.",
        "“(p. 000)” in the finished book.",
        "point to something that is printed, or take the page number out",
    ),
    Rule(
        "P010",
        Severity.WARNING,
        "Something runs into the margin",
        "A long word or address that cannot be broken, a wide table or picture stands beyond the text area and may be trimmed.",
        "An address of ninety characters without a place to break.",
        "reword, make the table narrower, or give a shorter address",
    ),
    Rule(
        "P011",
        Severity.ERROR,
        "Something runs past the foot of the page",
        "What stands below the text area collides with the folio or is trimmed.",
        "A style sheet that lets a picture be higher than the page.",
        "make it lower, or divide it",
    ),
    Rule(
        "P012",
        Severity.ERROR,
        "The page is too small to set text on",
        "Below some size no column of readable lines remains between the margins.",
        'trim = "50mm x 70mm"',
        "choose a page of at least 90 by 130 millimetres",
    ),
    Rule(
        "P013",
        Severity.ERROR,
        "The press cannot make this kind of PDF",
        "A standard is promised only where validators agree that the file keeps it.",
        'standard = "pdf/ua-2"',
        'write standard = "pdf/ua-1", or leave it out',
    ),
    Rule(
        "P014",
        Severity.ERROR,
        "A printed folio is not the page's number",
        "The number printed on a page, the number a PDF reader shows and the numbers that references give must be one.",
        "A style sheet that resets the page counter.",
        "take counter-reset and counter-increment for `page` out of the house's sheets",
    ),
    Rule(
        "P015",
        Severity.ERROR,
        "The edition for a screen has other pages than print",
        'A reader who is told "p. 143" opens the page that is numbered so, in whichever of the two.',
        "a larger type in styles/extra-screen.css",
        "a sheet for the screen may change colours, and nothing that moves a word",
    ),
    Rule(
        "P016",
        Severity.ERROR,
        "Small type in large print",
        "Large print is 16 points and more, in notes, captions and page numbers too (UKAAF G003). Who"
        " cannot read smaller type cannot read that page.",
        ".detail { font-size: 12pt } in styles/extra-large-print.css",
        "take the size out of the style sheet, or set 16 points and more",
    ),
    Rule(
        "P017",
        Severity.ERROR,
        "A part of the book was not laid out in time",
        "A process that lays out a part and does not come to an end would keep you waiting for ever. A part is given a quarter"
        " of an hour, and more the longer it is: a hundred times what it takes.",
        "A machine that was put to sleep, or so short of memory that it does nothing but swap.",
        "build again; if it happens at the same part each time, report it with the book that shows it",
    ),
    Rule(
        "P901",
        Severity.ERROR,
        "The PDF breaks the standard that it claims",
        "Libraries, schools and printers refuse a file that claims PDF/UA or PDF/A and does not keep it; they ask veraPDF.",
        "ISO 14289-1:2014, clause 7.3, test 1: a figure without a text in its place.",
        "unless a style sheet of yours does it, this is a fault of the press: report it with the book that shows it",
    ),
    Rule(
        "P902",
        Severity.ERROR,
        "The PDF does not say that it keeps to the standard asked for",
        "A standard that the file does not name in its metadata is, to those who check, not kept.",
        'standard = "pdf/ua-1" in book.toml, and nothing of it in the file.',
        "this is a fault of the press: report it with the book that shows it",
    ),
    Rule(
        "P904",
        Severity.WARNING,
        "No verdict was given by veraPDF",
        "Without its verdict nobody knows whether the file keeps to the standard that it claims.",
        "Java ran out of memory.",
        "see the reason that is told; then build again",
    ),
    Rule(
        "P020",
        Severity.ERROR,
        "A booklet that cannot be folded",
        "Sheets are folded once, so the pages of a signature are a multiple of four, and all pages are of one size.",
        "signature = 10",
        "write 4, 8, 12, 16, 20 … or leave it out: the press takes what folds well",
    ),
    Rule(
        "P021",
        Severity.WARNING,
        "A cover whose size only the printer knows",
        "How wide a spine or a case is hangs on paper and boards. Where the printer publishes no rule, or the book does not name"
        " the paper that it depends on, the press draws no cover rather than a wrong one.",
        "[printer.ingram-paperback] without spine",
        "read it from the printer's template for this page count and write paper, spine, width or height into [printer.NAME]",
    ),
    Rule(
        "P022",
        Severity.WARNING,
        "Words that do not fit on the cover",
        "Type below 7 pt is not read on a cover, and what leaves the safe area is cut off.",
        "A blurb of a thousand words.",
        "shorten it",
    ),
    Rule(
        "P025",
        Severity.ERROR,
        "A picture could not be drawn to the edges of its page",
        "A picture that fills a page stands alone on it and is made of pixels; otherwise words would be lost below it.",
        "![A map](plates/map.svg){.full-page}",
        "use a JPEG or PNG, between paragraphs of the text, or leave out {.full-page}",
    ),
    Rule(
        "P023",
        Severity.ERROR,
        "The printer does not take what the book asks for",
        "A standard, marks or a jacket that the printer has no use for would be refused at the door, or printed wrong.",
        "[printer.kdp-paperback] with marks = true",
        "take it out of [printer.NAME] in book.toml; serge-press printers show NAME tells what the printer takes",
    ),
    Rule(
        "P024",
        Severity.ERROR,
        "The file needs a colour profile that there is not",
        "PDF/X-4 holds the profile of the press and paper that it is meant for. Few profiles may be passed on, so the press has"
        " one of them: FOGRA39, offset on coated paper. A profile of another condition under that name would be a lie.",
        '[printer.ingram-paperback] with standard = "pdf/x-4"',
        'ask the printer for its profile and write profile = "file.icc", or ask for an older standard',
    ),
    Rule(
        "P030",
        Severity.NOTE,
        "A line or a page that typographers avoid",
        "The press has found no better way within its limits: a page to turn that ends in a broken word, three hyphens in a row,"
        " a last line of fewer than five letters, the last line of a paragraph alone at the head of a page or its first alone at"
        " the foot, a heading with nothing under it, or a section of prose that ends on a page of a few lines.",
        "A last line that says no more than “it.”",
        "change a word or two of the paragraph, if you would rather not have it so",
    ),
    Rule(
        "P031",
        Severity.WARNING,
        "A line is not set as it was planned",
        "Where lines end is chosen from the widths of words. A word that is drawn wider or narrower than it was measured leaves"
        " its line long or short.",
        "A font that joins letters in a line which it does not join in a word.",
        "write --line-breaking: line for that element in styles/extra-print.css, and report it with the book that shows it",
    ),
    Rule(
        "P032",
        Severity.NOTE,
        "Facing pages end at different heights",
        "Two pages are seen at once. Where one is full and the other ends a line above it, though the text goes on, the eye "
        "takes it for the end of something. The spaces between blocks take what is left over, but running text has none.",
        "Page 84 ends at the foot and page 85 a line above it: the last line of a paragraph would have stood alone on page 86.",
        "change a word or two so that a paragraph of that page has a line more or less; shorten a note of many lines",
    ),
    Rule(
        "P033",
        Severity.NOTE,
        "A line of the text is off the grid",
        "Lines of facing pages, and of the two sides of a leaf, stand at the same heights where all that is between them is "
        "whole lines high. A heading with a space of its own measure moves all that follows it on its page.",
        "h3 { margin-top: 10pt } in styles/extra-print.css, in a book with lines of 14 points",
        "make spaces and heights whole lines (calc(2 * var(--line))), or let the text keep to the grid: --line-snap: baseline",
    ),
    Rule(
        "P034",
        Severity.NOTE,
        "Figures or small capitals of the wrong kind",
        "Old-style figures go with small letters, lining ones with capitals and in columns; where both are mixed the text looks "
        "mended. A face without small capitals leaves small letters among them.",
        "td { font-variant-numeric: oldstyle-nums } in styles/extra-print.css",
        "set font-variant-numeric once for the text and once for tables, and small capitals in a face that has them",
    ),
    Rule(
        "P035",
        Severity.NOTE,
        "A head or a page number where none belongs",
        "A title page, a blank page and the opening of a chapter have no head, and the opening has its number at the foot; "
        "elsewhere the head is how a reader finds the place, so it names the chapter, the part or the book.",
        "@page text:nth(1 of text) { @top-center { content: string(recto-head) } } in styles/extra-print.css",
        "take it out of the @page rules for such pages, or let string(recto-head) and string(verso-head) be the heads",
    ),
    Rule(
        "P036",
        Severity.NOTE,
        "Rows that do not stand in line",
        "Dots that lead to page numbers stand below one another, and so do the numbers; a table that goes on over the page "
        "has its heads again; columns end together.",
        ".contents-subline .leader::before { font-size: .8em } in styles/extra-print.css",
        "give leaders one size in all lines; let the heads of tables be rows of thead; leave column-fill as it is",
    ),
    Rule(
        "P037",
        Severity.NOTE,
        "A page with a hole that a note has left",
        "A note begins on the page of its call. Where even its first lines have no room there, the line that calls it goes to "
        "the next page, and takes with it what may not be parted from it. A long note is split instead, but not where the sheets "
        "forbid it or where the text ends on that page.",
        "The last two lines of a chapter call a note of fifteen lines, and there is room for seven.",
        "move the call by a sentence or two, shorten the note, or make two notes of it",
    ),
)
