"""Page numbers are put in after the layout: no section is laid out twice only to learn them."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import HERE, call, division, fresh, heading, manuscript, note, paragraph, runs, table
from pdf_facts import pdf_facts
from printed_samples import prose
from sample_order import order
from serge_press.editions.sections import workers
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.stand_ins import asked, filled, put_in_words, stand_in
from serge_press.manuscript.nodes import Anchor, Leader, PageNumber, Reference
from serge_press.manuscript.parts import Matter, Role
from shelves import DictShelves
from test_sections import assert_same_book, in_one_run, in_sections, styled

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.editions.laid_book import LaidBook
    from serge_press.editions.sections.request import SectionRequest
    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.manuscript.nodes import Inline, Paragraph
    from serge_press.manuscript.parts import Division, Manuscript

SMALL = (100.0, 140.0)


def see(target: str, words: str = "there") -> Reference:
    return Reference("chapter", target, runs(words), HERE, page=True, target=Anchor(target))


def contents(*targets: str) -> Division:
    lines: list[Paragraph] = [
        paragraph(see(name, name.upper()), Leader(), PageNumber(Anchor(name))) for name in targets
    ]
    return division("contents", *lines, role=Role.CONTENTS, matter=Matter.FRONT, title="Contents")


def referring(name: str, *said: str | Inline, length: int = 6, seed: int = 1) -> Division:
    """A chapter in whose middle something is said."""
    chance = random.Random(seed)
    blocks = [paragraph(prose(chance, 7)) for _ in range(length)]
    blocks.insert(length // 2, paragraph(*said))
    return division(name, *blocks, title=name.capitalize())


@cache
def crossing() -> Manuscript:
    """Every kind of reference, to pages of one, two and three figures and to roman ones, to and fro."""
    fresh()
    names = [f"c{n}" for n in range(10)]
    both = note("n", "Compare ", see("c7"), " and ", see("c2"), ".", number=1)
    chapters = [
        referring(name, "See ", see("preface"), ", then ", see("c9"), " and ", see("c1"), "; ", see(name, "here"),
                  length=24, seed=at)
        for at, name in enumerate(names)
    ]  # fmt: skip
    return manuscript(
        contents("preface", *names, "index"),
        division("preface", paragraph("See ", see("c5"), " and ", see("contents"), "."), title="Preface",
                 role=Role.PREFACE, matter=Matter.FRONT),
        *chapters,
        division("after", heading("More on ", see("c3"), "?"), paragraph("Said", call("n"), "."), notes=(both,), title="After"),
        division("index", *(paragraph(PageNumber(Anchor(name)), ", ", PageNumber(Anchor("c9"))) for name in names),
                 title="Index"),
    )  # fmt: skip


def asked_for(standard: str = "") -> Order:
    return order(crossing(), trim=SMALL, standard=standard)


@cache
def numbered(standard: str = "") -> LaidBook:
    return in_sections(replace(asked_for(standard), workers=1))


def layouts(wanted: Order, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sections that are laid out, by the head of their right-hand pages, in order."""
    laid: list[str] = []

    def counting(request: SectionRequest) -> SectionSheets:
        if request.layer == "text":
            laid.append(re.findall(r'data-recto="([^"]*)"', request.html)[0])
        return lay_section(request)

    with monkeypatch.context() as patch:
        patch.setattr(workers, "lay_section", counting)
        in_sections(replace(wanted, workers=1))
    return laid


@pytest.mark.parametrize("standard", ["", "pdf/ua-1"])
def test_numbers_put_in_are_those_of_one_run(standard: str) -> None:
    mine = numbered(standard)
    labels = [page.label for page in mine.folios.pages]
    assert {len(label) for label in labels if label.isdecimal()} == {1, 2, 3}
    assert_same_book(mine, in_one_run(asked_for(standard)))


def test_every_number_in_the_pdf_is_true() -> None:
    laid = numbered()
    text = " ".join(pdf_facts(laid.data).words)
    said = re.findall(r"there \(p\. (\w+)\)", text)
    places = {name: laid.folios.where[Anchor(name)] for name in ("preface", "c9", "c1", "c5", "c7", "c2", "contents")}
    assert len(said) == 10 * 3 + 3 + 2  # in chapters, in the preface and a title, in a note
    assert set(said) <= {*places.values(), laid.folios.where[Anchor("c3")]}
    assert said.count(places["preface"]) == 10
    assert "000" not in text
    assert "%folio" not in laid.data.decode("latin-1")


def test_no_section_is_laid_out_twice_to_learn_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten chapters ask for each other's pages, some of one figure, some of two, some of three."""
    laid = layouts(asked_for(), monkeypatch)
    assert len(set(laid)) == len(asked_for().manuscript.divisions)
    again = [name for name in laid if laid.count(name) > 1]
    # The number of After is a word of the outline; C7 begins close before page 100 and asks for its own page.
    assert set(again) <= {"After", "C7"}
    assert laid.count("After") <= 2
    assert laid.count("C7") <= 2


def test_a_book_of_the_shelf_is_the_same_bytes_with_any_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = DictShelves()
    monkeypatch.setattr(workers, "WORTH_A_POOL", 0)
    assert in_sections(replace(asked_for(), workers=3, shelf=shelf)).data == numbered().data
    assert in_sections(replace(asked_for(), shelf=shelf)).data == numbered().data


