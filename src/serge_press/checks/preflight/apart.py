"""Preflight in a process of its own, for files that nobody vouches for: whatever they do to it, they get a finding.

The process may take so much memory and time and no more; it gives its report back as JSON.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.checks.preflight.bounds import MEMORY, SECONDS
from serge_press.checks.preflight.faults import Faults
from serge_press.checks.preflight.run import NOTHING_ASKED, Report, preflight
from serge_press.checks.preflight.task import Asked
from serge_press.printers.shelf import printer

if TYPE_CHECKING:
    from serge_press.printers.profile import PrinterProfile


def preflight_apart(
    path: Path, profile: PrinterProfile, asked: Asked = NOTHING_ASKED, seconds: float = SECONDS, memory: int = MEMORY
) -> Report:
    """Look at a PDF on the disk as :func:`preflight` does; the printer is one of the press's own.

    A process that ends before its time, or not within it, is told as Q004. OSError where there is no such file.
    """
    with path.open("rb"):
        pass
    order = json.dumps({"path": str(path.resolve()), "printer": profile.name, "memory": memory, "asked": asdict(asked)})
    command = [sys.executable, "-m", "serge_press.checks.preflight.apart"]
    try:
        done = subprocess.run(command, input=order.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return _given_up(profile, f"it cannot be looked at in {seconds:g} seconds")
    if done.returncode == 0:
        with contextlib.suppress(ValueError, KeyError):
            return Report.from_record(json.loads(done.stdout))
    return _given_up(profile, "the process that looked at it came to an end before it was done")


def _given_up(profile: PrinterProfile, words: str) -> Report:
    faults = Faults(profile.name)
    faults.file("Q004", words)
    return Report(profile.name, 0, None, faults.findings())


def _bound(memory: int) -> None:
    """Take no more memory than that, and leave no core behind, where the system can be told so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """In the process: an order on stdin, a report on stdout."""
    order = json.loads(sys.stdin.read())
    _bound(order["memory"])
    asked: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in order["asked"].items()
    }
    report = preflight(Path(order["path"]), printer(order["printer"]), Asked(**asked))
    sys.stdout.write(json.dumps(report.record()))


if __name__ == "__main__":
    main()
