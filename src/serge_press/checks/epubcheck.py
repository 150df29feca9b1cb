"""EPUBCheck, W3C's own validator, run on a finished e-book.

It is wanted only for this check, so a machine without it is no fault: the verdict says what to install.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.checks import java
from serge_press.editions.kept import made_once
from serge_press.findings import Place
from serge_press.rules import finding
from serge_press.scratch import scratch
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.validator_desk import Desk
    from serge_press.editions.edition import Issue, Shelves
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

TIMEOUT = 300  # seconds: many times what the longest book takes
_RULES = {"FATAL": "E901", "ERROR": "E901", "WARNING": "E902", "INFO": "E903", "USAGE": "E903"}
_TOLD = ("messages", "checker")
_SHOWN = 5  # places of one message; the rest are counted


class NoVerdict(Exception):
    """A validator could not say; why."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator said. ``missing`` is "" or names what is not installed, with the line that installs it."""

    findings: tuple[Finding, ...] = ()
    missing: str = ""
    version: str = ""


def run_epubcheck(
    issue: Issue,
    manuscript: Manuscript | None = None,
    timeout: float = TIMEOUT,
    desk: Desk | None = None,
    shelves: Shelves | None = None,
) -> Verdict:
    """Run EPUBCheck 5 on an e-book; each message becomes a finding (E901 error, E902 warning, E903 remark).

    The place of a finding is the file inside of the EPUB; with the manuscript, the author's place is added where the
    file is that of one division. Takes some seconds, at a ``desk`` that is open already a tenth of that; never writes
    beside the book; E904 when it gives no verdict. What it said of the same file before is taken from the shelves.
    """
    program, jar = java.program(), java.epubcheck_jar()
    if not program or not jar:
        return Verdict(missing=f"EPUBCheck or Java is not installed: {java.INSTALL}")

    def judge() -> bytes:
        with tempfile.TemporaryDirectory(
            prefix="epubcheck-", dir=desk.folder if desk and desk.is_open else scratch()
        ) as folder:
            book, report = Path(folder, "book.epub"), Path(folder, "report.json")
            book.write_bytes(issue.data)
            arguments = [str(book), "--json", str(report), "--quiet"]
            told = _read(report) if desk is not None and desk.ask(["epubcheck", *arguments], timeout) else None
            if told is None:  # no desk, or it could not say: that tells nothing of the book
                why = _run_alone([program, *java.SWITCHES, "-jar", jar, *arguments], folder, timeout)
                told = _read(report)
                if told is None:
                    raise NoVerdict(why or "it wrote no report")
        return json.dumps({key: told.get(key) for key in _TOLD}).encode()

    try:
        told = json.loads(made_once(shelves, "verdicts", ("EPUBCheck", java.release("epubcheck"), issue.data), judge))
    except NoVerdict as why:
        return Verdict((finding("E904", Place(issue.name), f"EPUBCheck gave no verdict: {why}"),))
    version = str((told.get("checker") or {}).get("checkerVersion", ""))
    return Verdict(tuple(_findings(told, manuscript)), version=version)


def _run_alone(command: list[str], folder: str, timeout: float) -> str:
    """Run the command; why there may be no report, in a line."""
    try:
        ended = subprocess.run(  # our own jar on our own file
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            cwd=folder,
            env=java.environment(folder),
            check=False,
        )
    except subprocess.TimeoutExpired:
        Path(folder, "report.json").unlink(missing_ok=True)
        return f"it was not done after {timeout:.0f} seconds"
    except OSError as fault:
        return f"Java could not be started: {fault.strerror}"
    return next(iter(ended.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]), "")


def _read(report: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _findings(told: dict[str, Any], manuscript: Manuscript | None) -> Iterator[Finding]:
    divisions = {str(d.anchor): d.place for d in manuscript.all_divisions()} if manuscript else {}
    for message in told.get("messages") or ():
        rule = _RULES.get(str(message.get("severity")))
        if rule is None:  # SUPPRESSED
            continue
        said = f"{message.get('ID')}: {' '.join(str(message.get('message')).split())}"
        if hint := message.get("suggestion"):
            said += f" ({' '.join(str(hint).split())})"
        places = message.get("locations") or [{}]
        more = int(message.get("additionalLocations") or 0) + max(len(places) - _SHOWN, 0)
        for count, location in enumerate(places[:_SHOWN]):
            where = str(location.get("path") or "")
            place = Place(where, max(int(location.get("line") or 0), 0), max(int(location.get("column") or 0), 0))
            author = divisions.get(Path(where).stem) if where.endswith(".xhtml") else None
            also = ((author, "this part of the book"),) if author else ()
            tail = f" (and in {more} more places)" if more and count == 0 else ""
            yield finding(rule, place, said + tail, also=also)
