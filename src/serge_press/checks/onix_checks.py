"""A finished ONIX record, held against the standard's own schema and against the editions it tells of.

Nothing here knows how the record was made. The schema comes with the package ``onixcheck``, which brings EDItEUR's files as
their licence wants them: whole. A machine without it is no fault; all else is checked there too.
"""

from __future__ import annotations

import io
import re
from functools import cache
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from serge_press.checks.opened_epub import DC, OPF, open_epub, parsed
from serge_press.findings import Place
from serge_press.model.isbn import is_isbn
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import RelaxNG, _Element

    from serge_press.checks.opened_epub import OpenedEpub
    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding

INSTALL = "pip install onixcheck"
_ONIX = "{http://ns.editeur.org/onix/3.1/reference}"
_SCHEMA = ("schema", "rng3.1", "ONIX_BookProduct_3.1_reference.rng")
_BORNE = {
    "11": "tableOfContents", "12": "index", "13": "readingOrder", "14": "alternativeText", "15": "longDescription",
    "17": "MathML", "19": "pageBreakMarkers", "29": "structuralNavigation", "30": "ARIA", "36": "displayTransformability",
    "41": "pageNavigation",
}  # fmt: skip
"""List 196 → what an e-book must claim for the code to be true (W3C crosswalk, read the other way)."""
_STANDARD = re.compile(r"EPUB Accessibility 1\.1 - WCAG (2\.[012]) Level (A{1,3})")
_CONFORMS = {"80": "2.0", "81": "2.1", "82": "2.2", "84": "A", "85": "AA", "86": "AAA"}
_SHOWN = 5


def schema_found() -> bool:
    """Whether the standard's schema is on this machine."""
    return _schema() is not None


@cache
def _schema() -> RelaxNG | None:
    spec = util.find_spec("onixcheck")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0]).joinpath(*_SCHEMA)
    try:
        return etree.RelaxNG(etree.parse(str(file)))
    except (OSError, etree.LxmlError):
        return None


def check_onix(issue: Issue, issues: Mapping[str, Issue]) -> tuple[Finding, ...]:
    """What is wrong with a record (B010), and where it and the other ``issues`` of the run, by edition, part (B011)."""
    try:
        root = parsed(issue.data)
    except etree.XMLSyntaxError as fault:
        return (finding("B010", Place(issue.name), f"it is not well-formed: {fault.msg}"),)
    opened = {name: open_epub(one.data) for name, one in issues.items() if one.kind == "epub"}
    found = [finding("B010", Place(issue.name, line), words) for line, words in _invalid(root)]
    records = {_reference(one).rpartition("#")[2]: one for one in root.iter(f"{_ONIX}Product")}
    for name, one in records.items():
        other = issues.get(name)
        book = opened.get(name)
        said = [*_among(one, records), *(_sized(one, other) if other is not None else ())]
        said += _agrees(one, book) if book is not None else []
        said += _agrees_with_pdf(one, other) if other is not None and other.kind == "screen" else []
        found += [finding("B011", Place(issue.name), f"the record of {name}: {words}") for words in said]
    return tuple(found)


def check_linked_record(book: OpenedEpub) -> Iterator[Finding]:
    """The same of the record in an e-book (B010, B011)."""
    for link in book.package.iter(f"{OPF}link"):
        if "onix" not in (link.get("properties") or "").split():
            continue
        path = next((name for name in book.names if name.endswith("/" + (link.get("href") or ""))), "")
        try:
            root = parsed(book.data[path])
        except (KeyError, etree.XMLSyntaxError):
            yield finding("B010", Place(path), "the record that the package links to cannot be read")
            continue
        for one in root.iter(f"{_ONIX}Product"):
            for words in _agrees(one, book):
                yield finding("B011", Place(path), f"the record in the e-book: {words}")


def _invalid(root: _Element) -> Iterator[tuple[int, str]]:
    schema = _schema()
    if root.tag != f"{_ONIX}ONIXMessage" or root.get("release") != "3.1":
        yield 1, "it is no ONIX 3.1 message in reference names"
    elif schema is not None and not schema.validate(root):
        for fault in list(schema.error_log)[:_SHOWN]:
            yield fault.line, fault.message.replace(_ONIX, "")


def _texts(record: _Element, *path: str) -> list[str]:
    return [(one.text or "").strip() for one in record.iterfind("/".join(_ONIX + step for step in path))]


def _reference(record: _Element) -> str:
    return "".join(_texts(record, "RecordReference"))


def _identifiers(record: _Element, *path: str) -> set[str]:
    return set(_texts(record, *path, "ProductIdentifier", "IDValue"))


