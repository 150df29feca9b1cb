"""What a record says of the product itself: form, titles, people, languages, extents, subjects, readers (block 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.bibliographic import makers_of, without_article
from serge_press.editions.onix import codes
from serge_press.editions.onix.extents import extents
from serge_press.editions.onix.features import features
from serge_press.editions.onix.node import Node, maybe, node
from serge_press.editions.onix.people import contributor, person_as_subject
from serge_press.manuscript.apparatus.imprint import LICENCES
from serge_press.model.codes import COUNTRIES, bibliographic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.onix.products import Known, Product
    from serge_press.manuscript.parts import Manuscript
    from serge_press.model.plan import BookPlan


def descriptive_detail(manuscript: Manuscript, product: Product, known: Known) -> Node:
    """The first block, in the order of the schema."""
    book = manuscript.plan
    language = bibliographic(book.language)
    return node(
        "DescriptiveDetail",
        node("ProductComposition", codes.SINGLE),
        node("ProductForm", product.form),
        [node("ProductFormDetail", detail) for detail in product.details],
        features(book, product, known, language),
        maybe("ProductFormDescription", codes.PROFILES.get(product.plan.profile, "")) if product.digital else (),
        node("PrimaryContentType", codes.TEXT),
        [node("ProductContentType", codes.STILL_PICTURES)] if known.pictures else (),
        _measures(product),
        [node("EpubTechnicalProtection", codes.NO_PROTECTION)] if product.digital else (),
        _licence(book) if product.digital else (),
        _series(book),
        _title(book, language),
        *(contributor(count, one, book.language) for count, one in enumerate(makers_of(book), start=1)),
        [node("EditionType", codes.LARGE_PRINT)] if product.plan.kind == "large-print" else (),
        _languages(manuscript),
        extents(manuscript, product, known),
        _illustrated(known),
        _subjects(book, language),
        person_as_subject(book.trade.subject),
        _readers(book),
    )


def _measures(product: Product) -> Iterator[Node]:
    if product.digital:
        return
    width, height = product.plan.trim
    for kind, length in ((codes.HEIGHT, height), (codes.WIDTH, width)):
        yield node(
            "Measure",
            node("MeasureType", kind),
            node("Measurement", f"{length:g}"),
            node("MeasureUnitCode", codes.MILLIMETRES),
        )


def _licence(book: BookPlan) -> Iterator[Node]:
    """A licence that the house knows by name, with its deed and, for those of Creative Commons, its legal code."""
    found = LICENCES.get(book.licence.strip())
    if found is None:
        return
    name, deed = found
    links = ((codes.FOR_READERS, deed), (codes.FOR_LAWYERS, f"{deed}legalcode"))
    yield node(
        "EpubLicense",
        node("EpubLicenseName", name),
        [
            node(
                "EpubLicenseExpression",
                node("EpubLicenseExpressionType", kind),
                node("EpubLicenseExpressionLink", link),
            )
            for kind, link in links
        ],
    )


def _series(book: BookPlan) -> Node:
    series = book.trade.series
    if series is None:
        return node("NoCollection")
    element = node(
        "TitleElement",
        node("TitleElementLevel", codes.OF_SERIES),
        maybe("PartNumber", series.number),
        _words_of_title(series.title, book.language),
    )
    return node(
        "Collection",
        node("CollectionType", codes.PUBLISHERS_SERIES),
        [_identifier("CollectionIdentifier", "CollectionIDType", codes.ISSN, series.issn.replace("-", ""))]
        if series.issn
        else (),
        node("TitleDetail", node("TitleType", codes.DISTINCTIVE), element),
    )


def _identifier(name: str, kind: str, code: str, value: str) -> Node:
    return node(name, node(kind, code), node("IDValue", value))


def _title(book: BookPlan, language: str) -> Node:
    element = node(
        "TitleElement",
        node("TitleElementLevel", codes.OF_PRODUCT),
        _words_of_title(book.title, book.language),
        maybe("Subtitle", book.subtitle, language=language),
    )
    return node("TitleDetail", node("TitleType", codes.DISTINCTIVE), element)


def _words_of_title(title: str, language: str) -> Iterator[Node]:
    article, rest = without_article(" ".join(title.split()), language)
    yield node("TitlePrefix", article) if article else node("NoPrefix")
    yield node("TitleWithoutPrefix", rest, language=bibliographic(language))


def _languages(manuscript: Manuscript) -> Iterator[Node]:
    """The languages in which its divisions are written; not those of a word or a title in them."""
    book = manuscript.plan
    tags = dict.fromkeys((book.language, *(one.language for one in manuscript.all_divisions() if one.language)))
    seen: set[str] = set()
    for tag in tags:
        code = bibliographic(tag)
        if not code or code in seen:
            continue
        seen.add(code)
        more = tag.split("-")[1:]
        country = next((one.upper() for one in more if one.upper() in COUNTRIES), "")
        script = next((one.title() for one in more if len(one) == 4 and one.isalpha()), "")
        yield node(
            "Language",
            node("LanguageRole", codes.OF_TEXT),
            node("LanguageCode", code),
            maybe("CountryCode", country),
            maybe("ScriptCode", script),
        )


def _illustrated(known: Known) -> Iterator[Node]:
    if known.pictures is None:
        return
    yield node("Illustrated", codes.ILLUSTRATED if known.pictures else codes.NOT_ILLUSTRATED)
    if known.pictures:
        yield node("NumberOfIllustrations", str(known.pictures))


def _subjects(book: BookPlan, language: str) -> Iterator[Node]:
    trade = book.trade
    main = next((code for code in trade.thema if code[0].isalpha()), "")
    for code in trade.thema:
        scheme = codes.THEMA_QUALIFIERS.get(code[0], codes.THEMA)
        yield _subject(scheme, code, main=code == main)
    for number, code in enumerate(trade.bisac):
        yield _subject(codes.BISAC_SUBJECT, code, main=number == 0)
    words = dict.fromkeys(one.replace(";", ",") for one in (*book.subjects, *trade.keywords))
    if words:
        heading = node("SubjectHeadingText", "; ".join(words), language=language)
        yield node("Subject", node("SubjectSchemeIdentifier", codes.KEYWORDS), heading)


def _subject(scheme: str, code: str, *, main: bool) -> Node:
    return node(
        "Subject",
        [node("MainSubject")] if main else (),
        node("SubjectSchemeIdentifier", scheme),
        node("SubjectCode", code),
    )


def _readers(book: BookPlan) -> Iterator[Node]:
    for audience in book.trade.audience:
        yield node(
            "Audience",
            node("AudienceCodeType", codes.ONIX_AUDIENCE),
            node("AudienceCodeValue", codes.AUDIENCES[audience]),
        )
