"""A case prints its question, its claims in order of date with their sources, its reasoning and its verdict in words."""

from __future__ import annotations

import re

import pytest

from catalogues import (
    ALL_WORKS,
    SERGE,
    SUBJECT,
    by,
    case,
    catalogue,
    cited,
    claim,
    facts,
    outlined,
    person,
    plan,
    printed,
    words_of,
    work,
)
from serge_press.editions.large_print.own_words import as_lines
from serge_press.manuscript.apparatus.attributions import attributions
from serge_press.manuscript.apparatus.bibliography import bibliography
from serge_press.manuscript.apparatus.chronology import chronology
from serge_press.manuscript.apparatus.maker import Maker
from serge_press.manuscript.apparatus.names import names
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.titles import MARKS
from serge_press.manuscript.figures.timeline import timeline
from serge_press.manuscript.figures.translation_tree import translation_tree
from serge_press.manuscript.index.headings import headings
from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.nodes import Group, GroupStyle, Reference, Table
from serge_press.manuscript.tree import every_block, every_inline, every_leaf, plain_words
from serge_press.model.attributions import Basis, PastVerdict, Stance, Verdict, Weight
from serge_press.model.catalogue import Catalogue
from serge_press.model.people import PersonId
from serge_press.model.sources import Confidence
from serge_press.model.works import PublicationRole, WorkId, WorkKind
from serge_press.reading.prose_text import ProseText
from serge_press.when import When

TROTSKY = person("trotsky", "Leon Trotsky", "Trotsky, Leon")
LEAFLET = work("leaflet", "Prière d’insérer", supplied=True)


def test_a_case_in_full() -> None:
    known = catalogue(
        [LEAFLET],
        [
            case(
                "leaflet",
                Verdict.REJECTED,
                claim("Serge", Stance.REJECTS, "1939-08", by_person=SERGE, basis=(Basis.SELF_TESTIMONY,),
                      weight=Weight.STRONG, confidence=Confidence.HIGH, source=(cited(locator="p. 4"), cited())),
                claim("Leon Trotsky", Stance.ASSERTS, "1939-06-09", by_person=PersonId("trotsky"),
                      basis=(Basis.STYLISTIC, Basis.CIRCUMSTANCE), summary="He *hints* at it"),
                judges="leaflet",
                finding="Nothing shows that he wrote it",
                would_settle="The publisher’s file",
                reasoning=ProseText("The style proves nothing.", "catalogue/cases/leaflet.md", 20),
                history=(PastVerdict(Verdict.UNRESOLVED, When.parse("2025"), "The editors", "1"),),
            )
        ],
        people=[SUBJECT, TROTSKY],
    )  # fmt: skip
    assert outlined(attributions(facts(known, plan(ALL_WORKS)))) == (
        "case #case-leaflet\n"
        "  heading 2 #case-leaflet--h1: The case of leaflet\n"
        "  paragraph #case-leaflet--p1 [question]: Did he write it?\n"
        "  paragraph #case-leaflet--p2 [detail]: Work: <work leaflet, page>†A1 [<words fr>Prière d’insérer</words>]</work>.\n"
        "  heading 3 #case-leaflet--h2: What has been claimed\n"
        "  claim #case-leaflet--g1\n"
        "    paragraph #case-leaflet--p3 [date]: **9 June 1939.** <person trotsky>Leon Trotsky</person> names "
        "<person serge>Victor Serge</person> as the author.\n"
        "    paragraph #case-leaflet--p4: He *hints* at it.\n"
        "    paragraph #case-leaflet--p5 [detail]: Basis: style, circumstance. Weight: slight.\n"
        "    paragraph #case-leaflet--p6 [evidence]: Source: <source sedgwick>Sedgwick 1963</source>, p. 3.\n"
        "  claim #case-leaflet--g2\n"
        "    paragraph #case-leaflet--p7 [date]: **August 1939.** <person serge>Serge</person> denies being the author.\n"
        "    paragraph #case-leaflet--p8: Serge says so.\n"
        "    paragraph #case-leaflet--p9 [detail]: Basis: the author’s own testimony. Weight: strong. Confidence: high.\n"
        "    paragraph #case-leaflet--p10 [evidence]: Source: <source sedgwick>Sedgwick 1963</source>, p. 4; "
        "<source sedgwick>Sedgwick 1963</source>.\n"
        "  heading 3 #case-leaflet--h3: What would settle it\n"
        "  paragraph #case-leaflet--p11: The publisher’s file.\n"
        "  heading 3 #case-leaflet--h4: Reasoning\n"
        "  paragraph #case-leaflet--r-p1 [opening]: The style proves nothing.\n"
        "  heading 3 #case-leaflet--h5: Earlier verdicts\n"
        "  list #case-leaflet--l1\n"
        "    item\n"
        "      paragraph #case-leaflet--p12: Unresolved, edition 1. Decided by: The editors, 2025.\n"
        "  heading 3 #case-leaflet--h6: Verdict\n"
        "  paragraph #case-leaflet--p13 [verdict]: **Rejected.** Nothing shows that he wrote it. "
        "Changed from unresolved (2025) to rejected (October 2026). Decided by: The editors, October 2026.\n"
        "heading 2 #attributions--h1: Attributed elsewhere\n"
        "paragraph #attributions--p1 [detail]: Works that have an entry in this book although their attribution is "
        "unresolved, doubtful or rejected, or although they are by another.\n"
        "list #attributions--l1\n"
        "  item\n"
        "    paragraph #attributions--p2: <work leaflet, page>†A1 [<words fr>Prière d’insérer</words>]</work>. "
        "Rejected: <anchor case-leaflet -> case-leaflet, page>The case of leaflet</anchor>.\n"
    )


