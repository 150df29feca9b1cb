"""Values of a PDF taken as what they should be: anything else is None, or the default. Never raises for what a file holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUGE = 1e7  # no length, size or matrix of a page is larger; what is, is taken as no number

FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RuntimeError)
"""What pikepdf raises when an object of a damaged file is looked at."""


def number(value: Any) -> float | None:
    """A number; None for anything else, and for one that is too large for a page."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        plain = float(value)
        return plain if -_HUGE < plain < _HUGE else None
    return None


def whole(value: Any) -> int | None:
    """A whole number that fits into 32 bits."""
    if isinstance(value, int) and not isinstance(value, bool) and -(2**31) < value < 2**31:
        return value
    return None


def numbers(value: Any, count: int) -> tuple[float, ...] | None:
    """An array of exactly so many numbers."""
    if not isinstance(value, pikepdf.Array) or len(value) != count:
        return None
    found = [number(one) for one in value]
    return None if any(one is None for one in found) else tuple(one for one in found if one is not None)


def dictionary(value: Any) -> pikepdf.Dictionary | None:
    """A dictionary, or the dictionary of a stream."""
    if isinstance(value, pikepdf.Stream):
        return value.stream_dict
    return value if isinstance(value, pikepdf.Dictionary) else None


def entry(holder: Any, key: str) -> Any:
    """The value of a key in a dictionary or stream; None where there is none."""
    held = dictionary(holder)
    return held.get(key) if held is not None else None


def name(value: Any) -> str:
    """A name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """A text string, or empty."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def items(value: Any, most: int) -> Iterator[Any]:
    """The items of an array, no more than so many."""
    if isinstance(value, pikepdf.Array):
        for index in range(min(len(value), most)):
            yield value[index]


def entries(value: Any, most: int = 10_000) -> Iterator[tuple[str, Any]]:
    """Keys without slash and values of a dictionary, in order of the keys, no more than so many."""
    held = dictionary(value)
    if held is not None:
        for key in sorted(held.keys())[:most]:
            yield key[1:], held.get(key)


def identity(value: Any) -> tuple[int, int] | None:
    """The number of an indirect object; None for a direct one."""
    number_of = getattr(value, "objgen", (0, 0))
    return number_of if number_of != (0, 0) else None
