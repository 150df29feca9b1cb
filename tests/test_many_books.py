"""Many books side by side: the same bytes as one by one, past those that fail, with one validator for all."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import issues
from serge_press import many, press
from serge_press.checks import java
from serge_press.checks.epubcheck import run_epubcheck
from serge_press.checks.validator_desk import Desk, open_desk
from serge_press.many import Outcome, Refused, Request, build_book, build_books, make_editions
from serge_press.progress import Step

SCAFFOLD = Path(many.__file__).parent / "scaffold" / "book"
BUILD = [sys.executable, "-m", "serge_press.cli.main", "build"]
NAMES = ("one", "two", "three")
DRAFT = Request(draft=True)


def book(folder: Path, words: str = "") -> Path:
    """A small book, made different by some words."""
    shutil.copytree(SCAFFOLD, folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    preface = folder / "front" / "preface.md"
    preface.write_text(f"{preface.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    return folder


def spoil(folder: Path) -> None:
    plan = folder / "book.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace('"front/preface.md"', '"front/gone.md"'), encoding="utf-8")


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*BUILD, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=False, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three books, the second of them with a fault."""
    folder = tmp_path_factory.mktemp("authors")
    for name in NAMES:
        book(folder / name, f"This is {name}.")
    spoil(folder / "two")
    return folder


# The command


def test_no_books_are_built_at_once() -> None:
    assert build_books([], Request()) == ()


def test_a_broken_book_stops_no_other(shelf: Path) -> None:
    out = shelf / "checked"
    done = run(*(shelf / name for name in NAMES), "-o", out, "-t", "print")
    assert done.returncode == 1
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*") if ".press" not in path.parts) == [
        "one/ada-harrow-print.pdf", "three/ada-harrow-print.pdf",
    ]  # fmt: skip
    assert f"{shelf}/two:\nbook.toml:" in done.stderr
    table = [line.split() for line in done.stderr.splitlines()[-5:-1]]
    assert table[0] == ["book", "editions", "pages", "findings", "seconds"]
    assert [(Path(row[0]).name, row[1]) for row in table[1:]] == [("one", "print"), ("two", "none"), ("three", "print")]
    assert done.stderr.splitlines()[-1].startswith("2 of 3 books have all their editions.")
    assert done.stdout.splitlines() == [f"{out}/{name}/ada-harrow-print.pdf" for name in ("one", "three")]


def test_several_books_are_one_object_and_one_book_is_as_ever(shelf: Path, tmp_path: Path) -> None:
    several = run(shelf / "one", shelf / "two", "-t", "print", "--format", "json", "-o", tmp_path)
    assert several.returncode == 1
    told = json.loads(several.stdout)
    assert all({"book", "editions", "findings", "fault", "seconds"} <= set(one) for one in told["books"])
    assert [one["book"] for one in told["books"]] == [str(shelf / "one"), str(shelf / "two")]
    assert [edition["name"] for edition in told["books"][0]["editions"]] == ["print"]
    assert told["books"][1]["editions"] == []
    assert {found["file"] for found in told["books"][1]["findings"]} == {"book.toml"}
    alone = run(shelf / "one", "-t", "print", "--format", "json", "-o", tmp_path / "one")
    of_one = {key: told["books"][0][key] for key in json.loads(alone.stdout)}
    assert {"editions", "findings"} <= set(of_one)
    assert {"book", "books"}.isdisjoint(of_one)
    drop = [one.pop("seconds") for told in (of_one, json.loads(alone.stdout)) for one in told["editions"]]
    assert drop


def test_side_by_side_the_bytes_are_those_of_one_by_one(shelf: Path, tmp_path: Path) -> None:
    together = build_books([(str(shelf / n), str(tmp_path / n)) for n in ("one", "three")], DRAFT, jobs=2)
    for outcome in together:
        assert dict(make_editions(outcome.book, DRAFT).files) == {
            Path(record["path"]).name: Path(record["path"]).read_bytes() for record in outcome.records
        }


def test_what_has_not_changed_is_not_made_again(shelf: Path, tmp_path: Path) -> None:
    arguments = (shelf / "one", shelf / "three", "-t", "print", "--draft", "-o", tmp_path)
    first = run(*arguments)
    assert "unchanged" not in first.stderr
    assert run(*arguments).stderr.count("unchanged") == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("no-such-folder",), "There is no book.toml in"),
        (("-t", "paperback"), "There is no edition 'paperback'. There are: print, epub; on request also: "),
        (("-j", "0"), "0 is not in the range"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], says: str, shelf: Path) -> None:
    done = run(shelf / "one", *arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())


