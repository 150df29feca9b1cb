"""Notes split over two pages in print, in large print and on the screen: nothing lost, nothing doubled, one note each."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

import makers
import more_editions
from issues import STAMP
from printed_samples import prose
from sample_order import order
from serge_press.checks import java
from serge_press.checks.agreement import check_agreement
from serge_press.checks.comparing import letters_of
from serge_press.checks.opened_print import open_print
from serge_press.checks.validator_desk import open_desk
from serge_press.checks.verapdf import run_verapdf
from serge_press.editions.all import edition_of
from serge_press.editions.edition import Order
from serge_press.editions.engine import load_engine
from serge_press.editions.leaves import holdings
from serge_press.editions.one_run import lay_out_in_one_run
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.sections.book import lay_out_book
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.nodes import Text
from serge_press.reading.folder import MemoryFolder

if TYPE_CHECKING:
    from pathlib import Path

    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Note, Paragraph
    from serge_press.manuscript.parts import Manuscript

SENTENCES = (2, 0, 1, 5, 12, 0, 2, 12, 5, 1, 0, 50, 0, 0, 12, 12, 2, 0, 0)
"""Of the note of each paragraph: some three, six and fifteen lines, and one of sixty; 0 for no note."""


@cache
def book() -> Manuscript:
    """A chapter of such notes, each called where chance has it."""
    makers.fresh()
    chance = random.Random(8)
    blocks: list[Paragraph] = []
    notes: list[Note] = []
    for long in SENTENCES:
        before, after = prose(chance, chance.randint(1, 5)), prose(chance, chance.randint(2, 6))
        if long:
            number = len(notes) + 1
            said = " ".join(
                f"({number}.{place}) {prose(chance, 1)}" for place in range(long)
            )  # of which none is another's
            notes.append(makers.note(f"n{number}", said, number=number))
            blocks.append(makers.paragraph(before, makers.call(f"n{number}", number), f" {after}"))
        else:
            blocks.append(makers.paragraph(before, f" {after}"))
    chapter = makers.division("winters", *blocks, title="Eleven Winters", notes=tuple(notes))
    plan = more_editions.proof().plan
    assert plan is not None
    chosen = tuple(one for one in plan.editions if one.kind in ("print", "epub", "screen", "large-print"))
    return replace(makers.manuscript(chapter), plan=replace(makers.plan(), editions=chosen))


@cache
def made(workers: int = 1) -> tuple[dict[str, Issue], tuple[Finding, ...]]:
    """The editions by kind, and what was found."""
    house = more_editions.proof().house
    assert house is not None
    issues: dict[str, Issue] = {}
    found: list[Finding] = []
    for plan in sorted(book().plan.editions, key=lambda one: one.kind != "print"):
        companions = tuple(issues.values())
        folios = issues["print"].folios if issues else None
        wanted = Order(
            plan, book(), house, MemoryFolder({}), folios or NO_FOLIOS, STAMP, (), companions, workers=workers
        )
        issue, more = edition_of(plan.kind)(wanted)
        assert issue is not None, more
        issues[plan.kind] = issue
        found += more
    return issues, tuple(found)


def pages_of(kind: str) -> dict[str, list[int]]:
    """The pages on which each note stands, from the first of its letters to the last."""
    pages = open_print(made()[0][kind].data).pages
    found: dict[str, list[int]] = {}
    for note in book().divisions[0].notes:
        (words,) = note.paragraphs[0].inlines
        assert isinstance(words, Text)
        rest, here = letters_of(words.text).text, found.setdefault(note.anchor, [])
        for index, page in enumerate(pages):
            text = page.letters.text
            if rest and rest[:12] in text:
                here.append(index)
                rest = rest[next(size for size in range(len(rest), 0, -1) if rest[:size] in text) :]
        assert rest == "", f"{note.anchor}: {rest[:40]}"
    return found


def test_nothing_is_found_wrong_in_any_edition() -> None:
    assert [(one.rule, one.message) for one in made()[1]] == []


@pytest.mark.parametrize("kind", ["print", "large-print", "screen"])
def test_every_letter_of_a_note_stands_on_its_page_or_on_those_after(kind: str) -> None:
    stands = pages_of(kind)
    assert all(pages == list(range(pages[0], pages[-1] + 1)) for pages in stands.values())
    assert sum(len(pages) > 1 for pages in stands.values()) >= 3
    assert len(stands["note-n9"]) > 1  # fifty sentences


def test_print_and_e_book_agree() -> None:
    """Page marks, references and notes; a note belongs to the page of its call."""
    issues = made()[0]
    assert check_agreement(issues["print"], issues["epub"], book()) == ()


def test_a_note_on_several_pages_is_one_element() -> None:
    with pikepdf.open(io.BytesIO(made()[0]["screen"].data)) as pdf:
        notes = [one for one in more_editions.elements(pdf) if one.S == "/Note"]
        assert len(notes) == len(book().divisions[0].notes)
        assert len({str(one.ID) for one in notes}) == len(notes)
        leaves: dict[Any, int] = {page.objgen: index for index, page in enumerate(pdf.pages)}
        stand = [sorted({leaves[page] for page in pages_under(note)}) for note in notes]
    assert stand == list(pages_of("screen").values())


def pages_under(element: Any) -> set[tuple[int, int]]:
    """The pages on which marked content of an element stands."""
    found = set()
    for kid in more_editions.kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found |= pages_under(kid)
        elif isinstance(kid, pikepdf.Dictionary):
            found.add(kid.get("/Pg", element.get("/Pg")).objgen)
        else:
            found.add(element.Pg.objgen)
    return found


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils is not installed")
def test_read_out_a_note_is_whole(tmp_path: Path) -> None:
    """Poppler reads the structure of the edition for screens: what it tells of each note is what the author wrote."""
    file = tmp_path / "screen.pdf"
    file.write_bytes(made()[0]["screen"].data)
    said = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True).stdout.decode()
    after = re.split(r"^ *Note <[^>]*>.*$", said, flags=re.MULTILINE)[1:]
    for note, told in zip(book().divisions[0].notes, after, strict=True):
        (words,) = note.paragraphs[0].inlines
        assert isinstance(words, Text)
        spoken = "".join(line.strip()[1:-1] for line in told.splitlines() if line.strip().startswith('"'))
        assert letters_of(f"{note.number}{words.text}").text in letters_of(spoken).text.replace("\u00ad", "")


@pytest.mark.skipif(not java.program() or not java.verapdf_jar(), reason="veraPDF or Java is not installed")
def test_verapdf_finds_nothing() -> None:
    with open_desk() as desk:
        verdict = run_verapdf(made()[0]["screen"], book(), ("pdf/ua-1", "pdf/a-3a"), desk=desk)
    assert verdict.findings == ()
    assert verdict.version


def test_in_however_many_processes_it_is_the_same() -> None:
    assert made(2)[0]["print"].data == made()[0]["print"].data


def test_laid_out_in_one_run_it_is_the_same() -> None:
    """Also where a note longer than a page is called in the last line of a chapter: pages of its own come before the next."""
    load_engine()
    chance = random.Random(4)
    makers.fresh()
    last = makers.paragraph(prose(chance, 3), makers.call("last"))
    note = makers.note("last", prose(chance, 70))
    first = makers.division("one", makers.paragraph(prose(chance, 40)), last, title="One", notes=(note,))
    asked = order(makers.manuscript(first, makers.division("two", makers.paragraph(prose(chance, 40)), title="Two")))
    geometry, held = page_geometry(asked.plan.trim), holdings(asked.manuscript)
    assert geometry is not None
    runs = [lay(asked, geometry, held).pages for lay in (lay_out_book, lay_out_in_one_run)]
    whole, parts = ([(page.anchor, page.letters, page.calls, page.notes) for page in pages] for pages in runs)
    assert whole == parts
    assert [page.blank for page in runs[0]] == [False] * len(whole)
    alone = [notes for anchor, _, _, notes in whole if anchor is None]
    assert [[one.id for one in notes] for notes in alone] == [["note-last"]] * len(alone)
    assert alone
