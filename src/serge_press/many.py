"""Many books side by side, in a pool of processes on one machine; docs/cluster.md spreads them over several.

What an engine needs that calls for books one by one (``Request``, ``build_book`` and the rest of ``one_book``) has its names
here too.
"""

from __future__ import annotations

import json
import os
import select
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.one_book import EVERYTHING, Outcome, Refused, Request, build_book, make_editions, put_in_place
from serge_press.processes import pool, processors
from serge_press.progress import Step
from serge_press.scratch import scratch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future


def build_books(
    books: Sequence[tuple[str, str]],
    request: Request,
    jobs: int = 0,
    tell: Callable[[str, Step], None] | None = None,
    ended: Callable[[Outcome, int], None] | None = None,
) -> tuple[Outcome, ...]:
    """Build books (folder, folder for the editions) side by side in ``jobs`` processes (0: as many as processors).

    A book that fails takes no other with it: its outcome has findings or a fault. All share one validator. ``tell`` gets the
    folder and the step, ``ended`` each outcome and how many there are by then. The outcomes are in the order of the books.
    """
    if not books:
        return ()
    from serge_press.checks.validator_desk import open_desk  # as the other imports for several books: one needs none

    jobs = jobs or processors()
    done: dict[int, Outcome] = {}

    def settle(index: int, outcome: Outcome) -> None:
        try:
            outcome = put_in_place(outcome, books[index][1])
        except OSError as fault:
            outcome = Outcome(outcome.book, findings=outcome.findings, seconds=outcome.seconds, fault=_words(fault))
        done[index] = outcome
        if ended is not None:
            ended(outcome, len(done))

    with open_desk() as desk, _steps(books, tell) as (pipe, listen):
        each = replace(request, desk=desk, workers=max(1, jobs // max(len(books), 1)))
        _side_by_side(books, each, range(len(books)), min(jobs, len(books)), pipe, listen, settle)
        for index in [index for index in range(len(books)) if index not in done]:
            # a process died and took the pool with it; each book that was open has a process for itself now
            _side_by_side(books, each, [index], 1, pipe, listen, settle)
            if index not in done:
                settle(index, Outcome(books[index][0], fault="its process was killed; is there memory enough?"))
    return tuple(done[index] for index in range(len(books)))


def _side_by_side(
    books: Sequence[tuple[str, str]],
    request: Request,
    wanted: Sequence[int],
    jobs: int,
    pipe: str,
    listen: Callable[[], None],
    settle: Callable[[int, Outcome], None],
) -> None:
    """Build the wanted books in one pool; those that are not settled afterwards went down with it."""
    from concurrent.futures import FIRST_COMPLETED, wait
    from concurrent.futures.process import BrokenProcessPool

    with pool(jobs, _begin, (pipe,)) as workers:
        running: dict[Future[Outcome], int] = {}
        try:
            for index in wanted:
                running[workers.submit(_make, index, *books[index], request)] = index
            while running:
                finished, _ = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
                listen()
                for future in finished:
                    outcome = future.result()
                    settle(running.pop(future), outcome)
        except BrokenProcessPool:
            for future, index in running.items():
                if future.done() and future.exception() is None:
                    settle(index, future.result())


_pipe: list[int] = []
"""Where a worker process tells its steps."""


def _begin(pipe: str) -> None:
    _pipe[:] = [os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)]


def _make(index: int, path: str, directory: str, request: Request) -> Outcome:
    """In a worker process: any fault is an outcome."""

    def tell(step: Step) -> None:
        line = json.dumps([index, step.stage, step.edition, step.done, step.total, step.pages]).encode() + b"\n"
        if len(line) <= select.PIPE_BUF:  # so much is written whole, beside others who write
            try:
                os.write(_pipe[0], line)
            except OSError:  # nobody listens fast enough, or at all
                return

    begun = time.perf_counter()
    try:
        return make_editions(path, request, tell, directory)
    except Exception as fault:
        return Outcome(path, fault=_words(fault), seconds=time.perf_counter() - begun)


@contextmanager
def _steps(
    books: Sequence[tuple[str, str]], tell: Callable[[str, Step], None] | None
) -> Iterator[tuple[str, Callable[[], None]]]:
    """A pipe for the steps of worker processes, and a function that passes on what has come."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="many-", dir=scratch(), ignore_cleanup_errors=True) as folder:
        pipe = os.path.join(folder, "steps")
        os.mkfifo(pipe, 0o600)
        opened = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        held = b""

        def listen() -> None:
            nonlocal held
            try:
                while piece := os.read(opened, 65536):
                    held += piece
            except BlockingIOError:
                pass
            *lines, held = held.split(b"\n")
            for line in lines if tell is not None else ():
                index, *step = json.loads(line)
                assert tell is not None
                tell(books[index][0], Step(*step))

        try:
            yield pipe, listen
        finally:
            os.close(opened)


def _words(fault: BaseException) -> str:
    """A fault in one line: of the machine, of the request, or of ours."""
    if isinstance(fault, Refused):
        return str(fault)
    if isinstance(fault, OSError):
        return f"{fault.strerror or fault}: {fault.filename or ''}".rstrip(": ")
    return f"a fault of serge-press ({type(fault).__name__}: {fault}); built alone, this book shows where"


__all__ = [
    "EVERYTHING", "Outcome", "Refused", "Request", "build_book", "build_books", "make_editions", "put_in_place",
]  # fmt: skip
