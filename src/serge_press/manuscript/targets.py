"""What references can point at: answers to questions about the whole book, which is all that a division learns of the rest.

A question is a tuple that begins with its kind, so that whoever asks can be remembered with what he asked
(``memory.remembered_by_answers``).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from serge_press.manuscript.anchors import slug
from serge_press.manuscript.apparatus.line import bare
from serge_press.manuscript.near_names import NearNames
from serge_press.manuscript.nodes import Figure, Heading
from serge_press.manuscript.tree import division_anchors, every_block
from serge_press.manuscript.wording import chapter_words, words_for
from serge_press.memory import as_before, remembered_by_identity, remembered_last
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.sources import Source, SourceId
    from serge_press.model.works import WorkId


SOURCE = "source"
"""``(SOURCE, id)``: the source of this id, or None."""

RECORD = "record"
"""``(RECORD, scheme, name)``: whether the catalogue has a record of this kind and id; None for a kind it does not know."""

WORDS = "words"
"""``(WORDS, scheme, name, language)``: what the press calls a record in a passage of this language, as inlines."""

PRINTED = "printed"
"""``(PRINTED, anchor)``: whether the anchor stands in the book."""

CHAPTER = "chapter"
"""``(CHAPTER, anchor, language)``: what a passage calls a division, as inlines without links, calls and citations; None where
the book has none of this anchor."""

HEADING = "heading"
"""``(HEADING, anchor)``: the words of the heading or division with this anchor, as those of a chapter; () for anything else."""

PLATE = "plate"
"""``(PLATE, name)``: the picture of this name, or None."""

LEFT_OUT = "left out"
"""``(LEFT_OUT, scheme, name)``: whether a record that the catalogue lacks was left out for its faults, which were told of."""

NEAR = "near"
"""``(NEAR, scheme, name, within)``: the known name nearest to one that is not known, with its place, or None. The scheme is a
kind of record, "chapter", "plate" or "anchor"; ``within`` the anchor of the division that asks."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What one division offers to references. ``head`` is the division without its text."""

    head: Division
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
    return _Marks(replace(division, blocks=(), notes=(), children=()), anchors, headings, plates)


def targets(divisions: Iterable[Division], catalogue: Catalogue, numbers: Mapping[WorkId, str]) -> Targets:
    """The answers of a book. Where a save changed nothing that can be asked for, they are the very same as before."""
    return _targets(catalogue, numbers, *(as_before(("marks", one.anchor), _marks(one)) for one in divisions))


@remembered_last
def _targets(catalogue: Catalogue, numbers: Mapping[WorkId, str], *marks: _Marks) -> Targets:
    return Targets(marks, catalogue, numbers)


class Targets:
    """Answers questions about a book whose references are not bound yet. ``numbers`` are those of the bibliography."""

    def __init__(self, marks: tuple[_Marks, ...], catalogue: Catalogue, numbers: Mapping[WorkId, str]) -> None:
        self._catalogue = catalogue
        self._numbers = numbers
        self._divisions = {one.head.anchor: one.head for one in marks}
        self._anchors: dict[Anchor, Place] = {}
        self._headings: dict[Anchor, tuple[Inline, ...]] = {}
        self._plates: dict[str, Figure] = {}
        self._near_names: dict[tuple[str, str], tuple[dict[str, Place], NearNames]] = {}
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
        """The answer, of the type the question promises. KeyError for what is no question, which is a bug of ours."""
        assert isinstance(question, tuple)
        return _ANSWERS[question[0]](self, *question[1:])

    def _source(self, name: SourceId) -> Source | None:
        return self._catalogue.sources.get(name)

    def _record(self, scheme: str, name: str) -> bool | None:
        records = self._records.get(scheme)
        return None if records is None else name in records

    def _words(self, scheme: str, name: str, language: str) -> tuple[Inline, ...]:
        return words_for(scheme, name, self._catalogue, self._numbers, language)

    def _chapter(self, anchor: Anchor, language: str) -> tuple[Inline, ...] | None:
        division = self._divisions.get(anchor)
        return None if division is None else bare(chapter_words(division, language))

    def _printed(self, anchor: Anchor) -> bool:
        return anchor in self._anchors

    def _plate(self, name: str) -> Figure | None:
        return self._plates.get(name)

    def _heading(self, anchor: Anchor) -> tuple[Inline, ...]:
        division = self._divisions.get(anchor)
        return bare(self._headings.get(anchor) or (division.title if division else ()))

    def _left_out(self, scheme: str, name: str) -> bool:
        return (scheme, name) in self._catalogue.left_out

    def _near(self, scheme: str, name: str, within: str) -> tuple[str, Place] | None:
        asked = (scheme, within if scheme == "anchor" else "")
        if asked not in self._near_names:
            known = self._known(scheme, within)
            self._near_names[asked] = known, NearNames(known)
        known, names = self._near_names[asked]
        near = names.nearest(name)
        return None if near is None else (near, known[near])

    def _known(self, scheme: str, within: str) -> dict[str, Place]:
        match scheme:
            case "chapter":
                return {str(one.anchor): one.place for one in self._divisions.values()}
            case "plate":
                return {name: plate.place for name, plate in self._plates.items()}
            case "anchor":
                own = f"{within}-"
                return {str(anchor).removeprefix(own): self._anchors[anchor] for anchor in self._headings}
            case _:
                return {str(name): record.place for name, record in self._records.get(scheme, {}).items()}


_ANSWERS: Mapping[str, Callable[..., Any]] = {
    SOURCE: Targets._source,
    RECORD: Targets._record,
    WORDS: Targets._words,
    PRINTED: Targets._printed,
    CHAPTER: Targets._chapter,
    HEADING: Targets._heading,
    PLATE: Targets._plate,
    LEFT_OUT: Targets._left_out,
    NEAR: Targets._near,
}
"""How each kind of question is answered. Kept in the answers of one book, they and the book would keep each other alive."""


def anchors_of(divisions: Iterable[Division]) -> Iterable[tuple[Anchor, Place]]:
    """Every anchor of the divisions in order, as often as it stands there."""
    return chain.from_iterable(_anchors(division) for division in divisions)


@remembered_by_identity
def _anchors(division: Division) -> tuple[tuple[Anchor, Place], ...]:
    return tuple(division_anchors(division))


def all_unlike(divisions: Iterable[Division]) -> bool:
    """Whether every anchor of the divisions is its only one."""
    return _all_unlike(*(as_before(("anchors", one.anchor), _names(one)) for one in divisions))


@remembered_by_identity
def _names(division: Division) -> tuple[Anchor, ...]:
    return tuple(anchor for anchor, _ in division_anchors(division))


@remembered_last
def _all_unlike(*names: tuple[Anchor, ...]) -> bool:
    return len(set(chain.from_iterable(names))) == sum(map(len, names))
