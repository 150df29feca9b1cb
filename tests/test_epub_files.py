"""How a book is cut into files: a division is one, until it is so long that old readers would open it slowly."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

import issues
import makers
from serge_press.checks.epub_checks import LONGEST, check_epub
from serge_press.checks.opened_epub import OpenedEpub, open_epub
from serge_press.editions.edition import Order
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.editions.epub_files import NOTES_A_FILE
from serge_press.editions.epub_survey import XHTML
from serge_press.manuscript.folios import Folio, Folios
from serge_press.manuscript.nodes import Anchor, Block, GroupStyle, Reference
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.model.plan import EditionPlan
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.house import House

WORDS = "The tide of the year went out and left the harbour to the boys and the gulls. " * 8


def brought(*divisions: Division, folios: Folios, profile: str = "epub") -> OpenedEpub:
    plan = EditionPlan(profile, "epub", makers.plan().place, profile=profile)
    house = without_fonts()
    order = Order(plan, makers.manuscript(*divisions), house, MemoryFolder({}), folios, issues.STAMP, ())
    issue, found = bring_out_epub(order)
    assert issue is not None, found
    assert check_epub(issue) == ()
    return open_epub(issue.data)


def without_fonts() -> House:
    house = copy.copy(makers.house())
    house.fonts = ()
    return house


def bibliography(entries: int, sections: int) -> Division:
    """Sections of so many entries each, of two thirds of a kilobyte."""
    made: list[Block] = []
    for section in range(sections):
        made.append(makers.heading(f"Section {section + 1}", at=f"section-{section + 1}"))
        for entry in range(entries):
            name = f"work-{section + 1}-{entry + 1}"
            said = makers.paragraph(WORDS, at=f"{name}--p1")
            made.append(makers.group(GroupStyle.ENTRY, said, at=name))
    return makers.division(
        "bibliography", *made, title="What he wrote", role=Role.BIBLIOGRAPHY, matter=Matter.BACK
    )  # fmt: skip


def files(book: OpenedEpub, of: str) -> list[str]:
    return [path.rsplit("/", 1)[1] for path in book.spine if of in path]


PAGES = Folios(
    (Folio(1, "1", Anchor("work-1-1--p1"), 40), Folio(2, "2", Anchor("work-1-2--p1"), 40)), {Anchor("work-1-2"): "2"}
)
THREE = replace(PAGES, pages=(*PAGES.pages, Folio(3, "3", Anchor("work-3-150--p1"), 40)))


@pytest.mark.parametrize(("profile", "parts"), [("epub", 2), ("kobo", 3)])
def test_a_long_part_goes_on_in_a_second_file_before_a_section(profile: str, parts: int) -> None:
    to_work = Reference("work", "w", makers.runs("a late work"), makers.plan().place, target=Anchor("work-3-150"))
    life = makers.division("life", makers.paragraph("See ", to_work, "."), title="A life")
    book = brought(life, bibliography(160, 3), folios=THREE, profile=profile)
    names = files(book, "bibliography")
    assert names == ["bibliography.xhtml", "bibliography-2.xhtml", "bibliography-3.xhtml"][:parts]
    assert all(len(book.data[path]) < LONGEST for path in book.spine)
    link = next(a for a in book.trees["EPUB/text/life.xhtml"].iter(f"{XHTML}a"))
    assert link.get("href") == f"{names[-1]}#work-3-150"
    assert [address for label, address, _ in book.entries("page-list") if label == "3"] == [
        f"EPUB/text/{names[-1]}#page-3"
    ]


def test_what_is_continued_is_named_once_and_its_sections_stand_under_it() -> None:
    book = brought(bibliography(160, 3), folios=PAGES)
    toc = [(label, address.rsplit("/", 1)[1]) for label, address, _ in book.entries("toc")]
    assert toc[:4] == [
        ("What he wrote", "bibliography.xhtml"),
        ("Section 1", "bibliography.xhtml#section-1"),
        ("Section 2", "bibliography.xhtml#section-2"),
        ("Section 3", "bibliography-2.xhtml#section-3"),
    ]
    second = book.trees["EPUB/text/bibliography-2.xhtml"]
    section = next(second.iter(f"{XHTML}section"))
    assert section.get("role") == "doc-bibliography"
    assert section.get("aria-label") == "What he wrote"
    assert not list(second.iter(f"{XHTML}h1"))
    assert second.findtext(f"{XHTML}head/{XHTML}title") == f"What he wrote: Section 3 – {makers.plan().title}"


def test_a_section_too_long_for_one_file_is_cut_between_entries() -> None:
    book = brought(bibliography(500, 1), folios=PAGES)
    assert files(book, "bibliography") == ["bibliography.xhtml", "bibliography-2.xhtml"]
    entries = [
        li.get("id") for path in book.spine for li in book.trees[path].iter(f"{XHTML}li") if li.get("class") == "entry"
    ]
    assert entries == [f"work-1-{number}" for number in range(1, 501)]


def test_the_second_file_takes_no_name_that_the_book_has() -> None:
    other = makers.division("bibliography-2", makers.paragraph("He left."), title="Another")
    book = brought(other, bibliography(160, 3), folios=PAGES)
    assert files(book, "bibliography") == ["bibliography-2.xhtml", "bibliography.xhtml", "bibliography-3.xhtml"]


def test_the_notes_of_one_chapter_go_on_with_their_numbers() -> None:
    count = NOTES_A_FILE + 20
    calls = [makers.call(f"one{number}", number) for number in range(1, count + 1)]
    notes = tuple(makers.note(f"one{number}", "So.", number=number) for number in range(1, count + 1))
    for profile in ("epub", "kindle"):
        chapter = makers.division("one", makers.paragraph("He left.", *calls), title="One", notes=notes)
        book = brought(chapter, folios=Folios((), {}), profile=profile)
        assert files(book, "notes") == ["notes.xhtml", "notes-2.xhtml"]
        second = book.trees["EPUB/text/notes-2.xhtml"]
        if profile == "epub":
            assert next(second.iter(f"{XHTML}ol")).get("start") == str(NOTES_A_FILE + 1)
        else:
            back = next(a for a in second.iter(f"{XHTML}a") if a.get("role") == "doc-backlink")
            assert back.text == f"{NOTES_A_FILE + 1}."
