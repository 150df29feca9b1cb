"""Cases, events and accounts: records that refer to people, works, places and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.model.attributions import (
    Basis,
    Case,
    CaseId,
    Claim,
    PastVerdict,
    Stance,
    Verdict,
    Weight,
)
from serge_press.model.events import Agreement, Event, EventId, EventKind, LocationId, Point, PointId, Saying
from serge_press.model.people import PersonId
from serge_press.model.sources import Confidence, SourceId
from serge_press.model.works import WorkId

if TYPE_CHECKING:
    from serge_press.model.register.desk import Desk
    from serge_press.reading.record import Record


def _person(desk: Desk, record: Record, field: str) -> PersonId | None:
    own = desk.refer("people", record.scalar(field), field)
    return None if own is None else PersonId(own)


def register_cases(desk: Desk, subject: PersonId | None) -> dict[CaseId, Case]:
    """Every case, in order. ``subject`` is whose authorship is judged where a case does not say."""
    cases = {}
    for own, record in desk.open("cases"):
        title, question = record.required("title"), record.required("question")
        verdict, said = record.required_choice("verdict", Verdict), record.required("finding")
        work = desk.refer("works", record.scalar("work"), "work")
        person = _person(desk, record, "person") or subject
        decided, decided_by = record.when("decided"), record.text("decided_by")
        claims = tuple(claim for inner in record.records("claims", "claim") if (claim := _claim(desk, inner)))
        would_settle, reasoning = record.text("would_settle"), record.prose_field("reasoning")
        history = tuple(past for inner in record.records("history", "past verdict") if (past := _past(inner)))
        record.finish()
        if title is None or question is None or verdict is None or said is None:
            continue
        case = CaseId(own)
        cases[case] = Case(
            id=case,
            title=title,
            question=question,
            verdict=verdict,
            decided=decided,
            decided_by=decided_by,
            place=record.place,
            work=WorkId(work) if work else None,
            person=person,
            finding=said,
            claims=claims,
            would_settle=would_settle,
            reasoning=reasoning,
            history=history,
            begins=record.begins("question", "finding", "would_settle"),
        )
        desk.keep("cases", own)
    return cases


def _claim(desk: Desk, record: Record) -> Claim | None:
    by, summary = record.required("by"), record.required("summary")
    stance = record.required_choice("stance", Stance)
    by_person, candidate = _person(desk, record, "by_person"), _person(desk, record, "candidate")
    candidate_name = record.text("candidate_name")
    basis = tuple(b for value in record.scalars("basis") if (b := record.chosen("basis", value, Basis)))
    weight, made = record.choice("weight", Weight), record.when("made")
    source, confidence = desk.citations(record, "source"), record.choice("confidence", Confidence)
    if not record.scalars("source"):
        record.missing("source")
    record.finish()
    if by is None or summary is None or stance is None or not source:
        return None
    return Claim(
        by=by,
        by_person=by_person,
        candidate=candidate,
        candidate_name=candidate_name,
        stance=stance,
        basis=basis,
        weight=weight or Weight.FAIR,
        summary=summary,
        source=source,
        place=record.place_of("by"),
        made=made,
        confidence=confidence,
        begins=record.begins("summary"),
    )


def _past(record: Record) -> PastVerdict | None:
    verdict = record.required_choice("verdict", Verdict)
    decided = record.when("decided") if record.required("decided") else None
    decided_by, edition = record.required("decided_by"), record.text("edition")
    record.finish()
    if verdict is None or decided is None or decided_by is None:
        return None
    return PastVerdict(verdict, decided, decided_by, edition)


def register_events(desk: Desk) -> tuple[Event, ...]:
    """Every event, in the order of writing."""
    events = []
    for own, record in desk.open("events"):
        when, what = record.when("when"), record.prose_field("what")
        if not record.text("when"):
            record.missing("when")
        if what is None:
            record.missing("what")
        kind = record.choice("kind", EventKind)
        where = tuple(
            LocationId(place) for value in record.scalars("where") if (place := desk.refer("places", value, "where"))
        )
        confidence, evidence = record.choice("confidence", Confidence), desk.citations(record, "evidence")
        label, present = record.text("label"), record.flag("present")
        record.finish()
        if when is not None and what is not None:
            event = EventId(own)
            kind = kind or EventKind.LIFE
            events.append(
                Event(event, when, what, record.place, kind, where, confidence, evidence, label, present is not False)
            )
            desk.keep("events", own)
    return tuple(events)


def register_accounts(desk: Desk) -> tuple[Point, ...]:
    """Every point on which accounts speak, in the order of writing."""
    points = []
    for own, record in desk.open("accounts"):
        question, topic, finding = record.required("question"), record.required("topic"), record.required("finding")
        agreement = record.required_choice("agreement", Agreement)
        sayings = tuple(saying for inner in record.records("says", "saying") if (saying := _saying(desk, inner)))
        if not record.items("says"):
            record.missing("says")
        grounds, confidence = record.prose_field("grounds"), record.choice("confidence", Confidence)
        record.finish()
        if question is None or topic is None or finding is None or agreement is None or not sayings:
            continue
        point = PointId(own)
        points.append(
            Point(
                point,
                question,
                topic,
                agreement,
                sayings,
                finding,
                record.place,
                grounds,
                confidence,
                record.begins("question", "finding"),
            )
        )
        desk.keep("accounts", own)
    return tuple(points)


def _saying(desk: Desk, record: Record) -> Saying | None:
    source = desk.refer("sources", record.required_scalar("source"), "source")
    locator, says = record.text("locator"), record.text("says") or None
    record.finish()
    if source is None:
        return None
    return Saying(SourceId(source), says, record.place_of("source"), locator, record.begins("says"))