def _among(record: _Element, records: Mapping[str, _Element]) -> Iterator[str]:
    """Every other product of the message is related to this one, and nothing else is."""
    own = _identifiers(record)
    others = set().union(*(_identifiers(one) for one in records.values())) - own
    related = _identifiers(record, "RelatedMaterial", "RelatedProduct")
    if missing := others - related:
        yield f"it is not related to {', '.join(sorted(missing))}"
    if strange := related - others:
        yield f"it is related to {', '.join(sorted(strange))}, of which there is no record"
    for code in own:
        if code.isdigit() and not (len(code) == 13 and is_isbn(code)):
            yield f"{code} is no ISBN"


def _extents(record: _Element) -> dict[str, int]:
    rows = record.iterfind(f"{_ONIX}DescriptiveDetail/{_ONIX}Extent")
    return {"".join(_texts(row, "ExtentType")): int("".join(_texts(row, "ExtentValue")) or 0) for row in rows}


def _sized(record: _Element, issue: Issue) -> Iterator[str]:
    extents = _extents(record)
    if "22" in extents and extents["22"] != len(issue.data):
        yield f"it tells of {extents['22']} bytes, and the file has {len(issue.data)}"
    if issue.folios is None or issue.kind == "screen":
        return
    parts = sum(extents.get(kind, 0) for kind in ("00", "03", "04"))
    numbered = sum(1 for page in issue.folios.pages if page.label)
    if parts != extents.get("11", 0) or not abs(parts - numbered) <= 1:
        yield f"it tells of {extents.get('11', 0)} pages, and the edition has {numbered}"


def _agrees(record: _Element, book: OpenedEpub) -> list[str]:
    """What it says of accessibility, words and identifiers, and what the e-book says."""
    said = _features(record)
    metas: dict[str, list[str]] = {}
    for meta in book.package.iter(f"{OPF}meta"):
        metas.setdefault(meta.get("property") or "", []).append((meta.text or "").strip())
    wrong = []
    names = {(one.text or "").removeprefix("urn:isbn:") for one in book.package.iter(f"{DC}identifier")}
    if not names & _identifiers(record):
        wrong.append(f"the e-book is {', '.join(sorted(names))}, the record of another")
    claimed = metas.get("schema:accessibilityFeature", [])
    for code, feature in _BORNE.items():
        if (code in said) != (feature in claimed):
            wrong.append(f"code {code} of list 196 and the claim of {feature} do not stand together")
    sufficient = "textual" in metas.get("schema:accessModeSufficient", [])
    if ("52" in said) != sufficient:
        wrong.append("code 52 of list 196 and the claim that text suffices do not stand together")
    line = _STANDARD.search(" ".join(metas.get("dcterms:conformsTo", [])))
    told = {_CONFORMS[code] for code in said if code in _CONFORMS}
    if told != (set(line.groups()) if line else set()) or ("04" in said) != (line is not None):
        wrong.append("it says of conformance to WCAG what the e-book does not say")
    words = metas.get("schema:wordCount", [""])[0]
    if str(_extents(record).get("02", "")) != words:
        wrong.append(f"it tells of another number of words than {words}")
    return wrong


def _agrees_with_pdf(record: _Element, issue: Issue) -> Iterator[str]:
    """What it says of the accessibility of a PDF, and the PDF's own catalogue."""
    import pikepdf  # few records tell of one

    said = _features(record)
    with pikepdf.open(io.BytesIO(issue.data)) as pdf:
        tagged = "/StructTreeRoot" in pdf.Root
        outlined = "/First" in pdf.Root.get("/Outlines", pikepdf.Dictionary())
        spoken = bool(str(pdf.Root.get("/Lang", "")))
        pages = len(pdf.pages)
    if _extents(record).get("07", 0) != pages:
        yield f"it tells of {_extents(record).get('07', 0)} pages, and the PDF has {pages}"
    for code, true, what in (("13", tagged, "tags"), ("11", outlined, "an outline"), ("22", spoken, "a language")):
        if code in said and not true:
            yield f"code {code} of list 196 stands for a PDF without {what}"
    if said & {"04", "05", "06", "36"}:
        yield "it claims for a PDF what nobody has evaluated, or what no page of fixed lines bears"


def _features(record: _Element) -> set[str]:
    rows = record.iterfind(f"{_ONIX}DescriptiveDetail/{_ONIX}ProductFormFeature")
    return {
        code
        for row in rows
        if _texts(row, "ProductFormFeatureType") == ["09"]
        for code in _texts(row, "ProductFormFeatureValue")
    }
