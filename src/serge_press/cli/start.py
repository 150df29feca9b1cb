"""Where the command begins: Ctrl-C is heeded before the press is loaded, while there is nothing yet to leave whole."""

from __future__ import annotations

import os
import signal
from types import FrameType

_STOPPED = 130  # ``processes.STOPPED``, which is not loaded yet


def _leave(number: int, frame: FrameType | None) -> None:
    del number, frame
    os.write(2, b"\nserge-press: stopped. What was finished before stands as it was.\n")
    os._exit(_STOPPED)


def main() -> None:
    """Entry point of the command ``serge-press``."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as it is for a shell's work in the background
            signal.signal(number, _leave)
    from serge_press.cli.main import main as begin

    begin()


if __name__ == "__main__":
    main()
