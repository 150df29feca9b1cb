"""Binding, evidence, notes: what the resolver makes of a small book."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import books
from serge_press import press
from serge_press.findings import Finding, Place
from serge_press.manuscript.anchors import anchor_for
from serge_press.manuscript.compose import compose
from serge_press.manuscript.nodes import Anchor, CitationRef, Group, GroupStyle, Paragraph, Reference, Text
from serge_press.manuscript.outline import inline_words
from serge_press.manuscript.parts import Division, Manuscript, Matter, Role
from serge_press.manuscript.references import Resolved, resolve
from serge_press.manuscript.tree import all_anchors, every_inline, every_leaf, plain_words
from serge_press.model.attributions import Case, CaseId, Verdict
from serge_press.model.catalogue import Catalogue
from serge_press.model.events import Location, LocationId
from serge_press.model.people import Name, Person, PersonId
from serge_press.model.plan import BookPlan
from serge_press.model.sources import Source, SourceId, SourceKind
from serge_press.model.works import Title, Work, WorkId, WorkKind
from serge_press.reading.prose_text import ProseText

HERE = Place("catalogue/records.yaml", 4, 1)


def source(name: str, short: str) -> Source:
    return Source(SourceId(name), SourceKind.BOOK, short, short, HERE)


def catalogue() -> Catalogue:
    """Two works, a person, a case, a place, three sources."""
    works = (
        Work(WorkId("letters"), Title("Lettres de Bruxelles", "fr"), WorkKind.ARTICLE, HERE, "C4"),
        Work(WorkId("prison"), Title("Men in Prison", "en"), WorkKind.NOVEL, HERE, "A1"),
        Work(WorkId("note"), Title("Note on type", "en", supplied=True), WorkKind.NOVEL, HERE, "A9"),
    )
    return Catalogue(
        people={PersonId("serge"): Person(PersonId("serge"), Name("Victor Serge", "Serge, Victor"), HERE)},
        sources={
            one.id: one
            for one in (
                source("police", "Police file"),
                source("riere", "Rière 1976"),
                source("sedgwick", "Sedgwick 1963"),
            )
        },
        works={work.id: work for work in works},
        cases={
            CaseId("leaflet"): Case(
                CaseId("leaflet"), "The leaflet", "His?", Verdict.DOUBTFUL, None, "", HERE, WorkId("note")
            )
        },
        locations={LocationId("paris"): Location(LocationId("paris"), "Paris", HERE, {"pl": "Paryż"})},
    )


LETTERS = "<quoted-title fr>Lettres de Bruxelles</quoted-title>"
ALL_PARTS = ("work-letters", "work-prison",
    "work-note", "person-serge", "case-leaflet", "place-paris", "source-police", "source-riere",
             "source-sedgwick")  # fmt: skip


@dataclass
class Book:
    """A book made from chapters of Markdown and an apparatus of empty entries."""

    texts: dict[str, str]
    parts: tuple[str, ...] = ALL_PARTS
    language: str = "en-GB"
    role: Role = Role.CHAPTER
    evidence: bool = False
    composed: list[Finding] = field(default_factory=list)

    def resolve(self) -> tuple[Manuscript, Resolved]:
        divisions = []
        for number, (name, text) in enumerate(self.texts.items(), 1):
            made, found = compose(ProseText(text, f"{name}.md"), language=self.language, prefix=name)
            self.composed += found
            title = (Text(name.title()),)
            divisions.append(
                Division(
                    Anchor(name),
                    self.role,
                    Matter.BODY,
                    title,
                    made.blocks,
                    Place(f"{name}.md", 1),
                    str(number),
                    notes=made.notes,
                    evidence=self.evidence,
                )
            )
        entries = tuple(Group(Anchor(part), GroupStyle.ENTRY, (), HERE) for part in self.parts)
        back = Division(Anchor("back"), Role.BIBLIOGRAPHY, Matter.BACK, (Text("Back"),), entries, HERE)
        return resolve(Manuscript(BookPlan("T", self.language, "t", HERE), (*divisions, back)), catalogue())


def first(text: str, language: str = "en-GB", role: Role = Role.CHAPTER, parts: tuple[str, ...] = ALL_PARTS) -> str:
    """The first paragraph of a chapter that holds this text, as outline."""
    manuscript, _ = Book({"exile": text, "return": ""}, parts, language, role).resolve()
    return inline_words(next(iter(every_leaf(manuscript.divisions[0].blocks))).inlines)


def notes(text: str, language: str = "en-GB") -> list[str]:
    """The notes of that chapter, as plain words."""
    manuscript, _ = Book({"exile": text}, language=language).resolve()
    return [
        f"{n.number} " + " / ".join(plain_words(p.inlines) for p in n.paragraphs) for n in manuscript.divisions[0].notes
    ]


def found(text: str, parts: tuple[str, ...] = ALL_PARTS) -> list[tuple[str, str, str]]:
    """Rule, message and mend of all that the resolver found."""
    _, resolved = Book({"exile": text, "return": ""}, parts).resolve()
    return [(one.rule, one.message, one.mend) for one in resolved.findings]


# ------------------------------------------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("[](work:prison)", "<work prison -> work-prison, page><title>Men in Prison</title>\u00a0(A1)</work>"),
        ("[](work:letters)", f"<work letters -> work-letters, page>{LETTERS}\u00a0(C4)</work>"),
        ("[](work:note)", "<work note -> work-note, page>[Note on type]\u00a0(†A9)</work>"),
        ("[](person:serge)", "<person serge -> person-serge, page>Victor Serge</person>"),
        ("[](case:leaflet)", "<case leaflet -> case-leaflet, page>The leaflet</case>"),
        ("[](place:paris)", "<place paris -> place-paris, page>Paris</place>"),
        ("[](source:riere)", "<source riere -> source-riere, page>Rière 1976</source>"),
        ("[](chapter:return)", "<chapter return -> return, page>chapter\u00a02</chapter>"),
        ("[there](chapter:return)", "<chapter return -> return>there</chapter>"),
        ("[*his* letters](work:letters)", "<work letters -> work-letters>*his* letters</work>"),
        ("[x](#trial)\n\n## The trial {#trial}", "<anchor trial -> trial>x</anchor>"),
        ("[](#the-trial)\n\n## The *trial*", "<anchor the-trial -> exile-the-trial, page>The *trial*</anchor>"),
        ("[](plate:lock)\n\n![A lock](plates/lock.png \"The lock\")", "<plate lock -> exile-f1, page>The lock</plate>"),
        (
            "[](plate:plates/lock.png)\n\n![A lock](plates/lock.png \"The lock\")",
            "<plate plates/lock.png -> exile-f1, page>The lock</plate>",
        ),
    ],
)  # fmt: skip
def test_the_press_writes_and_binds_references(written: str, printed: str) -> None:
    assert first(written) == printed


def test_words_are_written_in_the_language_of_the_passage() -> None:
    assert first("[](chapter:return)", "pl") == "<chapter return -> return, page>rozdział\u00a02</chapter>"
    manuscript, _ = Book({"exile": "::: {lang=pl}\n[](place:paris)\n:::"}).resolve()
    assert plain_words(next(iter(every_leaf(manuscript.divisions[0].blocks))).inlines) == "Paryż"


def test_a_near_name_is_offered_with_its_place() -> None:
    _, resolved = Book({"exile": "[x](work:leters)"}).resolve()
    (one,) = resolved.findings
    assert (one.rule, one.message, one.mend) == ("X001", "there is no work 'leters'", "did you mean 'letters'?")
    assert [place for place, _ in one.also] == [HERE]
    assert str(one.place) == "exile.md:1:1"


@pytest.mark.parametrize("scheme", ["work", "person", "case", "chapter", "place", "source", "plate"])
def test_a_dangling_reference_keeps_its_words(scheme: str) -> None:
    assert first(f"He saw [it]({scheme}:qqqqq).") == "He saw it."
    assert [rule for rule, _, _ in found(f"[it]({scheme}:qqqqq)")] == ["X001"]


def test_a_dangling_anchor_is_told() -> None:
    assert [rule for rule, _, _ in found("[it](#nowhere)")] == ["X001"]


def test_a_part_the_book_lacks_leaves_plain_words_and_one_warning() -> None:
    text = "[One](work:letters) and [two](work:prison) and [him](person:serge)."
    assert first(text, parts=("person-serge",)) == "One and two and <person serge -> person-serge>him</person>."
    assert [(rule, "2 references" in said) for rule, said, _ in found(text, ("person-serge",))] == [("X005", True)]


def test_words_of_the_press_need_a_page_to_name() -> None:
    assert [rule for rule, _, _ in found("[](work:letters)", ())] == ["X007", "X005"]


def test_one_anchor_twice_in_the_book() -> None:
    _, resolved = Book({"exile": "## A {#trial}", "return": "## B {#trial}"}).resolve()
    assert [(one.rule, str(one.place)) for one in resolved.findings] == [("X006", "return.md:1:4")]


# --------------------------------------------------------------------------------------------------- the evidence


def test_evidence_in_an_aside_is_set_in_brackets() -> None:
    text = "::: aside\nThe block is by another hand [@police, f. 12].\n:::"
    assert first(text).startswith("The block is by another hand (")
    assert notes(text) == []
    assert [rule for rule, _, _ in found("::: aside\nSo it was.[^a]\n:::\n\n[^a]: Or not.")] == ["N009"]


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en-GB", "He came [@police, f. 12].", "He came.{note 1}"),
        ("en-GB", "He came[@police], and left.", "He came,{note 1} and left."),
        ("en-GB", "He came. [@police] He left.", "He came.{note 1} He left."),
        ("en-GB", "\"He came [@police].\"", "‘He came.’{note 1}"),
        ("en-GB", "\"He came\" [@police]: so", "‘He came’:{note 1} so"),
        ("en-GB", "He came [@police][@riere].", "He came.{note 1}"),
        ("en-GB", "He came [@police] [@riere].", "He came.{note 1}"),
        ("en-GB", "He came [@police].[^a]\n\n[^a]: So.", "He came.{note 1}{note 2}"),
        ("en-GB", "*He came [@police].*", "*He came.{note 1}*"),
        ("en-GB", "He [@police] came [@riere].", "He{note 1} came.{note 2}"),
        ("pl", "Przybył [@police].", "Przybył{note 1}."),
        ("pl", "Przybył [@police].[^a] Potem\n\n[^a]: So.", "Przybył{note 1}{note 2}. Potem"),
        ("pl", "Przybył [@police]?", "Przybył?{note 1}"),
        ("ru", "Он приехал [@police], но", "Он приехал{note 1}, но"),
        ("fr", "Il arriva [@police].", "Il arriva{note 1}."),
    ],
)  # fmt: skip
def test_evidence_becomes_a_call_where_the_language_wants_it(language: str, written: str, printed: str) -> None:
    assert first(written, language) == printed


def test_a_note_of_evidence_says_the_short_forms() -> None:
    assert notes("A [@police, f. 12; see also @riere, pp. 3--4]. B [see @sedgwick]. C [@riere, ch. 2 ff.]") == [
        "1 Police file, f.\u00a012; see also Rière 1976, pp.\u00a03–4.",
        "2 See Sedgwick 1963.",
        "3 Rière 1976, ch.\u00a02 ff.",
    ]


def test_short_forms_lead_to_their_sources() -> None:
    manuscript, resolved = Book({"exile": "A [@police; @riere]."}).resolve()
    (note,) = manuscript.divisions[0].notes
    links = [one.target for one in every_inline(note.paragraphs[0].inlines) if isinstance(one, Reference)]
    assert links == ["source-police", "source-riere"]
    assert resolved.used_sources == {"police", "riere"}


def test_in_notes_tables_and_definitions_evidence_stands_in_brackets() -> None:
    assert notes("He left.[^a]\n\n[^a]: In May [@riere, p. 2].") == ["1 In May (Rière 1976, p.\u00a02)."]
    assert notes("He left.[^a]\n\n[^a]: [@riere, p. 2].") == ["1 Rière 1976, p.\u00a02."]
    manuscript, _ = Book(
        {"exile": "| a |\n|---|\n| b [@riere] |\n\nTerm\n: what [@police]\n\n## Head [@riere]"}
    ).resolve()
    words = [plain_words(leaf.inlines) for leaf in every_leaf(manuscript.divisions[0].blocks)]
    assert words == ["a", "b (Rière 1976)", "Term", "what (Police file)", "Head (Rière 1976)"]
    assert manuscript.divisions[0].notes == ()


def test_in_made_parts_evidence_stands_in_brackets() -> None:
    expected = "He came (<source riere -> source-riere>Rière 1976</source>)."
    assert first("He came [@riere].", role=Role.BIBLIOGRAPHY) == expected


def test_quotations_lists_and_passages_run_on() -> None:
    text = (
        "> He came [@riere].\n\n- one [@police]\n\n::: {lang=pl}\nPan [@riere].\n:::\n\n::: verse\nA line [@riere]\n:::"
    )
    manuscript, _ = Book({"exile": text}).resolve()
    words = [inline_words(leaf.inlines) for leaf in every_leaf(manuscript.divisions[0].blocks)]
    assert words == ["He came.{note 1}", "one{note 2}", "Pan{note 3}.", "A line{note 4}"]
    assert [n.paragraphs[0].language for n in manuscript.divisions[0].notes] == ["", "", "pl", ""]


def test_an_unknown_source_is_told_once_for_each_place() -> None:
    assert [rule for rule, _, _ in found("A [@polise]. B [@polise].")] == ["X001", "X001"]
    assert found("A [@polise].")[0][2] == "did you mean 'police'?"


# ------------------------------------------------------------------------------------------------------ the notes


def test_notes_are_numbered_by_their_calls_in_each_chapter() -> None:
    text = "One [@riere]. Two.[^b] Three.[^a]\n\n[^a]: A.\n\n[^b]: B.\n\n    More."
    manuscript, _ = Book({"exile": text, "return": "Four [@riere]."}).resolve()
    exile, back = manuscript.divisions[0], manuscript.divisions[1]
    assert notes(text) == ["1 Rière 1976.", "2 B. / More.", "3 A."]
    assert [(n.anchor, n.call) for n in exile.notes] == [
        ("exile-n1", "exile-c1"),
        ("exile-n2", "exile-c2"),
        ("exile-n3", "exile-c3"),
    ]
    assert [p.anchor for p in exile.notes[1].paragraphs] == ["exile-n2-p1", "exile-n2-p2"]
    assert [(n.anchor, n.number) for n in back.notes] == [("return-n1", 1)]


def test_a_call_where_no_note_can_stand() -> None:
    assert [rule for rule, _, _ in found("## Head[^a]\n\n[^a]: So.")] == ["N009"]


def test_chapters_of_a_part_are_resolved_too() -> None:
    composed, _ = compose(ProseText('A [@riere].[]{.index term="B"}', "a.md"), language="en-GB", prefix="exile")
    chapter = Division(Anchor("exile"), Role.CHAPTER, Matter.BODY, (), composed.blocks, HERE, notes=composed.notes)
    part = Division(Anchor("part-1"), Role.PART, Matter.BODY, (Text("Part"),), (), HERE, children=(chapter,))
    manuscript, _ = resolve(Manuscript(BookPlan("T", "en-GB", "t", HERE), (part,)), catalogue())
    made = manuscript.divisions[0].children[0]
    assert [note.number for note in made.notes] == [1]
    assert "IndexMark(term='B'" in str(made.blocks)


# --------------------------------------------------------------------------------------------------- the promises


def test_paragraphs_that_must_cite() -> None:
    text = "Cited [@riere].\n\nBy note.[^a]\n\nBare note.[^b]\n\nBare.\n\n> Quoted.\n>\n> — Him\n\n[^a]: So [@riere].\n\n[^b]: So."  # noqa: E501
    _, resolved = Book({"exile": text}, evidence=True).resolve()
    assert [(one.rule, one.place.line) for one in resolved.findings] == [("M023", 5), ("M023", 7), ("M023", 9)]
    assert Book({"exile": text}).resolve()[1].findings == ()


def test_nothing_is_left_unresolved() -> None:
    text = "A [@riere; @nowhere].[^a] [x](work:none) [](chapter:return) *b [@police]*\n\n## H [@riere]\n\n[^a]: N [@police]."
    manuscript, _ = Book({"exile": text, "return": "> Q [@riere]"}).resolve()
    anchors = {anchor for anchor, _ in all_anchors(manuscript)}
    for division in manuscript.all_divisions():
        paragraphs: list[Paragraph] = [p for note in division.notes for p in note.paragraphs]
        for leaf in (*every_leaf(division.blocks), *paragraphs):
            for inline in every_inline(leaf.inlines):
                assert not isinstance(inline, CitationRef)
                if isinstance(inline, Reference):
                    assert inline.target in anchors
                    assert plain_words(inline.inlines)


def test_resolving_twice_changes_nothing() -> None:
    manuscript, _ = Book({"exile": "A [@riere] [](work:prison)."}).resolve()
    again, resolved = resolve(manuscript, catalogue())
    assert again.divisions == manuscript.divisions
    assert resolved.findings == ()


def test_anchors_are_made_in_one_way() -> None:
    assert anchor_for("work", "prison") == "work-prison"
    assert anchor_for("chapter", "exile") == "exile"
    assert anchor_for("chapter", "1911-brussels") == "d-1911-brussels"


def test_a_note_names_a_source_in_the_language_of_its_passage() -> None:
    folder = books.book_with(
        {
            "catalogue/sources/more.yaml": (
                "- id: paper\n  kind: newspaper\n  title: Kurier\n  short: Polish Courier\n  shorts: {pl: Kurier polski}\n"
            ),
            "lives/pl/1-port.md": "---\nid: port\ntitle: Port\n---\n\nByło tak [@paper, s. 2].\n",
            "lives/en/2-lock.md": "---\nid: lock\ntitle: The Lock\n---\n\nSo it was [@paper, p. 2].\n",
        }
    )
    manuscript = press.prepare(folder).manuscript
    assert manuscript is not None
    notes = {d.anchor: plain_words(d.notes[0].paragraphs[0].inlines) for d in manuscript.all_divisions() if d.notes}
    assert notes[Anchor("port")] == "Kurier polski, s.\u00a02."
    assert notes[Anchor("lock")] == "Polish Courier, p.\u00a02."


def test_the_title_of_a_chapter_is_repeated_without_its_links_and_evidence() -> None:
    title = "On [Tide](work:tide-tables) [@lenz-1958, p. 3] and [ink]{.index term=Ink}"
    preface = "See [](chapter:appendix-copy), [](#appendix-copy) and [](#preface-trial-of-1911).\n\n"
    preface += "## Trial [@lenz-1958] of *1911*\n"
    files = {
        "back/appendix.md": f'---\nid: appendix-copy\nrole: appendix\ntitle: "{title}"\n---\n\nA.\n',
        "front/preface.md": f"---\nid: preface\ntitle: Preface\nrole: preface\n---\n\n{preface}",
    }
    proof = press.prepare(books.book_with(files))
    assert proof.manuscript is not None
    division = next(one for one in proof.manuscript.all_divisions() if one.anchor == "preface")
    leaf = next(iter(every_leaf(division.blocks)))
    assert plain_words(leaf.inlines) == "See On Tide and ink, On Tide and ink and Trial of 1911."
    assert not [one for one in every_inline(leaf.inlines) if isinstance(one, CitationRef)]
