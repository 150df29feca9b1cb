"""Binds references to what they point at, turns evidence into notes, numbers the notes.

``resolve(manuscript, catalogue) -> (manuscript, Resolved)``. The manuscript that comes back holds no ``CitationRef``; every
``Reference`` has its words, and a ``target`` that is an anchor of the book; every ``NoteRef`` has its number and note;
``Division.notes`` are in the order of their calls, numbered from 1 in each division: note ``<division>-n1``, call
``<division>-c1``, paragraphs ``<division>-n1-p1``. ``Resolved`` holds the findings (X, N007, M023) and who was used.

Evidence in the running prose of a chapter, preface and the like becomes a note; in headings, tables, definitions,
captions, asides, notes and all made parts it is set in the text, in brackets.

In a division with ``evidence`` every paragraph must cite, or call a note that cites (M023; see ``evidence``).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from serge_press.manuscript.anchors import anchor_for, slug
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.division_resolver import DivisionResolver
from serge_press.manuscript.evidence import uncited
from serge_press.manuscript.nodes import Figure, Heading, Reference
from serge_press.manuscript.parts import Manuscript
from serge_press.manuscript.tree import all_anchors, every_block, plain_words
from serge_press.manuscript.wording import chapter_words, words_for
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Finding, Place
    from serge_press.manuscript.nodes import Anchor, Inline
    from serge_press.manuscript.parts import Division
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.people import PersonId
    from serge_press.model.sources import SourceId
    from serge_press.model.works import WorkId


@dataclass(frozen=True, slots=True)
class Resolved:
    """What resolving found, and which sources and persons the book's text points at."""

    findings: tuple[Finding, ...]
    used_sources: frozenset[SourceId]
    used_people: frozenset[PersonId]


def resolve(manuscript: Manuscript, catalogue: Catalogue) -> tuple[Manuscript, Resolved]:
    """The manuscript with everything bound and numbered."""
    book = _Book(manuscript, catalogue)
    divisions = tuple(_resolve_one(division, book) for division in manuscript.divisions)
    resolved = Manuscript(manuscript.plan, divisions)
    book.check_anchors(resolved)
    book.tell_missing_parts()
    return resolved, Resolved(tuple(book.findings), frozenset(book.used_sources), frozenset(book.used_people))


def _resolve_one(division: Division, book: _Book) -> Division:
    children = tuple(_resolve_one(child, book) for child in division.children)
    if division.evidence:
        for place in uncited(division):
            book.find("M023", place, "nothing is cited here")
    made = DivisionResolver(division, book).run()
    return replace(made, children=children)


@dataclass(slots=True)
class _Missing:
    """References to a kind of record that no part of the book prints."""

    place: Place
    count: int = 0


