"""Having pages laid out beside everything else: always the newest state, in a process that can be stopped."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
from threading import Condition, Thread
from typing import TYPE_CHECKING

from serge_press.preview.layout_worker import Job
from serge_press.preview.page_views import Layout
from serge_press.scratch import scratch

if TYPE_CHECKING:
    from collections.abc import Callable

WORTH_FINISHING = 0.5
"""The part of the last layout's time after which a layout is let finish though a newer save has come: who saves often must
see pages too.
"""


class LayoutFailed(RuntimeError):
    """The layout process ended on its own; what it said is on stderr."""


class Layouter:
    """Lays out the newest job asked for. ``done`` is called with each layout, or with the fault, from a thread of its own."""

    def __init__(self, done: Callable[[Layout | LayoutFailed], None]) -> None:
        self._done = done
        self._news = Condition()
        self._wanted: Job | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        self._took = 0.0
        self._busy = False
        self._closed = False
        self._thread = Thread(target=self._run, name="layout", daemon=True)
        self._thread.start()

    def ask(self, job: Job) -> None:
        """Have this laid out, instead of whatever else waits."""
        with self._news:
            self._wanted = job
            if self._busy and (not self._took or time.monotonic() - self._begun < WORTH_FINISHING * self._took):
                self._kill()
            self._news.notify_all()

    @property
    def busy(self) -> bool:
        """Whether a layout is being made or waits to be."""
        with self._news:
            return self._busy or self._wanted is not None

    def close(self) -> None:
        """Stop at once; nothing is called any more."""
        with self._news:
            self._closed = True
            self._kill()
            self._news.notify_all()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            with self._news:
                if self._process is None and not self._closed:
                    self._process = _start()  # while nobody waits for it
                while self._wanted is None and not self._closed:
                    self._news.wait()
                if self._closed:
                    return
                job, self._wanted = self._wanted, None
                process = self._process
                self._busy, self._begun = True, time.monotonic()
            assert process is not None
            assert job is not None
            layout = _do(process, job)
            with self._news:
                self._busy = False
                if layout is None:
                    killed = self._process is None  # by us, for something newer
                    self._kill()
                elif layout.pages:
                    self._took = time.monotonic() - self._begun
                if self._closed:
                    return
            if layout is not None:
                self._done(layout)
                continue
            if process.stdout is not None:
                process.stdout.close()
            if not killed:
                self._done(LayoutFailed("the layout process ended"))

    def _kill(self) -> None:
        """End the process and all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:  # stdout is closed by whoever reads from it
            with contextlib.suppress(OSError):
                process.stdin.close()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "serge_press.preview.layout_worker"]
    room = {**os.environ, "TMPDIR": scratch()}  # it is killed without warning, and what it leaves goes with ours
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, env=room)


def _do(process: subprocess.Popen[bytes], job: Job) -> Layout | None:
    """The layout the process makes of a job; None if it ended before."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        pickle.dump(job, process.stdin)
        process.stdin.flush()
        layout = pickle.load(process.stdout)
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):
        return None
    return layout if isinstance(layout, Layout) else None
