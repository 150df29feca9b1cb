"""[trade], [series], [[contributor]] and [[supply]] of book.toml."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.model.codes import COUNTRIES, CURRENCIES
from serge_press.model.people import PersonId
from serge_press.model.trade import Audience, Availability, Contributor, Part, Series, SupplierRole, Supply, Trade
from serge_press.reading.located import LocatedMapping
from serge_press.reading.record import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from serge_press.findings import Place
    from serge_press.model.people import Person
    from serge_press.model.plan import EditionPlan
    from serge_press.model.printing import PrinterPlan
    from serge_press.model.register.desk import Desk
    from serge_press.reading.located import Located, LocatedText
    from serge_press.reading.record import Record

_THEMA = re.compile(r"[A-Z][A-Z0-9]{0,9}|[1-6][A-Z0-9]{0,9}(-[A-Z0-9]{1,4}){0,6}")
_BISAC = re.compile(r"[A-Z]{3}\d{6}")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_AMOUNT = re.compile(r"\d{1,7}(\.\d{1,3})?")
WORLD = "WORLD"
_SCHEMES = {"thema": "Thema", "bisac": "BISAC"}


def read_trade(desk: Desk, book: Record, editions: tuple[EditionPlan, ...]) -> Trade:
    """All that book.toml says to the trade; what is faulty is reported and left out."""
    contributors = tuple(_contributors(desk, book))
    supplies = tuple(_supplies(book, {one.name for one in editions if one.kind != "onix"}))
    series = _series(book)
    record = book.record("trade", "trade table")
    if record is None:
        return Trade(contributors=contributors, series=series, supplies=supplies)
    audience = (record.chosen("audience", value, Audience) for value in record.scalars("audience"))
    trade = Trade(
        contributors=contributors,
        series=series,
        imprint=record.text("imprint"),
        country=_country(record, "country"),
        published=record.when("published"),
        audience=tuple(dict.fromkeys(one for one in audience if one is not None)),
        thema=_codes(record, "thema", _THEMA, "DNBL or 1DDB-FR-A, in capitals"),
        bisac=_codes(record, "bisac", _BISAC, "BIO007000: three capitals and six digits"),
        keywords=tuple(" ".join(one.replace(";", " ").split()) for one in record.texts("keywords")),
        countries=_countries(record, "sold_in"),
        exclusive=record.flag("exclusive") or False,
        cover=record.url("cover"),
        supplies=supplies,
        place=book.place_of("trade"),
    )
    record.finish()
    return trade


def with_people(trade: Trade, people: Mapping[PersonId, Person], subject: PersonId | None) -> Trade:
    """The same, with the persons whom it names, and the book's subject, as the catalogue has them."""
    named = tuple(
        replace(one, known=people.get(one.person)) if one.person is not None else one for one in trade.contributors
    )
    return replace(trade, contributors=named, subject=people.get(subject) if subject is not None else None)


def check_isbns(book: Record, editions: tuple[EditionPlan, ...], printers: tuple[PrinterPlan, ...]) -> None:
    """One ISBN is one edition (ISO 2108:2017, 6), B001.

    E-books made from one another for several reading systems may share one, and a printer may have that of the very edition
    it prints.
    """
    tables = book.mapping.get("edition")
    seen: dict[str, EditionPlan] = {}
    for plan in editions:
        first = seen.setdefault(_bare(plan.isbn), plan) if plan.isbn else plan
        if first is not plan and not first.kind == plan.kind == "epub":
            said = f"editions '{first.name}' and '{plan.name}' have the same ISBN {plan.isbn}"
            book.report("B001", _place_in(tables, plan.name) or plan.place, said)
    for one in printers:
        other = seen.get(_bare(one.isbn)) if one.isbn else None
        if other is not None and other.name != _base(one, editions):
            book.report("B001", one.place, f"the book of {one.name} has the ISBN of edition '{other.name}'")


def _place_in(tables: Located | None, name: str) -> Place | None:
    table = tables.get(name) if isinstance(tables, LocatedMapping) else None
    value = table.get("isbn") if isinstance(table, LocatedMapping) else None
    return value.place if value is not None else None


def _base(printer: PrinterPlan, editions: tuple[EditionPlan, ...]) -> str:
    return printer.edition or next((one.name for one in editions if one.kind == "print"), "")


def _bare(isbn: str) -> str:
    """Digits alone, an ISBN of ten as that of thirteen without its last."""
    digits = "".join(letter for letter in isbn if letter.isalnum()).upper()
    return ("978" + digits if len(digits) == 10 else digits)[:12]


