"""What sections save: one run over a whole book beside sections, cold, from the shelf, and after an edit of one word.

    .venv/bin/python tests/benchmarks/bench_sections.py [BOOK] [--rounds N]

Each job is a process of its own, from reading the book to the PDF in memory; in each round all jobs run once, one after
the other, so that what else the machine does falls on all. Ratios are those of a round; the table has their medians.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

JOBS: tuple[tuple[str, dict[str, object]], ...] = (
    ("one run", {}),
    ("sections, one process", {"workers": 1}),
    ("sections", {"workers": 0}),
    ("sections, nothing changed", {"workers": 0, "shelf": True}),
    ("sections, one word changed", {"workers": 0, "shelf": True, "edit": True}),
)


def main() -> None:
    """Run the jobs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", nargs="?", default=str(Path(__file__).parents[2] / "book"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--job", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job is not None:
        print(json.dumps(work(Path(given.book), json.loads(given.job))))
        return
    taken: dict[str, list[dict[str, float]]] = {name: [] for name, _ in JOBS}
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book")
        shutil.copytree(given.book, book, ignore=shutil.ignore_patterns("build"))
        shelf = str(Path(folder, "sections"))
        prose = sorted(book.glob("lives/**/*.md"))[0]
        run(book, {"workers": 0, "shelf": shelf})
        for turn in range(given.rounds):
            for name, how in JOBS:
                if how.get("edit"):
                    change_a_word(prose, turn)
                taken[name].append(run(book, {**how, "shelf": shelf if how.get("shelf") else ""}))
    tell(taken, given.rounds)


def change_a_word(prose: Path, turn: int) -> None:
    """Change the last long word of a file into another of the same length, unlike those of all other turns."""
    words = prose.read_text(encoding="utf-8").split(" ")
    at = max(index for index, word in enumerate(words) if word.isalpha() and len(word) > 6)
    words[at] = chr(ord("a") + turn % 26) * 2 + words[at][2:]
    prose.write_text(" ".join(words), encoding="utf-8")


def run(book: Path, job: dict[str, object]) -> dict[str, float]:
    """One job in a process of its own: seconds of CPU (children too) and of wall clock, MiB of the largest process, pages."""
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, str(book), "--job", json.dumps(job)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu, "wall": time.perf_counter() - begun, **json.loads(done.stdout)}


def work(folder: Path, job: dict[str, object]) -> dict[str, float]:
    """Lay out and write the print edition of the book in the folder."""
    from serge_press.editions.edition import Order
    from serge_press.editions.leaves import holdings
    from serge_press.editions.one_run import lay_out_in_one_run
    from serge_press.editions.page_geometry import page_geometry
    from serge_press.editions.sections.book import lay_out_book
    from serge_press.manuscript.folios import NO_FOLIOS
    from serge_press.press import prepare
    from serge_press.reading.folder import DiskFolder
    from serge_press.workshop.provenance import versions
    from serge_press.workshop.store import Store

    proof = prepare(DiskFolder(folder))
    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    shelf = Store(Path(str(job["shelf"]))).shelf("sections") if job.get("shelf") else None
    order = Order(plan, proof.manuscript, proof.house, proof.folder, NO_FOLIOS, 1_767_225_600, versions(), shelf=shelf)
    geometry = page_geometry(plan.trim)
    assert geometry is not None
    held = holdings(order.manuscript)
    if "workers" in job:
        from dataclasses import replace

        laid = lay_out_book(replace(order, workers=int(str(job["workers"]))), geometry, held)
    else:
        laid = lay_out_in_one_run(order, geometry, held)
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"pages": len(laid.pages), "bytes": len(laid.data), "memory": largest / 1024}


def tell(taken: dict[str, list[dict[str, float]]], rounds: int) -> None:
    """Print the table."""
    plain = taken["one run"]
    print(f"{plain[0]['pages']:.0f} pages, {rounds} rounds, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"{'':28}{'CPU s':>8}{'wall s':>8}{'CPU x':>8}{'wall x':>8}{'MiB':>6}{'PDF kB':>8}")
    for name, rows in taken.items():
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        ratio = {
            key: statistics.median(one[key] / row[key] for one, row in zip(plain, rows, strict=True))
            for key in ("cpu", "wall")
        }
        print(
            f"{name:28}{middle['cpu']:8.1f}{middle['wall']:8.1f}{ratio['cpu']:8.2f}{ratio['wall']:8.2f}"
            f"{middle['memory']:6.0f}{middle['bytes'] / 1000:8.0f}"
        )


if __name__ == "__main__":
    main()
