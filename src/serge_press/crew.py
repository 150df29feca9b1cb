"""A crew: processes that do one task at a time for this one, each of which can be lost or ended without the others.

They part from this process, or, where it holds much that they have no use for, from a *foreman*: a process begun afresh that
loads what all of them need and, when they have parted from it, only waits for their end. What a process holds when another
parts from it stays with the other for as long as it lives, whatever the first gives back.

A task that takes longer than the time it was given is the end of its crew (``Stuck``); a hand that dies leaves its tasks
(``Lost``). No process of a crew outlives the one that it works for: each ends when it hears no more of it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from serge_press.scratch import scratch, use
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

AHEAD = 2
"""Tasks that a hand is given at a time, so that it need not wait for the next."""

_LENGTH = struct.Struct("!Q")


class Stuck(Exception):
    """A task took longer than it was given. ``task`` is its number."""

    def __init__(self, task: int, seconds: float) -> None:
        super().__init__(f"task {task} was not done in {seconds:.0f} seconds")
        self.task = task
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for what a task would have given: the process that did it is gone."""


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


@dataclass(eq=False)
class _Hand:
    """A process and what it was given, the first of which it does now; ``until`` it should be done.

    ``process`` is its number, 0 if it is a foreman's child.
    """

    pipe: Connection
    process: int
    tasks: deque[tuple[int, float]] = field(default_factory=deque)
    until: float = 0.0

    def next(self) -> None:
        self.until = time.monotonic() + self.tasks[0][1] if self.tasks else 0.0


class Crew:
    """Up to ``count`` hands, each begun when there is work for it. To be used by one thread, and in a ``with``."""

    def __init__(self, count: int, calling: Calling, *, apart: bool = False) -> None:
        """``apart``: they part from a foreman. Raises OSError where the system gives no process."""
        self.count = count
        self._calling = calling
        self._hands: list[_Hand] = []
        self._foreman = _Foreman(calling) if apart else None
        if not apart:
            calling.ready()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def has_room(self) -> bool:
        """Whether a hand can be given a task now."""
        return len(self._hands) < self.count or any(len(hand.tasks) < AHEAD for hand in self._hands)

    def give(self, task: int, seconds: float, work: Callable[..., Any], *args: Any) -> None:
        """Give a task to a hand that has least to do, for so many seconds. What cannot be given is lost."""
        hand = min(self._hands, key=lambda one: len(one.tasks), default=None)
        if hand is None or (hand.tasks and len(self._hands) < self.count):
            hand = self._begin()
        hand.tasks.append((task, seconds))
        if len(hand.tasks) == 1:
            hand.next()
        with contextlib.suppress(OSError):  # it is dead: wait() finds that out
            hand.pipe.send((task, work, args))

    def wait(self) -> list[tuple[int, Any]]:
        """The tasks that are done or Lost, one at least. Raises what a task raised, and Stuck."""
        done: list[tuple[int, Any]] = []
        while not done and any(hand.tasks for hand in self._hands):
            until = min(hand.until for hand in self._hands if hand.tasks)
            ready = wait([hand.pipe for hand in self._hands], max(0.0, until - time.monotonic()))
            for hand in [one for one in self._hands if one.pipe in ready]:
                done += self._hear(hand)
            late = next((one for one in self._hands if one.tasks and time.monotonic() > one.until), None)
            if not ready and late is not None:
                self.end()
                raise Stuck(*late.tasks[0])
        return done

    def _hear(self, hand: _Hand) -> Iterator[tuple[int, Any]]:
        try:
            task, well, value = hand.pipe.recv()
        except (EOFError, OSError):
            self._hands.remove(hand)
            hand.pipe.close()
            _ended([hand.process] if hand.process else [])
            yield from ((task, Lost()) for task, _ in hand.tasks)
            return
        if not well:
            raise value
        hand.tasks.popleft()
        hand.next()
        yield task, value

    def _begin(self) -> _Hand:
        mine, theirs = socket.socketpair()
        with theirs:
            hand = _Hand(Connection(mine.detach()), 0)
            self._hands.append(hand)
            if self._foreman is not None:
                self._foreman.part(theirs)
            else:
                ends = [one.pipe for one in self._hands]  # while a hand has ours too, a pipe of ours never closes
                hand.process = _parted(theirs.detach(), self._calling, ends)
        return hand

    def end(self) -> None:
        """End all processes, at once."""
        for hand in self._hands:
            hand.pipe.close()
        _ended(hand.process for hand in self._hands if hand.process)
        self._hands.clear()
        if self._foreman is not None:
            self._foreman.end()


