"""Laid-out sections kept from build to build, by the digest of all they were made from.

A section is kept in a file of its own, which begins with the SHA-256 of the rest: what is damaged, cut short or half
written is no hit, and is laid out anew. A file gets its name when it is complete, so two builds at once do each other no
harm. What was not used for longest goes when there is no more room. Nothing here raises: a faulty disk is an empty shelf.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 400 * 1024 * 1024
"""Bytes that a shelf takes at most: some forty books of three hundred pages, or one book in many states."""

LARGEST = 64 * 1024 * 1024
"""Bytes of one entry at most: larger ones, which hold large pictures, are not kept."""

FOLDER = "sections"
"""The folder of the shelf in the folder of the press's own files."""

_MAGIC = b"serge-press shelf 1\n"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_temporary = count()


@dataclass
class SectionsOnDisk:
    """A shelf (``editions.edition.SectionShelf``) in a folder, which is made when the first section is kept.

    ``room`` is in bytes. Safe to share between processes; links are not followed.
    """

    folder: Path
    room: int = ROOM
    _taken: int | None = field(default=None, init=False)  # bytes, as far as this process knows

    def fetch(self, digest: str) -> bytes | None:
        """The bytes kept under the digest, whole, or None."""
        if not _DIGEST.fullmatch(digest) or not self._sound():
            return None
        path = self.folder / digest
        try:
            with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                if os.fstat(file.fileno()).st_size > LARGEST:
                    return None
                held = file.read()
                data = _whole(held)
                if data is not None:
                    os.utime(file.fileno())
                    return data
        except OSError:
            return None
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if there is room."""
        size = len(_MAGIC) + 32 + len(data)
        if not _DIGEST.fullmatch(digest) or size > min(LARGEST, self.room):
            return
        temporary = self.folder / f"unfinished-{os.getpid()}-{next(_temporary)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self._sound():
                return
            self._make_room(size)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            with os.fdopen(os.open(temporary, flags, 0o644), "wb") as file:
                file.write(_MAGIC + hashlib.sha256(data).digest())
                file.write(data)
            os.replace(temporary, self.folder / digest)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            return
        self._taken = (self._taken or 0) + size

    def _sound(self) -> bool:
        """Whether the folder is a folder, and no link that a book brought with it."""
        try:
            return stat.S_ISDIR(os.lstat(self.folder).st_mode)
        except OSError:
            return False

    def _make_room(self, wanted: int) -> None:
        """Let go of what was not used for longest until there is room; of a quarter at once, for looking takes time."""
        if self._taken is not None and self._taken + wanted <= self.room:
            return
        held: list[tuple[int, int, str]] = []
        with os.scandir(self.folder) as listing:
            for entry in listing:
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    held.append((status.st_mtime_ns, status.st_size, entry.path))
        self._taken = sum(size for _, size, _ in held)
        if self._taken + wanted <= self.room:
            return
        for _, size, path in sorted(held):
            with contextlib.suppress(OSError):
                os.unlink(path)
                self._taken -= size
            if self._taken + wanted <= self.room * 3 // 4:
                return


def _whole(held: bytes) -> bytes | None:
    """What was kept, if it is whole."""
    start = len(_MAGIC) + 32
    data = held[start:]
    if held[: len(_MAGIC)] != _MAGIC or hashlib.sha256(data).digest() != held[len(_MAGIC) : start]:
        return None
    return data
