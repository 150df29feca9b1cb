"""Lengths as authors write them in book.toml: a number and a unit."""

from __future__ import annotations

_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def millimetres(number: str, unit: str) -> float:
    """A length in mm. ``unit`` is mm, cm, in or pt, in small or capital letters."""
    return float(number) * _MILLIMETRES[unit.lower()]
