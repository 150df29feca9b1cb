"""Persons, the names they bore and the names they signed."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NewType

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Place
    from serge_press.reading.prose_text import ProseText
    from serge_press.when import When

PersonId = NewType("PersonId", str)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as shown and as sorted. ``script`` is an ISO 15924 code (``Latn``, ``Cyrl``), ``language`` a BCP 47 tag."""

    display: str
    sort: str
    language: str = ""
    script: str = "Latn"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name a person wrote under. ``sure`` is false where only lists give it."""

    name: Name
    used: When | None
    note: str
    sure: bool
    place: Place
    begins: Mapping[str, Place] = field(default_factory=dict)  # its Markdown fields, by name


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the catalogue. ``forms`` are other forms of the same name (scripts, transliterations)."""

    id: PersonId
    name: Name
    place: Place
    forms: tuple[Name, ...] = ()
    pseudonyms: tuple[Pseudonym, ...] = ()
    born: When | None = None
    died: When | None = None
    roles: str = ""
    life: ProseText | None = None
    authorities: Mapping[str, str] = field(default_factory=dict)
