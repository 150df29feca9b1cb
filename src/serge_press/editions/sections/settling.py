"""Laying out sections until every number they print is right, with as few layouts as can be.

A section depends on numbers only by how many figures they have (see ``stand_ins``). So what is surely guessed is laid out
at once; of the rest, first what decides how far page 100 is, then what waits for it. At last the numbers found are compared
with the noughts that stand in for them, and a section in which they do not fit is laid out again.

What is laid out with which guess depends on the book alone and on no clock, so that any number of workers makes the same
book of it.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from serge_press.editions.sections.guess import guesses
from serge_press.editions.sections.packed import unpack
from serge_press.editions.sections.piecewise import Piecewise
from serge_press.editions.sections.request import digest_of
from serge_press.editions.sections.stand_ins import filled
from serge_press.editions.sections.workers import Job
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from serge_press.editions.page_geometry import PageGeometry
    from serge_press.editions.print_document import Unit
    from serge_press.editions.sections.guess import Extent, Guesses
    from serge_press.editions.sections.heads import HeadsLayer
    from serge_press.editions.sections.pace import Pace
    from serge_press.editions.sections.request import SectionRequest
    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.editions.sections.workers import Workers
    from serge_press.progress import Count

_DECIDING = 112
"""Sections up to about this page come first: with them it is known what stands before page 100, and how full pages are."""


@dataclass(frozen=True)
class Section:
    """A unit of the book and the request for its layout: both without their text, which is ``packed``.

    ``asked`` are the ids whose page numbers it prints. ``exact`` is set where its figures are not of one width, ``late`` for
    an index: what it says, and not only its figures, depends on the pages of all that it lists. ``pace`` is that of one that
    may be laid out in pieces.
    """

    unit: Unit
    request: SectionRequest
    packed: bytes
    asked: tuple[str, ...]
    extent: Extent
    exact: bool = False
    late: bool = False
    pace: Pace | None = None

    def with_labels(self, labels: Mapping[str, str]) -> SectionRequest:
        """The request with these page labels, or with what stands in for them."""
        text = unpack(self.packed)
        return replace(self.request, html=filled(text, labels, exact=self.exact) if self.asked else text)


@dataclass
class Settling:
    """The state of a book that is laid out: what was asked for last of each section, and what came."""

    pool: Workers
    heads: HeadsLayer
    count: Count | None
    sections: list[Section]
    pages: int = 0
    requests: dict[int, SectionRequest] = field(default_factory=dict)  # the digest of the text in its place
    laid: dict[int, SectionSheets] = field(default_factory=dict)
    coming: dict[int, Piecewise] = field(default_factory=dict)
    links: dict[int, dict[str, str]] = field(default_factory=dict)  # of sections in pieces: see ``pieces.Cut``

    def set_again(self, sections: list[Section]) -> None:
        """Take the sections as they are set now; what is exact stays so."""
        olds = self.sections
        self.sections = [
            replace(one, exact=old.exact, pace=one.pace if old.pace else None)
            for one, old in zip(sections, olds, strict=True)
        ]

    def differs(self, labels: Mapping[str, str]) -> bool:
        """Whether any section must be laid out (again) to print these page labels."""
        return any(True for _ in self._changed(labels))

    def lay_with(self, labels: Mapping[str, str]) -> None:
        """Lay out, or lay out again, what these page labels change."""
        new = [job.key for job in self._changed(labels)]
        for index in new:
            self._drop(index)
        self.pool.flow(self.jobs(new, labels), self._take)

    def _changed(self, labels: Mapping[str, str]) -> Iterator[Job]:
        jobs = self._whole(range(len(self.sections)), labels)
        return (job for job in jobs if _told(job.request) != self.requests.get(job.key))

    def lay_guessed(self, geometry: PageGeometry, late: Callable[[], Iterable[Job]] | None = None) -> None:
        """Lay out every section once that is not late, each with the best guess of the page numbers to be had in time.

        ``late`` gives the jobs of those that are: it is asked as soon as all others are laid out, though heads may still wait.
        """
        plan = _Plan(self, float(geometry.lines))

        def take(job: Job, sheets: SectionSheets) -> Iterator[Job]:
            nonlocal late
            yield from self._take(job, sheets)
            yield from plan.ready(job.key)
            if late is not None and plan.timely <= self.laid.keys():
                asked, late = late, None
                yield from asked()

        self.pool.flow(plan.ready(), take)

    @property
    def known(self) -> int:
        """How many sections at the beginning of the book are laid out."""
        return next((index for index in range(len(self.sections)) if index not in self.laid), len(self.sections))

    def lay_late(self, labels: Callable[[], Mapping[str, str]]) -> None:
        """Lay out what is late, with page labels that are asked for when the processes that have no more to do are gone."""
        self.pool.narrow(sum(one.late for one in self.sections))
        self.pool.flow(self.late_jobs(labels()), self._take)

    def late_jobs(self, labels: Mapping[str, str]) -> Iterator[Job]:
        """The jobs of what is late, with page labels that were found."""
        return self.jobs([index for index, one in enumerate(self.sections) if one.late], labels)

    def jobs(self, indices: Iterable[int], labels: Mapping[str, str], first: Collection[int] = ()) -> Iterator[Job]:
        """The jobs of laying out these sections with these labels, or what comes first of them; some come first."""
        return (self._begun(job) for job in self._whole(indices, labels, first))

    def _whole(self, indices: Iterable[int], labels: Mapping[str, str], first: Collection[int] = ()) -> Iterator[Job]:
        return (Job(i, self.sections[i].with_labels(labels), int(i not in first)) for i in indices)

    def _begun(self, job: Job) -> Job:
        """The job, or that of what must be laid out first of a section in pieces."""
        coming = Piecewise.of(job.request, self.sections[job.key].pace, self.pool.shelf)
        if coming is None:
            return job
        self.coming[job.key] = coming
        request = coming.wanted()
        return replace(job, made=coming.sheets()) if request is None else replace(job, request=request)

    def _drop(self, index: int) -> None:
        if index in self.laid:
            self.pages -= len(self.laid.pop(index).pages)

    def _take(self, job: Job, sheets: SectionSheets) -> list[Job]:
        """Take what was laid out; the jobs that can be done now: of heads, or of the next piece."""
        if job.key < 0:
            self.heads.take(job, sheets)
            return []
        coming = self.coming.get(job.key)
        if coming is not None:
            if job.made is None:
                coming.take(sheets)
                if (request := coming.wanted()) is not None:
                    return [replace(job, request=request)]
            del self.coming[job.key]
            job = replace(job, request=coming.whole, made=None)
            if coming.failed:
                self.sections[job.key] = replace(self.sections[job.key], pace=None)
                return [job]
            sheets, self.links[job.key] = coming.sheets(), coming.parts.links
        self.requests[job.key] = _told(job.request)
        self.laid[job.key] = sheets
        self.pages += len(sheets.pages)
        if sheets.fixed and not self.sections[job.key].exact:
            self.sections[job.key] = replace(self.sections[job.key], exact=True)
        if self.count is not None:
            self.count(len(self.laid), len(self.sections), self.pages)
        return self.heads.ready([one.unit for one in self.sections], self.laid)


def _told(request: SectionRequest) -> SectionRequest:
    """The request, told from others without its text."""
    return replace(request, html=digest_of(request.html.encode("utf-8", "surrogatepass")))


@dataclass
class _Plan:
    """In which stages sections are laid out: each stage begins when those are there that its guess is made with."""

    book: Settling
    lines: float  # to a page
    stage: int = 0
    asked: set[int] = field(default_factory=set)
    deciding: frozenset[int] = frozenset()  # what decides how far page 100 is
    needed: frozenset[int] = frozenset()
    missing: set[int] = field(default_factory=set)  # of what is needed

    @property
    def timely(self) -> set[int]:
        """The sections that are not late."""
        return {index for index, one in enumerate(self.book.sections) if not one.late}

    def ready(self, came: int = -1) -> Iterator[Job]:
        """The jobs of all stages that can begin now that a section came."""
        self.missing.discard(came)
        while not self.missing and self.asked < self.timely:
            yield from self._next()
            self.missing = set(self.needed - self.book.laid.keys())

    def _next(self) -> Iterator[Job]:
        known = {index: self.book.laid[index] for index in sorted(self.needed)}
        guess = guesses([one.extent for one in self.book.sections], known, self.lines)
        left = frozenset(self.timely - self.asked)
        sure = frozenset(
            i
            for i in left
            if all(guess.labels[name].sure for name in self.book.sections[i].asked if name in guess.labels)
        )
        if self.stage == 0:  # what is sure from the first
            front = frozenset(i for i in sure if self.book.sections[i].extent.front)
            self.deciding = (_deciding(guess) | front) & left
            now, self.needed = sure, self.deciding & sure
        elif self.stage == 1:  # what decides
            now, self.needed = left & self.deciding, self.deciding
        elif self.stage == 2:  # what is sure when that is known
            now, self.needed = sure, frozenset(self.asked | sure)
        else:
            now = left
        self.stage += 1
        self.asked |= now
        labels = {name: one.label for name, one in guess.labels.items()}
        return self.book.jobs(sorted(now), labels, self.deciding)


def _deciding(guess: Guesses) -> frozenset[int]:
    pages = max(guess.begins, default=0.0)
    far = _DECIDING if pages > 80 else 12
    return frozenset(i for i, page in enumerate(guess.begins) if 0 < page <= far)
