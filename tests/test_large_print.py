"""Large print: type that is large throughout, set as its readers ask for, with pages and references of its own."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

import more_editions
from books import book
from makers import HERE
from more_editions import made, opened
from pdf_facts import contents_of
from serge_press.checks.large_print import check_large_print
from serge_press.checks.opened_print import OpenedPrint, open_print
from serge_press.checks.preflight.bounds import Budget
from serge_press.checks.preflight.painter import Painter
from serge_press.checks.preflight.sheets import sheets_of
from serge_press.editions.for_printer import geometry_for
from serge_press.editions.leaves import holdings
from serge_press.editions.page_geometry import POINTS, large_print_geometry
from serge_press.model.printer_editions import printer_editions
from serge_press.press import bring_out, chosen_editions, prepare


@cache
def read() -> OpenedPrint:
    return open_print(made()[0]["large"].data)


@cache
def sizes() -> Counter[float]:
    """Every size of type on the paper, in points, and how often it is drawn."""
    found: Counter[float] = Counter()
    with opened("large") as pdf:
        painter = Painter(Budget(), frozenset())
        for sheet in sheets_of(pdf):
            found.update(
                round(mark.size, 1) for mark in painter.page(sheet).marks if mark.kind == "text" and mark.inked
            )
    return found


def test_nothing_is_smaller_than_the_text() -> None:
    assert min(sizes()) == 18.0
    assert sizes().most_common(1)[0][0] == 18.0
    assert check_large_print(made()[0]["large"], more_editions.proof().manuscript) == ()


def test_type_that_is_too_small_is_told_with_its_pages() -> None:
    small = shrunk(made()[0]["large"].data, 0.8)
    found = check_large_print(replace(made()[0]["large"], data=small), more_editions.proof().manuscript)
    assert [one.rule for one in found] == ["P016"]
    assert found[0].message.startswith("type of 14.4 points on pages iii, iv, v")


def test_a_file_that_cannot_be_read_is_told_and_not_thrown() -> None:
    assert [one.rule for one in check_large_print(replace(made()[0]["large"], data=b"%PDF-1.7 no"))] == ["P016"]


def test_it_is_set_in_a_face_without_serifs_upright_and_bold() -> None:
    with opened("large") as pdf:
        names = {
            str(one.BaseFont).split("+")[-1]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }
    assert names == {"House-IBM-Plex-Sans", "House-IBM-Plex-Sans-Bold"}


def test_no_word_is_broken() -> None:
    """Lines end in a hyphen only where the author wrote one."""
    manuscript = more_editions.proof().manuscript
    assert manuscript is not None
    written = " ".join(holdings(manuscript).leaves.values())
    for page in read().pages:
        for before, after in re.findall(r"(\w{1,4})[\u2010\u00ad\ufffe\x02](\w{1,4})", page.text):
            assert f"{before}-{after}" in written, f"{before}-{after} on page {page.label}"


def test_all_of_it_is_black() -> None:
    with opened("large") as pdf:
        drawn = b"".join(stream.read_bytes() for page in pdf.pages for stream in contents_of(page))
    assert set(re.findall(rb"([\d. ]+) [gG]\n", drawn)) <= {b"0", b"0.0"}
    assert not re.search(rb" (rg|RG)\n", drawn)


def test_its_pages_are_its_own_and_its_references_true() -> None:
    issues, found = made()
    assert not [one for one in found if one.rule.startswith(("P", "G")) and one.severity.name == "ERROR"]
    large, small = issues["large"].folios, issues["print"].folios
    assert large is not None
    assert small is not None
    assert len(large.pages) > 1.5 * len(small.pages)
    assert [page.label for page in read().pages] == [page.label for page in large.pages]
    assert large.where != small.where
    contents_ = next(page for page in read().pages if page.text.startswith("Contents"))
    wanted = next(label for anchor, label in large.where.items() if anchor == "bibliography")
    assert re.search(rf"What she wrote[ .]*{wanted}\b", contents_.text)


def test_the_page_number_stands_at_the_foot_of_every_page_that_bears_one() -> None:
    folios = made()[0]["large"].folios
    assert folios is not None
    bear = [page.label for folio, page in zip(folios.pages, read().pages, strict=True) if folio.printed]
    assert len(bear) > 20
    for page in read().pages:
        assert (page.label in page.text.split("\r\n")) == (page.label in bear)


def test_the_imprint_says_what_it_is_and_what_it_is_set_in() -> None:
    imprint = next(page.text for page in read().pages if "Large print:" in page.text)
    assert "page numbers of this edition are its own" in " ".join(imprint.split())
    assert "Set in IBM Plex Sans." in imprint
    assert "Large print edition: ISBN 978-0-306-40615-7" in " ".join(imprint.split())
    colophon = " ".join(read().pages[-1].text.split() + read().pages[-2].text.split())
    assert "EB Garamond" not in colophon


def test_the_title_page_says_what_it_is() -> None:
    assert "Large print edition" in read().pages[2].text


def test_the_other_editions_say_nothing_of_it() -> None:
    text = " ".join(page.text for page in open_print(made()[0]["print"].data).pages)
    assert "Large print:" not in text
    assert "IBM Plex" not in text


@pytest.mark.parametrize("trim", [(140.0, 200.0), (156.0, 234.0), (189.0, 246.0), (210.0, 297.0), (216.0, 279.0)])
def test_margins_are_wide_and_lines_fill_the_page(trim: tuple[float, float]) -> None:
    geometry = large_print_geometry(trim)
    assert geometry is not None
    assert geometry.size == 18.0
    assert geometry.inside >= geometry.outside >= 15.0
    assert geometry.head >= 22.0
    assert geometry.foot >= 15.0
    filled = geometry.lines * geometry.leading / POINTS
    assert geometry.head + filled + geometry.foot == pytest.approx(trim[1], abs=0.02)
    assert geometry.measure * POINTS / 18 > 16  # some thirty letters of half an em and more


def test_a_page_too_small_for_large_print_is_told() -> None:
    assert large_print_geometry((138.0, 216.0)) is None
    asked = prepare(book("complete"), (("edition.large.kind", "large-print"), ("edition.large.trim", "130mm x 200mm")))
    assert asked.plan is not None
    run = bring_out(asked, tuple(one for one in asked.plan.editions if one.name == "large"), 0, validate=False)
    assert not run.made
    assert [one.message for one in run.findings if one.rule == "P012"] == [
        "the page is too small to set text on: 130 by 200 mm; the smallest is 140 by 200 mm"
    ]


def test_a_printer_prints_it_at_the_nearest_trim_with_the_margins_it_asks_for() -> None:
    asked = prepare(
        book("complete"),
        (
            ("edition.large.kind", "large-print"),
            ("printer.lulu-paperback.edition", "large"),
            ("edition.large.isbn", "978-0-306-40615-7"),
        ),
    )
    assert asked.plan is not None
    interior = printer_editions(asked.plan, ["lulu-paperback"])[0]
    assert (interior.kind, interior.isbn) == ("large-print", "978-0-306-40615-7")
    assert abs(interior.trim[0] - 189) < 1
    geometry = geometry_for(interior)
    assert geometry is not None
    assert geometry.size == 18.0
    assert geometry.outside >= 12.7


def shrunk(data: bytes, by: float) -> bytes:
    """The same file with everything on its pages drawn smaller."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_add(f"q {by} 0 0 {by} 0 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
        pdf.save(out)
    return out.getvalue()