def _contributors(desk: Desk, book: Record) -> Iterator[Contributor]:
    for record in book.records("contributor", "contributor"):
        name = record.required("name")
        part = record.choice("role", Part)
        person = record.scalar("person")
        named = desk.refer("people", person, "person") if person is not None else None
        sort, group = record.text("sort"), record.flag("group") or False
        record.finish()
        if name is not None:
            place = record.place_of("name")
            yield Contributor(name, part or Part.AUTHOR, place, sort, group, PersonId(named) if named else None)


def _series(book: Record) -> Series | None:
    record = book.record("series", "series")
    if record is None:
        return None
    title, number, issn = record.required("title"), record.text("number"), record.text("issn")
    if issn and not _is_issn(issn):
        record.report("B003", record.place_of("issn"), f"'{issn}' is no ISSN")
        issn = ""
    record.finish()
    return Series(title, number, issn) if title is not None else None


def _is_issn(text: str) -> bool:
    """Whether the check digit fits (ISO 3297:2022, annex A)."""
    if not _ISSN.fullmatch(text):
        return False
    values = [10 if one in "Xx" else int(one) for one in text.replace("-", "")]
    return sum(value * (8 - place) for place, value in enumerate(values)) % 11 == 0


def _supplies(book: Record, editions: set[str]) -> Iterator[Supply]:
    for record in book.records("supply", "supply"):
        supplier = record.required("supplier")
        named = tuple(_known(record, value, editions) for value in record.scalars("editions"))
        price, currency = _price(record)
        taxed = record.flag("taxed")
        made = Supply(
            supplier=supplier or "",
            role=record.choice("role", SupplierRole) or SupplierRole.DISTRIBUTOR,
            availability=record.choice("available", Availability) or Availability.AVAILABLE,
            place=record.place_of("supplier"),
            editions=tuple(one for one in named if one),
            website=record.url("website"),
            price=price,
            currency=currency,
            taxed=taxed is not False,
            countries=_countries(record, "countries"),
        )
        record.finish()
        if supplier is not None and not (named and not made.editions):
            yield made


def _known(record: Record, value: LocatedText, editions: set[str]) -> str:
    name = value.text.strip()
    if name in editions:
        return name
    record.report("B006", value.place, f"there is no edition '{name}' to be had", near(name, editions))
    return ""


def _price(record: Record) -> tuple[Decimal | None, str]:
    """Amount and currency; a price without a currency is none, unless the book is free of charge."""
    amount, currency = record.text("price"), record.text("currency")
    if currency and currency not in CURRENCIES:
        words = f"'{currency}' is no currency"
        record.report(
            "B003", record.place_of("currency"), words, near(currency.upper(), CURRENCIES) or "write EUR, GBP, PLN"
        )
        return None, ""
    if not amount:
        return None, currency
    if not _AMOUNT.fullmatch(amount):
        record.report("B004", record.place_of("price"), f"'{amount}' is no price")
        return None, ""
    from decimal import Decimal  # of which most books have no need

    price = Decimal(amount)
    if price and not currency:
        record.report(
            "B004", record.place_of("price"), f"the price {amount} has no currency", 'add currency, such as "EUR"'
        )
        return None, ""
    return price, currency


def _country(record: Record, name: str) -> str:
    text = record.text(name)
    if not text or text in COUNTRIES:
        return text
    record.report("B003", record.place_of(name), f"'{text}' is no country", _like(text))
    return ""


def _countries(record: Record, name: str) -> tuple[str, ...]:
    """Two-letter codes, or WORLD alone."""
    found = []
    for value in record.scalars(name):
        text = value.text.strip()
        if text in COUNTRIES or text == WORLD:
            found.append(text)
        else:
            record.report("B003", value.place, f"'{text}' is no country", _like(text))
    return (WORLD,) if WORLD in found else tuple(dict.fromkeys(found))


def _like(text: str) -> str:
    known: Mapping[str, str] = {"UK": "GB", "EL": "GR"}
    code = known.get(text.upper(), text.upper() if text.upper() in COUNTRIES else "")
    return f"did you mean '{code}'?" if code else "write two capitals of ISO 3166-1, such as GB, FR, PL, or WORLD"


def _codes(record: Record, name: str, form: re.Pattern[str], like: str) -> tuple[str, ...]:
    found = []
    for value in record.scalars(name):
        text = value.text.strip()
        if form.fullmatch(text):
            found.append(text)
        else:
            record.report(
                "B002", value.place, f"'{text}' has not the form of a {_SCHEMES[name]} code", f"write it like {like}"
            )
    return tuple(dict.fromkeys(found))
