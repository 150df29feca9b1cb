"""Binds the references of one division: gives each its target and its words, and tells of those that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.anchors import anchor_for
from serge_press.manuscript.apparatus.line import bare
from serge_press.manuscript.nodes import Reference
from serge_press.manuscript.targets import CHAPTER, HEADING, LEFT_OUT, NEAR, PLATE, PRINTED, RECORD, SOURCE, WORDS
from serge_press.manuscript.tree import plain_words
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding, Place
    from serge_press.manuscript.nodes import Anchor, Figure, Inline
    from serge_press.memory import Ask
    from serge_press.model.people import PersonId
    from serge_press.model.sources import Source, SourceId


class Binder:
    """What the division of this anchor needs while it is resolved. ``language`` is the book's; ``ask`` answers ``targets``.

    ``missing`` gathers the kind and place of each reference to a record that is in the catalogue and not in the book.
    """

    def __init__(self, ask: Ask, division: Anchor, language: str) -> None:
        self.language = language
        self.findings: list[Finding] = []
        self.used_sources: set[SourceId] = set()
        self.used_people: set[PersonId] = set()
        self.missing: list[tuple[str, Place]] = []
        self._ask = ask
        self._division = division

    def find(self, rule: str, place: Place, message: str, mend: str | None = None) -> None:
        """Tell the author."""
        self.findings.append(finding(rule, place, message, mend))

    def _unknown(self, scheme: str, name: str, place: Place) -> None:
        if self._ask((LEFT_OUT, scheme, name)):
            return
        near: tuple[str, Place] | None = self._ask((NEAR, scheme, name, self._division))
        mend = f"did you mean '{near[0]}'?" if near else None
        also = ((near[1], f"'{near[0]}' is here"),) if near else ()
        self.findings.append(finding("X001", place, f"there is no {scheme} '{name}'", mend, also))

    def source(self, source: SourceId) -> Source | None:
        """The source, if it is in the catalogue."""
        found: Source | None = self._ask((SOURCE, source))
        return found

    def check_source(self, source: SourceId, place: Place) -> None:
        """Note that a source is cited; tell the author when it is not in the catalogue."""
        self.used_sources.add(source)
        if self.source(source) is None:
            self._unknown("source", source, place)

    def bind(self, reference: Reference, language: str) -> tuple[Inline, ...]:
        """The reference with words and target; or its words alone, where nothing in the book can be the target."""
        if reference.target is not None:
            return (reference,)
        target, words = self._target(reference, language)
        if target is None:
            return reference.inlines or words
        inlines = reference.inlines or words  # no replace: of all nodes these are bound most
        return (Reference(reference.scheme, reference.name, inlines, reference.place, reference.page, target),)

    def _target(self, reference: Reference, language: str) -> tuple[Anchor | None, tuple[Inline, ...]]:
        scheme, name = reference.scheme, reference.name
        match scheme:
            case "chapter":
                return self._chapter(reference, language)
            case "anchor":
                return self._anchor(reference)
            case "plate":
                return self._plate(reference)
        if not self._ask((RECORD, scheme, name)):
            if scheme != "source" or name not in self.used_sources:  # a citation was told of already
                self._unknown(scheme, name, reference.place)
            return None, ()
        if scheme == "person":
            self.used_people.add(name)  # type: ignore[arg-type]
        elif scheme == "source":
            self.used_sources.add(name)  # type: ignore[arg-type]
        words: tuple[Inline, ...] = () if reference.inlines else self._ask((WORDS, scheme, name, language))
        anchor = anchor_for(scheme, name)
        if self._ask((PRINTED, anchor)):
            return anchor, words
        self.missing.append((scheme, reference.place))
        if not reference.inlines:
            words_of = f"no part of this book prints {scheme} '{name}', so the press has no page to name"
            self.find("X007", reference.place, words_of)
        return None, words

    def _chapter(self, reference: Reference, language: str) -> tuple[Anchor | None, tuple[Inline, ...]]:
        anchor = anchor_for("chapter", reference.name)
        words: tuple[Inline, ...] | None = self._ask((CHAPTER, anchor, language))
        if words is None:
            self._unknown("chapter", reference.name, reference.place)
            return None, ()
        return anchor, words

    def _anchor(self, reference: Reference) -> tuple[Anchor | None, tuple[Inline, ...]]:
        name = reference.name
        for wanted in (name, f"{self._division}-{name}"):
            anchor = anchor_for("anchor", wanted)
            if not self._ask((PRINTED, anchor)):
                continue
            words: tuple[Inline, ...] = self._ask((HEADING, anchor))
            if not words and not reference.inlines:
                self.find("X007", reference.place, f"'#{name}' is no heading, so the press has no words for it")
            return anchor, words
        self._unknown("anchor", name, reference.place)
        return None, ()

    def _plate(self, reference: Reference) -> tuple[Anchor | None, tuple[Inline, ...]]:
        figure: Figure | None = self._ask((PLATE, reference.name))
        if figure is None:
            self._unknown("plate", reference.name, reference.place)
            return None, ()
        words = bare(figure.caption.inlines) if figure.caption else ()
        if not plain_words(words) and not reference.inlines:
            self.find("X007", reference.place, "the picture has no caption, so the press has no words for it")
        return figure.anchor, words
