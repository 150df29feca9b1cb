"""The whole book in order: matters, parts, numbers, languages, made parts."""

from __future__ import annotations

from dataclasses import replace

from catalogues import ALL_WORKS, HERE, MADE_WITH, case, catalogue, claim, event, plan, words_of, work
from serge_press.findings import Finding, Place
from serge_press.manuscript.assemble import assemble
from serge_press.manuscript.parts import Division, Manuscript, Matter, Role
from serge_press.manuscript.references import resolve
from serge_press.manuscript.tree import all_anchors, plain_words
from serge_press.model.attributions import Stance, Verdict
from serge_press.model.catalogue import Catalogue
from serge_press.model.plan import MADE_PARTS, BookPlan, PlannedPart
from serge_press.reading.prose import ProseFile
from serge_press.reading.prose_text import ProseText


def named(*names: str) -> tuple[PlannedPart, ...]:
    return tuple(PlannedPart(name, Place("book.toml", 10, 3)) for name in names)


def part(title: str, *names: str, language: str = "") -> PlannedPart:
    return PlannedPart(title, Place("book.toml", 20, 3), named(*names), language)


def file(name: str, text: str = "Words.", **more: object) -> ProseFile:
    settings: dict[str, object] = {"title": name.capitalize(), **more}
    path = f"lives/{name}.md"
    return ProseFile(path, name, text=ProseText(text, path, 5), place=Place(path, 2, 8), **settings)  # type: ignore[arg-type]


def whole(
    wanted: BookPlan, *files: ProseFile, known: Catalogue | None = None
) -> tuple[Manuscript, tuple[Finding, ...]]:
    return assemble(wanted, known or catalogue(), {one.path: one for one in files}, MADE_WITH)


def table(manuscript: Manuscript) -> list[tuple[str, str, str, str, str]]:
    """Every division as (matter, role, number, title, language)."""
    return [
        (d.matter.value, d.role.value, d.number, plain_words(d.title), d.language) for d in manuscript.all_divisions()
    ]


def test_divisions_stand_in_the_order_of_the_plan() -> None:
    book = plan(
        front=named("half-title", "title-page", "lives/thanks.md", "contents", "lives/preface.md"),
        body=(part("A life", "lives/one.md", "lives/two.md"), part("Życie", "lives/raz.md", language="pl")),
        back=named("lives/appendix.md", "notes", "colophon"),
        by=("The editors",),
    )
    manuscript, findings = whole(
        book,
        file("thanks", role="dedication", title=""),
        file("preface", role="preface"),
        file("one"),
        file("two"),
        file("raz", title="Dom", text='"Słowo"'),
        file("appendix", role="appendix"),
    )
    assert findings == ()
    assert table(manuscript) == [
        ("front", "half-title", "", "Half title", ""),
        ("front", "title-page", "", "Title page", ""),
        ("front", "dedication", "", "Dedication", ""),
        ("front", "contents", "", "Contents", ""),
        ("front", "preface", "", "Preface", ""),
        ("body", "part", "", "A life", ""),
        ("body", "chapter", "1", "One", ""),
        ("body", "chapter", "2", "Two", ""),
        ("body", "part", "", "Życie", "pl"),
        ("body", "chapter", "1", "Dom", "pl"),
        ("back", "appendix", "", "Appendix", ""),
        ("back", "notes", "", "Notes", ""),
        ("back", "colophon", "", "Colophon", ""),
    ]
    assert words_of(manuscript.divisions[6].children[0].blocks) == ["„Słowo”"]
    contents = next(d for d in manuscript.divisions if d.role is Role.CONTENTS)
    assert [words.strip() for words in words_of(contents.blocks)] == [
        "Preface", "A life", "1\u2002One", "2\u2002Two", "Życie", "1\u2002Dom", "Appendix", "Colophon",
    ]  # fmt: skip


def test_a_chapter_may_have_its_own_number_or_none_and_the_count_goes_on() -> None:
    book = plan(body=(part("A life", "lives/a.md", "lives/b.md", "lives/c.md"), *named("lives/d.md")))
    manuscript, _ = whole(book, file("a", number=""), file("b"), file("c", number="IIa"), file("d"))
    assert [d.number for d in manuscript.all_divisions() if d.role is Role.CHAPTER] == ["", "1", "IIa", "1"]


