"""Rules of the manuscript letter."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "M009",
        Severity.ERROR,
        "Raw HTML in prose",
        "The same text goes to paper and to screens; HTML means nothing on paper and can carry scripts onto a"
        " screen. Comments are HTML too.",
        "He wrote <b>twice</b>.",
        "write **twice** for strong words, [words]{.sc} for small capitals; take comments out",
    ),
    Rule(
        "M010",
        Severity.ERROR,
        "More than the press reads",
        "Text nested hundreds deep or millions of characters long is a slip of the hand or an attack; the "
        "press refuses it early instead of running out of memory.",
        "> > > > > … twenty-five levels of quotation",
        "part the text into paragraphs, and nest less",
    ),
    Rule(
        "M011",
        Severity.ERROR,
        "Computer code",
        "Backticks and fences mark code in Markdown. The house does not set code, and the marks are mostly "
        "there by accident.",
        "the journal `L'Anarchie`",
        "for a title write [L'Anarchie]{.title}; for emphasis *words*",
    ),
    Rule(
        "M012",
        Severity.ERROR,
        "A picture among words",
        "A picture inside a line cannot be set the same on a page and on a screen.",
        "He signed ![signature](plates/s.png) here.",
        "put the picture in a paragraph of its own",
    ),
    Rule(
        "M013",
        Severity.ERROR,
        "A form that was not understood",
        "What begins like a citation, a reference or a span but is not finished would be printed with its brackets.",
        "He left [in 1936](work:men in prison).",
        "close the brackets, and put no space inside the id or the address",
    ),
    Rule(
        "M014",
        Severity.ERROR,
        "Braces that cannot be read",
        "Braces after words say what the words are. A misspelt class or key would be lost without a word.",
        "[Germinal]{.tittle}",
        'use .title, .quoted-title, .sc, .plain, lang=fr, or .index with term="…"; for a heading {#name} in '
        "small letters, digits and hyphens",
    ),
    Rule(
        "M015",
        Severity.ERROR,
        "Paragraphs in a short field",
        "Summaries, questions and sayings are set inside an entry, as one paragraph.",
        "summary: | two paragraphs",
        "join the paragraphs, or move the rest to a prose field",
    ),
    Rule(
        "M016",
        Severity.ERROR,
        "A ::: passage that cannot be read",
        "A fence that is not closed takes everything below it; a misspelt one is not set as what it is.",
        "::: vers",
        "open with ::: verse, ::: epigraph, ::: aside or ::: {lang=pl}, and close each with ::: on a line of its own",
    ),
    Rule(
        "M017",
        Severity.WARNING,
        "An element without words",
        "An empty heading, note or passage leaves a hole on the page.",
        "## ",
        "give it words or take it out",
    ),
    Rule(
        "M018",
        Severity.WARNING,
        "A heading of the first level inside a text",
        "The title of a chapter comes from its head; a heading of the first level below it would be a second title.",
        "# Exile",
        "begin headings with ##",
    ),
    Rule(
        "M019",
        Severity.WARNING,
        "A heading level is skipped",
        "Readers who move by headings, and screen readers, expect each level below the next higher one.",
        "## Paris, then #### The trial",
        "use the next level, here ###",
    ),
    Rule(
        "M020",
        Severity.WARNING,
        "A division without text",
        "A title with nothing below it takes a page of the book.",
        "a chapter file that ends after its head",
        "write it, or take it out of [contents]",
    ),
    Rule(
        "M021",
        Severity.ERROR,
        "A picture without a description",
        "A reader who cannot see the picture is told what it shows; shops refuse e-books that do not say so.",
        "![](plates/portrait.jpg)",
        "write what is seen between the brackets: ![Serge at a desk](plates/portrait.jpg)",
    ),
    Rule(
        "M022",
        Severity.NOTE,
        "Words of another script without their language",
        "A screen reader reads Cyrillic in an English passage wrongly, hyphenation fails, and the wrong font "
        "may be taken.",
        "He wrote to Бюллетень оппозиции.",
        "mark the words: [Бюллетень оппозиции]{lang=ru}",
    ),
    Rule(
        "M023",
        Severity.WARNING,
        "A paragraph without evidence",
        "This text promises evidence for every paragraph; here a reader cannot tell where the statement comes from.",
        "a paragraph of a chapter under a part, without a citation",
        "cite a source, or write evidence: optional in the head of the file",
    ),
    Rule(
        "M024",
        Severity.ERROR,
        "A picture outside the book folder",
        "Pictures are read from the book folder only, by a plain path from its top.",
        "![map](https://example.org/map.png)",
        "put the file under plates/ and write plates/map.png",
    ),
    Rule(
        "M025",
        Severity.ERROR,
        "A picture that is not in the book folder",
        "The page would have a hole, and the e-book would be refused.",
        "![Serge at a desk](plates/potrait.jpg)",
        "put the file there, or correct the path; capital letters count",
    ),
    Rule(
        "M026",
        Severity.ERROR,
        "A caption on a picture that fills its page",
        "A picture that runs to the edges leaves no place on the paper for words.",
        '![The harbour](plates/harbour.jpg "In 1910"){.full-page}',
        "say it in the text beside the picture, or leave out {.full-page}",
    ),
    Rule(
        "M027",
        Severity.ERROR,
        "A drawing with words in a font",
        "Words in a drawing (SVG) would be set in whatever font the machine has, on paper and in each e-book reader another, and "
        "who listens to the e-book would not hear them.",
        '<text x="10" y="50">Harbour</text> in plates/map.svg',
        "turn the words into outlines (Inkscape: Path, Object to Path) and say in the picture's description what they say",
    ),
    Rule(
        "M101",
        Severity.WARNING,
        "A kind of work that no section holds",
        "The bibliography is divided by kinds of work; a work of another kind has to stand in a section of its own at the end, "
        "under a letter nobody chose.",
        'a letter in the catalogue, and no section with "letter" among its kinds',
        "add the kind to the kinds of a section under [bibliography] in book.toml",
    ),
    Rule(
        "M102",
        Severity.WARNING,
        "Nothing to make a part from",
        "A part made from data would be a heading over an empty page, so it is left out; book.toml still asks for it.",
        "chronology in [contents], and no events in the catalogue",
        "take the part out of [contents], or add the records it is made from",
    ),
    Rule(
        "M103",
        Severity.ERROR,
        "Two divisions of one name",
        "The id of a division is the target of links and of the contents; with two of them nobody could say which is meant.",
        "a prose file with the id bibliography in a book that has a bibliography",
        "give one of them another id, or take it out of [contents]",
    ),
    Rule(
        "M104",
        Severity.ERROR,
        "Half a range of an index",
        "A range says that a subject is spoken of from one page to another; with one end it says nothing.",
        '[]{.index term="Exile" range=begin} in a chapter that has no []{.index term="Exile" range=end}',
        "write the other mark, in the same chapter and with the same term; or take range out",
    ),
    Rule(
        "M105",
        Severity.ERROR,
        "An index that sends the reader nowhere",
        "“See Deportation” is a promise that there is an entry of that name, with pages.",
        '[]{.index term="Exile" see="Deportation"} in a book that marks nothing as Deportation',
        "mark a passage with that term, or name a term that has an entry",
    ),
    Rule(
        "M106",
        Severity.WARNING,
        "Marks for an index that the book has not",
        "An index mark prints nothing where it stands; without an index it was written for nothing.",
        '[]{.index term="Exile"} in a book whose [contents] name no index',
        "put index, or index-subjects, at the end of back under [contents] in book.toml",
    ),
    Rule(
        "M107",
        Severity.WARNING,
        "An address too long for a code",
        "A QR code grows with its address. One of some hundreds of letters would be a block as wide as a third of the "
        "line, or of squares too small for print, and telephones would not read it.",
        "codes = true under [bibliography], and a read_at with a long query behind its question mark",
        "give the short form of the address that the archive offers, or live without a code here",
    ),
)

__all__ = ["RULES", "Severity"]
