"""serge-press beside other engines, on the same made-up books: CPU, wall clock, memory, pages, growth.

    .venv/bin/python tests/benchmarks/run.py [--size small,medium,large] [--runs 3] [--only WORD] [--all] [--docs]

In each round every job runs once, one after the other, so that what else the machine does falls on all; ratios are taken
within a round. Every run is a process of its own; memory is that of all its processes together. Engines that are not
installed are left out, with a word. Results go to ``build/bench/results.jsonl`` below the work folder, a line a run; the
tables go to stdout and, with ``--docs``, into docs/benchmarks.md. ``make bench`` runs this; see docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench import ROOT, Bench, missing, set_out
from benchmarks.facts import machine_facts
from benchmarks.generate_book import SIZES
from benchmarks.jobs import JOBS, Job, slug
from benchmarks.measure import measured
from benchmarks.report import Record, read_results, report, write_docs

LONG_RUN = 60.0
"""Seconds of wall clock from which on a job runs once and is not repeated, unless told otherwise."""


def main() -> None:
    """Run what the command line asks for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="small,medium", help="sizes of books, with commas")
    parser.add_argument("--runs", default="3", help="rounds; or as many numbers as sizes, with commas")
    parser.add_argument("--long", type=float, default=LONG_RUN, help="what takes more seconds runs in one round only")
    parser.add_argument("--only", default="", help="jobs whose group or name holds one of these words, with commas")
    parser.add_argument("--all", action="store_true", help="also jobs that take many minutes")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench", help="folder for books and results")
    parser.add_argument("--table", action="store_true", help="run nothing; the tables of the results there are")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/benchmarks.md")
    given = parser.parse_args()
    sizes = tuple(filter(None, given.size.split(",")))
    if unknown := [size for size in sizes if size not in SIZES]:
        parser.error(f"no such size: {', '.join(unknown)}; there are {', '.join(SIZES)}")
    rounds = [int(number) for number in given.runs.split(",")]
    if len(rounds) not in {1, len(sizes)}:
        parser.error("--runs takes one number, or one for each size")
    results = given.work.resolve() / "results.jsonl"
    if not given.table:
        _environment(given.work.resolve())
        with results.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"facts": machine_facts()}, ensure_ascii=False) + "\n")
        for size, runs in zip(sizes, rounds * len(sizes), strict=False):
            _measure(size, chosen(given.only, size, given.all), runs, given.long, given.work.resolve(), results)
    facts, records = read_results(results)
    told = report(facts, records)
    print(told)
    if given.docs:
        write_docs(ROOT / "docs" / "benchmarks.md", told)


def chosen(words: str, size: str, every: bool) -> list[Job]:
    """The jobs whose group or name holds one of the words, without those that take too long at this size."""
    wanted = [word.lower() for word in words.split(",") if word]
    return [
        job
        for job in JOBS
        if (every or size not in job.not_at)
        and (not wanted or any(word in f"{job.group}: {job.name}".lower() for word in wanted))
    ]


def _environment(work: Path) -> None:
    """For all that runs from here: the press of this source tree, no dates from outside, caches in the work folder."""
    work.mkdir(parents=True, exist_ok=True)
    os.environ.update(PYTHONPATH=str(ROOT / "src"), LC_ALL="C.UTF-8", XDG_CACHE_HOME=str(work / "cache"))
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # what pip installs is compiled: so is the press when it is measured


def _measure(size: str, jobs: list[Job], runs: int, long: float, work: Path, results: Path) -> None:
    folder = work / size
    _apart(set_out, Bench(size, folder))
    once: set[Job] = set()
    for turn in range(runs):
        for job in jobs:
            if job in once:
                continue
            if why := missing(job.needs):
                record = Record(size, turn, job.group, job.name, why=why)
                once.add(job)
            else:
                record = _run(job, Bench(size, folder, turn), folder / "runs" / slug(job))
                if record.why or record.wall > long:
                    once.add(job)
            with results.open("a", encoding="utf-8") as out:
                out.write(record.to_json() + "\n")
            print(record.line(), file=sys.stderr, flush=True)


def _apart(work: Callable[[Bench], None], bench: Bench) -> None:
    """Do it in a process of its own: what measures stays small."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=(bench,))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the books could not be set out: {process.exitcode}")


def _run(job: Job, bench: Bench, run: Path) -> Record:
    job.prepare(bench, run)
    load = os.getloadavg()[0]
    begun = int(time.time())
    cost = measured(job.command(bench, run), run, os.environ)
    product = job.product(bench, run)
    why = f"ended with {cost.status}: {cost.said[-200:].strip()}" if cost.status else ""
    if not why and product is not None and (not product.exists() or product.stat().st_mtime < begun):
        why = "made nothing"
    return Record(
        bench.size, bench.turn, job.group, job.name, cost.cpu, cost.wall, cost.memory, cost.largest,
        _pages(product) if product and not why else 0, product.stat().st_size if product and not why else 0, load, why, cost.java,
    )  # fmt: skip


def _pages(product: Path) -> int:
    import pikepdf

    if product.suffix != ".pdf":
        return 0
    with pikepdf.open(product) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main()
