"""A book folder that is read again and again: a file that nobody touched is not opened a second time."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from serge_press.reading.folder import TEXT_ENDINGS, DiskFolder

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 128 * 1024 * 1024
"""Bytes of files that are kept; what goes beyond is read anew each time."""

YOUNG = 2_000_000_000
"""Nanoseconds for which the stamp of a file says too little: it may be written twice within one tick of the clock that
stamps it. Two seconds are the coarsest tick of any file system in use (FAT).
"""

_Stamp = tuple[int, int, int, int, int]


class KnownFolder(DiskFolder):
    """The folder as it is now, where ``before`` is the same folder as it was read earlier.

    A file is taken to be the same when it is the same inode with the same size and the same times of writing and of change;
    the latter no program can set. A file that was changed a moment before it was read is always read again.
    """

    def __init__(self, path: Path | str, before: KnownFolder | None = None) -> None:
        super().__init__(path)
        same = before is not None and before.path == self.path
        self._known = before._read if before is not None and same else {}
        self._read: dict[str, tuple[_Stamp, bytes]] = {}
        self._left = ROOM

    def read_bytes(self, name: str) -> bytes:
        """As of any folder. A name that was read before is a good one, and need not be looked at again."""
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        held = self._known.get(name)
        if held is None or held[0] != self._stamp(name):
            return super().read_bytes(name)
        if name.endswith(TEXT_ENDINGS):
            self._kept[name] = held[1]  # takes no room: it is held already
        self._hold(name, *held)
        return held[1]

    def _open(self, name: str, limit: int) -> bytes:
        stamp = self._stamp(name)
        held = self._known.get(name)
        if stamp is not None and held is not None and held[0] == stamp:
            data = held[1]
        else:
            now = time.time_ns()
            data = super()._open(name, limit)
            if stamp is None or max(stamp[3:]) + YOUNG > now or stamp != self._stamp(name):
                return data
        if stamp is not None:
            self._hold(name, stamp, data)
        return data

    def _hold(self, name: str, stamp: _Stamp, data: bytes) -> None:
        """Keep what was read for the next time, while there is room."""
        if name not in self._read and len(data) <= self._left:
            self._left -= len(data)
            self._read[name] = (stamp, data)

    def _stamp(self, name: str) -> _Stamp | None:
        try:
            status = os.stat(f"{self.path}/{name}", follow_symlinks=False)
        except (OSError, ValueError):
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
