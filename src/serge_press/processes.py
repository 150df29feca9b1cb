"""Pools of worker processes that leave nothing behind: they end with their work, with a stop, and with their parent."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from serge_press.scratch import scratch, use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ProcessPoolExecutor

STOPPED = 130
"""Exit status of a process that was told to stop."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def pool(
    count: int, begin: Callable[..., None] | None = None, given: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """So many processes for as long as the context lasts, each begun with ``begin(*given)``.

    They are forked where the system can, so that none loads anew what is loaded. An exception that leaves the context,
    a stop among them, ends them at once; a parent that is killed, within a second. Their temporary files go with the pool.
    """
    import multiprocessing  # only here, as the others: --help would take half as long again
    import tempfile
    from concurrent.futures import ProcessPoolExecutor

    way = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    with tempfile.TemporaryDirectory(prefix="pool-", dir=scratch(), ignore_cleanup_errors=True) as room:
        workers = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(os.getpid(), room, begin, given))
        try:
            yield workers
        except BaseException:
            for process in list((workers._processes or {}).values()):
                process.terminate()
            workers.shutdown(wait=True, cancel_futures=True)
            raise
        workers.shutdown(wait=True)


def _begin(parent: int, room: str, begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """In the new process: Ctrl-C is the parent's business, which then ends this one."""
    import gc
    import tempfile

    gc.freeze()  # to look through what the parent made would copy the memory that is shared with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tempfile.tempdir = room
    use(room)  # a process of a pool ends without clearing up, and so do those that are stopped
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with(parent: int) -> None:
    """A pool's process whose parent was killed would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(STOPPED)
