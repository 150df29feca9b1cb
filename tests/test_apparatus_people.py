"""Names, people and sources."""

from __future__ import annotations

import pytest

from catalogues import (
    ALL_WORKS,
    HERE,
    SUBJECT,
    catalogue,
    facts,
    on,
    outlined,
    person,
    plan,
    source,
    words_of,
    work,
)
from serge_press.manuscript.apparatus.names import names
from serge_press.manuscript.apparatus.people import people
from serge_press.manuscript.apparatus.sources import sources
from serge_press.manuscript.nodes import Group, Link
from serge_press.manuscript.tree import every_inline, every_leaf
from serge_press.model.people import Name, Pseudonym
from serge_press.model.sources import Holding, Source, SourceKind
from serge_press.reading.prose_text import ProseText


def test_the_name_web_gives_every_form_with_the_works_signed_so() -> None:
    subject = person(
        "serge", "Victor Serge", "Serge, Victor",
        forms=(Name("Виктор Серж", "Серж, Виктор", "ru", "Cyrl"),),
        pseudonyms=(
            Pseudonym(Name("Ralph", "Ralph"), None, "in lists", False, HERE),
            Pseudonym(Name("Le Rétif", "Rétif, Le", "fr"), on("1908/1912"), "", True, HERE),
        ),
    )  # fmt: skip
    works = [
        work("a", "Un", when="1908", signed="Le Rétif"),
        work("b", "Deux", when="1909", signed="Le Rétif"),
        work("c", "Trois", when="1930", signed="Victor Serge"),
        work("d", "Quatre", when="1931", signed="V. S."),
        work("e", "Cinq", when="1939", signed=""),
        work("f", "Six", when="1940"),
    ]
    shown = outlined(names(facts(catalogue(works, people=[subject]), plan(ALL_WORKS))))
    assert shown == (
        "heading 2 #names--h1: Forms of the name\n"
        "entry #names--g1\n"
        "  paragraph #names--p1 [reference]: **Victor Serge**. Form used in this book.\n"
        "  paragraph #names--p2 [detail]: Signed so: <work c, page>A3</work>.\n"
        "entry #names--g2\n"
        "  paragraph #names--p3 [reference]: **<words ru>Виктор Серж</words>**. Russian, Cyrillic letters.\n"
        "heading 2 #names--h2: Pseudonyms\n"
        "entry #names--g3\n"
        "  paragraph #names--p4 [reference]: **Ralph**. In lists. "
        "Given by lists only; no signed text is known to the editors.\n"
        "entry #names--g4\n"
        "  paragraph #names--p5 [reference]: **<words fr>Le Rétif</words>**. Used 1908–1912.\n"
        "  paragraph #names--p6 [detail]: Signed so: <work a, page>A1</work>, <work b, page>A2</work>.\n"
        "heading 2 #names--h3: Other signatures\n"
        "entry #names--g5\n"
        "  paragraph #names--p7 [reference]: **V. S.**\n"
        "  paragraph #names--p8 [detail]: <work d, page>A4</work>.\n"
        "heading 2 #names--h4: Unsigned\n"
        "paragraph #names--p9 [detail]: <work e, page>A5</work>.\n"
    )


def test_a_pseudonym_held_sure_without_a_work_says_so() -> None:
    subject = person(
        "serge", "Victor Serge", "Serge, Victor", pseudonyms=(Pseudonym(Name("Ralph", "Ralph"), None, "", True, HERE),)
    )
    assert words_of(names(facts(catalogue(people=[subject]))))[-2:] == [
        "Ralph.",
        "No work of the bibliography bears it.",
    ]


def test_a_book_about_nobody_has_no_name_web() -> None:
    assert names(facts(catalogue(), plan(about=None))).blocks == ()


