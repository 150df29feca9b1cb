"""Folios are data: where each printed page begins, and what number it bears."""

from __future__ import annotations

import json
from dataclasses import asdict, field
from typing import TYPE_CHECKING

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from serge_press.manuscript.nodes import Anchor


@dataclass(frozen=True, slots=True)
class Folio:
    """One printed page.

    ``leaf`` counts the PDF's pages from 1; ``label`` is the page number as printed or, where none is printed, as counted
    ("iv", "143"); ``printed`` says whether it stands on the page. The page begins in the leaf block ``anchor``, of which
    ``letters`` letters stand on earlier pages (hyphens, spaces and soft hyphens count nothing); ``anchor`` is None for a
    blank page. ``opens`` holds the first words, for people and for finding the place again.
    """

    leaf: int
    label: str
    anchor: Anchor | None
    letters: int = 0
    opens: str = ""
    printed: bool = True


@dataclass(frozen=True)
class Folios:
    """All pages of one printed edition, and on which page each anchor first appears."""

    pages: tuple[Folio, ...] = ()
    where: Mapping[Anchor, str] = field(default_factory=dict)
    edition: str = ""
    _breaks: dict[str, tuple[Folio, ...]] = field(default_factory=dict, repr=False, compare=False)
    _positions: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def of(self, anchor: Anchor) -> str | None:
        """The label of the page on which the anchor first stands; None when not known (yet)."""
        return self.where.get(anchor)

    def as_set(self, anchor: Anchor) -> str | None:
        """What is set for that label: the label itself, unless something as wide stands in for it until it is drawn."""
        return self.of(anchor)

    def position(self, label: str) -> int:
        """Where the page with this label stands among the pages, from 1; of a label that no page has, what it says."""
        if not self._positions:
            for page in reversed(self.pages):
                self._positions[page.label] = page.leaf
        return self._positions.get(label, int(label) if label.isdecimal() else 0)

    def breaks(self, anchor: Anchor) -> tuple[Folio, ...]:
        """The pages that begin inside the leaf, in order."""
        if not self._breaks:
            for page in self.pages:
                if page.anchor is not None:
                    self._breaks[page.anchor] = (*self._breaks.get(page.anchor, ()), page)
        return self._breaks.get(anchor, ())

    def runs(self) -> Iterator[tuple[int, bool]]:
        """Pages, counted from 0, with which a run of labels begins; and whether its figures are arabic, not roman."""
        before: bool | None = None
        for index, page in enumerate(self.pages):
            arabic = page.label.isdecimal()
            if arabic != before:
                yield index, arabic
            before = arabic

    def to_json(self) -> str:
        """Stable JSON, for ``inspect folios`` and for freezing the pages of a published edition."""
        return json.dumps(
            {
                "edition": self.edition,
                "pages": [asdict(p) for p in self.pages],
                "where": dict(self.where),
            },
            ensure_ascii=False,
            indent=1,
        )


NO_FOLIOS = Folios()


@dataclass(frozen=True)
class AskedFolios(Folios):
    """Folios that remember which labels were asked for, and what was answered."""

    asked: dict[Anchor, str | None] = field(default_factory=dict)

    def of(self, anchor: Anchor) -> str | None:
        """As ``Folios.of``."""
        # Not super(): a data class with slots in its ancestry may be another class than its cell says.
        found = self.asked[anchor] = self.where.get(anchor)
        return found


def roman(number: int) -> str:
    """Lower-case roman numeral of a positive number below 4000, as front matter folios print it."""
    if not 0 < number < 4000:
        raise ValueError(f"no roman numeral for {number}")
    out = ""
    for value, letters in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
        (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            out += letters
            number -= value
    return out
