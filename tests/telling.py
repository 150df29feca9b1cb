"""Findings as a line each, to be set beside what is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.findings import Finding


def told(faults: Iterable[Finding]) -> list[str]:
    """Of each finding line, column, rule and message."""
    return [f"{one.place.line}:{one.place.column} {one.rule} {one.message}" for one in faults]
