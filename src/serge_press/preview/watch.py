"""Watching a folder: what was saved, added or removed since the last look."""

from __future__ import annotations

import os
import time
from itertools import islice
from typing import TYPE_CHECKING

from serge_press.reading.folder import MAX_FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from threading import Event

EVERY = 0.2
"""Seconds between two looks at the whole folder."""

OFTEN = 0.04
"""Seconds between two looks at the files that were saved last: most saves are of the file that was saved before."""

_FEW = 8
"""Files that are looked at so often."""

SETTLED = 0.03
"""Seconds without a further change after which a save is taken to be over: editors write in several steps."""

Stamp = tuple[int, int, int]
"""Time of change in nanoseconds, size in bytes, and inode: an editor may put a new file in the place of the old."""


def stamps(folder: Path) -> dict[str, Stamp]:
    """The stamp of every file of the folder by its name, and of links themselves; dot files and ``build/`` are not looked at."""
    found: dict[str, Stamp] = {}
    waiting = [""]
    while waiting and len(found) < MAX_FILES:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as listing:
                for entry in islice(listing, MAX_FILES):
                    name = f"{inside}{entry.name}"
                    if entry.name.startswith(".") or name == "build":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{name}/")
                        continue
                    found[name] = _stamp(entry.stat(follow_symlinks=False))
        except OSError:
            continue  # gone between two looks; the next look knows more
    return found


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def changed(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> frozenset[str]:
    """Names of the files that are new, gone or stamped anew."""
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


class Watch:
    """Looks at one folder again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen = stamps(folder)
        self._last: tuple[str, ...] = ()  # saved last

    def wait(self, stop: Event) -> frozenset[str]:
        """The names of files that changed, once nothing changes any more; empty when ``stop`` was set."""
        while not self._pause(stop):
            now = stamps(self.folder)
            if now == self._seen:
                continue
            while not stop.wait(SETTLED):
                again = stamps(self.folder)
                if again == now:
                    break
                now = again
            names = changed(self._seen, now)
            self._seen = now
            if names:
                self._last = tuple(sorted(names)[:_FEW])
                return names
        return frozenset()

    def _pause(self, stop: Event) -> bool:
        """Wait until it is time for the next look, or a file saved last is saved again; whether ``stop`` was set."""
        until = time.monotonic() + EVERY
        while not stop.wait(OFTEN if self._last else EVERY):
            if time.monotonic() >= until or any(self._stamp(name) != self._seen.get(name) for name in self._last):
                return False
        return True

    def _stamp(self, name: str) -> Stamp | None:
        try:
            return _stamp(os.stat(self.folder / name, follow_symlinks=False))
        except OSError:
            return None
