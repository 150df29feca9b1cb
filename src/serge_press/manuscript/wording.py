"""The words the press writes: of a reference left empty, and of a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import primary_language
from serge_press.manuscript.apparatus.titles import MARKS, QUOTED
from serge_press.manuscript.nodes import CitedTitle, Foreign, Reference, Text
from serge_press.manuscript.parts import Role
from serge_press.manuscript.typography import typeset
from serge_press.model.attributions import CaseId
from serge_press.model.events import LocationId
from serge_press.model.people import PersonId
from serge_press.model.sources import SourceId
from serge_press.model.works import WorkId
from serge_press.phrases import NBSP, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from serge_press.manuscript.nodes import Inline
    from serge_press.manuscript.parts import Division
    from serge_press.model.catalogue import Catalogue
    from serge_press.model.sources import Citation, Source


def words_for(
    scheme: str, name: str, catalogue: Catalogue, numbers: Mapping[WorkId, str], language: str
) -> tuple[Inline, ...]:
    """What the press calls a record of the catalogue in a passage of that language; () for other schemes.

    A work is its title and, in brackets, its stable number; a case its title; a person, a place and a source their names.
    """
    match scheme:
        case "work":
            return work_words(WorkId(name), catalogue, numbers, language)
        case "person":
            person = catalogue.people[PersonId(name)]
            return _in(typeset(person.name.display, person.name.language or language), person.name.language, language)
        case "case":
            return (Text(typeset(catalogue.cases[CaseId(name)].title, language)),)
        case "place":
            return (Text(catalogue.locations[LocationId(name)].name_in(language)),)
        case "source":
            return (Text(_short(catalogue.sources[SourceId(name)], language)),)
        case _:
            return ()


def work_words(
    work_id: WorkId, catalogue: Catalogue, numbers: Mapping[WorkId, str], language: str
) -> tuple[Inline, ...]:
    """The title of a work as a cited title, then its number with the mark of its standing."""
    work = catalogue.works[work_id]
    title = work.title.short or work.title.text
    own = "" if _same(work.title.language, language) else work.title.language
    shown: tuple[Inline, ...]
    words = Text(typeset(title, work.title.language or language))
    if work.title.supplied:
        shown = (Text("["), Foreign((words,), own), Text("]")) if own else (Text(f"[{words.text}]"),)
    else:
        shown = (CitedTitle((words,), own, work.kind in QUOTED),)
    number = numbers.get(work_id, "")
    mark = MARKS.get(catalogue.standing(work_id), "")
    return (*shown, Text(f"{NBSP}({mark}{number})")) if number else shown


def chapter_words(division: Division, language: str) -> tuple[Inline, ...]:
    """ "chapter 4" for a numbered chapter, else the division's title as it stands."""
    if division.number and division.role is Role.CHAPTER:
        return (Text(f"{phrases(language).say('chapter')}{NBSP}{division.number}"),)
    return division.title


def citation_words(
    citations: Iterable[Citation], source_of: Callable[[SourceId], Source | None], language: str, *, sentence: bool
) -> tuple[Inline, ...]:
    """Short forms in a row, parted by semicolons: "Sedgwick 1963, p. 12; see also Rière 1976".

    Each short form is a reference to its source, still to be bound. ``sentence`` begins with a capital and ends with a
    full stop, as a note does. A source that is not in the catalogue shows its id; the fault is told elsewhere.
    """
    out: list[Inline] = []
    text = ""
    for citation in citations:
        text += "; " if out else ""
        note = citation.note
        if note:
            note = note[0].upper() + note[1:] if sentence and not out else note
            text += typeset(f"{note} ", language)
        if text:
            out.append(Text(text))
        source = source_of(citation.source)
        short = _short(source, language) if source else str(citation.source)
        out.append(Reference("source", citation.source, (Text(short),), citation.place))
        text = typeset(f", {citation.locator}", language) if citation.locator else ""
    if sentence and not (text or _last_text(out)).endswith((".", "!", "?", "…")):
        text += "."
    if text:
        out.append(Text(text))
    return tuple(out)


def _short(source: Source, language: str) -> str:
    """The short form, typeset as its own language has it: that of the note where the source has one in it."""
    short = source.short_in(language)
    same = short != source.short or not source.language
    return typeset(short, language if same else source.language)


def _last_text(inlines: list[Inline]) -> str:
    last = inlines[-1] if inlines else None
    if isinstance(last, Reference) and last.inlines and isinstance(last.inlines[-1], Text):
        return last.inlines[-1].text
    return last.text if isinstance(last, Text) else ""


def _same(one: str, other: str) -> bool:
    return not one or primary_language(one) == primary_language(other)


def _in(text: str, own: str, language: str) -> tuple[Inline, ...]:
    return (Text(text),) if _same(own, language) else (Foreign((Text(text),), own),)
