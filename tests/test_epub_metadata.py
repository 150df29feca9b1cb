"""What shops and libraries read in the package document: names, titles, series, subjects, identifiers."""

from __future__ import annotations

from dataclasses import replace

import pytest

import makers
from serge_press.checks.opened_epub import DC, OPF, OpenedEpub, open_epub
from serge_press.editions.bibliographic import isbn13, languages_of, makers_of, published_on, without_article
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.findings import Place
from serge_press.model.people import Name, Person, PersonId
from serge_press.model.plan import BookPlan
from serge_press.model.trade import Contributor, Part, Series, Trade
from serge_press.when import When
from test_epub_edition import order

HERE = Place("book.toml", 1, 1)
SERGE = Person(
    PersonId("serge"),
    Name("Victor Serge", "Serge, Victor"),
    HERE,
    forms=(Name("Виктор Серж", "Серж, Виктор", "ru", "Cyrl"), Name("Victor Kibalchich", "Kibalchich, Victor", "en")),
    authorities={"viaf": "17 0", "wikidata": "Q1"},
)


def made(**changes: object) -> OpenedEpub:
    """An e-book of one paragraph whose plan has these changes."""
    one = makers.division("one", makers.paragraph("He left."), title="One")
    book = replace(makers.plan(), **changes)  # type: ignore[arg-type]
    issue, found = bring_out_epub(replace(order(one), manuscript=makers.manuscript(one, book=book)))
    assert issue is not None, found
    return open_epub(issue.data)


def refined(book: OpenedEpub, name: str) -> dict[str, str]:
    """Values of a property by the id that they refine, or ""."""
    metas = (meta for meta in book.package.iter(f"{OPF}meta") if meta.get("property") == name)
    return {(meta.get("refines") or "").removeprefix("#"): meta.text or "" for meta in metas}


def test_authors_are_creators_and_the_rest_contribute() -> None:
    people = (
        Contributor("Edda Quist", Part.EDITOR, HERE),
        Contributor("Victor Serge", Part.AUTHOR, HERE, known=SERGE),
        Contributor("Jan van der Meer", Part.TRANSLATOR, HERE, sort="Meer, Jan van der"),
    )
    book = made(trade=Trade(contributors=people))
    assert [one.text for one in book.package.iter(f"{DC}creator")] == ["Victor Serge"]
    assert [one.text for one in book.package.iter(f"{DC}contributor")] == ["Edda Quist", "Jan van der Meer"]
    assert refined(book, "role") == {"creator-1": "aut", "contributor-1": "edt", "contributor-2": "trl"}
    assert refined(book, "file-as")["contributor-2"] == "Meer, Jan van der"
    assert refined(book, "alternate-script") == {"creator-1": "Виктор Серж"}


def test_a_book_without_authors_is_by_those_named_first() -> None:
    people = (
        Contributor("A", Part.EDITOR, HERE),
        Contributor("B", Part.INDEXER, HERE),
        Contributor("C", Part.EDITOR, HERE),
    )
    book = made(trade=Trade(contributors=people))
    assert [one.text for one in book.package.iter(f"{DC}creator")] == ["A", "C"]


def test_a_series_and_the_place_in_it() -> None:
    book = made(trade=Trade(series=Series("Lives in print", "3", "2049-3630")))
    assert refined(book, "belongs-to-collection") == {"": "Lives in print"}
    assert refined(book, "collection-type") == {"series": "series"}
    assert refined(book, "group-position") == {"series": "3"}
    assert refined(book, "dcterms:identifier") == {"series": "urn:issn:2049-3630"}


def test_subjects_are_words_and_codes_and_the_person_is_known_elsewhere() -> None:
    trade = Trade(thema=("DNBL",), bisac=("BIO007000",), keywords=("exile",), subject=SERGE)
    book = made(trade=trade, subjects=("Exile, Political", "Serge, Victor, 1890-1947", "Serge, Victor"))
    said = [one.text for one in book.package.iter(f"{DC}subject")]
    assert said == ["Exile, Political", "Serge, Victor, 1890-1947", "Serge, Victor", "exile", "DNBL", "BIO007000"]
    assert refined(book, "authority") == {"thema-1": "Thema", "bisac-1": "BISAC"}
    assert refined(book, "term") == {"thema-1": "DNBL", "bisac-1": "BIO007000"}
    assert refined(book, "schema:sameAs") == {"subject-2": "https://www.wikidata.org/entity/Q1"}
    metas = [meta.text for meta in book.package.iter(f"{OPF}meta") if meta.get("property") == "schema:sameAs"]
    assert metas == ["https://viaf.org/viaf/170", "https://www.wikidata.org/entity/Q1"]


@pytest.mark.parametrize(
    ("title", "language", "article", "rest"),
    [
        ("The Salt Road", "en-GB", "The", "Salt Road"),
        ("A", "en", "", "A"),
        ("Theory", "en", "", "Theory"),
        ("L’Affaire Toulaév", "fr", "L’", "Affaire Toulaév"),
        ("Les Derniers Temps", "fr", "Les", "Derniers Temps"),
        ("Die Grotte", "en", "", "Die Grotte"),
        ("Die Grotte", "de", "Die", "Grotte"),
        ("А был ли мальчик", "ru", "", "А был ли мальчик"),
        ("El barco", "es-MX", "El", "barco"),
    ],
)
def test_an_article_is_one_in_its_own_language_only(title: str, language: str, article: str, rest: str) -> None:
    assert without_article(title, language) == (article, rest)


def test_an_isbn_of_ten_digits_becomes_one_of_thirteen() -> None:
    assert isbn13("0-306-40615-2") == "9780306406157"
    assert isbn13("0 8044 2957 X") == "9780804429573"
    assert isbn13("978-0-306-40615-7") == "9780306406157"


def test_a_language_with_a_region_takes_in_the_one_without() -> None:
    book = makers.plan(language="en-GB")
    assert languages_of(book, ("en", "pl", "en-GB", "fr")) == ("en-GB", "pl", "fr")
    assert languages_of(makers.plan(language="en"), ("pl", "en-US")) == ("en", "pl", "en-US")


@pytest.mark.parametrize(
    ("published", "year", "told"),
    [("2026-09-01", "2026", "2026-09-01"), ("2026-09~", "2026", "2026"), ("", "2026", "2026")],
)
def test_the_date_is_as_exact_as_it_is_known(published: str, year: str, told: str) -> None:
    plan: BookPlan = replace(
        makers.plan(), year=year, trade=Trade(published=When.parse(published) if published else None)
    )
    assert published_on(plan) == told


def test_names_of_the_title_page_are_authors_where_nothing_else_is_said() -> None:
    plan = replace(makers.plan(), by=("Edda Quist", "The editors"))
    assert [(one.sort, one.group) for one in makers_of(plan)] == [("Quist, Edda", False), ("The editors", True)]
