"""The door from files to facts: the complete book is all there, and every fault of a record is told and survived."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import book, book_with
from serge_press.findings import Finding
from serge_press.model.attributions import Basis, Stance, Verdict, Weight
from serge_press.model.catalogue import Catalogue
from serge_press.model.events import Agreement, EventKind
from serge_press.model.isbn import is_isbn
from serge_press.model.plan import BookPlan
from serge_press.model.register import register
from serge_press.model.register.desk import script_of, sorted_by
from serge_press.model.register.slug import slug_from
from serge_press.model.works import PublicationRole, Relator, WorkId, WorkKind
from serge_press.press import prepare
from serge_press.reading.folder import MemoryFolder
from serge_press.reading.read import read
from telling import told

PLAN = 'title = "T"\nlanguage = "en"\nabout = "a"\n'
PEOPLE = "- {id: a, name: Ada Morwin}\n- {id: b, name: Bo}\n"
SOURCES = "- {id: s, kind: book, title: S, short: S}\n- {id: t-1, kind: web, title: T, short: T}\n"


def enter(files: dict[str, str]) -> tuple[BookPlan | None, Catalogue, list[Finding]]:
    reading, faults = read(MemoryFolder(files))
    plan, catalogue, more = register(reading)
    return plan, catalogue, [*faults, *more]


def small(works: str = "", plan: str = "", **kinds: str) -> tuple[BookPlan | None, Catalogue, list[Finding]]:
    files = {"book.toml": PLAN + plan, "catalogue/people.yaml": PEOPLE, "catalogue/sources.yaml": SOURCES}
    files["catalogue/works.yaml"] = works
    files |= {f"catalogue/{kind}.yaml": text for kind, text in kinds.items()}
    return enter(files)


@pytest.fixture(scope="module")
def complete() -> tuple[BookPlan, Catalogue]:
    reading, faults = read(book())
    plan, catalogue, more = register(reading)
    assert (*faults, *more) == ()
    assert plan is not None
    return plan, catalogue


# ------------------------------------------------------------------------------------------- the complete book


def test_the_plan(complete: tuple[BookPlan, Catalogue]) -> None:
    plan, _ = complete
    assert (plan.title, plan.slug, plan.about, plan.by) == (
        "Mirela Tandari", "mirela-tandari", "tandari", ("Edda Quist", "Jan Morwin"),
    )  # fmt: skip
    assert [part.name for part in plan.front][:4] == ["half-title", "title-page", "imprint", "front/dedication.md"]
    assert [(part.name, part.language, len(part.members)) for part in plan.body] == [
        ("A life", "", 2),
        ("Życie", "pl", 1),
    ]
    assert [section.letter for section in plan.sections] == ["A", "C", "D"]
    assert plan.compare == ("lenz-1958", "wolska-1947")
    assert plan.titles["bibliography"] == "What she wrote"
    assert [(e.name, e.kind, e.trim, e.notes, e.folios) for e in plan.editions] == [
        ("print", "print", (138.0, 216.0), "foot", ""),
        ("epub", "epub", (138.0, 216.0), "end", "print"),
    ]


def test_a_person(complete: tuple[BookPlan, Catalogue]) -> None:
    person = complete[1].people["tandari"]  # type: ignore[index]
    assert (person.name.display, person.name.sort, person.roles) == (
        "Mirela Tandari",
        "Tandari, Mirela",
        "compositor, poet",
    )
    assert [(form.display, form.script) for form in person.forms] == [
        ("Мирела Тандари", "Cyrl"),
        ("Mirela Tandariowa", "Latn"),
    ]
    torn, keeper = person.pseudonyms
    assert (torn.name.display, torn.sure, str(torn.used)) == ("M. Torn", True, "1911/1913")
    assert (keeper.name.sort, keeper.sure) == ("Lock-Keeper, A", False)
    assert dict(person.authorities) == {"viaf": "000000001", "wikidata": "Q00000001"}
    assert person.life is not None
    assert (person.life.line, person.life.indent) == (27, 4)


def test_a_person_in_a_file_of_their_own(complete: tuple[BookPlan, Catalogue]) -> None:
    person = complete[1].people["wolska"]  # type: ignore[index]
    assert person.life is not None
    assert person.life.file == "catalogue/people/wolska.md"
    assert person.life.text.strip().startswith("Translated Tandari")


def test_a_work(complete: tuple[BookPlan, Catalogue]) -> None:
    work = complete[1].works["tide-tables"]  # type: ignore[index]
    assert (work.title.text, work.title.also, work.kind, work.number, work.principal) == (
        "Tide Tables", ("The Tide Tables", "Tables of the Tide"), WorkKind.POETRY, "A1", True,
    )  # fmt: skip
    assert [(c.person, c.role, c.signed_as) for c in work.by] == [("tandari", Relator.AUTHOR, "M. Tandari")]
    assert [p.role for p in work.publications] == [
        PublicationRole.FIRST, PublicationRole.REPRINT, PublicationRole.TRANSLATION, PublicationRole.ONLINE,
    ]  # fmt: skip
    assert dict(work.publications[1].identifiers) == {"isbn": "978-0-00-000002-6", "oclc": "000001"}
    assert [(c.role, c.signed_as) for c in work.publications[2].by] == [
        (Relator.TRANSLATOR, None), (Relator.INTRODUCER, "H. W."),
    ]  # fmt: skip
    assert [(c.source, c.locator) for c in work.evidence] == [("lenz-1958", "p. 21"), ("harbour-archive", "")]
    assert work.rows == ("lenz-1958:1", "wolska-1947:1")


def test_signatures_known_unsigned_and_not_known(complete: tuple[BookPlan, Catalogue]) -> None:
    works = complete[1].works
    assert works["letters-from-the-lock"].by[0].signed_as == ""  # type: ignore[index]
    assert works["on-setting-type"].by[0].signed_as is None  # type: ignore[index]
    assert works["on-setting-type"].by[0].person == "tandari"  # type: ignore[index]


def test_a_case(complete: tuple[BookPlan, Catalogue]) -> None:
    case = complete[1].cases["ferrymen-leaflet"]  # type: ignore[index]
    assert (case.verdict, case.person, case.work) == (Verdict.REJECTED, "tandari", "ferrymen-leaflet")
    reports, claims = case.claims
    assert (reports.stance, reports.weight) == (Stance.REPORTS, Weight.NONE)
    assert (claims.candidate, claims.candidate_name) == (None, "Otto Brandt and two ferrymen")
    assert claims.basis == (Basis.SELF_TESTIMONY, Basis.ARCHIVE_DOCUMENT)
    assert complete[1].standing("ferrymen-leaflet") is Verdict.REJECTED  # type: ignore[arg-type]
    assert complete[1].cases["lock-letters"].history[0].verdict is Verdict.POSSIBLE  # type: ignore[index]


def test_events_places_and_accounts(complete: tuple[BookPlan, Catalogue]) -> None:
    catalogue = complete[1]
    assert [event.kind for event in catalogue.events][:4] == [
        EventKind.LIFE, EventKind.LIFE, EventKind.WORK, EventKind.WORLD,
    ]  # fmt: skip
    assert catalogue.events[4].where == ("orlenz", "sarnice")
    orlenz = catalogue.locations["orlenz"]  # type: ignore[index]
    assert (orlenz.latitude, dict(orlenz.names)["pl"]) == (54.25, "Orleniec")
    assert {point.agreement for point in catalogue.points} == set(Agreement)
    assert [saying.says is None for saying in catalogue.points[2].sayings] == [True, False]


# ------------------------------------------------------------------------------------------------------ faults


def test_a_record_without_a_required_field_is_left_out_and_the_rest_goes_on() -> None:
    _, catalogue, faults = small("- {id: x, kind: novel}\n- {id: y, title: Y, kind: novel, part_of: x}\n")
    assert told(faults) == ["1:8 R002 this work has no 'title'"]
    assert list(catalogue.works) == ["y"]
    assert catalogue.works["y"].part_of is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("works", "said"),
    [
        ("- {title: X, kind: novel}\n", "1:3 R002 this work has no 'id'"),
        ("- {id: x, title: X, kind: nvel}\n", "1:27 R005 kind: 'nvel' is none of the words known here"),
        ("- {id: x, title: X, kind: novel, by: [{role: editor}]}\n", "1:39 R002 this contribution has no 'person'"),
        ("- {id: x, title: X, kind: novel, by: [{person: c}]}\n", "1:48 R010 person: there is no person 'c'"),
        ("- {id: x, title: X, kind: novel, part_of: z}\n", "1:43 R010 part_of: there is no work 'z'"),
        ("- {id: x, title: X, kind: novel, evidence: [u]}\n", "1:45 R010 evidence: there is no source 'u'"),
        ("- {id: x, title: X, kind: novel, evidence: [S p 3]}\n",
         "1:45 R009 evidence: 'S p 3' does not begin with the id of a source"),
        ("- {id: x, title: X, kind: novel, rows: [s]}\n", "1:41 R009 rows: 's' is no catalogue-id:row"),
        ("- {id: x, title: X, kind: novel, rows: ['u:3']}\n", "1:42 R010 rows: there is no source 'u'"),
        (
            "- {id: x, title: X, kind: novel, published: [{isbn: 123}]}\n",
            "1:53 R013 '123' is no ISBN: it has 3 digits, not 13 or 10",
        ),
        ("- {id: x, title: X, kind: novel, published: [{cty: P}]}\n", "1:47 R001 a publication has no field 'cty'"),
        ("- {id: x, title: X, kind: novel, part_of: x}\n", "1:43 C001 works are parts of each other: x → x"),
        ("x: y\n", "1:1 R003 catalogue/works.yaml is no list of records"),
        ("- x\n", "1:3 R003 a record with its fields is wanted here"),
    ],
)  # fmt: skip
def test_faults_of_a_work(works: str, said: str) -> None:
    assert told(small(works)[2]) == [said]


def test_a_reference_to_nothing_names_the_nearest_and_where_it_is() -> None:
    _, _, faults = small("- {id: letters, title: X, kind: novel}\n- {id: y, title: Y, kind: novel, part_of: leters}\n")
    assert faults[0].mend == "did you mean 'letters'?"
    assert [(str(place), words) for place, words in faults[0].also] == [
        ("catalogue/works.yaml:1:8", "'letters' is defined here")
    ]


def test_the_same_id_twice_is_told_with_both_places() -> None:
    _, catalogue, faults = small("- {id: x, title: X, kind: novel}\n- {id: x, title: Y, kind: novel}\n")
    assert told(faults) == ["2:8 R008 two works have the id 'x'"]
    assert str(faults[0].also[0][0]) == "catalogue/works.yaml:1:8"
    assert catalogue.works["x"].title.text == "X"  # type: ignore[index]


def test_one_id_may_stand_in_two_kinds() -> None:
    assert small("- {id: a, title: X, kind: novel}\n")[2] == []


def test_a_ring_of_parts_is_shown_once() -> None:
    ring = "".join(f"- {{id: w{n}, title: X, kind: novel, part_of: w{(n + 1) % 3}}}\n" for n in range(3))
    _, catalogue, faults = small(ring + "- {id: v, title: V, kind: novel, part_of: w0}\n")
    assert told(faults) == ["1:44 C001 works are parts of each other: w0 → w1 → w2 → w0"]
    assert len(faults[0].also) == 2
    assert catalogue.works["v"].part_of == "w0"  # type: ignore[index]
    assert catalogue.works["w1"].part_of is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("cases", "- {id: c, title: C, question: Q, verdict: maybe, finding: F}\n",
         "1:43 R005 verdict: 'maybe' is none of the words known here"),
        ("cases", "- {id: c, title: C, question: Q, verdict: possible, finding: F, work: w}\n",
         "1:71 R010 work: there is no work 'w'"),
        ("cases", "- {id: c, title: C, question: Q, verdict: possible, finding: F, claims: [{by: B, stance: doubts, summary: S}]}"
         "\n", "1:74 R002 this claim has no 'source'"),
        ("events", "- {id: e, what: W}\n", "1:8 R002 this event has no 'when'"),
        ("events", "- {id: e, when: 1911, what: W, where: [p]}\n", "1:40 R010 where: there is no place 'p'"),
        ("places", "- {id: p, name: P, latitude: 99}\n", "1:30 R007 latitude: '99' is no number from -90 to 90"),
        ("accounts", "- {id: x, question: Q, topic: T, agreement: agree, finding: F}\n",
         "1:8 R002 this account has no 'says'"),
    ],
)  # fmt: skip
def test_faults_of_other_kinds(kind: str, text: str, said: str) -> None:
    assert told(small(**{kind: text})[2]) == [said]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ('[contents]\nback = ["chronologie"]\n', "5:9 R020 the press makes no part 'chronologie'"),
        ('[contents]\nfront = ["front/a.md"]\n', "5:10 F008 there is no file 'front/a.md'"),
        ('[contents]\nfront = ["../a.md"]\n',
         "5:10 F007 the path has steps such as '..', which may lead out of the book folder"),
        ('[contents]\nfront = ["/etc/passwd"]\n', "5:10 F007 the path does not begin in the book folder"),
        ('[contents]\nfront = ["book.toml"]\n', "5:10 R020 'book.toml' is no prose file"),
        ('[contents]\nback = ["notes", "notes"]\n', "5:18 R021 'notes' stands twice in the book"),
        ('[contents]\nfront = [{ part = "P", of = ["notes"] }]\n', "5:10 R020 parts with members stand in body"),
        ("[contents]\nbody = [[1]]\n", "5:9 R020 a name or path is wanted"),
        ("[contents]\nbdy = []\n", "5:1 R001 a table of contents has no field 'bdy'"),
        ('slug = "No Slug"\n', "4:8 R023 'No Slug' cannot name the output"),
        ('house = "../x"\n', "4:9 R004 '../x' cannot be the name of a house style"),
        ('[titles]\nbibliografy = "B"\n', "5:1 R027 the press makes no part 'bibliografy'"),
        ('[edition.p]\nkind = "pdf"\n', "5:8 R005 kind: 'pdf' is none of the words known here"),
        ("[edition.p]\n", "4:1 R002 this edition has no 'kind'"),
        ('[edition.p]\nkind = "print"\ntrim = "octavo"\n', "6:8 R022 'octavo' is no trim size from 50 to 600 mm"),
        ('[edition.p]\nkind = "print"\ntrim = "1mm x 2mm"\n', "6:8 R022 '1mm x 2mm' is no trim size from 50 to 600 mm"),
        ('[edition.p]\nkind = "epub"\nfolios = "q"\n', "6:10 R024 there is no print edition 'q'"),
        ('[[allow]]\nrule = "C999"\nwhere = "x"\nreason = "y"\n', "5:8 R025 there is no rule 'C999'"),
        ('[[allow]]\nrule = "C012"\nwhere = "x"\n', "4:1 R002 this allowance has no 'reason'"),
        ('[bibliography]\nsections = [{ letter = "a", title = "T", kinds = ["novel"] }]\n',
         "5:24 R026 'a' cannot be the letter of a section"),
        ('[concordance]\ncompare = ["u"]\n', "5:12 R010 compare: there is no source 'u'"),
        ('subtitel = "x"\n', "4:1 R001 a book has no field 'subtitel'"),
    ],
)  # fmt: skip
def test_faults_of_the_plan(plan: str, said: str) -> None:
    faults = small(plan=plan)[2]
    assert [one for one in told(faults) if one.split(" ", 1)[1][:4] == said.split(" ", 1)[1][:4]] == [said]
    assert len(faults) <= 2


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({"works": "- {id: w, title: W, kind: novel, by: [{person: \"\", role: author}]}\n"}, "R002 'person'"),
        ({"works": "- {id: w, title: W, kind: novel, by: [{role: author}]}\n"}, "R002 this contribution"),
        ({"accounts": "- {id: p, question: Q, topic: T, finding: F, agreement: differ, says: [{source: \"\", says: x}]}\n"},
         "R002 'source'"),
        ({"cases": "- {id: c, title: C, question: Q, verdict: doubtful, finding: F, "
          "history: [{verdict: doubtful, decided: \"\", decided_by: E}]}\n"}, "R002 'decided'"),
        ({"people": "- {id: a, name: A, script: Latin}\n"}, "R005 script: 'Latin'"),
    ],
)  # fmt: skip
def test_a_reference_with_nothing_in_it_is_no_way_to_lose_what_stands_beside_it(
    kinds: dict[str, str], said: str
) -> None:
    files = {"book.toml": PLAN, "catalogue/people.yaml": PEOPLE, "catalogue/sources.yaml": SOURCES}
    files |= {f"catalogue/{kind}.yaml": text for kind, text in kinds.items()}
    assert [one for one in told(enter(files)[2]) if said in one]


@pytest.mark.parametrize("language", ['""', '"  "'])
def test_a_language_that_is_empty_is_no_language(language: str) -> None:
    assert told(enter({"book.toml": f'title = "T"\nlanguage = {language}\n'})[2]) == [
        "2:1 R002 'language' of this book is empty"
    ]


def test_spaces_round_a_path_of_the_contents_lose_no_chapter() -> None:
    proof = prepare(book_with({"book.toml": book_plan().replace('"front/preface.md"', '" front/preface.md "')}))
    assert proof.manuscript is not None
    assert "preface" in [division.anchor for division in proof.manuscript.all_divisions()]


def book_plan() -> str:
    return book().read_bytes("book.toml").decode()


@pytest.mark.parametrize("pages", ["4.7", "15.5"])
def test_a_signature_has_whole_pages(pages: str) -> None:
    faults = small(plan=f'[edition.p]\nkind = "booklet"\nsignature = {pages}\n')[2]
    assert told(faults) == [f"6:13 R007 signature: {pages} is no whole number"]


def test_what_is_allowed_of_a_printers_preflight_is_missed_by_no_run_without_one() -> None:
    allowed = '[[allow]]\nrule = "Q020"\nwhere = "t-kdp-paperback.pdf"\nreason = "wanted so"\n'
    assert [
        one.rule for one in prepare(MemoryFolder({"book.toml": PLAN.replace("about", "by") + allowed})).findings
    ] == []


def test_a_book_without_title_is_no_book() -> None:
    plan, _, faults = enter({"book.toml": 'language = "en"\n'})
    assert plan is None
    assert [one.rule for one in faults] == ["R002"]
    assert enter({})[0] is None
    assert [one.rule for one in enter({})[2]] == ["F012"]


@pytest.mark.parametrize(
    ("words", "millimetres"),
    [
        ("138mm x 216mm", (138.0, 216.0)),
        ("13.8cm × 21.6cm", (138.0, 216.0)),
        ("6 x 9 in", (152.4, 228.6)),
        ("5.5in x 8.5in", (139.7, 215.9)),
        ("396pt x 612pt", (139.7, 215.9)),
    ],
)
def test_trim_sizes(words: str, millimetres: tuple[float, float]) -> None:
    plan, _, faults = small(plan=f'[edition.p]\nkind = "print"\ntrim = "{words}"\n')
    assert faults == []
    assert plan is not None
    assert plan.editions[0].trim == millimetres


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Victor Serge", "victor-serge"), ("Życie Łukasza", "zycie-lukasza"), ("Œuvres – I", "oeuvres-i"),
     ("Щи & Ёж: Книга", "shchi-yozh-kniga"),
     ("Їжак", "yizhak"), ("書", "book"), ("İstanbul", "istanbul"),
     ("a" * 90, "a" * 60)],
)  # fmt: skip
def test_a_slug_is_made_from_the_title(title: str, slug: str) -> None:
    assert slug_from(title) == slug


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Ada Morwin", "Morwin, Ada"),
        ("Platon", "Platon"),
        ("Ada van Morwin", "Ada van Morwin"),
        ("The Lame Devil", "Lame Devil, The"),
    ],
)
def test_names_are_sorted_by_family_name_where_it_is_plain(name: str, sort: str) -> None:
    assert sorted_by(name) == sort


def test_scripts_are_known_by_the_first_letter() -> None:
    assert [script_of(name) for name in ("Serge", "Серж", "Σερζ", "סרז'", "12")] == [
        "Latn",
        "Cyrl",
        "Grek",
        "Hebr",
        "Latn",
    ]


@pytest.mark.parametrize(
    ("isbn", "good"),
    [
        ("978-0-306-40615-7", True),
        ("9780306406158", False),
        ("0-306-40615-2", True),
        ("0-8044-2957-X", True),
        ("٩٧٨", False),
        ("٠٣٠٦٤٠٦١٥٢", False),
        ("4006381333931", False),  # a number of the trade, and no book's
        ("978‐0‐306‐40615‐7", True),  # with the hyphens that typesetters use
    ],
)
def test_isbn_check_digits(isbn: str, good: bool) -> None:
    assert is_isbn(isbn) is good


def test_thousands_of_wrong_references_are_told_in_good_time() -> None:
    works = "".join(f"- {{id: work-{n}, title: W, kind: novel, part_of: wrk-{n}}}\n" for n in range(4000))
    begun = time.process_time()
    _, _, faults = small(works)
    assert len(faults) == 4000
    assert time.process_time() - begun < 10


def test_a_file_that_is_no_catalogue_does_not_fill_the_memory_with_findings() -> None:
    _, _, faults = small("- {}\n" * 30_000)
    assert len(faults) <= 10_010
    assert faults[-1].rule == "F016"
    assert len(small("- x\n" * 30_000)[2]) <= 10_010


LINES = [line for file in ("works", "events", "accounts", "sources", "people", "places") for line in (
    book().read_text(f"catalogue/{file}.yaml")[0] or "").splitlines()]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["works", "events", "accounts", "sources", "people", "places"]),
    st.lists(st.sampled_from(LINES), max_size=25),
)
def test_any_shuffled_lines_give_facts_and_findings(kind: str, lines: list[str]) -> None:
    reading, _ = read(book_with({f"catalogue/{kind}.yaml": "\n".join(lines)}))
    plan, catalogue, _ = register(reading)
    assert plan is not None
    for work in catalogue.works.values():
        assert work.part_of is None or work.part_of in catalogue.works
        assert all(one.person in catalogue.people for one in work.by)


@pytest.mark.parametrize("step", [-1, 1])
def test_parts_of_parts_end_somewhere(step: int) -> None:
    works = "".join(f"- {{id: w{n}, title: W, kind: novel, part_of: w{n + step}}}\n" for n in range(1, 3000))
    begun = time.process_time()
    _, catalogue, faults = small(works + f"- {{id: w{0 if step < 0 else 3000}, title: W, kind: novel}}\n")
    assert time.process_time() - begun < 10
    assert {one.message for one in faults} == {"part_of: works stand more than 20 deep inside each other"}
    assert all(works.split("\n")[one.place.line - 1][one.place.column - 1 :].startswith("w") for one in faults)
    assert max(_depth(catalogue, work.id) for work in catalogue.works.values()) == 20
    assert len(catalogue.works) == 3000


def _depth(catalogue: Catalogue, own: WorkId) -> int:
    whole = catalogue.works[own].part_of
    return 0 if whole is None else 1 + _depth(catalogue, whole)


def test_what_is_missed_in_a_catalogue_with_faults_wears_no_allowance_out() -> None:
    allowed = '[[allow]]\nrule = "C025"\nwhere = "catalogue/works.yaml:1"\nreason = "it is so"\n'
    files = {"book.toml": 'title = "T"\nlanguage = "en"\n' + allowed}
    files["catalogue/works.yaml"] = "- {id: w, title: W, kind: novel, when: 1900}\n"
    assert [one.rule for one in prepare(MemoryFolder(files)).findings] == []
    files["catalogue/works.yaml"] += "- {id: v, title: V}\n"
    assert [one.rule for one in prepare(MemoryFolder(files)).findings] == ["R002"]