@pytest.mark.parametrize("stance", Stance)
@pytest.mark.parametrize("language", ["en-GB", "fr", "pl", "ru"])
def test_every_stance_is_said_in_words_for_a_candidate_for_oneself_and_for_nobody(
    stance: Stance, language: str
) -> None:
    claims = (
        claim("Trotsky", stance),
        claim("Serge", stance, by_person=SERGE),
        claim("Trotsky", stance, candidate=None),
        claim("Trotsky", stance, candidate=None, candidate_name="a pupil"),
    )
    words = words_of(
        attributions(facts(catalogue(cases=[case("x", Verdict.POSSIBLE, *claims)]), plan(language=language)))
    )
    said = [
        line for line in words if line.startswith(facts(catalogue(), plan(language=language)).words.say("case.undated"))
    ]
    assert len(said) == 4
    assert len(set(said)) == 4
    assert "Victor Serge" in said[0]
    assert "a pupil" in said[3]


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", ["en-GB", "fr", "pl", "ru"])
def test_every_verdict_is_printed_in_words(verdict: Verdict, language: str) -> None:
    known = facts(catalogue(cases=[case("x", verdict)]), plan(language=language))
    word = known.words.say(f"verdict.{verdict.value}")
    assert words_of(attributions(known))[-1].casefold().startswith(f"{word}. so it is")


def test_every_claim_prints_its_source() -> None:
    claims = [claim(f"Witness {n}", Stance.REPORTS, "1939", source=(cited(locator=f"p. {n}"),)) for n in range(9)]
    made = attributions(facts(catalogue(cases=[case("x", Verdict.DOUBTFUL, *claims)])))
    groups = [b for b in every_block(made.blocks) if isinstance(b, Group) and b.style is GroupStyle.CLAIM]
    assert len(groups) == 9
    for group in groups:
        inlines = [i for leaf in every_leaf([group]) for i in every_inline(leaf.inlines)]
        assert [i.name for i in inlines if isinstance(i, Reference) and i.scheme == "source"] == ["sedgwick"]


def test_a_case_without_claims_says_so_and_one_about_another_person_names_him() -> None:
    known = catalogue(cases=[case("x", Verdict.UNRESOLVED, person=PersonId("trotsky"))], people=[SUBJECT, TROTSKY])
    words = words_of(attributions(facts(known)))
    assert "Whose authorship is judged: Leon Trotsky." in words
    assert "No claims are recorded." in words


