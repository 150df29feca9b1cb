"""Rules of the e-book: what is wrong with its texts, pictures, navigation, marks and package."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule(
        "E001", _ERROR, "A file of the e-book is not well-formed XML",
        "Reading systems show an error page, or stop in the middle of a chapter, where a tag is not closed.",
        "a template paragraph.xhtml.j2 that ends without </p>",
        "mend the template that sets this part so that every tag it opens is closed",
    ),
    Rule(
        "E002", _ERROR, "A picture cannot be put into the e-book",
        "Only JPEG, PNG and self-contained SVG are shown by every reading system; anything else leaves a hole in the page.",
        "![The lock](plates/lock.webp)",
        "save the picture as JPEG (photographs) or PNG (line art) and name that file",
    ),
    Rule(
        "E003", _WARNING, "A picture is larger than shops take",
        "Shops refuse books with pictures above four million pixels or five megabytes, and no screen shows more.",
        "plates/portrait.png of 6000 by 8000 pixels",
        "keep the large picture elsewhere and put a copy of at most 4 million pixels and 5 MB into plates/",
    ),
    Rule(
        "E004", _ERROR, "A link inside the e-book leads nowhere",
        "A reader who follows it stays where they are, or gets an error.",
        '<a href="exile.xhtml#no-such-place">',
        "point the reference at a heading, work, person or place that is in the book",
    ),
    Rule(
        "E005", _ERROR, "An id stands twice in one file of the e-book",
        "A link to it may arrive at either place.",
        "two headings with {#return} in one chapter",
        "give one of the two another anchor",
    ),
    Rule(
        "E006", _ERROR, "A picture has no text in its place",
        "A reader who cannot see the picture, or who listens to the book, is told nothing.",
        "![](plates/lock.png)",
        "say between the square brackets what is seen",
    ),
    Rule(
        "E007", _ERROR, "The contents of the e-book and its files do not agree",
        "A chapter that the contents leave out, or name out of order, cannot be found on most devices.",
        "the contents name chapter 3 before chapter 2",
        "this is a fault of the press, unless a template was replaced: report it with the book that shows it",
    ),
    Rule(
        "E008", _ERROR, "The page list and the page marks do not agree",
        "A reader who asks for page 143 must arrive where page 143 begins: an entry for every mark, a mark for every entry.",
        "the list names page 12, and no text has its mark",
        "this is a fault of the press, unless a template was replaced: report it with the book that shows it",
    ),
    Rule(
        "E009", _ERROR, "The e-book does not say what shops and libraries must know",
        "Without an identifier, a title, a language and the time of its last change an EPUB is not valid; without the "
        "accessibility metadata it may not be sold in the European Union.",
        "a book.toml without a title",
        "give title, language and, for its identifier, project or the edition's isbn in book.toml",
    ),
    Rule(
        "E010", _ERROR, "A printed page is not marked in the e-book",
        "The e-book promises every page of the print edition; citations of this page could not be followed.",
        "page 88 begins in a text that only the print edition has",
        "see that the part on this page stands in both editions; if it does, report it with the book that shows it",
    ),
    Rule(
        "E011", _NOTE, "A text file of the e-book is very long",
        "Old e-ink readers turn pages slowly, or not at all, in files above 300 kilobytes.",
        "a bibliography of two thousand entries in one division",
        "divide the part in two, if readers with such devices matter to you",
    ),
    Rule(
        "E012", _ERROR, "A note and its call do not lead to each other",
        "Readers open a note at its call and come back by its arrow; some devices show pop-up notes only when both links "
        "are there.",
        "a note whose way back names another note's call",
        "see that the note is called once in the text of its own division",
    ),
    Rule(
        "E013", _ERROR, "The e-book is not packed as the format asks",
        "Shops look at the first bytes of the file to know an EPUB; and a file that is listed must be there.",
        "an EPUB that was opened and zipped again by hand",
        "build the e-book again and do not repack it",
    ),
    Rule(
        "E020", _WARNING, "A style sheet has what a reading system stumbles over",
        "Some readers drop a rule they do not know, some the whole sheet, and some refuse the book. Who does so, and where that "
        "was read, stands in the message; the table is checks/reading_systems/traps.toml.",
        "width: calc(100% - 2em) in a book for a Kobo",
        "write it in a way that is older and plainer, or leave it out",
    ),
    Rule(
        "E021", _WARNING, "A file is of a form that a reading system does not show",
        "What is not shown leaves a hole, or the reader's own font (W3C's EPUB 3.3 test reports; Kobo's guidelines).",
        "a picture as WebP, a font as WOFF2",
        "save pictures as JPEG or opaque PNG, and fonts as TTF or OTF",
    ),
    Rule(
        "E022", _WARNING, "The e-book, or a file in it, is larger than a shop takes",
        "Shops give limits for the book, for each text and for each picture, in bytes and in pixels, and refuse what is above.",
        "a picture of 2400 by 3000 pixels for Apple Books, which takes four million in all",
        "make the picture smaller, or divide the text",
    ),
    Rule(
        "E023", _WARNING, "A note will not open over the page",
        "Kobo opens a note over the page only if it comes after its call, is in a file of the book, and has 9 to 5000 letters "
        "(EPUB guidelines, Footnotes); Kindle knows a note by the link back at its beginning.",
        "a note that says Ibid. and nothing else",
        "say a word more, or put what is so long into an appendix; make the e-book for Kindle with profile = \"kindle\"",
    ),
    Rule(
        "E024", _WARNING, "A reading system shows the contents otherwise than they are written",
        "Elements within a line of the contents are dropped by iOS 18; Kindle shows two levels (Kindle Publishing Guidelines).",
        "<a href=…><span>1</span> Exile</a>",
        "write lines of words alone; make the e-book for Kindle with profile = \"kindle\"",
    ),
    Rule(
        "E025", _WARNING, "A text has style or programs of its own",
        "Readers cannot change what a style attribute sets, and most never run a program (Kobo's guidelines; Standard Ebooks).",
        '<p style="margin-left: 3em">',
        "give the element a class and write its look into the book's sheet; take programs out",
    ),
    Rule(
        "E026", _WARNING, "The name of a file has letters that some readers cannot open",
        "What happens with letters beyond ASCII, with spaces and with # is not defined (Kobo's guidelines, File names).",
        "text/Życie 1.xhtml",
        "name it with a-z, 0-9, hyphen, low line and dot",
    ),
    Rule(
        "E027", _WARNING, "An empty element has no end tag",
        "XML allows <span/>; a reader in HTML mode takes all that follows to be within it (EPUB Reading Systems 3.3, 5.1).",
        '<span id="page-12"/>',
        "write <span></span>",
    ),
    Rule(
        "E028", _WARNING, "The cover is not as a shop or reading system wants it",
        "Covers are looked for under an old name and a new one, have bounds of size, and stand alone on a page, for Kindle on "
        "none.",
        "a cover that only the property cover-image names",
        "name it in both ways, in the size that the message gives",
    ),
    Rule(
        "E029", _WARNING, "Fonts are asked for in a way that spoils the text",
        "Apple's switch specified-fonts makes text unreadable at night; half of all readers do not show fonts that are "
        "obfuscated (W3C's EPUB 3.3 test reports); Kindle wants the body in the reader's own face.",
        "META-INF/com.apple.ibooks.display-options.xml with specified-fonts true",
        "take the switch out, and pack fonts as they are",
    ),
    Rule(
        "E030", _WARNING, "A landmark has several words for its kind",
        "Apple Books passes over it (as Standard Ebooks found), so that the book opens elsewhere.",
        'epub:type="backmatter endnotes"',
        "write one word: endnotes",
    ),
    Rule(
        "E901", _ERROR, "EPUBCheck found an error",
        "Shops run EPUBCheck on what they are sent and refuse a book with errors.",
        "RSC-005 in EPUB/text/exile.xhtml",
        "look up the message by its id in the EPUBCheck documentation; unless a template was replaced, report it to the press",
    ),
    Rule(
        "E902", _WARNING, "EPUBCheck gave a warning",
        "Some shops refuse books with warnings too.",
        "a table of contents that jumps back",
        "look up the message by its id in the EPUBCheck documentation",
    ),
    Rule(
        "E903", _NOTE, "EPUBCheck made a remark",
        "It breaks nothing, and may still be worth knowing.",
        "a usage note on a structure term",
        "no need to do anything",
    ),
    Rule(
        "E904", _WARNING, "EPUBCheck gave no verdict",
        "It stopped, or took too long, and so nobody knows what it would have said.",
        "a machine without the memory it needs",
        "run the check again, or check the file with EPUBCheck by hand",
    ),
)  # fmt: skip
