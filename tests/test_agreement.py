"""The promise of the press: both editions say the same, on the same pages. Planted disagreements must be found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

import issues
from serge_press.checks.agreement import MOST, check_agreement
from serge_press.checks.opened_epub import open_epub
from serge_press.editions.edition import Issue
from serge_press.findings import Finding
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder

MARK = r'<(span|div) id="page-[^"]*" epub:type="pagebreak"[^>]*></\1>'
CHAPTER = "text/compositor.xhtml"


def compared(printed: Issue | None = None, book: Issue | None = None) -> tuple[Finding, ...]:
    sound_print, sound_book, _ = issues.brought_out()
    return check_agreement(printed or sound_print, book or sound_book, issues.manuscript())


def spoil(name: str, change: Callable[[str], str]) -> Issue:
    return issues.spoiled(issues.brought_out()[1], name, change)


def rules(found: tuple[Finding, ...]) -> set[str]:
    return {one.rule for one in found}


def test_the_editions_of_the_complete_book_agree() -> None:
    assert compared() == ()


def test_the_editions_can_be_compared_because_they_have_something_to_compare() -> None:
    printed, book, _ = issues.brought_out()
    opened = open_epub(book.data)
    assert printed.folios is not None
    assert [label for label, _, _ in opened.entries("page-list")] == [page.label for page in printed.folios.pages]
    assert "".join(re.findall(MARK, "".join(d.decode() for n, d in opened.data.items() if n.endswith(".xhtml"))))


def test_a_book_without_a_word_has_nothing_that_differs() -> None:
    book = b'title = "H"\nlanguage = "en"\nby = ["X"]\n[edition.print]\nkind = "print"\n[edition.epub]\nkind = "epub"\n'
    proof = prepare(MemoryFolder({"book.toml": book}))
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, 0, validate=False, workers=1)
    assert [one.issue.kind for one in run.made] == ["print", "epub"]
    assert {one.rule for one in run.findings if one.rule.startswith("G")} <= {"G002"}


def test_a_wrong_label_in_the_page_list() -> None:
    found = compared(book=spoil("nav.xhtml", lambda text: text.replace(">5</a></li>", ">55</a></li>")))
    assert {one.message for one in found if one.rule == "G002"} == {
        "printed page 5 is not in the e-book's page list",
        "the e-book's page list has a page 55 that the print edition has not",
        "page 55 of the page list leads to the mark of page 5",
    }


def test_an_entry_missing_from_the_page_list() -> None:
    found = compared(book=spoil("nav.xhtml", lambda text: re.sub(r'<li><a href="[^"]*#page-4">4</a></li>\n', "", text)))
    assert [(one.rule, one.message) for one in found] == [("G002", "printed page 4 is not in the e-book's page list")]


def test_page_list_entries_in_the_wrong_order() -> None:
    def swapped(text: str) -> str:
        lines = text.splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if '#page-4">' in line)
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
        return "".join(lines)

    assert [one.rule for one in compared(book=spoil("nav.xhtml", swapped))] == ["G002"]


def test_no_page_list_at_all() -> None:
    book = spoil("nav.xhtml", lambda text: text.replace('epub:type="page-list"', 'epub:type="loi"'))
    assert "the e-book has no page list" in {one.message for one in compared(book=book)}


LINE_MARK = re.compile(r'<span id="page-(\w+)" epub:type="pagebreak"[^>]*></span>')


def with_first_mark_moved(move: Callable[[str, str, str], str]) -> tuple[Finding, ...]:
    """What is found when the first mark within a paragraph is moved: ``move`` gets what is before it, it, what is after."""
    manuscript, printed, book = issues.long_paragraphs()

    def change(text: str) -> str:
        mark = LINE_MARK.search(text)
        assert mark is not None
        return move(text[: mark.start()], mark[0], text[mark.end() :])

    return check_agreement(printed, issues.spoiled(book, "text/first.xhtml", change), manuscript)


def test_pages_that_begin_within_a_paragraph_agree() -> None:
    manuscript, printed, book = issues.long_paragraphs()
    assert check_agreement(printed, book, manuscript) == ()
    assert LINE_MARK.search(issues.unpacked(book)["EPUB/text/first.xhtml"].decode())


@pytest.mark.parametrize("words", [1, 2, 10, 40])
def test_a_mark_moved_back(words: int) -> None:
    def move(before: str, mark: str, after: str) -> str:
        said = before.split(" ")
        return f"{' '.join(said[: -1 - words])} {mark}{' '.join(said[-1 - words :])}{after}"

    found = with_first_mark_moved(move)
    assert "G003" in rules(found)
    assert rules(found) <= {"G003", "G005"}


@pytest.mark.parametrize("words", [1, 2, 10, 40])
def test_a_mark_moved_on(words: int) -> None:
    def move(before: str, mark: str, after: str) -> str:
        said = after.split(" ")
        return f"{before}{' '.join(said[:words])} {mark}{' '.join(said[words:])}"

    found = with_first_mark_moved(move)
    assert "G003" in rules(found)
    assert "the mark of page 2 " in found[0].message


def test_a_finding_about_a_mark_names_the_place_in_the_authors_file() -> None:
    found = with_first_mark_moved(lambda before, mark, after: before + after.replace("</p>", f"{mark}</p>", 1))
    assert {one.place.file for one in found if one.rule == "G003"} == {"lives/1-exile.md"}


def test_a_page_number_that_is_not_the_page_of_what_it_names() -> None:
    def changed(text: str) -> str:
        return re.sub(r"\(p\.\u00a0(\d+)\)", lambda m: f"(p.\u00a0{int(m[1]) + 1})", text, count=1)

    found = compared(book=spoil(CHAPTER, changed))
    assert "G004" in rules(found)  # it names another page
    assert "G005" in rules(found)  # and print has another number there


def test_a_note_dropped_from_the_e_book() -> None:
    def without_last(text: str) -> str:
        at = text.rindex('<li><div class="note"')
        return text[:at] + text[text.index("</li>", at) + 5 :]

    found = compared(book=spoil("text/notes.xhtml", without_last))
    assert any(one.rule == "G006" and "does not have this note" in one.message for one in found)


def test_a_note_cut_short_in_the_e_book_or_longer_than_in_print() -> None:
    longer = spoil(
        "text/notes.xhtml", lambda text: text.replace("Its last leaf is wanting", "Its last two leaves are wanting")
    )
    assert [one.rule for one in compared(book=longer)] == ["G006", "G007"]


def test_a_note_that_says_what_another_note_says() -> None:
    """Short references are often alike; each must stand in its own place."""
    found = compared(book=spoil("text/notes.xhtml", lambda text: re.sub(r">Pell 1902</a>", ">Lenz 1958</a>", text)))
    assert {"G006", "G007"} <= rules(found)


def test_a_paragraph_lost_from_the_e_book_is_missed_in_print() -> None:
    def without_quotation(text: str) -> str:
        return re.sub(r"<blockquote.*?</blockquote>", "", text, count=1, flags=re.S)

    found = compared(book=spoil(CHAPTER, without_quotation))
    assert rules(found) == {"G007"}
    assert "A line is a thing of lead" in found[0].message


def test_a_word_changed_in_the_e_book() -> None:
    found = compared(book=spoil(CHAPTER, lambda text: text.replace("almanac", "calendar", 1)))
    assert "G005" in rules(found)


def relabelled(start: int) -> Issue:
    printed, _, _ = issues.brought_out()
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        for index in range(0, len(pdf.Root.PageLabels.Nums), 2):
            pdf.Root.PageLabels.Nums[index + 1]["/St"] = start
        pdf.save(buffer, deterministic_id=True)
    return replace(printed, data=buffer.getvalue())


def test_labels_of_the_pdf_that_are_not_the_numbers_printed() -> None:
    found = compared(printed=relabelled(2))
    assert {"G001", "G002"} <= rules(found)


def test_a_book_that_is_wrong_throughout_is_told_briefly() -> None:
    found = compared(printed=relabelled(400))
    for rule in rules(found):
        assert sum(one.rule == rule for one in found) <= MOST + 1


@pytest.mark.parametrize("data", [b"", b"no book at all", b"%PDF-1.7 cut off"])
def test_what_cannot_be_opened_is_a_finding(data: bytes) -> None:
    printed, book, _ = issues.brought_out()
    assert [one.rule for one in compared(printed=replace(printed, data=data))] == ["G008"]
    assert [one.rule for one in compared(book=replace(book, data=data))] == ["G008"]
