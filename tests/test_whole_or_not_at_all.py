"""A build that fails, is killed or finds no room leaves the last good editions as they were."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from books import BOOKS
from serge_press.workshop import output_folder
from serge_press.workshop.output_folder import OutputFolder, clean, sha256

BUILD = [sys.executable, "-m", "serge_press.cli.main", "build", "--draft", "-q"]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    subprocess.run([*BUILD, str(book)], check=True, capture_output=True, timeout=300)
    return book


def editions(book: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()) for path in sorted((book / "build").iterdir()) if path.is_file()}


def change(book: Path) -> None:
    chapter = book / "lives/en/1-compositor.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOne line more [@harbour-archive].\n", encoding="utf-8")


def test_killed_at_any_moment(built: Path) -> None:
    before = editions(built)
    assert len(before) == 2
    change(built)
    for seconds in (0.3, 1.0, 2.0, 3.0):
        running = subprocess.Popen([*BUILD, str(built)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        alive = running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
        if alive:
            assert editions(built) == before
    subprocess.run([*BUILD, str(built)], check=True, capture_output=True, timeout=300)
    after = editions(built)
    assert set(after) == set(before)
    assert all(after[name] != before[name] for name in before)
    assert not list((built / "build/.press").glob("unfinished-*"))


def test_an_error_in_the_book_writes_nothing(built: Path) -> None:
    before = editions(built)
    events = built / "catalogue/events.yaml"
    events.write_text(
        events.read_text(encoding="utf-8") + "\n- {id: x, when: 1911-13, what: Never.}\n", encoding="utf-8"
    )
    done = subprocess.run([*BUILD[:-2], str(built)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    assert "when: there is no month 13" in done.stderr
    assert "Traceback" not in done.stderr
    assert editions(built) == before


def test_a_full_disk_leaves_the_old_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = OutputFolder(tmp_path / "build")
    shelf.put({"a.pdf": b"old a", "a.epub": b"old e"}, {"files": ["a.pdf", "a.epub"]})
    real = output_folder._write_and_sync

    def full(path: Path, data: bytes) -> None:
        if data == b"new e":
            path.write_bytes(data[:2])
            raise OSError(28, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(output_folder, "_write_and_sync", full)
    with pytest.raises(OSError, match="No space left"):
        shelf.put({"a.pdf": b"new a", "a.epub": b"new e"}, {"files": []})
    assert (tmp_path / "build/a.pdf").read_bytes() == b"old a"
    assert (tmp_path / "build/a.epub").read_bytes() == b"old e"
    assert not list((tmp_path / "build/.press").glob("unfinished-*"))
    assert shelf.ledger() == {"files": ["a.pdf", "a.epub"]}


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_ledger_is_no_ledger(tmp_path: Path, damage: bytes) -> None:
    shelf = OutputFolder(tmp_path)
    shelf.put({"a.pdf": b"a"}, {"files": ["a.pdf"]})
    (shelf.workroom / "ledger.json").write_bytes(damage)
    assert shelf.ledger() == {}


def test_clean_takes_only_what_is_ours(tmp_path: Path) -> None:
    directory = tmp_path / "out"
    OutputFolder(directory).put({"a.pdf": b"a"}, {"files": ["a.pdf", "../secret", "/etc/hostname"]})
    (tmp_path / "secret").write_text("mine")
    (directory / "notes.txt").write_text("mine")
    assert clean(directory) == ["a.pdf", ".press"]
    assert sorted(os.listdir(directory)) == ["notes.txt"]
    assert (tmp_path / "secret").exists()


def test_an_unchanged_book_is_not_made_again(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built / "build").iterdir() if path.is_file()}
    done = subprocess.run([*BUILD[:-1], str(built)], capture_output=True, text=True, timeout=60, check=True)
    assert "unchanged" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    epub = built / "build" / "mirela-tandari.epub"
    epub.write_bytes(epub.read_bytes()[:-1])
    done = subprocess.run([*BUILD[:-1], str(built)], capture_output=True, text=True, timeout=300, check=True)
    assert "unchanged" not in done.stderr
    assert sha256(epub.read_bytes()) == editions(built)[epub.name]
