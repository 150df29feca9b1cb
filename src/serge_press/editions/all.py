"""The whole registry of editions: a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serge_press.editions.edition import Issue, Order
    from serge_press.findings import Finding

    BringOut = Callable[[Order], tuple[Issue | None, tuple[Finding, ...]]]

_KINDS = {
    "print": "print_edition.bring_out_print",
    "large-print": "large_print.edition.bring_out_large_print",
    "screen": "screen.edition.bring_out_screen",
    "cover": "covers.edition.bring_out_cover",
    "jacket": "covers.edition.bring_out_jacket",
    "booklet": "derived.editions.bring_out_booklet",
    "proof": "derived.editions.bring_out_proof",
    "epub": "epub_edition.bring_out_epub",
    "store-cover": "store_cover.bring_out_store_cover",
    "onix": "onix.edition.bring_out_onix",
}
"""Kind of edition → what brings it out. Print comes first: the others need its pages; the record of all comes last."""


def edition_of(kind: str) -> BringOut:
    """What brings out editions of a kind, loaded when it is asked for: an e-book needs nothing of what lays out pages.

    Raises KeyError for a kind that there is none of: a bug of ours.
    """
    module, _, name = _KINDS[kind].rpartition(".")
    made: BringOut = getattr(import_module(f"serge_press.editions.{module}"), name)
    return made
