"""[cover] and [printer.NAME] of book.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.printing import CoverPlan, PrinterPlan
from serge_press.model.register.works import read_isbn
from serge_press.reading.folder import check_name
from serge_press.reading.record import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.model.plan import EditionPlan
    from serge_press.reading.record import Record

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,5})?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_PICTURES = (".jpg", ".jpeg", ".png", ".svg")
_PRICE = re.compile(r"[0-9]{5}")


def read_cover(book: Record, names: frozenset[str]) -> CoverPlan | None:
    """The cover; None where the book says nothing of it. ``names`` are all files of the folder."""
    record = book.record("cover", "cover")
    if record is None:
        return None
    blurb = tuple(" ".join(one.split()) for one in re.split(r"\n\s*\n", record.text("blurb")) if one.strip())
    picture = record.text("picture")
    place = record.place_of("picture")
    record.finish()
    if picture and (refused := check_name(picture)):
        record.report("F007", place, refused.message)
        picture = ""
    elif picture and (picture not in names or not picture.lower().endswith(_PICTURES)):
        known = sorted(name for name in names if name.lower().endswith(_PICTURES))[:2000]
        record.report("F008", place, f"there is no picture '{picture}'", near(picture, known))
        picture = ""
    return CoverPlan(book.place_of("cover"), blurb, picture, place if picture else None)


def read_printers(book: Record, editions: Iterable[EditionPlan]) -> tuple[PrinterPlan, ...]:
    """The printers, in the order of the file."""
    tables = book.record("printer", "table of printers")
    if tables is None:
        return ()
    from serge_press.printers.shelf import PRINTERS  # of little use to a book without printers

    printed = [plan.name for plan in editions if plan.kind == "print"]
    plans = []
    for name, entry in tables.mapping.entries.items():
        record = tables.record(name, "printer")
        if record is None:
            continue
        if name not in PRINTERS:
            record.report("R028", entry.key.place, f"the press knows no printer '{name}'", near(name, PRINTERS))
            continue
        edition, price = record.text("edition"), record.text("price")
        if edition and edition not in printed:
            words = f"there is no print edition '{edition}'"
            record.report("R028", record.place_of("edition"), words, near(edition, printed))
            edition = ""
        if price and not _PRICE.fullmatch(price):
            words = f"'{price}' is no price of a bar code"
            record.report("R029", record.place_of("price"), words, "write five digits: 52499 for 24.99 US dollars")
            price = ""
        plans.append(
            PrinterPlan(
                name, entry.key.place, edition, _paper(record, name), read_isbn(record), price, _length(record, "spine"),
                _length(record, "width"), _length(record, "height"), record.number("grams", 20, 600),
                record.number("volume", 0.5, 4),
            )
        )  # fmt: skip
        record.finish()
    return tuple(plans)


def _paper(record: Record, name: str) -> str:
    from serge_press.printers.shelf import printer

    paper = record.text("paper")
    papers = [fact.value.name for fact in printer(name).papers]
    if not paper or not papers or paper in papers:
        return paper
    mend = near(paper, papers) or f"write one of {', '.join(papers)}"
    record.report("R028", record.place_of("paper"), f"{name} has no paper '{paper}'", mend)
    return ""


def _length(record: Record, name: str) -> float | None:
    text = record.text(name)
    if not text:
        return None
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not float(match[1]):
        record.report("R029", record.place_of(name), f"'{text}' is no length", 'write "17.4mm" or "0.685in"')
        return None
    return float(match[1]) * _MILLIMETRES[match[2].lower()]
