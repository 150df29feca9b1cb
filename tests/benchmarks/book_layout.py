"""What each stage of building a book costs: reading, setting, every layout of its pages, writing.

    .venv/bin/python tests/benchmarks/book_layout.py [book]

Builds all editions of the book in memory, in one process and without EPUBCheck and veraPDF, and
prints seconds of CPU for each stage, a row for each time it ran. A stage that runs inside another counts in both; the rows of
"whole" are everything.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from serge_press import press
from serge_press.editions import all as editions
from serge_press.editions import epub_edition, print_checks
from serge_press.editions.sections import book as sections
from serge_press.editions.sections import heads
from serge_press.reading.folder import DiskFolder
from serge_press.workshop.provenance import stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STAGES = (
    (press, "read", "read"),
    (press, "register", "register"),
    (press, "load_house", "load the house style"),
    (press, "assemble", "assemble"),
    (press, "resolve", "resolve references"),
    (press, "check_catalogue", "check the catalogue"),
    (press, "check_manuscript", "check the manuscript"),
    (sections, "_settle", "print: set, lay out text"),
    (heads.HeadsLayer, "lay", "print: lay out heads"),
    (sections, "cover_of", "print: write fonts"),
    (sections, "join", "print: join sections"),
    (print_checks, "pages", "print: check pages"),
    (print_checks, "fonts", "print: check fonts"),
    (epub_edition, "set_texts", "e-book: set"),
    (epub_edition, "pack", "e-book: write"),
    (press, "check_issues", "check what was made"),
)
"""Where a stage is called from, the name it is called by there, and what it is called here."""


class Clock:
    """Takes the CPU time of what runs through it."""

    def __init__(self) -> None:
        self.runs: dict[str, int] = {}

    def timed(self, stage: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, which prints a row after each run."""

        def run(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            made = do(*given, **named)
            self.runs[stage] = self.runs.get(stage, 0) + 1
            print(f"{stage:24} {self.runs[stage]:3} {time.process_time() - begun:8.2f}", flush=True)
            return made

        return run


def main(book: Path) -> None:
    """Build the book and print the rows."""
    clock = Clock()
    for module, name, stage in STAGES:
        setattr(module, name, clock.timed(stage, getattr(module, name)))
    print(f"{'stage':24} {'run':>3} {'CPU s':>8}")
    proof = clock.timed("whole: prepare", press.prepare)(DiskFolder(book))
    if proof.plan is None or proof.manuscript is None or proof.house is None:
        raise SystemExit("the book cannot be assembled; serge-press check tells why")
    edition_of = editions.edition_of
    setattr(editions, "edition_of", lambda kind: clock.timed(f"whole: {kind}", edition_of(kind)))  # noqa: B010
    chosen, _ = press.chosen_editions(proof.plan, ())
    run = press.bring_out(proof, chosen, stamp(proof.plan), validate=False, workers=1)
    for made in run.made:
        print(f"{made.issue.name}: {len(made.issue.data):,} bytes, {made.issue.pages} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "book"))
