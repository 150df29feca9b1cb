"""What a record says of a product's form, its accessibility and its hazards (product form features, list 79)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.onix import codes
from serge_press.editions.onix.node import Node, maybe, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.onix.products import Known, Product
    from serge_press.model.plan import BookPlan


def features(book: BookPlan, product: Product, known: Known, language: str) -> Iterator[Node]:
    """The features. ``language`` is that of the summary, in three letters."""
    if not product.digital:
        return
    if known.version:
        yield _feature(codes.FEATURE_VERSION, known.version)
    if known.claims is not None:
        for hazard in known.claims.hazards:
            yield _feature(codes.FEATURE_HAZARD, codes.HAZARDS[hazard])
        for code, words in _access(book, known):
            yield _feature(codes.FEATURE_ACCESS, code, words, language if code == codes.SUMMARY else "")


def _feature(kind: str, value: str, words: str = "", language: str = "") -> Node:
    return node(
        "ProductFormFeature",
        node("ProductFormFeatureType", kind),
        node("ProductFormFeatureValue", value),
        maybe("ProductFormFeatureDescription", words, language=language),
    )


def _access(book: BookPlan, known: Known) -> Iterator[tuple[str, str]]:
    """Codes of list 196 with their words, from the claims of the finished e-book and nothing else."""
    claims, plan = known.claims, book.accessibility
    assert claims is not None
    if known.summary:
        yield codes.SUMMARY, known.summary
    certificate = claims.certificate
    if certificate is not None:
        yield codes.EPUB_ACCESS_11, certificate.report
        yield codes.WCAG[certificate.wcag], ""
        yield codes.LEVELS[certificate.level], ""
    borne = set(claims.features)
    if {"displayTransformability", "unlocked"} <= borne:
        yield codes.NOTHING_DISABLED, ""
    told = [codes.ACCESS[feature] for feature in claims.features if feature in codes.ACCESS]
    told += [codes.LANGUAGES_MARKED] if known.languages else []
    told += [codes.LANDMARKS] if known.landmarks else []
    told += [codes.WITHOUT_SIGHT] if "textual" in claims.sufficient else []
    yield from ((code, "") for code in sorted(told))
    if plan.exemption:
        yield codes.EXEMPTIONS[plan.exemption], ""
    if certificate is not None:
        if certificate.credential:
            yield codes.CREDENTIAL, certificate.credential
        yield codes.CERTIFIER, certificate.by
        if certificate.on is not None and len(day := certificate.on.html_datetime) == 10:
            yield codes.ASSESSED_ON, day.replace("-", "")
        if certificate.report:
            yield codes.REPORT, certificate.report
    if "@" in plan.contact:
        yield codes.CONTACT, plan.contact
