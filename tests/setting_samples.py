"""Small manuscripts for the golden files of tests/setting: a subject a file, a title a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from makers import (
    HERE,
    anchor,
    call,
    division,
    figure,
    group,
    heading,
    item_list,
    manuscript,
    note,
    ornament,
    paragraph,
    quotation,
    runs,
    table,
    verse,
)
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.nodes import (
    Anchor,
    CitationRef,
    CitedTitle,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    Foreign,
    GroupStyle,
    IndexMark,
    Leader,
    LineBreak,
    Link,
    PageNumber,
    ParagraphStyle,
    Reference,
    SmallCaps,
    Strong,
)
from serge_press.manuscript.parts import Matter, Role
from serge_press.model.sources import Citation, SourceId

if TYPE_CHECKING:
    from collections.abc import Callable

    from serge_press.manuscript.nodes import Block, Inline
    from serge_press.manuscript.parts import Manuscript

FOLIOS = Folios(
    (
        Folio(1, "iv", Anchor("opened-title")),
        Folio(2, "v", None),
        Folio(3, "1", Anchor("two-pages"), 12),
        Folio(4, "2", Anchor("two-pages"), 27),
        Folio(5, "3", Anchor("plate")),
    ),
    {Anchor("there"): "143", Anchor("preface"): "iv"},
)


def _one(*blocks: Block) -> Manuscript:
    return manuscript(division("here", *blocks))


def _line(*said: str | Inline) -> Manuscript:
    return _one(paragraph(*said, at="here-1"))


def _reference(page: bool = False, target: str = "there") -> Reference:
    return Reference("chapter", target, runs("Exile"), HERE, page, Anchor(target))


def _cited(source: str, locator: str = "", note: str = "") -> Citation:
    return Citation(SourceId(source), locator, HERE, note)


INLINES = (
    ("Text is escaped", lambda: _line("Fish & chips < 2d <script>alert('x')</script> \"quoted\"")),
    ("Characters that cannot stand in XML are dropped", lambda: _line("a\x00b\x1bc\ufffed\x85e")),
    (
        "Stress, importance, small capitals",
        lambda: _line(Emphasis(runs("a ", Strong(runs("b")))), " ", SmallCaps(runs("TSF"))),
    ),
    ("A title in another language", lambda: _line(CitedTitle(runs("Les hommes dans la prison"), "fr"))),
    (
        "A quoted title takes the sentence's marks",
        lambda: _line(CitedTitle(runs("L’âme russe"), "fr", quoted=True), " ends"),
    ),
    (
        "A quoted title in a Polish passage",
        lambda: manuscript(
            division("here", paragraph(CitedTitle(runs("Duch"), "pl", True), language="pl", at="here-1"))
        ),
    ),
    (
        "A foreign term and a foreign quotation",
        lambda: _line(Foreign(runs("mot"), "fr", True), Foreign(runs(" dit"), "fr")),
    ),
    ("A link out", lambda: _line(Link(runs("there"), 'https://example.org/?a=1&b="2"'))),
    ("A reference", lambda: _line("See ", _reference())),
    ("A reference with its page", lambda: _line("See ", _reference(page=True), ".")),
    (
        "A note called in a link stands after it, and a link in a link is words",
        lambda: manuscript(
            division(
                "here",
                paragraph(Link(runs("a ", Emphasis(runs("b", call("a"))), " ", _reference()), "https://example.org/")),
                notes=(note("a", "said"),),
            )
        ),
    ),
    (
        "Evidence that was left in the text",
        lambda: _line(CitationRef((_cited("file", "f. 2", "see"), _cited("book")), HERE)),
    ),
    ("A reference that is not bound", lambda: _line(Reference("work", "x", runs("words"), HERE))),
    ("A page that is not known", lambda: _line("See ", _reference(page=True, target="nowhere"), ".")),
    ("A line of contents", lambda: _line(_reference(), Leader(), PageNumber(Anchor("preface")))),
    ("An index mark and a line break", lambda: _line("a", IndexMark("Exile", HERE), LineBreak(), "b")),
)

BLOCKS = (
    (
        "Paragraph styles",
        lambda: _one(paragraph("a", style=ParagraphStyle.OPENING), paragraph("b", style=ParagraphStyle.DETAIL)),
    ),
    (
        "Headings make nested sections",
        lambda: _one(
            paragraph("a"), heading("One"), heading("Two", level=3), paragraph("b"), heading("Three"), paragraph("c")
        ),
    ),
    ("A quotation in another language", lambda: _one(quotation(paragraph("Cher ami"), language="fr"))),
    (
        "An epigraph with who said it",
        lambda: _one(
            Epigraph(
                anchor("e"), (paragraph("Live."), paragraph("A. B.", style=ParagraphStyle.ATTRIBUTION)), HERE, "en"
            )
        ),
    ),
    ("Verse", lambda: _one(verse("The trams go out,\n  the trams come in", "and nobody"))),
    ("Lists", lambda: _one(item_list(paragraph("a"), (paragraph("b"), item_list(paragraph("c"), ordered=True))))),
    (
        "Definitions",
        lambda: _one(DefinitionList(anchor("d"), (Definition(paragraph("Cheka"), (paragraph("a police"),)),), HERE)),
    ),
    ("A table", lambda: _one(table(("1911", "Brussels"), ("1912", "Paris"), head=("Year", "Where"), caption="Moves"))),
    ("A table with nothing but rows", lambda: _one(table(("a", "b")))),
    (
        "A figure, and one that only decorates",
        lambda: _one(figure("plates/a.jpg", "A man", "In 1912"), figure("b.png", "")),
    ),
    ("A break", lambda: _one(paragraph("a"), ornament(), paragraph("b"))),
    (
        "Entries stand in a list, parts in a list inside",
        lambda: _one(
            group(
                GroupStyle.ENTRY,
                paragraph("A1 Men in Prison.", style=ParagraphStyle.REFERENCE),
                group(GroupStyle.SUBENTRY, paragraph("A1a Preface.")),
                label="A1, doubtful",
            ),
            group(GroupStyle.ENTRY, paragraph("A2 Birth of Our Power.")),
            paragraph("after"),
        ),
    ),
    (
        "A passage in another language",
        lambda: _one(group(GroupStyle.LANGUAGE, paragraph("Dzień dobry"), language="pl")),
    ),
)

DIVISIONS = (
    (
        "A chapter of a part",
        lambda: manuscript(
            division(
                "lives",
                title="Lives",
                role=Role.PART,
                children=(division("exile", paragraph("He left."), title="Exile", number="2", subtitle="1911–1917"),),
            )
        ),
    ),
    (
        "A title page",
        lambda: manuscript(
            division(
                "title-page",
                group(
                    GroupStyle.TITLE_BLOCK,
                    paragraph("A Life", style=ParagraphStyle.TITLE_LINE),
                    paragraph("A Companion", style=ParagraphStyle.SUBTITLE_LINE),
                ),
                role=Role.TITLE_PAGE,
                matter=Matter.FRONT,
                title="Title page",
            )
        ),
    ),
    (
        "A dedication has no heading",
        lambda: manuscript(
            division("for", paragraph("For L."), role=Role.DEDICATION, matter=Matter.FRONT, title="Dedication")
        ),
    ),
    (
        "A chapter in Polish",
        lambda: manuscript(division("zycie", paragraph("Urodził się."), title="Życie", language="pl")),
    ),
    (
        "Notes: at the foot in print, gathered on a screen",
        lambda: manuscript(
            division(
                "exile",
                paragraph("He left", call("a"), " and came back.", call("b", 2)),
                title="Exile",
                number="2",
                notes=(note("a", "In May.", "Or June."), note("b", "Later.", number=2)),
            ),
            division("notes", title="Notes", role=Role.NOTES, matter=Matter.BACK),
        ),
    ),
)

PAGES = (
    (
        "A page that opens with a heading, after a blank one; two that open inside words; one with a figure",
        lambda: manuscript(
            division(
                "opened",
                paragraph("Extraordinary ", Emphasis(runs("circumstances")), " – Paris again.", at="two-pages"),
                figure("plates/a.jpg", "A man", at="plate"),
                title="Opened",
            )
        ),
    ),
)

SAMPLES: dict[str, tuple[tuple[str, Callable[[], Manuscript]], ...]] = {
    "inlines": INLINES,
    "blocks": BLOCKS,
    "divisions": DIVISIONS,
    "pages": PAGES,
}
