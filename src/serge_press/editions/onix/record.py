"""One product → one record; records → a message (ONIX for Books 3.1, reference names)."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from serge_press.editions.bibliographic import published_on
from serge_press.editions.onix import codes
from serge_press.editions.onix.descriptive import descriptive_detail
from serge_press.editions.onix.node import Node, maybe, node, xml
from serge_press.editions.onix.people import iso_date
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import plain_words
from serge_press.model.codes import COUNTRIES, bibliographic
from serge_press.model.trade import Availability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.onix.products import Known, Product
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.model.plan import BookPlan
    from serge_press.model.trade import Supply

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(\d{4})(?:[–,-]\s*\d{4})*,?\s+([^.;|]+)", re.IGNORECASE)


def sender(book: BookPlan) -> str:
    """Who sends the record: the publisher, else who made the book; "" where the book names nobody."""
    return book.publisher or ", ".join(book.by)


def message(book: BookPlan, products: tuple[Node, ...], stamp: int) -> bytes:
    """The whole message. ``stamp`` is the date of the files in seconds since 1970: no clock is asked."""
    sent = datetime.datetime.fromtimestamp(stamp, datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    header = node(
        "Header",
        node("Sender", node("SenderName", sender(book))),
        node("SentDateTime", sent),
        maybe("DefaultLanguageOfText", bibliographic(book.language)),
    )
    return xml(node("ONIXMessage", header, products, release="3.1", xmlns=NAMESPACE))


def record(
    manuscript: Manuscript,
    product: Product,
    known: Known,
    others: tuple[Product, ...],
    stamp: int,
    *,
    supplied: bool = True,
) -> Node:
    """The record of one product. ``others`` are the book's other products; without ``supplied`` it tells no prices."""
    book = manuscript.plan
    out = _is_out(book, stamp)
    name = book.project or f"serge-press:{book.slug}"
    return node(
        "Product",
        node("RecordReference", f"{name}#{product.plan.name}"),
        node("NotificationType", codes.ADVANCE if out is False else codes.CONFIRMED),
        _identifiers(product),
        descriptive_detail(manuscript, product, known),
        _collateral(manuscript, known),
        _publishing(book, out=out),
        _related(product, others),
        _supplies(book, product) if supplied else (),
    )


def _identifiers(product: Product) -> Iterator[Node]:
    for kind, value in product.identifiers:
        yield node("ProductIdentifier", node("ProductIDType", kind), node("IDValue", value))


def _is_out(book: BookPlan, stamp: int) -> bool | None:
    """Whether the book is out on the date of the files; None where it has no date."""
    day = published_on(book)
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", day):
        return None
    made = datetime.datetime.fromtimestamp(stamp, datetime.UTC).date().isoformat()
    return day <= made[: len(day)]


# ------------------------------------------------------------------------------------------------ block 2


def _collateral(manuscript: Manuscript, known: Known) -> tuple[Node, ...]:
    book = manuscript.plan
    language = bibliographic(book.language)
    texts: list[Node] = []
    description = " ".join(book.description.split())
    if description:
        texts.append(_text(codes.DESCRIPTION, language, description))
        if len(description) <= codes.SHORT:
            texts.append(_text(codes.SHORT_DESCRIPTION, language, description))
    if book.cover is not None and book.cover.blurb:
        paragraphs = [node("p", words) for words in book.cover.blurb]
        texts.append(_text(codes.COVER_COPY, language, *paragraphs))
    if lines := _contents(manuscript.divisions):
        texts.append(_text(codes.CONTENTS_LIST, language, node("ul", lines)))
    cover = _cover(book.trade.cover or known.cover, known)
    return (node("CollateralDetail", texts, cover),) if texts or cover else ()


def _text(kind: str, language: str, *words: str | Node) -> Node:
    marked = any(isinstance(one, Node) for one in words)
    return node(
        "TextContent",
        node("TextType", kind),
        node("ContentAudience", codes.FOR_ALL),
        node("Text", *words, textformat="05" if marked else "06", language=language),
    )


def _contents(divisions: tuple[Division, ...]) -> tuple[Node, ...]:
    """The contents as a list, chapters below their part."""
    lines = []
    for one in divisions:
        title = " ".join(filter(None, (one.number, " ".join(plain_words(one.title).split()))))
        below = _contents(one.children)
        if title and (one.in_contents or below) and one.role is not Role.NOTES:
            lines.append(node("li", title, [node("ul", below)] if below else ()))
    return tuple(lines)


def _cover(address: str, known: Known) -> tuple[Node, ...]:
    if not address:
        return ()
    inside = address == known.cover
    made = node(
        "ResourceVersion",
        node("ResourceForm", codes.DOWNLOADABLE if inside else codes.LINKABLE),
        [
            node(
                "ResourceVersionFeature",
                node("ResourceVersionFeatureType", codes.FORMAT),
                node("FeatureValue", codes.JPEG),
            )
        ]
        if inside
        else (),
        node("ResourceLink", address),
    )
    return (
        node(
            "SupportingResource",
            node("ResourceContentType", codes.FRONT_COVER),
            node("ContentAudience", codes.FOR_ALL),
            node("ResourceMode", codes.IS_IMAGE),
            made,
        ),
    )


