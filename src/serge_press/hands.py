"""The processes of a crew, seen from within: how one parts from another, and what it does (see ``crew``)."""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import signal
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from serge_press.scratch import use
from serge_press.values import dataclass

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Calling:
    """What every hand is begun with: ``ready`` once for all of them, ``begin(*given)`` in each, ``room`` for their files.

    ``count`` is how many may part from a foreman. In the place of one that died no other does.
    """

    ready: Callable[[], None]
    begin: Callable[..., None]
    given: tuple[Any, ...]
    room: str = ""
    count: int = 0


def parted(pipe: int, calling: Calling, ours: Sequence[Connection | socket.socket]) -> int:
    """Let a process part from this one, which then has the pipe and none of ours. Its number."""
    process = os.fork()
    if process:
        os.close(pipe)
        return process
    try:
        for one in ours:
            one.close()
        gc.freeze()  # to look through what this process made would copy the memory that is shared with it
        _work(Connection(pipe), calling)
    finally:
        os._exit(1)


def ended(processes: Iterable[int]) -> None:
    """End processes that parted from this one."""
    numbers = tuple(processes)
    for one in numbers:
        with contextlib.suppress(OSError):
            os.kill(one, signal.SIGKILL)
    for one in numbers:
        with contextlib.suppress(OSError):
            os.waitpid(one, 0)


def _work(pipe: Connection, calling: Calling) -> None:
    """In a hand: do tasks until there are no more. Does not return."""
    import tempfile

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tempfile.tempdir = calling.room
    use(calling.room)
    tasks: queue.SimpleQueue[tuple[int, Callable[..., Any], tuple[Any, ...]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    calling.begin(*calling.given)
    while True:
        number, work, args = tasks.get()
        try:
            answer = (number, True, work(*args))
        except Exception as fault:
            answer = (number, False, fault)
        del work, args
        try:
            pipe.send(answer)
        except OSError:
            os._exit(0)
        except Exception as fault:  # what cannot be sent
            pipe.send((number, False, RuntimeError(f"{type(fault).__name__}: {fault}")))
        del answer


def _listen(pipe: Connection, tasks: queue.SimpleQueue[Any]) -> None:
    """Take tasks while another is done, or who gives them would wait for us, and we for them; end with the pipe."""
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
