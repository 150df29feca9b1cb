"""A record that was left out for its faults is told of once: not again wherever something refers to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from books import BOOKS
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", folder, ignore=shutil.ignore_patterns("build"))
    return folder


def rules(folder: Path) -> dict[str, set[str]]:
    """Rule to the files in which it was raised, of what stops the press or warns."""
    told: dict[str, set[str]] = {}
    for found in prepare(DiskFolder(folder)).findings:
        told.setdefault(found.rule, set()).add(found.place.file)
    return told


def new(folder: Path, before: dict[str, set[str]]) -> set[str]:
    return {rule for rule, files in rules(folder).items() if files - before.get(rule, set())}


def change(path: Path, old: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, by, 1), encoding="utf-8")


def test_a_work_of_a_kind_that_is_not_known_is_not_missed_where_it_is_linked(book: Path) -> None:
    before = rules(book)
    for work in sorted((book / "catalogue/works").glob("*.md")):
        change(work, "\nkind: ", "\nkind: no-such-")
    assert new(book, before) == {"R005"}


def test_a_file_that_is_no_yaml_takes_no_reference_with_it(book: Path) -> None:
    before = rules(book)
    sources = book / "catalogue/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "\t- x\n", encoding="utf-8")
    assert new(book, before) == {"F013"}


def test_a_file_in_another_encoding_takes_no_reference_with_it(book: Path) -> None:
    before = rules(book)
    people = book / "catalogue/people.yaml"
    people.write_bytes(people.read_bytes() + "# né à Orlenz\n".encode("latin-1"))
    assert new(book, before) == {"F001"}


def test_what_hangs_on_no_record_that_was_left_out_is_told_all_the_same(book: Path) -> None:
    before = rules(book)
    for case in sorted((book / "catalogue/cases").glob("*.md")):
        change(case, "\nverdict: ", "\nverdict: no-such-")
    events = book / "catalogue/events.yaml"
    events.write_text(
        events.read_text(encoding="utf-8") + "\n- {id: unheard, when: 1907, what: Nothing.}\n", encoding="utf-8"
    )
    assert new(book, before) == {"R005"} | {"C024"}


def test_what_stands_nowhere_is_still_missed(book: Path) -> None:
    before = rules(book)
    for work in sorted((book / "catalogue/works").glob("*.md")):
        change(work, "\nkind: ", "\nkind: no-such-")
    preface = book / "front/preface.md"
    preface.write_text(preface.read_text(encoding="utf-8") + "\nSee [it](work:never-written).\n", encoding="utf-8")
    assert new(book, before) == {"R005", "X001"}


def test_a_tab_is_told_as_such(book: Path) -> None:
    sources = book / "catalogue/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + "\t- x\n", encoding="utf-8")
    found = next(one for one in prepare(DiskFolder(book)).findings if one.rule == "F013")
    assert "spaces where the tab stands" in found.mend


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("She left [harbour-archive, f. 3].", "write [@harbour-archive, f. 3] for “[harbour-archive, f. 3]”"),
        ("She left @harbour-archive.", "write [@harbour-archive] for “@harbour-archive”"),
        ("She left [sic].", "cite a source"),
    ],
)
def test_evidence_in_the_wrong_brackets_is_told_how_to_be_written(book: Path, written: str, mend: str) -> None:
    life = book / "lives/en/2-lock.md"
    life.write_text(life.read_text(encoding="utf-8") + f"\n{written}\n", encoding="utf-8")
    (found,) = [one for one in prepare(DiskFolder(book)).findings if one.rule == "M023"]
    assert found.mend.startswith(mend)
