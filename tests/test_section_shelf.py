"""The shelf of sections: what it gives back is what was kept, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from serge_press.workshop.section_shelf import SectionsOnDisk


def digest(number: int) -> str:
    return f"{number:064x}"


@pytest.fixture
def shelf(tmp_path: Path) -> SectionsOnDisk:
    return SectionsOnDisk(tmp_path / ".press" / "sections")


def test_what_was_kept_is_there_for_another_build(shelf: SectionsOnDisk) -> None:
    assert shelf.fetch(digest(1)) is None
    shelf.keep(digest(1), b"sheets")
    assert SectionsOnDisk(shelf.folder).fetch(digest(1)) == b"sheets"
    assert shelf.fetch(digest(2)) is None


def cut(data: bytes) -> bytes:
    return data[:-1]


def changed(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def longer(data: bytes) -> bytes:
    return data + b"x"


def empty(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut, changed, longer, empty])
def test_a_damaged_entry_is_no_hit_and_is_replaced(shelf: SectionsOnDisk, damage: Callable[[bytes], bytes]) -> None:
    shelf.keep(digest(1), b"sheets")
    path = shelf.folder / digest(1)
    path.write_bytes(damage(path.read_bytes()))
    assert shelf.fetch(digest(1)) is None
    assert not path.exists()
    shelf.keep(digest(1), b"sheets")
    assert shelf.fetch(digest(1)) == b"sheets"


def test_what_was_not_used_for_longest_goes_first(shelf: SectionsOnDisk) -> None:
    shelf.room = 10_000
    for number in range(9):
        shelf.keep(digest(number), bytes(1000))
        os.utime(shelf.folder / digest(number), (number, number))
    assert shelf.fetch(digest(0)) is not None  # and so it is the last to go
    shelf.keep(digest(9), bytes(1000))
    left = [number for number in range(10) if shelf.fetch(digest(number)) is not None]
    assert left[0] == 0
    assert left[1:] == list(range(left[1], 10))
    assert sum(path.stat().st_size for path in shelf.folder.iterdir()) <= shelf.room


def test_what_is_larger_than_the_room_is_not_kept(shelf: SectionsOnDisk) -> None:
    shelf.room = 500
    shelf.keep(digest(1), bytes(1000))
    assert shelf.fetch(digest(1)) is None


def test_builds_at_once_do_each_other_no_harm(shelf: SectionsOnDisk) -> None:
    shelf.room = 60_000

    def build(turn: int) -> None:
        mine = SectionsOnDisk(shelf.folder, shelf.room)
        for number in range(40):
            mine.keep(digest(number), bytes([number]) * 3000)
            assert mine.fetch(digest((number + turn) % 40)) in (None, bytes([(number + turn) % 40]) * 3000)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(build, range(4)))
    assert not list(shelf.folder.glob("unfinished-*"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x" * 64, digest(1)[:-1]])
def test_a_name_that_is_no_digest_reaches_no_file(shelf: SectionsOnDisk, name: str) -> None:
    shelf.keep(name, b"x")
    assert not shelf.folder.exists()
    assert shelf.fetch(name) is None


def test_a_link_that_came_with_the_book_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "sections").symlink_to(elsewhere)
    shelf = SectionsOnDisk(tmp_path / "sections")
    shelf.keep(digest(1), b"x")
    assert shelf.fetch(digest(1)) is None
    assert not list(elsewhere.iterdir())


def test_a_full_disk_is_an_empty_shelf(shelf: SectionsOnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    shelf.keep(digest(1), b"sheets")
    assert shelf.fetch(digest(1)) is None
    assert not list(shelf.folder.iterdir())
