"""What the press made before, kept by the digest of all it was made from: sections, editions, verdicts, fonts, pictures.

A store is a folder with a shelf for each kind of thing. An entry is a file of its own, which begins with the seal of shelf,
digest and content: what is damaged, cut short, half written, forged, put under another's name or of another version of the
store is no hit, and is made anew. A file gets its name when it is complete, so builds at once do each other no harm. What
was not used for longest goes when there is no more room. Folders and files are opened without following links, and only
plain files are read: a book folder may bring its own ``.press``. Nothing here raises: a faulty disk is an empty store.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import re
import shutil
import stat
import time
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from serge_press.values import dataclass
from serge_press.workshop.seal import seal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = 400 * 1024 * 1024
"""Bytes that a store takes at most: some forty books of three hundred pages, or one book in many states."""

LARGEST = 64 * 1024 * 1024
"""Bytes of one entry at most: larger ones, which hold large pictures, are not kept."""

_MAGIC = b"serge-press store 3\n"
_HEAD = len(_MAGIC) + 32
_NAME = re.compile(r"[a-z]{1,20}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "unfinished-"
_ABANDONED = 600.0  # seconds after which nobody writes at an unfinished file any more
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_PARTS = 16
"""A process looks again at what is there when it has put in a sixteenth of the room: others may put in too."""


@dataclass(slots=True)
class Store:
    """A folder of shelves, which is made when the first entry is kept. ``room`` in bytes. To be shared by processes."""

    folder: Path
    room: int = ROOM
    _seen: int | None = field(default=None, init=False)  # bytes there when this process looked
    _put: int = field(default=0, init=False)  # bytes it has put in since

    def shelf(self, name: str) -> OneShelf:
        """The shelf of that name, of small letters (``editions.edition.Shelf``)."""
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return OneShelf(self, name)

    def fetch(self, name: str, digest: str) -> bytes | None:
        """The bytes kept on a shelf under the digest, whole, or None."""
        if not _DIGEST.fullmatch(digest):
            return None
        with contextlib.suppress(OSError), self._opened(name) as shelf:
            held = _read(shelf, digest, min(LARGEST, self.room))
            data = _whole(held, name, digest)
            if data is not None:
                return data
            os.unlink(digest, dir_fd=shelf)
        return None

    def keep(self, name: str, digest: str, data: bytes) -> None:
        """Keep the bytes, if there is room."""
        size = _HEAD + len(data)
        if not _DIGEST.fullmatch(digest) or size > min(LARGEST, self.room):
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._opened(name, make=True) as shelf:
                self._make_room(size)
                unfinished = _UNFINISHED + os.urandom(8).hex()  # unlike that of any machine
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
                try:
                    with os.fdopen(os.open(unfinished, flags, 0o644, dir_fd=shelf), "wb") as file:
                        file.write(_MAGIC + _sealed(name, digest, data))
                        file.write(data)
                    os.replace(unfinished, digest, src_dir_fd=shelf, dst_dir_fd=shelf)
                except BaseException:  # a stop too
                    with contextlib.suppress(OSError):
                        os.unlink(unfinished, dir_fd=shelf)
                    raise
                self._put += size

    def clear(self) -> None:
        """Let go of everything."""
        with contextlib.suppress(OSError):
            store = os.open(self.folder, _FOLDER)
            try:
                for name in _shelves(store):
                    shutil.rmtree(name, ignore_errors=True, dir_fd=store)  # follows no link
            finally:
                os.close(store)
        self._seen, self._put = None, 0

    @contextlib.contextmanager
    def _opened(self, name: str, *, make: bool = False) -> Iterator[int]:
        """A shelf's folder, opened; neither it nor the store's may be a link."""
        store = os.open(self.folder, _FOLDER)
        try:
            if make:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(name, dir_fd=store)
            shelf = os.open(name, _FOLDER, dir_fd=store)
        finally:
            os.close(store)
        try:
            yield shelf
        finally:
            os.close(shelf)

    def _make_room(self, wanted: int) -> None:
        """Let go of what was not used for longest until there is room; of a quarter at once, for looking takes time."""
        if self._seen is not None and self._put <= self.room // _PARTS and self._seen + self._put + wanted <= self.room:
            return
        held = sorted(self._held())
        self._seen, self._put = sum(size for _, size, _, _ in held), 0
        if self._seen + wanted <= self.room:
            return
        for _, size, name, entry in held:
            with contextlib.suppress(OSError), self._opened(name) as shelf:
                os.unlink(entry, dir_fd=shelf)
                self._seen -= size
            if self._seen + wanted <= self.room * 3 // 4:
                return

    def _held(self) -> Iterator[tuple[int, int, str, str]]:
        """When last used, size, shelf and name of every entry. Sweeps out what a killed process left half written."""
        store = os.open(self.folder, _FOLDER)
        try:
            names = _shelves(store)
        finally:
            os.close(store)
        for name in names:
            with contextlib.suppress(OSError), self._opened(name) as shelf, os.scandir(shelf) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        if entry.name.startswith(_UNFINISHED) and time.time() - status.st_mtime > _ABANDONED:
                            os.unlink(entry.name, dir_fd=shelf)
                        else:
                            yield status.st_mtime_ns, status.st_size, name, entry.name


@dataclass(frozen=True, slots=True)
class OneShelf:
    """One shelf of a store, for those who keep one kind of thing."""

    store: Store
    name: str

    def fetch(self, digest: str) -> bytes | None:
        """The bytes kept under the digest, whole, or None."""
        return self.store.fetch(self.name, digest)

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes, if there is room."""
        self.store.keep(self.name, digest, data)


def _shelves(store: int) -> list[str]:
    with os.scandir(store) as entries:
        return [e.name for e in entries if _NAME.fullmatch(e.name) and e.is_dir(follow_symlinks=False)]


def _read(shelf: int, name: str, most: int) -> bytes:
    """A plain file of at most so many bytes; anything else is as an empty one. Marks it as used."""
    # not to wait for a pipe that was put there
    with os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=shelf), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return b""
        with contextlib.suppress(OSError):  # a store that may only be read serves too
            os.utime(file.fileno())
        return file.read()


def _sealed(name: str, digest: str, data: bytes | memoryview) -> bytes:
    return seal("store", f"{name}/{digest}".encode(), data)


def _whole(held: bytes, name: str, digest: str) -> bytes | None:
    """What was kept, if it is whole, ours, and stands where it was put."""
    data = memoryview(held)[_HEAD:]
    if not held.startswith(_MAGIC) or not hmac.compare_digest(held[len(_MAGIC) : _HEAD], _sealed(name, digest, data)):
        return None
    return bytes(data)
