"""[cover] and [printer.NAME] of book.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.plan import PRINTED
from serge_press.model.printing import PDF_STANDARDS, CoverPlan, JacketPlan, PrinterPlan
from serge_press.model.register.lengths import length_of
from serge_press.model.register.works import read_isbn
from serge_press.reading.folder import check_name
from serge_press.reading.record import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.model.plan import EditionPlan
    from serge_press.reading.record import Record

_PICTURES = (".jpg", ".jpeg", ".png", ".svg")
_PROFILES = (".icc", ".icm")
_PRICE = re.compile(r"[0-9]{5}")


def read_cover(book: Record, names: frozenset[str]) -> CoverPlan | None:
    """The cover; None where the book says nothing of it. ``names`` are all files of the folder."""
    record = book.record("cover", "cover")
    if record is None:
        return None
    blurb, author, back = (_paragraphs(record.text(name)) for name in ("blurb", "author", "back"))
    price, alt = (" ".join(record.text(name).split()) for name in ("price", "alt"))
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
    return CoverPlan(book.place_of("cover"), blurb, picture, place if picture else None, author, back, price, alt)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in re.split(r"\n\s*\n", text) if one.strip())


def read_printers(book: Record, editions: Iterable[EditionPlan], names: frozenset[str]) -> tuple[PrinterPlan, ...]:
    """The printers, in the order of the file. ``names`` are all files of the folder."""
    tables = book.record("printer", "table of printers")
    if tables is None:
        return ()
    from serge_press.printers.shelf import PRINTERS  # of little use to a book without printers

    printed = [plan.name for plan in editions if plan.kind in PRINTED]
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
                name, entry.key.place, edition, _paper(record, name), read_isbn(record), price, length_of(record, "spine"),
                length_of(record, "width"), length_of(record, "height"), record.number("grams", 20, 600),
                record.number("volume", 0.5, 4), _standard(record), _profile(record, names), record.flag("marks"),
                _jacket(record), _signature(record),
            )
        )  # fmt: skip
        record.finish()
    return tuple(plans)


def _signature(record: Record) -> int:
    """Pages that are bound together; R007 for a number that no leaves have."""
    pages = record.count("signature", 2, 64) or 0
    if pages % 2:
        record.report(
            "R007", record.place_of("signature"), f"signature: {pages} pages are no leaves", "write 2, 4, 8, 16 or 32"
        )
        return 0
    return pages


def _paper(record: Record, name: str) -> str:
    from serge_press.printers.shelf import printer

    paper = record.text("paper")
    papers = [fact.value.name for fact in printer(name).papers]
    if not paper or not papers or paper in papers:
        return paper
    mend = near(paper, papers) or f"write one of {', '.join(papers)}"
    record.report("R028", record.place_of("paper"), f"{name} has no paper '{paper}'", mend)
    return ""


def _standard(record: Record) -> str:
    standard = record.text("standard").lower()
    if standard and standard not in PDF_STANDARDS:
        words = f"'{standard}' is no standard that the press makes for printers"
        mend = near(standard, PDF_STANDARDS) or f"write one of {', '.join(PDF_STANDARDS)}"
        record.report("R028", record.place_of("standard"), words, mend)
        return ""
    return standard


def _profile(record: Record, names: frozenset[str]) -> str:
    """A file of the book folder."""
    profile = record.text("profile")
    place = record.place_of("profile")
    if profile and (refused := check_name(profile)):
        record.report("F007", place, refused.message)
        return ""
    if profile and (profile not in names or not profile.lower().endswith(_PROFILES)):
        known = sorted(name for name in names if name.lower().endswith(_PROFILES))[:2000]
        record.report("F008", place, f"there is no colour profile '{profile}'", near(profile, known))
        return ""
    return profile


def _jacket(printer: Record) -> JacketPlan | None:
    record = printer.record("jacket", "jacket")
    if record is None:
        return None
    flap, spine, width, height = (length_of(record, name) for name in ("flap", "spine", "width", "height"))
    record.finish()
    return JacketPlan(printer.place_of("jacket"), flap, spine, width, height)
