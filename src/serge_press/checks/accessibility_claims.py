"""What a finished e-book claims of its accessibility, held against its own files, claim by claim.

Nothing here knows how the claims were made: they are read from the package document, and what they speak of from the texts,
pictures and style sheets that a reading system gets (EPUB Accessibility 1.1).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.checks.opened_epub import OPF
from serge_press.editions.epub_survey import EPUB_TYPE, HEADS, PLAYED, XHTML
from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.findings import Finding

    _Style = tuple[tuple[str, str], ...]

_SPACES = {
    "h": XHTML[1:-1],
    "e": EPUB_TYPE[1:].partition("}")[0],
    "s": "http://www.w3.org/2000/svg",
}
_DECORATION = "@role='presentation' or @role='none' or @aria-hidden='true'"
_TOLD = "string-length(@alt) > 0 or @aria-label or @aria-labelledby or s:title"
_WITH_HEADINGS = frozenset({
    "chapter", "part", "bibliography", "appendix", "endnotes", "index", "foreword", "preface", "introduction",
    "acknowledgments", "colophon",
})  # fmt: skip


_DECORATES, _IS_TOLD, _IS_COVER = (
    etree.XPath(f"boolean({path})", namespaces=_SPACES)
    for path in (_DECORATION, _TOLD, "@role='doc-cover' or ancestor::h:section[@e:type='cover']")
)
_ROLES = etree.XPath("//@role", smart_strings=False)
_HEAD = f"{XHTML}th"
_RULES = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")
_ABSOLUTE = re.compile(r"\d(?:px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE)
_OF_TYPE = frozenset({"font", "font-size", "line-height", "letter-spacing", "word-spacing"})
_OF_READER = ("font", "line-height", "letter-spacing", "word-spacing", "text-align", "color", "background")
_ANIMATED = re.compile(rb"<(\w+:)?(animate\w*|set)[\s/>]|@keyframes|animation(-name)?\s*:")


def check_claims(book: OpenedEpub) -> Iterator[Finding]:
    """Every claim that the files do not bear (E043), and every one that they bear and that is not made (E044)."""
    metas = _metas(book)
    if "schema:accessibilityFeature" not in metas:
        return  # E009 says so
    said = metas["schema:accessibilityFeature"]
    seen = _seen(book)
    style = tuple(_declarations(book))
    why = _features(book, seen, style)
    for feature in said:
        if (lacks := why.get(feature, "nothing bears it that can be checked")) != "":
            yield _false(f"accessibilityFeature {feature}", lacks)
    for feature, lacks in why.items():
        if not lacks and feature not in said:
            yield finding("E044", _package(book), f"the files bear {feature}, and the e-book does not say so")
    yield from _modes(book, seen, metas)
    yield from _hazards(book, style, metas)
    yield from _conformance(book, seen, style, metas)


def _metas(book: OpenedEpub) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for meta in book.package.iter(f"{OPF}meta"):
        name = meta.get("property") or ""
        found[name] = (*found.get(name, ()), (meta.text or "").strip())
    return found


def _package(book: OpenedEpub) -> Place:
    return next((Place(name) for name in book.names if name.endswith(".opf")), NOWHERE)


def _false(claim: str, why: str) -> Finding:
    return finding("E043", NOWHERE, f"{claim} is claimed: {why}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """Pictures of the texts that carry meaning: how many there are beside the cover, how many in all without words or with
    a long description; whether there is a cover among them, and in which files it stands."""

    beside: int
    silent: int
    explained: int
    covers: frozenset[str]

    @property
    def any(self) -> bool:
        """Whether there are any at all."""
        return bool(self.beside or self.covers)


def _seen(book: OpenedEpub) -> _Seen:
    beside = silent = explained = 0
    covers = set()
    for path, survey in book.surveys.items():
        for picture in survey.pictures:
            if _DECORATES(picture):
                continue
            if _IS_COVER(picture):
                covers.add(path)
            else:
                beside += 1
            silent += not _IS_TOLD(picture)
            explained += bool(picture.get("aria-details") or picture.get("aria-describedby"))
    return _Seen(beside, silent, explained, frozenset(covers))


def _features(book: OpenedEpub, seen: _Seen, style: _Style) -> Mapping[str, str]:
    """For every feature that can be checked, why the files do not bear it; "" where they do."""
    surveys, pages = book.surveys.values(), bool(book.entries("page-list"))
    return {
        "tableOfContents": "" if book.entries("toc") else "the navigation document has no contents",
        "readingOrder": _displaced(book, style),
        "structuralNavigation": _headings(book),
        "displayTransformability": _fixed(book, style),
        "ARIA": "" if any(_ROLES(tree) for tree in _texts(book, seen)) else "no element of a text has a role",
        "alternativeText": _unless(seen.any and not seen.silent, f"{seen.silent} pictures have no text"),
        "longDescription": _unless(
            0 < seen.beside <= seen.explained, f"{seen.explained} of {seen.beside} pictures have one"
        ),
        "index": _unless(any(survey.indexes for survey in surveys), "no part of it is an index with links"),
        "pageBreakMarkers": _unless(
            any(kinds == "pagebreak" for survey in surveys for kinds, _ in survey.typed), "no page is marked"
        ),
        "pageNavigation": _unless(pages, "the navigation document has no list of pages"),
        "MathML": _unless(any(survey.all("math") for survey in surveys), "no formula is in MathML"),
        "unlocked": _unless("META-INF/encryption.xml" not in book.names, "files of it are encrypted"),
    }


def _unless(true: bool, why: str) -> str:
    return "" if true else why


def _texts(book: OpenedEpub, seen: _Seen) -> Iterator[_Element]:
    """What is read: the spine without the navigation and the cover."""
    nav = book.nav[0] if book.nav else ""
    for path in book.spine:
        if path != nav and path in book.trees and path not in seen.covers:
            yield book.trees[path]


def _headings(book: OpenedEpub) -> str:
    for path in book.spine:
        survey = book.surveys.get(path)
        if survey is None:
            continue
        ranks = [int(str(head.tag)[-1]) for head in survey.all(HEADS)]
        kinds = {section.get(EPUB_TYPE) for section in survey.all("section")}
        if not ranks and not kinds.isdisjoint(_WITH_HEADINGS):
            return f"{path} has no heading"
        if any(below > above + 1 for above, below in pairwise(ranks)):
            return f"{path} skips a level of heading"
    return ""


def _declarations(book: OpenedEpub) -> Iterator[tuple[str, str]]:
    """Names and values of every style sheet, in lower case."""
    for item in book.items:
        if item.media_type == "text/css":
            text = _RULES.sub("", book.data.get(item.path, b"").decode("utf-8", "replace"))
            for name, value in _DECLARED.findall(text):
                yield name.lower(), value.strip().lower()


def _fixed(book: OpenedEpub, style: _Style) -> str:
    if any(meta.text == "pre-paginated" for meta in book.package.iter(f"{OPF}meta")):
        return "its pages are of a fixed layout"
    for name, value in style:
        fixes = name in _OF_TYPE and _ABSOLUTE.search(value)
        insists = "!important" in value.replace(" ", "") and name.startswith(_OF_READER)
        if fixes or insists or (name == "user-select" and value == "none"):
            return f"a style sheet says {name}: {value}"
    return ""


def _displaced(book: OpenedEpub, style: _Style) -> str:
    for name, value in style:
        moved = name == "position" and value.startswith(("absolute", "fixed"))
        moved |= name.startswith("flex-") and "-reverse" in value
        if moved or (name == "order" and value.strip("-+0") != ""):
            return f"a style sheet says {name}: {value}"
    return (
        "some of it stands outside the reading order"
        if book.package.find(f".//{OPF}itemref[@linear='no']") is not None
        else ""
    )


def _modes(book: OpenedEpub, seen: _Seen, metas: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    wanted = {"textual", *(["visual"] if seen.beside else [])}
    said = set(metas.get("schema:accessMode", ()))
    for mode in sorted(said - wanted):
        yield _false(f"accessMode {mode}", "nothing in it is taken in that way")
    for mode in sorted(wanted - said):
        yield finding("E044", _package(book), f"the e-book is taken in by {mode} means too, and does not say so")
    for row in metas.get("schema:accessModeSufficient", ()):
        modes = {mode.strip() for mode in row.split(",")}
        if not modes <= said:
            yield _false(f"accessModeSufficient {row}", "it is not among its modes")
        elif modes == {"textual"} and seen.silent:
            yield _false(f"accessModeSufficient {row}", f"{seen.silent} pictures have no text")


def _moves(book: OpenedEpub, style: _Style) -> bool:
    for item in book.items:
        data = book.data.get(item.path, b"")
        if item.media_type == "image/svg+xml" and _ANIMATED.search(data):
            return True
        if item.media_type == "image/png" and b"acTL" in data[: data.find(b"IDAT")]:
            return True
        if item.media_type == "image/gif":
            return True
    return any(name.startswith("animation") for name, _ in style)


def _hazards(book: OpenedEpub, style: _Style, metas: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    said = metas.get("schema:accessibilityHazard", ())
    moves, runs = _moves(book, style), any(survey.all(PLAYED) for survey in book.surveys.values())
    if "none" in said and (moves or runs or len(said) > 1):
        yield _false(
            "accessibilityHazard none",
            "something in it moves, sounds or runs" if moves or runs else "another is claimed too",
        )
    if said != ("none",) and not moves and not runs:
        yield _false(f"accessibilityHazard {', '.join(said)}", "nothing in it moves, sounds or runs")


def _conformance(
    book: OpenedEpub, seen: _Seen, style: _Style, metas: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """A line of conformance names who evaluated the e-book, and is not broken by what anybody can count."""
    lines = [line for line in metas.get("dcterms:conformsTo", ()) if "WCAG" in line]
    if not lines:
        return
    ids = {meta.get("id") for meta in book.package.iter(f"{OPF}meta") if meta.get("property") == "dcterms:conformsTo"}
    names = [
        (meta.text or "").strip()
        for meta in book.package.iter(f"{OPF}meta")
        if meta.get("property") == "a11y:certifiedBy" and (meta.get("refines") or "#").removeprefix("#") in ids
    ]
    if not any(names):
        yield _false(lines[0], "nobody is named who evaluated it")
    if seen.silent:
        yield _false(lines[0], f"{seen.silent} pictures have no text (WCAG 1.1.1)")
    tables = [table for survey in book.surveys.values() for table in survey.all("table")]
    if bare := sum(next(table.iter(_HEAD), None) is None for table in tables):
        yield _false(lines[0], f"{bare} tables have no head cells (WCAG 1.3.1)")
    if _moves(book, style):
        yield _false(lines[0], "something in it moves and cannot be stopped (WCAG 2.2.2)")
