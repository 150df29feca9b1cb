"""How much of a file is looked at. A book stays far below each bound; a file made to exhaust memory or time meets one.

The counts are of things, not of seconds, so that the same file gives the same findings on every machine.
"""

from __future__ import annotations

LARGEST_FILE = 1 << 30
"""Bytes of a file; the largest that a printer of ours takes has 650 million."""

MOST_PAGES = 10_000
MOST_NODES = 50_000
"""Nodes of the page tree."""

DEEPEST = 32
"""Levels of page tree, form in form, saved graphics states inside arrays, and so on."""

LONGEST_STREAM = 64 << 20
"""Bytes of one unpacked content stream, font or profile."""

MOST_OPERATORS = 4_000_000
"""Operators on one page (a drawn fractal has two million), those of its forms counted each time they are drawn."""

FORM = 100
"""Operators that drawing a form counts for, beside those in it: it costs as much time."""

MOST_OPERATORS_IN_ALL = 40_000_000
MOST_UNPACKED = 2 << 30
"""Bytes of content unpacked in all."""

MOST_PIXELS = 64_000_000
"""Pixels of a picture whose inks are counted."""

MOST_STATES = 10_000
"""Graphics states saved and not restored."""

MOST_SPOTS = 20
"""Places that a finding names; it counts the others."""

MEMORY = 3 << 30
SECONDS = 300
"""What a process that examines a file nobody vouches for may take."""


class TooMuch(Exception):
    """A bound was met: ``str`` of it says which, in words."""


class Budget:
    """What may still be spent on a file. ``torn`` counts packed streams that break off before their end."""

    __slots__ = ("bytes", "operators", "torn")

    def __init__(self) -> None:
        self.operators = MOST_OPERATORS_IN_ALL
        self.bytes = MOST_UNPACKED
        self.torn = 0

    def spend_bytes(self, count: int) -> None:
        """Take so many bytes; TooMuch when there are none left."""
        self.bytes -= count
        if self.bytes < 0:
            raise TooMuch(f"the file unpacks to more than {MOST_UNPACKED >> 30} GB")

    def spend_operators(self, count: int) -> None:
        """Take so many operators; TooMuch when there are none left."""
        self.operators -= count
        if self.operators < 0:
            raise TooMuch(f"the file draws with more than {MOST_OPERATORS_IN_ALL // 1_000_000} million operators")
