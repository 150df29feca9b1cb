"""Lengths as authors write them in book.toml: a number and a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serge_press.reading.record import Record

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,5})?)\s*(mm|cm|in|pt)", re.IGNORECASE)
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def millimetres(number: str, unit: str) -> float:
    """A length in mm. ``unit`` is mm, cm, in or pt, in small or capital letters."""
    return float(number) * _MILLIMETRES[unit.lower()]


def length_of(record: Record, name: str) -> float | None:
    """A length in millimetres; None where there is none, or R029 with it."""
    text = record.text(name)
    if not text:
        return None
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not float(match[1]):
        record.report("R029", record.place_of(name), f"'{text}' is no length", 'write "17.4mm" or "0.685in"')
        return None
    return millimetres(match[1], match[2])
