"""An entry reads as a reader of a printed bibliography expects."""

from __future__ import annotations

import pytest

from catalogues import (
    ALL_WORKS,
    SUBJECT,
    by,
    case,
    catalogue,
    cited,
    facts,
    on,
    person,
    plan,
    printed,
    words_of,
    work,
)
from serge_press.manuscript.apparatus.entry import entry, reference_line
from serge_press.manuscript.apparatus.maker import Maker
from serge_press.manuscript.nodes import CitedTitle, Foreign, Group, GroupStyle, Link, Paragraph, ParagraphStyle
from serge_press.manuscript.outline import outline_blocks
from serge_press.manuscript.tree import every_inline, every_leaf, plain_words
from serge_press.model.attributions import Verdict
from serge_press.model.people import Name
from serge_press.model.sources import Confidence
from serge_press.model.works import PublicationRole, Relator, Work, WorkKind
from serge_press.reading.prose_text import ProseText

FIRST, REPRINT, TRANSLATION, ONLINE = PublicationRole
PRISON = work(
    "prison",
    "Les Hommes dans la prison",
    WorkKind.NOVEL,
    printed(FIRST, "1930", publisher="Rieder", cities=("Paris",)),
    when="1930",
    translated="Men in Prison",
    signed="Victor Serge",
    number="A3",
)


def line(one: Work, language: str = "en-GB") -> str:
    known = facts(catalogue([one]), plan(ALL_WORKS, language=language))
    return plain_words(reference_line(Maker(known), one)).replace("\u2002", " ").replace("\u00a0", " ")


def leaves(one: Work, *others: Work, **more: object) -> list[str]:
    known = facts(catalogue([one, *others], **more), plan(ALL_WORKS))  # type: ignore[arg-type]
    return words_of([entry(Maker(known), one, {})])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "A3 Les Hommes dans la prison [Men in Prison]. Novel. Paris: Rieder, 1930. Signed Victor Serge."),
        ("pl", "A3 Les Hommes dans la prison [Men in Prison]. Powieść. Paris: Rieder, 1930. Podpis: Victor Serge."),
        ("ru", "A3 Les Hommes dans la prison [Men in Prison]. Роман. Paris: Rieder, 1930. Подпись: Victor Serge."),
        ("fr", "A3 Les Hommes dans la prison [Men in Prison]. Roman. Paris, Rieder, 1930. Signé Victor Serge."),
    ],
)
def test_a_book_is_named_in_one_line_in_the_language_of_the_book(language: str, expected: str) -> None:
    assert line(PRISON, language) == expected


def test_a_title_keeps_its_language_and_an_article_its_quotation_marks() -> None:
    article = work("illegals", "Qui sont-ils ?", WorkKind.ARTICLE, when="1908", translated="Who Are They?")
    maker = Maker(facts(catalogue([article]), plan(ALL_WORKS)))
    titles = [i for i in every_inline(reference_line(maker, article)) if isinstance(i, CitedTitle)]
    assert [(title.language, title.quoted) for title in titles] == [("fr", True)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            work("w", "Les illégaux", WorkKind.ARTICLE, printed(FIRST, "1908-06-20", venue="Le Communiste", issue="14",
                 cities=("Brussels",), pages="3-4"), signed="Le Rétif"),
            "A1 Les illégaux. Article. Le Communiste (Brussels), no. 14, 20 June 1908, pp. 3–4. Signed Le Rétif.",
        ),
        (
            work("w", "Préface", WorkKind.PREFACE, printed(FIRST, "1931", venue="Littérature et révolution",
                 publisher="Valois", cities=("Paris",), pages="7"), signed=""),
            "A1 Préface. Preface. In Littérature et révolution (Paris: Valois, 1931), p. 7. Unsigned.",
        ),
        (work("w", "Notes", when="1944~"), "A1 Notes. Novel. c. 1944. Signature not known."),
        (work("w", "Notes"), "A1 Notes. Novel. Undated. Signature not known."),
        (work("w", "Notes", as_printed="Winter 1930"), "A1 Notes. Novel. Winter 1930. Signature not known."),
        (
            work("w", "Notes", WorkKind.BOOK, printed(FIRST, publisher="Rieder,", pages="240", edition="2"), when="1930"),
            "A1 Notes. Book. Rieder, 2nd edition, 1930, 240 pp. Signature not known.",
        ),
        (work("w", "Loi", supplied=True, translated="Law"), "A1 [Loi] [Law]. Novel. Undated. Signature not known."),
        (work("w", "Where to?", language="en", translated="where to?"), "A1 Where to? Novel. Undated. Signature not known."),
        (work("w", "Notes", WorkKind.DIARY, when="1944"), "A1 Notes. Diary. 1944."),
        (work("w", "Notes", WorkKind.LETTER, when="1944", signed="Victor"), "A1 Notes. Letter. 1944. Signed Victor."),
    ],
)  # fmt: skip
def test_what_is_not_known_leaves_no_trace(one: Work, expected: str) -> None:
    assert line(one) == expected


