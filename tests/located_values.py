"""Finds a text inside data that knows where it stands."""

from __future__ import annotations

from serge_press.reading.located import Located, LocatedList, LocatedMapping, LocatedText


def field(value: Located | None, *path: str | int) -> LocatedText:
    """The text at the end of a path of keys and of places in lists."""
    for step in path:
        if isinstance(step, int):
            assert isinstance(value, LocatedList)
            value = value.items[step]
        else:
            assert isinstance(value, LocatedMapping)
            value = value.entries[step].value
    assert isinstance(value, LocatedText)
    return value
