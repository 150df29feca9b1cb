"""Sections laid out side by side: a crew of processes, each with one section at a time, and a shelf of what is laid out.

A process that dies takes no book with it: what it did not bring is laid out here. One that does not come to an end ends the
layout, which tells the section that it was at (``Unfinished``).
"""

from __future__ import annotations

import gc
import heapq
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from serge_press.crew import Calling, Crew, Lost, Stuck, crew
from serge_press.editions.engine import load_engine
from serge_press.editions.press_room import give_back_free_room, give_back_room
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.lay_pieces import lay_pieces
from serge_press.editions.sections.packed import pack, unpack
from serge_press.editions.sections.request import Setting
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.editions.unfinished import Unfinished
from serge_press.processes import processors
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from serge_press.editions.edition import Shelf
    from serge_press.editions.sections.request import SectionRequest

P = ParamSpec("P")
T = TypeVar("T")

WORTH_A_POOL = 60_000
"""Letters for which it is worth to begin other processes: about a second of layout."""

WORTH_A_FOREMAN = 600
"""Pages of a book that takes so much memory here that other processes should not begin with it."""

WORTH_AN_END = 1_000_000
"""Letters of a section after which its process ends if there is more to do: it keeps twice the room of one that is begun anew
for a second of work.
"""

PATIENCE = 900.0
"""Seconds that any section may take in another process; and a second more for every ``_LETTERS``."""

_TRIM = 50
"""Requests after which the room is given back that their texts took here."""

_LETTERS = 1_000
"""A hundredth of what is laid out in a second: a large section on a slow machine, with others beside it, is no fault."""


@dataclass(frozen=True, slots=True)
class Job:
    """A request to be laid out: a number to know it by, and its rank (what must come first has the lowest).

    ``made`` is there where nothing must be laid out.
    """

    key: int
    request: SectionRequest
    rank: int = 0
    made: SectionSheets | None = None


