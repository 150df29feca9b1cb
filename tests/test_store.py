"""The store: what it gives back is what was kept, or nothing, whatever befalls the folder."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.workshop.store import Store


def digest(number: int) -> str:
    return f"{number:064x}"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".press")


def entry(store: Store, number: int, shelf: str = "sections") -> Path:
    return store.folder / shelf / digest(number)


def files(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file() or path.is_symlink()]


def test_what_was_kept_is_there_for_another_build(store: Store) -> None:
    sections = store.shelf("sections")
    assert sections.fetch(digest(1)) is None
    sections.keep(digest(1), b"sheets")
    again = Store(store.folder)
    assert again.shelf("sections").fetch(digest(1)) == b"sheets"
    assert again.shelf("sections").fetch(digest(2)) is None
    assert again.shelf("editions").fetch(digest(1)) is None


# Entries that are not what was kept


def cut(data: bytes) -> bytes:
    return data[:-1]


def torn(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(len(data) - len(data) // 2)  # a file system that kept the length alone


def changed(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def longer(data: bytes) -> bytes:
    return data + b"x"


def empty(_: bytes) -> bytes:
    return b""


def of_another_version(data: bytes) -> bytes:
    return data.replace(b"store 3\n", b"store 2\n", 1)


@pytest.mark.parametrize("damage", [cut, torn, changed, longer, empty, of_another_version])
def test_a_damaged_entry_is_no_hit_and_is_replaced(store: Store, damage: Callable[[bytes], bytes]) -> None:
    store.keep("sections", digest(1), b"sheets of a section")
    path = entry(store, 1)
    path.write_bytes(damage(path.read_bytes()))
    assert store.fetch("sections", digest(1)) is None
    assert not path.exists()
    store.keep("sections", digest(1), b"sheets of a section")
    assert store.fetch("sections", digest(1)) == b"sheets of a section"


@given(at=st.integers(0, 199), flip=st.integers(1, 255))
def test_no_flipped_byte_is_trusted(tmp_path_factory: pytest.TempPathFactory, at: int, flip: int) -> None:
    store = Store(tmp_path_factory.mktemp("flipped"))
    store.keep("sections", digest(1), bytes(200 - 52))
    path = entry(store, 1)
    held = bytearray(path.read_bytes())
    assert len(held) == 200
    held[at] ^= flip
    path.write_bytes(held)
    assert store.fetch("sections", digest(1)) is None


def test_an_entry_put_in_anothers_place_is_no_hit(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    store.keep("verdicts", digest(1), b"verdict")
    os.replace(entry(store, 1), entry(store, 2))
    os.replace(entry(store, 1, "verdicts"), entry(store, 1))
    assert store.fetch("sections", digest(2)) is None
    assert store.fetch("sections", digest(1)) is None


def test_an_entry_of_any_size_is_not_read_into_memory(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    with entry(store, 1).open("r+b") as file:
        file.truncate(1 << 40)  # a sparse file of a terabyte
    assert store.fetch("sections", digest(1)) is None
    assert not entry(store, 1).exists()


# Room


def test_what_was_not_used_for_longest_goes_first_from_whatever_shelf(store: Store) -> None:
    store.room = 10_000
    for number in range(9):
        shelf = ("sections", "editions")[number % 2]
        store.keep(shelf, digest(number), bytes(1000))
        os.utime(entry(store, number, shelf), (number, number))
    assert store.fetch("sections", digest(0)) is not None  # and so it is the last to go
    store.keep("sections", digest(9), bytes(1000))
    left = [
        number for number in range(10) if files(store) and any(path.name == digest(number) for path in files(store))
    ]
    assert left[0] == 0
    assert left[1:] == list(range(left[1], 10))
    assert sum(path.stat().st_size for path in files(store)) <= store.room


def test_what_is_larger_than_the_room_is_not_kept(store: Store) -> None:
    store.room = 500
    store.keep("sections", digest(1), bytes(1000))
    assert files(store) == []


def test_what_a_killed_process_left_half_written_goes(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    fresh, old = (entry(store, 1).with_name(f"unfinished-{name}") for name in ("fresh", "old"))
    fresh.write_bytes(b"half")
    old.write_bytes(b"half")
    os.utime(old, (1, 1))
    Store(store.folder).keep("sections", digest(2), b"sheets")
    assert fresh.exists()  # somebody may be at it
    assert not old.exists()


def test_cleared_it_is_empty(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    ledger = store.folder / "ledger.json"
    ledger.write_text("{}")
    store.clear()
    assert files(store) == [ledger]
    store.keep("sections", digest(1), b"sheets")
    assert store.fetch("sections", digest(1)) == b"sheets"


# Several at once


def test_threads_do_each_other_no_harm(store: Store) -> None:
    store.room = 60_000

    def build(turn: int) -> None:
        mine = Store(store.folder, store.room)
        for number in range(40):
            mine.keep("sections", digest(number), bytes([number]) * 3000)
            assert mine.fetch("sections", digest((number + turn) % 40)) in (None, bytes([(number + turn) % 40]) * 3000)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(build, range(4)))
    assert not list(store.folder.rglob("unfinished-*"))


PUTTING_IN = """
import sys
from pathlib import Path
from serge_press.workshop.store import Store
store = Store(Path(sys.argv[1]), 2_000_000)
print("begun", flush=True)
for turn in range(10**9):
    number = turn % 20
    store.keep("sections", f"{number:064x}", bytes([number]) * 300_000)
