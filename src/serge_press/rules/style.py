"""Rules of the style letter: the house style, its templates, style sheets and fonts."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "S001",
        Severity.ERROR,
        "The house style cannot be read",
        "A house style is a folder with a house.toml that names its style sheets and fonts. Without it nothing can be set.",
        'house = "huose" in book.toml, where neither the press nor the book has a style of that name.',
        'Write house = "house" for the style that comes with the press, or the path of a folder in the book with a house.toml.',
    ),
    Rule(
        "S002",
        Severity.ERROR,
        "A file of the house style is missing or cannot be read",
        "house.toml names every style sheet and font file. A sheet left out silently would change every page.",
        'print = ["base.css", "page.css"] in house.toml, where the folder has no page.css.',
        "Add the file to the style's folder (UTF-8 text for sheets and templates), or take its name out of house.toml.",
    ),
    Rule(
        "S003",
        Severity.ERROR,
        "A style sheet has a fault of syntax",
        "Layout engines and reading systems throw away what they cannot read, each in its own way, so the editions drift "
        "apart without a word.",
        "p { margin 0 }",
        "Mend the rule: a declaration is a property, a colon, a value and a semicolon, within braces that close.",
    ),
    Rule(
        "S004",
        Severity.ERROR,
        "A style sheet reaches outside of itself",
        "An edition must be made of the book folder and the house alone. A sheet that imports another, fetches an address "
        "or runs an expression depends on the machine or the network, or does harm.",
        "@import url(https://example.org/fonts.css);",
        "Put the rules into the sheet itself. Name fonts in house.toml, and put pictures into the book as figures.",
    ),
    Rule(
        "S005",
        Severity.WARNING,
        "A block of rules that the layout engine leaves out",
        "WeasyPrint drops the whole of an @supports or @container block, so what stands in it never reaches the printed page.",
        "@supports (hyphens: auto) { p { hyphens: auto } }",
        "Write the rules without the condition; a property that is not known does no harm.",
    ),
    Rule(
        "S006",
        Severity.ERROR,
        "Page numbers are set from an element",
        "counter-reset: page on an element leaves the printed page numbers as they are but makes every reference to them "
        "wrong. Page numbers belong to the page, and the press counts them.",
        ".chapter { counter-reset: page 1 }",
        "Take the declaration out. Front matter and body are numbered by the press.",
    ),
    Rule(
        "S007",
        Severity.ERROR,
        "A template has a fault",
        "Templates only place what the press has set: values, conditions on values, and loops over a value. Anything more "
        "could reach outside of the book or never end, and what is not well-formed cannot stand in an e-book.",
        "<p{{ attrs }}>{{ contents }}</p>",
        "Use only the values that docs/house-style.md lists for the template, with if and for, in well-formed XHTML.",
    ),
    Rule(
        "S008",
        Severity.ERROR,
        "A template loses, repeats or adds words",
        "The words of the book must be the same on paper and on screen, each once: printed pages are found again in the "
        "e-book by counting letters.",
        "<figcaption{{ caption_attrs }}>Figure: {{ caption }}</figcaption>",
        "Print every value once, its attributes with it, and no words of your own.",
    ),
    Rule(
        "S009",
        Severity.ERROR,
        "A font cannot be used",
        "Pages depend on the exact fonts. A font that is damaged or of another kind would be replaced by one of the machine.",
        'A file "fonts/Text.ttf" that is not a font.',
        "Use a TrueType or OpenType file (.ttf, .otf) that opens in other programs, with a family, a weight and a style.",
    ),
    Rule(
        "S010",
        Severity.ERROR,
        "A style sheet writes words",
        "Words that a style sheet generates cannot be searched, copied or counted, and stand in one medium only.",
        'h1::before { content: "Chapter " }',
        "Write the words in the manuscript. A style sheet may generate signs such as dots, rules and dashes.",
    ),
    Rule(
        "S011",
        Severity.WARNING,
        "An e-book's style sheet sets colours",
        "Readers choose a dark or a light page. A colour fixed by the book can leave black text on black.",
        "p { color: #1a1a1a }",
        "Take the colour out of the sheets of the e-book. Borders without a colour follow the text.",
    ),
    Rule(
        "S012",
        Severity.WARNING,
        "A template that nothing uses",
        "A template replaces the house's template of the same name. One with another name is never used, so it is most "
        "likely misspelt.",
        "styles/templates/paragraf.xhtml.j2",
        "Rename it to one of the house's templates, or to division-ROLE for one kind of division.",
    ),
)

__all__ = ["RULES", "Severity"]
