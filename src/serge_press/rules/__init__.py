"""The published table of rules: one file a letter, gathered here.

A rule is data: id, severity, title, why, example, mend. The table feeds ``serge-press explain``, the manual, and a test
that each rule has an overlay folder under ``tests/rules`` (or, for a fault no author can plant, a test of its own).

Letters: F folder, R record, D date, C catalogue, A attribution, M manuscript, X reference, N note, T typography,
S style, E EPUB (in two files), B book trade, P print, G agreement between editions, Q preflight (in three files).
"""

from __future__ import annotations

import importlib
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.findings import Finding, Place, Severity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOMS = {
    "F": ("folder",), "R": ("record",), "D": ("date",), "C": ("catalogue",), "A": ("attribution",), "M": ("manuscript",),
    "X": ("reference",), "N": ("note",), "T": ("typography",), "S": ("style",), "E": ("epub", "accessibility"),
    "B": ("trade",), "P": ("print",), "G": ("agreement",), "Q": ("preflight", "preflight_matter", "for_printers"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the press. ``mend`` is the general advice; a finding may carry a sharper one."""

    id: str
    severity: Severity
    title: str
    why: str
    example: str
    mend: str


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by id, in order of letter file and then of writing."""
    return MappingProxyType({name: rule for letter in _ROOMS for name, rule in _rules_of(letter).items()})


@cache
def _rules_of(letter: str) -> Mapping[str, Rule]:
    """The rules of a letter: most books break those of few."""
    table: dict[str, Rule] = {}
    for room in _ROOMS.get(letter, ()):
        rules: tuple[Rule, ...] = importlib.import_module(f"serge_press.rules.{room}").RULES
        for rule in rules:
            if rule.id in table or rule.id[0] != letter:
                raise AssertionError(f"rule {rule.id} is written twice, or among those of another letter")
            table[rule.id] = rule
    return table


def finding(
    rule_id: str,
    place: Place,
    message: str,
    mend: str | None = None,
    also: tuple[tuple[Place, str], ...] = (),
    severity: Severity | None = None,
) -> Finding:
    """A finding under a rule of the table; severity and mend come from the rule unless given.

    Raises KeyError for an unknown rule id, which is a bug of ours.
    """
    rule = _rules_of(rule_id[:1])[rule_id]
    return Finding(rule_id, rule.severity if severity is None else severity, place, message, mend or rule.mend, also)
