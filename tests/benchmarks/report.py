"""Results of runs as tables in Markdown: what each job took, how it grows, and what was to be reached."""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.figures import growth, ratio, short, spread
from benchmarks.generate_book import SIZES

if TYPE_CHECKING:
    from pathlib import Path

QUIET = 3.0
"""The load average above which a machine is busy with more than a benchmark."""

NOTHING = 0.2
"""Seconds of CPU up to which growth is not worth a figure."""

BEGIN, END = "<!-- results: written by run.py -->", "<!-- end of results -->"


@dataclass(frozen=True)
class Record:
    """One run: seconds, MB of memory (of all processes; of the largest), pages and bytes of what was made, load before it.

    ``java`` counts Java machines. ``why`` says why there is no figure.
    """

    size: str
    turn: int
    group: str
    name: str
    cpu: float = 0.0
    wall: float = 0.0
    memory: float = 0.0
    largest: float = 0.0
    pages: int = 0
    bytes: int = 0
    load: float = 0.0
    why: str = ""
    java: int = 0

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def line(self) -> str:
        """For the person who waits."""
        head = f"{self.size:7} {self.turn} {self.group[:28]:28} {self.name:30}"
        if self.why:
            return f"{head} {self.why}"
        return (
            f"{head} CPU {self.cpu:7.2f}  wall {self.wall:7.2f}  {self.memory:5.0f} MB  {self.pages or '':>5} pages  "
            f"load {self.load:.1f}"
        )


Rows = dict[tuple[str, str, str], tuple[Record, ...]]
"""The runs of each group, name and size."""


def read_results(file: Path) -> tuple[dict[str, str], Rows]:
    """The facts told last, and for each job and size the runs of the last time it was measured."""
    facts: dict[str, str] = {}
    rows: dict[tuple[str, str, str], dict[int, Record]] = {}
    batch = 0
    of_batch: dict[tuple[str, str, str], int] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        held = json.loads(line)
        if "facts" in held:
            facts, batch = facts | held["facts"], batch + 1
            continue
        record = Record(**held)
        record = replace(record, turn=batch * 1000 + record.turn)  # rounds of unlike runs are never set side by side
        key = (record.group, record.name, record.size)
        if of_batch.get(key) != batch:
            rows[key], of_batch[key] = {}, batch
        rows[key][record.turn] = record
    return facts, {key: tuple(of_turn.values()) for key, of_turn in rows.items()}


def report(facts: dict[str, str], rows: Rows) -> str:
    """Everything, as it stands in docs/benchmarks.md."""
    groups = list(dict.fromkeys(group for group, _, _ in rows))
    told = ["; ".join(f"{name} {fact}" for name, fact in facts.items()) + ".", "", *_busy(rows), *_goals(rows)]
    for group in groups:
        told += ["", f"### {group}", "", *_table(group, rows)]
    return "\n".join(told) + "\n"


def _busy(rows: Rows) -> list[str]:
    """How busy the machine was, where it was."""
    loads = [run.load for runs in rows.values() for run in runs if not run.why]
    if not loads or statistics.median(loads) < QUIET:
        return []
    words = "others worked on the machine too, so that wall clock says little and CPU is a fifth too high or so"
    return [f"Measured at a load of {min(loads):.0f} to {max(loads):.0f}: {words}.", ""]


def write_docs(file: Path, told: str) -> None:
    """Put the tables in the place that is kept for them."""
    text = file.read_text(encoding="utf-8")
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    if not re.search(pattern, text, re.DOTALL):
        raise SystemExit(f"{file} has no place for results: {BEGIN} … {END}")
    file.write_text(re.sub(pattern, lambda _: f"{BEGIN}\n{told}{END}", text, flags=re.DOTALL), encoding="utf-8")


def _table(group: str, rows: Rows) -> list[str]:
    names = list(dict.fromkeys(name for of, name, _ in rows if of == group))
    lines = ["| | book | CPU s | wall s | MB | made | growth |", "|---|---|---|---|---|---|---|"]
    notes: dict[str, None] = {}
    for size in SIZES:
        for name in names:
            runs = rows.get((group, name, size), ())
            good = [run for run in runs if not run.why]
            if good:
                cpu, wall = spread([run.cpu for run in good]), spread([run.wall for run in good])
                cells = (name, size, cpu, wall, _memory(good), _made(good[0]), _growth(group, name, size, rows))
                lines.append(f"| {' | '.join(cells)} |")
            else:
                notes |= dict.fromkeys(f"{name}, {size}: {run.why}." for run in runs)
    return [*lines, *(["", " ".join(notes)] if notes else [])]


def _memory(runs: list[Record]) -> str:
    together, largest = max(run.memory for run in runs), max(run.largest for run in runs)
    return f"{together:.0f}" if largest > 0.8 * together else f"{together:.0f} ({largest:.0f})"


def _made(run: Record) -> str:
    size = f"{run.bytes / 1e6:.1f} MB" if run.bytes >= 1e5 else f"{run.bytes / 1e3:.0f} kB" if run.bytes else "–"
    return f"{run.pages:,} pp., {size}" if run.pages else size


def _growth(group: str, name: str, size: str, rows: Rows) -> str:
    """The slope of CPU time from the next smaller size that was measured."""
    smaller = [
        one for one in SIZES if one != size and (group, name, one) in rows and SIZES[one].words < SIZES[size].words
    ]
    if not smaller:
        return ""
    points = [(amount(group, one, rows), least(rows, group, name, one, "cpu") or 0) for one in (smaller[-1], size)]
    slope = growth(points[0], points[1])
    return "" if slope is None or points[1][1] < NOTHING else f"{slope:.2f}"


