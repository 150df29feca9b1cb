"""Sections laid out side by side: a pool of processes, each with one section at a time, and a shelf of what is laid out.

A process that dies takes no book with it: what it did not bring is laid out here.
"""

from __future__ import annotations

import heapq
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from serge_press.editions.press_room import give_back_room
from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.request import Setting
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.processes import pool, processors
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from serge_press.editions.edition import Shelf
    from serge_press.editions.sections.request import SectionRequest

P = ParamSpec("P")
T = TypeVar("T")

WORTH_A_POOL = 60_000
"""Letters for which it is worth to begin other processes: about a second of layout."""

_AHEAD = 2
"""How many requests each worker is given at a time: more would only hold pictures in memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A request to be laid out: a number to know it by, and its rank (what must come first has the lowest)."""

    key: int
    request: SectionRequest
    rank: int = 0


@dataclass
class Workers:
    """Lays out sections, in up to ``count`` processes; keeps what it laid out on the ``shelf`` if there is one."""

    setting: Setting
    count: int
    shelf: Shelf | None
    open: ExitStack
    pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def lay(self, requests: Sequence[SectionRequest]) -> list[SectionSheets]:
        """The sheets of the requests, in their order."""
        done: dict[int, SectionSheets] = {}

        def take(job: Job, sheets: SectionSheets) -> tuple[Job, ...]:
            done[job.key] = sheets
            return ()

        self.flow([Job(index, request) for index, request in enumerate(requests)], take)
        return [done[index] for index in range(len(requests))]

    def flow(self, jobs: Iterable[Job], take: Callable[[Job, SectionSheets], Iterable[Job]]) -> None:
        """Do the jobs; ``take`` is given the sheets of each as they come, and gives the jobs that can be done now."""
        from concurrent.futures import FIRST_COMPLETED, wait
        from concurrent.futures.process import BrokenProcessPool

        queue = _Queue(self.shelf)
        queue.add(jobs)
        running: dict[Future[SectionSheets], _Waiting] = {}
        while True:
            while queue.held:
                queue.add(take(*queue.held.pop()))
            if not queue.waiting and not running:
                return
            try:
                at_work = self._pool_for(queue.waiting)
                if at_work is None:
                    one = queue.next()
                    queue.done(one, lay_section(one.job.request))
                    continue
                while queue.waiting and len(running) < self.count * _AHEAD:
                    one = queue.waiting[0]
                    running[at_work.submit(_work, replace(one.job.request, setting=_GIVEN))] = one
                    queue.next()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    queue.done(running[future], future.result())
                    del running[future]
            except BrokenProcessPool:
                for one in running.values():
                    queue.put(one)
                running.clear()
                self.count, self.pool = 1, None

    def call(self, work: Callable[Concatenate[Setting, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What a function of the setting gives: in a worker where there are some, so that this process stays clean."""
        if self.pool is not None:
            from concurrent.futures.process import BrokenProcessPool

            try:
                given: T = self.pool.submit(_call, work, args, named).result()
                return given
            except BrokenProcessPool:
                self.count, self.pool = 1, None
        return work(self.setting, *args, **named)

    def _pool_for(self, waiting: Sequence[_Waiting]) -> ProcessPoolExecutor | None:
        """The pool, begun when the first work comes that is worth it; None for work that is soon done here."""
        if (
            self.pool is None
            and self.count > 1
            and len(waiting) > 1
            and sum(one.weight for one in waiting) > WORTH_A_POOL
        ):
            import weasyprint  # once, before the processes part

            assert weasyprint
            give_back_room()  # what is free now would be taken up again in each of them
            self.pool = self.open.enter_context(pool(self.count, _begin, (self.setting,)))
        return self.pool


@dataclass(order=True, slots=True)
class _Waiting:
    """A job in the queue: the lowest rank comes first, then the longest work, or it would come last, alone."""

    rank: int
    weight: int = field(compare=False)
    place: tuple[int, int]
    job: Job = field(compare=False)
    digest: str = field(compare=False, default="")


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
            digest = job.request.digest if self.shelf is not None else ""
            held = _held(self.shelf, digest) if self.shelf is not None else None
            if held is not None:
                self.held.append((job, held))
                continue
            self.count += 1
            weight = _weight(job.request)
            self.put(_Waiting(job.rank, weight, (-weight, self.count), job, digest))

    def put(self, one: _Waiting) -> None:
        """Queue a job."""
        heapq.heappush(self.waiting, one)

    def next(self) -> _Waiting:
        """Take the first job out."""
        return heapq.heappop(self.waiting)

    def done(self, one: _Waiting, sheets: SectionSheets) -> None:
        """Take the sheets of a job, and keep them."""
        if self.shelf is not None:
            self.shelf.keep(one.digest, sheets.to_bytes())
        self.held.append((one.job, sheets))


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


_GIVEN = Setting((), "", (), "", ())
"""Stands in a request on its way to a worker, which has the setting already."""

_here: list[Setting] = []
"""The setting of a worker process, given once at its start: it holds the fonts."""


def _begin(setting: Setting) -> None:
    _here[:] = [setting]


def _call(work: Callable[..., Any], args: tuple[object, ...], named: dict[str, object]) -> Any:
    return work(_here[0], *args, **named)


def _work(request: SectionRequest) -> SectionSheets:
    return lay_section(replace(request, setting=_here[0]))
