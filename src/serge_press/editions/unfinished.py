"""A layout that came to no end in the time it was given, told as a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript

_ID = re.compile(r'\sid="([^"]*)"')


class Unfinished(Exception):
    """A section was not laid out in the ``seconds`` it was given. ``html`` is its text, "" for what belongs to no section."""

    def __init__(self, html: str, seconds: float) -> None:
        super().__init__(f"not laid out in {seconds:.0f} seconds")
        self.html = html
        self.seconds = seconds

    def finding(self, manuscript: Manuscript) -> Finding:
        """P017, at the division that the section is."""
        own = _ID.findall(self.html)
        ids = {*own, *(name.partition("--")[0] for name in own)}  # a piece of a section has only what stands below it
        division = next((one for one in manuscript.all_divisions() if one.anchor in ids), None)
        what = f"“{division.anchor}”" if division else "what the sections share"
        words = f"{what} was not laid out in {self.seconds:.0f} seconds, and the layout was ended"
        return finding("P017", division.place if division else NOWHERE, words)
