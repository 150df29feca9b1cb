"""A foreman: a process begun afresh from which the hands of a crew part, and that then waits for their end with nothing in it.

What a process holds when another parts from it stays with the other for as long as it lives. So where hands work for a
process that holds much, they part from one that loads what all of them need and holds nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys

from serge_press.hands import Calling, ended, parted
from serge_press.scratch import use

_LENGTH = struct.Struct("!Q")


class Foreman:
    """The process that hands part from, seen from the one that they work for."""

    def __init__(self, calling: Calling) -> None:
        mine, theirs = socket.socketpair()
        self._pipe = mine
        with theirs:
            number = theirs.fileno()
            words = f"import sys; sys.path[:] = {sys.path!r}; from serge_press.foreman import lead; lead({number})"
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
            hands.append(parted(pipes[0], calling, [pipe]))
            if len(hands) == calling.count:  # what it holds and the hands have changed since would be there twice
                os.set_inheritable(number, True)
                os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", _WAIT, str(number), *map(str, hands)])
    ended(hands)


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


def _whole(pipe: socket.socket) -> bytes:
    size = _LENGTH.unpack(pipe.recv(_LENGTH.size, socket.MSG_WAITALL))[0]
    data = bytearray()
    while len(data) < size:
        piece = pipe.recv(min(size - len(data), 1 << 20))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
