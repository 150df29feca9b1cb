"""Findings as an author reads them."""

from __future__ import annotations

from serge_press.cli.report import as_text, lines_of
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
