"""[bibliography], [figures] and [concordance] of book.toml: what the parts that the press makes shall hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.plan import FIGURES, BibliographySection
from serge_press.model.works import WorkKind
from serge_press.reading.record import near

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.model.register.desk import Desk
    from serge_press.reading.record import Record

_LETTER = re.compile(r"[A-Z]{1,2}")


def read_sections(bibliography: Record) -> tuple[BibliographySection, ...]:
    """The sections of the bibliography: letters and kinds of work, each once (R026)."""
    sections: list[BibliographySection] = []
    letters: dict[str, Place] = {}
    taken: dict[WorkKind, str] = {}
    for record in bibliography.records("sections", "section"):
        letter, title = record.required("letter"), record.required("title")
        kinds = []
        for value in record.scalars("kinds"):
            kind = record.chosen("kinds", value, WorkKind)
            if kind in taken:
                record.report(
                    "R026", value.place, f"works of kind '{kind.value}' stand in section {taken[kind]} already"
                )
            elif kind is not None:
                kinds.append(kind)
                taken[kind] = letter or "?"
        if not record.items("kinds"):
            record.missing("kinds")
        record.finish()
        place = record.place_of("letter")
        if letter is None or title is None:
            continue
        if not _LETTER.fullmatch(letter) or letter in letters:
            words = "stands for two sections" if letter in letters else "cannot be the letter of a section"
            record.report("R026", place, f"'{letter}' {words}", "use one or two capital letters, each once")
            continue
        letters[letter] = place
        sections.append(BibliographySection(letter, title, tuple(kinds), place))
    bibliography.finish()
    return tuple(sections)


def read_figures(desk: Desk, figures: Record) -> tuple[tuple[str, str], ...]:
    """``show = ["map", "claims:the-leaflet"]``: kinds of figure, of some kinds with what they show."""
    shown: list[tuple[str, str]] = []
    for value in figures.scalars("show"):
        kind, colon, name = value.text.strip().partition(":")
        if kind not in FIGURES:
            figures.report("R027", value.place, f"the press draws no figure '{kind}'", near(kind, FIGURES))
            continue
        wanted = {"translations": "works", "claims": "cases"}.get(kind)
        if colon and wanted is None:
            figures.report("R027", value.place, f"a figure '{kind}' shows the whole book", f"write '{kind}'")
        elif colon and wanted and name not in desk.places[wanted]:
            desk.report_unknown(wanted, name, value.place, "show")
        else:
            shown.append((kind, name))
    figures.finish()
    return tuple(dict.fromkeys(shown))


def read_compare(desk: Desk, concordance: Record) -> tuple[str, ...]:
    """The ids of the sources whose accounts are compared, each once."""
    values = concordance.scalars("compare")
    concordance.finish()
    return tuple(dict.fromkeys(own for value in values if (own := desk.refer("sources", value, "compare"))))
