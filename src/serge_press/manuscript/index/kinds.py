"""The kinds of index, and what of a book is looked through for them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from serge_press.manuscript.division_resolver import PROSE
from serge_press.manuscript.nodes import GroupStyle, ParagraphStyle
from serge_press.manuscript.parts import Role
from serge_press.memory import remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Spot


class Kind(Enum):
    """What an entry is; the part ``index-<value>`` of ``[contents]`` is an index of that kind alone."""

    PERSONS = "persons"
    WORKS = "works"
    PERIODICALS = "periodicals"
    PLACES = "places"
    PSEUDONYMS = "pseudonyms"
    SUBJECTS = "subjects"
    CLAIMANTS = "claimants"


SCHEMES = {"person": Kind.PERSONS, "work": Kind.WORKS, "place": Kind.PLACES}
"""The kinds whose terms are records, by how links and marks name them."""

MERGED = "index"
"""The part that holds every kind that has no index of its own. Claimants are in none but their own."""

INDEXED = PROSE | {Role.CHRONOLOGY, Role.CONCORDANCE, Role.BIBLIOGRAPHY, Role.NAMES, Role.ATTRIBUTIONS, Role.PEOPLE}
"""Parts that are looked through. Title pages, contents, sources, notes on the making of the book are not."""

LISTS = frozenset({Role.BIBLIOGRAPHY, Role.NAMES, Role.CHRONOLOGY, Role.PEOPLE})
"""Parts that are lists: a place of publication there is no mention of the place."""

UNREAD_GROUPS = frozenset({GroupStyle.WORKS})
"""Groups that say again what stands elsewhere."""

UNREAD_STYLES = frozenset({ParagraphStyle.EVIDENCE, ParagraphStyle.VERDICT, ParagraphStyle.CITE_AS})
"""Paragraphs that only point: to sources, and to the case that judges a work."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """What an entry is about. ``key`` is the id of a record, or the words of a subject, a periodical, a pseudonym."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """One place at which a term is spoken of. ``sub`` is the sub-entry, or ""."""

    term: Term
    spot: Spot
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where one division speaks of a term, or of a sub-entry of it: every place, in order."""

    term: Term
    sub: str
    spots: tuple[Spot, ...]


@remembered_by_identity
def together(found: tuple[Found, ...]) -> tuple[Spoken, ...]:
    """What was found in one division, term by term, in the order in which it first speaks of them."""
    spots: dict[tuple[Term, str], list[Spot]] = {}
    for one in found:
        spots.setdefault((one.term, one.sub), []).append(one.spot)
    return tuple(Spoken(term, sub, tuple(held)) for (term, sub), held in spots.items())


@dataclass(frozen=True, slots=True)
class Pointer:
    """What an author's mark says beside its place: under which other terms to look, instead (``see``) or too (``also``)."""

    term: Term
    sub: str
    see: str
    also: str
    place: Place
