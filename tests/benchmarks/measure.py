"""What one command costs: seconds of CPU and of wall clock, and the memory of all its processes together (Linux).

Memory is the largest sum, over all processes there are at a moment, of their proportional set sizes: a page that five
processes share counts once, a fifth in each. It is read some twenty times a second, so a peak of a few hundredths of a
second may be missed; the largest single process is asked of the kernel, which misses none.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import resource
import signal
import subprocess
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INTERVAL = 0.05
"""Seconds between two looks at the processes; a fifth of it in the first second, for short commands."""

GRACE = 3.0
"""Seconds that what a command leaves running may go on; what it takes till then counts."""

_SET_CHILD_SUBREAPER = 36
_OWN = re.compile(r"^BENCH cpu=([\d.]+) wall=([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measure:
    """``cpu`` and ``wall`` in seconds, ``memory`` and ``largest`` in MB (10^6 bytes); ``status`` is 0 where all went well,
    ``said`` the end of what the command printed. ``left`` counts processes that had to be ended, ``java`` Java machines.
    """

    status: int
    cpu: float
    wall: float
    memory: float
    largest: float
    said: str = ""
    left: int = 0
    java: int = 0


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float = 3600.0) -> Measure:
    """Run a command in a folder and measure it, with every process that comes of it.

    A command that measures a part of itself says so in a line ``BENCH cpu=1.5 wall=0.7``, which then counts instead.
    After ``limit`` seconds it is ended, and the status is 124.
    """
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what loses its parent becomes ours, and is counted
    log = folder / "bench.log"
    before = _children_cpu()
    begun = time.perf_counter()
    with log.open("wb") as out:
        child = subprocess.Popen(
            list(command), cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        with _watched() as peak:
            try:
                status = child.wait(limit)
            except subprocess.TimeoutExpired:
                status = 124
            wall = time.perf_counter() - begun
    left = _end_what_is_left(at_once=status == 124)
    child.wait()
    said = log.read_text(encoding="utf-8", errors="replace")
    memory, largest = peak.together / 1e6, peak.largest / 1e6
    own = Measure(status, _children_cpu() - before, wall, memory, largest, said[-600:], left, len(peak.java))
    if found := _OWN.search(said):
        return replace(own, cpu=float(found[1]), wall=float(found[2]))
    return own


@dataclass
class Peak:
    """The most memory seen, in bytes, and the Java machines."""

    together: int = 0
    largest: int = 0
    java: set[int] = field(default_factory=set)


@contextlib.contextmanager
def _watched() -> Iterator[Peak]:
    """Watch what comes of this process while the context lasts; looking takes a fiftieth of the time, after a second."""
    peak, stop = Peak(), Event()

    def watch() -> None:
        first = time.perf_counter()
        while True:
            begun = time.perf_counter()
            look(os.getpid(), peak)
            spent = time.perf_counter() - begun
            early = begun - first < 1  # a short command's peak is soon over
            if stop.wait(max(INTERVAL / 5, 10 * spent) if early else max(INTERVAL, 50 * spent)):
                return

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()


def look(root: int, peak: Peak) -> None:
    """Add what the processes below one take now to the peak."""
    together = 0
    for process in below(root):
        with contextlib.suppress(OSError):
            together += _kilobytes(f"/proc/{process}/smaps_rollup", "Pss:") * 1024
            if Path(f"/proc/{process}/comm").read_text().strip() == "java":
                peak.java.add(process)
            peak.largest = max(peak.largest, _kilobytes(f"/proc/{process}/status", "VmHWM:") * 1024)
    peak.together = max(peak.together, together)


def below(root: int) -> tuple[int, ...]:
    """Every process that descends from one, without itself."""
    found: list[int] = []
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += (child, *below(child))
    return tuple(found)


def _kilobytes(file: str, name: str) -> int:
    for line in Path(file).read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _end_what_is_left(*, at_once: bool) -> int:
    """Wait for all that descends from this process; end it after the time of grace. How many had to be ended."""
    until = time.monotonic() + (0.0 if at_once else GRACE)
    ended: set[int] = set()
    while there := below(os.getpid()):
        if time.monotonic() > until:
            for process in there:
                with contextlib.suppress(OSError):
                    os.kill(process, signal.SIGKILL)
                ended.add(process)
        for process in there:
            with contextlib.suppress(OSError):
                os.waitpid(process, os.WNOHANG)
        time.sleep(0.005)
    return len(ended)


def _children_cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
