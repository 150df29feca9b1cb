"""Rules of the note letter."""

from __future__ import annotations

from serge_press.findings import Severity
from serge_press.rules import Rule

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES", "Severity"]
