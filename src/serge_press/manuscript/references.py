"""Binds references to what they point at, turns evidence into notes, numbers the notes.

``resolve(manuscript, catalogue) -> (manuscript, Resolved)``. The manuscript that comes back holds no ``CitationRef``; every
``Reference`` has its words, and a ``target`` that is an anchor of the book; every ``NoteRef`` has its number and note;
``Division.notes`` are in the order of their calls, numbered from 1 in each division: note ``<division>-n1``, call
``<division>-c1``, paragraphs ``<division>-n1-p1``. ``Resolved`` holds the findings (X, N007, M023) and who was used.

Evidence in the running prose of a chapter, preface and the like becomes a note; in headings, tables, definitions,
captions, asides, notes and all made parts it is set in the text, in brackets.

In a division with ``evidence`` every paragraph must cite, or call a note that cites (M023; see ``evidence``).

Each division is resolved by itself, and in the parts made from data each entry. What it must know of the rest of the book
it asks (``targets``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.binding import Binder
from serge_press.manuscript.division_resolver import PROSE, DivisionResolver
from serge_press.manuscript.evidence import meant, uncited
from serge_press.manuscript.parts import Division, Manuscript, with_children
from serge_press.manuscript.targets import all_unlike, anchors_of, targets
from serge_press.memory import as_before, remembered_by_answers, remembering
from serge_press.model.sources import SourceId
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding, Place
    from serge_press.manuscript.apparatus.numbering import Numbering
    from serge_press.manuscript.nodes import Anchor, Block
    from serge_press.manuscript.parts import Matter, Role
    from serge_press.memory import Ask
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.people import PersonId


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving found, and which sources and persons the book's text points at."""

    findings: tuple[Finding, ...]
    used_sources: frozenset[SourceId]
    used_people: frozenset[PersonId]


def resolve(
    manuscript: Manuscript, catalogue: Catalogue, numbering: Numbering | None = None
) -> tuple[Manuscript, Resolved]:
    """The manuscript with everything bound and numbered. ``numbering`` is that of the bibliography, where it is known."""
    numbering = numbering or number_works(manuscript.plan, catalogue)
    ask = targets(manuscript.all_divisions(), catalogue, numbering.numbers)
    outcomes: list[_Outcome] = []
    divisions = tuple(_resolve(division, ask, manuscript.plan.language, outcomes) for division in manuscript.divisions)
    resolved = Manuscript(manuscript.plan, divisions)
    found = [one for outcome in outcomes for one in outcome.findings]
    found += _twice(resolved)
    found += _missing_parts(outcomes)
    sources = frozenset(source for outcome in outcomes for source in outcome.used_sources)
    people = frozenset(person for outcome in outcomes for person in outcome.used_people)
    return resolved, Resolved(tuple(found), as_before("used sources", sources), as_before("used people", people))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A division or a block of it resolved.

    ``missing``: the kind and place of each reference to a record that no part of the book prints.
    """

    division: Division
    findings: tuple[Finding, ...]
    used_sources: frozenset[SourceId]
    used_people: frozenset[PersonId]
    missing: tuple[tuple[str, Place], ...]


def _resolve(division: Division, ask: Ask, language: str, outcomes: list[_Outcome]) -> Division:
    children = tuple(_resolve(child, ask, language, outcomes) for child in division.children)
    outcome = _outcome(ask, division, language)
    outcomes.append(outcome)
    return with_children(outcome.division, *children) if children else outcome.division


@remembered_by_answers
def _outcome(ask: Ask, division: Division, language: str) -> _Outcome:
    if division.role in PROSE:
        return _resolved(ask, division, language)
    if not remembering():
        return _entries(ask, division, language)
    # a part made from data holds an entry for each record, and no note runs from one to the next
    outcomes = [_resolved(ask, replace(division, blocks=()), language)]
    for block in division.blocks:
        alone = (division.anchor, division.role, division.matter, division.language)
        outcomes.append(_block(ask, block, *alone, language))
    return _Outcome(
        replace(outcomes[0].division, blocks=tuple(one.division.blocks[0] for one in outcomes[1:])),
        tuple(found for one in outcomes for found in one.findings),
        frozenset().union(*(one.used_sources for one in outcomes)),
        frozenset().union(*(one.used_people for one in outcomes)),
        tuple(missing for one in outcomes for missing in one.missing),
    )


def _entries(ask: Ask, division: Division, language: str) -> _Outcome:
    """A part made from data, as block by block, for a run that remembers none of the blocks."""
    binder = Binder(ask, division.anchor, language)
    resolver = DivisionResolver(replace(division, blocks=()), binder)
    made = resolver.run()
    used: set[SourceId] = set()
    blocks: list[Block] = []
    for block in division.blocks:
        used |= binder.used_sources
        binder.used_sources.clear()  # what is not known is told of once in each block
        blocks.append(resolver.block(block))
    return _Outcome(
        replace(made, blocks=tuple(blocks)),
        tuple(binder.findings),
        frozenset(used | binder.used_sources),
        frozenset(binder.used_people),
        tuple(binder.missing),
    )


@remembered_by_answers
def _block(ask: Ask, block: Block, anchor: Anchor, role: Role, matter: Matter, own: str, language: str) -> _Outcome:
    """One block as a division of its own; ``own`` is the division's language."""
    return _resolved(ask, Division(anchor, role, matter, (), (block,), block.place, language=own), language)


def _resolved(ask: Ask, division: Division, language: str) -> _Outcome:
    binder = Binder(ask, division.anchor, language)
    if division.evidence:
        for block in uncited(division):
            said = next((said for said, own in meant(block) if binder.source(SourceId(own))), "")
            mend = f"write [@{said.strip('[@]')}] for “{said}”" if said else None
            binder.find("M023", block.place, "nothing is cited here", mend)
    resolver = DivisionResolver(division, binder)
    made = resolver.run()
    return _Outcome(
        made,
        tuple(binder.findings),
        frozenset(binder.used_sources),
        frozenset(binder.used_people),
        tuple(binder.missing),
    )


def _twice(manuscript: Manuscript) -> Iterator[Finding]:
    """X006: every anchor of the book must be its only one."""
    if all_unlike(manuscript.all_divisions()):
        return
    seen: dict[Anchor, Place] = {}
    for anchor, place in anchors_of(manuscript.all_divisions()):
        if anchor in seen:
            also = ((seen[anchor], "it stands here too"),)
            yield finding("X006", place, f"the anchor '{anchor}' stands twice", None, also)
        else:
            seen[anchor] = place


def _missing_parts(outcomes: list[_Outcome]) -> Iterator[Finding]:
    """X005: one warning for each kind of record that is pointed at and not printed."""
    missing: dict[str, list[Place]] = {}
    for outcome in outcomes:
        for scheme, place in outcome.missing:
            missing.setdefault(scheme, []).append(place)
    for scheme, places in missing.items():
        times = "one reference stands" if len(places) == 1 else f"{len(places)} references stand"
        words = f"no part of this book prints what '{scheme}:' points at here; {times} without a link"
        yield finding("X005", places[0], words)