@contextlib.contextmanager
def crew(count: int, calling: Calling, *, apart: bool = False) -> Iterator[Crew]:
    """A crew for as long as the context lasts, whose temporary files go with it."""
    import tempfile
    from dataclasses import replace

    with (
        tempfile.TemporaryDirectory(prefix="crew-", dir=scratch(), ignore_cleanup_errors=True) as room,
        Crew(count, replace(calling, room=room, count=count), apart=apart) as hands,
    ):
        yield hands


class _Foreman:
    """The process that hands part from, seen from the one that they work for."""

    def __init__(self, calling: Calling) -> None:
        mine, theirs = socket.socketpair()
        self._pipe = mine
        with theirs:
            number = theirs.fileno()
            words = f"import sys; sys.path[:] = {sys.path!r}; from serge_press.crew import lead; lead({number})"
            flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
            self._process = subprocess.Popen(
                [sys.executable, *flags, "-c", words], pass_fds=(number,), stdin=subprocess.DEVNULL
            )
        data = pickle.dumps(calling)
        with contextlib.suppress(OSError):  # it is dead, and its hands will be lost
            mine.sendall(_LENGTH.pack(len(data)) + data)

    def part(self, pipe: socket.socket) -> None:
        """Let a hand part that works for the other end of the pipe."""
        with contextlib.suppress(OSError):
            socket.send_fds(self._pipe, [b"h"], [pipe.fileno()])

    def end(self) -> None:
        """End it, and all that parted from it."""
        self._pipe.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def lead(number: int) -> None:
    """In the foreman: load what all need, let hands part, and wait until nobody asks any more. ``number`` is the pipe's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the parent's business, which then ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    hands: list[int] = []
    with socket.socket(fileno=number) as pipe:
        calling: Calling = pickle.loads(_whole(pipe))
        use(calling.room)
        with contextlib.suppress(OSError, ImportError):  # it will be told where a task is done
            calling.ready()
        gc.collect()
        gc.freeze()
        while True:
            asked, pipes, _, _ = socket.recv_fds(pipe, 1, 1)
            if not asked:
                break
            hands.append(_parted(pipes[0], calling, [pipe]))
            if len(hands) == calling.count:  # what it holds and the hands have changed since would be there twice
                os.set_inheritable(number, True)
                os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", _WAIT, str(number), *map(str, hands)])
    _ended(hands)


_WAIT = """
import os, signal, sys
pipe, *hands = map(int, sys.argv[1:])
while os.read(pipe, 1):
    pass
for hand in hands:
    try:
        os.kill(hand, signal.SIGKILL)
        os.waitpid(hand, 0)
    except OSError:
        pass
"""
"""What becomes of a foreman that has no more to do: a process with nothing in it that waits for the end of the pipe."""


def _parted(pipe: int, calling: Calling, ours: Sequence[Connection | socket.socket]) -> int:
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


def _ended(processes: Iterable[int]) -> None:
    """End processes that parted from this one."""
    numbers = tuple(processes)
    for one in numbers:
        with contextlib.suppress(OSError):
            os.kill(one, signal.SIGKILL)
    for one in numbers:
        with contextlib.suppress(OSError):
            os.waitpid(one, 0)


def _whole(pipe: socket.socket) -> bytes:
    size = _LENGTH.unpack(pipe.recv(_LENGTH.size, socket.MSG_WAITALL))[0]
    data = bytearray()
    while len(data) < size:
        piece = pipe.recv(min(size - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


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
