"""The table of traps as values: who stumbles, over what, and where that was read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.findings import Severity
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.findings import Finding, Place

READERS: tuple[str, ...] = ("apple", "adobe", "google", "ingram", "kindle", "kobo")
"""Whom an e-book can be looked at for."""

BY_PROFILE: Mapping[str, tuple[str, ...]] = {
    "epub": ("apple", "adobe", "google", "ingram"),
    "kobo": ("kobo",),
    "kindle": ("kindle",),
}
"""For whom the press looks at its own e-books of each profile."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a trap was read. ``grade`` is A, B or C."""

    title: str
    grade: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """One row. ``readers`` are those who stumble, by name; ``asked`` what the row asks for beside that."""

    readers: frozenset[str]
    says: str
    source: Source
    asked: Mapping[str, Any]

    def names(self, key: str) -> tuple[str, ...]:
        """The names that a row asks for under a key."""
        return tuple(self.asked.get(key, ()))


@dataclass(frozen=True, slots=True)
class Table:
    """All traps by kind (``style``, ``form``, ``measure``, ``habit``), the readers' names, and the day they were checked."""

    traps: Mapping[str, tuple[Trap, ...]]
    readers: Mapping[str, str]
    checked_on: str

    def of(self, kind: str, readers: frozenset[str]) -> tuple[Trap, ...]:
        """The rows of a kind over which one of these stumbles, or all do."""
        wanted = readers | {"any"}
        return tuple(trap for trap in self.traps[kind] if trap.readers & wanted)

    def who(self, trap: Trap, readers: frozenset[str]) -> str:
        """Who of these stumbles, in words."""
        if "any" in trap.readers:
            return ""
        return ", ".join(self.readers[name] for name in READERS if name in trap.readers & readers)


@cache
def table() -> Table:
    """The table, read once."""
    text = Path(__file__).with_name("traps.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    sources = {
        name: Source(row["title"], row["grade"], row.get("address", "")) for name, row in told["sources"].items()
    }
    traps = {
        kind: tuple(
            Trap(frozenset(row["readers"]), row.get("says", ""), sources[row["source"]], row) for row in told[kind]
        )
        for kind in ("style", "form", "measure", "habit")
    }
    return Table(traps, told["readers"], str(told["checked_on"]))


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a book is looked at."""

    readers: frozenset[str]

    def traps(self, kind: str) -> tuple[Trap, ...]:
        """The rows of a kind that count for them."""
        return table().of(kind, self.readers)

    def habit(self, name: str) -> Trap | None:
        """The row of that name, if it counts for one of them."""
        return next((trap for trap in self.traps("habit") if trap.asked["name"] == name), None)

    def measures(self, of: str) -> tuple[Trap, ...]:
        """The measures of a thing that count for them."""
        return tuple(trap for trap in self.traps("measure") if trap.asked["of"] == of)

    def found(self, rule: str, place: Place, what: str, trap: Trap) -> Hit:
        """Something that is a trap, under a rule."""
        return Hit(rule, place, what, trap)

    def told(self, hit: Hit, more: int) -> Finding:
        """What it is, why that is a trap, who stumbles, where that was read; and in how many more places it stands."""
        trap = hit.trap
        if trap is None:
            return finding(hit.rule, hit.place, hit.what)
        who = table().who(trap, self.readers)
        message = f"{f'{who}: ' if who else ''}{f'{hit.what} {trap.says}'.strip()} [{trap.source.title}]"
        if more:
            message += f" (and in {more} more place{'' if more == 1 else 's'} of this file)"
        severity = Severity.NOTE if trap.source.grade == "C" else None
        return finding(hit.rule, hit.place, message, trap.asked.get("mend"), severity=severity)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a book does what a row of the table tells of; ``trap`` is None where it could not be looked at."""

    rule: str
    place: Place
    what: str
    trap: Trap | None
