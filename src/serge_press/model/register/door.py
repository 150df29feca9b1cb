"""Registers a whole book: what was read becomes the plan and the catalogue."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.model.catalogue import Catalogue
from serge_press.model.people import PersonId
from serge_press.model.register.cases import register_accounts, register_cases, register_events
from serge_press.model.register.desk import Desk
from serge_press.model.register.people import register_people, register_places, register_sources
from serge_press.model.register.plan import register_plan
from serge_press.model.register.works import register_works
from serge_press.reading.located import LocatedText

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.model.plan import BookPlan
    from serge_press.reading.read import Reading


def register(reading: Reading) -> tuple[BookPlan | None, Catalogue, tuple[Finding, ...]]:
    """The plan (None where book.toml cannot be used), the catalogue, and what was found.

    A record without a required field is left out, everything else goes on; what refers to it is left without comment.
    """
    desk = Desk(reading.records)
    people = register_people(desk)
    sources = register_sources(desk)
    places = register_places(desk)
    about = reading.book.get("about") if reading.book else None
    named = desk.refer("people", about, "about") if isinstance(about, LocatedText) else None
    subject = PersonId(named) if named else None
    works = register_works(desk, subject)
    cases = register_cases(desk, subject)
    catalogue = Catalogue(
        people=MappingProxyType(people),
        sources=MappingProxyType(sources),
        works=MappingProxyType(works),
        cases=MappingProxyType(cases),
        locations=MappingProxyType(places),
        events=register_events(desk),
        points=register_accounts(desk),
    )
    plan = register_plan(desk, reading, subject)
    return plan, catalogue, tuple(desk.found)
