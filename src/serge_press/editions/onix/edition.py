"""The ONIX record as an edition of its own, of all products at once; and the record of one e-book, for its package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.editions.accessibility.claims import Claims
from serge_press.editions.accessibility.statement import summary
from serge_press.editions.bibliographic import isbn13
from serge_press.editions.edition import Issue
from serge_press.editions.epub_package import FOLDER, unpack
from serge_press.editions.onix import codes
from serge_press.editions.onix.pdf_access import facts_of
from serge_press.editions.onix.products import Known, Product, product_of, products_of
from serge_press.editions.onix.record import message, record, sender
from serge_press.manuscript.nodes import Drawing, Figure
from serge_press.manuscript.tree import every_block
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.accessibility.statement import Told
    from serge_press.editions.edition import Order
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

MEDIA_TYPE = "application/xml"
RECORD = "onix.xml"
"""The record's file in an e-book, beside the package document, which links to it and does not list it."""

_META = "{http://www.idpf.org/2007/opf}meta"


def bring_out_onix(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """The message about every product of the book; none, and B005, where the book names nobody to send it.

    What is told of pages, sizes and accessibility is read off ``order.companions``; of an edition that is not among them
    only what book.toml says is told.
    """
    manuscript = order.manuscript
    book = manuscript.plan
    if not sender(book):
        return None, (finding("B005", order.plan.place, "the book has neither publisher nor by"),)
    made = {issue.edition: issue for issue in order.companions}
    products = products_of(book)
    records = tuple(
        record(
            manuscript,
            product,
            _known(manuscript, product, made),
            tuple(other for other in products if other is not product),
            order.stamp,
        )
        for product in products
    )
    if not records:
        return None, (finding("B005", order.plan.place, "the book has no edition that could be announced"),)
    data = message(book, records, order.stamp)
    several = sum(edition.kind == "onix" for edition in book.editions) > 1
    name = f"{book.slug}-{order.plan.name}.xml" if several else f"{book.slug}-onix.xml"
    return Issue(order.plan.name, order.plan.kind, name, MEDIA_TYPE, data), ()


def record_of_epub(order: Order, told: Told, cover: str) -> bytes:
    """The record of an e-book that is being made, without its size and prices; b"" where nobody could send it.

    ``cover`` is the address of its cover in the package.
    """
    book = order.manuscript.plan
    products = products_of(book)
    if not sender(book):
        return b""
    same = (one for one in products if one.plan == order.plan or (one.isbn and one.isbn == isbn13(order.plan.isbn)))
    own = next(same, None) or product_of(book, order.plan)
    known = Known(
        folios=order.folios,
        words=told.content.words,
        pictures=told.content.pictures,
        claims=told.claims,
        summary=summary(told),
        landmarks=told.content.landmarks > 0,
        version=codes.VERSIONS["epub"],
        cover=cover,
    )
    others = tuple(one for one in products if one is not own)
    return message(book, (record(order.manuscript, own, known, others, order.stamp, supplied=False),), order.stamp)


def _known(manuscript: Manuscript, product: Product, made: dict[str, Issue]) -> Known:
    """What the finished edition shows. An e-book is opened again: what shops are told is what readers get."""
    issue = made.get(product.plan.name)
    pictures = _illustrations(manuscript)
    if issue is None:
        return Known(pictures=pictures)
    if product.plan.kind != "epub":
        known = Known(folios=issue.folios, size=len(issue.data), pictures=pictures)
        return _of_pdf(known, issue, manuscript.plan.language) if product.digital else known
    printed = made.get(product.plan.folios)
    files = unpack(issue.data)
    package = etree.fromstring(files[f"{FOLDER}/content.opf"], etree.XMLParser(resolve_entities=False, no_network=True))
    told: dict[str, tuple[str, ...]] = {}
    for meta in package.iter(_META):
        name = meta.get("property") or ""
        told[name] = (*told.get(name, ()), meta.text or "")
    certified = "a11y:certifiedBy" in told
    claims = Claims(
        modes=told.get("schema:accessMode", ()),
        sufficient=told.get("schema:accessModeSufficient", ()),
        features=told.get("schema:accessibilityFeature", ()),
        hazards=told.get("schema:accessibilityHazard", ()),
        certificate=manuscript.plan.accessibility.certificate if certified else None,
    )
    return Known(
        folios=printed.folios if printed is not None else None,
        size=len(issue.data),
        words=int("".join(told.get("schema:wordCount", ("0",)))),
        pictures=pictures,
        claims=claims,
        summary=" ".join(told.get("schema:accessibilitySummary", ())),
        landmarks=b'epub:type="landmarks"' in files.get(f"{FOLDER}/nav.xhtml", b""),
        version=codes.VERSIONS["epub"],
    )


def _illustrations(manuscript: Manuscript) -> int:
    """Pictures and drawings that carry meaning."""
    return sum(
        isinstance(block, Figure | Drawing) and bool(block.alt)
        for division in manuscript.all_divisions()
        for block in every_block(division.blocks)
    )


def _of_pdf(known: Known, issue: Issue, language: str) -> Known:
    facts = facts_of(issue.data, language)
    return replace(
        known,
        pages=facts.pages,
        version=codes.VERSIONS.get(issue.data[5:8].decode("ascii", "replace"), ""),
        claims=facts.claims,
        summary=facts.summary,
        languages=facts.languages,
    )
