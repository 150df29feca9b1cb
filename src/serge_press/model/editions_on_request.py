"""Editions that are made on request, without a table in ``book.toml``: for screens, in large print, and what shops want."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from serge_press.model.plan import LARGE_TRIM, PROFILES, EditionPlan
from serge_press.printers.shelf import PRINTERS

if TYPE_CHECKING:
    from serge_press.model.plan import BookPlan

STORE_COVER = "store-cover"
"""Kind and usual name of the picture that shops show."""

RECORD = "onix"
"""Kind and usual name of the record that shops and libraries take."""


def editions_on_request(plan: BookPlan) -> tuple[EditionPlan, ...]:
    """An e-book for each profile, a store cover, a record for the trade, a PDF in large print and, of a book that has a print
    edition, one for screens; called as these are, without names that the book gives itself.

    E-books follow the book's first; its ISBN stays its own, for another form of the book has another (ISO 2108:2017, 4.4).
    """
    taken = {edition.name for edition in plan.editions}
    printed = next((edition.name for edition in plan.editions if edition.kind == "print"), "")
    usual = EditionPlan("epub", "epub", plan.place, notes="end", folios=printed)
    base = next((edition for edition in plan.editions if edition.kind == "epub"), usual)
    made = [replace(base, name=name, profile=name, isbn="") for name in PROFILES]
    made += [EditionPlan(name, name, base.place) for name in (STORE_COVER, RECORD)]
    made.append(EditionPlan("large-print", "large-print", plan.place, LARGE_TRIM))
    if printed:
        made.append(EditionPlan("screen", "screen", plan.place))
    return tuple(edition for edition in made if edition.name not in taken)


def no_edition(name: str, plan: BookPlan) -> str:
    """What to say of an edition that there is not: what there is, and what is made on request."""
    own, others = ([one.name for one in editions] for editions in (plan.editions, editions_on_request(plan)))
    near = get_close_matches(name, (*own, *others, *PRINTERS), 1)
    meant = f" Did you mean '{near[0]}'?" if near and near[0] not in PRINTERS else ""
    also = f"; on request also: {', '.join(others)}" if others else ""
    for_printer = f" For a printer write: -p {near[0]}." if near and near[0] in PRINTERS else ""
    return f"There is no edition '{name}'.{meant} There are: {', '.join(own) or 'none'}{also}.{for_printer}"
