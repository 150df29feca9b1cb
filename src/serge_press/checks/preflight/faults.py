"""What preflight finds, gathered: a fault that is on two hundred pages is one finding that names them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from serge_press.checks.preflight.bounds import MOST_SPOTS
from serge_press.findings import Finding, Place, Severity
from serge_press.rules import all_rules
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.sheets import Sheet
    from serge_press.printers.facts import Fact


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the page (counted from 1), its label, and a box in millimetres from the left and the top of the trim."""

    page: int
    label: str
    box: tuple[float, float, float, float] | None = None  # left, top, right, bottom
    words: str = ""


@dataclass(frozen=True, slots=True)
class PrinterRule:
    """The printer's rule that a finding rests on."""

    printer: str
    grade: str
    force: str
    checked_on: str  # ISO 8601
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """One fault of a file. ``spots``: the worst place, then the first of other pages, one a page. ``pages`` counts all pages
    that have it; 0: the whole file.
    """

    rule: str
    severity: Severity
    message: str
    mend: str
    spots: tuple[Spot, ...] = ()
    pages: int = 0
    printer_rule: PrinterRule | None = None

    def finding(self, file: str) -> Finding:
        """As the press's reports tell it: the line is the page."""
        because = ""
        if (asked := self.printer_rule) is not None:
            titles = "; ".join(asked.sources)
            because = f" [{asked.printer}, grade {asked.grade}, checked {asked.checked_on}: {titles}]"
        place = Place(file, self.spots[0].page if self.spots else 0)
        also = tuple(
            (Place(file, spot.page), f"page {spot.label}{_at(spot)}{_words(spot)}") for spot in self.spots[1:4]
        )
        return Finding(self.rule, self.severity, place, self.message + because, self.mend, also)

    def record(self) -> dict[str, Any]:
        """Plain data for JSON."""
        asked = self.printer_rule
        return {
            "rule": self.rule,
            "severity": self.severity.word,
            "message": self.message,
            "mend": self.mend,
            "pages": self.pages,
            "spots": [
                {
                    "page": spot.page,
                    "label": spot.label,
                    "box_mm": list(spot.box) if spot.box else None,
                    "words": spot.words,
                }
                for spot in self.spots
            ],
            "printer_rule": None
            if asked is None
            else {
                "printer": asked.printer,
                "grade": asked.grade,
                "force": asked.force,
                "checked_on": asked.checked_on,
                "sources": list(asked.sources),
                "note": asked.note,
            },
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> PreflightFinding:
        """The finding that such a record was made from."""
        asked = record["printer_rule"]
        return cls(
            record["rule"],
            Severity[record["severity"].upper()],
            record["message"],
            record["mend"],
            tuple(
                Spot(spot["page"], spot["label"], tuple(spot["box_mm"]) if spot["box_mm"] else None, spot["words"])
                for spot in record["spots"]
            ),
            record["pages"],
            None
            if asked is None
            else PrinterRule(
                asked["printer"],
                asked["grade"],
                asked["force"],
                asked["checked_on"],
                tuple(asked["sources"]),
                asked["note"],
            ),
        )


@dataclass(slots=True)
class _Group:
    rule: str
    fact: Fact[Any] | None
    severity: Severity
    words: str
    mend: str
    weight: float
    worst: Spot | None = None
    spots: list[Spot] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)


def unless(fact: Fact[Any] | None) -> Severity | None:
    """A warning where no printer's rule stands behind a finding, so that it is never refused; else what the rule weighs."""
    return Severity.WARNING if fact is None else None


class Faults:
    """Gathers what the checks of one file find."""

    def __init__(self, printer: str) -> None:
        self.printer = printer
        self._groups: dict[tuple[str, str], _Group] = {}

    def file(
        self,
        rule: str,
        words: str,
        fact: Fact[Any] | None = None,
        mend: str = "",
        severity: Severity | None = None,
        kind: str = "",
    ) -> None:
        """A fault of the whole file."""
        self._group(rule, kind or words, words, fact, mend, severity)

    def page(
        self,
        rule: str,
        sheet: Sheet,
        words: str,
        box: Box | None = None,
        fact: Fact[Any] | None = None,
        *,
        kind: str = "",
        weight: float = 0.0,
        mend: str = "",
        severity: Severity | None = None,
    ) -> None:
        """A fault on a page; those of one rule and ``kind`` are told as one, in the words of the heaviest."""
        group = self._group(rule, kind, words, fact, mend, severity)
        heavier = weight > group.weight
        if heavier or (len(group.spots) < MOST_SPOTS and sheet.number not in group.pages):
            place = sheet.in_millimetres(box) if box else None
            spot = Spot(sheet.number, sheet.label, place, plain(words))
            if heavier:
                group.words, group.weight, group.worst = words, weight, spot
            if len(group.spots) < MOST_SPOTS and sheet.number not in group.pages:
                group.spots.append(spot)
        group.pages.add(sheet.number)

    def _group(
        self, rule: str, kind: str, words: str, fact: Fact[Any] | None, mend: str, severity: Severity | None
    ) -> _Group:
        group = self._groups.get((rule, kind))
        if group is None:
            weighs = severity if severity is not None else all_rules()[rule].severity
            if fact is not None:
                weighs = min(weighs, fact.severity)
            group = _Group(rule, fact, weighs, words, mend or all_rules()[rule].mend, float("-inf"))
            self._groups[rule, kind] = group
        return group

    def findings(self) -> tuple[PreflightFinding, ...]:
        """Everything found: what weighs most first, then by rule and page."""
        made = [self._finding(group) for group in self._groups.values()]
        return tuple(sorted(made, key=_order))

    def _finding(self, group: _Group) -> PreflightFinding:
        asked = None
        if (fact := group.fact) is not None:
            titles = tuple(source.title for source in fact.sources)
            asked = PrinterRule(
                self.printer, fact.grade.value, fact.force.value, fact.checked_on.isoformat(), titles, fact.note
            )
        spots = tuple(group.spots)
        if (worst := group.worst) is not None:
            spots = (worst, *(spot for spot in spots if spot.page != worst.page))
        words = plain(group.words) + _where(spots, sorted(group.pages))
        return PreflightFinding(group.rule, group.severity, words, group.mend, spots, len(group.pages), asked)


def plain(words: str) -> str:
    """Words on one line, without what a terminal would obey: names of a file's fonts and inks may stand in them."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words)[:400]


def _order(found: PreflightFinding) -> tuple[int, str, int, str]:
    return (-found.severity, found.rule, found.spots[0].page if found.spots else 0, found.message)


def _where(spots: tuple[Spot, ...], pages: list[int]) -> str:
    """``(page 12, 20 mm from the left …)``, or the pages by runs where there are several."""
    if not spots:
        return ""
    if len(pages) == 1:
        return f" (page {spots[0].label}{_at(spots[0])})"
    first = min(spot.page for spot in spots) == spots[0].page
    which = "the first is" if first else "the worst is"
    return f" ({len(pages)} pages, {which} page {spots[0].label}{_at(spots[0])}; in the file: {runs(pages)})"


def runs(pages: list[int]) -> str:
    """Page numbers as runs: ``1–5, 9, 12–20``; after eight runs an ellipsis."""
    found: list[list[int]] = []
    for page in pages:
        if found and found[-1][1] == page - 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in found[:8]]
    return ", ".join(told) + (" …" if len(found) > 8 else "")


def _at(spot: Spot) -> str:
    return f", {spot.box[0]:g} mm from the left and {spot.box[1]:g} mm from the top" if spot.box else ""


def _words(spot: Spot) -> str:
    return f": {spot.words}" if spot.words else ""