# ------------------------------------------------------------------------------------------------ block 4


def _publishing(book: BookPlan, *, out: bool | None) -> tuple[Node, ...]:
    trade, day = book.trade, published_on(book)
    parts = [
        *([node("Imprint", node("ImprintName", trade.imprint))] if trade.imprint else []),
        *([_publisher(book.publisher)] if book.publisher else []),
    ]
    if not parts:
        return ()  # the block wants one of them
    parts += [*maybe("CityOfPublication", book.city), *maybe("CountryOfPublication", trade.country)]
    if "@" in book.accessibility.contact:
        parts.append(
            node(
                "ProductContact",
                node("ProductContactRole", codes.ACCESS_CONTACT),
                node("ProductContactName", sender(book)),
                node("EmailAddress", book.accessibility.contact),
            )
        )
    if out is not None:
        parts.append(node("PublishingStatus", codes.ACTIVE if out else codes.FORTHCOMING))
        parts.append(node("PublishingDate", node("PublishingDateRole", codes.PUBLICATION_DATE), iso_date(day)))
    parts += _copyright(book)
    if trade.countries:
        kind = codes.FOR_SALE_EXCLUSIVE if trade.exclusive else codes.FOR_SALE
        parts.append(node("SalesRights", node("SalesRightsType", kind), _territory(trade.countries)))
    return (node("PublishingDetail", parts),)


def _publisher(name: str) -> Node:
    return node("Publisher", node("PublishingRole", codes.PUBLISHER), node("PublisherName", name))


def _copyright(book: BookPlan) -> Iterator[Node]:
    """Year and owner, where ``rights`` tells them in the usual form."""
    found = _COPYRIGHT.search(book.rights)
    if found is None:
        return
    owner = " ".join(found[2].split())
    people = [one for one in book.by if one in owner]
    rest = owner
    for one in people:
        rest = rest.replace(one, "")
    alone = people and not re.search(r"\w{4,}", rest) and not any(one.lower().startswith("the ") for one in people)
    names = [node("PersonName", one) for one in people] if alone else [node("CorporateName", owner)]
    owners = [node("CopyrightOwner", name) for name in names]
    yield node("CopyrightStatement", node("CopyrightYear", found[1]), owners)


def _territory(countries: tuple[str, ...]) -> Node:
    if all(one in COUNTRIES for one in countries) and countries:
        return node("Territory", node("CountriesIncluded", " ".join(countries)))
    return node("Territory", node("RegionsIncluded", "WORLD"))


# ------------------------------------------------------------------------------------------------ blocks 5 and 6


def _related(product: Product, others: tuple[Product, ...]) -> tuple[Node, ...]:
    """Every other product of the book, and what it is to this one. Its pages come from the print edition it follows."""
    rows = []
    for other in others:
        relations = [codes.ALTERNATIVE]
        if product.digital and other.plan.name == product.plan.folios:
            relations.append(codes.BASED_ON_PRINT)
        elif other.digital and other.plan.folios == product.plan.name:
            relations.append(codes.ELECTRONIC_VERSION)
        rows.append(
            node(
                "RelatedProduct",
                [node("ProductRelationCode", one) for one in relations],
                _identifiers(other),
                node("ProductForm", other.form),
                [node("ProductFormDetail", detail) for detail in other.details],
            )
        )
    return (node("RelatedMaterial", rows),) if rows else ()


def _supplies(book: BookPlan, product: Product) -> Iterator[Node]:
    """One supply a market: ``[[supply]]`` tables that name the same countries stand together."""
    markets: dict[tuple[str, ...], list[Supply]] = {}
    for one in book.trade.supplies:
        if not one.editions or product.plan.name in one.editions:
            markets.setdefault(one.countries, []).append(one)
    for countries, supplies in markets.items():
        yield node(
            "ProductSupply",
            node("Market", _territory(countries)),
            [_supply(one, published_on(book)) for one in supplies],
        )


def _supply(one: Supply, day: str) -> Node:
    supplier = node(
        "Supplier",
        node("SupplierRole", codes.SUPPLIERS[one.role]),
        node("SupplierName", one.supplier),
        [node("Website", node("WebsiteLink", one.website))] if one.website else (),
    )
    expected = one.availability is Availability.NOT_YET and re.fullmatch(r"\d{4}(-\d\d){0,2}", day)
    return node(
        "SupplyDetail",
        supplier,
        node("ProductAvailability", codes.AVAILABILITY[one.availability]),
        [node("SupplyDate", node("SupplyDateRole", codes.EXPECTED), iso_date(day))] if expected else (),
        _price(one),
    )


def _price(one: Supply) -> Node:
    """What it costs. A price that is not told is asked of the supplier."""
    if one.price is None:
        return node("UnpricedItemType", codes.ASK_SUPPLIER)
    if not one.price:
        return node("UnpricedItemType", codes.FREE)
    return node(
        "Price",
        node("PriceType", codes.WITH_TAX if one.taxed else codes.WITHOUT_TAX),
        node("PriceAmount", f"{one.price:.2f}"),
        node("CurrencyCode", one.currency),
    )
