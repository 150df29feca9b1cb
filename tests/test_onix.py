"""The ONIX record: valid by the standard's own schema, true to the editions, and silent about what nobody said."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import issues
import makers
from serge_press.checks.epub_checks import check_epub
from serge_press.checks.onix_checks import check_onix, schema_found
from serge_press.checks.opened_epub import OPF, open_epub
from serge_press.editions.edition import Issue, Order
from serge_press.editions.onix import codes
from serge_press.editions.onix.edition import bring_out_onix
from serge_press.editions.onix.pdf_access import facts_of
from serge_press.editions.onix.products import Known, products_of
from serge_press.editions.onix.record import message, record
from serge_press.findings import Finding, Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.parts import Manuscript
from serge_press.model.accessibility import AccessibilityPlan, Certificate
from serge_press.model.codes import COUNTRIES, CURRENCIES, bibliographic
from serge_press.model.people import Name, Person, PersonId
from serge_press.model.plan import BookPlan, EditionPlan
from serge_press.model.printing import PrinterPlan
from serge_press.model.trade import (
    Audience,
    Availability,
    Contributor,
    Part,
    Series,
    SupplierRole,
    Supply,
    Trade,
)
from serge_press.press import bring_out, chosen_editions, prepare
from serge_press.reading.folder import MemoryFolder
from serge_press.reading.prose_text import ProseText
from serge_press.when import When

if TYPE_CHECKING:
    from lxml.etree import _Element

HERE = Place("book.toml", 1, 1)
ONIX = EditionPlan("onix", "onix", HERE)
NAMESPACE = "{http://ns.editeur.org/onix/3.1/reference}"
TANDARI = Person(
    PersonId("tandari"), Name("Mirela Tandari", "Tandari, Mirela"), HERE, born=When.parse("1871-04-02"), died=When.parse("1919~"),
    roles="compositor, poet", authorities={"isni": "0000 0001 2345 678X", "viaf": "17", "wikidata": "Q1"},
)  # fmt: skip
TRADE = Trade(
    contributors=(
        Contributor("Edda Quist", Part.EDITOR, HERE),
        Contributor("Mirela Tandari", Part.AUTHOR, HERE, known=TANDARI),
        Contributor("The Harbour Circle", Part.NOTES, HERE),
    ),
    series=Series("The Lives", "3", "2049-3630"), imprint="Quayside Classics", country="PL", published=When.parse("2026-09"),
    audience=(Audience.GENERAL, Audience.SCHOLARS), thema=("1DTP", "DNBL"), bisac=("BIO007000",), keywords=("lock; key",),
    countries=("PL", "GB"), exclusive=True, cover="https://example.org/c.jpg?a=1&b=2", subject=TANDARI,
    supplies=(
        Supply("Quayside", SupplierRole.PUBLISHER, Availability.AVAILABLE, HERE, price=Decimal(18), currency="EUR"),
        Supply("The Archive", SupplierRole.RETAILER, Availability.NOT_YET, HERE, editions=("epub",), price=Decimal(0)),
        Supply("Shop", SupplierRole.WHOLESALER, Availability.TO_ORDER, HERE, website="https://example.org", countries=("FR",)),
    ),
)  # fmt: skip
CERTIFICATE = Certificate("Jana Blau", "2.2", "AA", HERE, "IAAP WAS", "https://example.org/r", When.parse("2026-09-01"))


def order(book: BookPlan | None = None, companions: tuple[Issue, ...] | None = None) -> Order:
    """An order for the record of the complete miniature book, or of its manuscript with another plan."""
    proof, made = issues.complete(), issues.brought_out()
    assert proof.manuscript is not None
    assert proof.house is not None
    manuscript = proof.manuscript if book is None else replace(proof.manuscript, plan=book)
    beside = made[:2] if companions is None else companions
    return Order(ONIX, manuscript, proof.house, MemoryFolder({}), NO_FOLIOS, issues.STAMP, (), beside)


def plan(**changes: object) -> BookPlan:
    """The plan of the complete miniature book, changed."""
    found = issues.manuscript().plan
    return replace(found, **changes)  # type: ignore[arg-type]


def editions(*rows: tuple[str, str, str]) -> tuple[EditionPlan, ...]:
    """Editions of (name, kind, ISBN); all but print follow it."""
    return tuple(
        EditionPlan(name, kind, HERE, isbn=isbn, folios="" if kind in ("print", "large-print") else "print")
        for name, kind, isbn in rows
    )


@cache
def full() -> Issue:
    """A record with everything a book can say."""
    book = plan(
        trade=TRADE,
        editions=editions(
            ("print", "print", "978-0-306-40615-7"), ("epub", "epub", "0-19-852663-6"), ("screen", "screen", ""),
            ("large", "large-print", "978-1-56619-909-4"), ("proof", "proof", ""),
        ),
        accessibility=AccessibilityPlan(contact="help@example.org", exemption="eaa-microenterprise"),
    )  # fmt: skip
    issue, found = bring_out_onix(order(book))
    assert issue is not None
    assert found == ()
    return issue


def root(issue: Issue) -> _Element:
    return etree.fromstring(issue.data)


def product(issue: Issue, name: str) -> _Element:
    return next(
        one for one in root(issue).iter(f"{NAMESPACE}Product") if told(one, "RecordReference")[0].endswith(f"#{name}")
    )


def told(element: _Element, *path: str) -> list[str]:
    """The texts at a path below an element."""
    return [one.text or "" for one in element.iterfind("/".join(NAMESPACE + step for step in path))]


def of_feature(element: _Element, kind: str) -> dict[str, str]:
    """Values of product form features of a kind, with their words."""
    rows = element.iterfind(f"{NAMESPACE}DescriptiveDetail/{NAMESPACE}ProductFormFeature")
    return {
        told(row, "ProductFormFeatureValue")[0]: "".join(told(row, "ProductFormFeatureDescription"))
        for row in rows
        if told(row, "ProductFormFeatureType") == [kind]
    }


def wrong(issue: Issue) -> list[Finding]:
    return list(check_onix(issue, {}))


# ---------------------------------------------------------------------------------------------- the whole

with_schema = pytest.mark.skipif(
    not schema_found(), reason="the package onixcheck, which brings the schema, is not here"
)


@with_schema
def test_a_record_with_everything_is_valid_by_the_standards_own_schema() -> None:
    assert [one for one in wrong(full()) if one.rule == "B010"] == []


@with_schema
def test_so_is_one_with_next_to_nothing() -> None:
    book = BookPlan("Life", "en", "life", HERE, by=("Plato",), editions=editions(("epub", "epub", "")))
    manuscript = Manuscript(book, ())
    records = tuple(record(manuscript, one, Known(), (), 0) for one in products_of(book))
    data = message(book, records, 0)
    assert wrong(Issue("onix", "onix", "life-onix.xml", "", data)) == []


text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
)
said = text.filter(lambda one: one.strip() != "")


@with_schema
@settings(deadline=None, max_examples=60)
@given(
    said, said, said, said, st.sampled_from(["en-GB", "fr", "pl", "ru", "zh-Hant", "sr-Latn", "deu", "x-own", "xyz"])
)
def test_whatever_the_words_the_record_is_valid(
    title: str, name: str, subject: str, rights: str, language: str
) -> None:
    book = plan(
        title=title, subtitle=subject, language=language, by=(name,), publisher=name, subjects=(subject,), description=rights,
        rights=f"© 2026 {rights}", trade=replace(TRADE, contributors=(), series=Series(title, subject)),
    )  # fmt: skip
    products = products_of(book)
    manuscript = makers.manuscript(makers.division("one", makers.paragraph("He left."), title=title), book=book)
    known = Known(words=3, pictures=0, summary=subject)
    records = tuple(record(manuscript, one, known, tuple(o for o in products if o is not one), 9) for one in products)
    assert wrong(Issue("onix", "onix", "o.xml", "", message(book, records, 9))) == []


def test_the_record_agrees_with_the_editions_it_tells_of() -> None:
    made = issues.brought_out()
    issue, found = bring_out_onix(order())
    assert issue is not None
    assert found == ()
    assert check_onix(issue, {"print": made[0], "epub": made[1], "onix": issue}) == ()


def test_the_same_order_gives_the_same_bytes_and_asks_no_clock() -> None:
    first, _ = bring_out_onix(order())
    again, _ = bring_out_onix(order())
    assert first == again
    assert first is not None
    assert told(root(first), "Header", "SentDateTime") == ["20260921T141320Z"]


def test_a_book_that_names_nobody_sends_nothing() -> None:
    issue, found = bring_out_onix(order(plan(publisher="", by=(), trade=Trade())))
    assert issue is None
    assert [one.rule for one in found] == ["B005"]


# ---------------------------------------------------------------------------------------------- products


def test_what_can_be_had_by_itself_is_a_product_and_nothing_else() -> None:
    names = [one.rpartition("#")[2] for one in told(root(full()), "Product", "RecordReference")]
    assert names == ["print", "epub", "screen", "large"]


def test_an_isbn_is_thirteen_digits_and_without_one_there_is_the_edition_s_own_name() -> None:
    assert told(product(full(), "print"), "ProductIdentifier", "IDValue") == ["9780306406157"] * 2
    assert told(product(full(), "epub"), "ProductIdentifier", "ProductIDType") == [codes.GTIN13, codes.ISBN13]
    assert told(product(full(), "epub"), "ProductIdentifier", "IDValue") == ["9780198526636"] * 2
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told(product(full(), "screen"), "ProductIdentifier", "IDValue")[0])


@pytest.mark.parametrize(
    ("name", "form", "details"),
    [
        ("print", "BC", []),
        ("large", "BC", []),
        ("epub", "ED", ["E101", "E200", "E202"]),
        ("screen", "ED", ["E107", "E201", "E202", "E205"]),
    ],
)
def test_the_form_of_each(name: str, form: str, details: list[str]) -> None:
    one = product(full(), name)
    assert told(one, "DescriptiveDetail", "ProductForm") == [form]
    assert told(one, "DescriptiveDetail", "ProductFormDetail") == details
    assert told(one, "DescriptiveDetail", "EditionType") == (["LTE"] if name == "large" else [])
    assert bool(told(one, "DescriptiveDetail", "EpubTechnicalProtection")) == (form == "ED")


def test_every_edition_is_related_to_every_other() -> None:
    every = set(told(root(full()), "Product", "ProductIdentifier", "IDValue"))
    for one in root(full()).iter(f"{NAMESPACE}Product"):
        own = set(told(one, "ProductIdentifier", "IDValue"))
        assert set(told(one, "RelatedMaterial", "RelatedProduct", "ProductIdentifier", "IDValue")) == every - own
    row = next(product(full(), "epub").iter(f"{NAMESPACE}RelatedProduct"))
    assert told(row, "ProductRelationCode") == ["06", "13"]  # the print edition, whose pages it has
    row = next(product(full(), "print").iter(f"{NAMESPACE}RelatedProduct"))
    assert told(row, "ProductRelationCode") == ["06", "27"]


def test_a_printers_book_with_an_isbn_of_its_own_is_a_product_of_its_own() -> None:
    rows = (PrinterPlan("kdp-paperback", HERE, isbn="978-1-56619-909-4"), PrinterPlan("lulu-paperback", HERE))
    names = [one.plan.name for one in products_of(plan(printers=rows))]
    assert names == ["print", "epub", "kdp-paperback"]
    boards = PrinterPlan("kdp-hardcover", HERE, isbn="978-1-56619-909-4")
    assert products_of(plan(printers=(boards,)))[-1].form == "BB"


def test_e_books_for_several_readers_under_one_isbn_are_one_product() -> None:
    rows = editions(
        ("epub", "epub", "978-0-306-40615-7"), ("kobo", "epub", "978-0-306-40615-7"), ("kindle", "epub", "")
    )
    assert [one.plan.name for one in products_of(plan(editions=rows))] == ["epub", "kindle"]


# ---------------------------------------------------------------------------------------------- what is told


def test_who_made_it() -> None:
    people = list(product(full(), "print").iter(f"{NAMESPACE}Contributor"))
    assert [told(one, "ContributorRole")[0] for one in people] == ["B01", "A01", "A20"]
    assert told(people[0], "KeyNames") == ["Quist"]
    assert told(people[1], "NameIdentifier", "IDValue") == ["000000012345678X", "17", "Q1"]
    assert told(people[1], "NameIdentifier", "NameIDType") == ["16", "31", "01"]
    assert told(people[1], "NameIdentifier", "IDTypeName") == ["Wikidata"]
    assert told(people[1], "ContributorDate", "Date") == [
        "18710402"
    ]  # when she died is not known for sure, and not told
    assert told(people[2], "CorporateName") == ["The Harbour Circle"]


@pytest.mark.parametrize(
    ("life", "told_of_it"),
    [
        ("Set *type* in Orlenz [@lenz-1958, p. 40]. She left in 1911.", ["Set type in Orlenz. She left in 1911."]),
        ("See [](work:port).", []),
        ("", []),
    ],
)
def test_the_life_of_a_contributor_is_told_in_plain_words(life: str, told_of_it: list[str]) -> None:
    person = replace(TANDARI, life=ProseText(life, "catalogue/people.yaml", 1, 0) if life else None)
    people = (Contributor("Mirela Tandari", Part.AUTHOR, HERE, known=person),)
    issue, _ = bring_out_onix(order(plan(trade=Trade(contributors=people))))
    assert issue is not None
    assert told(product(issue, "print"), "DescriptiveDetail", "Contributor", "BiographicalNote") == told_of_it


def test_titles_series_languages_and_subjects() -> None:
    one = product(full(), "print")
    assert told(one, "DescriptiveDetail", "Collection", "TitleDetail", "TitleElement", "TitlePrefix") == ["The"]
    assert told(one, "DescriptiveDetail", "Collection", "CollectionIdentifier", "IDValue") == ["20493630"]
    assert told(one, "DescriptiveDetail", "TitleDetail", "TitleElement", "TitleWithoutPrefix") == ["Mirela Tandari"]
    assert told(one, "DescriptiveDetail", "Language", "LanguageCode") == ["eng", "pol"]
    assert told(one, "DescriptiveDetail", "Language", "CountryCode") == ["GB"]
    rows = list(one.iter(f"{NAMESPACE}Subject"))
    assert [told(row, "SubjectSchemeIdentifier")[0] for row in rows] == ["94", "93", "10", "20"]
    assert [bool(told(row, "MainSubject")) for row in rows] == [False, True, True, False]
    assert told(rows[-1], "SubjectHeadingText")[0].endswith("; lock, key")
    assert told(one, "DescriptiveDetail", "NameAsSubject", "KeyNames") == ["Tandari"]


def test_pages_are_those_of_the_finished_edition() -> None:
    printed = issues.brought_out()[0]
    extents = product(full(), "print").iter(f"{NAMESPACE}Extent")
    found = {told(row, "ExtentType")[0]: told(row, "ExtentValue")[0] for row in extents}
    assert printed.folios is not None
    assert found["11"] == str(len(printed.folios.pages))
    assert int(found["00"]) + int(found["03"]) + int(found["04"]) == int(found["11"])
    assert told(product(full(), "large"), "DescriptiveDetail", "Extent") == []  # it was not made


def test_accessibility_is_that_of_the_finished_e_book_in_codes() -> None:
    package = open_epub(issues.brought_out()[1].data).package
    claims = {m.text for m in package.iter(f"{OPF}meta") if m.get("property") == "schema:accessibilityFeature"}
    found = of_feature(product(full(), "epub"), "09")
    assert {codes.ACCESS[claim] for claim in claims if claim in codes.ACCESS} <= set(found)
    assert {"00", "10", "19", "22", "32", "41", "52", "75", "99"} <= set(found)
    assert found["99"] == "help@example.org"
    assert not set(found) & {"04", "80", "81", "82", "84", "85", "86", "90"}  # nobody has evaluated it
    assert of_feature(product(full(), "epub"), "12") == {"00": ""}
    assert of_feature(product(full(), "epub"), "15") == {"101F": ""}
    assert of_feature(product(full(), "print"), "09") == {}


def test_prices_are_told_where_they_are_given_and_nowhere_else() -> None:
    assert told(product(full(), "print"), "ProductSupply", "SupplyDetail", "Price", "PriceAmount") == ["18.00"]
    assert told(product(full(), "print"), "ProductSupply", "SupplyDetail", "UnpricedItemType") == ["04"]
    assert told(product(full(), "epub"), "ProductSupply", "SupplyDetail", "UnpricedItemType") == ["01", "04"]
    silent, _ = bring_out_onix(order())
    assert silent is not None
    assert told(root(silent), "Product", "ProductSupply") == []
    assert told(root(silent), "Product", "PublishingDetail", "Imprint") == []
    assert told(root(silent), "Product", "PublishingDetail", "SalesRights") == []
    assert told(root(silent), "Product", "CollateralDetail", "SupportingResource") == []


@pytest.mark.parametrize(
    ("published", "status", "notice"), [("2026-09", "04", "03"), ("2027", "02", "02"), ("2026-09-22", "02", "02")]
)
def test_the_date_of_the_files_says_whether_the_book_is_out(published: str, status: str, notice: str) -> None:
    book = plan(trade=replace(TRADE, published=When.parse(published)))
    issue, _ = bring_out_onix(order(book))
    assert issue is not None
    assert set(told(root(issue), "Product", "PublishingDetail", "PublishingStatus")) == {status}
    assert set(told(root(issue), "Product", "NotificationType")) == {notice}


@pytest.mark.parametrize(
    ("rights", "year", "owners"),
    [
        ("© 2026 Edda Quist and Jan Morwin", "2026", ["Edda Quist", "Jan Morwin"]),
        ("Copyright 2019–2026 The Harbour Circle. All rights reserved", "2019", ["The Harbour Circle"]),
        ("Facts carry no right.", "", []),
    ],
)
def test_copyright_is_read_where_it_is_written_in_the_usual_form(rights: str, year: str, owners: list[str]) -> None:
    issue, _ = bring_out_onix(order(plan(rights=rights)))
    assert issue is not None
    statement = f"{NAMESPACE}Product/{NAMESPACE}PublishingDetail/{NAMESPACE}CopyrightStatement"
    found = root(issue).find(statement)
    assert (found is not None) == bool(year)
    if found is not None:
        assert told(found, "CopyrightYear") == [year]
        assert [one.text for one in found.iter(f"{NAMESPACE}PersonName", f"{NAMESPACE}CorporateName")] == owners


# ---------------------------------------------------------------------------------------------- in the e-book, and faults


def test_the_e_book_brings_its_own_record_without_prices_and_lists_it_nowhere() -> None:
    book = open_epub(issues.brought_out()[1].data)
    assert "EPUB/onix.xml" in book.names
    assert "EPUB/onix.xml" not in {item.path for item in book.items}
    links = [link for link in book.package.iter(f"{OPF}link") if link.get("rel") == "record"]
    assert [(one.get("href"), one.get("properties")) for one in links] == [("onix.xml", "onix")]
    inside = etree.fromstring(book.data["EPUB/onix.xml"])
    assert len(told(inside, "Product", "RecordReference")) == 1
    assert told(inside, "Product", "ProductSupply") == []
    assert told(inside, "Product", "CollateralDetail", "SupportingResource", "ResourceVersion", "ResourceLink") == [
        "images/cover.jpg"
    ]


@with_schema
def test_and_that_record_is_valid_too() -> None:
    data = open_epub(issues.brought_out()[1].data).data["EPUB/onix.xml"]
    assert [one for one in wrong(Issue("epub", "onix", "onix.xml", "", data)) if one.rule == "B010"] == []


SPOILED: list[tuple[str, str, Callable[[str], str]]] = [
    ("B010", "well-formed", lambda text: text.replace("</Header>", "", 1)),
    ("B010", "no ONIX 3.1", lambda text: text.replace('release="3.1"', 'release="3.0"')),
    ("B011", "bytes", lambda text: re.sub(r"<ExtentValue>(\d{5,})<", r"<ExtentValue>1\1<", text)),
    ("B011", "pages", lambda text: re.sub(r"(<ExtentType>00</ExtentType>\n<ExtentValue>)\d+", r"\g<1>900", text)),
    ("B011", "code 41", lambda text: text.replace("<ProductFormFeatureValue>41<", "<ProductFormFeatureValue>16<")),
    ("B011", "code 15", lambda text: text.replace("<ProductFormFeatureValue>41<", "<ProductFormFeatureValue>15<")),
    ("B011", "code 52", lambda text: text.replace("<ProductFormFeatureValue>52<", "<ProductFormFeatureValue>16<")),
    ("B011", "conformance", lambda text: text.replace("<ProductFormFeatureValue>52<", "<ProductFormFeatureValue>85<")),
    ("B011", "not related", lambda text: re.sub(r"<RelatedMaterial>.*?</RelatedMaterial>\n", "", text, count=1, flags=re.S)),
    ("B011", "number of words", lambda text: re.sub(r"(<ExtentType>02</ExtentType>\n<ExtentValue>)\d", r"\g<1>7", text)),
    ("B011", "record of another", lambda text: text.replace("urn:uuid:", "urn:uuid:0")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "words", "change"), SPOILED)
def test_a_spoiled_record_is_found_out(rule: str, words: str, change: Callable[[str], str]) -> None:
    issue, _ = bring_out_onix(order())
    assert issue is not None
    made = issues.brought_out()
    changed = change(issue.data.decode())
    assert changed.encode() != issue.data
    found = check_onix(replace(issue, data=changed.encode()), {"print": made[0], "epub": made[1]})
    assert any(one.rule == rule and words in one.message for one in found), found


def test_a_record_in_the_e_book_that_says_more_than_the_e_book_is_found_out() -> None:
    change = "<ProductFormFeatureValue>41<"
    spoiled = issues.spoiled(
        issues.brought_out()[1], "onix.xml", lambda text: text.replace(change, change.replace("41", "15"))
    )
    assert "B011" in {one.rule for one in check_epub(spoiled)}
    files = {name: data for name, data in issues.unpacked(issues.brought_out()[1]).items() if name != "EPUB/onix.xml"}
    assert "B010" in {one.rule for one in check_epub(issues.repacked(issues.brought_out()[1], files))}


@with_schema
def test_the_schema_refuses_what_the_standard_does_not_have() -> None:
    for old, new in (
        ("<ProductForm>ED<", "<ProductForm>ZQ<"),
        ("<Publisher>", "<Printer>"),
        ('dateformat="01"', 'dateformat="77"'),
    ):
        text = (
            full()
            .data.decode()
            .replace(old, new)
            .replace("</Publisher>", "</Printer>" if new == "<Printer>" else "</Publisher>")
        )
        assert any(one.rule == "B010" for one in wrong(replace(full(), data=text.encode()))), old


def test_what_is_not_to_be_had_yet_has_a_day_on_which_it_will_be() -> None:
    row = product(full(), "epub").find(f"{NAMESPACE}ProductSupply/{NAMESPACE}SupplyDetail[{NAMESPACE}SupplyDate]")
    assert row is not None
    assert told(row, "ProductAvailability") == ["10"]
    assert told(row, "SupplyDate", "Date") == ["202609"]


def test_a_record_can_be_had_without_a_table_in_book_toml() -> None:
    chosen, unknown = chosen_editions(issues.manuscript().plan, ("onix",))
    assert [(one.name, one.kind) for one in chosen] == [("onix", "onix")]
    assert unknown == ()


def tagged(*, outline: bool = True, alt: str = "A lock") -> bytes:
    """A tagged PDF of one page with a heading and a picture."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    head = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.H1, P=tree))
    picture = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, P=tree, Alt=alt))
    tree.K = pikepdf.Array([head, picture])
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.Lang = "en-GB"
    if outline:
        with pdf.open_outline() as lines:
            lines.root.append(pikepdf.OutlineItem("One", 0))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_a_pdf_for_a_screen_is_told_of_as_its_own_structure_shows() -> None:
    facts = facts_of(tagged(), "en-GB")
    assert facts.pages == 1
    assert facts.claims is not None
    assert facts.claims.features == (
        "tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "unlocked",
    )  # fmt: skip
    assert facts.claims.sufficient == ("textual",)
    assert facts.languages
    silent = facts_of(tagged(outline=False, alt=""), "en-GB").claims
    assert silent is not None
    assert silent.features == ("readingOrder", "structuralNavigation", "unlocked")
    assert silent.sufficient == ("textual,visual",)
    plain = io.BytesIO()
    pikepdf.new().save(plain)
    assert facts_of(plain.getvalue(), "en").claims is None


