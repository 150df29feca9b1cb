"""Sections laid out side by side: a pool of processes, each with one section at a time, and a shelf of what is laid out.

A process that dies takes no book with it: what it did not bring is laid out here.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from serge_press.editions.sections.lay import lay_section
from serge_press.editions.sections.request import Setting
from serge_press.editions.sections.sheets import SectionSheets
from serge_press.processes import pool, processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from serge_press.editions.edition import Shelf
    from serge_press.editions.sections.request import SectionRequest

P = ParamSpec("P")
T = TypeVar("T")

WORTH_A_POOL = 60_000
"""Letters for which it is worth to begin other processes: about a second of layout."""

_AHEAD = 2
"""How many requests wait for each worker: more would only hold pictures in memory."""


@dataclass
class Workers:
    """Lays out sections, in up to ``count`` processes; keeps what it laid out on the ``shelf`` if there is one."""

    setting: Setting
    count: int
    shelf: Shelf | None
    open: ExitStack
    pool: ProcessPoolExecutor | None = field(default=None, init=False)

    def lay(
        self, requests: Sequence[SectionRequest], tell: Callable[[SectionSheets], None] | None = None
    ) -> list[SectionSheets]:
        """The sheets of the requests, in their order. ``tell`` is given each as it comes."""
        done: dict[int, SectionSheets] = {}
        for index, sheets in self._all(requests):
            done[index] = sheets
            if tell is not None:
                tell(sheets)
        return [done[index] for index in range(len(requests))]

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

    def _all(self, requests: Sequence[SectionRequest]) -> Iterator[tuple[int, SectionSheets]]:
        """Index and sheets of each request: first what the shelf holds, then the rest as it is laid out."""
        if self.shelf is None:
            yield from self._laid(list(range(len(requests))), requests)
            return
        digests = [request.digest for request in requests]
        missing: list[int] = []
        for index, digest in enumerate(digests):
            held = _held(self.shelf, digest)
            if held is not None:
                yield index, held
            else:
                missing.append(index)
        for index, sheets in self._laid(missing, requests):
            self.shelf.keep(digests[index], sheets.to_bytes())
            yield index, sheets

    def _laid(self, wanted: list[int], requests: Sequence[SectionRequest]) -> Iterator[tuple[int, SectionSheets]]:
        from concurrent.futures import FIRST_COMPLETED, wait
        from concurrent.futures.process import BrokenProcessPool

        # The longest first, or it would come last, alone; taken from the end.
        waiting = sorted(wanted, key=lambda index: (_weight(requests[index]), -index))
        running: dict[Future[SectionSheets], int] = {}
        try:
            at_work = self._pool_for([requests[index] for index in wanted])
            while at_work is not None and (waiting or running):
                while waiting and len(running) < self.count * _AHEAD:
                    index = waiting[-1]
                    running[at_work.submit(_work, replace(requests[index], setting=_GIVEN))] = index
                    waiting.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    sheets = future.result()
                    yield running.pop(future), sheets
        except BrokenProcessPool:
            waiting += running.values()
            self.count, self.pool = 1, None
        for index in reversed(waiting):
            yield index, lay_section(requests[index])

    def _pool_for(self, requests: Sequence[SectionRequest]) -> ProcessPoolExecutor | None:
        """The pool, begun when the first work comes that is worth it; None for work that is soon done here."""
        if len(requests) < 2:
            return None
        if self.pool is None and self.count > 1 and sum(map(_weight, requests)) > WORTH_A_POOL:
            import weasyprint  # once, before the processes part

            assert weasyprint
            self.pool = self.open.enter_context(pool(self.count, _begin, (self.setting,)))
        return self.pool


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