def test_undated_claims_stand_last() -> None:
    claims = (claim("A", Stance.DOUBTS), claim("B", Stance.DOUBTS, "1950"), claim("C", Stance.DOUBTS, "1939"))
    words = words_of(attributions(facts(catalogue(cases=[case("x", Verdict.DOUBTFUL, *claims)]))))
    assert [line.partition(" doubts")[0] for line in words if " doubts " in line] == [
        "1939. C",
        "1950. B",
        "No date. A",
    ]


def test_author_unknown_is_no_candidate() -> None:
    one = claim("Sedgwick", Stance.SUPPORTS, candidate=None, candidate_name="author unknown")
    words = words_of(attributions(facts(catalogue(cases=[case("x", Verdict.DOUBTFUL, one)]))))
    assert "No date. Sedgwick supports the view that the author is unknown." in words


def test_the_table_of_claims_counts_each_stance_and_gives_the_years() -> None:
    known = catalogue(
        [LEAFLET],
        [
            case(
                "leaflet",
                Verdict.REJECTED,
                claim("Trotsky", Stance.ASSERTS, "1939-06-09"),
                claim("Sedgwick", Stance.ASSERTS, "1939"),
                claim("A list", Stance.ASSERTS, "1928/1930"),
                claim("Another", Stance.ASSERTS),
                claim("Serge", Stance.REJECTS, "1939-08", by_person=SERGE),
                judges="leaflet",
            ),
            case("signature", Verdict.POSSIBLE, claim("Nobody", Stance.SILENT)),
            case("name", Verdict.ACCEPTED),
        ],
    )
    table = next(b for b in attributions(facts(known, plan(ALL_WORKS))).blocks if isinstance(b, Table))
    shown = [[plain_words(cell.inlines) for cell in row] for row in (*table.head, *table.rows)]
    assert shown == [
        ["Case", "asserts", "supports", "reports", "doubts", "rejects", "is silent", "Verdict"],
        ["†A1\u2002The case of leaflet", "4: 1928–30, 1939", "–", "–", "–", "1: 1939", "–", "rejected"],
        ["The case of signature", "–", "–", "–", "–", "–", "1", "possible"],
        ["The case of name", "–", "–", "–", "–", "–", "–", "accepted"],
    ]
    assert [cell.scope for cell in table.head[0]] == ["col"] * 8
    assert [cell.scope for cell in table.rows[0]] == ["row"] + [""] * 7
    assert table.caption
    links = [i for row in table.rows for i in every_inline(row[0].inlines) if isinstance(i, Reference)]
    assert [(link.target, link.page) for link in links] == [
        ("case-leaflet", True), ("case-signature", True), ("case-name", True)
    ]  # fmt: skip


def test_two_cases_need_no_table() -> None:
    known = catalogue(cases=[case("one", Verdict.POSSIBLE), case("two", Verdict.POSSIBLE)])
    assert not [b for b in attributions(facts(known)).blocks if isinstance(b, Table)]
    assert attributions(facts(catalogue([LEAFLET]))).blocks == ()


def test_a_verdict_says_from_what_it_changed_and_when() -> None:
    history = (
        PastVerdict(Verdict.POSSIBLE, When.parse("2025-03"), "The editors", "2"),
        PastVerdict(Verdict.POSSIBLE, When.parse("2024"), "The editors", "1"),
        PastVerdict(Verdict.DOUBTFUL, When.parse("2026-01"), "The editors", "3"),
    )
    words = words_of(attributions(facts(catalogue(cases=[case("x", Verdict.REJECTED, history=history)]))))
    assert words[-4:] == [
        "Possible, edition 2. Decided by: The editors, March 2025.",
        "Doubtful, edition 3. Changed from possible (March 2025) to doubtful (January 2026). "
        "Decided by: The editors, January 2026.",
        "Verdict",
        "Rejected. So it is rejected. Changed from doubtful (January 2026) to rejected (October 2026). "
        "Decided by: The editors, October 2026.",
    ]
    kept = words_of(attributions(facts(catalogue(cases=[case("x", Verdict.DOUBTFUL, history=history)]))))
    assert not any("to rejected" in line for line in kept)
    assert kept[-1] == "Doubtful. So it is doubtful. Decided by: The editors, October 2026."