def test_a_record_that_says_more_of_a_pdf_than_it_has_is_found_out() -> None:
    screen = Issue("screen", "screen", "x.pdf", "application/pdf", tagged())
    book = plan(editions=editions(("print", "print", ""), ("screen", "screen", "978-0-306-40615-7")))
    issue, _ = bring_out_onix(order(book, (issues.brought_out()[0], screen)))
    assert issue is not None
    assert {"00", "11", "13", "14", "22", "29", "52"} == set(of_feature(product(issue, "screen"), "09"))
    assert of_feature(product(issue, "screen"), "15") != {}
    assert check_onix(issue, {"screen": screen}) == ()
    other = replace(screen, data=tagged(outline=False))
    said = [one.message for one in check_onix(issue, {"screen": other})]
    assert any("code 11 of list 196 stands for a PDF without an outline" in one for one in said)


CODE_LISTS: dict[int, set[str]] = {
    1: {codes.ADVANCE, codes.CONFIRMED},
    2: {codes.SINGLE},
    5: {codes.GTIN13, codes.ISBN13, codes.URN},
    13: {codes.ISSN},
    15: {codes.DISTINCTIVE},
    17: set(codes.ROLES.values()),
    21: {codes.LARGE_PRINT},
    22: {codes.OF_TEXT},
    23: {codes.MAIN_PAGES, codes.FRONT_PAGES, codes.BACK_PAGES, codes.CONTENT_PAGES, codes.ALL_PAGES, codes.TEXT_LENGTH,
         codes.PRINT_PAGES, codes.FILE_SIZE},
    24: {codes.IN_WORDS, codes.IN_PAGES, codes.IN_BYTES},
    27: {codes.KEYWORDS, codes.BISAC_SUBJECT, codes.THEMA, *codes.THEMA_QUALIFIERS.values()},
    28: set(codes.AUDIENCES.values()),
    29: {codes.ONIX_AUDIENCE},
    44: {*codes.NAME_IDS.values(), codes.NAME_ID_PROPRIETARY},
    45: {codes.PUBLISHER},
    46: {codes.FOR_SALE, codes.FOR_SALE_EXCLUSIVE},
    48: {codes.HEIGHT, codes.WIDTH},
    50: {codes.MILLIMETRES},
    51: {codes.ALTERNATIVE, codes.BASED_ON_PRINT, codes.ELECTRONIC_VERSION},
    55: set(codes.DATE_FORMATS.values()),
    57: {codes.FREE, codes.ASK_SUPPLIER},
    58: {codes.WITH_TAX, codes.WITHOUT_TAX},
    64: {codes.ACTIVE, codes.FORTHCOMING},
    65: set(codes.AVAILABILITY.values()),
    79: {codes.FEATURE_ACCESS, codes.FEATURE_HAZARD, codes.FEATURE_VERSION},
    81: {codes.TEXT, codes.STILL_PICTURES},
    91: set(COUNTRIES),
    93: set(codes.SUPPLIERS.values()),
    96: set(CURRENCIES),
    143: set(codes.HAZARDS.values()),
    144: {codes.NO_PROTECTION},
    148: {codes.PUBLISHERS_SERIES},
    149: {codes.OF_PRODUCT, codes.OF_SERIES},
    150: {codes.HARDBACK, codes.PAPERBACK, codes.DOWNLOAD},
    152: {codes.ILLUSTRATED, codes.NOT_ILLUSTRATED},
    153: {codes.SHORT_DESCRIPTION, codes.DESCRIPTION, codes.CONTENTS_LIST, codes.COVER_COPY},
    154: {codes.FOR_ALL},
    158: {codes.FRONT_COVER},
    159: {codes.IS_IMAGE},
    161: {codes.LINKABLE, codes.DOWNLOADABLE},
    162: {codes.FORMAT},
    163: {codes.PUBLICATION_DATE},
    166: {codes.EXPECTED},
    175: {codes.EPUB, codes.PDF, codes.REFLOWABLE, codes.FIXED, codes.OFFLINE, codes.PAGES_SHOWN},
    177: {codes.BORN, codes.DIED},
    178: {codes.JPEG},
    196: {*codes.ACCESS.values(), *codes.WCAG.values(), *codes.LEVELS.values(), *codes.EXEMPTIONS.values(), codes.SUMMARY,
          codes.EPUB_ACCESS_11, codes.NOTHING_DISABLED, codes.LANGUAGES_MARKED, codes.LANDMARKS, codes.WITHOUT_SIGHT,
          codes.CREDENTIAL, codes.CERTIFIER, codes.ASSESSED_ON, codes.REPORT, codes.CONTACT},
    198: {codes.ACCESS_CONTACT},
    218: {codes.FOR_READERS, codes.FOR_LAWYERS},
    220: set(codes.VERSIONS.values()),
}  # fmt: skip
"""Every code that a record of ours may have, by the list that it is of."""