def test_the_exact_signature_stands_in_its_own_language() -> None:
    one = work("w", "Notes", signed="Виктор Серж")
    maker = Maker(facts(catalogue([one]), plan(ALL_WORKS)))
    assert Foreign(reference_line(maker, one)[-2].inlines, "ru") in reference_line(maker, one)  # type: ignore[union-attr]


def test_a_full_entry() -> None:
    greeman = person("greeman", "Richard Greeman", "Greeman, Richard")
    one = work(
        "prison",
        "Les Hommes dans la prison",
        WorkKind.NOVEL,
        printed(FIRST, "1930-03", as_printed="printemps 1930", publisher="Rieder", cities=("Paris",), seen=True),
        printed(
            TRANSLATION, "1969", title="Men in Prison", language="en", publisher="Doubleday", cities=("Garden City",),
            by=(by("greeman", role=Relator.TRANSLATOR), by("greeman", "R. G.", Relator.INTRODUCER)),
            identifiers={"isbn": "978-0-00-000002-6", "viaf": "12"}, seen=False, evidence=(cited(locator="p. 12"),),
        ),
        printed(TRANSLATION, "1930~", language="pl", publisher="Rój", confidence=Confidence.LOW, note="Not *found*."),
        printed(REPRINT, "1972", publisher="Penguin", cities=("Paris", "London")),
        printed(ONLINE, url="https://example.org/prison/"),
        when="1930",
        signed="Victor Serge",
        written=on("1928/1929"),
        principal=True,
        seen=True,
        read_at="https://example.org/prison/",
        rows=("sedgwick:15", "mia:2"),
        date_basis="title page",
        evidence=(cited(locator="p. 9"),),
        annotation=ProseText("Five years’ imprisonment.", "catalogue/works/prison.md", 20),
    )  # fmt: skip
    assert leaves(one, people=[SUBJECT, greeman]) == [
        "A1\u2002Les Hommes dans la prison. Novel. Paris: Rieder, March 1930. Signed Victor Serge.",
        "One of the principal works. Listed under 1930. Date from: title page. Written 1928–1929. Seen by the editors.",
        "First publication. Dated ‘printemps 1930’ as printed.",
        "Reprinted",
        "Paris and London: Penguin, 1972.",
        "In English",
        "Men in Prison, translated by Richard Greeman, introduced by Richard Greeman (signed R. G.). Garden City: "
        "Doubleday, 1969. ISBN 978-0-00-000002-6. VIAF 12. Not seen by the editors. Evidence: Sedgwick 1963, p. 12.",
        "In Polish",
        "Rój, c. 1930. Confidence: low. Not found.",
        "Where to read it",
        "example.org/prison.",
        "Five years’ imprisonment.",
        "Evidence: Sedgwick 1963, p. 9. Answers to: Sedgwick 1963, row 15; mia, row 2.",
    ]