class _Book:
    """What every division needs to bind its references: anchors, records, what the press calls them."""

    def __init__(self, manuscript: Manuscript, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.language = manuscript.plan.language
        self.findings: list[Finding] = []
        self.used_sources: set[SourceId] = set()
        self.used_people: set[PersonId] = set()
        self.numbers: Mapping[WorkId, str] = number_works(manuscript.plan, catalogue).numbers
        self._anchors: dict[Anchor, Place] = {}
        for anchor, place in all_anchors(manuscript):
            self._anchors.setdefault(anchor, place)
        self._divisions = {division.anchor: division for division in manuscript.all_divisions()}
        self._headings: dict[Anchor, tuple[Inline, ...]] = {}
        self._plates: dict[str, Figure] = {}  # by file, and by the file's name without its ending
        for division in manuscript.all_divisions():
            for block in every_block(division.blocks):
                if isinstance(block, Heading):
                    self._headings[block.anchor] = block.inlines
                elif isinstance(block, Figure):
                    self._plates.setdefault(block.file, block)
                    self._plates.setdefault(slug(block.file.rpartition("/")[2].rpartition(".")[0]), block)
        self._records: dict[str, Mapping[str, object]] = {
            "work": {str(key): value for key, value in catalogue.works.items()},
            "person": {str(key): value for key, value in catalogue.people.items()},
            "case": {str(key): value for key, value in catalogue.cases.items()},
            "source": {str(key): value for key, value in catalogue.sources.items()},
            "place": {str(key): value for key, value in catalogue.locations.items()},
        }
        self._missing: dict[str, _Missing] = {}

    # --------------------------------------------------------------------------------------------------- faults

    def find(self, rule: str, place: Place, message: str, mend: str | None = None) -> None:
        """Tell the author."""
        self.findings.append(finding(rule, place, message, mend))

    def _unknown(self, reference: Reference, known: Mapping[str, Place]) -> None:
        near = difflib.get_close_matches(reference.name, list(known), 1, 0.6)
        what = "anchor" if reference.scheme == "anchor" else reference.scheme
        self.findings.append(
            finding(
                "X001",
                reference.place,
                f"there is no {what} '{reference.name}'",
                f"did you mean '{near[0]}'?" if near else None,
                ((known[near[0]], f"'{near[0]}' is here"),) if near else (),
            )
        )

    def tell_missing_parts(self) -> None:
        """One warning for each kind of record that is pointed at and not printed."""
        for scheme, missing in self._missing.items():
            times = "one reference stands" if missing.count == 1 else f"{missing.count} references stand"
            self.find(
                "X005",
                missing.place,
                f"no part of this book prints what '{scheme}:' points at here; {times} without a link",
            )

    def check_anchors(self, manuscript: Manuscript) -> None:
        """Every anchor of the book must be its only one."""
        seen: dict[Anchor, Place] = {}
        for anchor, place in all_anchors(manuscript):
            if anchor in seen:
                self.findings.append(
                    finding(
                        "X006",
                        place,
                        f"the anchor '{anchor}' stands twice",
                        None,
                        ((seen[anchor], "it stands here too"),),
                    )
                )
            else:
                seen[anchor] = place

    # -------------------------------------------------------------------------------------------------- binding

    def check_source(self, source: SourceId, place: Place) -> None:
        """Note that a source is cited; tell the author when it is not in the catalogue."""
        self.used_sources.add(source)
        if source not in self.catalogue.sources:
            self._unknown(Reference("source", source, (), place), self._places("source"))

    def _places(self, scheme: str) -> dict[str, Place]:
        return {name: record.place for name, record in self._records[scheme].items()}  # type: ignore[attr-defined]

    def bind(self, reference: Reference, division: Division, language: str) -> tuple[Inline, ...]:
        """The reference with words and target; or its words alone, where nothing in the book can be the target."""
        if reference.target is not None:
            return (reference,)
        target, words = self._target(reference, division, language)
        if target is None:
            return reference.inlines or words
        return (replace(reference, target=target, inlines=reference.inlines or words),)

    def _target(
        self, reference: Reference, division: Division, language: str
    ) -> tuple[Anchor | None, tuple[Inline, ...]]:
        scheme, name = reference.scheme, reference.name
        if scheme == "chapter":
            anchor = anchor_for("chapter", name)
            chapter = self._divisions.get(anchor)
            if chapter is None:
                self._unknown(reference, {str(one.anchor): one.place for one in self._divisions.values()})
                return None, ()
            return anchor, chapter_words(chapter, language)
        if scheme == "anchor":
            return self._anchor(reference, division)
        if scheme == "plate":
            return self._plate(reference)
        records = self._records.get(scheme)
        if records is None or name not in records:
            if scheme != "source" or name not in self.used_sources:  # a citation was told of already
                self._unknown(reference, self._places(scheme) if records is not None else {})
            return None, ()
        if scheme == "person":
            self.used_people.add(name)  # type: ignore[arg-type]
        elif scheme == "source":
            self.used_sources.add(name)  # type: ignore[arg-type]
        words = words_for(scheme, name, self.catalogue, self.numbers, language) if not reference.inlines else ()
        anchor = anchor_for(scheme, name)
        if anchor in self._anchors:
            return anchor, words
        missing = self._missing.setdefault(scheme, _Missing(reference.place))
        missing.count += 1
        if not reference.inlines:
            self.find(
                "X007",
                reference.place,
                f"no part of this book prints {scheme} '{name}', so the press has no page to name",
            )
        return None, words

    def _anchor(self, reference: Reference, division: Division) -> tuple[Anchor | None, tuple[Inline, ...]]:
        name = reference.name
        for wanted in (name, f"{division.anchor}-{name}"):
            for anchor in (a for a in (self._known(wanted),) if a is not None):
                words = self._headings.get(anchor, ())
                if not words and anchor in self._divisions:
                    words = self._divisions[anchor].title
                if not words and not reference.inlines:
                    self.find("X007", reference.place, f"'#{name}' is no heading, so the press has no words for it")
                return anchor, words
        named = {str(anchor): self._anchors[anchor] for anchor in self._headings}
        own = f"{division.anchor}-"
        self._unknown(reference, {key.removeprefix(own): place for key, place in named.items()})
        return None, ()

    def _known(self, name: str) -> Anchor | None:
        return next((anchor for anchor in (anchor_for("anchor", name),) if anchor in self._anchors), None)

    def _plate(self, reference: Reference) -> tuple[Anchor | None, tuple[Inline, ...]]:
        figure = self._plates.get(reference.name)
        if figure is None:
            self._unknown(reference, {name: plate.place for name, plate in self._plates.items()})
            return None, ()
        words = figure.caption.inlines if figure.caption else ()
        if not plain_words(words) and not reference.inlines:
            self.find("X007", reference.place, "the picture has no caption, so the press has no words for it")
        return figure.anchor, words
