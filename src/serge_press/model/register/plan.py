"""book.toml to the plan of the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.plan import (
    FIGURES,
    MADE_PARTS,
    PROFILES,
    Allowance,
    BibliographySection,
    BookPlan,
    EditionPlan,
    PlannedPart,
)
from serge_press.model.register.accessibility import read_accessibility
from serge_press.model.register.printing import read_cover, read_printers
from serge_press.model.register.slug import SLUG, slug_from
from serge_press.model.register.trade import check_isbns, read_trade
from serge_press.model.register.works import read_isbn
from serge_press.model.works import WorkKind
from serge_press.reading.folder import check_name
from serge_press.reading.located import LocatedMapping, LocatedText
from serge_press.reading.record import Record, near
from serge_press.rules import all_rules, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Place
    from serge_press.model.people import PersonId
    from serge_press.model.register.desk import Desk
    from serge_press.reading.located import Located

_TRIM = re.compile(
    r"(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)?\s*[x×]\s*(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)", re.IGNORECASE
)
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_USUAL_TRIM = (138.0, 216.0)
_LARGE_TRIM = (189.0, 246.0)  # 7.44 x 9.69 in, which printers on demand take
_SMALLEST, _LARGEST = 50.0, 600.0  # mm: below and above, no page is printed as a book
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LETTER = re.compile(r"[A-Z]{1,2}")


def register_plan(
    desk: Desk, book: LocatedMapping | None, names: frozenset[str], subject: PersonId | None
) -> BookPlan | None:
    """The plan; None where there is no book.toml or it has no title or language. ``names`` are all files of the folder."""
    if book is None:
        return None
    record = Record(book, "book", desk.found)
    title, language = record.required("title"), record.language()
    if not language and book.get("language") is None:
        record.missing("language")
    contents = record.record("contents", "table of contents")
    parts = _Contents(desk, names)
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
    if house and not _NAME.fullmatch(house):
        record.report("R004", record.place_of("house"), f"'{house}' cannot be the name of a house style")
        house = ""
    editions = _editions(record)
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
        sections=_sections(bibliography) if bibliography else (),
        figures=_figures(desk, figures) if figures else (),
        compare=_compare(desk, concordance) if concordance else (),
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


class _Contents:
    """Reads [contents]; every division stands once in the whole book."""

    def __init__(self, desk: Desk, names: frozenset[str]) -> None:
        self.desk = desk
        self.names = names
        self.seen: dict[str, Place] = {}

    def read(self, contents: Record | None, matter: str) -> tuple[PlannedPart, ...]:
        if contents is None:
            return ()
        return tuple(part for item in contents.items(matter) if (part := self._part(item, matter)))

    def _part(self, item: Located, matter: str, inside: bool = False) -> PlannedPart | None:
        if isinstance(item, LocatedText):
            return self._line(item)
        if not isinstance(item, LocatedMapping) or inside or matter != "body":
            words = (
                "parts with members stand in body" if isinstance(item, LocatedMapping) else "a name or path is wanted"
            )
            self.desk.found.append(finding("R020", item.place, words))
            return None
        record = Record(item, "part", self.desk.found)
        title, language = record.required("part"), record.language()
        members = tuple(part for inner in record.items("of") if (part := self._part(inner, matter, True)))
        if not record.items("of"):
            record.missing("of")
        record.finish()
        place = record.place_of("part")
        return None if title is None or not members else PlannedPart(title, place, members, language)

    def _line(self, value: LocatedText) -> PlannedPart | None:
        name = value.text.strip()
        if name not in MADE_PARTS and not self._is_prose(name, value.place):
            return None
        if name in self.seen:
            also = ((self.seen[name], "it stands here first"),)
            self.desk.found.append(finding("R021", value.place, f"'{name}' stands twice in the book", also=also))
            return None
        self.seen[name] = value.place
        return PlannedPart(name, value.place)

    def _is_prose(self, name: str, place: Place) -> bool:
        if "/" not in name and "." not in name:
            self.desk.found.append(finding("R020", place, f"the press makes no part '{name}'", near(name, MADE_PARTS)))
        elif refused := check_name(name):
            self.desk.found.append(finding("F007", place, refused.message))
        elif not name.endswith(".md") or name.startswith("catalogue/"):
            self.desk.found.append(finding("R020", place, f"'{name}' is no prose file"))
        elif name not in self.names:
            prose = [one for one in self.names if one.endswith(".md") and not one.startswith("catalogue/")]
            mend = near(name, sorted(prose)[:2000])
            self.desk.found.append(finding("F008", place, f"there is no file '{name}'", mend))
        else:
            return True
        return False


def _sections(bibliography: Record) -> tuple[BibliographySection, ...]:
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


def _figures(desk: Desk, figures: Record) -> tuple[tuple[str, str], ...]:
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


def _compare(desk: Desk, concordance: Record) -> tuple[str, ...]:
    values = concordance.scalars("compare")
    concordance.finish()
    return tuple(dict.fromkeys(own for value in values if (own := desk.refer("sources", value, "compare"))))


def _titles(record: Record) -> dict[str, str]:
    titles = dict(record.words("titles"))
    value = record.mapping.get("titles")
    for name in [name for name in titles if name not in MADE_PARTS]:
        assert isinstance(value, LocatedMapping)
        place = value.entries[name].key.place
        record.report("R027", place, f"the press makes no part '{name}'", near(name, MADE_PARTS))
        del titles[name]
    return titles


def _editions(book: Record) -> tuple[EditionPlan, ...]:
    tables = book.record("edition", "table of editions")
    if tables is None:
        return ()
    plans: list[tuple[EditionPlan, Record]] = []
    for name in tables.mapping.entries:
        record = tables.record(name, "edition")
        if record is None:
            continue
        if not _NAME.fullmatch(name):
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
            trim=_trim(record, _LARGE_TRIM if kind == "large-print" else _USUAL_TRIM),
            isbn=read_isbn(record),
            notes=record.word("notes", ("foot", "end"), "end" if kind == "epub" else "foot"),
            folios=record.text("folios"),
            standard=record.text("standard"),
            sheet=record.word("sheet", ("a4", "a3", "letter", "tabloid"), "a4"),
            signature=int(record.number("signature", 4, 96) or 0),
            profile=record.word("profile", PROFILES, PROFILES[0]),
        )
        record.finish()
        if kind:
            plans.append((plan, record))
    printed = {plan.name for plan, _ in plans if plan.kind == "print"}
    for plan, record in plans:
        if plan.folios and (plan.folios not in printed or plan.kind in ("print", "large-print")):
            said = (
                "a print edition has its own pages"
                if plan.kind in ("print", "large-print")
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
        width = float(match[1]) * _MILLIMETRES[(match[2] or match[4]).lower()]
        height = float(match[3]) * _MILLIMETRES[match[4].lower()]
        if _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST:
            return round(width, 3), round(height, 3)
    record.report("R022", value.place, f"'{value.text.strip()}' is no trim size from 50 to 600 mm")
    return usual


def _allowances(book: Record) -> Iterator[Allowance]:
    for record in book.records("allow", "allowance"):
        rule, where, reason = record.required("rule"), record.required("where"), record.required("reason")
        record.finish()
        place = record.place_of("rule")
        if rule is not None and rule not in all_rules():
            record.report("R025", place, f"there is no rule '{rule}'", near(rule, all_rules()))
        elif rule and where and reason:
            yield Allowance(rule, where, reason, place)
