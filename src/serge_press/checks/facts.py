"""What the rules of the catalogue share: the facts, who is named, what is cited, and careful comparison of dates."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from serge_press.model.works import Relator
from serge_press.values import dataclass
from serge_press.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.model.catalogue import Catalogue
    from serge_press.model.people import PersonId
    from serge_press.model.plan import BookPlan
    from serge_press.model.sources import Citation, SourceId
    from serge_press.model.works import Contribution, Work

_GRACE = 3  # years given to a date marked approximate or uncertain


@dataclass(frozen=True)
class Facts:
    """A plan and a catalogue, with what its prose uses; derived answers are worked out once."""

    plan: BookPlan
    catalogue: Catalogue
    used_sources: frozenset[SourceId] = frozenset()
    used_people: frozenset[PersonId] | None = None

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """All works, in the order of the files."""
        return tuple(self.catalogue.works.values())

    @cached_property
    def cited(self) -> frozenset[SourceId]:
        """Sources that the fields of the catalogue cite."""
        cited = {citation.source for citation in self._citations()}
        cited |= {saying.source for point in self.catalogue.points for saying in point.sayings}
        rows = {row.partition(":")[0] for work in self.works for row in work.rows}
        cited |= {source for source in self.catalogue.sources if source in rows or source in self.plan.compare}
        return frozenset(cited)

    def _citations(self) -> Iterator[Citation]:
        for work in self.works:
            yield from work.evidence
            for publication in work.publications:
                yield from publication.evidence
        for event in self.catalogue.events:
            yield from event.evidence
        for case in self.catalogue.cases.values():
            for claim in case.claims:
                yield from claim.source

    @cached_property
    def named(self) -> frozenset[PersonId]:
        """Persons that works, cases or the plan name."""
        named = {contribution.person for work in self.works for contribution in _contributions(work)}
        for case in self.catalogue.cases.values():
            named |= {person for claim in case.claims for person in (claim.by_person, claim.candidate) if person}
            if case.person:
                named.add(case.person)
        if self.plan.about:
            named.add(self.plan.about)
        return frozenset(named)

    def authors(self, work: Work) -> tuple[PersonId, ...]:
        """The authors of a work."""
        return tuple(one.person for one in work.by if one.role is Relator.AUTHOR)

    def last_death(self, work: Work) -> When | None:
        """The death after which no author of the work was left; None if one may be alive or nobody is known."""
        deaths = [person.died for own in self.authors(work) if (person := self.catalogue.people.get(own))]
        known = [death for death in deaths if death is not None and death.last is not None]
        if not known or len(known) < len(deaths):
            return None
        return max(known, key=lambda death: death.last or ())

    def first_birth(self, work: Work) -> When | None:
        """The earliest birth of an author of the work; None if one is not known."""
        births = [person.born for own in self.authors(work) if (person := self.catalogue.people.get(own))]
        known = [birth for birth in births if birth is not None and birth.first is not None]
        if not known or len(known) < len(births):
            return None
        return min(known, key=lambda birth: birth.first or ())


def _contributions(work: Work) -> Iterator[Contribution]:
    yield from work.by
    for publication in work.publications:
        yield from publication.by


class Bounds:
    """A date moved by some years: its first and last day, and whether it is marked."""

    __slots__ = ("first", "last", "vague")

    def __init__(self, when: When, years: int) -> None:
        self.first = (when.first[0] + years, *when.first[1:]) if when.first else None
        self.last = (when.last[0] + years, *when.last[1:]) if when.last else None
        self.vague = when.uncertain or when.approximate


def later(when: When | None, years: int) -> Bounds | None:
    """The date so many years later."""
    return Bounds(when, years) if when is not None else None


def certainly_before(one: When | Bounds | None, other: When | Bounds | None) -> bool:
    """Whether the one date ends before the other begins, with some years' grace if either is marked ``~`` or ``?``."""
    if one is None or other is None:
        return False
    first, second = _bounds(one), _bounds(other)
    if first.last is None or second.first is None:
        return False
    grace = _GRACE * (first.vague + second.vague)
    return (first.last[0] + grace, *first.last[1:]) < second.first


def certainly_after(one: When | Bounds | None, other: When | Bounds | None) -> bool:
    """Whether the one date begins after the other has ended."""
    return certainly_before(other, one)


def _bounds(date: When | Bounds) -> Bounds:
    return Bounds(date, 0) if isinstance(date, When) else date
