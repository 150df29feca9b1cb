"""A draft says that it is one, and what is not in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from books import BOOKS


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "serge_press.cli.main", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """The complete book with a chapter that is not UTF-8 and a work whose head is broken."""
    book = tmp_path / "torn"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    with (book / "lives/en/2-lock.md").open("ab") as chapter:
        chapter.write(b"\xff")
    (book / "catalogue/works/low-water.md").write_text("---\n{\n---\n", encoding="utf-8")
    return book


def test_a_draft_says_what_it_leaves_out(torn: Path) -> None:
    done = run("build", "--draft", "-t", "print", str(torn))
    assert done.returncode == 1
    assert Path(done.stdout.strip()).is_file()
    assert "This is a draft, with " in done.stderr
    assert "Left out, for it could not be read: catalogue/works/low-water.md\n" in done.stderr
    assert "Left out, for it could not be read: lives/en/2-lock.md\n" in done.stderr
    assert "before they go out" not in done.stderr


def test_a_program_is_told_the_same(torn: Path) -> None:
    told = json.loads(run("build", "--draft", "-t", "print", "--format", "json", str(torn)).stdout)
    assert told["draft"] is True
    assert told["left_out"] == ["catalogue/works/low-water.md", "lives/en/2-lock.md"]
    assert [edition["name"] for edition in told["editions"]] == ["print"]


def test_a_whole_book_leaves_nothing_out() -> None:
    from serge_press.many import Request, make_editions

    out = make_editions(str(BOOKS / "complete"), Request(("print",), draft=True))
    assert out.draft
    assert out.left_out == ()


@pytest.mark.parametrize(
    ("words", "status", "error"),
    [
        (("build", "nowhere", "--format", "json"), 2, "no book.toml"),
        (("check", str(BOOKS / "complete"), "--format=json", "--only", "Z"), 2, "no rule 'Z'"),
        (("build", str(BOOKS / "complete"), "-t", "paperback", "--format", "json"), 2, "no edition 'paperback'"),
        (("build", str(BOOKS / "complete"), "--colour", "--format", "json"), 2, "--colour"),
    ],
)
def test_what_stops_a_command_is_json_too_where_json_is_wanted(words: tuple[str, ...], status: int, error: str) -> None:
    done = run(*words)
    assert done.returncode == status
    assert error in json.loads(done.stdout)["error"]
    assert "Error: " in done.stderr
