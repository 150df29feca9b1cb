"""Checks of the file as a whole: version, size, encryption, title, and what is made for screens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.faults import unless
from serge_press.checks.preflight.streams import unpacked
from serge_press.checks.preflight.values import FAULTS, dictionary, entry, identity, items, name, text
from serge_press.findings import Severity
from serge_press.printers.facts import Permission

if TYPE_CHECKING:
    from serge_press.checks.preflight.bounds import Budget
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.checks.preflight.task import Task
    from serge_press.printers.facts import Fact

_HARMLESS = ("Popup", "PrinterMark", "TrapNet")
_MEDIA = ("FileAttachment", "Sound", "Movie", "Screen", "RichMedia", "3D")
_QUIET = ("GoTo", "URI", "Named", "")
"""Actions that only lead somewhere."""

_XMP_TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)


def forbidden(fact: Fact[Permission] | None) -> bool:
    """Whether the printer forbids it."""
    return fact is not None and fact.value is Permission.FORBIDDEN


def check_file(task: Task, budget: Budget, version: str) -> None:
    """Rules Q003, Q005 to Q007 and Q071 to Q075."""
    printer, faults, root = task.printer, task.faults, task.pdf.Root
    if task.pdf.is_encrypted:
        faults.file(
            "Q003",
            "the file is encrypted, though it opens without a password",
            printer.encryption,
            severity=unless(printer.encryption),
        )
    if version >= "2.0":
        faults.file("Q005", f"the file is PDF {version}")
    limit = printer.largest_cover if task.cover else printer.largest_file
    if limit is not None and task.size > limit.value * 1_000_000:
        faults.file("Q006", f"the file has {task.size / 1e6:.0f} MB; {limit.value} MB are taken", limit)
    if not _has_title(task, budget):
        faults.file("Q007", "no title stands in the file's properties")
    _layers(task)
    _actions(task)
    _attached(task)
    if forbidden(printer.bookmarks) and entry(entry(root, "/Outlines"), "/First") is not None:
        faults.file("Q075", "the file has bookmarks", printer.bookmarks)
    fields = entry(entry(root, "/AcroForm"), "/Fields")
    if isinstance(fields, pikepdf.Array) and len(fields):
        task.summary.annotated = True
        weight = None if printer.annotations else Severity.NOTE
        faults.file("Q072", f"the file is a form with {len(fields)} fields", printer.annotations, severity=weight)


def _has_title(task: Task, budget: Budget) -> bool:
    info = entry(task.pdf.trailer, "/Info")
    if text(entry(info, "/Title")).strip():
        return True
    held = entry(task.pdf.Root, "/Metadata")
    if not isinstance(held, pikepdf.Stream):
        return False
    try:
        return _XMP_TITLE.search(unpacked(held, budget, 4 << 20)) is not None
    except FAULTS:
        return False


def _layers(task: Task) -> None:
    groups = entry(entry(task.pdf.Root, "/OCProperties"), "/OCGs")
    count = len(groups) if isinstance(groups, pikepdf.Array) else 0
    if not count:
        return
    off = len(hidden_layers(task.pdf))
    words = f"the file has {count} layer{'s' if count > 1 else ''}" + (f", {off} of them switched off" if off else "")
    if forbidden(task.printer.layers):
        task.faults.file("Q071", words, task.printer.layers)
    elif off:
        task.faults.file("Q071", words)


def hidden_layers(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The layers that are off when the file is opened."""
    properties = entry(pdf.Root, "/OCProperties")
    usual = entry(properties, "/D")
    every = {mark for one in items(entry(properties, "/OCGs"), 10_000) if (mark := identity(one))}
    off = {mark for one in items(entry(usual, "/OFF"), 10_000) if (mark := identity(one))}
    if name(entry(usual, "/BaseState")) == "OFF":
        off |= every - {mark for one in items(entry(usual, "/ON"), 10_000) if (mark := identity(one))}
    return frozenset(off)


def _actions(task: Task) -> None:
    root, found = task.pdf.Root, []
    if dictionary(opening := entry(root, "/OpenAction")) is not None and _kind(opening) not in _QUIET:
        found.append(f"an action ({_kind(opening)}) runs when it is opened")
    if dictionary(entry(root, "/AA")) is not None:
        found.append("actions run when it is printed or closed")
    if dictionary(entry(entry(root, "/Names"), "/JavaScript")) is not None:
        found.append("it has scripts")
    if found:
        task.summary.acting = True
        task.faults.file("Q073", "; ".join(found))


def _kind(action: Any) -> str:
    return name(entry(action, "/S"))


def _attached(task: Task) -> None:
    root = task.pdf.Root
    inside = dictionary(entry(entry(root, "/Names"), "/EmbeddedFiles")) is not None
    linked = entry(root, "/AF")
    if (
        inside
        or (isinstance(linked, pikepdf.Array) and len(linked))
        or dictionary(entry(root, "/Collection")) is not None
    ):
        task.faults.file("Q074", "other files are attached to it")


def check_annotations(task: Task, sheet: Sheet) -> None:
    """Rules Q072 to Q074 on one page."""
    kinds: dict[str, int] = {}
    for annotation in items(entry(sheet.page, "/Annots"), 10_000):
        kind = name(entry(annotation, "/Subtype")) or "without a kind"
        if kind in _HARMLESS:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        action = entry(annotation, "/A")
        if (dictionary(action) is not None and _kind(action) not in _QUIET) or dictionary(entry(annotation, "/AA")):
            task.summary.acting = True
            task.faults.page("Q073", sheet, f"an annotation has an action ({_kind(action) or 'of its own'})")
    if dictionary(entry(sheet.page, "/AA")) is not None:
        task.summary.acting = True
        task.faults.page("Q073", sheet, "the page has actions")
    media = [kind for kind in kinds if kind in _MEDIA]
    if media:
        task.faults.page("Q074", sheet, f"the page holds {', '.join(sorted(media))}")
    others = {kind: count for kind, count in kinds.items() if kind not in _MEDIA}
    if others:
        task.summary.annotated = True
        told = ", ".join(f"{count} x {kind}" for kind, count in sorted(others.items()))
        asked = task.printer.annotations
        if asked is None or forbidden(asked):
            weight = None if asked is not None else Severity.NOTE
            task.faults.page(
                "Q072", sheet, f"the page has annotations: {told}", None, asked,
                severity=weight, weight=sum(others.values()),
            )  # fmt: skip