def of_every_standing() -> Catalogue:
    """A work of every verdict, signed so and printed in five languages, and one that is another's."""
    printings = [
        printed(PublicationRole.TRANSLATION, "1931", language=tongue, title="T") for tongue in ("en", "es", "de", "it")
    ]
    works = [
        work(v.value, f"Book of {v.value}", WorkKind.NOVEL, *printings, when="1930", signed="Le Rétif") for v in Verdict
    ]
    others = work("other", "Book of another", by=(by("trotsky"),), when="1931")
    return catalogue(
        [*works, others],
        [case(f"about-{v.value}", v, judges=v.value) for v in Verdict],
        people=[SUBJECT, TROTSKY],
    )


def test_what_is_attributed_elsewhere_stands_last_with_mark_verdict_and_both_pages() -> None:
    made = attributions(facts(of_every_standing(), plan(ALL_WORKS)))
    items = [plain_words(leaf.inlines) for leaf in every_leaf([made.blocks[-1]])]
    assert [line.replace("\u00a0", " ") for line in items] == [
        "†A2 Book of doubtful. Doubtful: The case of about-doubtful.",
        "†A5 Book of rejected. Rejected: The case of about-rejected.",
        "?A6 Book of unresolved. Unresolved: The case of about-unresolved.",
        "A7 Book of another. By Leon Trotsky.",
    ]
    paged = [
        i for leaf in every_leaf([made.blocks[-1]]) for i in every_inline(leaf.inlines) if isinstance(i, Reference)
    ]
    assert {i.scheme for i in paged if i.page} == {"work", "anchor"}
    assert all(i.page for i in paged if i.scheme != "person")


def test_no_list_names_a_disputed_work_without_its_mark() -> None:
    wanted = plan(ALL_WORKS)
    known = facts(of_every_standing(), wanted)
    numbering = number_works(wanted, known.catalogue)
    marks = {f"Book of {v.value}": MARKS.get(v, "") for v in Verdict}
    numbers = {w.title.text: known.numbers[w.id] for w in known.catalogue.works.values()}
    lists = {
        "bibliography": bibliography(known, numbering).blocks,
        "chronology": chronology(known).blocks,
        "names": names(known).blocks,
        "attributions": attributions(known).blocks,
    }
    for part, blocks in lists.items():
        said = "\n".join(plain_words(leaf.inlines) for leaf in every_leaf(blocks))
        for title, mark in marks.items():
            number = numbers[title]
            assert f"{mark}{number}" in said, (part, title)
            bare = re.findall(rf"(?<![\w{''.join(MARKS.values())}]){number}(?!\d)", said)
            assert not (mark and bare), (part, title, "number without its mark")
            for found in re.finditer(re.escape(title), said):
                before = said[: found.start()].rstrip("\u00a0\u2002 “‘[")
                assert before.endswith(mark + number), (part, title, "title without its number")
    for title, mark in marks.items():
        heading = headings(known).terms[Term(Kind.WORKS.value, title.removeprefix("Book of "))]
        assert plain_words(heading.words) == f"{title} ({mark}{numbers[title]})"


def test_no_figure_names_a_disputed_work_without_its_mark() -> None:
    maker = Maker(facts(of_every_standing(), plan(ALL_WORKS)))
    line = timeline(maker, "")
    assert line
    assert {row[-1] for row in line.rows} == {"Book of accepted", "Book of another"}
    for verdict in Verdict:
        tree = translation_tree(maker, verdict.value)
        assert tree
        number = MARKS.get(verdict, "") + maker.facts.numbers[WorkId(verdict.value)]
        for said in (plain_words(tree.caption).replace("\u00a0", " "), tree.alt.replace("\u00a0", " ")):
            assert (f"{number} Book of {verdict.value}" in said) is (verdict is not Verdict.ACCEPTED)


def test_large_print_has_the_table_of_claims_as_lines() -> None:
    cases = [
        case(f"c{n}", Verdict.DOUBTFUL, claim("A", Stance.DOUBTS, "1939"), claim("B", Stance.SILENT)) for n in "123"
    ]
    table = next(b for b in attributions(facts(catalogue(cases=cases))).blocks if isinstance(b, Table))
    assert words_of(as_lines(table))[1] == "The case of c1. Doubts 1: 1939; is silent 1. Doubtful."
