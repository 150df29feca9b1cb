"""Remembering what a pure function made of the same words, for a press that is run again and again on one book.

A build meets each text once, so it remembers nothing and holds no memory for it. A preview reads the whole book at every
save, of which one file is new.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

ROOM = 8192
"""Results kept of each function; those not asked for longest go first."""


class _Switch:
    on = False


def remember() -> None:
    """From now on, for as long as this process lives, keep results."""
    _Switch.on = True


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """The function, remembering when asked to. Its arguments must be hashable and its results immutable."""
    kept = lru_cache(maxsize=ROOM)(function)

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(*args, **kwargs) if _Switch.on else function(*args, **kwargs)  # type: ignore[arg-type]

    return remembering
