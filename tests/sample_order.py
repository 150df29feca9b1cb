"""Orders for print, with the house that ships with the press."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from printed_samples import NoPictures
from serge_press.editions.edition import Order
from serge_press.findings import Place
from serge_press.manuscript.folios import NO_FOLIOS
from serge_press.model.plan import EditionPlan
from serge_press.rendering.house import load_house

if TYPE_CHECKING:
    from serge_press.manuscript.parts import Manuscript
    from serge_press.rendering.house import House

STAMP = 1_767_225_600  # 1 January 2026


@cache
def house() -> House:
    """The house style "house"."""
    loaded, found = load_house("house", cast("Any", NoPictures()))
    assert loaded is not None, found
    return loaded


def order(manuscript: Manuscript, **plan: Any) -> Order:
    """An order for the print edition of a manuscript; keywords change the edition's plan."""
    edition = EditionPlan(**{"name": "print", "kind": "print", "place": Place("book.toml", 20, 1), **plan})
    return Order(edition, manuscript, house(), cast("Any", NoPictures()), NO_FOLIOS, STAMP, ())
