"""Sections, numbers and marks of the bibliography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogues import case, catalogue, facts, plan, section, words_of, work
from serge_press.manuscript.apparatus.bibliography import bibliography
from serge_press.manuscript.apparatus.maker import Made, Maker
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.titles import MARKS, work_link
from serge_press.manuscript.nodes import Group, GroupStyle, Heading
from serge_press.manuscript.tree import every_block, plain_words
from serge_press.model.attributions import Verdict
from serge_press.model.catalogue import Catalogue
from serge_press.model.plan import BookPlan
from serge_press.model.works import Work, WorkId, WorkKind

NOVELS = section("A", "Novels", WorkKind.NOVEL)
ARTICLES = section("C", "Articles", WorkKind.ARTICLE)


def made(known: Catalogue, wanted: BookPlan) -> Made:
    return bibliography(facts(known, wanted), number_works(wanted, known))


def numbers(*works: Work, wanted: BookPlan | None = None) -> dict[str, str]:
    found = number_works(wanted or plan(NOVELS, ARTICLES), catalogue(works)).numbers
    return {str(name): number for name, number in found.items()}


def test_works_without_a_number_follow_in_order_of_date() -> None:
    assert numbers(work("late", when="1940"), work("early", when="1930"), work("undated")) == {
        "early": "A1",
        "late": "A2",
        "undated": "A3",
    }


def test_a_stored_number_never_moves_and_a_gap_is_never_filled() -> None:
    """A number once printed may stand in other people's footnotes; a missing one may have been another work's."""
    given_numbers = numbers(work("new", when="1920"), work("old", when="1930", number="A7"), work("x", number="A2bis"))
    assert given_numbers == {"new": "A8", "old": "A7", "x": "A2bis"}


def test_parts_take_the_number_of_their_whole() -> None:
    found = numbers(
        work("whole", number="A3"),
        work("second", when="1931", part_of="whole", kind=WorkKind.ARTICLE),
        work("first", when="1930", part_of="whole"),
        work("inner", part_of="first"),
    )
    assert found == {"whole": "A3", "first": "A3.1", "second": "A3.2", "inner": "A3.1.1"}


def test_entries_stand_by_number_since_that_is_how_they_are_looked_up() -> None:
    works = [work("a", when="1950", number="A2"), work("b", when="1940", number="A10"), work("c", number="A2bis")]
    words = words_of(made(catalogue([*works, work("d", when="1920")]), plan(NOVELS)))
    assert [line.partition("\u2002")[0] for line in words[1:]] == ["A2", "A2bis", "A10", "A11"]


def test_sections_hold_their_kinds_and_empty_ones_are_left_out() -> None:
    known = catalogue([work("n", "Roman", when="1930"), work("p", "Poème", WorkKind.POEM)])
    part = made(known, plan(NOVELS, ARTICLES))
    headings = [plain_words(b.inlines) for b in part.blocks if isinstance(b, Heading)]
    assert headings == ["A\u2002Novels", "B\u2002Other writings"]
    assert [(f.rule, f.message) for f in part.findings] == [
        ("M101", "'p' is a poem, and no section of the bibliography holds that kind")
    ]


def test_a_number_keeps_its_section_when_the_kind_is_seen_otherwise_later() -> None:
    known = catalogue([work("a", "Essai", WorkKind.ESSAY, number="C4"), work("b", "Roman", number="C2")])
    part = made(known, plan(NOVELS, ARTICLES))
    assert [plain_words(b.inlines) for b in part.blocks if isinstance(b, Heading)] == ["C\u2002Articles"]
    assert part.findings == ()


def test_a_bibliography_without_sections_needs_no_heading() -> None:
    part = made(catalogue([work("n", "Roman", when="1930", signed="")]), plan())
    assert words_of(part) == ["1\u2002Roman. Novel. 1930. Unsigned."]
    assert part.findings == ()


@pytest.mark.parametrize(
    ("verdict", "sign"),
    [
        (Verdict.ACCEPTED, ""),
        (Verdict.PROBABLE, "°"),
        (Verdict.POSSIBLE, "°"),
        (Verdict.UNRESOLVED, "?"),
        (Verdict.DOUBTFUL, "†"),
        (Verdict.REJECTED, "†"),
    ],
)
def test_a_disputed_work_stands_under_its_mark_which_the_head_explains(verdict: Verdict, sign: str) -> None:
    known = catalogue([work("w", "Tract", signed="")], [case("w", verdict, judges="w")])
    words = words_of(made(known, plan(NOVELS)))
    assert f"{sign}A1\u2002Tract. Novel. Undated. Unsigned." in words
    assert words[0].startswith(f"Marks before a number: {sign} attribution ") == bool(sign)
    link = work_link(Maker(facts(known, plan(NOVELS))), known.works[WorkId("w")], known.works[WorkId("w")].place)
    assert plain_words(link) == f"{sign}A1\u00a0Tract"


IDS = [f"w{n}" for n in range(8)]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Works of two kinds, some numbered, some parts of others – in circles too – and some of them judged."""
    works = [
        work(
            name,
            kind=draw(st.sampled_from([WorkKind.NOVEL, WorkKind.ARTICLE, WorkKind.POEM])),
            when=draw(st.sampled_from(["", "1930", "1908-06", "1939~"])),
            part_of=draw(st.sampled_from(["", "", *IDS, "nowhere"])),
            number=draw(st.sampled_from(["", "", f"A{n + 1}"])),
        )
        for n, name in enumerate(IDS)
    ]
    cases = [case(name, draw(st.sampled_from(Verdict)), judges=name) for name in draw(st.sets(st.sampled_from(IDS)))]
    return catalogue(works, cases)


@given(
    catalogues(), st.sampled_from([plan(NOVELS, ARTICLES), plan(), plan(NOVELS, section("A", "Twice", WorkKind.POEM))])
)
def test_every_work_is_an_entry_exactly_once_with_its_mark_and_a_number_of_its_own(
    known: Catalogue, wanted: BookPlan
) -> None:
    part = made(known, wanted)
    entries = [
        b
        for b in every_block(part.blocks)
        if isinstance(b, Group) and b.style in {GroupStyle.ENTRY, GroupStyle.SUBENTRY}
    ]
    assert sorted(entry.anchor for entry in entries) == sorted(f"work-{name}" for name in IDS)
    found = number_works(wanted, known).numbers
    assert len(set(found.values())) == len(found) == len(IDS)
    for entry in entries:
        name = WorkId(entry.anchor.removeprefix("work-"))
        sign = MARKS.get(known.standing(name), "")
        assert words_of([entry])[0].startswith(f"{sign}{found[name]}\u2002")
    anchors = [block.anchor for block in every_block(part.blocks)]
    assert len(set(anchors)) == len(anchors)


def test_a_long_chain_of_parts_is_no_fault() -> None:
    chain = [work(f"w{n}", part_of=f"w{n - 1}" if n else "") for n in range(400)]
    part = made(catalogue(chain), plan(NOVELS))
    assert sum(isinstance(b, Group) and b.anchor.startswith("work-") for b in every_block(part.blocks)) >= 400
