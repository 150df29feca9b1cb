"""Orders for print, with the house that ships with the press."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from printed_samples import sample
from serge_press.editions import one_run
from serge_press.editions.edition import Order
from serge_press.editions.print_edition import bring_out_print
from serge_press.findings import Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.model.plan import EditionPlan
from serge_press.reading.folder import MemoryFolder
from serge_press.rendering.house import load_house

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from serge_press.editions.edition import Issue
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript
    from serge_press.rendering.house import House

STAMP = 1_767_225_600  # 1 January 2026


@cache
def house() -> House:
    """The house style "house"."""
    loaded, found = load_house("house", MemoryFolder({}))
    assert loaded is not None, found
    return loaded


def order(manuscript: Manuscript, files: Mapping[str, bytes] | None = None, **plan: Any) -> Order:
    """An order for the print edition of a manuscript; ``files`` are the book folder's, keywords change the plan."""
    edition = EditionPlan(**{"name": "print", "kind": "print", "place": Place("book.toml", 20, 1), **plan})
    return Order(edition, manuscript, house(), MemoryFolder(files or {}), NO_FOLIOS, STAMP, ())


def keep_documents(patch: pytest.MonkeyPatch) -> list[Any]:
    """The WeasyPrint documents that are laid out in one run from now on, as they come."""
    kept: list[Any] = []
    lay_out = one_run.lay_out

    def keeping(*given: Any) -> Any:
        kept.append(lay_out(*given))
        return kept[-1]

    patch.setattr(one_run, "lay_out", keeping)
    return kept


@cache
def printed() -> tuple[Issue, tuple[Finding, ...]]:
    """The sample book, printed once for all tests."""
    issue, found = bring_out_print(order(sample()))
    assert issue is not None, found
    return issue, found
