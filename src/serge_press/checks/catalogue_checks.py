"""What the catalogue says against itself: dates that contradict, numbers, things nobody uses (rules C; A in attribution_checks).

``check_catalogue(plan, catalogue, used_sources, used_people)`` runs every rule; each is a pure function over ``Facts``.
Dates are compared by their bounds, and one marked ``~`` or ``?`` is given some years' grace, so that only what cannot be is
reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.checks.attribution_checks import ATTRIBUTION_RULES
from serge_press.checks.facts import Facts, certainly_after, certainly_before, later
from serge_press.checks.hedges import low_confidence
from serge_press.memory import remembered_by_identity
from serge_press.model.events import Agreement, EventKind
from serge_press.model.sources import SourceKind
from serge_press.model.works import PublicationRole
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from serge_press.findings import Finding, Place
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.people import PersonId
    from serge_press.model.plan import BookPlan
    from serge_press.model.sources import SourceId

_OLDEST = 115  # years; the longest life on record is 122
_YOUNGEST = 10  # years
_AFTERLIFE = 2  # years: a burial or an obituary still belongs to a life
_SHORTEST, _LONGEST = 40, 150  # words of a principal work's annotation
_NUMBER = re.compile(r"([A-Z]{1,2})[0-9].*")
_WORD = re.compile(r"\w[\w'’-]*")
_BRACKETS = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|\]\([^)]*\)|\{[^}]*\}")


def check_catalogue(
    plan: BookPlan,
    catalogue: Catalogue,
    used_sources: Collection[SourceId],
    used_people: Collection[PersonId] | None = None,
) -> tuple[Finding, ...]:
    """Everything the catalogue's own facts tell of faults in it.

    ``used_sources`` are the sources cited anywhere in the book's prose, ``used_people`` the persons its prose links to;
    without the latter nothing is said of persons nobody names.
    """
    return _check(plan, catalogue, frozenset(used_sources), None if used_people is None else frozenset(used_people))


@remembered_by_identity
def _check(
    plan: BookPlan,
    catalogue: Catalogue,
    used_sources: frozenset[SourceId],
    used_people: frozenset[PersonId] | None,
) -> tuple[Finding, ...]:
    facts = Facts(plan, catalogue, used_sources, used_people)
    return tuple(found for rule in (*CATALOGUE_RULES, *ATTRIBUTION_RULES) for found in rule(facts))


def same_number(facts: Facts) -> Iterator[Finding]:
    """C002: a stable number leads to one work."""
    first: dict[str, Place] = {}
    for work in facts.works:
        if work.number in first:
            also = ((first[work.number], f"{work.number} stands here first"),)
            yield finding("C002", work.place, f"the number {work.number} belongs to two works", also=also)
        elif work.number:
            first[work.number] = work.place


def number_and_section(facts: Facts) -> Iterator[Finding]:
    """C003: the letter is that of a section, for it decides in which one the work stands."""
    letters = {section.letter: None for section in facts.plan.sections}
    if not letters:
        return
    of_kind = {kind: section.letter for section in facts.plan.sections for kind in section.kinds}
    for work in facts.works:
        if not work.number:
            continue
        match = _NUMBER.fullmatch(work.number)
        if match is None:
            wanted = of_kind.get(work.kind, next(iter(letters)))
            mend = f"write the letter of a section and a number, such as {wanted}7"
            yield finding("C003", work.place, f"'{work.number}' is no number of a bibliography", mend)
        elif match[1] not in letters:
            yield finding(
                "C003", work.place, f"{work.number}: no section has the letter {match[1]}, but {', '.join(letters)}"
            )


def no_number(facts: Facts) -> Iterator[Finding]:
    """C004: numbers are fixed before the book is printed."""
    if not facts.plan.sections:
        return
    for work in facts.works:
        if not work.number:
            yield finding("C004", work.place, f"'{work.id}' has no stable number yet")


def lives(facts: Facts) -> Iterator[Finding]:
    """C010, C011: a life begins before it ends, and lasts no more than lives do."""
    for person in facts.catalogue.people.values():
        born, died = person.born, person.died
        if certainly_before(died, born):
            yield finding("C010", person.place, f"born {born}, yet died {died}")
        elif died and died.first and certainly_before(later(born, _OLDEST), died):
            yield finding("C011", person.place, f"born {born}, died {died}: more than {_OLDEST} years")


def no_date(facts: Facts) -> Iterator[Finding]:
    """C012: a work has a date, be it a vague one."""
    for work in facts.works:
        if work.when is None and work.written is None and not any(p.when for p in work.publications):
            yield finding("C012", work.place, f"'{work.id}' has no date")


def after_death(facts: Facts) -> Iterator[Finding]:
    """C013, C014: who has died writes no more. A work said to appear first then was left behind in papers."""
    for work in facts.works:
        died = facts.last_death(work)
        if died is None:
            continue
        if certainly_after(work.written, died):
            yield finding("C014", work.place, f"written {work.written}; the author died {died}")
        elif work.written is None and certainly_after(work.when, died):
            first = [p.when for p in work.publications if p.role is PublicationRole.FIRST and p.when]
            if not any(certainly_after(when, died) for when in first):
                yield finding("C013", work.place, f"listed under {work.when}; the author died {died}")


def before_childhood(facts: Facts) -> Iterator[Finding]:
    """C018: nobody's works begin in the nursery."""
    for work in facts.works:
        born = facts.first_birth(work)
        when = work.written or work.when
        if born is not None and certainly_before(when, later(born, _YOUNGEST)):
            yield finding("C018", work.place, f"written {when}; the author was born {born}")


