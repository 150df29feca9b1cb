"""Findings and pages as plain data for the browser."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from serge_press.findings import Severity
from serge_press.reading.text import file_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.findings import Finding
    from serge_press.preview.page_views import PageView
    from serge_press.preview.reading_view import View
    from serge_press.reading.folder import Folder

MOST = 300
"""Findings sent to a browser, the heaviest first; their number is told in full."""

WIDEST = 160
"""Letters of a line of the author's that are shown."""


def findings(found: tuple[Finding, ...], view: View | None, folder: Folder) -> dict[str, Any]:
    """The findings, each with its line and the anchor to which it leads in the reading view, and how many of each weight."""
    count = Counter(one.severity for one in found)
    heaviest = sorted(found, key=lambda one: -one.severity)[:MOST]
    lines: dict[str, list[str]] = {}
    return {
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "notes": count[Severity.NOTE],
        "list": [_finding(one, view, folder, lines) for one in heaviest],
    }


def tally(found: tuple[Finding, ...]) -> str:
    """How many findings of each weight, in words."""
    count = Counter(one.severity for one in found)
    named = ((weight.word, count[weight]) for weight in sorted(Severity, reverse=True) if count[weight])
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for word, number in named) or "nothing found"


def _finding(found: Finding, view: View | None, folder: Folder, lines: dict[str, list[str]]) -> dict[str, Any]:
    place = found.place
    anchor = view.nearest(place) if view and place.file else None
    return {
        "rule": found.rule,
        "severity": found.severity.word,
        "place": _where(found),
        "message": found.message,
        "mend": found.mend,
        "line": _line(found, folder, lines),
        "anchor": anchor,
    }


def _where(found: Finding) -> str:
    """File and line, as editors take them; "" for a finding about no file."""
    place = found.place
    return f"{place.file}:{place.line}" if place.file and place.line else place.file


def _line(found: Finding, folder: Folder, lines: dict[str, list[str]]) -> tuple[str, str, str] | None:
    """The line in three pieces, the middle one being what the finding is about; None where there is none to show."""
    place = found.place
    if not place.line or not place.column or place.file.startswith("--"):
        return None
    if place.file not in lines:
        try:
            lines[place.file] = file_lines(folder.read_bytes(place.file))
        except (OSError, ValueError):
            lines[place.file] = []
    held = lines[place.file]
    if place.line > len(held):
        return None
    line, at = held[place.line - 1], place.column - 1
    start = max(0, at - WIDEST // 2)
    end = at + max(1, place.width)
    before = ("…" if start else "") + line[start:at]
    return before, line[at:end][:WIDEST], line[end : start + WIDEST]


def pages(views: Iterable[PageView]) -> list[tuple[str, str, float, float]]:
    """Digest, label, width and height of each page."""
    return [(page.digest, page.label, round(page.width, 2), round(page.height, 2)) for page in views]
