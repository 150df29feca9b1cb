"""What building many books side by side saves, and what one validator for all saves.

    .venv/bin/python tests/benchmarks/many_books.py [books] [book]

Copies a book (the small complete one of the tests) so many times (20), each with a line of its own, and builds them all from
nothing: by as many commands as there are books, by one command with one process, and by one command with a process for each
processor; then checks all e-books with a Java machine each and at one desk. Prints seconds of wall clock and of CPU (of all
processes that have ended). Run it on a quiet machine.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from serge_press.checks.epubcheck import run_epubcheck
from serge_press.checks.validator_desk import open_desk
from serge_press.editions.edition import Issue
from serge_press.processes import processors

COMPLETE = Path(__file__).parent.parent / "books" / "complete"
BUILD = [sys.executable, "-m", "serge_press.cli.main", "build", "-q", "--fresh", "--draft"]


def copies(book: Path, count: int, folder: Path) -> list[Path]:
    """So many copies of a book, no two the same to the press, which prints the digest of the folder in the colophon."""
    made = []
    for number in range(1, count + 1):
        copy = folder / f"book-{number:03}"
        shutil.copytree(book, copy, ignore=shutil.ignore_patterns("build"))
        plan = copy / "book.toml"
        plan.write_text(f"{plan.read_text(encoding='utf-8')}\n# copy {number}\n", encoding="utf-8")
        made.append(copy)
    return made


def measured(name: str, count: int, work: Callable[[], object]) -> None:
    """Print a row for a piece of work."""
    wall, cpu = time.perf_counter(), _cpu()
    work()
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    print(f"{name:<36} {wall:>8.1f} {cpu:>8.1f} {wall / count:>9.2f} {cpu / count:>10.2f}", flush=True)


def _cpu() -> float:
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime


def build(books: list[Path], *options: str) -> None:
    """One command for the books."""
    subprocess.run([*BUILD, *map(str, books), *options], check=True, stdout=subprocess.DEVNULL)


def one_by_one(books: list[Path]) -> None:
    """A command for each book."""
    for book in books:
        build([book])


def main(count: int, book: Path) -> None:
    """Print the table."""
    print(f"{'':<36} {'wall, s':>8} {'CPU, s':>8} {'s a book':>9} {'CPU a book':>10}")
    with tempfile.TemporaryDirectory() as folder:
        books = copies(book, count, Path(folder))
        measured(f"{count} commands", count, lambda: one_by_one(books))
        measured("one command, one process", count, lambda: build(books, "-j", "1"))
        measured(f"one command, {processors()} processes", count, lambda: build(books))
        epubs = [next((one / "build").glob("*.epub")) for one in books]
        issues = [Issue("epub", "epub", epub.name, "application/epub+zip", epub.read_bytes()) for epub in epubs]
        measured("EPUBCheck, a Java machine each", count, lambda: [run_epubcheck(issue) for issue in issues])
        measured("EPUBCheck, one desk", count, lambda: at_one_desk(issues))


def at_one_desk(issues: list[Issue]) -> None:
    """Check the e-books one after another in one Java machine, which is ended and waited for."""
    with open_desk() as desk:
        for issue in issues:
            assert run_epubcheck(issue, desk=desk).version


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, Path(sys.argv[2]) if len(sys.argv) > 2 else COMPLETE)
