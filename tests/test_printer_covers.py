"""Interior and cover for a printer, made together; a booklet and a proof of a print edition: as the press brings them out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image

from books import BOOKS, book, files_of
from serge_press.editions.covers.edition import cover_words
from serge_press.findings import Place, Severity
from serge_press.model.isbn import check_digit
from serge_press.model.plan import EditionPlan
from serge_press.model.printing import CoverPlan, PrinterPlan
from serge_press.press import Proof, Run, bring_out, chosen_editions, prepare
from serge_press.reading.folder import MemoryFolder

if TYPE_CHECKING:
    from serge_press.model.plan import BookPlan

ISBN = "978830801234" + check_digit("978830801234")


@cache
def prepared() -> Proof:
    return prepare(book())


def run_of(plan: BookPlan, names: tuple[str, ...] = (), printers: tuple[str, ...] = ()) -> Run:
    proof = prepared()
    assert proof.manuscript is not None
    proof = replace(proof, plan=plan, manuscript=replace(proof.manuscript, plan=plan))
    editions, unknown = chosen_editions(plan, names, printers)
    assert not unknown
    return bring_out(proof, editions, 0, validate=False, workers=1)


def planned(*printers: PrinterPlan, editions: tuple[EditionPlan, ...] = ()) -> BookPlan:
    plan = prepared().plan
    assert plan is not None
    return replace(plan, printers=printers, editions=(*plan.editions, *editions))


def table(name: str, **told: object) -> PrinterPlan:
    plan = prepared().plan
    assert plan is not None
    return replace(PrinterPlan(name, plan.place), **told)  # type: ignore[arg-type]


@cache
def lulu() -> Run:
    return run_of(planned(table("lulu-paperback", isbn=ISBN)), printers=("lulu-paperback",))


def test_a_printer_gets_an_interior_and_a_cover_of_its_page_count() -> None:
    interior, cover = (made.issue for made in lulu().made)
    assert cover.name == interior.name.replace(".pdf", "-cover.pdf")
    page = pypdfium2.PdfDocument(cover.data)[0]
    spine = interior.pages / 17.48 + 1.524
    trim = pypdfium2.PdfDocument(interior.data)[0].get_width() / 72 * 25.4
    assert page.get_width() / 72 * 25.4 == pytest.approx(2 * trim + spine + 6.35, abs=0.05)


def test_neither_is_refused_by_the_preflight() -> None:
    told = {one.rule for one in lulu().findings if one.severity >= Severity.WARNING and one.rule.startswith("Q")}
    assert told == {"Q050"}  # the miniature's picture of a lock has too few pixels, and that is true


def test_words_that_do_not_fit_on_the_cover_are_told_and_no_others() -> None:
    plan = planned(table("lulu-paperback", isbn=ISBN))
    long = replace(plan, cover=CoverPlan(Place("book.toml", 77, 1), ("She set faster than she spoke. " * 250,)))
    told = [one for one in run_of(long, printers=("lulu-paperback",)).findings if one.rule == "P022"]
    assert [(one.place.line, one.severity) for one in told] == [(77, Severity.WARNING)]
    assert "lulu-paperback: blurb" in told[0].message
    assert "P022" not in {one.rule for one in lulu().findings}


def test_what_only_the_template_tells_is_asked_for_and_the_interior_made_all_the_same() -> None:
    run = run_of(planned(table("ingram-paperback")), printers=("ingram-paperback",))
    assert [made.issue.kind for made in run.made] == ["print"]
    (told,) = [one for one in run.findings if one.rule == "P021"]
    assert "spine" in told.message


def test_all_stands_for_the_printers_of_the_book() -> None:
    plan = planned(table("kdp-paperback", paper="cream"), table("home"))
    names = [one.name for one in chosen_editions(plan, (), ("all",))[0]]
    assert names == ["kdp-paperback", "home", "kdp-paperback-cover"]


def test_a_booklet_and_a_proof_follow_the_print_edition() -> None:
    plan = prepared().plan
    assert plan is not None
    extra = (EditionPlan("folded", "booklet", plan.place, folios="print"), EditionPlan("marks", "proof", plan.place))
    run = run_of(planned(editions=extra), names=("folded", "marks"))
    assert [made.issue.edition for made in run.made] == ["folded", "marks"]
    folded, marks = (pypdfium2.PdfDocument(made.issue.data) for made in run.made)
    assert len(marks) == run.made[1].issue.pages
    assert len(folded) == -(-len(marks) // 4) * 2
    assert "book.toml:" in marks[8].get_textpage().get_text_range()


def test_a_creep_is_read_and_one_of_no_paper_told() -> None:
    tables = b'\n[edition.folded]\nkind = "booklet"\ncreep = "%s"\n'
    for told, creep in ((b"0.1mm", 0.1), (b"3mm", 3.0)):
        files = dict(files_of(BOOKS / "complete"))
        files["book.toml"] += tables % told
        proof = prepare(MemoryFolder(files))
        assert proof.plan is not None
        assert next(one for one in proof.plan.editions if one.kind == "booklet").creep == creep
    plan = prepared().plan
    assert plan is not None
    run = run_of(planned(editions=(EditionPlan("folded", "booklet", plan.place, creep=3.0),)), names=("folded",))
    assert [one.message for one in run.findings if one.rule == "P020"] == [
        "a creep of 3 mm is that of no paper: 0.5 mm a sheet at most"
    ]


def test_a_signature_that_cannot_be_folded_is_told() -> None:
    plan = prepared().plan
    assert plan is not None
    run = run_of(planned(editions=(EditionPlan("folded", "booklet", plan.place, signature=10),)), names=("folded",))
    assert not run.made
    assert [one.rule for one in run.findings if one.rule == "P020"] == ["P020"]


def test_the_cover_of_a_printers_large_print_says_what_it_is() -> None:
    plan = prepared().plan
    assert plan is not None
    large = EditionPlan("large-print", "large-print", plan.place)
    for named, mark in (("large-print", "Large print edition"), ("", "")):
        book = planned(table("lulu-paperback", edition=named), editions=(large,))
        cover = chosen_editions(book, (), ("lulu-paperback",))[0][-1]
        assert cover.kind == "cover"
        assert cover_words(book, cover, "").mark == mark


def picture(*colours: tuple[int, int, int]) -> bytes:
    """A JPEG of stripes."""
    made = Image.new("RGB", (1200, 1200), colours[0])
    for number, colour in enumerate(colours):
        made.paste(colour, (0, 1200 * number // len(colours), 1200, 1200))
    held = BytesIO()
    made.save(held, "JPEG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "stripes", "said"),
    [
        ("ingram-paperback", ((200, 30, 30), (20, 40, 200)), True),  # no profile of CGATS21_CRPC1 goes with the press
        ("ingram-paperback", ((200, 200, 200), (20, 20, 20)), False),  # it was gray
        ("offset-eu", ((200, 30, 30), (20, 40, 200)), False),  # separated by FOGRA39
        ("lulu-paperback", ((200, 30, 30), (20, 40, 200)), False),  # stays in RGB
    ],
)
def test_a_picture_that_loses_its_colours_is_told(
    name: str, stripes: tuple[tuple[int, int, int], ...], said: bool
) -> None:
    files = dict(files_of(BOOKS / "complete"))
    files["cover/harbour.jpg"] = picture(*stripes)
    tables = f'\n[cover]\npicture = "cover/harbour.jpg"\nalt = "A harbour"\n[printer.{name}]\nspine = "14mm"\n'
    files["book.toml"] += tables.encode()
    proof = prepare(MemoryFolder(files))
    assert proof.plan is not None, proof.findings
    run = bring_out(proof, chosen_editions(proof.plan, (), (name,))[0], 0, validate=False, workers=1)
    assert len(run.made) == 2
    told = [one.message for one in run.findings if one.rule == "Q103"]
    wanted = f"cover for {name}: colours become gray: there is no profile of CGATS21_CRPC1"
    assert told == ([wanted] if said else [])
