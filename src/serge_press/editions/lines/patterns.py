"""Dictionaries of hyphenation, read by the line: of the patterns that a word asks for is made what pyphen makes of all at once.

The German one has a hundred thousand patterns, and most of the time that a few words of German took went into them. What comes
out is what pyphen gives. WeasyPrint, which asks pyphen too, is served from here as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyphen

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = "0123456789"
_ODD = ("=", "^^")  # in patterns that change the spelling, or are written in hexadecimals


class Patterns(pyphen.HyphDict):  # type: ignore[misc]
    """The patterns of one language: each as it is written (``.ab3c``), by its letters."""

    def __init__(self, text: str) -> None:
        self.cache: dict[str, list[pyphen.DataInt]] = {}
        bare = text.encode().translate(None, _DIGITS.encode()).decode()
        pairs = zip(bare.split("\n"), text.split("\n"), strict=True)
        self.lines = {key: line for key, line in pairs if len(key) < len(line)}
        self.maxlen = max(map(len, self.lines), default=0)

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """After how many letters a word may be broken (F. M. Liang, *Word Hy-phen-a-tion by Com-put-er*, 1983)."""
        word = word.lower()
        points = self.cache.get(word)
        if points is None:
            edged, lines = f".{word}.", self.lines
            weights = [0] * (len(edged) + 1)
            for start in range(len(edged) - 1):
                for end in range(start + 1, min(start + self.maxlen, len(edged)) + 1):
                    line = lines.get(edged[start:end])
                    if line is not None:
                        _weigh(weights, start, line)
            points = self.cache[word] = [pyphen.DataInt(at - 1) for at, weight in enumerate(weights) if weight % 2]
        return points


def _weigh(weights: list[int], at: int, line: str) -> None:
    """Lay a pattern over a word, from one of its letters on: of each place the greatest digit counts.

    Of two digits together, a slip that some dictionaries have, the second counts a letter further on, as with pyphen.
    """
    after_digit = False
    for letter in line:
        if letter in _DIGITS:
            at += after_digit
            if at < len(weights) and (weight := int(letter)) > weights[at]:
                weights[at] = weight
            after_digit = True
        else:
            at += 1
            after_digit = False


def make_ready(path: Path) -> None:
    """Let pyphen have the dictionary in this file, if it has none yet and there is nothing odd in it."""
    if path in pyphen.hdcache:
        return
    with path.open("rb") as file:
        encoding = file.readline().decode().strip()
    lines = [line.strip() for line in path.read_text(encoding).split("\n")[1:]]
    text = "\n".join([line for line in lines if not line.startswith(pyphen.ignored)])
    if not any(odd in text for odd in _ODD):
        pyphen.hdcache[path] = Patterns(text)
