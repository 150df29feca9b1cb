"""A crew: processes that do one task at a time for this one, each of which can be lost or ended without the others.

They part from this process, or, where it holds much that they have no use for, from a *foreman*: a process begun afresh that
loads what all of them need and, when they have parted from it, only waits for their end. What a process holds when another
parts from it stays with the other for as long as it lives, whatever the first gives back.

A task that takes longer than the time it was given is the end of its crew (``Stuck``); a hand that dies leaves its tasks
(``Lost``). No process of a crew outlives the one that it works for: each ends when it hears no more of it.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections import deque
from dataclasses import field, replace
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from serge_press.foreman import Foreman
from serge_press.hands import Calling, ended, parted
from serge_press.scratch import scratch
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Calling", "Crew", "Lost", "Stuck", "crew"]

AHEAD = 2
"""Tasks that a hand is given at a time, so that it need not wait for the next."""


class Stuck(Exception):
    """A task took longer than it was given. ``task`` is its number."""

    def __init__(self, task: int, seconds: float) -> None:
        super().__init__(f"task {task} was not done in {seconds:.0f} seconds")
        self.task = task
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for what a task would have given: the process that did it is gone."""


@dataclass(eq=False)
class _Hand:
    """A process and what it was given, the first of which it does now; ``until`` it should be done.

    ``process`` is its number, 0 if it is a foreman's child; ``longest`` are the seconds of the longest task it was given;
    ``last`` is set when it is to end with what it has to do.
    """

    pipe: Connection
    process: int
    tasks: deque[tuple[int, float]] = field(default_factory=deque)
    until: float = 0.0
    longest: float = 0.0
    last: bool = False

    def next(self) -> None:
        self.until = time.monotonic() + self.tasks[0][1] if self.tasks else 0.0


class Crew:
    """Up to ``count`` hands, each begun when there is work for it. To be used by one thread, and in a ``with``."""

    def __init__(self, count: int, calling: Calling, *, apart: bool = False) -> None:
        """``apart``: they part from a foreman. Raises OSError where the system gives no process."""
        self.count = count
        self._calling = calling
        self._hands: list[_Hand] = []
        self._foremen = [Foreman(calling)] if apart else []
        self._ended = 0  # hands that ended with their last task, and in whose place no other is yet
        if not apart:
            calling.ready()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def has_room(self) -> bool:
        """Whether a hand can be given a task now."""
        return len(self._hands) < self.count or any(len(hand.tasks) < AHEAD for hand in self._hands if not hand.last)

    def give(self, task: int, seconds: float, work: Callable[..., Any], *args: Any, last: bool = False) -> None:
        """Give a task to a hand that has least to do, for so many seconds. What cannot be given is lost.

        ``last``: the hand ends with it, for a process keeps the room that the largest of its tasks took.
        """
        hand = min((one for one in self._hands if not one.last), key=lambda one: len(one.tasks), default=None)
        if hand is None or (hand.tasks and len(self._hands) < self.count):
            hand = self._begin()
        hand.last = last
        hand.tasks.append((task, seconds))
        hand.longest = max(hand.longest, seconds)
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
            self._let_go(hand)
            yield from ((task, Lost()) for task, _ in hand.tasks)
            return
        if not well:
            raise value
        hand.tasks.popleft()
        hand.next()
        if hand.last and not hand.tasks:
            self._let_go(hand)
            self._ended += 1
        yield task, value

    def _begin(self) -> _Hand:
        mine, theirs = socket.socketpair()
        with theirs:
            hand = _Hand(Connection(mine.detach()), 0)
            self._hands.append(hand)
            if self._foremen:
                if self._ended:  # and of a foreman only so many part
                    self._ended -= 1
                    self._foremen.append(Foreman(replace(self._calling, count=1)))
                self._foremen[-1].part(theirs)
            else:
                ends = [one.pipe for one in self._hands]  # while a hand has ours too, a pipe of ours never closes
                hand.process = parted(theirs.detach(), self._calling, ends)
        return hand

    def narrow(self, count: int) -> None:
        """Have no more than so many hands from now on. Those that have nothing to do end, who had the longest tasks first."""
        self.count = min(self.count, max(count, 1))
        idle = sorted((hand for hand in self._hands if not hand.tasks), key=lambda hand: hand.longest)
        while idle and len(self._hands) > self.count:
            self._let_go(idle.pop())

    def _let_go(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.pipe.close()
        ended([hand.process] if hand.process else [])

    def end(self) -> None:
        """End all processes, at once."""
        for hand in self._hands:
            hand.pipe.close()
        ended(hand.process for hand in self._hands if hand.process)
        self._hands.clear()
        for foreman in self._foremen:
            foreman.end()


@contextlib.contextmanager
def crew(count: int, calling: Calling, *, apart: bool = False) -> Iterator[Crew]:
    """A crew for as long as the context lasts, whose temporary files go with it."""
    import tempfile

    with (
        tempfile.TemporaryDirectory(prefix="crew-", dir=scratch(), ignore_cleanup_errors=True) as room,
        Crew(count, replace(calling, room=room, count=count), apart=apart) as hands,
    ):
        yield hands
