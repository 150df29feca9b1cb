"""A folder read again and again opens no file that nobody touched, and misses none that somebody did."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from serge_press.preview import known_folder
from serge_press.preview.known_folder import KnownFolder
from serge_press.reading import folder as reading_folder
from serge_press.reading.folder import DiskFolder, Refusal


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "lives").mkdir()
    (tmp_path / "lives/one.md").write_text("One.\n", encoding="utf-8")
    (tmp_path / "plate.png").write_bytes(b"not really a picture")
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened from now on."""
    names: list[str] = []
    really = reading_folder._read

    def noting(file: int, name: str, limit: int) -> bytes:
        names.append(name)
        return really(file, name, limit)

    monkeypatch.setattr(reading_folder, "_read", noting)
    return names


def old(path: Path) -> None:
    """Let the file seem to be written long ago, as far as a program can: the time of its change stays that of today."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


def test_a_file_is_opened_once_while_nobody_touches_it(
    book: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)
    folder = None
    for _ in range(3):
        folder = KnownFolder(book, folder)
        assert folder.read_text("lives/one.md")[0] == "One.\n"
        assert folder.read_bytes("plate.png") == b"not really a picture"
    assert sorted(opened) == ["lives/one.md", "plate.png"]


@pytest.mark.parametrize("way", ["written", "replaced", "same size and time"])
def test_a_file_that_was_touched_is_opened_again(
    book: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)
    path = book / "lives/one.md"
    old(path)
    before = KnownFolder(book)
    assert before.read_text("lives/one.md")[0] == "One.\n"
    time.sleep(0.02)  # longer than a tick of the clock that stamps files
    if way == "replaced":
        (book / "new").write_text("Two.\n", encoding="utf-8")
        os.replace(book / "new", path)
    else:
        path.write_text("Two.\n", encoding="utf-8")
    if way == "same size and time":
        old(path)
    assert KnownFolder(book, before).read_text("lives/one.md")[0] == "Two.\n"
    assert opened == ["lives/one.md"] * 2


def test_a_file_written_a_moment_ago_is_not_taken_to_be_finished(book: Path, opened: list[str]) -> None:
    before = KnownFolder(book)
    before.read_bytes("lives/one.md")
    KnownFolder(book, before).read_bytes("lives/one.md")
    assert opened == ["lives/one.md"] * 2


def test_what_is_refused_is_refused_each_time(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)
    before = KnownFolder(book)
    before.read_bytes("lives/one.md")
    (book / "lives/one.md").unlink()
    (book / "lives/one.md").symlink_to("/etc/hostname")
    again = KnownFolder(book, before)
    for name, rule in (("lives/one.md", "F003"), ("lives/two.md", "F008"), ("../x.md", "F007")):
        with pytest.raises(Refusal) as refusal:
            again.read_bytes(name)
        assert refusal.value.finding.rule == rule
    assert again.names() == DiskFolder(book).names()


def test_what_was_known_of_another_folder_is_not_taken_over(
    book: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)
    before = KnownFolder(book)
    before.read_bytes("lives/one.md")
    other = tmp_path_factory.mktemp("other")
    (other / "lives").mkdir()
    os.link(book / "lives/one.md", other / "lives/one.md")
    (other / "lives/one.md").write_text("Another.\n", encoding="utf-8")
    assert KnownFolder(other, before).read_text("lives/one.md")[0] == "Another.\n"


def test_no_more_is_kept_than_there_is_room_for(book: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_folder, "YOUNG", 0)
    monkeypatch.setattr(known_folder, "ROOM", 10)
    before = KnownFolder(book)
    before.read_bytes("plate.png")
    before.read_bytes("lives/one.md")
    again = KnownFolder(book, before)
    again.read_bytes("plate.png")
    again.read_bytes("lives/one.md")
    assert opened == ["plate.png", "lives/one.md", "plate.png"]