def test_only_addresses_of_the_web_become_links() -> None:
    one = work("w", "Notes", read_at="javascript:alert(1)")
    maker = Maker(facts(catalogue([one]), plan(ALL_WORKS)))
    inlines = [i for leaf in every_leaf([entry(maker, one, {})]) for i in every_inline(leaf.inlines)]
    assert not [i for i in inlines if isinstance(i, Link)]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_judged_work_says_its_standing_in_words_and_where_it_is_argued(verdict: Verdict) -> None:
    one = work("leaflet", "Prière d’insérer")
    known = facts(catalogue([one], [case("leaflet", verdict, judges="leaflet")]), plan(ALL_WORKS))
    made = entry(Maker(known), one, {})
    said = next(b for b in made.blocks if isinstance(b, Paragraph) and b.style is ParagraphStyle.VERDICT)
    assert plain_words(said.inlines) == f"Attribution {verdict.value}: see The case of leaflet."
    assert made.label == ("" if verdict is Verdict.ACCEPTED else f"A1, attribution {verdict.value}")


def test_parts_stand_inside_their_whole() -> None:
    whole, part = work("whole", "Le tout", number="A3"), work("part", "La partie", part_of="whole")
    known = facts(catalogue([whole, part]), plan(ALL_WORKS))
    made = entry(Maker(known), whole, {whole.id: (part,)})
    inner = made.blocks[-1]
    assert isinstance(inner, Group)
    assert (inner.style, inner.anchor) == (GroupStyle.SUBENTRY, "work-part")
    assert "A3.1\u2002" in outline_blocks([inner])


def test_other_hands_are_named() -> None:
    taupin = person("taupin", "Émile Taupin", "Taupin, Émile", forms=(Name("E. T.", "T., E."),))
    one = work("w", "Notes", by=(by(signed="V. S."), by("taupin", "", Relator.AUTHOR), by(role=Relator.EDITOR)))
    assert leaves(one, people=[SUBJECT, taupin])[1] == "With Émile Taupin (unsigned), edited by Victor Serge."


def test_a_work_by_another_names_him_alone() -> None:
    taupin = person("taupin", "Émile Taupin", "Taupin, Émile")
    one = work("w", "Notes", by=(by("taupin", ""),), when="1911")
    assert leaves(one, people=[SUBJECT, taupin]) == ["A1\u2002Notes. Novel. 1911. Unsigned.", "By Émile Taupin."]


def test_a_publication_says_only_what_its_work_has_not_said() -> None:
    one = work(
        "w",
        "Notes",
        WorkKind.NOVEL,
        printed(FIRST, "1911", seen=True, confidence=Confidence.HIGH),
        printed(REPRINT, "1912", seen=False, confidence=Confidence.LOW),
        when="1911",
        seen=True,
        confidence=Confidence.HIGH,
    )
    assert leaves(one)[1:] == [
        "Seen by the editors. Confidence in the record as a whole: high.",
        "Reprinted",
        "1912. Not seen by the editors. Confidence: low.",
    ]


def test_a_publication_may_be_signed_otherwise_than_its_work() -> None:
    one = work("w", "Notes", WorkKind.POEM, printed(FIRST, "1911", by=(by(signed="M. Torn"),)),
               printed(REPRINT, "1921", by=(by(signed="V. Serge"),)), printed(REPRINT, "1922", by=(by(),)))  # fmt: skip
    assert leaves(one) == [
        "A1\u2002Notes. Poem. 1911. Signed M. Torn.",
        "Reprinted",
        "1921. Signed V. Serge.",
        "1922.",
    ]


def test_words_in_a_field_of_numbers_stay_as_they_are() -> None:
    one = work(
        "w", "Notes", WorkKind.POEM, printed(FIRST, "1911", venue="Le Phare", issue="civil-civic", pages="unpaged")
    )
    assert line(one) == "A1 Notes. Poem. Le Phare, civil-civic, 1911, unpaged. Signature not known."
