"""The package document's metadata, in the order in which shops and reading systems expect it (EPUB 3.3, section 5.5)."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.accessibility.statement import summary
from serge_press.editions.bibliographic import (
    ADDRESSES,
    RELATORS,
    identifier_of,
    isbn13,
    languages_of,
    makers_of,
    published_on,
    without_article,
)
from serge_press.editions.epub_package import COVER_ID
from serge_press.model.trade import Part
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.accessibility.claims import Claims
    from serge_press.editions.accessibility.content import Content
    from serge_press.editions.accessibility.statement import Told
    from serge_press.editions.edition import Order
    from serge_press.model.accessibility import AccessibilityPlan
    from serge_press.model.people import Person
    from serge_press.model.plan import BookPlan

PUBLICATION_ID = "pub-id"


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the metadata: its tag, its text ("" for an empty element) and its attributes in order."""

    tag: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def identifier(order: Order) -> str:
    """What the edition is known by, everywhere."""
    return identifier_of(order.manuscript.plan, order.plan)


def page_source(order: Order) -> tuple[str, str]:
    """The print edition whose pages are marked: for machines, for people; ("", "") where none are.

    The ISBN where it has one; else title, publisher, year and the digest of the very PDF.
    """
    if not order.folios.pages:
        return "", ""
    plan = order.manuscript.plan
    printed = next((edition for edition in plan.editions if edition.name == order.plan.folios), None)
    words = ", ".join(part for part in (plan.title, plan.publisher, plan.year) if part)
    if printed is not None and printed.isbn:
        return "urn:isbn:" + isbn13(printed.isbn), f"{words}, ISBN {printed.isbn}"
    made = next((issue for issue in order.companions if issue.edition == order.plan.folios), None)
    if made is not None:
        return f"{words}, print PDF sha256:{hashlib.sha256(made.data).hexdigest()}", words
    return f"{words}, print", words


def metadata(order: Order, told: Told, *, record: str = "") -> tuple[Row, ...]:
    """All rows, in order. ``record`` is the address of the ONIX record in the package, "" for none."""
    plan = order.manuscript.plan
    content = told.content
    return (
        *_identity(order),
        *_titles(plan),
        *_creators(plan),
        *(_dc("language", language) for language in languages_of(plan, content.languages)),
        *_facts(order, content),
        *_subjects(plan),
        *_series(plan),
        *_source(order),
        *_conformance(told.claims, plan.accessibility),
        *_accessibility(told),
        Row("meta", "", (("name", "cover"), ("content", COVER_ID))),
        *([_link("record", record, media_type="application/xml", properties="onix")] if record else []),
    )


def _dc(name: str, text: str, anchor: str = "") -> Row:
    return Row(f"dc:{name}", text, (("id", anchor),) if anchor else ())


def _meta(name: str, text: str, refines: str = "", scheme: str = "") -> Row:
    pairs = (("refines", f"#{refines}" if refines else ""), ("property", name), ("scheme", scheme))
    return Row("meta", text, tuple(pair for pair in pairs if pair[1]))


def _identity(order: Order) -> tuple[Row, ...]:
    found = identifier(order)
    row = _dc("identifier", found, PUBLICATION_ID)
    if found.startswith("urn:isbn:"):
        return (row, _meta("identifier-type", "15", PUBLICATION_ID, "onix:codelist5"))
    return (row,)


def _titles(plan: BookPlan) -> tuple[Row, ...]:
    """The main title first: some reading systems heed no order but that of the file (EPUB 3.3, D.3.10 and D.3.5)."""
    rows = [_dc("title", plan.title, "title"), _meta("title-type", "main", "title")]
    rows.append(_meta("display-seq", "1", "title"))
    article, rest = without_article(plan.title, plan.language)
    if article:
        rows.append(_meta("file-as", f"{rest}, {article}", "title"))
    if plan.subtitle:
        rows += [_dc("title", plan.subtitle, "subtitle"), _meta("title-type", "subtitle", "subtitle")]
        rows.append(_meta("display-seq", "2", "subtitle"))
    return tuple(rows)


def _creators(plan: BookPlan) -> tuple[Row, ...]:
    """Those who made the book: authors are creators, and where there are none the first named; the rest contribute."""
    rows: list[Row] = []
    people = makers_of(plan)
    first = {Part.AUTHOR} if any(one.part is Part.AUTHOR for one in people) else {one.part for one in people[:1]}
    counts = {"creator": 0, "contributor": 0}
    for maker in people:
        tag = "creator" if maker.part in first else "contributor"
        counts[tag] += 1
        anchor = f"{tag}-{counts[tag]}"
        rows += [
            _dc(tag, maker.name, anchor),
            _meta("role", RELATORS[maker.part], anchor, "marc:relators"),
            _meta("file-as", maker.sort, anchor),
            _meta("display-seq", str(counts[tag]), anchor),
        ]
        for form in maker.known.forms if maker.known is not None else ():
            if form.language and form.script != "Latn":
                meta = _meta("alternate-script", form.display, anchor)
                rows.append(replace(meta, attributes=(*meta.attributes, ("xml:lang", form.language))))
    return tuple(rows)