def test_chapters_of_a_part_must_cite_unless_their_head_says_otherwise() -> None:
    book = plan(body=(part("A life", "lives/a.md", "lives/b.md"), *named("lives/c.md", "lives/d.md")))
    manuscript, _ = whole(book, file("a"), file("b", evidence=False), file("c"), file("d", evidence=True))
    found = {d.anchor: d.evidence for d in manuscript.all_divisions() if d.role is Role.CHAPTER}
    assert found == {"a": True, "b": False, "c": False, "d": True}


def test_headings_of_made_parts_may_be_the_authors() -> None:
    book = plan(ALL_WORKS, back=named("bibliography"), titles={"bibliography": "What he *wrote*"})
    manuscript, _ = whole(book, known=catalogue([work("prison")]))
    assert plain_words(manuscript.divisions[0].title) == "What he wrote"


def test_running_heads_subtitles_and_notes_are_taken_over() -> None:
    book = plan(body=named("lives/a.md"))
    manuscript, _ = whole(book, file("a", "Words.[^n]\n\n[^n]: A note.", subtitle='"Exile"', running="The long exile"))
    chapter = manuscript.divisions[0]
    assert (plain_words(chapter.subtitle), chapter.running, len(chapter.notes)) == ("‘Exile’", "The long exile", 1)


def test_a_part_there_is_nothing_for_is_left_out_and_told() -> None:
    manuscript, findings = whole(plan(about=None, back=named("names", "chronology", "colophon")))
    assert [d.role for d in manuscript.divisions] == [Role.COLOPHON]
    assert [(f.rule, str(f.place)) for f in findings] == [("M102", "book.toml:10:3")] * 2


def test_two_divisions_of_one_name_are_told_and_the_first_stands() -> None:
    book = plan(body=named("lives/colophon.md"), back=named("colophon"))
    manuscript, findings = whole(book, file("colophon"))
    assert [d.role for d in manuscript.divisions] == [Role.CHAPTER]
    assert [f.rule for f in findings] == ["M103"]


def test_a_path_that_was_not_read_makes_no_division() -> None:
    assert whole(plan(body=named("lives/missing.md")))[0].divisions == ()


def test_what_is_wrong_in_prose_is_told_with_its_place() -> None:
    _, findings = whole(plan(body=named("lives/a.md")), file("a", "One.\n\n<br>"))
    assert [(f.rule, f.place.line) for f in findings] == [("M009", 7)]


def full_book() -> tuple[Manuscript, Catalogue]:
    known = catalogue(
        [work("prison", "Les Hommes", when="1930"), work("leaflet", "Tract", when="1939", signed="")],
        [case("leaflet", Verdict.REJECTED, claim("Trotsky", Stance.ASSERTS, "1939"), judges="leaflet")],
        events=[event("birth", "1890-12-30", "Born [@sedgwick, p. 1].")],
    )
    book = plan(ALL_WORKS, front=named(*MADE_PARTS[:4]), body=named("lives/a.md"), back=named(*MADE_PARTS[4:]))
    book = replace(book, back=tuple(p for p in book.back if p.name != "concordance"))
    manuscript, findings = whole(book, file("a", "See [](work:leaflet) and [](case:leaflet) [@sedgwick]."), known=known)
    assert findings == ()
    return manuscript, known


def test_everything_the_parts_point_at_is_there() -> None:
    manuscript, known = full_book()
    resolved, told = resolve(manuscript, known)
    assert [f.message for f in told.findings] == []
    assert "See Tract (†A2) and The case of leaflet." in [
        words for division in resolved.all_divisions() for words in words_of(division.blocks)
    ]


def test_every_anchor_is_the_only_one_of_its_name() -> None:
    manuscript, known = full_book()
    anchors = [anchor for anchor, _ in all_anchors(resolve(manuscript, known)[0])]
    assert len(anchors) == len(set(anchors)) > 60


def test_the_same_data_give_the_same_book() -> None:
    assert full_book()[0] == full_book()[0]


def test_parts_carry_their_matter() -> None:
    manuscript, _ = full_book()
    matters = [division.matter for division in manuscript.divisions]
    assert matters == sorted(matters, key=[Matter.FRONT, Matter.BODY, Matter.BACK].index)
    assert all(isinstance(division, Division) and division.place != HERE for division in manuscript.divisions[:4])
