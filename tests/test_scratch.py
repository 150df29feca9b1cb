"""Temporary files: none stays behind a process that ends, and those of a killed one go with the next run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from books import BOOKS
from serge_press import scratch
from serge_press.processes import pool

HOLDING = "import sys; from serge_press.scratch import scratch; print(scratch(), flush=True); sys.stdin.read()"


def holding(room: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process with a scratch folder, which it tells; it lives until its standard input ends."""
    running = subprocess.Popen(
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(room)},
    )  # fmt: skip
    assert running.stdout is not None
    return running, Path(running.stdout.readline().strip())


def test_it_goes_with_its_process(tmp_path: Path) -> None:
    running, folder = holding(tmp_path)
    assert folder.is_dir()
    assert folder.parent == tmp_path
    running.communicate()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_and_the_living_keep_theirs(tmp_path: Path) -> None:
    living, kept = holding(tmp_path)
    killed, left = holding(tmp_path)
    (left / "fonts").mkdir()
    (left / "fonts" / "garamond").write_bytes(b"font")
    killed.kill()
    killed.communicate()
    assert left.is_dir()
    other, folder = holding(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted((kept, folder))
    for one in (other, living):
        one.communicate()
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_ours_is_swept(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "held").write_text("")
    (mine / "letter").write_text("dear friend")
    room = tmp_path / "tmp"
    room.mkdir()
    (room / "serge-press-link").symlink_to(mine)
    (room / "serge-press-notes.txt").write_text("notes")
    (room / "other").mkdir()
    (room / "serge-press-begun").mkdir()  # somebody is about to put a lock into it
    (room / "serge-press-desk").mkdir()  # of a press before there were scratch folders
    (room / "serge-press-desk" / "lock").write_text("")
    (room / "serge-press-forgotten").mkdir()
    os.utime(room / "serge-press-forgotten", (1, 1))
    (room / "serge-press-pipe").mkdir()
    os.mkfifo(room / "serge-press-pipe" / "held")
    (room / "serge-press-linked").mkdir()
    (room / "serge-press-linked" / "held").symlink_to(mine / "letter")
    scratch.sweep(str(room))
    left = {path.name.removeprefix("serge-press-") for path in room.iterdir()}
    assert left - {"pipe"} == {"link", "notes.txt", "other", "begun", "desk", "linked"}
    assert (mine / "letter").read_text() == "dear friend"
    scratch.sweep(str(room / "nowhere"))


@pytest.mark.skipif(os.geteuid() != 0, reason="makes a folder that is another user's")
def test_another_users_folder_is_not_swept(tmp_path: Path) -> None:
    folder = tmp_path / "serge-press-theirs"
    folder.mkdir()
    (folder / "held").write_text("")
    os.chown(folder, 12345, 12345)
    scratch.sweep(str(tmp_path))
    assert folder.is_dir()


def _own() -> str:
    return scratch.scratch()


def test_a_fork_has_one_of_its_own_and_removes_no_other() -> None:
    here = scratch.scratch()
    with get_context("fork").Pool(1) as workers:
        there = workers.apply(_own)
        workers.close()
        workers.join()
    assert there != here
    assert Path(here).is_dir()
    assert not Path(there).exists()


def test_processes_of_a_pool_work_in_their_parents() -> None:
    with pool(2) as workers:
        folders = {workers.submit(_own).result() for _ in range(4)}
    assert {Path(folder).parent for folder in folders} == {Path(scratch.scratch())}
    assert not any(Path(folder).exists() for folder in folders)


@pytest.mark.slow
def test_a_build_leaves_nothing_and_sweeps_what_one_that_was_killed_left(tmp_path: Path) -> None:
    book, room = tmp_path / "book", tmp_path / "tmp"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    room.mkdir()
    command = [sys.executable, "-m", "serge_press.cli.main", "build", "--draft", "-q", str(book)]
    environment = {**os.environ, "TMPDIR": str(room)}
    running = subprocess.Popen(command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not list(room.glob("serge-press-*/**/fonts-*/*")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert list(room.glob("serge-press-*/**/fonts-*/*"))
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    assert list(room.iterdir()) == []
