"""A book laid out section by section is the book laid out in one run, and what is laid out once stays laid out."""

from __future__ import annotations

import os
import re
import time
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import book
from makers import call, division, figure, fresh, manuscript, note, paragraph, runs
from pdf_facts import PdfFacts, pdf_facts
from printed_samples import chapter, sample
from sample_order import house, order
from serge_press.editions.leaves import holdings
from serge_press.editions.one_run import lay_out_in_one_run
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.print_edition import bring_out_print
from serge_press.editions.sections import workers
from serge_press.editions.sections.book import can_lay_out, lay_out_book, setting_of
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.neutral import is_neutral
from serge_press.editions.sections.request import Picture, SectionRequest
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.editions.unfinished import Unfinished
from serge_press.findings import Place
from serge_press.manuscript.nodes import Anchor, PageNumber, Reference
from serge_press.press import prepare
from serge_press.rendering.house_style import House
from shelves import DictShelves

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.laid_book import LaidBook
    from serge_press.manuscript.parts import Manuscript


def in_sections(asked: Order) -> LaidBook:
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    return lay_out_book(asked, geometry, holdings(asked.manuscript))


def in_one_run(asked: Order) -> LaidBook:
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    return lay_out_in_one_run(asked, geometry, holdings(asked.manuscript))


def styled(asked: Order, sheet: str) -> Order:
    """The order with one more print sheet."""
    base = house()
    own = House("house", {"print": (*base.sheets("print"), ("extra.css", sheet))}, base.fonts, base._templates)
    return replace(asked, house=own)


@cache
def sampled(standard: str = "") -> LaidBook:
    return in_sections(order(sample(), standard=standard))


# ------------------------------------------------------------------------------------------------- equal to one run


def assert_same_book(one: LaidBook, other: LaidBook) -> None:
    assert [page.label for page in one.folios.pages] == [page.label for page in other.folios.pages]
    assert one.folios == other.folios
    assert one.note_letters == other.note_letters
    # Side is the one thing a section does not know, and no fact about a page depends on it.
    assert one.pages == other.pages
    some = tuple(range(0, len(one.pages), 3))
    first, second = pdf_facts(one.data, some), pdf_facts(other.data, some)
    for name in (field.name for field in fields(PdfFacts)):
        mine, theirs = getattr(first, name), getattr(second, name)
        if name == "letters":
            for page, (here, there) in enumerate(zip(mine, theirs, strict=True)):
                flat = [[x for box in boxes for x in box] for boxes in (here, there)]
                assert flat[0] == pytest.approx(flat[1], abs=0.2), f"letters of page {page}"
        elif name in ("targets", "links", "outline"):
            assert _loosely(mine) == _loosely(theirs), name
        else:
            assert mine == theirs, name


