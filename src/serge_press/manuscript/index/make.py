"""The indexes of a book: its resolved manuscript with every mention marked, and the index parts filled."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
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
from serge_press.manuscript.index.kinds import MERGED, Found, Kind, Term, together
from serge_press.manuscript.index.marking import marked
from serge_press.manuscript.index.mentions import Index
from serge_press.manuscript.index.names import known_names, pseudonym_key
from serge_press.manuscript.index.narrowing import narrowed
from serge_press.manuscript.nodes import Anchor, IndexMark, Spot
from serge_press.manuscript.parts import Division, Manuscript, Role, with_children
from serge_press.manuscript.tree import every_inline, every_leaf
from serge_press.memory import as_before, remembered_by_identity, remembered_last
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from serge_press.findings import Finding, Place
    from serge_press.manuscript.apparatus.numbering import Numbering
    from serge_press.manuscript.index.kinds import Pointer, Spoken
    from serge_press.manuscript.index.marking import Marked
    from serge_press.manuscript.nodes import Block
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan


def with_indexes(
    manuscript: Manuscript, catalogue: Catalogue, numbering: Numbering | None = None
) -> tuple[Manuscript, tuple[Finding, ...]]:
    """The manuscript with its indexes, and what is wrong with the author's marks (rules M104 to M106, X001).

    ``numbering`` is that of the bibliography, where it is known. A book without an index part comes back as it is. An index
    that would be empty is left out.
    """
    parts = tuple(division for division in manuscript.divisions if division.role is Role.INDEX)
    if not parts:
        return manuscript, tuple(_unused(manuscript))
    facts = _facts(manuscript.plan, catalogue, numbering or number_works(manuscript.plan, catalogue))
    index = as_before("index", _index(facts))
    marks: list[Marked] = []
    divisions = tuple(_mark(division, index, marks) for division in manuscript.divisions)
    spoken = tuple(as_before(("spoken", one.division.anchor), together(one.found)) for one in marks)
    pointers = as_before("pointers", tuple(pointer for mark in marks for pointer in mark.pointers))
    anchors = {division.anchor for division in divisions}
    filled, lost = _filled(
        facts,
        as_before("index parts", parts),
        pointers,
        Anchor("attributions") in anchors,
        any(division.role is Role.BIBLIOGRAPHY for division in divisions),
        *spoken,
    )
    findings = [
        *(finding("M104", place, "this range of an index has no other end") for mark in marks for place in mark.broken),
        *(finding("M105", place, f"no entry of an index is called '{said}'") for said, place in lost),
        *_unknown(pointers, catalogue),
    ]
    kept: list[Division] = []
    for division in divisions:
        if division.role is not Role.INDEX:
            kept.append(division)
        elif blocks := filled[division.anchor]:
            kept.append(_with_blocks(division, blocks))
        else:
            words = f"nothing in the book is of a kind that '{division.anchor}' lists; it is left out"
            findings.append(finding("M102", division.place, words))
    return Manuscript(manuscript.plan, tuple(kept)), tuple(findings)


@remembered_last
def _filled(
    facts: Facts,
    parts: tuple[Division, ...],
    pointers: tuple[Pointer, ...],
    judged: bool,
    listed: bool,
    *spoken: tuple[Spoken, ...],
) -> tuple[Mapping[Anchor, tuple[Block, ...]], tuple[tuple[str, Place], ...]]:
    """The blocks of each index of a book; and what marks send to that has no entry.

    ``judged`` and ``listed``: whether the book has the attributions and the bibliography, to whose pages entries may lead.
    """
    home = _home(division.anchor for division in parts)
    maker = Maker(facts)
    known = headings(facts)
    rows = list(spoken)
    if Kind.CLAIMANTS in home and judged:
        made, named = claimants(facts)
        rows.append(made)
        known = Headings({**known.terms, **named}, known.sees)
    if Kind.PSEUDONYMS in home and listed:
        rows.append(_signed(facts))
    gathered = gather(maker, known, chain.from_iterable(rows), pointers, home)
    filled: dict[Anchor, tuple[Block, ...]] = {}
    for division in parts:
        kinds = frozenset(kind for kind, name in home.items() if name == division.anchor)
        filled[division.anchor] = index_blocks(maker, division.anchor, gathered, kinds, division.place)
    return filled, gathered.lost


@remembered_by_identity
def _with_blocks(division: Division, blocks: tuple[Block, ...]) -> Division:
    return replace(division, blocks=blocks)


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
def _facts(plan: BookPlan, catalogue: Catalogue, numbering: Numbering) -> Facts:
    return Facts(plan, catalogue, Words(plan.language), numbering.numbers)


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
    done = marked(division, narrowed(index, division))
    marks.append(done)
    children = tuple(_mark(child, index, marks) for child in division.children)
    return with_children(done.division, *children) if children else done.division


@remembered_by_identity
def _signed(facts: Facts) -> tuple[Spoken, ...]:
    """For each pseudonym the works that are signed with it."""
    about = facts.catalogue.people.get(facts.plan.about) if facts.plan.about else None
    if about is None or not about.pseudonyms:
        return ()
    maker = Maker(facts)
    signed = [(work, signatures(maker, work)) for work in facts.catalogue.works.values()]
    found: list[Found] = []
    for pseudonym in about.pseudonyms:
        term = Term(Kind.PSEUDONYMS.value, pseudonym_key(about, pseudonym.name.display))
        found += [
            Found(term, Spot(anchor_for("work", work.id))) for work, names in signed if pseudonym.name.display in names
        ]
    return together(tuple(found))


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
        if scheme and pointer.term.key not in records and (scheme, pointer.term.key) not in catalogue.left_out:
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
