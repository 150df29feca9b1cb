"""What the author has allowed, with a reason. An allowance that matches nothing is itself a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.findings import Severity
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Collection

    from serge_press.findings import Finding
    from serge_press.model.plan import Allowance


def matches(allowance: Allowance, found: Finding) -> bool:
    """Whether the finding is the one allowed: same rule, and same file or file and line."""
    place = found.place
    return allowance.rule == found.rule and allowance.where in (place.file, f"{place.file}:{place.line}")


def apply_allowances(
    allowances: tuple[Allowance, ...],
    findings: tuple[Finding, ...],
    *,
    expire: bool = True,
    unasked: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings left when allowed warnings and notes are taken out. Errors cannot be allowed.

    With ``expire``, an allowance that matched nothing is reported (R090) and one for an error too (R091). Rules that only
    look at finished editions (E, P, G, Q) are not expired by a run that made none, nor are rules that were
    ``unasked``.
    """
    used: set[Allowance] = set()
    refused: set[Allowance] = set()
    kept: list[Finding] = []
    for found in findings:
        allowing = [a for a in allowances if matches(a, found)]
        if allowing and found.severity is not Severity.ERROR:
            used.update(allowing)
            continue
        refused.update(allowing)
        kept.append(found)
    if expire:
        for allowance in allowances:
            if allowance in refused:
                kept.append(finding("R091", allowance.place, f"{allowance.rule} is an error and cannot be allowed"))
            elif allowance not in used and allowance.rule[:1] not in "EPGQ" and allowance.rule not in unasked:
                words = f"nothing is found under {allowance.rule} in '{allowance.where}' any more"
                kept.append(finding("R090", allowance.place, words))
    return tuple(kept)
