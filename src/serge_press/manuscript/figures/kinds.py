"""The whole registry of figures: a new kind is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.manuscript.figures.drawn import Drawn

    Draw = Callable[[Maker, str], Drawn | None]

KINDS: dict[str, str] = {
    "timeline": "timeline.timeline",
    "map": "map_of_exiles.map_of_exiles",
    "works-per-year": "works_per_year.works_per_year",
    "names": "name_web.name_web",
    "periodicals": "periodical_grid.periodical_grid",
    "translations": "translation_tree.translation_tree",
    "claims": "who_said_what.who_said_what",
}
"""Kind of figure → what draws it, in the order of a book that names none. After a colon an author may name the record:
``claims:the-leaflet``."""


def draws(kind: str) -> Draw:
    """What draws figures of a kind, loaded when it is asked for. Raises KeyError for a kind there is none of: a bug of ours."""
    module, _, name = KINDS[kind].rpartition(".")
    made: Draw = getattr(import_module(f"serge_press.manuscript.figures.{module}"), name)
    return made
