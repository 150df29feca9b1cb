"""The validators' desk: one Java machine for EPUBCheck and veraPDF, for all processes that know the desk's folder.

To start Java and load schemas and profiles takes many times as long as to check a book, so a desk is opened once and kept.
It is a folder with two pipes. Who asks holds the lock of the folder (the system takes it back from a process that dies),
so books are checked one at a time. The machine runs ``desk.js``; it starts with the first question and ends when the desk
is closed, or when the process that opened it is gone: its pipe of questions then comes to an end.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import tempfile
import time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from serge_press.checks import java
from serge_press.scratch import scratch
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHELL = "org.mozilla.javascript.tools.shell.Main"
_QUESTIONS, _ANSWERS, _LOCK, _NUMBER = "questions", "answers", "lock", "number"
_STARTED: dict[str, list[subprocess.Popen[bytes]]] = {}
"""Machines that this process has started, by folder of the desk."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The way to an open desk; may be sent to other processes of this machine."""

    folder: str

    @property
    def is_open(self) -> bool:
        """Whether its folder is there: whoever clears up temporary files may have taken it for forgotten."""
        return os.path.isdir(self.folder)

    def ask(self, arguments: Sequence[str], timeout: float) -> bool:
        """Have a validator run: its name (``epubcheck``, ``verapdf``), then its arguments, as ``desk.js`` takes them.

        False when there was no answer in so many seconds: then ask elsewhere. Waiting for others at the desk counts; tabs
        and line ends cannot be in an argument. A machine that does not answer is ended, so that it keeps nobody else waiting.
        """
        line = "\t".join(arguments).encode()
        if any(character in part for part in arguments for character in "\t\r\n") or len(line) >= select.PIPE_BUF:
            return False
        until = time.monotonic() + timeout
        try:
            with self._turn(until), self._answers() as answers:
                if not self._put(line):
                    return False
                if self._answered(answers, line, until):
                    return True
                self._end(answers)
                return False
        except OSError:
            return False

    @contextlib.contextmanager
    def _turn(self, until: float) -> Iterator[None]:
        with open(os.path.join(self.folder, _LOCK), "wb") as handle:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.02)
            yield

    @contextlib.contextmanager
    def _answers(self) -> Iterator[int]:
        pipe = os.open(os.path.join(self.folder, _ANSWERS), os.O_RDONLY | os.O_NONBLOCK)
        try:
            if self._is_ended(pipe):
                self._start()
            yield pipe
        finally:
            os.close(pipe)

    @staticmethod
    def _is_ended(pipe: int) -> bool:
        """Whether no machine writes into the pipe. Leaves out what one may have said to those who asked before."""
        try:
            while os.read(pipe, 65536):
                pass
        except BlockingIOError:
            return False
        return True

    def _start(self) -> None:
        program, jar = java.program(), java.verapdf_jar()
        if not program or not jar:
            raise FileNotFoundError("Java or Rhino")
        script = str(resources.files("serge_press.checks") / "desk.js")
        command = [
            program, *java.SWITCHES, f"-Djava.io.tmpdir={self.folder}", "-cp", jar, _SHELL, "-opt", "-1", script,
            java.epubcheck_jar(),
        ]  # fmt: skip
        questions = os.open(os.path.join(self.folder, _QUESTIONS), os.O_RDONLY | os.O_NONBLOCK)
        answers = os.open(os.path.join(self.folder, _ANSWERS), os.O_WRONLY)
        os.set_blocking(questions, True)
        try:
            machine = subprocess.Popen(  # our own jar on our own files; it ends when its questions do
                command, stdin=questions, stdout=answers, stderr=subprocess.DEVNULL, cwd=self.folder,
                env=java.environment(self.folder),
            )  # fmt: skip
            _STARTED.setdefault(self.folder, []).append(machine)
            Path(self.folder, _NUMBER).write_text(str(machine.pid))
        finally:
            os.close(questions)
            os.close(answers)

    def _put(self, line: bytes) -> bool:
        pipe = os.open(os.path.join(self.folder, _QUESTIONS), os.O_WRONLY | os.O_NONBLOCK)
        try:
            return os.write(pipe, line + b"\n") == len(line) + 1
        finally:
            os.close(pipe)

    @staticmethod
    def _answered(pipe: int, line: bytes, until: float) -> bool:
        said = b""
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([pipe], [], [], left)
            if not ready:
                break
            piece = os.read(pipe, 65536)
            if not piece:
                return False  # the machine has ended
            said += piece
            if line in said.split(b"\n")[:-1]:
                return True
        return False

    def _end(self, pipe: int) -> None:
        """Kill the machine that writes into the pipe, if there is one, and wait until it is gone."""
        with contextlib.suppress(OSError, ValueError):
            if not self._is_ended(pipe):  # so the number is still its own
                os.kill(int(Path(self.folder, _NUMBER).read_text()), signal.SIGKILL)
                select.select([pipe], [], [], 5)

    def close(self) -> None:
        """End the machine, in the middle of a book if need be."""
        with contextlib.suppress(OSError, ValueError):
            pipe = os.open(os.path.join(self.folder, _ANSWERS), os.O_RDONLY | os.O_NONBLOCK)
            try:
                self._end(pipe)
            finally:
                os.close(pipe)
        for machine in _STARTED.pop(self.folder, ()):
            with contextlib.suppress(subprocess.TimeoutExpired):
                machine.wait(5)  # it has ended, or is about to


@contextlib.contextmanager
def open_desk() -> Iterator[Desk]:
    """A desk for as long as the context lasts. Costs nothing until somebody asks."""
    with tempfile.TemporaryDirectory(prefix="desk-", dir=scratch(), ignore_cleanup_errors=True) as folder:
        for name in (_QUESTIONS, _ANSWERS):
            os.mkfifo(os.path.join(folder, name), 0o600)
        held = os.open(os.path.join(folder, _QUESTIONS), os.O_RDWR)  # while it is held, the questions do not end
        desk = Desk(folder)
        try:
            yield desk
        finally:
            os.close(held)
            desk.close()


_own: dict[int, Desk] = {}


def desk_of_process() -> Desk:
    """The desk of this process, open until it ends: for one who is given book after book by an engine."""
    desk = _own.get(os.getpid())
    if desk is None or not os.path.isdir(desk.folder):
        from multiprocessing.util import Finalize

        opened = open_desk()
        desk = _own[os.getpid()] = opened.__enter__()
        # not atexit: an engine's worker processes, as Python's own, end without it
        Finalize(None, _close, (os.getpid(), opened), exitpriority=10)
    return desk


def _close(opener: int, opened: contextlib.AbstractContextManager[Desk]) -> None:
    if os.getpid() == opener:  # a fork of it closes nothing
        opened.__exit__(None, None, None)
