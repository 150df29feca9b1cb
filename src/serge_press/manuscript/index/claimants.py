"""Who claimed, doubted or denied an attribution, and in which cases: for the index of claimants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.anchors import anchor_for
from serge_press.manuscript.apparatus.maker import Maker
from serge_press.manuscript.index.headings import claimant, name_heading
from serge_press.manuscript.index.kinds import Found, Kind, Term, together
from serge_press.manuscript.nodes import Spot
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.manuscript.apparatus.maker import Facts
    from serge_press.manuscript.index.headings import Heading
    from serge_press.manuscript.index.kinds import Spoken


@remembered_by_identity
def claimants(facts: Facts) -> tuple[tuple[Spoken, ...], Mapping[Term, Heading]]:
    """Every case under everybody who made a claim in it, with the case for a sub-entry; and how they are called."""
    maker = Maker(facts)
    found: list[Found] = []
    named: dict[Term, Heading] = {}
    people = facts.catalogue.people
    for case in facts.catalogue.cases.values():
        for claim in case.claims:
            person = people.get(claim.by_person) if claim.by_person else None
            if person is None and (not claim.by.strip() or claim.by.strip().casefold() == maker.words.nobody()):
                continue
            term = Term(Kind.CLAIMANTS.value, str(person.id) if person else " ".join(claim.by.split()))
            if term not in named:
                named[term] = name_heading(maker, person.name) if person else claimant(maker, claim.by)
            found.append(Found(term, Spot(anchor_for("case", case.id)), case.title))
    return together(tuple(found)), named