def _facts(order: Order, content: Content) -> tuple[Row, ...]:
    plan = order.manuscript.plan
    changed = datetime.datetime.fromtimestamp(order.stamp, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rights = ". ".join(part.rstrip(".") for part in (plan.rights, plan.licence) if part)
    rows = (
        _dc("publisher", plan.publisher),
        _dc("date", published_on(plan)),
        _meta("dcterms:modified", changed),
        _dc("rights", rights),
        _dc("description", " ".join(plan.description.split())),
        _meta("schema:wordCount", str(content.words)),
    )
    return tuple(row for row in rows if row.text)


def _subjects(plan: BookPlan) -> tuple[Row, ...]:
    """Words, then codes with the scheme they are of (EPUB 3.3, D.3.2 and D.3.9)."""
    rows: list[Row] = []
    person = plan.trade.subject
    for count, subject in enumerate(dict.fromkeys((*plan.subjects, *plan.trade.keywords)), start=1):
        anchor = f"subject-{count}"
        if person is not None and person.authorities and subject.startswith((person.name.sort, person.name.display)):
            rows += [_dc("subject", subject, anchor), *_known_as(person, anchor)]
            person = None  # once is enough
        else:
            rows.append(_dc("subject", subject))
    for scheme, codes in (("Thema", plan.trade.thema), ("BISAC", plan.trade.bisac)):
        for count, code in enumerate(codes, start=1):
            anchor = f"{scheme.lower()}-{count}"
            rows += [_dc("subject", code, anchor), _meta("authority", scheme, anchor), _meta("term", code, anchor)]
    return tuple(rows)


def _known_as(person: Person, anchor: str) -> Iterator[Row]:
    """Where authorities describe the same person (schema.org, sameAs)."""
    for scheme, address in ADDRESSES.items():
        if known := person.authorities.get(scheme):
            yield _meta("schema:sameAs", address.format("".join(known.split())), anchor)


def _series(plan: BookPlan) -> tuple[Row, ...]:
    series = plan.trade.series
    if series is None:
        return ()
    rows = [_collection(series.title), _meta("collection-type", "series", "series")]
    if series.number:
        rows.append(_meta("group-position", series.number, "series"))
    if series.issn:
        rows.append(_meta("dcterms:identifier", f"urn:issn:{series.issn}", "series"))
    return tuple(rows)


def _collection(title: str) -> Row:
    return Row("meta", title, (("property", "belongs-to-collection"), ("id", "series")))


def _source(order: Order) -> tuple[Row, ...]:
    source, _ = page_source(order)
    if not source:
        return ()
    row = _meta("pageBreakSource", source)
    if not source.startswith("urn:"):
        return (row,)
    return (_dc("source", source, "page-source"), _meta("source-of", "pagination", "page-source"), row)


def _conformance(claims: Claims, plan: AccessibilityPlan) -> tuple[Row, ...]:
    """Who found that the e-book conforms, to what and when (EPUB Accessibility 1.1, section 3.3); () where nobody did."""
    rows: list[Row] = []
    certificate = claims.certificate
    if certificate is not None:
        rows = [
            Row("meta", certificate.standard, (("property", "dcterms:conformsTo"), ("id", "conformance"))),
            Row(
                "meta",
                certificate.by,
                (("refines", "#conformance"), ("property", "a11y:certifiedBy"), ("id", "certifier")),
            ),
        ]
        if certificate.credential:
            rows.append(_meta("a11y:certifierCredential", certificate.credential, "certifier"))
        if certificate.report:
            rows.append(_link("a11y:certifierReport", certificate.report, refines="#certifier"))
        if certificate.on is not None and (day := certificate.on.html_datetime):
            rows.append(_meta("dcterms:date", day, "certifier"))
    if plan.exemption:
        rows.append(_meta("a11y:exemption", plan.exemption))
    return tuple(rows)


def _accessibility(told: Told) -> tuple[Row, ...]:
    """Discovery metadata (EPUB Accessibility 1.1, section 2): just what the content bears."""
    claims = told.claims
    return (
        *(_meta("schema:accessMode", mode) for mode in claims.modes),
        *(_meta("schema:accessModeSufficient", mode) for mode in claims.sufficient),
        *(_meta("schema:accessibilityFeature", feature) for feature in claims.features),
        *(_meta("schema:accessibilityHazard", hazard) for hazard in claims.hazards),
        _meta("schema:accessibilitySummary", summary(told)),
    )


def _link(rel: str, href: str, refines: str = "", media_type: str = "", properties: str = "") -> Row:
    pairs = (("refines", refines), ("rel", rel), ("href", href), ("media-type", media_type), ("properties", properties))
    return Row("link", "", tuple(pair for pair in pairs if pair[1]))
