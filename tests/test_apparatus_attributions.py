"""A case prints its question, its claims in order of date with their sources, its reasoning and its verdict in words."""

from __future__ import annotations

import pytest

from catalogues import (
    SERGE,
    SUBJECT,
    case,
    catalogue,
    cited,
    claim,
    facts,
    outlined,
    person,
    plan,
    section,
    words_of,
    work,
)
from serge_press.manuscript.apparatus.attributions import attributions
from serge_press.manuscript.nodes import Group, GroupStyle, Reference
from serge_press.manuscript.tree import every_block, every_inline, every_leaf
from serge_press.model.attributions import Basis, PastVerdict, Stance, Verdict, Weight
from serge_press.model.people import PersonId
from serge_press.model.sources import Confidence
from serge_press.model.works import WorkKind
from serge_press.reading.prose_text import ProseText
from serge_press.when import When

BOOKS = section("A", "Books", *WorkKind)
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
    assert outlined(attributions(facts(known, plan(BOOKS)))) == (
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
        "Decided by: The editors, October 2026.\n"
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