@dataclass
class Workers:
    """Lays out sections, in up to ``count`` processes; keeps what it laid out on the ``shelf`` if there is one.

    ``pages`` are about those of the whole book, which tell whether this process is large.
    """

    setting: Setting
    count: int
    shelf: Shelf | None
    open: ExitStack
    pages: int = 0
    crew: Crew | None = field(default=None, init=False)

    def lay(self, requests: Sequence[SectionRequest]) -> list[SectionSheets]:
        """The sheets of the requests, in their order. Raises Unfinished, as ``flow`` and ``call``."""
        done: dict[int, SectionSheets] = {}

        def take(job: Job, sheets: SectionSheets) -> tuple[Job, ...]:
            done[job.key] = sheets
            return ()

        self.flow([Job(index, request) for index, request in enumerate(requests)], take)
        return [done[index] for index in range(len(requests))]

    def flow(self, jobs: Iterable[Job], take: Callable[[Job, SectionSheets], Iterable[Job]]) -> None:
        """Do the jobs; ``take`` is given the sheets of each as they come, and gives the jobs that can be done now."""
        queue = _Queue(self.shelf)
        queue.add(jobs)
        running: dict[int, _Waiting] = {}
        number = 0
        while True:
            while queue.held:
                queue.add(take(*queue.held.pop()))
            if not queue.waiting and not running:
                return
            at_work = self._crew_for(queue.waiting)
            if at_work is None:
                self._here(queue, queue.next())
                continue
            while queue.waiting and at_work.has_room:
                one = queue.next()
                number += 1
                running[number] = one
                bare = replace(one.request, setting=_GIVEN)
                at_work.give(
                    number, _patience(one.weight), _work, bare, last=bool(queue.waiting) and one.weight > WORTH_AN_END
                )
            if not number % _TRIM:
                give_back_free_room()
            for task, came in self._wait(running):
                one = running.pop(task)
                if isinstance(came, Lost):
                    self._here(queue, one)
                else:
                    queue.done(one, came)

    def call(self, work: Callable[Concatenate[Setting, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What a function of the setting gives: in a worker where there are some, so that this process stays clean."""
        if self.crew is not None:
            self.crew.give(0, PATIENCE, _call, work, args, named)
            ((_, given),) = self._wait({})
            if not isinstance(given, Lost):
                made: T = given
                return made
        load_engine()
        return work(self.setting, *args, **named)

    def narrow(self, count: int) -> None:
        """Let no more than so many processes work for a large book from now on: the others would wait with all they hold."""
        if self.crew is not None and self.is_large:
            self.crew.narrow(count)

    @property
    def is_large(self) -> bool:
        """Whether memory counts for more than time."""
        return self.pages > WORTH_A_FOREMAN

    def _here(self, queue: _Queue, one: _Waiting) -> None:
        load_engine()
        queue.done(one, _laid(one.request))

    def _wait(self, running: dict[int, _Waiting]) -> list[tuple[int, Any]]:
        assert self.crew is not None
        try:
            return self.crew.wait()
        except Stuck as stuck:
            one = running.get(stuck.task)
            raise Unfinished(one.request.html if one else "", stuck.seconds) from None

    def _crew_for(self, waiting: Sequence[_Waiting]) -> Crew | None:
        """The crew, begun when the first work comes that is worth it; None for work that is soon done here."""
        if (
            self.crew is None
            and self.count > 1
            and len(waiting) > 1
            and sum(one.weight for one in waiting) > WORTH_A_POOL
        ):
            gc.collect(0)
            give_back_free_room()  # what is free now would be taken up again in each of them
            calling = Calling(load_engine, _begin, (self.setting,))
            self.crew = self.open.enter_context(crew(self.count, calling, apart=self.is_large))
        return self.crew


@dataclass(order=True, slots=True)
class _Waiting:
    """A job in the queue: the lowest rank comes first, then the longest work, or it would come last, alone.

    Its text waits packed.
    """

    rank: int
    weight: int = field(compare=False)
    place: tuple[int, int]
    packed: bytes = field(compare=False)
    job: Job = field(compare=False)
    digest: str = field(compare=False, default="")

    @property
    def request(self) -> SectionRequest:
        """The request, whole."""
        return replace(self.job.request, html=unpack(self.packed))


class _Queue:
    """Jobs that wait, as a heap, and jobs that are done: sheets laid out, or found on the shelf."""

    def __init__(self, shelf: Shelf | None) -> None:
        self.shelf = shelf
        self.waiting: list[_Waiting] = []
        self.held: list[tuple[Job, SectionSheets]] = []
        self.count = 0

    def add(self, jobs: Iterable[Job]) -> None:
        """Queue the jobs that are not on the shelf."""
        for job in jobs:
            if job.made is not None:
                self.held.append((job, job.made))
                continue
            kept = self.shelf is not None and not job.request.least  # pieces are looked for, and kept, one by one
            digest = job.request.digest if kept else ""
            held = _held(self.shelf, digest) if self.shelf is not None and kept else None
            if held is not None:
                self.held.append((job, held))
                continue
            self.count += 1
            weight = _weight(job.request)
            packed = pack(job.request.html)
            bare = replace(job, request=replace(job.request, html=""))
            heapq.heappush(self.waiting, _Waiting(job.rank, weight, (-weight, self.count), packed, bare, digest))

    def next(self) -> _Waiting:
        """Take the first job out."""
        return heapq.heappop(self.waiting)

    def done(self, one: _Waiting, sheets: SectionSheets) -> None:
        """Take the sheets of a job, and keep them."""
        if self.shelf is not None and one.digest:
            self.shelf.keep(one.digest, sheets.to_bytes())
        self.held.append((replace(one.job, request=one.request), sheets))


@contextmanager
def workers(setting: Setting, count: int, shelf: Shelf | None = None) -> Iterator[Workers]:
    """Up to ``count`` processes (1: this one alone; 0: as many as there are processors) while the context lasts."""
    with ExitStack() as open_:
        yield Workers(setting, count or processors(), shelf, open_)


def _held(shelf: Shelf, digest: str) -> SectionSheets | None:
    data = shelf.fetch(digest)
    if data is None:
        return None
    try:
        return SectionSheets.from_bytes(data)
    except ValueError:
        return None


def _weight(request: SectionRequest) -> int:
    """How much work a request is: about as many as there are letters. Heads say little and take a twelfth of the time."""
    return len(request.html) * (1 if request.layer == "text" else 6)


def _patience(weight: int) -> float:
    """Seconds that a request may take."""
    return PATIENCE + weight / _LETTERS


_GIVEN = Setting((), "", (), "", ())
"""Stands in a request on its way to a worker, which has the setting already."""

_here: list[Setting] = []
"""The setting of a worker process, given once at its start: it holds the fonts."""


_since = [0]
"""Letters that a worker process has laid out since it gave room back."""

_TIDY = 300_000
"""Letters after which it does: three seconds of work."""


def _begin(setting: Setting) -> None:
    _here[:] = [setting]


def _call(work: Callable[..., Any], args: tuple[object, ...], named: dict[str, object]) -> Any:
    return work(_here[0], *args, **named)


def _laid(request: SectionRequest) -> SectionSheets:
    return lay_pieces(request) if request.least else lay_section(request)


def _work(request: SectionRequest) -> SectionSheets:
    sheets = _laid(replace(request, setting=_here[0]))
    _since[0] += _weight(request)
    if _since[0] > _TIDY:
        _since[0] = 0
        give_back_room()
    return sheets
