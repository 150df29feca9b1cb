"""Editions made before are taken from the shelf, and are what would be made anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import issues
from books import BOOKS
from serge_press import many
from serge_press.editions.edition import Issue, Shelf
from serge_press.findings import Finding, Place
from serge_press.many import Outcome, Request, build_book
from serge_press.press import bring_out
from serge_press.rules import finding
from serge_press.workshop import kept_issues, provenance
from serge_press.workshop.output_folder import OutputFolder
from serge_press.workshop.store import Store

KEY = "0" * 64
DRAFT = Request(draft=True)
SCAFFOLD = Path(many.__file__).parent / "scaffold" / "book"
BUILD = [sys.executable, "-m", "serge_press.cli.main", "build", "--draft", "-q"]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that are made anew, by name."""
    names: list[str] = []
    keep = kept_issues.keep

    def watched(shelf: Shelf, key: str, issue: Issue, found: tuple[Finding, ...]) -> None:
        names.append(issue.edition)
        keep(shelf, key, issue, found)

    monkeypatch.setattr(kept_issues, "keep", watched)
    return names


def book(folder: Path) -> Path:
    shutil.copytree(SCAFFOLD, folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    return folder


def built(book: Path, request: Request = DRAFT) -> Outcome:
    outcome = build_book(str(book), str(book / "build"), request)
    assert not outcome.fault
    assert outcome.records
    return outcome


def editions(book: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((book / "build").iterdir()) if path.is_file()}


def test_an_issue_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = Store(tmp_path).shelf("editions")
    found = (finding("P010", Place("a.md", 3, 4, 5), "a table", also=((Place("b.md"), "there"),)),)
    for issue in issues.brought_out()[:2]:
        kept_issues.keep(shelf, KEY, issue, found)
        assert kept_issues.fetch(shelf, KEY) == (issue, found)
    kept_issues.keep(shelf, "1" * 64, issue, (finding("P004", Place("a.md"), "it keeps changing"),))
    assert kept_issues.fetch(shelf, "1" * 64) is None


@pytest.mark.parametrize("held", [b"", b"\0" * 8, b"\0" * 7 + b"\2{}", b"\0" * 7 + b"\4null", b"\xff" * 90])
def test_an_entry_of_another_make_is_no_hit(tmp_path: Path, held: bytes) -> None:
    shelf = Store(tmp_path).shelf("editions")
    shelf.keep(KEY, held)
    assert kept_issues.fetch(shelf, KEY) is None


def test_the_key_covers_all_that_an_edition_is_made_from(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = issues.complete()
    assert proof.plan is not None
    plan = proof.plan.editions[0]
    print_, epub, _ = issues.brought_out()
    keys = {
        kept_issues.key_of(plan, "book", "house", (), 1, ()),
        kept_issues.key_of(replace(plan, trim=(99.0, 150.0)), "book", "house", (), 1, ()),
        kept_issues.key_of(plan, "other", "house", (), 1, ()),
        kept_issues.key_of(plan, "book", "other", (), 1, ()),
        kept_issues.key_of(plan, "book", "house", (("title", "X"),), 1, ()),
        kept_issues.key_of(plan, "book", "house", (), 2, ()),
        kept_issues.key_of(plan, "book", "house", (), 1, (print_,)),
        kept_issues.key_of(plan, "book", "house", (), 1, (epub,)),
    }
    for name in ("press_digest", "versions", "libraries"):
        monkeypatch.setattr(kept_issues, name, lambda: "another")
        keys.add(kept_issues.key_of(plan, "book", "house", (), 1, ()))
    assert len(keys) == 11


def test_one_edition_after_the_other_and_an_edit_taken_back_make_nothing_twice(tmp_path: Path, made: list[str]) -> None:
    here = book(tmp_path / "book")
    built(here, replace(DRAFT, editions=("epub",)))
    assert made == ["print", "epub"]  # the e-book follows the pages of print
    built(here, replace(DRAFT, editions=("print",)))
    built(here)
    assert made == ["print", "epub"]
    first = editions(here)
    preface = here / "front" / "preface.md"
    before = preface.read_text(encoding="utf-8")
    preface.write_text(before + "\nOne line more.\n", encoding="utf-8")
    built(here)
    assert made == ["print", "epub"] * 2
    assert editions(here) != first
    preface.write_text(before, encoding="utf-8")
    built(here)
    assert made == ["print", "epub"] * 2
    assert editions(here) == first
    built(here, replace(DRAFT, fresh=True))
    assert made == ["print", "epub"] * 2  # made, and not kept
    assert editions(here) == first


def test_what_is_kept_is_what_would_be_made(tmp_path: Path) -> None:
    proof = issues.complete()
    assert proof.plan is not None
    store = Store(tmp_path)
    runs = [bring_out(proof, proof.plan.editions, issues.STAMP, validate=False, shelves=store) for _ in range(2)]
    assert [one.issue for one in runs[0].made] == [one.issue for one in runs[1].made]
    assert runs[0].findings == runs[1].findings == issues.brought_out()[2]
    assert [one.issue.data for one in runs[1].made] == [one.data for one in issues.brought_out()[:2]]


def test_libraries_tell_their_versions() -> None:
    names = [name for name, _ in provenance.libraries()]
    assert names[:2] == ["pango", "harfbuzz"]
    assert {"pillow", "uharfbuzz"} <= set(names)  # they draw the covers and cut the fonts of e-books
    assert "?" not in [version for name, version in provenance.libraries() if name in {"pillow", "uharfbuzz"}]
    weasyprint = pytest.importorskip("weasyprint.text.ffi")
    number = weasyprint.pango.pango_version()
    assert dict(provenance.libraries())["pango"] in ("?", f"{number // 10000}.{number // 100 % 100}.{number % 100}")


# Dangers, with whole builds


def test_a_full_disk_costs_what_is_kept_and_not_the_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = book(tmp_path / "book")
    real = OutputFolder.put
    tried: list[int] = []

    def full_at_first(*arguments: object) -> None:
        tried.append(len(list((here / "build/.press").glob("*/*"))))
        if len(tried) == 1:
            raise OSError(28, "No space left on device")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(OutputFolder, "put", full_at_first)
    built(here)
    assert tried[0] > 0
    assert tried[1:] == [0]
    assert len(editions(here)) == 2


ON_A_SMALL_DISK = """
import ctypes, shutil, subprocess, sys
scaffold, small, *command = sys.argv[1:]
libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNS, MS_REC, MS_PRIVATE = 0x20000, 16384, 1 << 18
if libc.unshare(CLONE_NEWNS) or libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None):
    sys.exit(77)
for size in (b"size=300k", b"size=800k"):
    if libc.mount(b"tmpfs", small.encode(), b"tmpfs", 0, size):
        sys.exit(77)
    shutil.copytree(scaffold, small + "/b")
    done = subprocess.run([*command, small + "/b"], capture_output=True, text=True)
    left = subprocess.run(["find", small + "/b/build", "-type", "f"], capture_output=True, text=True).stdout
    names = sorted(name.rpartition("/")[2] for name in left.split())
    print(done.returncode, *names, *done.stderr.split())
"""


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="needs a small disk of its own")
def test_a_disk_that_is_truly_full(tmp_path: Path) -> None:
    """300 kB hold no edition; 800 kB hold both, and not what would be kept beside them."""
    arguments = [str(SCAFFOLD), str(tmp_path), *BUILD]
    done = subprocess.run(
        [sys.executable, "-c", ON_A_SMALL_DISK, *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode == 77:
        pytest.skip("this system lets nobody mount")
    assert done.returncode == 0, done.stderr
    none, both = (line.split() for line in done.stdout.splitlines())
    assert none[0] == "3"
    assert " ".join(none).partition("serge-press: ")[2].startswith("No space left on device")
    assert not [name for name in none if name.endswith((".pdf", ".epub"))]
    assert both == ["0", "ada-harrow-print.pdf", "ada-harrow.epub", "ledger.json", "lock"]


@pytest.mark.slow
def test_two_builds_of_one_book_at_once_over_and_over(tmp_path: Path) -> None:
    here = book(tmp_path / "book")
    built(here)
    expected = editions(here)
    for turn in range(2):
        if turn % 2:
            shutil.rmtree(here / "build")
        else:
            (here / "build/.press/ledger.json").unlink()
        running = [subprocess.Popen([*BUILD, str(here), "-j", "2"], stderr=subprocess.PIPE) for _ in range(2)]
        for one in running:
            _, said = one.communicate(timeout=300)
            assert one.returncode == 0, said
        assert editions(here) == expected
        assert not list((here / "build").rglob("unfinished-*"))


@pytest.mark.slow
def test_whatever_befalls_the_store_the_editions_are_the_same(tmp_path: Path) -> None:
    here = book(tmp_path / "book")
    built(here)
    expected = editions(here)
    store = here / "build/.press"
    entries = sorted(path for path in store.glob("*/*") if path.is_file())
    assert {path.parent.name for path in entries} >= {"sections", "editions"}
    for number, path in enumerate(entries):
        data = path.read_bytes()
        kind = number % 4
        if kind == 0:
            path.write_bytes(data[:-1])
        elif kind == 1:
            path.write_bytes(data[:60] + bytes([data[60] ^ 255]) + data[61:])
        elif kind == 2:
            path.unlink()
            path.symlink_to("/etc/passwd")
        else:
            path.unlink()
            os.mkfifo(path)
    (store / "ledger.json").unlink()
    built(here)
    assert editions(here) == expected
    assert Path("/etc/passwd").exists()


def test_a_build_is_not_led_astray_by_a_workroom_that_is_a_link(tmp_path: Path) -> None:
    here = book(tmp_path / "book")
    mine = tmp_path / "mine"
    (mine / "sections").mkdir(parents=True)
    (mine / "unfinished-letter").write_text("dear friend")
    (here / "build").mkdir()
    (here / "build/.press").symlink_to(mine)
    done = subprocess.run([*BUILD, str(here)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("serge-press: Is a link, and the press writes through none")
    clean = [*BUILD[:3], "clean", str(here)]
    assert subprocess.run(clean, capture_output=True, text=True, timeout=60, check=True).stdout.endswith(".press\n")
    assert (mine / "unfinished-letter").read_text() == "dear friend"
    assert (mine / "sections").is_dir()


@pytest.mark.slow
def test_killed_while_it_keeps_the_next_build_is_right(tmp_path: Path) -> None:
    here = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", here, ignore=shutil.ignore_patterns("build"))
    sections = here / "build/.press/sections"
    for turn in range(2):
        running = subprocess.Popen([*BUILD, str(here)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while running.poll() is None and time.monotonic() < until:
            if sections.is_dir() and len(list(sections.iterdir())) > 3 * (turn + 1):
                break
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert running.returncode == -9
    subprocess.run([*BUILD, str(here)], check=True, capture_output=True, timeout=300)
    warm = editions(here)
    shutil.rmtree(here / "build")
    subprocess.run([*BUILD, str(here), "--fresh"], check=True, capture_output=True, timeout=300)
    assert editions(here) == warm
