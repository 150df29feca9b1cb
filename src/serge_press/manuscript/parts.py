"""The manuscript: divisions in the order of the book."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from serge_press.memory import remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Block, Inline, Note
    from serge_press.model.plan import BookPlan


class Matter(Enum):
    """The three matters of a book. Front matter has roman folios, body and back run on in arabic."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Role(Enum):
    """What a division is. The value is its class, its template and, through the setter's tables, its epub:type and role."""

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    FOREWORD = "foreword"
    PREFACE = "preface"
    INTRODUCTION = "introduction"
    PART = "part"
    CHAPTER = "chapter"
    CHRONOLOGY = "chronology"
    CONCORDANCE = "concordance"
    BIBLIOGRAPHY = "bibliography"
    NAMES = "names"
    ATTRIBUTIONS = "attributions"
    PEOPLE = "people"
    SOURCES = "sources"
    NOTES = "notes"
    APPENDIX = "appendix"
    FIGURES = "figures"
    INDEX = "index"
    ACKNOWLEDGEMENTS = "acknowledgements"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Division:
    """A part of the book that opens a new page. ``children`` only for Role.PART: its chapters."""

    anchor: Anchor
    role: Role
    matter: Matter
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    place: Place
    number: str = ""  # "1", "IV", "A": as printed before the title; "" for none
    subtitle: tuple[Inline, ...] = ()
    children: tuple[Division, ...] = ()
    notes: tuple[Note, ...] = ()
    language: str = ""  # "" = the book's
    in_contents: bool = True
    running: str = ""  # a shorter title for the running head
    evidence: bool = False  # every paragraph of it must cite


@remembered_by_identity
def with_children(division: Division, *children: Division) -> Division:
    """The division with these for its children: the same one again for the same."""
    return replace(division, children=children)


@dataclass(frozen=True)
class Manuscript:
    """What the book says, in order."""

    plan: BookPlan
    divisions: tuple[Division, ...]

    def all_divisions(self) -> Iterator[Division]:
        """Every division, a part before its chapters, in the order of the book."""
        for division in self.divisions:
            yield division
            yield from division.children
