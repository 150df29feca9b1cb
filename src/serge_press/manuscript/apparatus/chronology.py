"""The chronology: year by year what happened, and beside it the works of the bibliography; then the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.line import Run, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker, anchor_for
from serge_press.manuscript.apparatus.titles import work_link
from serge_press.manuscript.nodes import Anchor, Block, Group, GroupStyle, Paragraph, ParagraphStyle, Reference, Strong
from serge_press.memory import remembered_by_identity
from serge_press.model.events import EventKind

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.events import Event, Location, LocationId
    from serge_press.model.works import Work
    from serge_press.when import When

_UNDATED = 10_000  # after every year


@remembered_by_identity
def chronology(facts: Facts) -> Made:
    """Years with their events and works, then a list of the places named."""
    maker = Maker(facts)
    leaves = Leaves(Anchor("chronology"), facts.plan.place)
    events: dict[int, list[Event]] = {}
    for event in sorted(facts.catalogue.events, key=lambda e: (e.when.sort_key, e.id)):
        events.setdefault(_year(event.when), []).append(event)
    works: dict[int, list[Work]] = {}
    for work in facts.catalogue.in_order(facts.catalogue.works.values()):
        works.setdefault(_year(work.when), []).append(work)
    blocks: list[Block] = []
    if works and events:
        key = maker.words.say("chronology.key", label=maker.words.say("chronology.works"))
        blocks += leaves.line(ParagraphStyle.DETAIL, key)
    for year in sorted({*events, *works}):
        heading = str(year) if year < _UNDATED else maker.words.say("chronology.undated")
        inside: list[Block] = [leaves.heading(2, heading)]
        inside += [by_itself(maker, _event, event) for event in events.get(year, [])]
        inside += _works(maker, leaves, works.get(year, []))
        blocks += leaves.group(GroupStyle.YEAR, inside)
    blocks += _places(maker, leaves)
    return maker.made(blocks)


def _year(when: When | None) -> int:
    """The year under which something stands: that of its earliest day, else of its latest."""
    day = (when.earliest or when.latest) if when else None
    return day.year if day else _UNDATED


def _event(maker: Maker, event: Event) -> Group:
    """One event: date and place run in before its words, evidence after them."""
    leaves = Leaves(Anchor(f"event-{event.id}"), event.place)
    places = [_place_link(maker, event, name) for name in event.where]
    date = upper_first(run(maker.words.date(event.when)))
    head = run(
        Strong(date, event.when.exact) if date else "", ". " if date and not _stopped(date) else " " if date else ""
    )
    where = sentences(joined([place for place in places if place], ", "))
    head = run(head, where, " " if where else "")
    tail = [
        sentences(
            maker.words.phrase("confidence.label", confidence=maker.words.say(f"confidence.{event.confidence.value}"))
        )
        if event.confidence
        else (),
        run(maker.words.label("entry.evidence"), maker.evidence(event.evidence), ".") if event.evidence else (),
    ]
    prose = maker.prose(event.what, leaves.prefix("e"))
    blocks: list[Block] = []
    if prose and isinstance(prose[0], Paragraph):
        first = prose[0]
        blocks.append(Paragraph(first.anchor, run(head, first.inlines), first.place, first.style, first.language))
        blocks += prose[1:]
    else:
        blocks += leaves.line(ParagraphStyle.DATE, head)
        blocks += prose
    blocks += leaves.line(ParagraphStyle.EVIDENCE, joined(tail, " "))
    # A life is what the part is about; a screen reader hears only of what is set apart from it.
    label = "" if event.kind is EventKind.LIFE else maker.words.say(f"chronology.{event.kind.value}")
    style = GroupStyle.WORLD_EVENT if event.kind is EventKind.WORLD else GroupStyle.EVENT
    return Group(leaves.anchor, style, tuple(blocks), event.place, label=label)


def _stopped(date: Run) -> bool:
    return sentences(date) == date


def _place_link(maker: Maker, event: Event, name: LocationId) -> Run:
    location = maker.facts.catalogue.locations.get(name)
    if location is None:
        return ()
    return (Reference("place", location.id, run(_shown(maker, location)), event.place),)


def _shown(maker: Maker, location: Location) -> str:
    """The place's name in the book's language, else the name it is listed by."""
    return maker.set(location.name_in(maker.facts.language))


def _works(maker: Maker, leaves: Leaves, works: list[Work]) -> tuple[Block, ...]:
    """The works listed under the year, in one line of their own."""
    if not works:
        return ()
    links = joined([work_link(maker, work, work.place) for work in works], "; ")
    return leaves.group(
        GroupStyle.WORKS, leaves.line(ParagraphStyle.DETAIL, maker.words.label("chronology.works"), links, ".")
    )


def _places(maker: Maker, leaves: Leaves) -> list[Block]:
    """The places, in alphabetical order: the target of every link to a place."""
    locations = maker.facts.catalogue.locations
    if not locations:
        return []
    language = maker.facts.language
    blocks: list[Block] = [leaves.heading(2, maker.words.say("chronology.places"))]
    for location in sorted(locations.values(), key=lambda p: (collation_key(_shown(maker, p), language), p.id)):
        own = Leaves(anchor_for("place", location.id), location.place)
        shown = _shown(maker, location)
        others: list[Run] = []
        for tongue, name in (("", location.name), *location.names.items()):
            if tidy(name) and maker.set(name) != shown and maker.foreign(name, tongue) not in others:
                others.append(maker.foreign(name, tongue))
        events = [event for event in maker.facts.catalogue.events if location.id in event.where]
        dates = [
            run(Reference("anchor", f"event-{event.id}", run(maker.words.date(event.when)), location.place,
                          target=Anchor(f"event-{event.id}")))
            for event in sorted(events, key=lambda e: (e.when.sort_key, e.id))
        ]  # fmt: skip
        said = joined(
            [
                sentences(run(Strong(run(shown)), ", " if others else "", commas(*others))),
                sentences(maker.inline(location.note, location, "note")),
                sentences(joined(dates, "; ")),
            ],
            " ",
        )
        blocks.append(Group(own.anchor, GroupStyle.ENTRY, own.line(ParagraphStyle.REFERENCE, said), location.place))
    return blocks
