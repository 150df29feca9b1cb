"""Our own checks of a finished e-book: quick, without Java, and in the author's words.

The EPUB is opened from its bytes, so what is checked is what readers get: of texts that were read when they were set, the bytes
are compared.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from serge_press.checks.accessibility_claims import check_claims
from serge_press.checks.onix_checks import check_linked_record
from serge_press.checks.opened_epub import DC, OPF, open_epub, resolved
from serge_press.checks.reading_systems.run import check_reading_systems
from serge_press.checks.reading_systems.table import BY_PROFILE
from serge_press.editions.epub_survey import EPUB_TYPE, XHTML
from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding

LONGEST = 300 * 1024  # bytes of one text file
_MIMETYPE = b"application/epub+zip"
_WANTED = (
    "schema:accessMode",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
)
_MARKED = (f"{XHTML}span", f"{XHTML}div")
_NOTES = (f"{XHTML}div", f"{XHTML}aside")


def check_epub(issue: Issue, profile: str = "epub") -> tuple[Finding, ...]:
    """Everything our own rules find in an e-book of a profile (rules E). Places are files of the EPUB; a second at most."""
    try:
        book = open_epub(issue.data, issue.texts.take())
    except ValueError as fault:
        return (finding("E013", Place(issue.name), str(fault)),)
    found = [finding("E001", Place(path), f"{path} {why}") for path, why in book.faults]
    found += _packing(issue.data, book)
    for check in _CHECKS:
        found += check(book)
    found += check_reading_systems(book, len(issue.data), BY_PROFILE[profile])
    return tuple(found)


def _packing(data: bytes, book: OpenedEpub) -> Iterator[Finding]:
    """OCF 3.3, section 4: the first file says what this is; what is listed is there, and nothing else."""
    with zipfile.ZipFile(BytesIO(data)) as box:
        first = box.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or box.read(first) != _MIMETYPE:
            yield finding("E013", NOWHERE, "the file does not begin with its media type")
    listed = Counter(item.path for item in book.items)
    own = {"mimetype", "META-INF/container.xml", *_linked(book)}
    for path, count in listed.items():
        if count > 1:
            yield finding("E013", Place(path), f"{path} is listed {count} times")
        if path not in book.data:
            yield finding("E013", Place(path), f"{path} is listed and is not there")
    for name in book.names:
        if name not in listed and name not in own and not name.endswith(".opf"):
            yield finding("E013", Place(name), f"{name} is in the e-book and is not listed")


def _linked(book: OpenedEpub) -> Iterator[str]:
    """Records that the package document links to; they may not be listed (EPUB 3.3, section 5.5.7)."""
    package = next((name for name in book.names if name.endswith(".opf")), "")
    for link in book.package.iter(f"{OPF}link"):
        yield resolved(package, link.get("href", ""))


def _ids(book: OpenedEpub) -> Iterator[Finding]:
    for path, survey in book.surveys.items():
        if len(set(survey.ids)) == len(survey.ids):
            continue
        for anchor, count in Counter(survey.ids).items():
            if anchor and count > 1:
                yield finding("E005", Place(path), f"the id {anchor} stands {count} times")


def _links(book: OpenedEpub) -> Iterator[Finding]:
    """Every link and every picture, style sheet and font that a text names."""
    texts = set(book.spine) | ({book.nav[0]} if book.nav else set())
    for path, survey in book.surveys.items():
        sound: set[str] = set()  # addresses of links: many lead to one place
        for kind in ("a", "img", "link"):
            for element in survey.all(kind):
                href = element.get("href") or element.get("src")
                if href in sound and kind == "a":
                    continue
                if fault := _fault(book, path, href or "", kind, texts):
                    yield finding("E004", Place(path, _line(element)), fault)
                elif href:
                    sound.add(href)


def _fault(book: OpenedEpub, path: str, href: str, kind: str, texts: set[str]) -> str:
    """What is wrong with an address that an element of that kind names in a file; "" if nothing is."""
    if not href:
        return "" if kind == "a" else "a picture or style sheet has no address"
    address = resolved(path, href)
    if "://" in address or address.startswith("mailto:"):
        return "" if kind == "a" else f"{href} is not in the e-book"
    file, _, anchor = address.partition("#")
    if file not in book.data or (anchor and anchor not in book.ids.get(file, frozenset())):
        return f"the link to {href} leads nowhere"
    return f"the link to {href} leads out of the reading order" if kind == "a" and file not in texts else ""


def _pictures(book: OpenedEpub) -> Iterator[Finding]:
    for path, survey in book.surveys.items():
        for picture in survey.all("img"):
            if not picture.get("alt") and picture.get("role") != "presentation":
                yield finding("E006", Place(path, _line(picture)), f"the picture {picture.get('src')} has no text")


def _contents(book: OpenedEpub) -> Iterator[Finding]:
    """The contents name texts of the spine, in its order; and no chapter is left out (EPUB 3.3, section 7.4).

    A part that goes on in a second file is named once.
    """
    if book.nav is None:
        yield finding("E007", NOWHERE, "the e-book has no navigation document")
        return
    order = {path: index for index, path in enumerate(book.spine)}
    entries = book.entries("toc")
    if not entries:
        yield finding("E007", Place(book.nav[0]), "the contents are empty")
    places = cache(lambda path: {anchor: index for index, anchor in enumerate(book.surveys[path].ids, start=1)})
    last = (-1, -1)
    for label, address, _ in entries:
        path, _, anchor = address.partition("#")
        if not label:
            yield finding("E007", Place(book.nav[0]), f"an entry of the contents has no words ({address})")
        if path not in order or path not in book.trees:
            yield finding("E007", Place(book.nav[0]), f"the contents name {path}, which is not in the reading order")
            continue
        here = (order[path], places(path).get(anchor, 0) if anchor else 0)
        if here < last:
            yield finding("E007", Place(book.nav[0]), f"the contents name “{label}” out of order")
        last = here
    named = {address.partition("#")[0] for _, address, _ in entries}
    for path in book.spine:
        sections = book.surveys[path].all("section") if path in book.trees else ()
        begun = (one for one in sections if "continued" not in (one.get("class") or "").split())
        kinds = {section.get(EPUB_TYPE) or "" for section in begun}
        if path not in named and kinds & {"chapter", "part", "bibliography", "appendix"}:
            yield finding("E007", Place(path), "the contents leave this part out")
    marks = Counter((kind, address) for _, address, kind in book.entries("landmarks"))
    for (kind, address), count in marks.items():
        if not kind or " " in kind or count > 1:
            yield finding(
                "E007", Place(book.nav[0]), f"the landmark {kind or 'without a kind'} for {address} is not one, once"
            )


def _pages(book: OpenedEpub) -> Iterator[Finding]:
    """Marks and page list, one to one and in order (EPUB Accessibility 1.1, section 4.3)."""
    marks = [
        (mark.get("aria-label") or mark.get("title") or "", f"{path}#{mark.get('id')}")
        for path in book.spine
        if path in book.trees
        for kind, mark in book.surveys[path].typed
        if kind == "pagebreak" and mark.tag in _MARKED
    ]
    listed = [(label, address) for label, address, _ in book.entries("page-list")]
    all_marks, all_listed = set(marks), set(listed)
    for label, address in marks:
        if not label:
            yield finding("E008", Place(address.partition("#")[0]), f"the page mark {address} has no label")
        if (label, address) not in all_listed:
            yield finding("E008", Place(address.partition("#")[0]), f"the mark of page {label} is not in the page list")
    for label, address in listed:
        if (label, address) not in all_marks:
            yield finding("E008", NOWHERE, f"page {label} of the page list has no mark of that label at {address}")
    for label, count in Counter(label for label, _ in listed).items():
        if count > 1:
            yield finding("E008", NOWHERE, f"page {label} is {count} times in the page list")
    if sorted(marks) == sorted(listed) and marks != listed:
        yield finding("E008", NOWHERE, "the page list is not in the order of the text")
    properties = {meta.get("property") for meta in book.package.iter(f"{OPF}meta")}
    if listed and "pageBreakSource" not in properties:
        yield finding("E009", NOWHERE, "the e-book does not say whose pages its page list gives")


def _metadata(book: OpenedEpub) -> Iterator[Finding]:
    package = book.package
    unique = package.get("unique-identifier")
    identifiers = {element.get("id"): element.text for element in package.iter(f"{DC}identifier")}
    if not (identifiers.get(unique) or "").strip():
        yield finding("E009", NOWHERE, "the e-book has no identifier")
    for name in ("title", "language"):
        if not any((element.text or "").strip() for element in package.iter(f"{DC}{name}")):
            yield finding("E009", NOWHERE, f"the e-book has no {name}")
    told = [meta.get("property") for meta in package.iter(f"{OPF}meta") if (meta.text or "").strip()]
    for wanted in _WANTED:
        if wanted not in told:
            yield finding("E009", NOWHERE, f"the e-book does not give {wanted}")
    if told.count("dcterms:modified") != 1:
        yield finding("E009", NOWHERE, "the e-book does not say, once, when it was last changed")
    for path, tree in book.trees.items():
        title = tree.find(f"{XHTML}head/{XHTML}title")
        if title is None or not (title.text or "").strip():
            yield finding("E009", Place(path), "the file has no title")
        if not tree.get("lang") or tree.get("lang") != tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
            yield finding("E009", Place(path), "the file does not say its language")


def _notes(book: OpenedEpub) -> Iterator[Finding]:
    """Every call has its note, and every note leads back to a call that leads to it."""
    calls: dict[str, str] = {}  # address of the call → address of the note
    notes: dict[str, str] = {}
    for path, survey in book.surveys.items():
        for types, element in survey.typed:
            if element.tag == f"{XHTML}a" and "noteref" in types.split():
                calls[f"{path}#{element.get('id')}"] = resolved(path, element.get("href", ""))
            elif types == "footnote" and element.tag in _NOTES:
                back = [a.get("href", "") for a in element.iter(f"{XHTML}a") if a.get(EPUB_TYPE) == "backlink"]
                notes[f"{path}#{element.get('id')}"] = resolved(path, back[0]) if len(back) == 1 else ""
    for call, called in calls.items():
        if called not in notes:
            yield finding("E012", Place(call.partition("#")[0]), f"the note call {call} leads to no note")
    for address, back_to in notes.items():
        file = address.partition("#")[0]
        if not back_to:
            yield finding("E012", Place(file), f"the note {address} has no way back, or several")
        elif calls.get(back_to) != address:
            yield finding("E012", Place(file), f"the note {address} leads back to {back_to}, which does not call it")


def _sizes(book: OpenedEpub) -> Iterator[Finding]:
    for path in book.trees:
        if (size := len(book.data[path])) > LONGEST:
            yield finding("E011", Place(path), f"{path} has {size // 1024} kB")


def _line(element: _Element) -> int:
    return int(element.sourceline or 0)


_CHECKS: tuple[Callable[[OpenedEpub], Iterator[Finding]], ...] = (
    _ids, _links, _pictures, _contents, _pages, _metadata, _notes, _sizes, check_claims, check_linked_record,
)  # fmt: skip
