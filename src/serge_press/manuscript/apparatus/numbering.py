"""Which section a work stands in, under which number, and beneath which larger work."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.memory import remembered_by_identity
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from serge_press.findings import Finding
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.plan import BookPlan
    from serge_press.model.works import Work, WorkId

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One section: its letter ("" in a bibliography without sections), its heading ("" for the house's), its top works."""

    letter: str
    title: str
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The bibliography in order: sections of top works, the parts under each work, and the number of every work."""

    shelves: tuple[Shelf, ...]
    parts: Mapping[WorkId, tuple[Work, ...]]
    numbers: Mapping[WorkId, str]
    findings: tuple[Finding, ...] = ()


@remembered_by_identity
def number_works(plan: BookPlan, catalogue: Catalogue) -> Numbering:
    """Sort every work of the catalogue, once each, into the plan's sections and number it.

    A stored number stays as it is and keeps the work in the section of its letter, whatever its kind. A work without
    one takes the next number of its section in order of date, a part of a larger work the number of that work with a
    point and the next count ("A3.1"); such numbers are provisional and may change until they are stored. A work of a
    kind that no section holds comes into a last section with the next free letter, with a finding.

    Works stand in order of their numbers, for it is by the number that a reader looks them up; unnumbered they are
    numbered by date, so that both orders are one until a later find is added.
    """
    parents = {work.id: work.part_of for work in catalogue.works.values() if _sound(work, catalogue)}
    order = catalogue.in_order(catalogue.works.values())
    tops = [work for work in order if not parents.get(work.id)]
    inside: dict[WorkId, list[Work]] = {}
    for work in order:
        if whole := parents.get(work.id):
            inside.setdefault(whole, []).append(work)
    parts = {work.id: tuple(inside[work.id]) for work in order if work.id in inside}
    shelves, findings = _shelve(plan, tops)
    numbers = {work.id: work.number for work in order if work.number}
    taken = set(numbers.values())
    for shelf in shelves:
        _number(shelf.works, shelf.letter, numbers, taken)
        for work in shelf.works:
            _number_parts(work, parts, numbers, taken)

    def by_number(works: tuple[Work, ...]) -> tuple[Work, ...]:
        return tuple(sorted(works, key=lambda work: collation_key(numbers[work.id], "en")))

    return Numbering(
        tuple(replace(shelf, works=by_number(shelf.works)) for shelf in shelves),
        {whole: by_number(within) for whole, within in parts.items()},
        numbers,
        findings,
    )


def _sound(work: Work, catalogue: Catalogue) -> bool:
    """Whether the chain of larger works above this one exists and ends; a circle would leave its works out of the book."""
    seen = {work.id}
    above = work.part_of
    while above:
        if above in seen or above not in catalogue.works:
            return False
        seen.add(above)
        above = catalogue.works[above].part_of
    return True


def _shelve(plan: BookPlan, tops: list[Work]) -> tuple[tuple[Shelf, ...], tuple[Finding, ...]]:
    if not plan.sections:
        return ((Shelf("", "", tuple(tops)),) if tops else ()), ()
    letters = {section.letter for section in plan.sections}
    of_kind = {kind: section.letter for section in reversed(plan.sections) for kind in section.kinds}
    homes: dict[str | None, list[Work]] = {}
    for work in tops:
        stored = _LETTERS.match(work.number)
        own = stored.group() if stored and stored.group() in letters else of_kind.get(work.kind)
        homes.setdefault(own, []).append(work)
    shelves = [
        Shelf(section.letter, section.title, tuple(homes.pop(section.letter)))  # once, should two share a letter
        for section in plan.sections
        if section.letter in homes
    ]
    rest = tuple(homes.get(None, ()))
    findings = tuple(
        finding(
            "M101",
            work.place,
            f"'{work.id}' is a {work.kind.value}, and no section of the bibliography holds that kind",
            f"add '{work.kind.value}' to the kinds of a [bibliography] section in book.toml",
        )
        for work in rest
    )
    if rest:
        used = {section.letter for section in plan.sections}
        letter = next((c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in used), "")
        shelves.append(Shelf(letter, "", rest))
    return tuple(shelves), findings


def _number(works: Iterable[Work], before: str, numbers: dict[WorkId, str], taken: set[str]) -> None:
    """Give the works without a number the next ones after the highest that is stored, in their order.

    A gap below it is left: it may be the number of a work taken out, which must not come back as another's.
    """
    works = [work for work in works if work.id not in numbers]
    if not works:
        return
    stored = (number.removeprefix(before) for number in taken if number.startswith(before))
    count = max((int(rest) for rest in stored if rest.isascii() and rest.isdecimal() and len(rest) < 9), default=0)
    for work in works:
        count += 1
        while f"{before}{count}" in taken:
            count += 1
        numbers[work.id] = f"{before}{count}"
        taken.add(numbers[work.id])


def _number_parts(
    work: Work, parts: Mapping[WorkId, tuple[Work, ...]], numbers: dict[WorkId, str], taken: set[str]
) -> None:
    waiting = [work]
    while waiting:  # no recursion: a chain of parts may be long
        whole = waiting.pop()
        inside = parts.get(whole.id, ())
        _number(inside, f"{numbers[whole.id]}.", numbers, taken)
        waiting.extend(inside)
