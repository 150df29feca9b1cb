"""What stands in braces after words, and after the name of a passage: ``{#id .class key=value}``."""

from __future__ import annotations

import re

_ATTRIBUTE = re.compile(
    r"\s*(?:#(?P<id>[^\s#.={}]+)|\.(?P<class>[^\s#.={}]+)|(?P<key>[\w-]+)=(?:\"(?P<q>[^\"]*)\"|(?P<v>[^\s\"{}]+)))"
)


class Attributes:
    """What stands in ``{…}``: an id, classes, keys. ``faults`` are (offset, what could not be read)."""

    __slots__ = ("classes", "faults", "id", "keys")

    def __init__(self, text: str) -> None:
        self.id = ""
        self.classes: list[str] = []
        self.keys: dict[str, str] = {}
        self.faults: list[tuple[int, str]] = []
        position = 0
        while position < len(text):
            found = _ATTRIBUTE.match(text, position)
            if found is None:
                rest = text[position:]
                if rest.strip():
                    self.faults.append((position + len(rest) - len(rest.lstrip()), rest.strip()))
                return
            position = found.end()
            if found["id"]:
                self.id = found["id"]
            elif found["class"]:
                self.classes.append(found["class"])
            else:
                self.keys[found["key"]] = found["q"] if found["q"] is not None else found["v"]
