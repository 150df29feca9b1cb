"""How far the press has come, for people and for machines; and what is left when somebody stops it: nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from books import BOOKS
from running import lives
from serge_press.cli.progress import InLines, OnTerminal, Pace, Silence, watch, words
from serge_press.progress import STAGES, Step

SERGE_PRESS = [sys.executable, "-m", "serge_press.cli.main"]


def book(folder: Path) -> Path:
    shutil.copytree(BOOKS / "complete", folder, ignore=shutil.ignore_patterns("build"))
    return folder


# For people


def test_a_step_in_words() -> None:
    assert words(Step("reading")) == "reading"
    assert words(Step("checking", "epub")) == "epub: checking"
    step = Step("laying out", "print", 3, 20, 41)
    assert words(step) == "print: laying out, 3 of 20 sections, 41 pages"
    assert words(step, (9.21, 14.4)).endswith("41 pages, 9.2 pages a second, 14 s left")
    assert words(step, (0.5, 600)).endswith("10 min left")


def test_the_pace_is_told_when_there_is_enough_to_go_by() -> None:
    pace = Pace()
    assert pace.of(Step("laying out", "print", 0, 10, 0), 100.0) is None
    assert pace.of(Step("laying out", "print", 1, 10, 30), 100.5) is None  # half a second says nothing
    assert pace.of(Step("laying out", "print", 4, 10, 60), 102.0) == (30.0, 3.0)


def test_another_layout_has_a_pace_of_its_own() -> None:
    pace = Pace()
    pace.of(Step("laying out", "print", 1, 10, 10), 0.0)
    assert pace.of(Step("laying out", "print", 10, 10, 100), 9.0) == (10.0, 0.0)
    assert pace.of(Step("laying out", "print", 8, 10, 80), 10.0) is None
    assert pace.of(Step("laying out", "print", 9, 10, 90), 15.0) == (2.0, 5.0)  # the 80 pages were there before
    assert pace.of(Step("laying out", "large-print", 1, 10, 10), 99.0) is None


def test_the_line_is_rewritten_in_place_and_cleared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    line = OnTerminal(clock=lambda: 0.0)
    line.tell(Step("reading"))
    line.tell(Step("laying out", "print", 1, 20, 9))
    line.tell(Step("laying out", "print", 2, 20, 11))  # too soon after the one before to be seen
    line.ended("serge", ended=1, of=3)
    line.tell(Step("laying out", "an edition whose name is as long as a line"), "istrati")
    line.done()
    out, told = capsys.readouterr()
    assert out == ""
    first, *shown, last = told.split("\r")  # the code that clears a line is for terminals only
    assert (first, last) == ("", "")
    assert shown[0] == "reading …"
    assert shown[1] == "1 of 3 books; istrati: an edition who …"
    assert all(len(one) < 40 for one in shown)


def test_nobody_watches_what_is_no_terminal() -> None:
    assert isinstance(watch("auto", quiet=False, form="text"), Silence)  # pytest reads stderr
    assert isinstance(watch("none", quiet=False, form="text"), Silence)
    assert isinstance(watch("json", quiet=True, form="json"), InLines)


@pytest.mark.parametrize(
    ("quiet", "form", "kind"), [(False, "text", OnTerminal), (True, "text", Silence), (False, "json", Silence)]
)
def test_on_a_terminal(quiet: bool, form: str, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert isinstance(watch("auto", quiet=quiet, form=form), kind)


# For machines


def test_one_object_on_stdout_and_a_line_for_each_step_on_stderr(tmp_path: Path) -> None:
    command = [*SERGE_PRESS, "build", str(book(tmp_path / "b")), "--draft", "--format", "json", "--progress", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert [edition["name"] for edition in json.loads(done.stdout)["editions"]] == ["print", "epub"]
    steps = [json.loads(line) for line in done.stderr.splitlines()]
    stages = [step["stage"] for step in steps]
    assert set(stages) == set(STAGES) - {"validating"}  # a draft
    assert sorted(stages, key=STAGES.index) == stages
    counted = [step for step in steps if "total" in step]
    assert counted[-1]["done"] == counted[-1]["total"] > 10
    assert counted[-1]["pages"] > 20
    assert all(step["edition"] == "print" for step in counted)
    assert [step["seconds"] for step in steps] == sorted(step["seconds"] for step in steps)


def test_without_asking_nothing_is_told(tmp_path: Path) -> None:
    command = [*SERGE_PRESS, "build", str(book(tmp_path / "b")), "--draft", "--format", "json"]
    assert subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stderr == ""


# Ctrl-C


def family(parent: int) -> set[int]:
    """The processes below one, now."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found: set[int] = set()
    waiting = [parent]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting += below
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize(
    ("stage", "several", "number"),
    [
        ("reading", False, signal.SIGINT),
        ("laying out", False, signal.SIGINT),
        ("validating", False, signal.SIGTERM),
        ("laying out", True, signal.SIGTERM),
        ("validating", True, signal.SIGINT),
    ],
)
def test_stopped_at_any_stage_all_is_whole(stage: str, several: bool, number: int, tmp_path: Path) -> None:
    books = [book(tmp_path / name) for name in (("a", "b", "c") if several else ("a",))]
    for one in books:
        (one / "build").mkdir()
        (one / "build" / "mirela-tandari.epub").write_text("the last good edition")
    room = tmp_path / "tmp"
    room.mkdir()
    running = subprocess.Popen(
        [*SERGE_PRESS, "build", *map(str, books), "-j", "2", "--progress", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(room)},
    )  # fmt: skip
    assert running.stderr is not None
    told = ""
    for line in running.stderr:
        told += line
        if json.loads(line)["stage"] == stage:
            break
    time.sleep(0.3)
    below = family(running.pid)
    running.send_signal(number)
    out, rest = running.communicate(timeout=30)
    assert running.returncode == 130, told + rest
    assert out == ""
    assert "Traceback" not in rest
    assert rest.strip().splitlines()[-1].startswith("serge-press: stopped.")
    until = time.monotonic() + 5
    while any(map(lives, below)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in below if lives(one)]
    assert list(room.iterdir()) == []
    for one in books:
        assert {path.name for path in (one / "build").iterdir()} <= {"mirela-tandari.epub", ".press"}
        assert (one / "build" / "mirela-tandari.epub").read_text() == "the last good edition"


def test_a_killed_parent_leaves_no_process(tmp_path: Path) -> None:
    script = (
        "import os, time\n"
        "from serge_press.processes import pool\n"
        "with pool(2) as workers:\n"
        "    workers.submit(os.getpid).result()\n"
        "    print(*workers._processes, flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(number) for number in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    until = time.monotonic() + 5
    while any(map(lives, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(lives, workers))
