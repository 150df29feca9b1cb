"""What the preview's edit loop costs: from a save to what a browser is told, in CPU seconds of our own process.

    .venv/bin/python tests/benchmarks/edit_loop.py BOOK [BOOK...] [--saves N] [--only WORD]

Each book is copied. Each kind of save is made N times, every time otherwise; the first one counts too, as ``first``. Pages
are not laid out: they come later and in a process of their own.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from serge_press.preview.known_folder import YOUNG
from serge_press.preview.session import Session


@dataclass(frozen=True, slots=True)
class Save:
    """A kind of save: the file, and what is written to it the n-th time, made of what it held before ("" for a new one)."""

    kind: str
    file: str
    written: Callable[[str, int], str]


def main() -> None:
    """Print a table: a row for each kind of save of each book."""
    arguments = argparse.ArgumentParser(description="CPU of the edit loop")
    arguments.add_argument("books", nargs="+", type=Path)
    arguments.add_argument("--saves", type=int, default=12)
    arguments.add_argument("--only", default="", help="kinds of save with this word in them alone")
    given = arguments.parse_args()
    print(f"{'book':<12} {'save':<34} {'file':<28} {'first':>7} {'min':>7} {'median':>7}   CPU, milliseconds")
    for book in given.books:
        with tempfile.TemporaryDirectory() as room:
            copy = Path(room) / book.resolve().name
            shutil.copytree(book, copy, ignore=shutil.ignore_patterns("build"))
            measure(copy, given.saves, given.only)


def measure(book: Path, saves: int, only: str = "") -> None:
    """The rows of one book, the reading of it first."""
    time.sleep(YOUNG / 1e9 + 0.1)  # or every file would count as being written
    session = Session(book, lay_out=False)
    try:
        row(book.name, "(the book read and set)", "", [cpu(session, "")])
        gc.freeze()  # as the command does
        gc.set_threshold(100_000, 50, 100)
        for save in kinds(book):
            if only not in save.kind:
                continue
            path = book / save.file
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            times: list[float] = []
            for number in range(saves):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(save.written(before, number), encoding="utf-8")
                times.append(cpu(session, save.file))
                assert session.news(0)["state"] == "good", session.news(0)["findings"]
            row(book.name, save.kind, save.file, times)
            if before:
                path.write_text(before, encoding="utf-8")
            else:
                path.unlink()
            cpu(session, save.file)
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


def row(book: str, what: str, file: str, times: list[float]) -> None:
    """Print one row."""
    later = times[1:] or times
    first, least, middle = (1000 * one for one in (times[0], min(later), statistics.median(later)))
    print(f"{book:<12.12} {what:<34.34} {file:<28.28} {first:>7.1f} {least:>7.1f} {middle:>7.1f}", flush=True)


def kinds(book: Path) -> Iterator[Save]:
    """What authors do: in the longest prose file, in the facts, in the plan, in the looks."""
    prose = [path for path in sorted(book.rglob("*.md")) if "catalogue" not in path.parts]
    longest = max(prose, key=lambda path: path.stat().st_size).relative_to(book).as_posix()
    name = a_name(book)
    yield Save("a word in a paragraph", longest, with_words(plain, " word{}"))
    yield Save("a name in a paragraph", longest, with_words(plain, f" {name}", repeated=True))
    yield Save("a new paragraph", longest, with_words(plain, "A new paragraph, of {} words.\n\n", before=True))
    yield Save("a new heading", longest, with_words(plain, "## A new section {}\n\n", before=True))
    yield Save("the title of a chapter", longest, with_words("title: ", " word{}"))
    works = sorted((book / "catalogue" / "works").glob("*.md"))
    for path in works[len(works) // 2 :][:1]:
        file = path.relative_to(book).as_posix()
        yield Save("the title of a work", file, with_words("title: ", " word{}"))
        yield Save("the note on a work", file, lambda held, number: f"{held.rstrip()} One more word, {number}.\n")
    for file, begins in (("people", "name: "), ("people", "roles: "), ("sources", "title: "), ("events", "what: ")):
        path = book / "catalogue" / f"{file}.yaml"
        if path.is_file() and re.search(rf"(?m)^  (?:- )?{begins}", path.read_text(encoding="utf-8")):
            yield Save(f"{file}: {begins}", path.relative_to(book).as_posix(), with_words(f"  {begins}", " word{}"))
    yield Save("a comment in the plan", "book.toml", lambda held, number: f"{held}\n# {number}\n")
    yield Save("the subtitle of the book", "book.toml", with_words("subtitle = ", " word{}"))
    yield Save("a sheet of one's own", "styles/extra.css", lambda held, number: f"p {{ margin-top: {number}px }}\n")


plain = r"[A-Z][^\n]{40}"
"""A paragraph of running text."""


def with_words(begins: str, words: str, *, before: bool = False, repeated: bool = False) -> Callable[[str, int], str]:
    """Puts words, with the number in them or as often as it says, into the middle line that begins so.

    They come before the line, or to its end, inside its quotation marks and brackets.
    """

    def written(held: str, number: int) -> str:
        head = held.find("\n---", 3) if held.startswith("---") and begins is plain else 0
        lines = [*re.finditer(rf"(?m)^{begins}[^\n]*?(?=(?: \[@[^\n]*)?[\"'\]]?$)", held[head:])]
        line = lines[len(lines) // 2]
        at = head + (line.start() if before else line.end())
        return held[:at] + (words * (number + 1) if repeated else words.format(number)) + held[at:]

    return written


def a_name(book: Path) -> str:
    """The name of a person of the catalogue."""
    path = book / "catalogue" / "people.yaml"
    held = re.findall(r"(?m)^  name: [\"']?([^\"'\n{]+)", path.read_text(encoding="utf-8")) if path.is_file() else []
    return held[len(held) // 2] if held else "Nobody"


if __name__ == "__main__":
    main()
