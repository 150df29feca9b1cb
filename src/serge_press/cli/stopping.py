"""Ctrl-C and SIGTERM: the work is left at once and whole, without a traceback, with exit status 130."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from serge_press.processes import STOPPED

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise KeyboardInterrupt on SIGINT and on SIGTERM while the context lasts: all that is open closes on its way out.

    Only once: a second signal must not leave half of it open.
    """
    here = os.getpid()
    told = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told
        del number, frame
        if os.getpid() != here:  # a child of ours, just forked
            os._exit(STOPPED)
        if not told:
            told = True
            raise KeyboardInterrupt

    def swallowed(unraisable: sys.UnraisableHookArgs) -> None:
        """Called from C, as it is by WeasyPrint, Python cannot pass an exception on: stop again at the next occasion."""
        nonlocal told
        if isinstance(unraisable.exc_value, KeyboardInterrupt):
            told = False
            signal.raise_signal(signal.SIGTERM)
        else:
            before(unraisable)

    before = sys.unraisablehook
    sys.unraisablehook = swallowed
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as it is for a shell's work in the background
            signal.signal(number, stop)
    try:
        yield
    finally:
        sys.unraisablehook = before
