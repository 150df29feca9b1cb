"""Registers a whole book: what was read becomes the plan and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from serge_press.memory import as_before, remembered_by_identity
from serge_press.model.catalogue import Catalogue
from serge_press.model.people import PersonId
from serge_press.model.register.cases import register_accounts, register_cases, register_events
from serge_press.model.register.desk import ONE, Desk
from serge_press.model.register.people import register_people, register_places, register_sources
from serge_press.model.register.plan import register_plan
from serge_press.model.register.trade import with_people
from serge_press.model.register.works import register_works
from serge_press.reading.located import LocatedText
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan
    from serge_press.reading.located import Located, LocatedMapping
    from serge_press.reading.read import LocatedRecord, Reading

Id = TypeVar("Id", bound=str)
Entry = TypeVar("Entry")


def register(reading: Reading) -> tuple[BookPlan | None, Catalogue, tuple[Finding, ...]]:
    """The plan (None where book.toml cannot be used), the catalogue, and what was found.

    A record without a required field is left out, everything else goes on; what refers to it is left without comment.
    """
    about = reading.book.get("about") if reading.book else None
    facts = _register_facts(as_before("about", about), reading.records, reading.unread)
    plan, found = _register_plan(reading.book, facts, reading.names)
    return as_before("plan", plan), facts.catalogue, (*facts.found, *found)


@dataclass(frozen=True)
class _Facts:
    """The catalogue, the book's subject, what was found, and the desk as it was left, which is not to be written on."""

    catalogue: Catalogue
    subject: PersonId | None
    found: tuple[Finding, ...]
    desk: Desk


@remembered_by_identity
def _register_facts(
    about: Located | None, records: Mapping[str, tuple[LocatedRecord, ...]], unread: frozenset[tuple[str, str]]
) -> _Facts:
    desk = Desk(records, unread)
    people = register_people(desk)
    sources = register_sources(desk)
    places = register_places(desk)
    named = desk.refer("people", about, "about") if isinstance(about, LocatedText) else None
    subject = PersonId(named) if named else None
    works = register_works(desk, subject)
    cases = register_cases(desk, subject)
    catalogue = Catalogue(
        people=_kept("people", people),
        sources=_kept("sources", sources),
        works=_kept("works", works),
        cases=_kept("cases", cases),
        locations=_kept("places", places),
        events=tuple(as_before(("events", event.id), event) for event in register_events(desk)),
        points=tuple(as_before(("accounts", point.id), point) for point in register_accounts(desk)),
    )
    left_out = as_before("left out", frozenset(_left_out(desk)))
    return _Facts(replace(catalogue, left_out=left_out) if left_out else catalogue, subject, tuple(desk.found), desk)


def _left_out(desk: Desk) -> Iterator[tuple[str, str]]:
    for kind, name in ONE.items():
        yield from ((name, own) for own in desk.places[kind] if own not in desk.kept[kind])
    yield from ((ONE[kind], own) for kind, own in desk.unread if own not in desk.kept[kind])


@remembered_by_identity
def _register_plan(
    book: LocatedMapping | None, facts: _Facts, names: frozenset[str]
) -> tuple[BookPlan | None, tuple[Finding, ...]]:
    desk = facts.desk.copy()
    plan = register_plan(desk, book, names, facts.subject)
    if plan is not None:
        plan = replace(plan, trade=with_people(plan.trade, facts.catalogue.people, facts.subject))
    return plan, tuple(desk.found[len(facts.found) :])


def _kept(kind: str, records: dict[Id, Entry]) -> Mapping[Id, Entry]:
    """The records, each as before where it says the same."""
    return MappingProxyType({own: as_before((kind, own), record) for own, record in records.items()})
