"""The package document's metadata, in the order in which shops and reading systems expect it (EPUB 3.3, section 5.5)."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import TYPE_CHECKING

from serge_press.phrases import phrases
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.edition import Order
    from serge_press.model.plan import BookPlan

PUBLICATION_ID = "pub-id"


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the metadata: its tag, its text ("" for an empty element) and its attributes in order."""

    tag: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What the texts turned out to hold; claims of accessibility are made from this and nothing else."""

    languages: tuple[str, ...]  # all used, in order of first use
    words: int
    pictures: bool  # that carry meaning, the cover apart
    undescribed: bool  # a picture without words for it
    pages: bool
    index: bool


def identifier(order: Order) -> str:
    """``urn:isbn:…``, or else a UUID made from the book's stable name and the edition's, never from chance."""
    if order.plan.isbn:
        return "urn:isbn:" + _bare(order.plan.isbn)
    plan = order.manuscript.plan
    name = plan.project or f"serge-press:{plan.slug}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{name}#{order.plan.name}')}"


def file_as(name: str) -> str:
    """How a name is filed: "Quist, Edda" for two words, unless the first is an article; else the name as it is."""
    words = name.split()
    if len(words) != 2 or words[0].lower() in {"the", "die", "les", "los", "gli"}:
        return name
    return f"{words[1]}, {words[0]}"


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
        return "urn:isbn:" + _bare(printed.isbn), f"{words}, ISBN {printed.isbn}"
    made = next((issue for issue in order.companions if issue.edition == order.plan.folios), None)
    if made is not None:
        return f"{words}, print PDF sha256:{hashlib.sha256(made.data).hexdigest()}", words
    return f"{words}, print", words


def metadata(order: Order, content: Content) -> tuple[Row, ...]:
    """All rows, in order."""
    plan = order.manuscript.plan
    return (
        *_identity(order),
        *_titles(plan),
        *_creators(plan),
        *(_dc("language", language) for language in dict.fromkeys((plan.language, *content.languages))),
        *_facts(order, content),
        *(_dc("subject", subject) for subject in plan.subjects),
        *_source(order),
        *_accessibility(order, content),
        Row("meta", "", (("name", "cover"), ("content", "images-cover-jpg"))),
    )


def _bare(isbn: str) -> str:
    return "".join(character for character in isbn.upper() if character.isdigit() or character == "X")


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
    rows = [_dc("title", plan.title, "title"), _meta("title-type", "main", "title")]
    rows.append(_meta("display-seq", "1", "title"))
    first, _, rest = plan.title.partition(" ")
    if rest and first.lower() in {"a", "an", "the"}:
        rows.append(_meta("file-as", f"{rest}, {first}", "title"))
    if plan.subtitle:
        rows += [_dc("title", plan.subtitle, "subtitle"), _meta("title-type", "subtitle", "subtitle")]
        rows.append(_meta("display-seq", "2", "subtitle"))
    return tuple(rows)


def _creators(plan: BookPlan) -> tuple[Row, ...]:
    rows: list[Row] = []
    for count, name in enumerate(plan.by, start=1):
        anchor = f"creator-{count}"
        rows += [
            _dc("creator", name, anchor),
            _meta("role", "aut", anchor, "marc:relators"),
            _meta("file-as", file_as(name), anchor),
            _meta("display-seq", str(count), anchor),
        ]
    return tuple(rows)


def _facts(order: Order, content: Content) -> tuple[Row, ...]:
    plan = order.manuscript.plan
    changed = datetime.datetime.fromtimestamp(order.stamp, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rights = ". ".join(part.rstrip(".") for part in (plan.rights, plan.licence) if part)
    rows = (
        _dc("publisher", plan.publisher),
        _dc("date", plan.year),
        _meta("dcterms:modified", changed),
        _dc("rights", rights),
        _dc("description", " ".join(plan.description.split())),
        _meta("schema:wordCount", str(content.words)),
    )
    return tuple(row for row in rows if row.text)


def _source(order: Order) -> tuple[Row, ...]:
    source, _ = page_source(order)
    if not source:
        return ()
    rows = (_meta("pageBreakSource", source),)
    return (_dc("source", source), *rows) if source.startswith("urn:") else rows


def _accessibility(order: Order, content: Content) -> tuple[Row, ...]:
    """Discovery metadata (EPUB Accessibility 1.1, section 2), computed; no claim of conformance, which people make."""
    modes = ["textual", *(["visual"] if content.pictures else [])]
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA"]
    if not content.undescribed:
        features.append("alternativeText")
    if content.index:
        features.append("index")
    if content.pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    features.append("unlocked")
    sufficient = ("textual",) if not content.undescribed else ("textual,visual",)
    return (
        *(_meta("schema:accessMode", mode) for mode in modes),
        *(_meta("schema:accessModeSufficient", mode) for mode in sufficient),
        *(_meta("schema:accessibilityFeature", feature) for feature in features),
        _meta("schema:accessibilityHazard", "none"),
        _meta("schema:accessibilitySummary", _summary(order, content)),
    )


def _summary(order: Order, content: Content) -> str:
    words = phrases(order.manuscript.plan.language)
    sentences = [words.say("epub.summary")]
    if content.undescribed:
        sentences.append(words.say("epub.pictures-untold"))
    elif content.pictures:
        sentences.append(words.say("epub.pictures-told"))
    if content.pages:
        sentences.append(words.say("epub.by-pages", source=page_source(order)[1]))
    return " ".join(sentences)
