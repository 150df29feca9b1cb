"""What a finished e-book claims of its accessibility, held against its own files, claim by claim.

Nothing here knows how the claims were made: they are read from the package document, and what they speak of from the texts,
pictures and style sheets that a reading system gets (EPUB Accessibility 1.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.checks.opened_epub import OPF
from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.findings import Finding

_SPACES = {
    "h": XHTML[1:-1],
    "e": EPUB_TYPE[1:].partition("}")[0],
    "m": "http://www.w3.org/1998/Math/MathML",
    "s": "http://www.w3.org/2000/svg",
}
_DECORATION = "@role='presentation' or @role='none' or @aria-hidden='true'"
_TOLD = "string-length(@alt) > 0 or @aria-label or @aria-labelledby or s:title"
_NAMED = ("h1", "h2", "h3", "h4", "h5", "h6")
_WITH_HEADINGS = frozenset({
    "chapter", "part", "bibliography", "appendix", "endnotes", "index", "foreword", "preface", "introduction",
    "acknowledgments", "colophon",
})  # fmt: skip


def _path(expression: str) -> etree.XPath:
    return etree.XPath(expression, namespaces=_SPACES)


_SHOWN = _path(f"//h:img[not({_DECORATION})] | //s:svg[not(ancestor::s:svg)][not({_DECORATION})]")
_SILENT = _path(
    f"//h:img[not({_DECORATION})][not({_TOLD})] | //s:svg[not(ancestor::s:svg)][not({_DECORATION})][not({_TOLD})]"
)
_COVER = _path("//h:img[@role='doc-cover'] | //h:section[@e:type='cover']//h:img")
_EXPLAINED = _path("//*[self::h:img or self::s:svg][@aria-details or @aria-describedby]")
_RUNS = _path("//h:script | //h:audio | //h:video | //h:iframe | //h:object | //h:embed")
_MATHS, _ROLES = _path("//m:math"), _path("//*[@role]")
_BARE_TABLES = _path("//h:table[not(descendant::h:th)]")
_LINKED_INDEX = _path("//*[@e:type='index']//h:a[@href]")
_HEADS = _path("|".join(f"//h:{name}" for name in _NAMED))
_SECTIONS, _TYPES = _path("//h:section/@e:type"), _path("//@e:type")

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
    why = _features(book)
    for feature in said:
        if (lacks := why.get(feature, "nothing bears it that can be checked")) != "":
            yield _false(f"accessibilityFeature {feature}", lacks)
    for feature, lacks in why.items():
        if not lacks and feature not in said:
            yield finding("E044", _package(book), f"the files bear {feature}, and the e-book does not say so")
    yield from _modes(book, metas)
    yield from _hazards(book, metas)
    yield from _conformance(book, metas)


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


def _features(book: OpenedEpub) -> Mapping[str, str]:
    """For every feature that can be checked, why the files do not bear it; "" where they do."""
    trees = book.trees.values()
    marks = {kind for tree in trees for kind in _kinds(tree)}
    silent = sum(len(_SILENT(tree)) for tree in trees)
    shown = sum(len(_SHOWN(tree)) - len(_COVER(tree)) for tree in trees)
    described = sum(len(_EXPLAINED(tree)) for tree in trees)
    pages = bool(book.entries("page-list"))
    return {
        "tableOfContents": "" if book.entries("toc") else "the navigation document has no contents",
        "readingOrder": _displaced(book),
        "structuralNavigation": _headings(book),
        "displayTransformability": _fixed(book),
        "ARIA": "" if any(_ROLES(tree) for tree in _texts(book)) else "no element of a text has a role",
        "alternativeText": _unless(silent == 0 and any(_SHOWN(t) for t in trees), f"{silent} pictures have no text"),
        "longDescription": _unless(0 < shown <= described, f"{described} of {shown} pictures have one"),
        "index": _unless(any(_LINKED_INDEX(tree) for tree in trees), "no part of it is an index with links"),
        "pageBreakMarkers": _unless("pagebreak" in marks, "no page is marked"),
        "pageNavigation": _unless(pages, "the navigation document has no list of pages"),
        "MathML": _unless(any(_MATHS(tree) for tree in trees), "no formula is in MathML"),
        "unlocked": _unless("META-INF/encryption.xml" not in book.names, "files of it are encrypted"),
    }


def _unless(true: bool, why: str) -> str:
    return "" if true else why


def _kinds(tree: _Element) -> Iterator[str]:
    for kinds in _TYPES(tree):
        yield from str(kinds).split()


def _texts(book: OpenedEpub) -> Iterator[_Element]:
    """What is read: the spine without the navigation and the cover."""
    nav = book.nav[0] if book.nav else ""
    for path in book.spine:
        if path != nav and path in book.trees and not _COVER(book.trees[path]):
            yield book.trees[path]


def _headings(book: OpenedEpub) -> str:
    for path in book.spine:
        tree = book.trees.get(path)
        if tree is None:
            continue
        ranks = [int(str(head.tag)[-1]) for head in _HEADS(tree)]
        if not ranks and _WITH_HEADINGS & {str(kind) for kind in _SECTIONS(tree)}:
            return f"{path} has no heading"
        last = ranks[0] if ranks else 0
        for rank in ranks:
            if rank > last + 1:
                return f"{path} skips a level of heading"
            last = rank
    return ""


def _declarations(book: OpenedEpub) -> Iterator[tuple[str, str]]:
    for item in book.items:
        if item.media_type == "text/css":
            text = _RULES.sub("", book.data.get(item.path, b"").decode("utf-8", "replace"))
            for name, value in _DECLARED.findall(text):
                yield name.lower(), value.strip().lower()


def _fixed(book: OpenedEpub) -> str:
    if any(meta.text == "pre-paginated" for meta in book.package.iter(f"{OPF}meta")):
        return "its pages are of a fixed layout"
    for name, value in _declarations(book):
        fixes = name in _OF_TYPE and _ABSOLUTE.search(value)
        insists = "!important" in value.replace(" ", "") and name.startswith(_OF_READER)
        if fixes or insists or (name == "user-select" and value == "none"):
            return f"a style sheet says {name}: {value}"
    return ""


def _displaced(book: OpenedEpub) -> str:
    for name, value in _declarations(book):
        moved = name == "position" and value.startswith(("absolute", "fixed"))
        moved |= name.startswith("flex-") and "-reverse" in value
        if moved or (name == "order" and value.strip("-+0") != ""):
            return f"a style sheet says {name}: {value}"
    return (
        "some of it stands outside the reading order"
        if book.package.find(f".//{OPF}itemref[@linear='no']") is not None
        else ""
    )


def _modes(book: OpenedEpub, metas: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    trees = book.trees.values()
    pictures = sum(len(_SHOWN(tree)) - len(_COVER(tree)) for tree in trees)
    silent = sum(len(_SILENT(tree)) for tree in trees)
    wanted = {"textual", *(["visual"] if pictures else [])}
    said = set(metas.get("schema:accessMode", ()))
    for mode in sorted(said - wanted):
        yield _false(f"accessMode {mode}", "nothing in it is taken in that way")
    for mode in sorted(wanted - said):
        yield finding("E044", _package(book), f"the e-book is taken in by {mode} means too, and does not say so")
    for row in metas.get("schema:accessModeSufficient", ()):
        modes = {mode.strip() for mode in row.split(",")}
        if not modes <= said:
            yield _false(f"accessModeSufficient {row}", "it is not among its modes")
        elif modes == {"textual"} and silent:
            yield _false(f"accessModeSufficient {row}", f"{silent} pictures have no text")


def _moves(book: OpenedEpub) -> bool:
    for item in book.items:
        data = book.data.get(item.path, b"")
        if item.media_type == "image/svg+xml" and _ANIMATED.search(data):
            return True
        if item.media_type == "image/png" and b"acTL" in data[: data.find(b"IDAT")]:
            return True
        if item.media_type == "image/gif":
            return True
    return any(name.startswith("animation") for name, _ in _declarations(book))


def _hazards(book: OpenedEpub, metas: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    said = metas.get("schema:accessibilityHazard", ())
    moves, runs = _moves(book), any(_RUNS(tree) for tree in book.trees.values())
    if "none" in said and (moves or runs or len(said) > 1):
        yield _false(
            "accessibilityHazard none",
            "something in it moves, sounds or runs" if moves or runs else "another is claimed too",
        )
    if said != ("none",) and not moves and not runs:
        yield _false(f"accessibilityHazard {', '.join(said)}", "nothing in it moves, sounds or runs")


def _conformance(book: OpenedEpub, metas: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
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
    trees = book.trees.values()
    if silent := sum(len(_SILENT(tree)) for tree in trees):
        yield _false(lines[0], f"{silent} pictures have no text (WCAG 1.1.1)")
    if bare := sum(len(_BARE_TABLES(tree)) for tree in trees):
        yield _false(lines[0], f"{bare} tables have no head cells (WCAG 1.3.1)")
    if _moves(book):
        yield _false(lines[0], "something in it moves and cannot be stopped (WCAG 2.2.2)")
