"""The process that lays pages out, started as ``python -m serge_press.preview.layout_worker``.

Jobs come pickled on stdin, layouts go pickled to stdout; both ends are ours. The process keeps what is slow to load, and
is killed without regret when a newer save makes its work worthless.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from serge_press.editions.engine import load_engine
from serge_press.findings import has_errors
from serge_press.manuscript.folios import Folios
from serge_press.memory import remember
from serge_press.press import bring_out, prepare
from serge_press.preview.known_folder import KnownFolder
from serge_press.preview.page_views import Layout, page_views
from serge_press.values import dataclass
from serge_press.workshop import provenance
from serge_press.workshop.store import Store

if TYPE_CHECKING:
    from serge_press.model.plan import BookPlan, EditionPlan
    from serge_press.reading.folder import Folder


@dataclass(frozen=True, slots=True)
class Job:
    """Lay out the first print edition of a book folder.

    ``folios`` are those of an earlier layout: with them one is enough. ``kept`` is the folder of what was laid out before.
    """

    book: str
    settings: tuple[tuple[str, str], ...]
    folios: Folios
    kept: str


def print_edition(plan: BookPlan) -> EditionPlan | None:
    """The edition whose pages are shown: the first for print."""
    return next((edition for edition in plan.editions if edition.kind == "print"), None)


def lay_out(job: Job, folder: Folder) -> Layout:
    """The job done on the folder; a layout without pages where the book has errors or no print edition."""
    begun = time.perf_counter()
    proof = prepare(folder, job.settings)
    edition = print_edition(proof.plan) if proof.plan else None
    if proof.plan is None or edition is None or not proof.manuscript or not proof.house or has_errors(proof.findings):
        return Layout(proof.digest, findings=proof.findings, read=proof.findings)
    shelves = Store(Path(job.kept))
    known = {edition.name: job.folios} if job.folios.pages else {}
    run = bring_out(proof, (edition,), provenance.stamp(proof.plan), validate=False, known=known, shelves=shelves)
    issue = run.made[0].issue if run.made else None
    if issue is None or issue.folios is None:
        return Layout(proof.digest, findings=run.findings, read=proof.findings)
    pages = page_views(issue.data, issue.folios)
    seconds = time.perf_counter() - begun
    return Layout(proof.digest, issue.data, issue.folios, pages, run.findings, seconds, proof.findings)


def serve(jobs: BinaryIO, done: BinaryIO) -> None:
    """Do jobs until there are no more."""
    folder: KnownFolder | None = None
    while True:
        try:
            job: Job = pickle.load(jobs)
        except EOFError:
            return
        folder = KnownFolder(job.book, folder)
        pickle.dump(lay_out(job, folder), done)
        done.flush()


def main() -> None:
    """Take stdout for layouts alone: what anything else prints goes to stderr."""
    done = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(OSError):
        os.nice(5)  # the reading view comes first
    remember()
    try:
        load_engine()  # slow; now, before the first job
    except OSError as fault:
        print(
            f"serge-press: pages cannot be laid out: {fault}; 'serge-press doctor' says what is missing",
            file=sys.stderr,
        )
        sys.exit(3)

    serve(sys.stdin.buffer, done)


if __name__ == "__main__":
    main()
