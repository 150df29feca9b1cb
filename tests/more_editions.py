"""The complete miniature book as the two editions it does not ask for itself: for a screen, and in large print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf

import books
import issues
from serge_press.editions.edition import Issue
from serge_press.findings import Finding
from serge_press.press import Proof, bring_out, prepare

WANTED = (
    ("edition.screen.kind", "screen"),
    ("edition.large.kind", "large-print"),
    ("edition.large.isbn", "978-0-306-40615-7"),
)


@cache
def proof() -> Proof:
    """The book, read and assembled with both."""
    return prepare(books.book("complete"), WANTED)


@cache
def made(workers: int = 1) -> tuple[dict[str, Issue], tuple[Finding, ...]]:
    """Print, screen and large print by name, and what the press found."""
    plan = proof().plan
    assert plan is not None
    chosen = tuple(one for one in plan.editions if one.name in ("print", "screen", "large"))
    run = bring_out(proof(), chosen, issues.STAMP, validate=False, workers=workers)
    return {one.issue.edition: one.issue for one in run.made}, run.findings


def opened(name: str) -> pikepdf.Pdf:
    """The PDF of an edition."""
    return pikepdf.open(io.BytesIO(made()[0][name].data))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The structure tree from the top down."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [kid for kid in reversed(kids(one)) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def kids(element: Any) -> list[Any]:
    """What stands right below an element."""
    held = element.get("/K", pikepdf.Array())
    return list(held) if isinstance(held, pikepdf.Array) else [held]
