"""People, sources and places: records that refer to none of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.events import Location, LocationId
from serge_press.model.people import Person, PersonId, Pseudonym
from serge_press.model.register.desk import Desk, read_name
from serge_press.model.sources import Holding, Source, SourceId, SourceKind

if TYPE_CHECKING:
    from serge_press.model.people import Name
    from serge_press.reading.record import Record

SEEN = ("whole", "part", "quoted", "not seen")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")


def register_people(desk: Desk) -> dict[PersonId, Person]:
    """Every person, in order."""
    people = {}
    for own, record in desk.open("people"):
        name = read_name(record)
        _check_script(record)
        person = PersonId(own)
        forms = tuple(form for inner in record.records("forms", "form of a name") if (form := _form(inner)))
        pseudonyms = tuple(p for inner in record.records("pseudonyms", "pseudonym") if (p := _pseudonym(inner)))
        born, died = record.when("born"), record.when("died")
        roles, life, authorities = record.text("roles"), record.prose_field("life"), record.words("authorities")
        record.finish()
        if name is not None:
            people[person] = Person(
                person, name, record.place, forms, pseudonyms, born, died, roles, life, authorities
            )  # fmt: skip
            desk.keep("people", own)
    return people


def _form(record: Record) -> Name | None:
    name = read_name(record)
    _check_script(record)
    record.finish()
    return name


def _check_script(record: Record) -> None:
    script = record.text("script")
    if script and not _SCRIPT.fullmatch(script):
        mend = "write an ISO 15924 code such as Latn or Cyrl"
        record.report("R005", record.place_of("script"), f"script: '{script}' is no script code", mend)


def _pseudonym(record: Record) -> Pseudonym | None:
    name = read_name(record)
    _check_script(record)
    used, note, sure = record.when("used"), record.text("note"), record.flag("sure")
    record.finish()
    if name is None:
        return None
    return Pseudonym(name, used, note, sure is not False, record.place_of("name"), record.begins("note"))


def register_sources(desk: Desk) -> dict[SourceId, Source]:
    """Every source, in order."""
    sources = {}
    for own, record in desk.open("sources"):
        kind = record.required_choice("kind", SourceKind)
        title, short = record.required("title"), record.required("short")
        held = record.record("held_at", "holding")
        made = {
            "by": record.texts("by"),
            "language": record.language(),
            "container": record.text("container"),
            "publisher": record.text("publisher"),
            "cities": record.texts("cities"),
            "volume": record.text("volume"),
            "pages": record.text("pages"),
            "when": record.when("when"),
            "as_printed": record.text("as_printed"),
            "url": record.url("url"),
            "accessed": record.when("accessed"),
            "held_at": _holding(held) if held else None,
            "seen": record.word("seen", SEEN),
            "note": record.prose_field("note"),
            "shorts": record.words("shorts"),
        }
        record.finish()
        if kind is not None and title is not None and short is not None:
            source = SourceId(own)
            sources[source] = Source(source, kind, title, short, record.place, **made)  # type: ignore[arg-type]
            desk.keep("sources", own)
    return sources


def _holding(record: Record) -> Holding | None:
    repository, city, shelfmark = record.required("repository"), record.text("city"), record.text("shelfmark")
    record.finish()
    return None if repository is None else Holding(repository, city, shelfmark)


def register_places(desk: Desk) -> dict[LocationId, Location]:
    """Every place, in order."""
    places = {}
    for own, record in desk.open("places"):
        name, names, note = record.required("name"), record.words("names"), record.text("note")
        latitude, longitude = record.number("latitude", -90, 90), record.number("longitude", -180, 180)
        record.finish()
        if name is not None:
            location = LocationId(own)
            begins = record.begins("note")
            places[location] = Location(location, name, record.place, names, latitude, longitude, note, begins)
            desk.keep("places", own)
    return places
