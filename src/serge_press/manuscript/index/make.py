"""The indexes of a book: its resolved manuscript with every mention marked, and the index parts filled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.manuscript.anchors import anchor_for
from serge_press.manuscript.apparatus.maker import Facts, Maker
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.signatures import signatures
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.index.claimants import claimants
from serge_press.manuscript.index.entries import gather, index_blocks
from serge_press.manuscript.index.headings import Headings, headings
from serge_press.manuscript.index.kinds import MERGED, Found, Kind, Term
from serge_press.manuscript.index.marking import Index, marked
from serge_press.manuscript.index.names import known_names, pseudonym_key
from serge_press.manuscript.nodes import IndexMark, Spot
from serge_press.manuscript.parts import Division, Manuscript, Role
from serge_press.manuscript.tree import every_inline, every_leaf
from serge_press.memory import as_before, remembered_by_identity
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from serge_press.findings import Finding
    from serge_press.manuscript.index.kinds import Pointer
    from serge_press.manuscript.index.marking import Marked
    from serge_press.manuscript.nodes import Anchor
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan


def with_indexes(manuscript: Manuscript, catalogue: Catalogue) -> tuple[Manuscript, tuple[Finding, ...]]:
    """The manuscript with its indexes, and what is wrong with the author's marks (rules M104 to M106, X001).

    A book without an index part comes back as it is. An index that would be empty is left out.
    """
    parts = {division.anchor for division in manuscript.divisions if division.role is Role.INDEX}
    if not parts:
        return manuscript, tuple(_unused(manuscript))
    home = _home(parts)
    facts = _facts(manuscript.plan, catalogue)
    index = _index(facts)
    marks: list[Marked] = []
    divisions = tuple(_mark(division, index, marks) for division in manuscript.divisions)
    found = [one for mark in marks for one in mark.found]
    pointers = [one for mark in marks for one in mark.pointers]
    maker = Maker(facts)
    known = headings(facts)
    if Kind.CLAIMANTS in home:
        made, named = claimants(maker, {division.anchor for division in divisions})
        found += made
        known = Headings({**known.terms, **named}, known.sees)
    if Kind.PSEUDONYMS in home:
        found += _signed(maker, divisions)
    gathered = gather(maker, known, found, pointers, home)
    findings = [
        *(finding("M104", place, "this range of an index has no other end") for mark in marks for place in mark.broken),
        *(finding("M105", place, f"no entry of an index is called '{said}'") for said, place in gathered.lost),
        *_unknown(pointers, catalogue),
    ]
    kept: list[Division] = []
    for division in divisions:
        if division.role is not Role.INDEX:
            kept.append(division)
            continue
        kinds = frozenset(kind for kind, name in home.items() if name == division.anchor)
        blocks = index_blocks(maker, division.anchor, gathered, kinds, division.place)
        if not blocks:
            words = f"nothing in the book is of a kind that '{division.anchor}' lists; it is left out"
            findings.append(finding("M102", division.place, words))
            continue
        kept.append(as_before(("index", division.anchor), replace(division, blocks=blocks)))
    return Manuscript(manuscript.plan, tuple(kept)), tuple(findings)


def _home(parts: Iterable[str]) -> dict[Kind, str]:
    """For each kind the index it stands in: its own, else the merged one. Claimants are in none but their own."""
    parts = set(parts)
    home: dict[Kind, str] = {}
    for kind in Kind:
        own = f"{MERGED}-{kind.value}"
        if own in parts:
            home[kind] = own
        elif MERGED in parts and kind is not Kind.CLAIMANTS:
            home[kind] = MERGED
    return home


@remembered_by_identity
def _facts(plan: BookPlan, catalogue: Catalogue) -> Facts:
    return Facts(plan, catalogue, Words(plan.language), number_works(plan, catalogue).numbers)


@remembered_by_identity
def _index(facts: Facts) -> Index:
    catalogue = facts.catalogue
    entries: dict[Anchor, tuple[Term, ...]] = {}
    for scheme, kind, records in (
        ("person", Kind.PERSONS, catalogue.people),
        ("work", Kind.WORKS, catalogue.works),
        ("place", Kind.PLACES, catalogue.locations),
    ):
        entries |= {anchor_for(scheme, str(name)): (Term(kind.value, str(name)),) for name in records}
    cases = {str(case.id): str(case.work) for case in catalogue.cases.values() if case.work}
    for name, work in cases.items():
        entries[anchor_for("case", name)] = (Term(Kind.WORKS.value, work),)
    return Index(known_names(facts.plan, catalogue), entries, cases, str(facts.plan.about or ""))


def _mark(division: Division, index: Index, marks: list[Marked]) -> Division:
    done = marked(division, index)
    marks.append(done)
    children = tuple(_mark(child, index, marks) for child in division.children)
    return _with_children(done.division, *children) if children else done.division


@remembered_by_identity
def _with_children(division: Division, *children: Division) -> Division:
    return replace(division, children=children)


def _signed(maker: Maker, divisions: Iterable[Division]) -> list[Found]:
    """For each pseudonym the works that are signed with it."""
    if not any(division.role is Role.BIBLIOGRAPHY for division in divisions):
        return []
    about = maker.facts.catalogue.people.get(maker.facts.plan.about) if maker.facts.plan.about else None
    found: list[Found] = []
    for pseudonym in about.pseudonyms if about else ():
        display = pseudonym.name.display
        term = Term(Kind.PSEUDONYMS.value, pseudonym_key(about, display))  # type: ignore[arg-type]
        for work in maker.facts.catalogue.works.values():
            if display in signatures(maker, work):
                found.append(Found(term, Spot(anchor_for("work", work.id))))
    return found


def _unknown(pointers: Iterable[Pointer], catalogue: Catalogue) -> list[Finding]:
    """Marks that name a record which is not in the catalogue."""
    held: dict[str, tuple[str, Collection[str]]] = {
        Kind.PERSONS.value: ("person", catalogue.people),
        Kind.WORKS.value: ("work", catalogue.works),
        Kind.PLACES.value: ("place", catalogue.locations),
    }
    found: list[Finding] = []
    for pointer in pointers:
        scheme, records = held.get(pointer.term.kind, ("", ()))
        if scheme and pointer.term.key not in records:
            found.append(finding("X001", pointer.place, f"there is no {scheme} '{pointer.term.key}'"))
    return list(dict.fromkeys(found))


def _unused(manuscript: Manuscript) -> list[Finding]:
    """The first mark of a book that has no index: what is marked is printed nowhere."""
    for division in manuscript.all_divisions():
        for leaf in every_leaf(division.blocks):
            for inline in every_inline(leaf.inlines):
                if isinstance(inline, IndexMark):
                    return [finding("M106", inline.place or NOWHERE, "this book has no index for its marks")]
    return []