def _loosely(value: object) -> object:
    """Without the last digit of lengths, which were rounded after they were moved."""
    if isinstance(value, float):
        return round(value)
    if isinstance(value, dict):
        return {key: _loosely(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_loosely(one) for one in value]
    return value


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
def test_a_book_of_sections_is_the_book_of_one_run(standard: str) -> None:
    assert_same_book(sampled(standard), in_one_run(order(sample(), standard=standard)))


@pytest.mark.slow
def test_the_miniature_book_of_sections_is_that_of_one_run() -> None:
    proof = prepare(book())
    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    asked = replace(order(proof.manuscript), plan=plan, house=proof.house, folder=proof.folder)
    assert_same_book(in_sections(asked), in_one_run(asked))


def noted(seed: int) -> Manuscript:
    """Four chapters full of notes."""
    fresh()
    return manuscript(*(chapter(f"c{seed}{n}", f"Chapter {n}", seed * 10 + n, 4 + n) for n in range(4)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_chapters_full_of_notes_are_those_of_one_run(seed: int) -> None:
    asked = order(noted(seed), trim=(115.0, 180.0))
    assert_same_book(in_sections(asked), in_one_run(asked))


def test_a_note_for_which_there_is_no_room_stays_in_its_chapter() -> None:
    """Nor is it set under the text of the next chapter in one run, as WeasyPrint would have it."""
    asked = order(noted(3), trim=(95.0, 132.0))
    for laid in (in_sections(asked), in_one_run(asked)):
        leaf_of = {name: page.leaf for page in reversed(laid.pages) for name in page.ids}
        last = [page.notes[-1].id for page in laid.pages if page.notes and page.notes[-1].id.startswith("note-c31")][-1]
        assert leaf_of[last] < leaf_of["c32-title"]


def test_a_book_with_pictures_and_a_foreign_script_is_the_book_of_one_run() -> None:
    fresh()
    picture = _png()
    pictured = manuscript(
        division("one", paragraph("See 漢字 here."), figure("plates/lock.png", "The lock"), title="One"),
        division("two", paragraph("And 字 there, 漢 again."), figure("plates/lock.png", "The lock"), title="Two"),
    )
    asked = order(pictured, files={"plates/lock.png": picture})
    assert_same_book(in_sections(asked), in_one_run(asked))


def test_heads_that_are_more_than_words_are_those_of_one_run() -> None:
    asked = styled(order(small()), "@page { @bottom-right { content: 'Proof'; opacity: .5; background: #eee } }")
    assert can_lay_out(asked)
    assert_same_book(in_sections(asked), in_one_run(asked))
    assert all("Proof" in words for words in pdf_facts(in_sections(asked).data).words)


def test_what_is_found_is_what_one_run_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Reference("chapter", "x", runs("there"), Place("a.md", 4, 2), page=True, target=Anchor("nowhere"))
    hidden = Reference("chapter", "x", runs("there"), Place("a.md", 5, 2), target=Anchor("unseen"))
    faulty = small(paragraph("See ", lost, ", then ", hidden, "."), paragraph("x" * 300), figure("plates/no.png", "No"))
    asked = styled(order(faulty), "p { colour: red }\n#unseen { display: none }")
    found = bring_out_print(asked)[1]
    monkeypatch.setattr("serge_press.editions.print_edition.can_lay_out", lambda _: False)
    assert found == bring_out_print(asked)[1]
    assert {"P007", "P008", "P009", "P010"} <= {one.rule for one in found}


def small(*extra: object) -> Manuscript:
    """Two chapters; the second begins on either side."""
    fresh()
    said = note("n", "A note.", number=1)
    first = division("first", paragraph("The first", call("n"), "."), *extra, title="First", notes=(said,))  # type: ignore[arg-type]
    return manuscript(
        first, division("second", paragraph("The second."), paragraph("Unseen.", at="unseen"), title="Second")
    )


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(data, "PNG")
    return data.getvalue()


# ------------------------------------------------------------------------------------------------- the same bytes


@cache
def short(standard: str = "") -> bytes:
    return in_sections(replace(order(three("One more."), standard=standard), workers=1)).data


@pytest.mark.parametrize("count", [2, 5])
def test_any_number_of_workers_gives_the_same_bytes(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    assert in_sections(replace(order(three("One more.")), workers=count)).data == short()


def test_a_worker_that_dies_takes_no_book_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    home = os.getpid()

    def dying(request: SectionRequest) -> SectionSheets:
        if os.getpid() != home and "Gamma" in request.html:
            os._exit(1)
        return lay_section(request)

    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    monkeypatch.setattr(workers, "lay_section", dying)
    assert in_sections(replace(order(three("One more.")), workers=2)).data == short()


def test_a_section_that_hangs_is_told_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    home = os.getpid()

    def hanging(request: SectionRequest) -> SectionSheets:
        assert os.getpid() != home
        time.sleep(3600)
        raise AssertionError

    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    monkeypatch.setattr(workers, "PATIENCE", 0.05)
    monkeypatch.setattr(workers, "_LETTERS", 10**9)
    monkeypatch.setattr(workers, "lay_section", hanging)
    book = three("One more.")
    with pytest.raises(Unfinished) as ended:
        in_sections(replace(order(book), workers=2))
    told = ended.value.finding(book)
    assert told.rule == "P017"
    assert told.place in {division.place for division in book.all_divisions()}
    assert re.fullmatch("“(a|b|c|index)” was not laid out in 0 seconds, and the layout was ended", told.message)


@pytest.mark.parametrize("count", [2, 5])
def test_a_long_book_from_a_foreman_is_the_same_bytes(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    monkeypatch.setattr(workers, "WORTH_A_FOREMAN", 0)
    monkeypatch.setattr(workers, "lay_section", _never)  # here; the foreman has its own
    assert in_sections(replace(order(three("One more.")), workers=count)).data == short()


def test_processes_that_end_with_their_section_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORTH_A_POOL", "WORTH_A_FOREMAN", "WORTH_AN_END"):
        monkeypatch.setattr(workers, name, 0)
    assert in_sections(replace(order(three("One more.")), workers=2)).data == short()


def test_each_section_that_is_laid_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int, int]] = []
    pages = len(in_sections(replace(order(three("One more.")), count=lambda *step: told.append(step))).pages)
    assert [step[:2] for step in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert told[-1][2] <= pages < told[-1][2] + 4  # but blank ones


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
def test_a_book_from_the_shelf_is_the_same_bytes_and_nothing_is_laid_out(
    standard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(order(three("One more."), standard=standard), shelf=DictShelves())
    assert in_sections(asked).data == short(standard)
    monkeypatch.setattr(workers, "lay_section", _never)
    assert in_sections(asked).data == short(standard)


def _never(request: SectionRequest) -> SectionSheets:
    raise AssertionError(f"laid out again: {request.html[:400]}")


def test_a_damaged_entry_is_laid_out_anew() -> None:
    shelf = DictShelves()
    asked = replace(order(small()), shelf=shelf)
    whole = in_sections(asked).data
    kept = dict(shelf)
    for number, digest in enumerate(kept):
        shelf[digest] = (b"", b"not a section", kept[digest][: len(kept[digest]) // 2], kept[digest] + b"x")[number % 4]
    assert in_sections(asked).data == whole
    assert shelf == kept


# ------------------------------------------------------------------------------------------------- laid out once


def three(*said: str) -> Manuscript:
    fresh()
    return manuscript(
        chapter("a", "Alpha", 1, 4),
        chapter("b", "Beta", 2, 4, extra=tuple(paragraph(one) for one in said)),
        chapter("c", "Gamma", 3, 4),
        division("index", paragraph("Gamma ", PageNumber(Anchor("c"))), title="Index"),
    )


def edited_layouts(edited: Manuscript, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    shelf = DictShelves()
    in_sections(replace(order(three("One more.")), shelf=shelf))
    laid: list[tuple[str, str]] = []

    def counting(request: SectionRequest) -> SectionSheets:
        heads = request.html.rpartition('data-recto="')[2].partition('"')[0]
        laid.append((request.layer, heads))
        return lay_section(request)

    monkeypatch.setattr(workers, "lay_section", counting)
    warm = in_sections(replace(order(edited), shelf=shelf)).data
    monkeypatch.undo()
    assert warm == in_sections(order(edited)).data
    return laid


def test_a_book_without_an_edit_is_not_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert edited_layouts(three("One more."), monkeypatch) == []


def test_after_an_edit_the_section_alone_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert edited_layouts(three("One less."), monkeypatch) == [("text", "Beta")]


def test_a_page_more_moves_heads_at_most_and_no_other_text(monkeypatch: pytest.MonkeyPatch) -> None:
    longer = three("One more. " * 300)
    laid = edited_layouts(longer, monkeypatch)
    assert {section for layer, section in laid if layer == "text"} == {"Beta"}
    assert {section for layer, section in laid if layer == "heads"} <= {"Beta", "Gamma", "Index"}


# ------------------------------------------------------------------------------------------------- sheets


@pytest.mark.parametrize(
    "sheet",
    [
        "h2 { string-set: verso-head content(text) }",
        "@page :left { margin-left: 1cm }",
        "@page { margin: 2cm }",
        "@page { size: A4 }",
        "@page :first { color: red }",
        "@page :nth(2) { color: red }",
        "@media print { @page { margin: 1cm } }",
        "section { page: wide }",
        ".chapter { break-before: recto }",
        "p { counter-increment: note }",
        "@page { @top-center { content: counter(pages) } }",
        ".unit + .unit { break-before: auto }",
        "body { background: #eee }",
        ".stamp { position: fixed }",
        'p { background: url("book:///plates/lock.png") }',
        ".x::after { content: target-counter(attr(href), page) }",
    ],
)
def test_a_sheet_under_which_pages_depend_on_others_is_not_for_sections(sheet: str) -> None:
    assert not is_neutral((sheet,))
    asked = styled(order(small()), sheet)
    assert not can_lay_out(asked)


@pytest.mark.parametrize(
    "sheet",
    [
        "p { text-indent: 0; color: #222 } h1 { string-set: none; break-before: avoid }",
        "@page { font-size: 9pt; @top-center { content: string(verso-head); margin: 2mm } @footnote { margin-top: 3pt } }",
        "@page text:nth(1 of text) { @top-center { content: none } }",
        "@page :left { @top-left { content: counter(page) } } /* @page :first { margin: 0 } */",
        "a:first-child, p:first-of-type { color: #111 }",
    ],
)
def test_a_sheet_of_looks_is_for_sections(sheet: str) -> None:
    assert is_neutral((sheet,))


def test_a_book_with_another_sheet_comes_out_in_one_run() -> None:
    asked = styled(order(small()), "@page :left { margin-left: 30mm }")
    issue, found = bring_out_print(asked)
    assert found == ()
    assert issue is not None
    assert issue.data == in_one_run(asked).data


# ------------------------------------------------------------------------------------------------- requests, sheets


def request() -> SectionRequest:
    asked = order(small())
    geometry = page_geometry(asked.plan.trim)
    assert geometry is not None
    html = (
        '<html lang="en"><body><p id="here">Words, <a href="#far">far</a>, <a href="#here">near</a>.</p></body></html>'
    )
    return SectionRequest(setting_of(asked, geometry), "text", html, elsewhere=("far",), leaves=("here",))


def test_the_digest_changes_with_everything_a_layout_depends_on() -> None:
    asked = request()
    others = [
        replace(asked, layer="heads"),
        replace(asked, html=asked.html + " "),
        replace(asked, elsewhere=()),
        replace(asked, leaves=()),
        replace(asked, spare=1),
        replace(asked, numbers=(7,)),
        replace(asked, pictures=(Picture("a.png", b"1"),)),
        replace(asked, pictures=(Picture("a.png", b"2"),)),
        replace(asked, pictures=(Picture("a.png", None, "none"),)),
        *(
            replace(asked, setting=replace(asked.setting, **change))
            for change in (
                {"standard": "pdf/ua-1"}, {"aside": ""}, {"versions": ()}, {"fonts": asked.setting.fonts[1:]},
                {"sheets": asked.setting.sheets[1:]},
            )
        ),
    ]  # fmt: skip
    digests = [one.digest for one in (asked, *others)]
    assert len(set(digests)) == len(digests)
    assert request().digest == asked.digest


def test_the_same_request_gives_the_same_sheets_and_they_can_be_written_down() -> None:
    sheets = lay_section(request())
    assert lay_section(request()) == sheets
    assert SectionSheets.from_bytes(sheets.to_bytes()) == sheets
    assert {spot.id for spot in sheets.spots} == {"here"}
    assert sheets.data.startswith(b"%PDF-1.7")
    assert sheets.said == ()


@cache
def written() -> bytes:
    return lay_section(request()).to_bytes()


@given(st.integers(0, 10**9), st.binary(max_size=4))
def test_damaged_sheets_are_refused_or_read_and_never_break(at: int, put: bytes) -> None:
    whole = written()
    at %= 3000
    damaged = whole[:at] + put + whole[at + len(put) + 1 :]
    try:
        assert isinstance(SectionSheets.from_bytes(damaged), SectionSheets)
    except ValueError:
        return
