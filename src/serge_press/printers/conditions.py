"""Print conditions by the names that printers give them, and the ICC profiles that may be passed on.

An output intent (ISO 32000-1, 14.11.5) names one: the name alone where the ICC's registry of characterisation data has it and
the standard is content with that, or with the profile itself.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from serge_press.printers.shelf import sources
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.printers.facts import Source

REGISTRY = "http://www.color.org"
"""The registry that the names are taken from, as output intents write it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A print condition. ``profile`` is "" where the press has none; ``most_ink`` per cent that its profile lays, 0 not known."""

    name: str
    words: str
    profile: str = ""
    most_ink: int = 0
    sources: tuple[Source, ...] = ()

    def data(self) -> bytes:
        """The profile; nothing where there is none."""
        if not self.profile:
            return b""
        return (resources.files(__package__) / "icc" / self.profile).read_bytes()


@cache
def conditions() -> tuple[Condition, ...]:
    """Every condition of the press, in the order of its data file."""
    rows = tomllib.loads((resources.files(__package__) / "data" / "conditions.toml").read_text(encoding="utf-8"))
    return tuple(
        Condition(
            name,
            row["words"],
            row.get("profile", ""),
            row.get("most_ink", 0),
            tuple(sources()[tag] for tag in row["sources"]),
        )
        for name, row in rows.items()
    )


def condition(name: str) -> Condition:
    """The condition of that name; one that the press does not know has its name for words."""
    return next((one for one in conditions() if one.name == name), Condition(name, name))