def test_what_a_plan_says_of_the_two_editions() -> None:
    plan = more_editions.proof().plan
    assert plan is not None
    screen, large = (next(one for one in plan.editions if one.name == name) for name in ("screen", "large"))
    assert (screen.kind, screen.folios, screen.notes) == ("screen", "", "foot")
    assert (large.trim, large.isbn, large.notes) == ((189.0, 246.0), "978-0-306-40615-7", "foot")


def test_large_print_follows_no_other_pages() -> None:
    asked = prepare(book("complete"), (("edition.large.kind", "large-print"), ("edition.large.folios", "print")))
    assert [one.message for one in asked.findings if one.rule == "R024"] == ["a print edition has its own pages"]


def test_both_can_be_asked_for_without_a_table() -> None:
    plan = prepare(book("complete")).plan
    kinds = (("edition.screen.kind", "screen"), ("edition.large-print.kind", "large-print"))
    declared = prepare(book("complete"), kinds).plan
    assert plan is not None
    assert declared is not None
    chosen, unknown = chosen_editions(plan, ("screen", "large-print"))
    assert unknown == ()
    assert [replace(one, place=HERE) for one in chosen] == [
        replace(one, place=HERE) for name in ("screen", "large-print") for one in declared.editions if one.name == name
    ]
    paperless = replace(plan, editions=())
    assert chosen_editions(paperless, ("screen", "large-print"))[1] == ("screen",)
