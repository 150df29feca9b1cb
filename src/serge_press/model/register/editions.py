"""[edition.NAME] of book.toml: what is made of the book, and how large."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.plan import LARGE_TRIM, PRINTED, PROFILES, USUAL_TRIM, EditionPlan
from serge_press.model.register.lengths import length_of, millimetres
from serge_press.model.register.works import read_isbn
from serge_press.reading.record import near

if TYPE_CHECKING:
    from serge_press.reading.record import Record

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""What an edition, and a house style, may be called."""

_TRIM = re.compile(
    r"(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)?\s*[x×]\s*(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)", re.IGNORECASE
)
_SMALLEST, _LARGEST = 50.0, 600.0  # mm: below and above, no page is printed as a book


def read_editions(book: Record) -> tuple[EditionPlan, ...]:
    """The editions in the order of book.toml; a faulty value gives way to the usual one (R004, R005, R007, R022, R024)."""
    tables = book.record("edition", "table of editions")
    if tables is None:
        return ()
    plans: list[tuple[EditionPlan, Record]] = []
    for name in tables.mapping.entries:
        record = tables.record(name, "edition")
        if record is None:
            continue
        if not NAME.fullmatch(name):
            record.report("R004", tables.mapping.entries[name].key.place, f"'{name}' cannot be the name of an edition")
            continue
        if not record.text("kind"):
            record.missing("kind")
        kind = record.word(
            "kind", ("print", "large-print", "epub", "screen", "store-cover", "booklet", "proof", "onix")
        )
        plan = EditionPlan(
            name=name,
            kind=kind,
            place=tables.mapping.entries[name].key.place,
            trim=_trim(record, LARGE_TRIM if kind == "large-print" else USUAL_TRIM),
            isbn=read_isbn(record),
            notes=record.word("notes", ("foot", "end"), "end" if kind == "epub" else "foot"),
            folios=record.text("folios"),
            standard=record.text("standard"),
            sheet=record.word("sheet", ("a4", "a3", "letter", "tabloid"), "a4"),
            signature=record.count("signature", 4, 96) or 0,
            creep=length_of(record, "creep") or 0.0,
            profile=record.word("profile", PROFILES, PROFILES[0]),
        )
        record.finish()
        if kind:
            plans.append((plan, record))
    printed = {plan.name for plan, _ in plans if plan.kind == "print"}
    for plan, record in plans:
        if plan.folios and (plan.folios not in printed or plan.kind in PRINTED):
            said = (
                "a print edition has its own pages"
                if plan.kind in PRINTED
                else f"there is no print edition '{plan.folios}'"
            )
            record.report("R024", record.place_of("folios"), said, near(plan.folios, printed))
    return tuple(plan for plan, _ in plans)


def _trim(record: Record, usual: tuple[float, float]) -> tuple[float, float]:
    value = record.scalar("trim")
    if value is None:
        return usual
    match = _TRIM.fullmatch(value.text.strip())
    if match is not None:
        width = millimetres(match[1], match[2] or match[4])
        height = millimetres(match[3], match[4])
        if _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST:
            return round(width, 3), round(height, 3)
    record.report("R022", value.place, f"'{value.text.strip()}' is no trim size from 50 to 600 mm")
    return usual
