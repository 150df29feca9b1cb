"""What cases, claims and verdicts say against each other (rules A). Nothing here judges; it asks for what a verdict needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.facts import certainly_after, certainly_before
from serge_press.model.attributions import Stance, Verdict
from serge_press.model.works import WorkKind
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from serge_press.checks.facts import Facts
    from serge_press.findings import Finding, Place
    from serge_press.model.attributions import Case, Claim

_GATHERED = frozenset({WorkKind.COLLECTION, WorkKind.EXTRACT})
"""Works made of older ones: what is said of those may be older too."""

_FOR = frozenset({Stance.ASSERTS, Stance.SUPPORTS, Stance.REPORTS})
_GIVEN = frozenset({Verdict.ACCEPTED, Verdict.PROBABLE})
_TAKEN = frozenset({Verdict.DOUBTFUL, Verdict.REJECTED})


def claims(facts: Facts) -> Iterator[Finding]:
    """A001, A008: a case has claims, a claim has a basis."""
    for case in facts.catalogue.cases.values():
        if not case.claims:
            yield finding("A001", case.place, f"'{case.id}' has no claims, yet the verdict {case.verdict.value}")
        for claim in case.claims:
            if not claim.basis:
                yield finding("A008", claim.place, f"nothing tells what the claim of {claim.by} rests on")


def claims_before_the_work(facts: Facts) -> Iterator[Finding]:
    """A002: nobody claims a text that is not written."""
    for case in facts.catalogue.cases.values():
        work = facts.catalogue.works.get(case.work) if case.work else None
        if work is None:
            continue
        when = work.written or (None if work.kind in _GATHERED else work.when)
        for claim in case.claims:
            if certainly_before(claim.made, when):
                also = ((work.place, "the work"),)
                yield finding("A002", claim.place, f"made {claim.made}; the work is of {when}", also=also)


def two_cases(facts: Facts) -> Iterator[Finding]:
    """A003: one work, one case."""
    first: dict[str, Place] = {}
    for case in facts.catalogue.cases.values():
        if case.work is None:
            continue
        if case.work in first:
            also = ((first[case.work], "the first one"),)
            yield finding("A003", case.place, f"the work '{case.work}' has two cases", also=also)
        else:
            first[case.work] = case.place


def rejected_author(facts: Facts) -> Iterator[Finding]:
    """A004: what is taken from someone does not stand under their name."""
    for case in facts.catalogue.cases.values():
        work = facts.catalogue.works.get(case.work) if case.work else None
        if work is None or case.verdict is not Verdict.REJECTED or case.person is None:
            continue
        if case.person in facts.authors(work):
            also = ((case.place, "the case that rejects it"),)
            yield finding("A004", work.place, f"'{work.id}' lists '{case.person}' as author", also=also)


def reasons(facts: Facts) -> Iterator[Finding]:
    """A005, A006, A009: a case has reasons, a date, an editor, and something it judges."""
    for case in facts.catalogue.cases.values():
        if case.reasoning is None:
            yield finding("A005", case.place, f"'{case.id}' has no reasoning")
        if case.decided is None or not case.decided_by:
            missing = "date" if case.decided is None else "editor"
            yield finding("A006", case.place, f"the verdict of '{case.id}' has no {missing}")
        if case.work is None and case.person is None:
            yield finding("A009", case.place, f"'{case.id}' judges no work and no person")


def speaks_for(case: Case, claim: Claim) -> bool:
    """Whether a claim says that the person of the case wrote it."""
    return claim.stance in _FOR and claim.candidate is not None and claim.candidate == case.person


def speaks_against(case: Case, claim: Claim) -> bool:
    """Whether a claim denies or doubts it, or gives it to someone else."""
    if claim.stance in _FOR:
        return claim.candidate != case.person
    return claim.candidate is None or claim.candidate == case.person


def verdicts(facts: Facts) -> Iterator[Finding]:
    """A007: a verdict follows at least one of the claims."""
    for case in facts.catalogue.cases.values():
        if not case.claims or case.person is None or case.work is None:
            continue
        if case.verdict in _GIVEN and not any(speaks_for(case, claim) for claim in case.claims):
            yield finding("A007", case.place, f"the verdict is {case.verdict.value}, and no claim is for it")
        elif case.verdict in _TAKEN and not any(speaks_against(case, claim) for claim in case.claims):
            yield finding("A007", case.place, f"the verdict is {case.verdict.value}, and no claim is against it")


def histories(facts: Facts) -> Iterator[Finding]:
    """A010: earlier verdicts are earlier."""
    for case in facts.catalogue.cases.values():
        for past in case.history:
            if case.decided and certainly_after(past.decided, case.decided):
                words = f"an earlier verdict of '{case.id}' is dated {past.decided}, the present one {case.decided}"
                yield finding("A010", case.place, words)


ATTRIBUTION_RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    claims, claims_before_the_work, two_cases, rejected_author, reasons, verdicts, histories,
)  # fmt: skip
