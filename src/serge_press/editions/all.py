"""The whole registry of editions: a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from serge_press.editions.covers.edition import bring_out_cover
from serge_press.editions.derived.editions import bring_out_booklet, bring_out_proof
from serge_press.editions.epub_edition import bring_out_epub
from serge_press.editions.print_edition import bring_out_print

if TYPE_CHECKING:
    from serge_press.editions.edition import Issue, Order
    from serge_press.findings import Finding

EDITIONS: dict[str, Callable[[Order], tuple[Issue | None, tuple[Finding, ...]]]] = {
    "print": bring_out_print,
    "cover": bring_out_cover,
    "booklet": bring_out_booklet,
    "proof": bring_out_proof,
    "epub": bring_out_epub,
}
"""Kind of edition → what brings it out. Print comes first: the others need its pages."""