@with_schema
@pytest.mark.parametrize("number", CODE_LISTS)
def test_every_code_is_one_of_its_list(number: int) -> None:
    missing = CODE_LISTS[number] - code_list(number)
    assert missing == set()


@with_schema
def test_every_language_has_a_code_of_its_list() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    pairs = [one + other for one in letters for other in letters]
    found = {
        code for tag in (*pairs, *(pair + one for pair in pairs for one in letters)) if (code := bibliographic(tag))
    }
    assert len(found) > 480
    assert found <= code_list(74)


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "eng"), ("FR", "fre"), ("grc", "grc"), ("deu", "ger"), ("q", ""), ("x-own", ""), ("qzz", "")],
)
def test_the_three_letters_of_a_language(tag: str, code: str) -> None:
    assert bibliographic(tag) == code


def test_a_date_of_five_digits_is_not_told() -> None:
    person = replace(TANDARI, born=When.parse("Y17000"), died=When.parse("1911"))
    issue, _ = bring_out_onix(order(plan(trade=Trade(subject=person))))
    assert issue is not None
    assert told(product(issue, "print"), "DescriptiveDetail", "NameAsSubject", "SubjectDate", "Date") == ["1911"]


@cache
def code_list(number: int) -> set[str]:
    """The codes of a list, as the schema has them."""
    spec = find_spec("onixcheck")
    assert spec is not None
    assert spec.submodule_search_locations
    file = Path(spec.submodule_search_locations[0]) / "schema" / "xsd3.1" / "ONIX_BookProduct_CodeLists.xsd"
    schema = "{http://www.w3.org/2001/XMLSchema}"
    lists = etree.parse(str(file)).iter(f"{schema}simpleType")
    found = next(one for one in lists if one.get("name") == f"List{number}")
    return {one.get("value", "") for one in found.iter(f"{schema}enumeration")}


def test_a_book_can_ask_for_its_record_alone_and_all_it_tells_of_is_made() -> None:
    toml = (
        'title = "One"\nlanguage = "en"\nby = ["X"]\n[contents]\nbody = ["title-page"]\n'
        '[edition.epub]\nkind = "epub"\n[edition.onix]\nkind = "onix"\n'
    )
    proof = prepare(MemoryFolder({"book.toml": toml}))
    assert proof.plan is not None
    only = tuple(one for one in proof.plan.editions if one.kind == "onix")
    run = bring_out(proof, only, 0, validate=False)
    assert [one.issue.name for one in run.made] == ["one-onix.xml"]
    assert told(product(run.made[0].issue, "epub"), "DescriptiveDetail", "ProductFormFeature") != []
    assert [found.rule for found in run.findings if found.rule[0] == "B"] == []
