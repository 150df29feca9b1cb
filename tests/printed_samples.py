"""A hand-made book with every kind of page, for the tests of the print edition. The people in it never lived."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

from makers import (
    HERE,
    anchor,
    call,
    division,
    fresh,
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
from serge_press.findings import Place
from serge_press.manuscript.nodes import (
    Anchor,
    CitedTitle,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    Foreign,
    GroupStyle,
    Leader,
    PageNumber,
    ParagraphStyle,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.manuscript.parts import Matter, Role
from serge_press.model.plan import BookPlan

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Block, Inline, Note, NoteRef, Paragraph
    from serge_press.manuscript.parts import Division, Manuscript

_ENGLISH = (
    "She kept the ledger of the lock for eleven winters, and nothing in it was ever crossed out.",
    "The compositors’ room stood above the ropewalk, so that every forme they locked up smelt of tar and of lamp-oil.",
    "Nobody who worked there remembered him as talkative; they remembered that he corrected proofs standing.",
    "In the spring the river came over the lower sill, and the correspondence of that year is stained as far as the signature.",
    "What he published under his own name is little, and what he published under other names has never been counted properly.",
    "The harbourmaster, an unsentimental man, wrote afterwards that the strike had been extraordinarily well administered.",
    "He was paid by the line, which explains both the length of the articles and the shortness of the friendship.",
    "There are three copies of the pamphlet: one lacks its wrapper, one its date, and the third has neither.",
    "Responsibility for the unsigned leading articles was disputed even then, in that room, by those who had set them.",
    "Two letters survive; both ask for money, and both thank the recipient for something else.",
    "It was, she said, an ordinary life, interrupted unaccountably often by the police.",
    "By October the printers had been dismissed, the ferry sold, and the type distributed for the last time.",
)
_POLISH = (
    "Przez jedenaście zim prowadziła księgę śluzy i niczego w niej nigdy nie przekreślono.",
    "Zecernia mieściła się nad powroźnią, toteż każda złożona kolumna pachniała smołą i naftą.",
    "Nikt z tamtejszych pracowników nie pamiętał, żeby był rozmowny; pamiętano, że korektę robił na stojąco.",
    "Wiosną rzeka przelała się przez dolny próg, a korespondencja z tego roku jest zaplamiona aż po podpis.",
    "Odpowiedzialność za niepodpisane artykuły wstępne była przedmiotem sporu już wówczas, wśród tych, którzy je składali.",
    "Zachowały się trzy egzemplarze broszury: w jednym brak okładki, w drugim daty, w trzecim jednej i drugiej.",
)


def prose(chance: random.Random, sentences: int, language: str = "en") -> str:
    """So many sentences, of a language."""
    return " ".join(chance.choice(_POLISH if language == "pl" else _ENGLISH) for _ in range(sentences))


def chapter(
    name: str,
    title: str,
    seed: int,
    paragraphs: int = 14,
    number: str = "",
    language: str = "",
    extra: tuple[Block, ...] = (),
) -> Division:
    """A chapter of running prose with notes, and ``extra`` blocks in its middle."""
    chance = random.Random(seed)
    blocks: list[Block] = []
    notes: list[Note] = []
    tongue = language or "en"
    for index in range(paragraphs):
        said: list[str | Inline] = []
        for _ in range(chance.randint(2, 4)):
            said.append(prose(chance, chance.randint(1, 3), tongue) + " ")
            roll = chance.random()
            if roll < 0.3:
                said += [Emphasis(runs("Unsigned, undated, unforgettable")), ", somebody wrote. "]
            elif roll < 0.6:
                label = f"{name}-{len(notes) + 1}"
                notes.append(note(label, prose(chance, chance.randint(1, 2), tongue), number=len(notes) + 1))
                said[-1] = str(said[-1]).rstrip()
                said += [_called(label, len(notes)), " "]
        blocks.append(paragraph(*said, style=ParagraphStyle.OPENING if index == 0 else ParagraphStyle.BODY))
        if index == paragraphs // 2:
            blocks += extra
    return division(name, *blocks, title=title, number=number, notes=tuple(notes), language=language)


def _called(label: str, number: int) -> NoteRef:
    return call(label, number)


def _contents(*lines: tuple[str, str, bool]) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph(
            Reference("chapter", target, runs(words), HERE, target=Anchor(target)),
            Leader(),
            PageNumber(Anchor(target)),
            style=ParagraphStyle.CONTENTS_SUBLINE if below else ParagraphStyle.CONTENTS_LINE,
        )
        for words, target, below in lines
    )


def _middle() -> tuple[Block, ...]:
    """One of everything that stands in a chapter."""
    return (
        heading("The unsigned articles"),
        paragraph(
            "The ",
            CitedTitle(runs("Tide Tables")),
            " of 1903 were set by ",
            SmallCaps(runs("Wolska")),
            "; see ",
            Reference("chapter", "lock", runs("the second chapter"), HERE, page=True, target=Anchor("lock")),
            ". It has ",
            Strong(runs("three")),
            " states, 12 gatherings and 1,234 misprints; ",
            Foreign(runs("sine loco"), "la", italic=True),
            ", as the catalogues say.",
        ),
        quotation(
            paragraph("We have set everything that was given us to set, and some of it we have even understood."),
            paragraph("— The minute book, 1904", style=ParagraphStyle.ATTRIBUTION),
        ),
        verse(
            "The boats go out, the boats come in,\n  and nobody writes home;\nthe clerk puts down what they have won",
            "and what is still to come.",
        ),
        heading("What the ledger says", level=3),
        item_list(
            paragraph("that the toll was paid in advance;"),
            paragraph(prose(random.Random(3), 2)),
            paragraph("that it was not."),
        ),
        item_list(paragraph("the upper gate"), paragraph("the lower gate"), ordered=True),
        DefinitionList(
            anchor("d"),
            (
                Definition(
                    paragraph("forme"), (paragraph("the type of one side of a sheet, locked up for the press."),)
                ),
                Definition(paragraph("stick"), (paragraph("what a compositor holds in his left hand."),)),
            ),
            HERE,
        ),
        table(
            *((f"19{n:02}", f"{n * 37 % 90 + 10}", prose(random.Random(n), 1)) for n in range(3, 26)),
            head=("Year", "Boats", "What the ledger says"),
            caption="Boats at the upper gate, by year",
        ),
        ornament(),
        group(GroupStyle.ASIDE, paragraph("The editors have not seen the ledger itself, only the photographs.")),
    )


@cache
def sample() -> Manuscript:
    """The book. Always the same."""
    fresh()
    front = (
        division(
            "half",
            paragraph("The Lock-Keeper’s Ledger", style=ParagraphStyle.TITLE_LINE),
            role=Role.HALF_TITLE,
            matter=Matter.FRONT,
            title="Half-title",
        ),
        division(
            "title",
            group(
                GroupStyle.TITLE_BLOCK,
                paragraph("The Lock-Keeper’s Ledger", style=ParagraphStyle.TITLE_LINE),
                paragraph("A Companion to Jadwiga Wolska", style=ParagraphStyle.SUBTITLE_LINE),
                paragraph("The editors", style=ParagraphStyle.AUTHOR_LINE),
            ),
            group(
                GroupStyle.IMPRINT_BLOCK,
                paragraph("Quay Press", style=ParagraphStyle.IMPRINT_LINE),
                paragraph("2027", style=ParagraphStyle.IMPRINT_LINE),
            ),
            role=Role.TITLE_PAGE,
            matter=Matter.FRONT,
            title="Title page",
        ),
        division(
            "imprint",
            paragraph("© 2027 the editors"),
            paragraph("Set in EB Garamond."),
            role=Role.IMPRINT,
            matter=Matter.FRONT,
            title="Imprint",
        ),
        division(
            "dedication",
            paragraph("For those who set it"),
            role=Role.DEDICATION,
            matter=Matter.FRONT,
            title="Dedication",
        ),
        division(
            "epigraph",
            Epigraph(
                anchor(),
                (paragraph("Type remembers nothing."), paragraph("— A compositor", style=ParagraphStyle.ATTRIBUTION)),
                HERE,
            ),
            role=Role.EPIGRAPH,
            matter=Matter.FRONT,
            title="Epigraph",
        ),
        division(
            "contents",
            *_contents(
                ("Preface", "preface", False),
                ("A Life", "life", False),
                (
                    "1 The Compositor of the Unsigned Articles, and What Became of Them in the Year of the Flood",
                    "compositor",
                    True,
                ),
                ("2 The Lock", "lock", True),
                ("Życie", "zycie", False),
                ("1 Śluza", "sluza", True),
                ("Bibliography", "bibliography", False),
                ("Colophon", "colophon", False),
            ),
            role=Role.CONTENTS,
            matter=Matter.FRONT,
            title="Contents",
        ),
        _matter(chapter("preface", "Preface", 5, 22), Role.PREFACE, Matter.FRONT),
    )
    body = (
        division(
            "life",
            title="A Life",
            role=Role.PART,
            number="I",
            children=(
                chapter("compositor", "The Compositor", 7, 20, "1", extra=_middle()),
                chapter("lock", "The Lock", 8, 13, "2"),
            ),
        ),
        division(
            "zycie",
            title="Życie",
            role=Role.PART,
            number="II",
            language="pl",
            children=(chapter("sluza", "Śluza", 9, 16, "1", "pl"),),
        ),
    )
    return manuscript(*front, *body, *_back(), book=_plan())


def _back() -> tuple[Division, ...]:
    chance = random.Random(12)
    entries = tuple(
        group(
            GroupStyle.ENTRY,
            paragraph(
                f"A{n}. ",
                CitedTitle(runs(f"Letters from the Lower Gate, volume {n}")),
                f". Port-of-Ease: Quay Press, {1900 + n}.",
                style=ParagraphStyle.REFERENCE,
                at=f"work-{n}",
            ),
            paragraph("Signed J. W.; 48 pages. Reprinted 1931, 1954.", style=ParagraphStyle.DETAIL),
            group(GroupStyle.ANNOTATION, paragraph(prose(chance, chance.randint(1, 4)))),
        )
        for n in range(1, 19)
    )
    return (
        division(
            "bibliography",
            heading("Books and pamphlets"),
            *entries,
            title="Bibliography",
            role=Role.BIBLIOGRAPHY,
            matter=Matter.BACK,
        ),
        division(
            "colophon",
            paragraph("Set in EB Garamond and printed from a folder of plain files."),
            title="Colophon",
            role=Role.COLOPHON,
            matter=Matter.BACK,
        ),
    )


def _matter(made: Division, role: Role, matter: Matter) -> Division:
    from dataclasses import replace

    return replace(made, role=role, matter=matter)


def _plan() -> BookPlan:
    return BookPlan(
        title="The Lock-Keeper’s Ledger",
        subtitle="A Companion to Jadwiga Wolska",
        language="en-GB",
        slug="ledger",
        place=Place("book.toml", 1, 1),
        by=("The editors",),
        description="A made-up book.",
        subjects=("Locks", "Printing"),
    )


def words_of(inlines: tuple[Inline, ...]) -> str:
    """The text of plain inlines."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Text))
