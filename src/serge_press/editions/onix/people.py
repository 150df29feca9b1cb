"""Persons in a record: those who made the book, and the one it is about, with their dates and what authorities call them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.editions.onix import codes
from serge_press.editions.onix.node import Node, maybe, node
from serge_press.manuscript.compose import compose
from serge_press.manuscript.nodes import Reference
from serge_press.manuscript.tree import every_block, leaves_of, plain_words
from serge_press.model.codes import bibliographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.model.people import Person
    from serge_press.model.trade import Contributor
    from serge_press.when import When


def contributor(count: int, one: Contributor, language: str) -> Node:
    """One of those who made the book, in order. ``language`` is the book's."""
    return node(
        "Contributor",
        node("SequenceNumber", str(count)),
        node("ContributorRole", codes.ROLES[one.part]),
        _name_ids(one.known),
        _names(one.name, one.sort, group=one.group),
        _life(one.known, "ContributorDate"),
        maybe("BiographicalNote", _note_on(one.known, language), language=bibliographic(language)),
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
    return iso_date(day) if len(day) in codes.DATE_FORMATS else None


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


def _note_on(person: Person | None, language: str) -> str:
    """The life that the catalogue tells of a person, in plain words; "" where it has none, or leans on a link for a word."""
    if person is None or person.life is None or not person.life.text.strip():
        return ""
    composed, found = compose(person.life, language=person.life.language or language, prefix=f"life-{person.id}")
    leaves = [leaf for block in every_block(composed.blocks) for leaf in leaves_of(block)]
    silent = any(isinstance(one, Reference) and not one.inlines for leaf in leaves for one in leaf.inlines)
    said = " ".join(plain_words(leaf.inlines).strip() for leaf in leaves)
    return "" if silent or found else re.sub(r" +([.,])", r"\1", said)  # a citation stood before the stop
