"""Title pages, imprint, colophon and contents say what plan and house hold, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogues import HERE, MADE_WITH, catalogue, facts, outlined, plan, section, words_of, work
from serge_press.manuscript.apparatus.addresses import readable
from serge_press.manuscript.apparatus.colophon import ColophonFacts, colophon
from serge_press.manuscript.apparatus.contents import contents
from serge_press.manuscript.apparatus.imprint import imprint
from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.apparatus.title_pages import half_title, title_page
from serge_press.manuscript.nodes import (
    Anchor,
    Emphasis,
    Group,
    GroupStyle,
    Heading,
    Leader,
    NoteRef,
    PageNumber,
    Paragraph,
)
from serge_press.manuscript.outline import outline_blocks
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.model.plan import EditionPlan
from serge_press.model.works import WorkKind

FULL = plan(
    section("A", "Books", *WorkKind),
    subtitle="A Companion",
    by=("The editors",),
    publisher="Quay Press",
    city="Brussels",
    year="2026",
    rights="© 2026 the editors",
    licence="CC-BY-SA-4.0",
    editions=(
        EditionPlan("print", "print", HERE, isbn="978-0-00-000002-6"),
        EditionPlan("epub", "epub", HERE, isbn="978-0-00-000003-3"),
        EditionPlan("large", "print", HERE),
    ),
)
BARE = plan()
NOTHING = ColophonFacts()


def test_title_pages() -> None:
    assert words_of(half_title(facts(catalogue(), FULL))) == ["Victor Serge"]
    assert outlined(title_page(facts(catalogue(), FULL))) == (
        "title-block #title-page--g1\n"
        "  paragraph #title-page--p1 [title-line]: Victor Serge\n"
        "  paragraph #title-page--p2 [subtitle-line]: A Companion\n"
        "  paragraph #title-page--p3 [author-line]: The editors\n"
        "imprint-block #title-page--g2\n"
        "  paragraph #title-page--p4 [imprint-line]: Quay Press · Brussels · 2026\n"
    )
    assert words_of(title_page(facts(catalogue(), BARE))) == ["Victor Serge"]


def test_the_imprint_gives_the_isbn_of_every_edition() -> None:
    assert words_of(imprint(facts(catalogue(), FULL), MADE_WITH)) == [
        "Victor Serge: A Companion.",
        "Published by Quay Press, Brussels, 2026.",
        "© 2026 the editors.",
        "The text of this book is available under the licence Creative Commons Attribution-ShareAlike 4.0 International.",
        "Print edition: ISBN 978-0-00-000002-6",
        "E-book edition: ISBN 978-0-00-000003-3",
        "Set in EB Garamond.",
    ]


def test_the_imprint_invents_nothing() -> None:
    assert words_of(imprint(facts(catalogue(), BARE), NOTHING)) == ["Victor Serge."]
    own = plan(licence="LicenseRef-House")
    assert words_of(imprint(facts(catalogue(), own), NOTHING))[1].endswith("licence LicenseRef-House.")


def test_the_colophon_says_what_the_book_was_made_with_and_how_to_cite_it() -> None:
    known = catalogue([work("prison")])
    assert words_of(colophon(facts(known, FULL), MADE_WITH)) == [
        "Set in EB Garamond.",
        "This book was made with serge-press 0.1 and weasyprint 70.0.",
        "Digest of the data it was made from (SHA-256): 01234567 89abcdef",
        "How to cite",
        "The editors. Victor Serge: A Companion. Brussels: Quay Press, 2026.",
        "Single works may be cited by their number in the bibliography, which does not change from edition to edition "
        "once it is fixed; pages are those of the print edition.",
    ]
    assert words_of(colophon(facts(catalogue(), BARE), NOTHING)) == ["How to cite", "Victor Serge."]


def division(
    name: str, title: str, role: Role = Role.CHAPTER, *blocks: Paragraph | Heading | Group, **more: object
) -> Division:
    return Division(Anchor(name), role, Matter.BODY, run(title), blocks, HERE, **more)  # type: ignore[arg-type]


def heading(name: str, title: str, level: int = 2) -> Heading:
    return Heading(Anchor(name), run(title), level, HERE)


def test_the_contents_list_divisions_chapters_sections_and_cases() -> None:
    chapters = (
        division("exile", "Exile", Role.CHAPTER, heading("x", "Not listed"), number="1"),
        division("retour", "Le Retour", number="2", language="fr"),
    )
    case = Group(
        Anchor("case-a"), GroupStyle.CASE, (heading("case-a--h1", "The leaflet"), heading("h3", "Claims", 3)), HERE
    )
    listed = contents(
        [
            division("half-title", "Half title", Role.HALF_TITLE, in_contents=False),
            replace(division("preface", "Preface", Role.PREFACE, heading("why", "Not listed")), matter=Matter.FRONT),
            division("part-1", "A life", Role.PART, children=chapters),
            division("chronology", "Chronology", Role.CHRONOLOGY, heading("y", "1890")),
            division("attributions", "Attributions", Role.ATTRIBUTIONS, case),
        ],
        HERE,
        "en-GB",
    )  # fmt: skip
    assert outline_blocks(listed) == (
        "paragraph #contents--p1 [contents-line]: <anchor preface -> preface>Preface</anchor>{leader}{page of preface}\n"
        "paragraph #contents--p2 [contents-line]: <anchor part-1 -> part-1>A life</anchor>{leader}{page of part-1}\n"
        "paragraph #contents--p3 [contents-subline]: <anchor exile -> exile>1\u2002Exile</anchor>{leader}{page of exile}\n"
        "paragraph #contents--p4 [contents-subline]: <anchor retour -> retour>2\u2002<words fr>Le Retour</words></anchor>"
        "{leader}{page of retour}\n"
        "paragraph #contents--p5 [contents-line]: <anchor chronology -> chronology>Chronology</anchor>{leader}"
        "{page of chronology}\n"
        "paragraph #contents--p6 [contents-line]: <anchor attributions -> attributions>Attributions</anchor>{leader}"
        "{page of attributions}\n"
        "paragraph #contents--p7 [contents-subline]: <anchor case-a--h1 -> case-a--h1>The leaflet</anchor>{leader}"
        "{page of case-a--h1}\n"
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ru.wikipedia.org/wiki/%D0%A1%D0%B5%D1%80%D0%B6,_%D0%92.", "ru.wikipedia.org/wiki/Серж,_В."),
        ("pl.wikisource.org/wiki/%C5%BBagiew", "pl.wikisource.org/wiki/Żagiew"),
        ("a.org/one%20two%28three%29", "a.org/one%20two%28three%29"),
        ("a.org/%E6%97%A5", "a.org/%E6%97%A5"),
        ("a.org/%E9", "a.org/%E9"),
        ("a.org/100%", "a.org/100%"),
    ],
)
def test_an_address_is_shown_with_the_letters_it_stands_for(address: str, shown: str) -> None:
    assert readable(address) == shown


def test_a_title_with_a_note_is_listed_without_it() -> None:
    title = (Emphasis(run("Exile")), NoteRef("1", HERE))
    chapter = Division(Anchor("exile"), Role.CHAPTER, Matter.BODY, title, (), HERE)
    (line,) = contents([chapter], HERE, "en-GB")
    link, leader, page = line.inlines
    assert getattr(link, "inlines", ()) == (Emphasis(run("Exile")),)
    assert (leader, page) == (Leader(), PageNumber(Anchor("exile")))
