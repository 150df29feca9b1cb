"""One print edition for each printer: margins from the final page count, blanks, the file's kind and name."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from books import BOOKS, files_of
from serge_press.cli.main import cli
from serge_press.editions.for_printer import geometry_for, wider
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.press_ready.profile import Profile, read_profile
from serge_press.editions.press_ready.standard import Wanted
from serge_press.editions.printer_wishes import wishes
from serge_press.findings import NOWHERE, Severity
from serge_press.model.plan import EditionPlan
from serge_press.model.printer_editions import printer_editions, profile_of, trim_for
from serge_press.model.printing import PrinterPlan
from serge_press.press import Run, bring_out, chosen_editions, prepare
from serge_press.printers.conditions import condition
from serge_press.printers.shelf import PRINTERS, printer
from serge_press.reading.folder import MemoryFolder


def for_printer(name: str, trim: tuple[float, float] = (138.0, 216.0), paper: str = "") -> EditionPlan:
    return EditionPlan(name, "print", NOWHERE, trim=trim_for(printer(name), trim), printer=name, paper=paper)


@pytest.mark.parametrize(
    ("name", "trim"),
    [
        ("kdp-paperback", (138.0, 216.0)),  # in the range for trims of one's own
        ("bod-paperback", (135.0, 215.0)),
        ("lulu-paperback", (139.7, 215.9)),
        ("kdp-hardcover", (139.7, 215.9)),
        ("offset-eu", (138.0, 216.0)),  # names none
    ],
)
def test_a_trim_that_the_printer_has_not_becomes_its_nearest(name: str, trim: tuple[float, float]) -> None:
    assert trim_for(printer(name), (138.0, 216.0)) == pytest.approx(trim, abs=0.01)


def test_a_trim_beyond_the_printers_range_is_brought_into_it() -> None:
    assert trim_for(printer("ingram-paperback"), (230.0, 300.0)) == pytest.approx((215.9, 279.4))


@pytest.mark.parametrize("name", PRINTERS)
def test_the_margins_never_fall_below_what_the_printer_asks_for(name: str) -> None:
    profile = printer(name)
    for pages in (30, 140, 246, 420, 780):
        geometry = geometry_for(for_printer(name), pages)
        assert geometry is not None
        step = profile.gutter_at(profile.whole(pages))
        assert step is None or geometry.inside >= step.inside
        assert profile.margins is None or geometry.outside >= profile.margins.value.outside


def test_the_inner_margin_only_grows_and_then_settles() -> None:
    plan = for_printer("lulu-paperback")
    geometry = geometry_for(plan)
    assert geometry is not None
    insides = [geometry.inside]
    for pages in (58, 170, 250, 410, 390, 380):  # a wider margin makes a longer book, and a shorter one never goes back
        following = wider(plan, geometry, pages)
        if following is not None:
            geometry = following
            insides.append(geometry.inside)
    assert insides == sorted(set(insides))
    assert geometry.inside == pytest.approx(28.575 + 1, abs=0.01)
    assert wider(plan, geometry, 390) is None


def test_rules_are_as_thick_as_the_printer_wants_them_and_otherwise_as_the_house_has_them() -> None:
    thick, usual = geometry_for(for_printer("kdp-paperback")), geometry_for(for_printer("bod-paperback"))
    assert thick is not None
    assert usual is not None
    assert "--rule: 0.75pt; --fine-rule: 0.75pt; --note-rule: 0.75pt" in thick.sheet()
    assert "rule" not in usual.sheet()


def test_an_edition_for_no_printer_is_as_it_was() -> None:
    plan = EditionPlan("print", "print", NOWHERE)
    assert geometry_for(plan, 700) == page_geometry(plan.trim)
    assert wider(plan, page_geometry(plan.trim), 700) is None  # type: ignore[arg-type]


def wanted(name: str, paper: str = "", own: Profile | None = None, *, cover: bool = False, **told: str) -> Wanted:
    return wishes(printer(name), paper, replace(PrinterPlan(name, NOWHERE), **told), own, cover=cover)  # type: ignore[arg-type]


def test_what_is_asked_for_is_made_and_what_is_only_said_is_not() -> None:
    assert wanted("ingram-paperback", "creme-50").standard == "pdf/x-1a:2001"
    assert wanted("ingram-paperback").condition == "CGATS21_CRPC1"
    assert wanted("bod-paperback").standard == ""  # grade C: nobody knows that BoD asks for it
    assert wanted("offset-eu").standard == "pdf/x-1a:2001"
    assert "rgb" in wanted("kdp-paperback", "premium-colour").colours


def test_a_book_ordered_in_black_has_gray_pictures_and_a_cover_coloured_ones() -> None:
    assert wanted("ingram-paperback", "creme-50").colours == ("gray",)
    assert wanted("ingram-paperback", "creme-50", cover=True).colours == ("gray", "cmyk")


def test_a_file_of_a_standard_names_the_condition_of_its_printers_country() -> None:
    assert wanted("offset-us").condition == "CGATS TR 001"
    assert wanted("offset-us", own=read_profile(condition("FOGRA39").data()), profile="own.icc").condition == ""
    assert wanted("offset-eu").condition == "FOGRA39"


def test_the_book_chooses_among_the_standards_that_the_printer_takes() -> None:
    wish = wanted("offset-eu", standard="pdf/x-4")
    assert (wish.standard, wish.condition) == ("pdf/x-4", "FOGRA39")
    assert wish.profile is not None
    assert (wish.profile.inks, wish.separate) == (4, True)
    assert not wanted("ingram-paperback").separate  # the press has no profile of its condition


def test_no_red_green_and_blue_in_a_file_of_a_standard() -> None:
    assert "rgb" in wanted("bod-paperback", cover=True).colours
    assert "rgb" not in wanted("bod-paperback", cover=True, standard="pdf/x-3:2003").colours


def test_a_profile_of_another_condition_than_the_printers_does_not_bear_its_name() -> None:
    own = read_profile(condition("FOGRA39").data())
    assert wanted("offset-eu", own=own, standard="pdf/x-4", profile="own.icc").condition == "FOGRA39"
    wish = wanted("ingram-paperback", own=own, profile="own.icc")
    assert (wish.condition, wish.profile) == ("", own)


FILES = files_of(BOOKS / "complete")
PRINTER_TABLES = (
    '\n[printer.ingram-paperback]\npaper = "creme-50"\nisbn = "978-0-306-40615-7"\n\n[printer.kdp-paperback]\n'
)


@pytest.fixture(scope="module")
def run() -> Run:
    files = dict(FILES)
    files["book.toml"] = files["book.toml"] + PRINTER_TABLES.encode()
    proof = prepare(MemoryFolder(files))
    assert proof.plan is not None
    chosen, unknown = chosen_editions(proof.plan, (), ("all", "home"))
    assert [plan.name for plan in chosen if plan.kind == "print"] == ["ingram-paperback", "kdp-paperback", "home"]
    assert unknown == ()
    return bring_out(proof, chosen, 0, validate=False, workers=1)


def opened(run: Run, name: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(next(made.issue.data for made in run.made if made.issue.edition == name)))


def test_a_printer_gets_its_file(run: Run) -> None:
    assert run.made[0].issue.name == "9780306406157_txt.pdf"
    with opened(run, "ingram-paperback") as pdf:
        assert len(pdf.pages) % 2 == 0
        assert pdf.pages[-1].Contents.read_bytes().split() == [b"q", b"Q"]
        assert zlib.decompressobj().decompress(pdf.pages[-1].Contents.read_raw_bytes())
        assert str(pdf.docinfo["/GTS_PDFXConformance"]) == "PDF/X-1a:2001"
        assert pdf.pdf_version == "1.3"
        assert "/Outlines" not in pdf.Root
        boxes = {tuple(float(side) for side in page.obj.TrimBox) for page in pdf.pages}
        assert len(boxes) == 1
    with opened(run, "home") as pdf:
        assert len(pdf.pages) % 4 == 0


def test_nothing_is_wrong_but_what_the_small_book_is(run: Run) -> None:
    found = {one.rule for one in run.findings if one.rule[0] == "Q" and one.severity > Severity.NOTE}
    assert found <= {"Q010", "Q050"}  # it has few pages and a coarse picture
    assert not [one for one in run.findings if one.severity is Severity.ERROR]


def test_the_author_is_told_what_is_otherwise(run: Run) -> None:
    assert not [one for one in run.findings if one.rule == "Q102"]  # by a date of 1970 nothing is old
    told = {one.message.split(":")[0]: one.message for one in run.findings if one.rule == "Q100"}
    assert set(told) == {"ingram-paperback", "kdp-paperback", "home"}
    blanks = r"(, (one|\d+) of them blank at the end)?"
    assert re.search(
        rf"\d+ pages{blanks}; PDF/X-1a:2001 for CGATS21_CRPC1\. From \d+ pages on", told["ingram-paperback"]
    )
    assert "1050 pages can be bound" in told["ingram-paperback"]


def test_a_file_called_by_an_isbn_that_is_not_there_is_told() -> None:
    proof = prepare(MemoryFolder(FILES))
    assert proof.plan is not None
    plan = printer_editions(proof.plan, ["ingram-paperback"])[0]
    run = bring_out(proof, (replace(plan, isbn=""),), 1_830_297_600, validate=False, workers=1)  # 2028
    assert [one.rule for one in run.findings if one.rule == "Q101"] == ["Q101"]
    (old,) = [one.message for one in run.findings if one.rule == "Q102"]
    assert old == ("what the press knows of ingram-paperback was read on 2026-11-22, 13 months before the book's date")
    assert run.made[0].issue.name.endswith("-ingram-paperback.pdf")


def test_an_interior_is_written_though_its_cover_waits_for_the_printers_template(tmp_path: Path) -> None:
    book, out = str(BOOKS / "complete"), tmp_path / "out"
    made = CliRunner().invoke(cli, ["build", book, "-p", "ingram-paperback", "-o", str(out), "-q"])
    assert made.exit_code == 0, made.output
    assert [path.name for path in out.glob("*.pdf")] == ["mirela-tandari-ingram-paperback.pdf"]


def test_the_command_knows_printers_and_tells_of_slips() -> None:
    book = str(BOOKS / "complete")
    made = CliRunner().invoke(cli, ["build", book, "-p", "kdp-paperbak"])
    assert made.exit_code == 2
    assert "Did you mean 'kdp-paperback'?" in made.output
    made = CliRunner().invoke(cli, ["build", book, "-p", "all"])
    assert made.exit_code == 2
    assert "no [printer.NAME]" in made.output


def test_pages_are_bound_in_the_signature_that_the_book_names() -> None:
    files = dict(FILES)
    files["book.toml"] = files["book.toml"] + b"\n[printer.offset-eu]\nsignature = 4\ngrams = 90\nvolume = 1.5\n"
    proof = prepare(MemoryFolder(files))
    assert proof.plan is not None
    interior, cover = printer_editions(proof.plan, ["offset-eu"])
    assert profile_of(interior).whole(37) == profile_of(cover).whole(37) == 40
    assert printer("offset-eu").whole(37) == 48
    run = bring_out(proof, (interior, cover), 0, validate=False, workers=1)
    made, wrapped = (one.issue for one in run.made)
    assert made.pages % 4 == 0
    assert made.pages % 16
    assert not [one for one in run.findings if one.rule in ("Q011", "Q090")]
    with pikepdf.open(io.BytesIO(wrapped.data)) as pdf:
        wide = float(pdf.pages[0].mediabox[2]) / 72 * 25.4
    assert wide == pytest.approx(2 * 138 + 6 + made.pages / 2 * 0.09 * 1.5 + 0.6, abs=0.05)


def test_an_odd_signature_is_told() -> None:
    files = dict(FILES)
    files["book.toml"] = files["book.toml"] + b"\n[printer.offset-eu]\nsignature = 7\n"
    assert [one.message for one in prepare(MemoryFolder(files)).findings if one.rule == "R007"] == [
        "signature: 7 pages are no leaves"
    ]
