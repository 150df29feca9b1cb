"""book.toml to the plan of the book. Its tables have readers of their own beside this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.model.plan import MADE_PARTS, Allowance, BookPlan
from serge_press.model.register.accessibility import read_accessibility
from serge_press.model.register.contents import Contents
from serge_press.model.register.editions import NAME, read_editions
from serge_press.model.register.made_parts import read_compare, read_figures, read_sections
from serge_press.model.register.printing import read_cover, read_printers
from serge_press.model.register.slug import SLUG, slug_from
from serge_press.model.register.trade import check_isbns, read_trade
from serge_press.reading.located import LocatedMapping, LocatedText
from serge_press.reading.record import Record, near
from serge_press.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.model.people import PersonId
    from serge_press.model.register.desk import Desk


def register_plan(
    desk: Desk, book: LocatedMapping | None, names: frozenset[str], subject: PersonId | None
) -> BookPlan | None:
    """The plan; None where there is no book.toml or it has no title. ``names`` are all files of the folder."""
    if book is None:
        return None
    record = Record(book, "book", desk.found)
    title, language = record.required("title"), record.language()
    said = book.get("language")
    if said is None or (isinstance(said, LocatedText) and not said.text.strip()):
        record.missing("language")
    contents = record.record("contents", "table of contents")
    parts = Contents(desk, names)
    front, body, back = (parts.read(contents, matter) for matter in ("front", "body", "back"))
    if contents:
        contents.finish()
    bibliography, concordance, figures = (
        record.record("bibliography", "bibliography"),
        record.record("concordance", "concordance"),
        record.record("figures", "figures"),
    )
    slug = record.text("slug")
    if slug and not SLUG.fullmatch(slug):
        record.report("R023", record.place_of("slug"), f"'{slug}' cannot name the output", f"write {slug_from(slug)}")
        slug = ""
    record.ignore("about")
    house = record.text("house")
    if house and not NAME.fullmatch(house):
        record.report("R004", record.place_of("house"), f"'{house}' cannot be the name of a house style")
        house = ""
    editions = read_editions(record)
    printers = read_printers(record, editions, names)
    check_isbns(record, editions, printers)
    plan = BookPlan(
        title=title or "",
        language=language or "en",
        slug=slug or slug_from(title or ""),
        place=record.place_of("title"),
        subtitle=record.text("subtitle"),
        by=record.texts("by"),
        about=subject,
        publisher=record.text("publisher"),
        city=record.text("city"),
        year=record.text("year"),
        rights=record.text("rights"),
        licence=record.text("licence"),
        description=record.text("description"),
        subjects=record.texts("subjects"),
        house=house or "house",
        front=front,
        body=body,
        back=back,
        codes=bool(bibliography and bibliography.flag("codes")),
        cite=bool(bibliography and bibliography.flag("cite")),
        sections=read_sections(bibliography) if bibliography else (),
        figures=read_figures(desk, figures) if figures else (),
        compare=read_compare(desk, concordance) if concordance else (),
        editions=editions,
        allowances=tuple(_allowances(record)),
        titles=_titles(record),
        project=record.text("project"),
        cover=read_cover(record, names),
        printers=printers,
        accessibility=read_accessibility(record),
        trade=read_trade(desk, record, editions),
    )
    record.finish()
    return plan if title else None


def _titles(record: Record) -> dict[str, str]:
    titles = dict(record.words("titles"))
    value = record.mapping.get("titles")
    for name in [name for name in titles if name not in MADE_PARTS]:
        assert isinstance(value, LocatedMapping)
        place = value.entries[name].key.place
        record.report("R027", place, f"the press makes no part '{name}'", near(name, MADE_PARTS))
        del titles[name]
    return titles


def _allowances(book: Record) -> Iterator[Allowance]:
    for record in book.records("allow", "allowance"):
        rule, where, reason = record.required("rule"), record.required("where"), record.required("reason")
        record.finish()
        place = record.place_of("rule")
        if rule is not None and rule not in all_rules():
            record.report("R025", place, f"there is no rule '{rule}'", near(rule, all_rules()))
        elif rule and where and reason:
            yield Allowance(rule, where, reason, place)
