"""Finished editions for tests: the complete miniature book, brought out once, and ways to spoil a copy."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import books
from serge_press.editions.edition import Issue
from serge_press.findings import Finding
from serge_press.manuscript.parts import Manuscript
from serge_press.press import Proof, bring_out, prepare

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