def publications(facts: Facts) -> Iterator[Finding]:
    """C015, C016, C017: writing, first publication, then all others."""
    for work in facts.works:
        firsts = [p for p in work.publications if p.role is PublicationRole.FIRST]
        for extra in firsts[1:]:
            also = ((firsts[0].place, "the first one so called"),)
            yield finding("C017", extra.place, f"'{work.id}' has {len(firsts)} first publications", also=also)
        for publication in work.publications:
            if certainly_before(publication.when, work.written):
                words = f"published {publication.when}, yet written {work.written}"
                yield finding("C015", publication.place, words)
            elif firsts and publication not in firsts and certainly_before(publication.when, firsts[0].when):
                also = ((firsts[0].place, "the one called first"),)
                words = f"published {publication.when}, yet first published {firsts[0].when}"
                yield finding("C016", publication.place, words, also=also)


def events(facts: Facts) -> Iterator[Finding]:
    """C019, C024: events of a life lie inside it, and each is known from somewhere."""
    subject = facts.catalogue.people.get(facts.plan.about) if facts.plan.about else None
    for event in facts.catalogue.events:
        if not event.evidence:
            yield finding("C024", event.place, f"nothing tells where '{event.id}' is known from")
        if subject is None or event.kind is not EventKind.LIFE:
            continue
        if certainly_before(event.when, subject.born):
            yield finding("C019", event.place, f"{event.when} is before the birth ({subject.born})")
        elif certainly_after(event.when, later(subject.died, _AFTERLIFE)):
            yield finding("C019", event.place, f"{event.when} is long after the death ({subject.died})")


def unused(facts: Facts) -> Iterator[Finding]:
    """C020, C021: what stands in the catalogue is used in the book."""
    used = facts.cited | facts.used_sources
    for source in facts.catalogue.sources.values():
        if source.id not in used:
            yield finding("C020", source.place, f"'{source.id}' is cited nowhere")
    if facts.used_people is None:
        return
    named = facts.named | facts.used_people
    for person in facts.catalogue.people.values():
        if person.id not in named:
            yield finding("C021", person.place, f"nothing refers to '{person.id}'")


def unseen_sources(facts: Facts) -> Iterator[Finding]:
    """C023: a citation of what nobody saw. The editors' own inference is nothing to be seen."""
    used = facts.cited | facts.used_sources
    for source in facts.catalogue.sources.values():
        if source.seen == "not seen" and source.kind is not SourceKind.EDITORS and source.id in used:
            yield finding("C023", source.place, f"'{source.id}' is cited and was not seen")


def no_evidence(facts: Facts) -> Iterator[Finding]:
    """C025: a work the editors have not seen is known from somewhere."""
    for work in facts.works:
        known = work.evidence or work.rows or work.seen or any(p.evidence or p.seen for p in work.publications)
        if not known:
            yield finding("C025", work.place, f"nothing tells where '{work.id}' is known from")


def principal_annotations(facts: Facts) -> Iterator[Finding]:
    """C030, C031: principal works are annotated, at like length."""
    for work in facts.works:
        if not work.principal:
            continue
        if work.annotation is None:
            yield finding("C030", work.place, f"'{work.id}' is a principal work and has no annotation")
            continue
        words = len(_WORD.findall(_BRACKETS.sub(" ", work.annotation.text)))
        if not _SHORTEST <= words <= _LONGEST:
            yield finding("C031", work.place, f"the annotation of '{work.id}' has {words} words")


def agreements(facts: Facts) -> Iterator[Finding]:
    """C040: the word for how accounts agree fits what they say."""
    compared = set(facts.plan.compare)
    for point in facts.catalogue.points:
        if not compared:
            return
        speaking = sum(1 for saying in point.sayings if saying.says is not None and saying.source in compared)
        match point.agreement:
            case Agreement.AGREE | Agreement.FULLER | Agreement.DIFFER if speaking < 2:
                # a difference may lie between one compared account and another voice
                if point.agreement is Agreement.DIFFER and sum(1 for s in point.sayings if s.says is not None) > 1:
                    continue
                said = f"'{point.agreement.value}', yet {speaking} of the compared accounts speaks"
            case Agreement.ONE_ONLY if speaking != 1:
                said = f"'one-only', yet {speaking} of the compared accounts speak"
            case Agreement.SILENT if speaking:
                said = f"'silent', yet {speaking} of the compared accounts speaks"
            case _:
                continue
        yield finding("C040", point.place, said)


CATALOGUE_RULES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    same_number, number_and_section, no_number, lives, no_date, after_death, before_childhood, publications, events,
    unused, unseen_sources, no_evidence, principal_annotations, agreements,
    low_confidence,
)  # fmt: skip

__all__ = ["CATALOGUE_RULES", "Facts", "check_catalogue"]