def amount(group: str, size: str, rows: Rows) -> float:
    """What a job's cost is held against: pages of the press's own PDF, entries of a bibliography, or words."""
    pages = [run.pages for run in rows.get(("PDF from nothing", "serge-press", size), ()) if run.pages]
    if group.startswith("PDF") and pages:
        return float(pages[0])
    return float(SIZES[size].works if group.startswith("Bibliography") else SIZES[size].words)


def least(rows: Rows, group: str, name: str, size: str, field: str) -> float | None:
    """The least value of a field over the runs; None where there are none."""
    values = [float(getattr(run, field)) for run in rows.get((group, name, size), ()) if not run.why]
    return min(values) if values else None


def _goals(rows: Rows) -> list[str]:
    lines = ["| to be reached | must | hoped for | measured |", "|---|---|---|---|"]
    for goal in GOALS:
        measured = goal.measure(rows)
        lines.append(
            f"| {goal.job} | {goal.must} | {goal.hoped} | {'not measured' if measured is None else measured} |"
        )
    return lines


@dataclass(frozen=True)
class Goal:
    """A line of what was to be reached: in words, and how it is read from the results."""

    job: str
    must: str
    hoped: str
    measure: Callable[[Rows], str | None]


_PDF, _EDIT = "PDF from nothing", "PDF after one paragraph was edited"


def _times(rows: Rows, ours: tuple[str, str], theirs: tuple[str, str], size: str) -> str | None:
    """How many times as long theirs takes; where they never ran in one round, how many times as much CPU."""
    one, other = (
        {run.turn: run.wall for run in rows.get((*key, size), ()) if not run.why} for key in (ours, theirs)
    )  # fmt: skip
    found = ratio(one, other)
    if found is not None:
        return f"{theirs[1]} takes {short(found)} times as long"
    cpu, dearer = least(rows, *ours, size, "cpu"), least(rows, *theirs, size, "cpu")
    return f"{theirs[1]} takes {short(dearer / cpu)} times as much CPU (another run)" if cpu and dearer else None


def _joined(*parts: str | None) -> str | None:
    return "; ".join(part for part in parts if part) or None


def _seconds(group: str, name: str, *sizes: str) -> Callable[[Rows], str | None]:
    def measure(rows: Rows) -> str | None:
        found = [least(rows, group, name, size, "cpu") for size in sizes]
        return _joined(*(f"{size} {one:.2f} s" for size, one in zip(sizes, found, strict=True) if one is not None))

    return measure


def _slope(rows: Rows) -> str | None:
    slopes = []
    for field in ("wall", "cpu"):
        small, large = (
            (amount(_PDF, size, rows), least(rows, _PDF, "serge-press", size, field) or 0)
            for size in ("medium", "large")
        )
        slopes.append(growth(small, large))
    return None if None in slopes else f"slope {slopes[0]:.2f} (of CPU {slopes[1]:.2f})"


def _most(rows: Rows) -> str | None:
    found = [run.memory for run in rows.get((_PDF, "serge-press", "large"), ()) if not run.why]
    return f"{max(found):.0f} MB" if found else None


def _java(rows: Rows) -> str | None:
    found = [run.java for run in rows.get(("Many books", "serge-press, 20 small books", "small"), ()) if not run.why]
    return f"{max(found)} Java machine{'s' if max(found) != 1 else ''}" if found else None


_PEERS = ("WeasyPrint", "XeLaTeX", "pandoc, XeLaTeX", "Chromium")
_OURS, _EDITED = (_PDF, "serge-press"), (_EDIT, "serge-press")
GOALS = (
    Goal(
        "PDF of some 350 pages from nothing, wall clock", "WeasyPrint 3 times, XeLaTeX longer", "4 times, Chromium longer",
        lambda rows: _joined(*(_times(rows, _OURS, (_PDF, peer), "medium") for peer in _PEERS)),
    ),
    Goal(
        "PDF of some 1,700 pages from nothing, wall clock", "WeasyPrint 6 times; slope 1.05; 400 MB in all processes",
        "level with XeLaTeX",
        lambda rows: _joined(
            *(_times(rows, _OURS, (_PDF, peer), "large") for peer in ("WeasyPrint", "XeLaTeX")), _slope(rows), _most(rows)
        ),
    ),
    Goal(
        "PDF after one paragraph was edited, wall clock", "WeasyPrint from nothing 10 times at 350 pages",
        "ahead of Typst at 1,700",
        lambda rows: _joined(
            _times(rows, _EDITED, (_PDF, "WeasyPrint"), "medium"),
            _times(rows, _EDITED, (_EDIT, "Typst, in one process"), "large"),
        ),
    ),
    Goal(
        "reading view after a save, CPU", "0.15 s", "0.05 s",
        _seconds("Reading view after a save", "serge-press", "medium", "large"),
    ),
    Goal("EPUB of 40 and of 200 chapters, CPU", "1.0 s, 4 s", "0.5 s, 2.5 s", _seconds("EPUB", "serge-press", "medium", "large")),
    Goal(
        "bibliography of 3,000 entries, CPU", "1.5 s", "0.8 s",
        _seconds("Bibliography, sorted and set", "serge-press", "large"),
    ),
    Goal("EPUBCheck and veraPDF over 20 books", "one Java machine", "–", _java),
    Goal("`serge-press --help`, CPU", "0.15 s", "0.08 s", _seconds("Commands", "serge-press --help", "medium")),
)  # fmt: skip
