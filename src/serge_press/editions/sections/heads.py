"""Running heads and folios: a few pages of a section are laid out, and all its pages are furnished from them.

The pages of a section differ in their heads by their side, by being the first, and by the folio. So one page of each kind
is laid out, with a number of its own for a folio, and the figures of the true folio are put in for each page when the book
is joined (``stand_ins``). Where that cannot be (roman folios; sheets that tell pages apart by their count; figures of many
widths) every page of heads is laid out.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from serge_press.editions.sections.documents import alone, filled_with
from serge_press.editions.sections.request import NotInSections, SectionRequest
from serge_press.editions.sections.stand_ins import with_figures
from serge_press.editions.sections.workers import Job
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from serge_press.editions.edition import Order
    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit
    from serge_press.editions.sections.request import Setting
    from serge_press.editions.sections.sheets import FontUse, SectionSheets
    from serge_press.editions.sections.workers import Workers

_AFTER_TEXT = 2  # the rank of heads

_NTH = re.compile(r":nth\(([^)]*)\)", re.IGNORECASE)
_FIRST = re.compile(r"\s*1\s+of\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a section, its blank page included: for each page the page of the sheets and the folio to put in.

    The folio is "" where the page was laid out with it.
    """

    sheets: SectionSheets
    rows: tuple[tuple[int, str], ...]

    def margins(self) -> list[tuple[tuple[str, str], ...]]:
        """For each page of the section the texts of its margin boxes, by name."""
        return [
            tuple((name, self._words(page, words, folio)) for name, words in self.sheets.pages[page].margins)
            for page, folio in self.rows
        ]

    def fonts(self) -> tuple[FontUse, ...]:
        """How the pages use their fonts once the folios are put in."""
        figures: dict[int, set[int]] = {}
        for one in self.sheets.drawn:
            figures.setdefault(one.page, set()).add(one.figures)
        numbers = ((which, folio) for page, folio in self.rows if folio for which in sorted(figures.get(page, ())))
        return with_figures(self.sheets, numbers)

    def _words(self, page: int, words: str, folio: str) -> str:
        return folio if folio and words == self.sheets.folios[page][1] else words


@dataclass(frozen=True, slots=True)
class Run:
    """A section for which heads are wanted, and the unit before it.

    ``folios`` are the numbers of its pages, the blank one's too; ``right`` is whether its text begins on a right-hand page.
    """

    unit: Unit
    before: Unit | None
    folios: tuple[int, ...]
    right: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class HeadsPlan:
    """What is laid out for a section, how many pages that makes, and the rows of ``Heads``."""

    request: SectionRequest
    pages: int
    rows: tuple[tuple[int, str], ...]


@dataclass
class Row:
    """Sections in a row: where the last one ends, and the folio there."""

    leaf: int = 0
    number: int = 0
    before: Unit | None = None

    def add(self, unit: Unit, count: int) -> Run:
        """Put a section of so many pages at the end."""
        blank = self.leaf % 2 == 1 and "recto" in unit.classes
        self.leaf += blank
        start = 0 if "first" in unit.classes else self.number + blank
        folios = (*([self.number + 1] if blank else []), *range(start + 1, start + count + 1))
        run = Run(unit, self.before, folios, self.leaf % 2 == 0, blank)
        self.leaf, self.number, self.before = self.leaf + count, start + count, unit
        return run


@dataclass
class HeadsLayer:
    """The heads of a book: laid out while the last of its text still is, for what comes before a page tells its head."""

    order: Order
    geometry: PageGeometry
    setting: Setting
    held: dict[int, tuple[SectionRequest, SectionSheets]] = field(default_factory=dict)
    _row: Row = field(default_factory=Row)
    _body: deque[int] | None = None  # sections whose heads are not given yet

    def ready(self, units: Sequence[Unit], laid: Mapping[int, SectionSheets]) -> list[Job]:
        """The jobs of heads that can be laid out now, not yet given: sections of the body up to one that is not laid out.

        The body begins on a right-hand page with page 1, whatever stands before it. A section of the body that is laid out
        again may need other heads; ``lay`` sees to that. The keys of the jobs are below 0.
        """
        if self._body is None:
            self._body = deque(index for index, unit in enumerate(units) if "front" not in unit.classes)
        jobs: list[Job] = []
        while self._body and (index := self._body[0]) in laid:
            self._body.popleft()
            begins = self._row.before is None  # what stands before the body bears on the heads of its first section
            run = self._row.add(units[index], len(laid[index].pages))
            if not begins:
                jobs.append(Job(~index, self._plan(run).request, _AFTER_TEXT))
        return jobs

    def take(self, job: Job, sheets: SectionSheets) -> None:
        """Keep what was laid out."""
        self.held[~job.key] = job.request, sheets

    def lay(self, units: Sequence[Unit], counts: Sequence[int], pool: Workers) -> list[Heads]:
        """The heads of each section; ``counts`` are the pages of its text.

        Raises NotInSections where heads do not come out page for page.
        """
        row = Row()
        runs = [row.add(unit, count) for unit, count in zip(units, counts, strict=True)]
        plans = [self._plan(run) for run in runs]
        laid = self._laid(plans, pool)
        for index, one in enumerate(laid):
            if one.fixed:
                plans[index] = page_by_page(runs[index], self.geometry, self._language, self.setting)
        laid = self._laid(plans, pool)
        if any(len(one.pages) != plan.pages for one, plan in zip(laid, plans, strict=True)):
            raise NotInSections("the heads do not come out page for page")
        return [Heads(one, plan.rows) for one, plan in zip(laid, plans, strict=True)]

    def _laid(self, plans: Sequence[HeadsPlan], pool: Workers) -> list[SectionSheets]:
        wanted = [index for index, plan in enumerate(plans) if self.held.get(index, (None,))[0] != plan.request]
        for index, one in zip(wanted, pool.lay([plans[index].request for index in wanted]), strict=True):
            self.held[index] = plans[index].request, one
        return [self.held[index][1] for index in range(len(plans))]

    def _plan(self, run: Run) -> HeadsPlan:
        make = by_kind if self._alike and "front" not in run.unit.classes else page_by_page
        return make(run, self.geometry, self._language, self.setting)

    @property
    def _language(self) -> str:
        return self.order.manuscript.plan.language

    @cached_property
    def _alike(self) -> bool:
        return _alike(text for _, text in self.setting.sheets)


