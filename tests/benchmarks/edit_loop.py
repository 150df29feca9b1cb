"""What the preview's edit loop costs: from a save to what a browser is told, in CPU seconds of our own process.

    .venv/bin/python tests/benchmarks/edit_loop.py BOOK [BOOK...] [--saves N]

Each book is copied. For each kind of save the paragraph or field is written N times with other words; the first save after
the book was read counts too, as ``first``. Pages are not laid out: they come later and in a process of their own.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from serge_press.preview.known_folder import YOUNG
from serge_press.preview.session import Session


@dataclass(frozen=True, slots=True)
class Save:
    """A kind of save: the file, and the line that is written again and again with other words at its end."""

    kind: str
    file: str
    line: int


def main() -> None:
    """Print a table: a row for each kind of save of each book."""
    arguments = argparse.ArgumentParser(description="CPU of the edit loop")
    arguments.add_argument("books", nargs="+", type=Path)
    arguments.add_argument("--saves", type=int, default=12)
    given = arguments.parse_args()
    print(f"{'book':<16} {'save of':<44} {'first':>7} {'min':>7} {'median':>7}   CPU, milliseconds")
    for book in given.books:
        with tempfile.TemporaryDirectory() as room:
            copy = Path(room) / book.resolve().name
            shutil.copytree(book, copy, ignore=shutil.ignore_patterns("build"))
            measure(copy, given.saves)


def measure(book: Path, saves: int) -> None:
    """The rows of one book, the reading of it first."""
    time.sleep(YOUNG / 1e9 + 0.1)  # or every file would count as being written
    session = Session(book, lay_out=False)
    try:
        row(book.name, "(the book read and set)", [cpu(session, "")])
        gc.freeze()  # as the command does
        gc.set_threshold(100_000, 50, 100)
        for save in kinds(book):
            path = book / save.file
            lines = path.read_text(encoding="utf-8").split("\n")
            times: list[float] = []
            for number in range(saves):
                changed = list(lines)
                changed[save.line] += f" word{number}"
                path.write_text("\n".join(changed), encoding="utf-8")
                times.append(cpu(session, save.file))
                assert session.news(0)["state"] == "good"
            row(book.name, f"{save.kind}: {save.file}", times)
    finally:
        session.close()


def cpu(session: Session, file: str) -> float:
    """CPU seconds from a save of the file until the news of it is written out."""
    seen = session.revision
    begun = time.process_time()
    session.refresh(frozenset({file} if file else ()))
    news = json.dumps(session.news(seen), ensure_ascii=False)
    spent = time.process_time() - begun
    assert len(news) > 100
    return spent


def row(book: str, what: str, times: list[float]) -> None:
    """Print one row."""
    later = times[1:] or times
    first, least, middle = (1000 * one for one in (times[0], min(later), statistics.median(later)))
    print(f"{book:<16.16} {what:<44.44} {first:>7.1f} {least:>7.1f} {middle:>7.1f}", flush=True)


def kinds(book: Path) -> Iterator[Save]:
    """A paragraph of the longest prose file, an event, a person's life or name, the title of a work."""
    prose = [path for path in sorted(book.rglob("*.md")) if "catalogue" not in path.parts]
    longest = max(prose, key=lambda path: path.stat().st_size)
    lines = longest.read_text(encoding="utf-8").split("\n")
    head = lines.index("---", 1)
    plain = [at for at, line in enumerate(lines) if at > head and len(line) > 40 and line[0].isalpha()]
    yield Save("prose", longest.relative_to(book).as_posix(), plain[len(plain) // 2])
    for file, begins in (("events", "  what: "), ("people", "  roles: "), ("sources", "  title: ")):
        path = book / "catalogue" / f"{file}.yaml"
        held = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        fields = [at for at, line in enumerate(held) if line.startswith(begins) and line[-1].isalnum()]
        if fields:
            yield Save("facts", path.relative_to(book).as_posix(), fields[len(fields) // 2])
    works = sorted((book / "catalogue" / "works").glob("*.md"))
    for path in works[len(works) // 2 :]:
        held = path.read_text(encoding="utf-8").split("\n")
        fields = [at for at, line in enumerate(held) if line.startswith("title: ") and line[-1].isalnum()]
        if fields:
            yield Save("facts", path.relative_to(book).as_posix(), fields[0])
            return


if __name__ == "__main__":
    main()
