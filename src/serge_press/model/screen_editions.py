"""Editions that are made on request, without a table in ``book.toml``: an e-book for each profile, and what shops want of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.model.plan import PROFILES, EditionPlan

if TYPE_CHECKING:
    from serge_press.model.plan import BookPlan

STORE_COVER = "store-cover"
"""Kind and usual name of the picture that shops show."""

RECORD = "onix"
"""Kind and usual name of the record that shops and libraries take."""


def screen_editions(plan: BookPlan) -> tuple[EditionPlan, ...]:
    """An e-book for each profile, a store cover and a record for the trade, called as these are, without names that the book
    gives itself.

    They follow the book's first e-book; its ISBN stays its own, for another form of the book has another (ISO 2108:2017, 4.4).
    """
    taken = {edition.name for edition in plan.editions}
    printed = next((edition.name for edition in plan.editions if edition.kind == "print"), "")
    usual = EditionPlan("epub", "epub", plan.place, notes="end", folios=printed)
    base = next((edition for edition in plan.editions if edition.kind == "epub"), usual)
    made = [replace(base, name=name, profile=name, isbn="") for name in PROFILES]
    made += [EditionPlan(name, name, base.place) for name in (STORE_COVER, RECORD)]
    return tuple(edition for edition in made if edition.name not in taken)
