"""Laid-out sections of one preview, kept in a folder of its own between layouts.

A layout process may be killed at any moment. What it had laid out stays, whole: a file gets its name when it is complete.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

ROOM = 400 * 1024 * 1024
"""Bytes kept; what was not used for longest goes first."""

_DIGEST = re.compile(r"[0-9a-f]{16,128}")


class KeptSections:
    """A shelf of sections (``editions.edition.SectionShelf``) in ``folder``. Faults of the disk are misses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, digest: str) -> bytes | None:
        """The bytes kept under the digest, or None."""
        try:
            path = self._path(digest)
            data = path.read_bytes()
            os.utime(path)
        except (OSError, ValueError):
            return None
        return data

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if there is room."""
        with contextlib.suppress(OSError, ValueError):
            self._make_room(len(data))
            path = self._path(digest)
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(data)
            os.replace(unfinished, path)

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(digest)
        return self._folder / digest

    def _make_room(self, wanted: int) -> None:
        held = sorted((status.st_mtime_ns, status.st_size, path) for path, status in self._held())
        total = sum(size for _, size, _ in held) + wanted
        for _, size, path in held:
            if total <= ROOM:
                return
            path.unlink(missing_ok=True)
            total -= size

    def _held(self) -> list[tuple[Path, os.stat_result]]:
        with os.scandir(self._folder) as listing:
            return [(Path(entry.path), entry.stat()) for entry in listing]
