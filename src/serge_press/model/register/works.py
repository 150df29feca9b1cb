"""Works: their titles, who did what for them, their publications."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from serge_press.memory import remembered_by_answers, remembering
from serge_press.model.isbn import isbn_fault
from serge_press.model.people import PersonId
from serge_press.model.register.alone import DeskForOne, known
from serge_press.model.register.desk import ONE
from serge_press.model.sources import Confidence
from serge_press.model.works import (
    Contribution,
    Publication,
    PublicationRole,
    Relator,
    Title,
    Work,
    WorkId,
    WorkKind,
)
from serge_press.reading.located import LocatedText
from serge_press.reading.record import Record
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.memory import Ask
    from serge_press.model.register.desk import Desk
    from serge_press.reading.located import LocatedMapping
    from serge_press.reading.prose_text import ProseText

_DEEPEST = 20  # parts inside parts: a shelf of an archive in a box in a collection is four

_NONE: Mapping[str, str] = MappingProxyType({})


def register_works(desk: Desk, subject: PersonId | None) -> dict[WorkId, Work]:
    """Every work, in order. ``subject`` is the author of works that name nobody."""
    works: dict[WorkId, Work] = {}
    ask = known(desk) if remembering() else None
    for own, record in desk.open("works"):
        work = _sound(ask, record.mapping, record.prose, own, subject) if ask else None
        if work is None:
            work = _work(desk, WorkId(own), record, subject)
            record.finish()
        if work is not None:
            works[work.id] = work
            desk.keep("works", own)
    _settle_parts(desk, works)
    return works


@remembered_by_answers
def _sound(
    ask: Ask, mapping: LocatedMapping, prose: ProseText | None, own: str, subject: PersonId | None
) -> Work | None:
    """A work whose record has no fault; None for one that has, for faults are told each time."""
    desk = DeskForOne(ask)
    record = Record(mapping, ONE["works"], desk.found, prose)
    record.identifier()
    work = _work(desk, WorkId(own), record, subject)
    record.finish()
    return None if desk.found else work


def _work(desk: Desk, own: WorkId, record: Record, subject: PersonId | None) -> Work | None:
    title, kind = record.required("title"), record.required_choice("kind", WorkKind)
    language, translated, short = record.language(), record.text("translated"), record.text("short")
    supplied, also = record.flag("supplied"), record.texts("also")
    number = record.text("number")
    by = _contributions(desk, record)
    when, as_printed, date_basis = record.when("when"), record.text("as_printed"), record.text("date_basis")
    written = record.when("written")
    publications = tuple(_publication(desk, inner) for inner in record.records("published", "publication"))
    part_of = record.scalar("part_of")
    translation_of, principal, seen = record.text("translation_of"), record.flag("principal"), record.flag("seen")
    confidence, read_at = record.choice("confidence", Confidence), record.url("read_at")
    rows, annotation = _rows(desk, record), record.prose_field("annotation")
    evidence = desk.citations(record, "evidence")
    if title is None or kind is None:
        return None
    if by is None:
        by = (Contribution(subject, Relator.AUTHOR, None, record.place),) if subject else ()
    return Work(
        id=own,
        title=Title(title, language, translated, short, supplied is True, also),
        kind=kind,
        place=record.place,
        number=number,
        by=by,
        when=when,
        as_printed=as_printed,
        date_basis=date_basis,
        written=written,
        publications=publications,
        part_of=WorkId(part_of.text.strip()) if part_of and part_of.text.strip() else None,
        part_of_place=part_of.place if part_of else None,
        translation_of=translation_of,
        principal=principal is True,
        seen=seen,
        confidence=confidence,
        read_at=read_at,
        rows=rows,
        annotation=annotation,
        evidence=evidence,
        begins=record.begins("translation_of"),
    )


def _contributions(desk: Desk, record: Record) -> tuple[Contribution, ...] | None:
    """Who did what; None where nothing is said about it."""
    if record.value("by") is None:
        return None
    made = []
    for inner in record.records("by", "contribution"):
        person = desk.refer("people", inner.required_scalar("person"), "person")
        role = inner.choice("role", Relator)
        signed_as = inner.given("signed_as")
        inner.finish()
        if person is not None:
            place = inner.place_of("person")
            made.append(Contribution(PersonId(person), role or Relator.AUTHOR, signed_as, place))
    return tuple(made)


def _publication(desk: Desk, record: Record) -> Publication:
    role = record.choice("role", PublicationRole)
    made = Publication(
        place=record.mapping.place,
        role=role or PublicationRole.REPRINT,
        when=record.when("when"),
        as_printed=record.text("as_printed"),
        title=record.text("title"),
        language=record.language(),
        venue=record.text("venue"),
        issue=record.text("issue"),
        volume=record.text("volume"),
        pages=record.text("pages"),
        publisher=record.text("publisher"),
        cities=record.texts("cities"),
        edition=record.text("edition"),
        by=_contributions(desk, record) or (),
        url=record.url("url"),
        identifiers=_identifiers(record),
        seen=record.flag("seen"),
        confidence=record.choice("confidence", Confidence),
        evidence=desk.citations(record, "evidence"),
        note=record.text("note"),
        begins=record.begins("note"),
    )
    record.finish()
    return made


def _identifiers(record: Record) -> Mapping[str, str]:
    isbn, oclc = read_isbn(record), record.text("oclc")
    if not isbn and not oclc:
        return _NONE
    return MappingProxyType({name: value for name, value in (("isbn", isbn), ("oclc", oclc)) if value})


def read_isbn(record: Record) -> str:
    """The field ``isbn`` as written; "" where it is none (R013)."""
    isbn = record.text("isbn")
    if isbn and (fault := isbn_fault(isbn[:60])):
        record.report("R013", record.place_of("isbn"), fault)
        return ""
    return isbn


def _rows(desk: Desk, record: Record) -> tuple[str, ...]:
    """Rows of other catalogues: ``source-id:row``."""
    rows = []
    for value in record.scalars("rows"):
        text = value.text.strip()
        source, colon, row = text.partition(":")
        if not colon or not row.strip():
            record.report("R009", value.place, f"rows: '{text[:80]}' is no catalogue-id:row", "write mia-2013:15")
        elif source in desk.places["sources"]:
            rows.append(text)
        else:
            desk.report_unknown("sources", source, LocatedText.at(value, 0, len(source)), "rows")
    return tuple(rows)


def _settle_parts(desk: Desk, works: dict[WorkId, Work]) -> None:
    """Check ``part_of`` now that every work is known: unknown works (R010), rings (C001)."""
    for own, work in works.items():
        whole = work.part_of
        if whole is not None and whole not in works:
            if whole not in desk.places["works"] and work.part_of_place:
                desk.report_unknown("works", whole, work.part_of_place, "part_of")
            works[own] = replace(work, part_of=None, part_of_place=None)
    done: set[WorkId] = set()
    for own in works:
        path: dict[WorkId, Place] = {}
        step: WorkId | None = own
        while step is not None and step not in done and step not in path:
            path[step] = works[step].part_of_place or works[step].place
            step = works[step].part_of
        if step is not None and step in path:
            _break_ring(desk, works, list(path), step, path)
        done.update(path)
    _cut_depths(desk, works)


def _cut_depths(desk: Desk, works: dict[WorkId, Work]) -> None:
    """Let a part that stands too deep in others stand by itself (F016): each step makes all numbers below it longer."""
    depths: dict[WorkId, int] = {}
    for own in works:
        path = [own]
        while (whole := works[path[-1]].part_of) is not None and whole not in depths:
            path.append(whole)
        for step in reversed(path):
            whole = works[step].part_of
            depths[step] = depths[whole] + 1 if whole is not None else 0
            if depths[step] > _DEEPEST:
                words = f"part_of: works stand more than {_DEEPEST} deep inside each other"
                desk.found.append(finding("F016", works[step].part_of_place or works[step].place, words))
                works[step] = replace(works[step], part_of=None, part_of_place=None)
                depths[step] = 0


def _break_ring(
    desk: Desk, works: dict[WorkId, Work], walked: list[WorkId], first: WorkId, places: dict[WorkId, Place]
) -> None:
    ring = walked[walked.index(first) :]
    shown = [*ring[:8], *(["…"] if len(ring) > 8 else []), first]
    also = tuple((places[own], f"'{own}' is part of '{works[own].part_of}'") for own in ring[1:9])
    desk.found.append(finding("C001", places[first], f"works are parts of each other: {' → '.join(shown)}", also=also))
    for own in ring:
        works[own] = replace(works[own], part_of=None, part_of_place=None)
