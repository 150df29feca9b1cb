"""The printers the press knows: data files shipped with it, each read once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from serge_press.printers import tables
from serge_press.printers.facts import Source
from serge_press.printers.profile import PrinterProfile
from serge_press.printers.tables import MILLIMETRES, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

PRINTERS = (
    "kdp-paperback", "kdp-hardcover", "ingram-paperback", "ingram-case", "lulu-paperback", "lulu-casewrap",
    "bod-paperback", "bod-hardcover", "offset-eu", "offset-us", "home",
)  # fmt: skip
"""Every profile, in the order in which they are listed."""

_ONE: Mapping[str, Callable[[Table], Any]] = MappingProxyType({
    "multiple": tables.count,
    "last_page_blank": tables.truth,
    "most_blanks": tables.count,
    "bleed": tables.edges,
    "margins": tables.edges,
    "margins_with_bleed": tables.edges,
    "gutter": tables.gutter,
    "model_margins": tables.model_margins,
    "spine_text": tables.spine_text,
    "cover_bleed": tables.length,
    "cover_width": tables.length,
    "cover_height": tables.length,
    "cover_safe": tables.length,
    "cover_wrap": tables.length,
    "cover_hinge": tables.length,
    "cover_widest": tables.length,
    "jacket": tables.jacket,
    "barcode": tables.barcode,
    "pdf_standards": tables.standards,
    "marks": tables.permission,
    "transparency": tables.permission,
    "layers": tables.permission,
    "annotations": tables.permission,
    "bookmarks": tables.permission,
    "hidden": tables.permission,
    "encryption": tables.permission,
    "rotation": tables.permission,
    "colour_tags": tables.permission,
    "single_pages": tables.truth,
    "same_size": tables.truth,
    "fonts_embedded": tables.truth,
    "largest_file": tables.count,
    "largest_cover": tables.count,
    "colours": tables.colours,
    "black_text": tables.truth,
    "total_ink": tables.number,
    "print_condition": tables.words,
    "pixels": tables.pixels,
    "thinnest_line": tables.number,
    "smallest_type": tables.number,
    "lightest_tint": tables.number,
    "file_names": tables.file_names,
})  # fmt: skip
_SEVERAL: Mapping[str, Callable[[Table], Any]] = MappingProxyType({
    "papers": tables.paper,
    "trims": tables.trims,
    "custom_trim": tables.trim_range,
    "pages": tables.page_limits,
    "price_bands": tables.count,
    "spine": tables.spine,
})  # fmt: skip


@cache
def printer(name: str) -> PrinterProfile:
    """The profile of that name. KeyError if the press knows no such printer."""
    if name not in PRINTERS:
        raise KeyError(name)
    return read_profile(name, _data(f"{name}.toml"), sources())


def printers() -> tuple[PrinterProfile, ...]:
    """Every profile, in order."""
    return tuple(printer(name) for name in PRINTERS)


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its tag."""
    rows = tomllib.loads(_data("sources.toml"))
    return MappingProxyType({tag: Source(tag, row["title"], row.get("address", "")) for tag, row in rows.items()})


def read_profile(name: str, text: str, known: Mapping[str, Source]) -> PrinterProfile:
    """A data file as a profile. ValueError for a table or key that nobody asks for, or a value of the wrong kind."""
    data = tomllib.loads(text)
    unit, checked_on = data.pop("unit"), data.pop("checked_on")
    if unit not in MILLIMETRES or not isinstance(checked_on, date):
        raise ValueError(f"{name}: the unit or the day is wrong")
    head = {key: data.pop(key) for key in ("title", "printer", "binding")}
    fields: dict[str, Any] = {"unknown": tuple(data.pop("unknown", []))}
    for key, value in data.items():
        rows = value if isinstance(value, list) else [value]
        read = _ONE.get(key) or _SEVERAL.get(key)
        if read is None or (key in _ONE and len(rows) > 1):
            raise ValueError(f"{name}: there is no field [{key}]")
        made = tuple(read(Table(f"{name}, [{key}]", row, MILLIMETRES[unit], checked_on, known)) for row in rows)
        fields[key] = made if key in _SEVERAL else made[0]
    return PrinterProfile(name, unit=unit, checked_on=checked_on, **head, **fields)


def _data(file: str) -> str:
    return (resources.files(__package__) / "data" / file).read_text(encoding="utf-8")