def test_people_stand_by_the_name_as_sorted() -> None:
    known = catalogue(
        people=[
            person("z", "Lazar Żurawski", "Żurawski, Lazar"),
            person("l", "Jan Łukasz", "Łukasz, Jan", born=on("1890?")),
            person("lw", "Ewa Lwów", "Lwów, Ewa", roles="printer", life=ProseText("She printed.", "p.yaml", 3)),
            SUBJECT,
        ]
    )
    assert words_of(people(facts(known, plan(language="pl")))) == [
        "Lwów, Ewa. Printer.",
        "She printed.",
        "Łukasz, Jan. Ur. 1890?",
        "Serge, Victor. Novelist, revolutionary. Ur. 30 grudnia 1890, zm. 17 listopada 1947.",
        "Inne formy nazwiska: Виктор Серж. Pseudonimy: Le Rétif.",
        "Żurawski, Lazar.",
    ]


def test_a_person_in_full() -> None:
    known = catalogue(
        people=[person("s", "Victor Serge", "Serge, Victor", authorities={"viaf": "12", "wikidata": "Q1"})]
    )
    made = people(facts(known))
    assert [group.anchor for group in made.blocks if isinstance(group, Group)] == ["person-s"]
    assert words_of(made) == ["Serge, Victor.", "Authority files: VIAF 12; Wikidata Q1."]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            source("s", title="Memoirs", short="Sedgwick 1963", by=("Victor Serge", "Peter Sedgwick"),
                   publisher="Oxford University Press", cities=("London",), when=on("1963")),
            ["Victor Serge and Peter Sedgwick. Memoirs. London: Oxford University Press, 1963.", "Cited as Sedgwick 1963."],
        ),
        (
            source("s", SourceKind.ARTICLE, "A Paris Hotel", by=("E. Rogers",), container="Revolutionary History",
                   volume="5", when=on("1994"), pages="3-40"),
            ["E. Rogers. A Paris Hotel. Revolutionary History, vol. 5, 1994, pp. 3–40."],
        ),
        (
            source("s", SourceKind.CHAPTER, "Serge in Exile", container="Essays", publisher="Pluto", cities=("London",),
                   when=on("1994"), pages="9"),
            ["Serge in Exile. In Essays (London: Pluto, 1994), p. 9."],
        ),
        (
            source("s", SourceKind.WEB, "Index of works", url="https://example.org/serge/", accessed=on("2013-05-20"),
                   seen="whole"),
            ["Index of works.", "example.org/serge, read 20 May 2013. Read in full."],
        ),
        (
            source("s", SourceKind.ARCHIVE, "File 412", held_at=Holding("State Archives", "Brussels", "Sûreté 412"),
                   when=on("1909/1914"), seen="not seen"),
            ["File 412. 1909–1914.", "Held at: State Archives, Brussels, Sûreté 412. Not seen."],
        ),
        (
            source("s", SourceKind.CHAPTER, "Introduction", container="Memoirs", publisher="Oxford", pages="ix-xxiv"),
            ["Introduction. In Memoirs (Oxford), pp. ix–xxiv."],
        ),
        (source("s", title="Lead", publisher="Harbour", pages="212"), ["Lead. Harbour, 212 pp."]),
        (source("s", SourceKind.EDITORS, "The editors’ inference", seen="not seen"), ["The editors’ inference."]),
        (source("s", SourceKind.LETTER, "To Trotsky", as_printed="spring 1939"), ["To Trotsky. Spring 1939."]),
    ],
)  # fmt: skip
def test_a_source_is_given_in_full_and_nothing_is_invented(one: Source, expected: list[str]) -> None:
    words = words_of(sources(facts(catalogue(sources=[one]))))
    assert words[1:] == expected


def test_sources_stand_by_kind_and_then_by_author() -> None:
    known = catalogue(
        sources=[
            source("w", SourceKind.WEB, "Index", short="MIA 2013"),
            source("z", title="Zeta", short="Ziegler 1990"),
            source("a", title="Alpha", short="Adams 1990"),
            source("n", title="The Beginning"),
        ]
    )
    anchors = [group.anchor for group in sources(facts(known)).blocks if isinstance(group, Group)]
    assert anchors == ["source-a", "source-n", "source-z", "source-w"]


def test_an_address_is_a_link() -> None:
    made = sources(facts(catalogue(sources=[source("s", SourceKind.WEB, url="http://example.org/a")])))
    links = [i for leaf in every_leaf(made.blocks) for i in every_inline(leaf.inlines) if isinstance(i, Link)]
    assert [link.url for link in links] == ["http://example.org/a"]
