"""Finished editions for tests: the complete miniature book, brought out once, and ways to spoil a copy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import books
import makers
from serge_press.editions.all import edition_of
from serge_press.editions.edition import Issue, Order
from serge_press.findings import Finding
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.manuscript.parts import Manuscript
from serge_press.press import Proof, bring_out, prepare
from serge_press.reading.folder import MemoryFolder

STAMP = 1_790_000_000
"""21 September 2026, in the afternoon."""


@cache
def complete() -> Proof:
    """The complete miniature book, read and assembled."""
    return prepare(books.book("complete"))


@cache
def brought_out() -> tuple[Issue, Issue, tuple[Finding, ...]]:
    """Its print edition, its e-book, and what the press found (without EPUBCheck)."""
    proof = complete()
    assert proof.plan is not None
    run = bring_out(proof, proof.plan.editions, STAMP, validate=False)
    made = {one.issue.edition: one.issue for one in run.made}
    return made["print"], made["epub"], run.findings


@cache
def long_paragraphs() -> tuple[Manuscript, Issue, Issue]:
    """A manuscript of paragraphs longer than a page, and both its editions: pages are sure to begin within a line."""
    proof = complete()
    assert proof.plan is not None
    assert proof.house is not None
    words = " ".join(f"Of the {other} the {one} of the harbour remembered all." for one in _NAMES for other in _NAMES)
    makers.fresh()
    chapters = [makers.division(name, makers.paragraph(words), title=name.title()) for name in ("first", "second")]
    made = replace(makers.manuscript(*chapters), plan=replace(makers.plan(), editions=proof.plan.editions))
    issues: dict[str, Issue] = {}
    for plan in sorted(proof.plan.editions, key=lambda one: one.kind != "print"):
        folios = issues["print"].folios if issues else None
        companions = tuple(issues.values())
        issue, found = edition_of(plan.kind)(
            Order(plan, made, proof.house, MemoryFolder({}), folios or NO_FOLIOS, STAMP, (), companions)
        )
        assert issue is not None, found
        issues[plan.kind] = issue
    return made, issues["print"], issues["epub"]


_NAMES = (
    "compositor", "ferryman", "foreman", "almanac", "telegraphist", "lamplighter", "clockmaker", "harbourmaster",
    "conscientious reader", "printer", "bookseller", "schoolmistress", "lock-keeper", "tide", "river", "town",
)  # fmt: skip


def manuscript() -> Manuscript:
    """The manuscript of both."""
    found = complete().manuscript
    assert found is not None
    return found


def unpacked(issue: Issue) -> dict[str, bytes]:
    """Name → bytes of an e-book, in the order of the zip."""
    with zipfile.ZipFile(io.BytesIO(issue.data)) as box:
        return {info.filename: box.read(info) for info in box.infolist()}


def repacked(issue: Issue, files: dict[str, bytes]) -> Issue:
    """The e-book with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as box:
        for name, data in files.items():
            box.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return replace(issue, data=buffer.getvalue())


def spoiled(issue: Issue, name: str, change: Callable[[str], str]) -> Issue:
    """A copy of the e-book in which one file is changed; the change must change something."""
    files = unpacked(issue)
    text = files[f"EPUB/{name}"].decode()
    changed = change(text)
    assert changed != text, "nothing was spoiled"
    return repacked(issue, {**files, f"EPUB/{name}": changed.encode()})
