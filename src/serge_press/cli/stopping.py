"""Ctrl-C and SIGTERM: the work is left at once and whole, without a traceback, with exit status 130."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ExtensionFileLoader
from typing import TYPE_CHECKING

from serge_press.processes import STOPPED

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_PATIENCE = 0.25  # seconds after which to see whether a stop was heard


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise KeyboardInterrupt on SIGINT and on SIGTERM while the context lasts: all that is open closes on its way out.

    Once: a second signal must not leave half of it open. But whoever catches everything may swallow it (a library that
    tries one import after the other), and called from C, as it is by WeasyPrint, Python cannot pass it on. So it is raised
    again and again until somebody is at work on it, or says that it is ``heeded``. While a module of C is being loaded it
    is not raised at all: some (pikepdf's) take any exception then for their own ruin, and abort the process.
    """
    here = os.getpid()
    told = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told
        del number
        if os.getpid() != here:  # a child of ours, just forked
            os._exit(STOPPED)
        if not told:
            told = True
            signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _PATIENCE)
            if not _loading_c(frame):
                raise KeyboardInterrupt

    def again(number: int, frame: FrameType | None) -> None:
        del number
        if not _at_work_on_a_stop() and not _loading_c(frame):
            raise KeyboardInterrupt

    def swallowed(unraisable: sys.UnraisableHookArgs) -> None:
        if not isinstance(unraisable.exc_value, KeyboardInterrupt):
            before(unraisable)

    before = sys.unraisablehook
    sys.unraisablehook = swallowed
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as it is for a shell's work in the background
            signal.signal(number, stop)
    alarm = signal.signal(signal.SIGALRM, again)
    try:
        yield
    finally:
        heeded()
        signal.signal(signal.SIGALRM, alarm)
        sys.unraisablehook = before


def heeded() -> None:
    """The stop was heard, and what it takes is being done: raise it no more."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _at_work_on_a_stop() -> bool:
    """Whether this code runs because a KeyboardInterrupt is on its way out, or was caught and is being dealt with."""
    fault = sys.exc_info()[1]
    while fault is not None and not isinstance(fault, KeyboardInterrupt):
        fault = fault.__context__
    return fault is not None


def _loading_c(frame: FrameType | None) -> bool:
    """Whether this code was called while a module that is written in C, or in C++, is being loaded."""
    while frame is not None:
        loads = frame.f_code.co_name in ("create_module", "exec_module")
        if loads and isinstance(frame.f_locals.get("self"), ExtensionFileLoader):
            return True
        frame = frame.f_back
    return False
