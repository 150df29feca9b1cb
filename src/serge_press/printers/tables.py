"""One table of a profile's data file → one fact. A fault in the data is ours: it raises ValueError with the place in words."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from serge_press.printers.facts import Fact, Force, Grade, Permission
from serge_press.printers.profile import (
    Barcode,
    Colours,
    Edges,
    FileNames,
    GutterStep,
    Jacket,
    ModelMargins,
    PageLimits,
    Paper,
    Pixels,
    SpineText,
    Trim,
    TrimRange,
)
from serge_press.printers.spine_rules import BulkSpine, LinearSpine, SpineRule, SpineStep, SteppedSpine, TemplateSpine
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.printers.facts import Source

V = TypeVar("V")

MILLIMETRES = {"mm": 1.0, "in": 25.4}
_SIZE = re.compile(r"(\d+(?:\.\d+)?) x (\d+(?:\.\d+)?)")
_EVIDENCE = ("grade", "sources", "checked_on", "force", "note")
_COLOURS = ("gray", "cmyk", "rgb", "spot")


@dataclass(slots=True)
class Table:
    """A table being read: every key must be asked for, or :meth:`close` complains. Lengths come out in millimetres."""

    where: str
    rows: Mapping[str, Any]
    unit: float
    checked_on: date
    sources: Mapping[str, Source]
    asked: set[str] = field(default_factory=set)

    def get(self, key: str, kind: type[V], default: V | None = None) -> V:
        """The value of a key; ValueError where it is missing without a default, or of another kind."""
        self.asked.add(key)
        value = self.rows.get(key, default)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{self.where}: {key} is no {kind.__name__}")
        return value

    def length(self, key: str, default: float | None = None) -> float:
        """A length, in millimetres."""
        return round(self.get(key, float, default) * self.unit, 4)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names; none where there is no such key."""
        values = self.get(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{self.where}: {key} holds something that is no name")
        return tuple(values)

    def fact(self, value: V) -> Fact[V]:
        """The value with the evidence that stands in this table."""
        self.asked.update(_EVIDENCE)
        tags = self.names("sources")
        unknown = [tag for tag in tags if tag not in self.sources]
        if unknown or not tags:
            raise ValueError(f"{self.where}: no source {unknown or ''}")
        left = set(self.rows) - self.asked
        if left:
            raise ValueError(f"{self.where}: nobody asks for {', '.join(sorted(left))}")
        return Fact(
            value,
            Grade(self.get("grade", str)),
            tuple(self.sources[tag] for tag in tags),
            self.get("checked_on", date, self.checked_on),
            Force(self.get("force", str, "required")),
            self.get("note", str, ""),
        )


def trims(table: Table) -> Fact[tuple[Trim, ...]]:
    """``sizes = ["6 x 9"]``."""
    return table.fact(tuple(_trim(table, name) for name in table.names("sizes")))


def _trim(table: Table, name: str) -> Trim:
    match = _SIZE.fullmatch(name)
    if match is None:
        raise ValueError(f"{table.where}: {name} is no size")
    return Trim(name, round(float(match[1]) * table.unit, 3), round(float(match[2]) * table.unit, 3))


def trim_range(table: Table) -> Fact[TrimRange]:
    """``narrowest``, ``widest``, ``lowest``, ``highest``, and ``papers``."""
    made = TrimRange(
        table.length("narrowest"), table.length("widest"), table.length("lowest"), table.length("highest"),
        table.names("papers"),
    )  # fmt: skip
    return table.fact(made)


def paper(table: Table) -> Fact[Paper]:
    """``name``, ``title``, ``ink``, ``grams``."""
    ink = table.get("ink", str)
    if ink not in ("black", "colour"):
        raise ValueError(f"{table.where}: there is no ink {ink}")
    return table.fact(Paper(table.get("name", str), table.get("title", str), ink, table.get("grams", float, 0.0)))


def page_limits(table: Table) -> Fact[PageLimits]:
    """``fewest``, ``most``, ``papers``, ``trims``."""
    limits = PageLimits(
        table.get("fewest", int), table.get("most", int, 0), table.names("papers"), table.names("trims")
    )
    return table.fact(limits)


def edges(table: Table) -> Fact[Edges]:
    """``top``, ``bottom``, ``inside``, ``outside``."""
    return table.fact(Edges(*(table.length(key) for key in ("top", "bottom", "inside", "outside"))))


def gutter(table: Table) -> Fact[tuple[GutterStep, ...]]:
    """``steps = [[pages, least inner margin]]``."""
    steps = tuple(GutterStep(int(count), round(inside * table.unit, 4)) for count, inside in table.get("steps", list))
    if sorted(steps, key=lambda step: step.pages) != list(steps):
        raise ValueError(f"{table.where}: the steps are not in order")
    return table.fact(steps)


def model_margins(table: Table) -> Fact[tuple[ModelMargins, ...]]:
    """``by_trim = {"120 x 190" = [top, bottom, inside, outside]}``."""
    rows: dict[str, list[float]] = table.get("by_trim", dict)
    made = (
        ModelMargins(trim, Edges(*(round(length * table.unit, 4) for length in lengths)))
        for trim, lengths in rows.items()
    )
    return table.fact(tuple(made))


def spine(table: Table) -> Fact[SpineRule]:
    """``rule`` is linear, steps, bulk or template, with what that needs."""
    rule = table.get("rule", str)
    papers = table.names("papers")
    made: SpineRule
    if rule == "linear":
        made = LinearSpine(_per_page(table), table.length("constant"), papers)
    elif rule == "steps":
        rows = table.get("steps", list)
        made = SteppedSpine(
            table.get("first", int), tuple(SpineStep(int(n), round(w * table.unit, 4)) for n, w in rows), papers
        )
    elif rule == "bulk":
        made = BulkSpine(table.length("constant"), papers)
    elif rule == "template":
        made = TemplateSpine(table.get("where", str), papers)
    else:
        raise ValueError(f"{table.where}: there is no rule {rule}")
    return table.fact(made)


def _per_page(table: Table) -> float:
    """The width of a page, given as such or as pages to a unit."""
    if "pages_per_unit" in table.rows:
        return table.unit / table.get("pages_per_unit", float)
    return round(table.get("per_page", float) * table.unit, 7)


def spine_text(table: Table) -> Fact[SpineText]:
    """``pages`` and ``clear``."""
    return table.fact(SpineText(table.get("pages", int), table.length("clear")))


def barcode(table: Table) -> Fact[Barcode]:
    """``width``, ``height``, ``printed_by``, ``required``, ``from_spine``, ``from_foot``."""
    made = Barcode(
        table.length("width"), table.length("height"), table.get("printed_by", str), table.get("required", bool),
        table.length("from_spine", 0.0), table.length("from_foot", 0.0),
    )  # fmt: skip
    return table.fact(made)


def jacket(table: Table) -> Fact[Jacket]:
    """``wider``, ``higher``, ``flap``, ``bleed``, and the ``trim`` they hold for; what the template must tell is left out."""
    name = table.get("trim", str, "")
    wider, higher, flap, bleed = (table.length(key, 0.0) for key in ("wider", "higher", "flap", "bleed"))
    return table.fact(Jacket(wider, higher, flap, bleed, _trim(table, name) if name else None))


def colours(table: Table) -> Fact[Colours]:
    """``black``, ``colour``, ``cover``: lists of gray, cmyk, rgb, spot."""
    kinds = [table.names(key) for key in ("black", "colour", "cover")]
    if any(kind not in _COLOURS for names in kinds for kind in names):
        raise ValueError(f"{table.where}: a colour is none of {', '.join(_COLOURS)}")
    return table.fact(Colours(*kinds))


def pixels(table: Table) -> Fact[Pixels]:
    """``least``, ``most``, ``line_art``."""
    return table.fact(Pixels(table.get("least", int), table.get("most", int, 0), table.get("line_art", int, 0)))


def file_names(table: Table) -> Fact[FileNames]:
    """``interior`` and ``cover``."""
    return table.fact(FileNames(table.get("interior", str), table.get("cover", str)))


def length(table: Table) -> Fact[float]:
    """``value``, a length."""
    return table.fact(table.length("value"))


def number(table: Table) -> Fact[float]:
    """``value``, a number that is no length: per cent, or points."""
    return table.fact(table.get("value", float))


def count(table: Table) -> Fact[int]:
    """``value``, a whole number."""
    return table.fact(table.get("value", int))


def truth(table: Table) -> Fact[bool]:
    """``value``, true or false."""
    return table.fact(table.get("value", bool))


def words(table: Table) -> Fact[str]:
    """``value``, a name."""
    return table.fact(table.get("value", str))


def standards(table: Table) -> Fact[tuple[str, ...]]:
    """``value``, a list of names."""
    return table.fact(table.names("value"))


def permission(table: Table) -> Fact[Permission]:
    """``value``: forbidden, allowed, required."""
    return table.fact(Permission(table.get("value", str)))
