"""How a work is named: its title in its own language, its number, the mark of its standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, bracketed, run, tidy
from serge_press.manuscript.nodes import CitedTitle, Reference
from serge_press.model.attributions import Verdict
from serge_press.model.works import WorkKind

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.works import Work

QUOTED = frozenset(
    {
        WorkKind.ARTICLE, WorkKind.ESSAY, WorkKind.EXTRACT, WorkKind.INTERVIEW, WorkKind.LECTURE, WorkKind.LETTER,
        WorkKind.MANUSCRIPT, WorkKind.OBITUARY, WorkKind.POEM, WorkKind.PREFACE, WorkKind.REPORT, WorkKind.REVIEW,
        WorkKind.SONG, WorkKind.SPEECH, WorkKind.STORY,
    }
)  # fmt: skip
"""Kinds whose titles take quotation marks: what appears inside something larger, or never appeared."""

MARKS = {
    Verdict.PROBABLE: "°",
    Verdict.POSSIBLE: "°",
    Verdict.UNRESOLVED: "?",
    Verdict.DOUBTFUL: "†",
    Verdict.REJECTED: "†",
}
"""The mark before the number of a work whose attribution is not accepted."""


def mark(maker: Maker, work: Work) -> str:
    """The mark of the work's standing; "" where it is accepted."""
    return MARKS.get(maker.facts.catalogue.standing(work.id), "")


def numbered(maker: Maker, work: Work) -> str:
    """The work's number with its mark before it: "°A3"."""
    return mark(maker, work) + maker.facts.numbers.get(work.id, "")


def cited_title(maker: Maker, text: str, language: str, *, quoted: bool) -> Run:
    """A title, in italics or quotation marks, marked with its language where that is not the book's; () for none."""
    words = maker.set(text, language)
    return (CitedTitle(run(words), maker.other(language), quoted),) if words else ()


def title(maker: Maker, work: Work) -> Run:
    """The work's title; a supplied one upright in square brackets."""
    if work.title.supplied:
        return bracketed(maker.foreign(work.title.text, work.title.language), "[", "]")
    return cited_title(maker, work.title.text, work.title.language, quoted=work.kind in QUOTED)


def full_title(maker: Maker, work: Work) -> Run:
    """The title, then its translation into the book's language in square brackets where it has one of its own."""
    translated = tidy(work.title.translated)
    own = translated if translated.casefold() != tidy(work.title.text).casefold() else ""
    brackets = bracketed(maker.set(own), "[", "]")
    return run(title(maker, work), " " if brackets else "", brackets)


def work_link(maker: Maker, work: Work, place: Place, *, page: bool = False) -> Run:
    """A link to the work's entry by number and title: "°A3 *Men in Prison*" – never without the mark of its standing."""
    number = numbered(maker, work)
    return (Reference("work", work.id, run(number, "\u00a0" if number else "", title(maker, work)), place, page),)


def number_link(maker: Maker, work: Work, place: Place) -> Run:
    """A link to the work's entry by marked number alone, with its printed page."""
    shown = numbered(maker, work)
    return (Reference("work", work.id, run(shown) if shown else title(maker, work), place, page=True),)