def test_two_books_of_one_name_need_two_places(shelf: Path, tmp_path: Path) -> None:
    other = book(tmp_path / "one")
    done = run(shelf / "one", other, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "would both go into" in done.stderr
    assert not (tmp_path / "out").exists()


# The function


def test_a_book_is_a_pure_function_of_its_folder(shelf: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in shelf.rglob("*")}
    made = make_editions(str(shelf / "one"), DRAFT)
    assert {path: path.stat().st_mtime_ns for path in shelf.rglob("*")} == before
    assert [name for name, _ in made.files] == ["ada-harrow-print.pdf", "ada-harrow.epub"]
    assert pickle.loads(pickle.dumps(made)) == made
    assert make_editions(str(shelf / "one"), DRAFT).files == made.files


def test_findings_and_no_editions(shelf: Path) -> None:
    made = make_editions(str(shelf / "two"), Request())
    assert (made.files, made.records) == ((), ())
    assert made.findings


def test_a_request_that_does_not_fit_is_refused(shelf: Path) -> None:
    with pytest.raises(Refused, match="no edition 'paperback'"):
        make_editions(str(shelf / "one"), Request(editions=("paperback",)))


# Faults of the machine, and ours


def _outcomes(shelf: Path, tmp_path: Path) -> tuple[dict[str, Outcome], list[int], set[str]]:
    counts: list[int] = []
    stages: set[str] = set()

    def tell(folder: str, step: Step) -> None:
        stages.add(f"{Path(folder).name} {step.stage}")

    found = build_books(
        [(str(shelf / name), str(tmp_path / name)) for name in NAMES],
        Request(editions=("print",), draft=True), 2, tell, lambda outcome, count: counts.append(count),
    )  # fmt: skip
    return {Path(one.book).name: one for one in found}, counts, stages


def test_a_fault_of_ours_is_the_outcome_of_one_book(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = press.open_book

    def broken(folder: Any, *rest: Any) -> Any:
        if folder.path.endswith("three"):
            raise ZeroDivisionError("division by zero")
        return real(folder, *rest)

    monkeypatch.setattr("serge_press.one_book.open_book", broken)  # in the workers too: they are forked
    found, counts, stages = _outcomes(shelf, tmp_path)
    assert "ZeroDivisionError" in found["three"].fault
    assert found["one"].records
    assert not found["one"].fault
    assert counts == [1, 2, 3]
    assert {"one reading", "one laying out", "two reading"} <= stages


def test_a_killed_worker_takes_its_own_book_only(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = press.open_book

    def killed(folder: Any, *rest: Any) -> Any:
        if folder.path.endswith("two"):
            os.kill(os.getpid(), 9)
        return real(folder, *rest)

    monkeypatch.setattr("serge_press.one_book.open_book", killed)
    found, counts, _ = _outcomes(shelf, tmp_path)
    assert "was killed" in found["two"].fault
    assert found["one"].records
    assert found["three"].records
    assert counts == [1, 2, 3]


def test_no_room_for_one_book(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("no folder")
    found, _, _ = _outcomes(shelf, tmp_path)
    assert found["one"].fault
    assert found["three"].records


# One validator for all


@pytest.mark.epubcheck
def test_one_machine_answers_all_and_says_what_one_alone_says() -> None:
    good = issues.brought_out()[1]
    bad = issues.spoiled(good, "text/lock.xhtml", lambda text: text.replace("<p ", "<p colour='' ", 1))
    with open_desk() as desk:
        told = [run_epubcheck(issue, desk=desk) for issue in (good, bad, good)]
        machine = int(Path(desk.folder, "number").read_text())
        assert sorted(path.name for path in Path(desk.folder).iterdir()) == [
            "answers", "lock", "number", "questions",
        ]  # fmt: skip
    assert told[1] == run_epubcheck(bad)
    assert told[0] == told[2]
    assert [[found.rule for found in verdict.findings] for verdict in told] == [[], ["E901"], []]
    with pytest.raises(ProcessLookupError):
        os.kill(machine, 0)
    assert not Path(desk.folder).exists()


@pytest.mark.epubcheck
def test_a_machine_that_dies_is_followed_by_another() -> None:
    good = issues.brought_out()[1]
    with open_desk() as desk:
        assert run_epubcheck(good, desk=desk).version
        os.kill(int(Path(desk.folder, "number").read_text()), 9)
        time.sleep(0.2)
        assert desk.ask(["epubcheck", "--version"], 60)


@pytest.mark.epubcheck
def test_a_desk_whose_folder_was_cleared_away_is_done_without() -> None:
    good = issues.brought_out()[1]
    with open_desk() as desk:
        shutil.rmtree(desk.folder)
        assert run_epubcheck(good, desk=desk) == run_epubcheck(good)
        assert run_epubcheck(good, desk=desk).version


def test_a_desk_that_cannot_answer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Desk(str(tmp_path / "closed")).ask(["--version"], 1)
    monkeypatch.setattr(java, "verapdf_jar", lambda: "")
    with open_desk() as desk:
        assert not desk.ask(["epubcheck", "--version"], 1)
        assert not desk.ask(["a\tb"], 1)
        assert not desk.ask(["x" * 5000], 1)
    monkeypatch.setattr(java, "verapdf_jar", lambda: "rhino.jar")
    monkeypatch.setattr(java, "program", lambda: "/bin/cat")
    with open_desk() as desk:  # no Java: it ends at once
        assert not desk.ask(["epubcheck", "--version"], 5)


@pytest.mark.epubcheck
def test_many_books_are_validated(shelf: Path, tmp_path: Path) -> None:
    done = run(shelf / "one", shelf / "three", "-t", "epub", "-o", tmp_path, "--progress", "json")
    assert done.returncode == 0, done.stderr
    stages = [json.loads(line)["stage"] for line in done.stderr.splitlines() if line.startswith("{")]
    assert stages.count("validating") == 2
    assert stages.count("ended") == 2


def test_a_book_is_built_into_a_folder(shelf: Path, tmp_path: Path) -> None:
    outcome = build_book(str(shelf / "one"), str(tmp_path / "out"), Request(editions=("print",), draft=True))
    assert outcome.files == ()
    assert [record["path"] for record in outcome.records] == [str(tmp_path / "out" / "ada-harrow-print.pdf")]
    again = build_book(str(shelf / "one"), str(tmp_path / "out"), Request(editions=("print",), draft=True))
    assert again.unchanged
    assert again.records == outcome.records
