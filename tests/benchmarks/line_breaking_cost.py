"""What lines chosen by the paragraph cost of the time of layout: by what lines line by line take, and by where the time goes.

    .venv/bin/python tests/benchmarks/line_breaking_cost.py [BOOK ...] [--rounds N]

Without a book: the Serge book and a generated one of 370 pages. A round lays the print edition out in one process each with
``--line-breaking: paragraph`` and ``line``, in turn first, and takes the CPU of layout alone (``lay_section``: from XHTML to
painted pages). Then once more by the paragraph, while a look is taken every few milliseconds of CPU at what is being
done: what is counted is every call of ``editions/lines/`` that is open, and, of the running of lines in and out, every page
that is made again. Putting the chosen lines together as boxes is told apart, for line by line it has to be done too.
"""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.generate_book import SIZES, write_book
from serge_press.editions.edition import Order
from serge_press.editions.leaves import holdings
from serge_press.editions.page_geometry import page_geometry
from serge_press.editions.sections import workers
from serge_press.editions.sections.book import lay_out_book
from serge_press.editions.sections.lay import lay_section
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.press import prepare
from serge_press.reading.folder import DiskFolder
from serge_press.rendering.house_style import House
from serge_press.workshop.provenance import versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ROOT = Path(__file__).parents[2]
EVERY = 0.002
"""Seconds of CPU between two looks, if the system's clock is as fine as that."""

AGAIN = "pages made again"
TOGETHER = "putting lines together"
PAGES = "making pages"
"""Not painting them, nor reading the text and its styles."""

PARTS = {
    **dict.fromkeys(("reading.py", "faces.py", "paragraph.py", "margins.py"), "reading and measuring"),
    **dict.fromkeys(("hyphens.py", "patterns.py", "within_words.py"), "breaking words"),
    **dict.fromkeys(("by_paragraph.py", "wishes.py", "proof.py"), "the rest"),
    "total_fit.py": "choosing",
    "set_line.py": TOGETHER,
}
"""What the files of ``editions/lines/`` do, by the innermost that is open."""


def main() -> None:
    """Run the rounds and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("book", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--job", choices=("paragraph", "line", "looks"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(work(given.book[0], given.job)))
        return
    with tempfile.TemporaryDirectory() as folder:
        books = given.book
        if not books:
            write_book(Path(folder, "medium"), SIZES["medium"])
            books = [ROOT / "book", Path(folder, "medium")]
        for book in books:
            tell(book, given.rounds)


def tell(book: Path, rounds: int) -> None:
    """Print the rows of one book."""
    taken: dict[str, list[float]] = {"paragraph": [], "line": []}
    for turn in range(rounds):
        for way in sorted(taken, reverse=bool(turn % 2)):
            taken[way].append(run(book, way)["layout"])
    print(f"{book.name}: CPU seconds of layout, least and middle of {rounds}")
    for way, seconds in taken.items():
        print(f"  --line-breaking: {way:12}{min(seconds):8.2f}{statistics.median(seconds):8.2f}")
    added = [mine / theirs - 1 for mine, theirs in zip(taken["paragraph"], taken["line"], strict=True)]
    least = min(taken["paragraph"]) / min(taken["line"]) - 1
    print(f"  added by the paragraph, of the least {least:+.1%}, middle of the rounds {statistics.median(added):+.1%}")
    looks = run(book, "looks")
    total, pages = looks.pop("all"), looks.pop(PAGES)
    lines = sum(looks.values())
    print(f"  of {total:.0f} looks at layout {pages / total:.1%} at {PAGES}, {lines / total:.1%} at line breaking:")
    for what, count in sorted(looks.items(), key=lambda one: -one[1]):
        print(f"    {what:28}{count / total:7.1%}")
    print(
        f"  without {TOGETHER}: {(lines - looks[TOGETHER]) / total:.1%}, of {PAGES} {(lines - looks[TOGETHER]) / pages:.1%}"
    )


def run(book: Path, job: str) -> dict[str, float]:
    """One job in a process of its own."""
    command = [sys.executable, __file__, str(book), "--job", job]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def work(folder: Path, job: str) -> dict[str, float]:
    """Lay a book out: seconds of CPU ("layout"), or looks in all ("all") and by what was open."""
    proof = prepare(DiskFolder(folder))
    assert proof.plan is not None
    assert proof.manuscript is not None
    assert proof.house is not None
    house = proof.house
    if job == "line":
        sheets = {"print": (*house.sheets("print"), ("line.css", ":root { --line-breaking: line }"))}
        house = House(house.name, sheets, house.fonts, house._templates)
    plan = next(edition for edition in proof.plan.editions if edition.kind == "print")
    order = Order(plan, proof.manuscript, house, proof.folder, NO_FOLIOS, 1_767_225_600, versions())
    geometry = page_geometry(plan.trim)
    assert geometry is not None
    watch = Watch(looks=job == "looks")
    vars(workers)["lay_section"] = watch.timed(lay_section)
    lay_out_book(replace(order, workers=1), geometry, holdings(order.manuscript))
    return dict(watch.seen) if job == "looks" else {"layout": watch.seconds}


class Watch:
    """Takes the time of what runs through it, and looks at it if it is to."""

    def __init__(self, *, looks: bool) -> None:
        self.seconds = 0.0
        self.seen: Counter[str] = Counter()
        self._looks = looks
        signal.signal(signal.SIGPROF, self._look)

    def timed(self, do: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, watched."""

        def watched(*given: Any) -> Any:
            begun = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, *(2 * [EVERY] if self._looks else (0.0, 0.0)))
            try:
                return do(*given)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0.0)
                self.seconds += time.process_time() - begun

        return watched

    def _look(self, _: int, frame: FrameType | None) -> None:
        self.seen["all"] += 1
        part, made = "", False
        while frame is not None:
            code = frame.f_code
            made = made or code.co_name == "remake_page"
            file = Path(code.co_filename)
            if file.parent.name == "lines":
                if code.co_name in ("filled", "mended"):
                    part = AGAIN
                elif not part and code.co_name != "drawn":
                    part = PARTS.get(file.name, "")
            frame = frame.f_back
        self.seen[PAGES] += made
        if part:
            self.seen[part] += 1


if __name__ == "__main__":
    main()
