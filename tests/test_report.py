"""Findings as an author reads them."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from serge_press.cli.report import Tally, as_github, as_text, from_repository, lines_of
from serge_press.findings import Place
from serge_press.reading.folder import MemoryFolder
from serge_press.rules import finding


def test_a_line_is_shown_as_the_readers_count_lines() -> None:
    folder = MemoryFolder({"a.md": "one\u2028still one\x0band still\r\ntwo\rthree\n".encode()})
    lines = lines_of(folder)
    assert [lines("a.md", number) for number in range(1, 6)] == [
        "one\u2028still one\x0band still",
        "two",
        "three",
        "",
        None,
    ]
    assert lines("b.md", 1) is None


def test_a_place_of_a_whole_line_shows_no_caret() -> None:
    folder = MemoryFolder({"a.md": b"one\ntwo\n"})
    exact = as_text([finding("M009", Place("a.md", 2, 2, 1), "odd", "mend it")], lines_of(folder))
    whole = as_text([finding("M009", Place("a.md", 2), "odd", "mend it")], lines_of(folder))
    assert "two\n       |  ^" in exact
    assert "^" not in whole


def test_a_control_character_of_the_authors_never_reaches_the_terminal() -> None:
    folder = MemoryFolder({"a.md": b"one \x1b[2J two\n"})
    told = as_text([finding("F010", Place("a.md", 1, 5, 1), "odd", "mend it")], lines_of(folder))
    assert "one \ufffd[2J two" in told


def test_values_of_the_authors_in_a_message_stay_on_its_line() -> None:
    folder = MemoryFolder({})
    told = as_text([finding("F009", Place("a\x1b[2J.md"), "no part 'l\nm\x07'", "mend\r\nit")], lines_of(folder))
    assert click.unstyle(told) == "a\ufffd[2J.md: warning[F009]: no part 'l m\ufffd'\n  mend: mend it"


def test_a_forge_is_told_files_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r" / ".git").mkdir(parents=True)
    book = tmp_path / "r" / "docs" / "bk"
    book.mkdir(parents=True)
    assert from_repository(book) == "docs/bk/"
    assert from_repository(tmp_path / "r") == ""
    monkeypatch.chdir(book)
    assert from_repository(Path()) == "docs/bk/"


def test_without_a_repository_files_are_told_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bk").mkdir()
    monkeypatch.chdir(tmp_path)
    assert from_repository(Path("bk")) == "bk/"
    monkeypatch.chdir(tmp_path / "bk")
    assert from_repository(tmp_path) == ""


def test_a_forge_is_not_sent_to_files_that_are_none_of_the_authors() -> None:
    found = [
        finding("M009", Place("a.md", 2, 3), "50% of a:\nodd", "mend"),
        finding("E007", Place("EPUB/nav.xhtml"), "the contents are empty", "report it"),
    ]
    told = as_github(found, "docs/a, b/", {"a.md"}).split("\n")
    assert told == [
        "::error file=docs/a%2C b/a.md,line=2,col=3,title=M009::50%25 of a:%0Aodd – mend",
        "::error title=E007::EPUB/nav.xhtml: the contents are empty – report it",
    ]
    assert Tally.of(found).errors == 2
