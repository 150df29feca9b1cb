"""What draws each kind of figure of the registry in ``model.plan``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from serge_press.model.plan import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.manuscript.figures.drawn import Drawn

    Draw = Callable[[Maker, str], Drawn | None]


def draws(kind: str) -> Draw:
    """What draws figures of a kind, loaded when it is asked for. Raises KeyError for a kind there is none of: a bug of ours."""
    module, _, name = FIGURES[kind].rpartition(".")
    made: Draw = getattr(import_module(f"serge_press.manuscript.figures.{module}"), name)
    return made
