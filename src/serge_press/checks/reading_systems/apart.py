"""Looking at a stranger's e-book in a process of its own: whatever it does to that, it gets a finding."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

from serge_press.checks.preflight.bounds import MEMORY, SECONDS
from serge_press.checks.reading_systems.run import look_at
from serge_press.findings import Finding, Place, Severity
from serge_press.rules import finding

LARGEST = 1 << 30
"""Bytes of a file that is looked at: above it no shop takes a book of words."""


def look_apart(path: Path, reader: str, seconds: float = SECONDS, memory: int = MEMORY) -> tuple[Finding, ...]:
    """What a reader (``table.READERS``) stumbles over in the e-book on the disk; places are files within it.

    A process that ends before its time, or not within it, is told as E013. OSError where there is no such file.
    """
    with path.open("rb"):
        pass
    order = json.dumps({"path": str(path.resolve()), "reader": reader, "memory": memory})
    command = [sys.executable, "-m", "serge_press.checks.reading_systems.apart"]
    try:
        done = subprocess.run(command, input=order.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return _given_up(f"it cannot be looked at in {seconds:g} seconds")
    if done.returncode == 0:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return tuple(_finding(row) for row in json.loads(done.stdout))
    return _given_up("the process that looked at it came to an end before it was done")


def _given_up(words: str) -> tuple[Finding, ...]:
    return (finding("E013", Place(""), words),)


def _finding(row: list[object]) -> Finding:
    rule, severity, file, line, column, message = row
    place = Place(str(file), int(str(line)), int(str(column)))
    return finding(str(rule), place, str(message), severity=Severity(int(str(severity))))


def main() -> None:
    """In the process: an order on stdin, findings on stdout."""
    order = json.loads(sys.stdin.read())
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    path = Path(order["path"])
    if path.stat().st_size > LARGEST:
        found = _given_up(f"it has more than {LARGEST >> 20} MiB")
    else:
        found = look_at(path.read_bytes(), (order["reader"],))
    rows = [
        [one.rule, int(one.severity), _plain(one.place.file), one.place.line, one.place.column, _plain(one.message)]
        for one in found[:MOST]
    ]
    sys.stdout.write(json.dumps(rows))


MOST = 500
"""Findings that are told; a book with more has one cause for most."""


def _plain(text: str) -> str:
    """Without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:400]


if __name__ == "__main__":
    main()
