"""Findings as people, programs and forges read them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from serge_press.findings import Finding, Severity
from serge_press.reading.text import FORBIDDEN, file_lines
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container

    from serge_press.reading.folder import DiskFolder, Folder

Lines = Callable[[str, int], str | None]
"""Gives the text of a line of the author's files (file, line from 1), or None."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def as_text(findings: Iterable[Finding], lines: Lines) -> str:
    """Each finding with its line, a caret under the place, and how to mend it."""
    out: list[str] = []
    for found in findings:
        place = found.place
        where = f"{_line(str(place))}: " if place.file else ""
        word = click.style(f"{found.severity.word}[{found.rule}]", fg=_COLOURS[found.severity], bold=True)
        out.append(f"{where}{word}: {_line(found.message)}")
        line = lines(place.file, place.line) if place.line else None
        if line is not None and place.column:
            out.append(_with_caret(place.line, line, place.column, place.width))
        if found.mend:
            out.append(f"  mend: {_line(found.mend)}")
        out.extend(f"  also: {_line(str(other))}: {_line(words)}" for other, words in found.also)
    return "\n".join(out)


def _line(words: str) -> str:
    """Words on one line, without what a terminal would obey: a value or a name of the author's may stand in them."""
    return " ".join(FORBIDDEN.sub("\ufffd", words).splitlines())


def _with_caret(number: int, line: str, column: int, width: int) -> str:
    """The line, cut to a window round the place, with carets under it."""
    start = max(0, column - 61)
    shown = FORBIDDEN.sub("\ufffd", line[start : start + 100].replace("\t", " "))  # a terminal would obey some
    caret = " " * (column - 1 - start) + "^" * max(1, min(width, len(shown) - (column - 1 - start)))
    return f"  {number:>4} | {shown}\n       | {caret}"


def as_records(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Plain data for JSON."""
    return [
        {
            "rule": found.rule,
            "severity": found.severity.word,
            "file": found.place.file,
            "line": found.place.line,
            "column": found.place.column,
            "message": found.message,
            "mend": found.mend,
            "also": [
                {"file": place.file, "line": place.line, "column": place.column, "message": words}
                for place, words in found.also
            ],
        }
        for found in findings
    ]


def as_json(findings: Iterable[Finding]) -> str:
    """One JSON object: ``{"findings": […]}``."""
    return json.dumps({"findings": as_records(findings)}, ensure_ascii=False, indent=1)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(findings: Iterable[Finding], prefix: str, known: Container[str]) -> str:
    """Workflow commands that forges turn into annotations; ``prefix`` leads from the repository to the book folder.

    What is not among the ``known`` files of the folder, such as a page of an e-book or ``--set``, goes into the words: a forge
    could not find it.
    """
    out = []
    for found in findings:
        at = ""
        words = found.message + (f" – {found.mend}" if found.mend else "")
        if found.place.file and found.place.file not in known:
            words = f"{found.place.file}: {words}"
        elif found.place.file:
            at = f" file={_property(prefix + found.place.file)}"
            at += f",line={found.place.line}" if found.place.line else ""
            at += f",col={found.place.column}" if found.place.column else ""
        out.append(f"::{_GITHUB[found.severity]}{at}{',' if at else ' '}title={found.rule}::{_data(words)}")
    return "\n".join(out)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each weight."""

    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        """Count them."""
        count = Counter(found.severity for found in findings)
        return cls(count[Severity.ERROR], count[Severity.WARNING], count[Severity.NOTE])

    def __str__(self) -> str:
        if not (self.errors or self.warnings or self.notes):
            return "nothing found"
        named = ((self.errors, "error"), (self.warnings, "warning"), (self.notes, "note"))
        return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in named if n)

    def exit_status(self, *, strict: bool) -> int:
        """0 when nothing is in the way, 1 for errors, and for warnings too when strict."""
        return 1 if self.errors or (strict and self.warnings) else 0


def lines_of(folder: Folder) -> Lines:
    """Lines of the author's files, each file read once, for showing the place of a finding."""
    held: dict[str, list[str]] = {}

    def line(file: str, number: int) -> str | None:
        if file not in held:
            try:
                held[file] = file_lines(folder.read_bytes(file))
            except (OSError, ValueError):
                held[file] = []
        return held[file][number - 1] if 0 < number <= len(held[file]) else None

    return line


def from_repository(folder: Path) -> str:
    """The way from the root of the repository to a folder, with a slash at its end; "" at the root itself.

    The root is the nearest folder above with ``.git`` in it; without one, the folder the command runs in; else "".
    """
    here = folder.resolve()
    root = next((above for above in (here, *here.parents) if (above / ".git").exists()), Path.cwd())
    way = here.relative_to(root).as_posix() if here.is_relative_to(root) else "."
    return "" if way == "." else f"{way}/"


def tell(findings: tuple[Finding, ...], form: str, folder: DiskFolder) -> None:
    """Print findings on stderr as text, or on stdout as JSON or annotations."""
    if form == "json":
        click.echo(as_json(findings))
    elif form == "github":
        if findings:
            click.echo(as_github(findings, from_repository(Path(folder.path)), frozenset(folder.names())))
    elif findings:
        click.echo(as_text(findings, lines_of(folder)), err=True)