"""


def putting_in(store: Store) -> subprocess.Popen[str]:
    """A process that writes entry after entry until it is killed."""
    command = [sys.executable, "-c", PUTTING_IN, str(store.folder)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    return running


def test_killed_while_writing_nothing_half_written_is_ever_given_back(store: Store) -> None:
    for moment in range(12):
        running = putting_in(store)
        other = putting_in(store)
        time.sleep(0.01 * moment)
        for one in (running, other):
            one.send_signal(signal.SIGKILL)
            one.communicate()
        for number in range(20):
            assert store.fetch("sections", digest(number)) in (None, bytes([number]) * 300_000)
    for path in store.folder.rglob("unfinished-*"):
        os.utime(path, (1, 1))
    Store(store.folder).keep("sections", digest(1), b"x")
    assert not list(store.folder.rglob("unfinished-*"))


# A faulty disk


def test_a_file_that_may_grow_no_further_is_left_out(store: Store) -> None:
    """The limit of the system, as a full disk: the write itself fails in the middle."""
    store.keep("sections", digest(1), b"sheets")
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    heeded = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, held[1]))
        store.keep("sections", digest(2), bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
        signal.signal(signal.SIGXFSZ, heeded)
    assert files(store) == [entry(store, 1)]
    assert store.fetch("sections", digest(1)) == b"sheets"


def test_a_full_disk_is_an_empty_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    store.keep("sections", digest(1), b"sheets")
    assert store.fetch("sections", digest(1)) is None
    assert files(store) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a file system that is mounted to be read only")
def test_a_folder_that_may_only_be_read_serves_and_takes_nothing(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    store.keep("sections", digest(2), b"sheets")
    entry(store, 2).write_bytes(b"damaged")
    script = f"""
import ctypes, os, sys
from pathlib import Path
libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, MS_RDONLY, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 0x20000, 1, 32, 4096, 16384, 1 << 18
where = {str(store.folder)!r}.encode()
for done in (libc.unshare(CLONE_NEWNS), libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None),
             libc.mount(where, where, None, MS_BIND, None),
             libc.mount(None, where, None, MS_REMOUNT | MS_BIND | MS_RDONLY, None)):
    if done:
        sys.exit(77)
from serge_press.workshop.store import Store
store = Store(Path({str(store.folder)!r}))
assert store.fetch("sections", {digest(1)!r}) == b"sheets"
assert store.fetch("sections", {digest(2)!r}) is None
store.keep("sections", {digest(3)!r}, b"sheets")
store.keep("editions", {digest(3)!r}, b"sheets")
store.clear()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("this system lets nobody mount")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in files(store)) == [digest(1), digest(2)]


# What a book folder may bring with it


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x" * 64, digest(1)[:-1]])
def test_a_name_that_is_no_digest_reaches_no_file(store: Store, name: str) -> None:
    store.keep("sections", name, b"x")
    assert not store.folder.exists()
    assert store.fetch("sections", name) is None


@pytest.mark.parametrize("name", ["", "..", "a/b", "Sections"])
def test_a_shelf_has_a_plain_name(store: Store, name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of ours, and says no more than the name
        store.shelf(name)


@pytest.mark.parametrize("link", [".press", ".press/sections"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    Store(elsewhere).keep("sections", digest(1), b"theirs")
    before = sorted(elsewhere.rglob("*"))
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(elsewhere if link == ".press" else elsewhere / "sections")
    store = Store(tmp_path / ".press", room=100)
    assert store.fetch("sections", digest(1)) is None
    store.keep("sections", digest(2), b"x")
    store.keep("sections", digest(3), bytes(40))
    store.clear()
    assert sorted(elsewhere.rglob("*")) == before


def test_an_entry_that_is_a_link_is_not_followed(store: Store, tmp_path: Path) -> None:
    store.keep("sections", digest(1), b"sheets")
    mine = tmp_path / "mine"
    mine.write_bytes(entry(store, 1).read_bytes())
    entry(store, 1).unlink()
    entry(store, 1).symlink_to(mine)
    before = mine.stat().st_mtime_ns
    assert store.fetch("sections", digest(1)) is None
    store.keep("sections", digest(1), b"new")
    assert store.fetch("sections", digest(1)) == b"new"
    assert mine.stat().st_mtime_ns == before
    assert mine.exists()


def test_a_pipe_keeps_nobody_waiting(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    entry(store, 1).unlink()
    os.mkfifo(entry(store, 1))
    assert store.fetch("sections", digest(1)) is None


def test_a_folder_in_the_place_of_an_entry(store: Store) -> None:
    store.keep("sections", digest(1), b"sheets")
    entry(store, 2).mkdir()
    assert store.fetch("sections", digest(2)) is None
    store.keep("sections", digest(2), b"sheets")
    assert store.fetch("sections", digest(1)) == b"sheets"
