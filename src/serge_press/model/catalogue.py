"""Everything known, by id, in order; and answers derived from it."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from serge_press.model.attributions import Verdict
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.model.attributions import Case, CaseId
    from serge_press.model.events import Event, Location, LocationId, Point
    from serge_press.model.people import Person, PersonId
    from serge_press.model.sources import Source, SourceId
    from serge_press.model.works import Work, WorkId


@dataclass(frozen=True)
class Catalogue:
    """The facts of one book. Mappings keep the order of the author's files.

    ``left_out`` are kind ("work") and id of records that stand in the author's files and are left out for their faults.
    """

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    works: Mapping[WorkId, Work] = field(default_factory=dict)
    cases: Mapping[CaseId, Case] = field(default_factory=dict)
    locations: Mapping[LocationId, Location] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    points: tuple[Point, ...] = ()
    left_out: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def _cases(self) -> dict[WorkId, list[Case]]:
        judged: dict[WorkId, list[Case]] = {}
        for case in self.cases.values():
            if case.work is not None:
                judged.setdefault(case.work, []).append(case)
        return judged

    def cases_of(self, work: WorkId) -> tuple[Case, ...]:
        """Every case that judges a work, in order."""
        return tuple(self._cases.get(work, ()))

    def case_of(self, work: WorkId) -> Case | None:
        """The case that judges a work, if any (the first, should there be several)."""
        return next(iter(self._cases.get(work, ())), None)

    def standing(self, work: WorkId) -> Verdict:
        """How the work stands: the verdict of its case, ACCEPTED where there is none. Never a second stored field."""
        case = self.case_of(work)
        return case.verdict if case else Verdict.ACCEPTED

    def in_order(self, works: Iterable[Work]) -> list[Work]:
        """Works by date bounds, undated last, then by title and id, so that the order is total."""
        return sorted(
            works,
            key=lambda w: (w.when is None, w.when.sort_key if w.when else (), w.title.text.casefold(), w.id),
        )
