"""Persons in a record: those who made the book, and the one it is about, with their dates and what authorities call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.onix import codes
from serge_press.editions.onix.node import Node, maybe, node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.model.people import Person
    from serge_press.model.trade import Contributor
    from serge_press.when import When


def contributor(count: int, one: Contributor) -> Node:
    """One of those who made the book, in order."""
    return node(
        "Contributor",
        node("SequenceNumber", str(count)),
        node("ContributorRole", codes.ROLES[one.part]),
        _name_ids(one.known),
        _names(one.name, one.sort, group=one.group),
        _life(one.known, "ContributorDate"),
        maybe("ContributorDescription", one.known.roles if one.known is not None else ""),
    )


def _names(name: str, sort: str, *, group: bool) -> Iterator[Node]:
    """The name as shown, as filed, and in its parts where the filed form has just one comma."""
    if group:
        yield node("CorporateName", name)
        if sort != name:
            yield node("CorporateNameInverted", sort)
        return
    yield node("PersonName", name)
    key, comma, before = sort.partition(", ")
    if comma and name == f"{before} {key}":
        yield node("PersonNameInverted", sort)
        yield node("NamesBeforeKey", before)
        yield node("KeyNames", key)
    elif sort != name:
        yield node("PersonNameInverted", sort)


def _name_ids(person: Person | None) -> Iterator[Node]:
    known: Mapping[str, str] = person.authorities if person is not None else {}
    for scheme, value in known.items():
        bare = "".join(value.split()) if scheme in ("isni", "viaf", "gnd") else value.strip()
        code = codes.NAME_IDS.get(scheme, codes.NAME_ID_PROPRIETARY)
        own = code == codes.NAME_ID_PROPRIETARY
        yield node(
            "NameIdentifier",
            node("NameIDType", code),
            maybe("IDTypeName", scheme.title() if own else ""),
            node("IDValue", bare),
        )


def _life(person: Person | None, name: str) -> Iterator[Node]:
    """Birth and death, where they are known for sure to a day, a month or a year."""
    if person is None:
        return
    for role, when in ((codes.BORN, person.born), (codes.DIED, person.died)):
        if (date := _date(when)) is not None:
            yield node(name, node(f"{name}Role", role), date)


def _date(when: When | None) -> Node | None:
    day = when.html_datetime if when is not None else ""
    return iso_date(day) if day else None


def iso_date(day: str) -> Node:
    """A date of ISO 8601 as ONIX writes it: digits alone, and their format."""
    return node("Date", day.replace("-", ""), dateformat=codes.DATE_FORMATS[len(day)])


def person_as_subject(person: Person | None) -> tuple[Node, ...]:
    """The person whom the book is about."""
    if person is None:
        return ()
    return (
        node(
            "NameAsSubject",
            _name_ids(person),
            _names(person.name.display, person.name.sort, group=False),
            _life(person, "SubjectDate"),
        ),
    )
