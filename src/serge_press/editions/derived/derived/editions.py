"""Booklet and proof as editions of a book: both follow a print edition that was made before them in the same run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.derived.booklet import BookletError, booklet
from serge_press.editions.derived.proof import proof
from serge_press.editions.leaves import holdings
from serge_press.editions.page_geometry import page_geometry
from serge_press.printers.profile import Edges
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.editions.edition import Issue, Order
    from serge_press.findings import Finding

_SAFE = 6.0  # mm: no printer known to us asks for less room around text, and most take more


def bring_out_booklet(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Impose the print edition that the order's plan follows; P020 for a sheet, signature or creep that cannot be."""
    printed = order.printed
    if printed is None:
        return None, ()
    try:
        data = booklet(printed.data, order.plan.sheet, order.plan.signature, order.plan.creep)
    except (BookletError, ValueError) as fault:
        return None, (finding("P020", order.plan.place, str(fault)),)
    return _issue(order, printed, data), ()


def bring_out_proof(order: Order) -> tuple[Issue | None, tuple[Finding, ...]]:
    """Pull a proof of the print edition that the order's plan follows."""
    printed = order.printed
    if printed is None:
        return None, ()
    book = order.manuscript.plan
    places = {
        anchor: f"{place.file.rpartition('/')[2]}:{place.line}"
        for anchor, place in holdings(order.manuscript).places.items()
        if place.file
    }
    own = next((one for one in book.editions if one.name == printed.edition), order.plan)
    geometry = page_geometry(own.trim)
    binding = geometry.inside - 2.0 if geometry is not None else _SAFE
    safe = Edges(_SAFE, _SAFE, binding, _SAFE)
    return _issue(order, printed, proof(printed.data, places, safe, order.house.fonts, book.title)), ()


def _issue(order: Order, printed: Issue, data: bytes) -> Issue:
    name = f"{order.manuscript.plan.slug}-{order.plan.name}.pdf"
    return replace(printed, edition=order.plan.name, kind=order.plan.kind, name=name, data=data, folios=None)
