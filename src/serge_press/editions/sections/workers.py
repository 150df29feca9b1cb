"""Sections laid out side by side: a pool of processes, each with one section at a time, and a shelf of what is laid out.

Processes are forked where the system can, so that none loads WeasyPrint anew. A process that dies takes no book with it:
what it did not bring is laid out here.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.request import Setting
from serge_press.editions.sections.sheets import SectionSheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from serge_press.editions.edition import SectionShelf
    from serge_press.editions.sections.request import SectionRequest

P = ParamSpec("P")
T = TypeVar("T")

WORTH_A_POOL = 60_000
"""Letters for which it is worth to begin other processes: about a second of layout."""

_AHEAD = 2
"""How many requests wait for each worker: more would only hold pictures in memory."""


@dataclass
class Workers:
    """Lays out sections, in ``pool`` if there is one; keeps what it laid out on the ``shelf`` if there is one."""

    setting: Setting
    count: int
    pool: ProcessPoolExecutor | None
    shelf: SectionShelf | None
    laid: int = 0  # layouts made, for those who measure

    def lay(self, requests: Sequence[SectionRequest]) -> list[SectionSheets]:
        """The sheets of the requests, in their order."""
        done: dict[int, SectionSheets] = {}
        digests = {index: request.digest for index, request in enumerate(requests)} if self.shelf is not None else {}
        for index, digest in digests.items():
            if (held := self._held(digest)) is not None:
                done[index] = held
        open_ = [index for index in range(len(requests)) if index not in done]
        open_.sort(key=lambda index: (-len(requests[index].html), index))  # the longest first, or it comes last alone
        for index, sheets in self._laid(open_, requests):
            done[index] = sheets
            self.laid += 1
            if self.shelf is not None:
                self.shelf.keep(digests[index], sheets.to_bytes())
        return [done[index] for index in range(len(requests))]

    def call(self, work: Callable[Concatenate[Setting, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What a function of the setting gives: in a worker where there are some, so that this process stays clean."""
        if self.pool is not None:
            try:
                return self.pool.submit(_call, work, args, named).result()
            except BrokenProcessPool:
                self.pool = None
        return work(self.setting, *args, **named)

    def _held(self, digest: str) -> SectionSheets | None:
        assert self.shelf is not None
        data = self.shelf.fetch(digest)
        if data is None:
            return None
        try:
            return SectionSheets.from_bytes(data)
        except ValueError:
            return None

    def _laid(self, open_: list[int], requests: Sequence[SectionRequest]) -> Iterator[tuple[int, SectionSheets]]:
        waiting = list(reversed(open_))
        running: dict[Future[SectionSheets], int] = {}
        pool = self._pool_for([requests[index] for index in open_])
        try:
            while pool is not None and (waiting or running):
                while waiting and len(running) < self.count * _AHEAD:
                    index = waiting[-1]
                    running[pool.submit(_work, replace(requests[index], setting=_GIVEN))] = index
                    waiting.pop()
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    sheets = future.result()
                    yield running.pop(future), sheets
        except BrokenProcessPool:
            waiting += sorted(running.values(), reverse=True)
            self.count, self.pool = 1, None
        for index in reversed(waiting):
            yield index, lay_section(requests[index])

    def _pool_for(self, requests: Sequence[SectionRequest]) -> ProcessPoolExecutor | None:
        """The pool, begun when the first work comes that is worth it; None for work that is soon done here."""
        if self.pool is None and self.count > 1 and len(requests) > 1 and sum(map(_weight, requests)) > WORTH_A_POOL:
            import weasyprint  # once, before the processes part

            assert weasyprint
            way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(way)
            self.pool = ProcessPoolExecutor(self.count, context, initializer=_begin, initargs=(self.setting,))
        return self.pool if len(requests) > 1 else None


@contextmanager
def workers(setting: Setting, count: int, shelf: SectionShelf | None = None) -> Iterator[Workers]:
    """Up to ``count`` processes (1: this one alone; 0: as many as there are processors) while the context lasts."""
    at_work = Workers(setting, count or processors(), None, shelf)
    try:
        yield at_work
    finally:
        if at_work.pool is not None:
            at_work.pool.shutdown(cancel_futures=True)


def _weight(request: SectionRequest) -> int:
    """How much work a request is: about as many as there are letters. Heads say little and take a twelfth of the time."""
    return len(request.html) * (1 if request.layer == "text" else 6)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_GIVEN = Setting((), "", (), "", ())
"""Stands in a request on its way to a worker, which has the setting already."""

_here: list[Setting] = []
"""The setting of a worker process, given once at its start: it holds the fonts."""


def _begin(setting: Setting) -> None:
    _here[:] = [setting]


def _call(work: Callable[..., T], args: tuple[object, ...], named: dict[str, object]) -> T:
    return work(_here[0], *args, **named)


def _work(request: SectionRequest) -> SectionSheets:
    return lay_section(replace(request, setting=_here[0]))
