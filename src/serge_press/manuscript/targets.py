"""What references can point at: answers to questions about the whole book, which is all that a division learns of the rest.

A question is a value, so that whoever asks can be remembered with what he asked (``memory.remembered_by_answers``).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from serge_press.manuscript.anchors import slug
from serge_press.manuscript.nodes import Figure, Heading
from serge_press.manuscript.tree import division_anchors, every_block
from serge_press.manuscript.wording import chapter_words, words_for
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.sources import Source, SourceId
    from serge_press.model.works import WorkId


@dataclass(frozen=True, slots=True)
class SourceOf:
    """The source of this id, or None."""

    id: SourceId


@dataclass(frozen=True, slots=True)
class IsRecord:
    """Whether the catalogue has a record of this kind and id; None for a kind it does not know."""

    scheme: str
    name: str


@dataclass(frozen=True, slots=True)
class WordsOf:
    """What the press calls a record in a passage of this language."""

    scheme: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class IsPrinted:
    """Whether the anchor stands in the book."""

    anchor: Anchor


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """What a passage of this language calls a division; None where the book has none of this anchor."""

    anchor: Anchor
    language: str


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words of the heading or division with this anchor; () for anything else."""

    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PlateOf:
    """The picture of this name, or None."""

    name: str


@dataclass(frozen=True, slots=True)
class Near:
    """The known name nearest to one that is not known, with its place; None where none is near.

    ``scheme`` is a kind of record, "chapter", "plate" or "anchor"; ``within`` the anchor of the division that asks.
    """

    scheme: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What one division offers to references."""

    anchors: Mapping[Anchor, Place]
    headings: Mapping[Anchor, tuple[Inline, ...]]
    plates: Mapping[str, Figure]


@remembered_by_identity
def _marks(division: Division) -> _Marks:
    anchors: dict[Anchor, Place] = {}
    for anchor, place in division_anchors(division):
        anchors.setdefault(anchor, place)
    headings: dict[Anchor, tuple[Inline, ...]] = {}
    plates: dict[str, Figure] = {}  # by file, and by the file's name without its ending
    for block in every_block(division.blocks):
        if isinstance(block, Heading):
            headings[block.anchor] = block.inlines
        elif isinstance(block, Figure):
            plates.setdefault(block.file, block)
            plates.setdefault(slug(block.file.rpartition("/")[2].rpartition(".")[0]), block)
    return _Marks(anchors, headings, plates)


class Targets:
    """Answers questions about a book whose references are not bound yet. ``numbers`` are those of the bibliography."""

    def __init__(self, divisions: Iterable[Division], catalogue: Catalogue, numbers: Mapping[WorkId, str]) -> None:
        self._catalogue = catalogue
        self._numbers = numbers
        self._divisions = {division.anchor: division for division in divisions}
        self._anchors: dict[Anchor, Place] = {}
        self._headings: dict[Anchor, tuple[Inline, ...]] = {}
        self._plates: dict[str, Figure] = {}
        marks = [_marks(division) for division in divisions]
        for one in reversed(marks):  # where a name stands twice, the first is meant
            self._anchors.update(one.anchors)
            self._plates.update(one.plates)
        for one in marks:
            self._headings.update(one.headings)
        self._records: dict[str, Mapping[Any, Any]] = {
            "work": catalogue.works,
            "person": catalogue.people,
            "case": catalogue.cases,
            "source": catalogue.sources,
            "place": catalogue.locations,
        }

    def __call__(self, question: Hashable) -> Any:
        """The answer, of the type the question promises."""
        match question:
            case IsPrinted(anchor):
                return anchor in self._anchors
            case SourceOf(own):
                return self._source(own)
            case IsRecord(scheme, name):
                return None if (records := self._records.get(scheme)) is None else name in records
            case WordsOf(scheme, name, language):
                return words_for(scheme, name, self._catalogue, self._numbers, language)
            case ChapterWords(anchor, language):
                division = self._divisions.get(anchor)
                return None if division is None else chapter_words(division, language)
            case HeadingWords(anchor):
                division = self._divisions.get(anchor)
                return self._headings.get(anchor) or (division.title if division else ())
            case PlateOf(name):
                return self._plates.get(name)
            case Near():
                return self._near(question)
            case _:
                raise TypeError(question)

    def _source(self, own: SourceId) -> Source | None:
        return self._catalogue.sources.get(own)

    def _near(self, question: Near) -> tuple[str, Place] | None:
        known = self._known(question)
        near = difflib.get_close_matches(question.name, list(known), 1, 0.6)
        return (near[0], known[near[0]]) if near else None

    def _known(self, question: Near) -> dict[str, Place]:
        match question.scheme:
            case "chapter":
                return {str(one.anchor): one.place for one in self._divisions.values()}
            case "plate":
                return {name: plate.place for name, plate in self._plates.items()}
            case "anchor":
                own = f"{question.within}-"
                return {str(anchor).removeprefix(own): self._anchors[anchor] for anchor in self._headings}
            case scheme:
                return {str(name): record.place for name, record in self._records.get(scheme, {}).items()}


def anchors_of(divisions: Iterable[Division]) -> Iterable[tuple[Anchor, Place]]:
    """Every anchor of the divisions in order, as often as it stands there."""
    return chain.from_iterable(_anchors(division) for division in divisions)


@remembered_by_identity
def _anchors(division: Division) -> tuple[tuple[Anchor, Place], ...]:
    return tuple(division_anchors(division))
