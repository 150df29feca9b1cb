"""Rules C and A: the catalogue against itself. The complete book says nothing wrong; each change to it is found."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import book
from serge_press.checks.catalogue_checks import check_catalogue
from serge_press.checks.facts import certainly_after, certainly_before
from serge_press.checks.hedges import hedged
from serge_press.model.catalogue import Catalogue
from serge_press.model.plan import BookPlan
from serge_press.model.register import register
from serge_press.reading.folder import MemoryFolder
from serge_press.reading.read import read
from serge_press.when import When

PLAN = """\
title = "T"
language = "en"
about = "a"
[bibliography]
sections = [
  { letter = "A", title = "Books", kinds = ["novel"] },
  { letter = "C", title = "Rest", kinds = ["article", "collection"] },
]
[concordance]
compare = ["s", "t"]
"""
PEOPLE = (
    "- {id: a, name: Ada Morwin, born: 1890-12-30, died: 1947-11-17}\n- {id: b, name: Bo, born: 1900, died: 1999}\n"
)
SOURCES = "- {id: s, kind: book, title: S, short: S}\n- {id: t, kind: web, title: T, short: T}\n"
WORDS = "word " * 50


def enter(**kinds: str) -> tuple[BookPlan, Catalogue]:
    texts = {"people": PEOPLE, "sources": SOURCES, **kinds}
    files = {"book.toml": PLAN, **{f"catalogue/{kind}.yaml": text for kind, text in texts.items()}}
    reading, faults = read(MemoryFolder(files))
    plan, catalogue, more = register(reading)
    assert [one.message for one in (*faults, *more)] == []
    assert plan is not None
    return plan, catalogue


def told(**kinds: str) -> list[str]:
    """Rules found in a small catalogue, without those about sources and persons that such a one cannot use."""
    plan, catalogue = enter(**kinds)
    used = frozenset(catalogue.sources)
    return [one.rule for one in check_catalogue(plan, catalogue, used)]


def of_work(fields: str, kind: str = "novel", number: str = "A1") -> list[str]:
    return told(works=f"- {{id: w, title: W, kind: {kind}, number: {number}, seen: true, {fields}}}\n")


def of_case(fields: str, work: str = "by: [{person: b}]") -> list[str]:
    claim = "{by: X, candidate: a, stance: asserts, basis: [stylistic], source: s, summary: S}".replace(
        "style", "stylistic"
    )
    base = {
        "verdict": "possible",
        "decided": "2026",
        "decided_by": "E",
        "reasoning": "R",
        "claims": f"[{claim}]",
        "work": "w",
    }
    given = dict(part.split(": ", 1) for part in fields.split("; ") if part)
    lines = "".join(f"  {key}: {value}\n" for key, value in (base | given).items() if value != "-")
    works = f"- {{id: w, title: W, kind: article, number: C1, when: 1930, seen: true, {work}}}\n"
    return told(works=works, cases=f"- id: c\n  title: C\n  question: Q\n  finding: F\n{lines}")


def test_the_complete_book_says_nothing_wrong() -> None:
    reading, _ = read(book())
    plan, catalogue, _ = register(reading)
    assert plan is not None
    assert check_catalogue(plan, catalogue, frozenset(catalogue.sources), frozenset(catalogue.people)) == ()


# -------------------------------------------------------------------------------------------------------- numbers


def test_the_same_number_twice_is_told_with_both_works() -> None:
    works = "".join(f"- {{id: w{n}, title: W, kind: novel, number: A1, when: 1930, seen: true}}\n" for n in range(2))
    plan, catalogue = enter(works=works)
    (found,) = check_catalogue(plan, catalogue, frozenset(catalogue.sources))
    assert (found.rule, str(found.place), str(found.also[0][0])) == (
        "C002",
        "catalogue/works.yaml:2:8",
        "catalogue/works.yaml:1:8",
    )


@pytest.mark.parametrize(
    ("kind", "number", "rules"),
    [
        ("novel", "A1", []),
        ("novel", "A3bis", []),
        ("novel", "C1", []),  # the letter decides, whatever the kind
        ("article", "X1", ["C003"]),
        ("novel", "12", ["C003"]),
        ("novel", "''", ["C004"]),
        ("diary", "A1", []),
    ],
)
def test_a_number_has_the_letter_of_a_section(kind: str, number: str, rules: list[str]) -> None:
    assert of_work("when: 1930", kind, number) == rules


def test_a_part_may_have_the_letter_of_its_whole() -> None:
    works = (
        "- {id: w, title: W, kind: novel, number: A1, when: 1930, seen: true}\n"
        "- {id: p, title: P, kind: article, number: A1.1, when: 1930, seen: true, part_of: w}\n"
    )
    assert told(works=works) == []


# ---------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("born", "died", "rules"),
    [
        ("1890", "1947", []),
        ("1947", "1890", ["C010"]),
        ("1890", "1890", []),
        ("1890-12-30", "1890-12-29", ["C010"]),
        ("1890~", "1889~", []),  # both are guesses
        ("../1900", "1890", []),
        ("1790", "1947", ["C011"]),
        ("1790", "../1947", []),
    ],
)
def test_lives(born: str, died: str, rules: list[str]) -> None:
    assert told(people=f"- {{id: a, name: Ada, born: {born}, died: {died}}}\n") == rules


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("when: 1930", []),
        ("also: [x]", ["C012"]),
        ("published: [{when: 1930, role: first}]", []),
        ("when: 1947", []),  # the year of the death
        ("when: 1951", ["C013"]),
        ("when: 1948~", []),  # about 1948 may be 1947
        ("when: 1951, written: 1942/1943", []),
        ("when: 1951, published: [{role: first, when: 1951}]", []),
        ("when: 1951, published: [{role: reprint, when: 1951}]", ["C013"]),
        ("when: 1951, by: [{person: b}]", []),
        ("when: 1951, by: [{person: a}, {person: b}]", []),  # one of them lived
        ("when: 1951, by: [{person: a, role: translator}, {person: b}]", []),
        ("when: 1951, written: 1950", ["C014"]),
        ("when: 1893", ["C018"]),
        ("when: 1930, published: [{when: 1928}], written: 1930", ["C015"]),
        ("when: 1930, published: [{when: 1930}], written: 1930", []),
        ("when: 1930, published: [{role: first, when: 1930}, {role: reprint, when: 1929}]", ["C016"]),
        ("when: 1930, published: [{role: first, when: 1930}, {role: first, when: 1930}]", ["C017"]),
    ],
)
def test_dates_of_a_work(fields: str, rules: list[str]) -> None:
    assert of_work(fields) == rules


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("when: 1911, evidence: s", []),
        ("when: 1911", ["C024"]),
        ("when: 1885, evidence: s", ["C019"]),
        ("when: 1885, evidence: s, kind: world", []),
        ("when: 1948, evidence: s", []),  # the burial, the obituary
        ("when: 1961, evidence: s", ["C019"]),
    ],
)
def test_events(fields: str, rules: list[str]) -> None:
    assert told(events=f"- {{id: e, what: W, {fields}}}\n") == rules


# ------------------------------------------------------------------------------------- what is used, and evidence


def test_sources_and_persons_nobody_uses() -> None:
    plan, catalogue = enter(works="- {id: w, title: W, kind: novel, number: A1, when: 1930, evidence: s}\n")
    plan = replace(plan, compare=())
    assert [(one.rule, one.message) for one in check_catalogue(plan, catalogue, ())] == [
        ("C020", "'t' is cited nowhere")
    ]
    found = check_catalogue(plan, catalogue, frozenset(catalogue.sources), ())
    assert [(one.rule, one.message) for one in found] == [("C021", "nothing refers to 'b'")]
    assert check_catalogue(plan, catalogue, frozenset(catalogue.sources), frozenset(catalogue.people)) == ()


def test_a_cited_source_nobody_has_seen() -> None:
    unseen = "- {id: s, kind: book, title: S, short: S, seen: not seen}\n"
    own = "- {id: t, kind: editors, title: T, short: T, seen: not seen}\n"
    assert told(sources=unseen + own) == ["C023"]


@pytest.mark.parametrize(
    ("fields", "rules"),
    [("when: 1930", ["C025"]), ("when: 1930, evidence: s", []), ("when: 1930, rows: ['s:1']", []),
     ("when: 1930, published: [{when: 1930, seen: true}]", [])],
)  # fmt: skip
def test_a_work_is_known_from_somewhere(fields: str, rules: list[str]) -> None:
    assert told(works=f"- {{id: w, title: W, kind: novel, number: A1, {fields}}}\n") == rules


@pytest.mark.parametrize(
    ("annotation", "rules"),
    [
        (WORDS, []),
        ("Too short.", ["C031"]),
        ("word " * 200, ["C031"]),
        ("", ["C030"]),
        (WORDS + "[@s, p. 3] " * 60, []),
    ],
)
def test_principal_works_are_annotated(annotation: str, rules: list[str]) -> None:
    assert of_work(f"when: 1930, principal: true, annotation: '{annotation}'") == rules
    assert of_work(f"when: 1930, annotation: '{annotation}'") == []


@pytest.mark.parametrize(
    ("agreement", "says", "rules"),
    [
        ("agree", "[{source: s, says: A}, {source: t, says: A}]", []),
        ("agree", "[{source: s, says: A}, {source: t}]", ["C040"]),
        ("differ", "[{source: s, says: A}]", ["C040"]),
        ("one-only", "[{source: s, says: A}, {source: t}]", []),
        ("one-only", "[{source: s, says: A}, {source: t, says: B}]", ["C040"]),
        ("silent", "[{source: s}, {source: t}]", []),
        ("silent", "[{source: s, says: A}]", ["C040"]),
    ],
)
def test_the_agreement_fits_what_is_said(agreement: str, says: str, rules: list[str]) -> None:
    text = f"- {{id: p, question: Q, topic: T, agreement: {agreement}, finding: F, says: {says}}}\n"
    assert told(accounts=text) == rules


# --------------------------------------------------------------------------------------------------- attributions


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("", []),
        ("claims: []", ["A001"]),
        ("claims: [{by: X, candidate: a, stance: asserts, source: s, summary: S}]", ["A008"]),
        (
            "claims: [{by: X, candidate: a, stance: asserts, made: 1911, basis: [witness], source: s, summary: S}]",
            ["A002"],
        ),
        ("reasoning: ''", ["A005"]),
        ("decided: -", ["A006"]),
        ("decided_by: -", ["A006"]),
        ("verdict: probable", []),
        ("verdict: rejected", ["A007"]),
        ("verdict: doubtful", ["A007"]),
        (
            "verdict: accepted; claims: [{by: X, candidate: a, stance: rejects, basis: [witness], source: s, summary: S}]",
            ["A007"],
        ),
        (
            "verdict: rejected; claims: [{by: X, candidate: a, stance: rejects, basis: [witness], source: s, summary: S}]",
            [],
        ),
        (
            "verdict: rejected; claims: [{by: X, candidate: b, stance: asserts, basis: [witness], source: s, summary: S}]",
            [],
        ),
        ("history: [{verdict: possible, decided: 2025, decided_by: E}]", []),
        ("history: [{verdict: possible, decided: 2027, decided_by: E}]", ["A010"]),
    ],
)
def test_cases(fields: str, rules: list[str]) -> None:
    assert of_case(fields) == rules


def test_a_rejected_work_does_not_keep_its_author() -> None:
    rejected = (
        "verdict: rejected; claims: [{by: X, candidate: b, stance: asserts, basis: [witness], source: s, summary: S}]"
    )
    assert of_case(rejected, "by: [{person: a}]") == ["A004"]
    assert of_case(rejected, "short: W") == ["A004"]  # the subject is the author where nobody is named
    assert of_case(rejected, "by: []") == []


def test_two_cases_for_one_work() -> None:
    works = "- {id: w, title: W, kind: novel, number: A1, when: 1930, seen: true}\n"
    case = (
        "- {{id: {0}, title: C, question: Q, finding: F, verdict: possible, decided: 2026, decided_by: E, reasoning: R, work: w, "
        "claims: [{{by: X, candidate: a, stance: asserts, basis: [witness], source: s, summary: S}}]}}\n"
    )
    assert told(works=works, cases=case.format("c") + case.format("d")) == ["A003"]


def test_a_case_in_a_book_about_nobody() -> None:
    plan, catalogue = enter(cases="- {id: c, title: C, question: Q, finding: F, verdict: possible}\n")
    alone = Catalogue(cases={own: replace(case, person=None) for own, case in catalogue.cases.items()})
    assert [one.rule for one in check_catalogue(plan, alone, ())] == ["A001", "A005", "A006", "A009"]


# ------------------------------------------------------------------------------------------------------ the whole

years = st.integers(1000, 3000)


@given(years, years, st.sampled_from(["", "~", "?", "%"]), st.sampled_from(["", "~", "?", "%"]))
def test_before_and_after_exclude_each_other(one: int, other: int, mark: str, other_mark: str) -> None:
    first, second = When.parse(f"{one}{mark}"), When.parse(f"{other}{other_mark}")
    assert certainly_before(first, second) == certainly_after(second, first)
    assert not (certainly_before(first, second) and certainly_before(second, first))
    if one >= other:
        assert not certainly_before(first, second)


def test_what_is_not_known_is_neither_before_nor_after() -> None:
    when, open_start, open_end = (When.parse(text) for text in ("1911", "../1936", "1890/.."))
    assert not certainly_before(when, None)
    assert not certainly_before(None, when)
    assert not certainly_before(when, open_start)  # it may have begun long before
    assert not certainly_before(open_end, when)  # it may still go on
    assert certainly_before(open_start, When.parse("1940"))
    assert certainly_after(open_end, When.parse("1880"))


def test_every_rule_has_its_own_reason() -> None:
    """Findings at error level always tell how to mend; the same catalogue gives the same findings."""
    works = "".join(f"- {{id: w{n}, title: W, kind: novel, number: C1, when: 1951}}\n" for n in range(3))
    plan, catalogue = enter(works=works)
    found = check_catalogue(plan, catalogue, ())
    assert found == check_catalogue(plan, catalogue, ())
    assert all(one.mend for one in found)


def test_many_works_and_cases_are_checked_in_good_time() -> None:
    count = 3000
    works = "".join(f"- {{id: w{n}, title: W, kind: novel, number: A{n}, when: 1930}}\n" for n in range(count))
    cases = "".join(
        f"- {{id: c{n}, title: C, question: Q, finding: F, verdict: rejected, work: w{n}}}\n" for n in range(count)
    )
    plan, catalogue = enter(works=works, cases=cases)
    begun = time.process_time()
    found = check_catalogue(plan, catalogue, ())
    assert time.process_time() - begun < 2
    assert len(found) > count
    assert catalogue.standing(list(catalogue.works)[-1]).value == "rejected"


@pytest.mark.parametrize(
    ("text", "language", "sure"),
    [
        ("He married in prison.", "en-GB", True),
        ("He is said to have married in prison.", "en-GB", False),
        ("Perhaps in August.", "en", False),
        ("In May he married in prison.", "en", True),
        ("The mayor married him.", "en", True),
        ("He may have married in prison.", "en", False),
        ("Ożenił się w więzieniu.", "pl", True),
        ("Podobno ożenił się w więzieniu.", "pl", False),
        ("Он, возможно, женился.", "ru", False),
        ("Il se serait marié en prison.", "fr", False),
        ("Er heiratete.", "de", False),
    ],
)
def test_words_of_doubt_are_known_in_four_languages(text: str, language: str, sure: bool) -> None:
    assert hedged(text, language) is not sure