def test_a_page_more_lays_out_no_other_section(monkeypatch: pytest.MonkeyPatch) -> None:
    def book(*more: str) -> Manuscript:
        fresh()
        chapters = [referring(f"c{n}", see(f"c{(n * 3) % 12}"), length=3, seed=n) for n in range(1, 12)]
        first = referring("c0", see("c11"), *more, length=3, seed=99)
        return manuscript(contents(*(f"c{n}" for n in range(12))), first, *chapters)

    shelf = DictShelves()
    in_sections(replace(order(book()), shelf=shelf))
    longer = order(book("One more. " * 220))
    laid = layouts(replace(longer, shelf=shelf), monkeypatch)
    before, after = (in_sections(order(book(*more))).folios.where for more in ((), ("One more. " * 220,)))
    moved = {name for name in before if len(before[name]) != len(after[name])}
    assert laid[0] == "C0"
    assert before[Anchor("c5")] != after[Anchor("c5")]
    asking = {"Contents"} | {f"C{n}" for n in range(1, 12) if Anchor(f"c{(n * 3) % 12}") in moved}
    assert set(laid) - {"C0"} <= asking
    assert len(asking) < 6


def test_figures_of_many_widths_are_set_with_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh()
    book = manuscript(referring("a", see("b")), referring("b", see("a"), " ", see("b")))
    wide = styled(
        order(book, trim=SMALL), ".folio { font-feature-settings: normal; font-variant-numeric: proportional-nums }"
    )
    assert_same_book(in_sections(wide), in_one_run(wide))
    assert sorted(layouts(wide, monkeypatch)) == ["A", "A", "B", "B"]


@pytest.mark.parametrize(
    "sheet",
    [
        "@page { @bottom-center { content: counter(page) } @top-left { font-variant-numeric: proportional-nums } }",
        "@page { @bottom-right { content: 'p. ' counter(page) } }",
        "@page { @bottom-right { content: counter(page, decimal-leading-zero) } }",
        "@page text:nth(3 of text) { @bottom-right { content: 'three' } }",
        "@page { @bottom-right { content: counter(page); opacity: .5 } }",
        "@page { @bottom-right { content: string(recto-head) ' 1' } }",
        "@page { @bottom-right { content: counter(page); letter-spacing: .1em; font-style: italic } }",
    ],
)
def test_heads_of_any_kind_are_those_of_one_run(sheet: str) -> None:
    fresh()
    book = manuscript(contents("alpha 1", "beta"), referring("alpha 1", length=16), referring("beta", length=5))
    wanted = styled(order(book, trim=SMALL), sheet)
    assert_same_book(in_sections(wanted), in_one_run(wanted))


@pytest.mark.parametrize(
    "sheet",
    [".folio { opacity: .5 }", ".folio { text-decoration: underline }", ".folio { font-size: 0 }", ".folio { display: none }",
     ".folio { font-variant-position: super }", ".folio { font-variant-caps: all-small-caps; letter-spacing: 2pt }",
     ".folio { overflow-wrap: anywhere; white-space: normal; display: inline-block; width: 1px }"],
)  # fmt: skip
def test_numbers_are_put_in_whatever_a_house_makes_of_them(sheet: str) -> None:
    fresh()
    book = manuscript(referring("a", see("b")), referring("b", see("a"), " ", see("b"), seed=2, length=9))
    wanted = styled(order(book, trim=SMALL), sheet)
    assert_same_book(in_sections(wanted), in_one_run(wanted))


def test_numbers_stand_in_tables_and_at_the_head_of_a_page() -> None:
    fresh()
    rows = [(f"Boat {n}", str(n)) for n in range(40)]
    opening = division(
        "b", paragraph(PageNumber(Anchor("a")), " is where ", PageNumber(Anchor("c")), " is named."), title=""
    )
    book = manuscript(
        referring("z"),
        referring("a", see("c")),
        opening,
        division("c", table(*rows, head=("Boat", "No.")), paragraph(see("a")), title="C"),
    )
    wanted = order(book, trim=SMALL)
    laid = in_sections(wanted)
    assert_same_book(laid, in_one_run(wanted))
    assert any(page.opens.startswith(laid.folios.where[Anchor("a")]) for page in laid.folios.pages)


def test_a_page_that_is_nowhere_is_printed_with_noughts() -> None:
    fresh()
    wanted = order(manuscript(division("a", paragraph(see("nowhere")), title="A")))
    laid = in_sections(wanted)
    assert_same_book(laid, in_one_run(wanted))
    assert "(p. 000)" in pdf_facts(laid.data).words[0]


@given(st.one_of(st.integers(1, 3999).map(str), st.sampled_from(["iv", "xii", "mcm"])))
def test_what_stands_in_takes_up_the_room_of_the_number(label: str) -> None:
    noughts = stand_in(label)
    assert len(noughts) == len(label)
    assert set(noughts) == {"0"} if label.isdecimal() else noughts == label
    html = '<p><span class="folio" data-folio="a&amp;b">000</span> <span class="folio" data-folio="c">000</span></p>'
    assert asked(html) == ("a&b", "c")
    assert filled(html, {"a&b": label}, exact=True).count(f">{label}</span>") == 1
    assert filled(filled(html, {"a&b": label}), {"c": "7"}).endswith('data-folio="c">0</span></p>')


def test_the_first_words_of_a_page_are_told_with_their_numbers() -> None:
    assert put_in_words("See p. \ufdd01\ufdd1, \ufdd00\ufdd1", ["12", "143"].__getitem__) == "See p. 143, 12"