def sides(units: Sequence[Unit], counts: Sequence[int]) -> list[tuple[bool, bool]]:
    """For each section: whether it begins on a right-hand page, and whether a blank page stands before it."""
    row = Row()
    runs = [row.add(unit, count) for unit, count in zip(units, counts, strict=True)]
    return [(run.right, run.blank) for run in runs]


def _alike(sheets: Iterable[str]) -> bool:
    """Whether the sheets tell pages apart by side and as the first of a section alone."""
    return all(_FIRST.fullmatch(nth) for text in sheets for nth in _NTH.findall(text))


def page_by_page(run: Run, geometry: PageGeometry, language: str, setting: Setting) -> HeadsPlan:
    """Every page with its own folio."""
    count = len(run.folios)
    style = f"@page press-before {{ counter-reset: page {run.folios[0] - 1} }} "
    request = _request(run, count - run.blank, style, (), geometry, language, setting)
    return HeadsPlan(request, count, tuple((page, "") for page in range(count)))


def by_kind(run: Run, geometry: PageGeometry, language: str, setting: Setting) -> HeadsPlan:
    """One page of each kind, with a number for a folio that is in no head."""
    words = "\n".join(head for unit in (run.before, run.unit) if unit for head in (unit.verso_head, unit.recto_head))
    numbers: list[int] = []  # of the pages laid out
    kinds: dict[tuple[bool, int], int] = {}
    rows: list[tuple[int, str]] = []
    opening = run.blank + 1
    for place, folio in enumerate(run.folios):
        figures = len(str(folio))
        if place < opening:  # the blank page and the first: each is of its own kind
            restarts = place + 1 < opening and "first" in run.unit.classes  # a blank page that ends the front matter
            numbers.append(folio if restarts else _unlike(words, figures))
            rows.append((place, "" if restarts else str(folio)))
            continue
        kind = (run.right is (place % 2 == run.blank), figures)
        if kind not in kinds:
            if (run.right is (len(numbers) % 2 == run.blank)) is not kind[0]:
                numbers.append(1)  # a page between, or this one would stand on the other side
            kinds[kind] = len(numbers)
            numbers.append(_unlike(words, figures))
        rows.append((kinds[kind], str(folio)))
    style = "".join(
        f"@page :nth({place}) {{ counter-reset: page {number} !important }} " for place, number in enumerate(numbers, 2)
    )
    used = {page for page, folio in rows if folio}
    wanted = tuple(number if page in used else 0 for page, number in enumerate(numbers))
    request = _request(run, len(numbers) - run.blank, style, wanted, geometry, language, setting)
    return HeadsPlan(request, len(numbers), tuple(rows))


def _unlike(words: str, figures: int) -> int:
    """A number of so many figures that does not stand in the words, if there is one."""
    lowest = 10 ** (figures - 1)
    return next((n for n in range(lowest, min(10 * lowest, lowest + 1000)) if str(n) not in words), lowest)


def _request(
    run: Run,
    blocks: int,
    style: str,
    numbers: tuple[int, ...],
    geometry: PageGeometry,
    language: str,
    setting: Setting,
) -> SectionRequest:
    """Empty pages with the heads of a section, after one page (to be dropped) that stands for those before it.

    A section that must begin on the right makes a blank page by itself.
    """
    side = "right" if run.right == run.blank else "left"
    style = (
        f"html {{ break-before: {side} }} "
        ".press-before { page: press-before; string-set: verso-head attr(data-verso), recto-head attr(data-recto) } "
        f"{style}"
        f".press-page {{ display: block; height: {geometry.height * 0.6:.1f}mm; break-inside: avoid; margin: 0; padding: 0 }}"
    )
    heads = (run.before.verso_head, run.before.recto_head) if run.before else ("", "")
    first = f'<div class="press-before" data-verso="{escape(heads[0])}" data-recto="{escape(heads[1])}">.</div>'
    pages = filled_with(run.unit, '<div class="press-page"></div>' * blocks)
    return SectionRequest(setting, "heads", alone(f"{first}\n{pages}", language, style), spare=1, numbers=numbers)
