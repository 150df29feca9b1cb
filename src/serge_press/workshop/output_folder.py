"""Finished issues on the disk: whole or not at all.

All files of a build are written and synced beside their places first and then renamed over them, so that a build that
fails, is killed, or finds the disk full leaves the last good editions as they were. ``build/.press`` holds the ledger
(what was made from what) and is safe to delete.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEDGER = "ledger.json"
_TEMPORARY = "unfinished-"
_LARGEST_LEDGER = 64 * 1024 * 1024
_LARGEST_FILE = 4 * 1024 * 1024 * 1024


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class OutputFolder:
    """One output folder. Raises OSError for faults of the machine (no room, no right to write)."""

    directory: Path

    @property
    def workroom(self) -> Path:
        """The folder of the press's own files."""
        return self.directory / ".press"

    def put(self, files: Mapping[str, bytes], ledger: Mapping[str, Any]) -> None:
        """Put files (name → bytes) and the ledger in place: all are complete on the disk before the first is renamed."""
        self.workroom.mkdir(parents=True, exist_ok=True)
        if self.workroom.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, "Is a link, and the press writes through none", str(self.workroom))
        text = json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True).encode()
        with self._lock():
            for left in self.workroom.glob(f"{_TEMPORARY}*"):  # of a build that was killed
                left.unlink()
            waiting: list[tuple[Path, Path]] = []
            try:
                for name, data in (*sorted(files.items()), (f".press/{LEDGER}", text)):
                    target = self.directory / name
                    temporary = self.workroom / f"{_TEMPORARY}{len(waiting)}"
                    waiting.append((temporary, target))
                    _write_and_sync(temporary, data)
                for temporary, target in waiting:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    os.replace(temporary, target)
            finally:
                for temporary, _ in waiting:
                    temporary.unlink(missing_ok=True)

    def ledger(self) -> dict[str, Any]:
        """The last ledger; empty where there is none or it cannot be read: a damaged one is never trusted."""
        try:
            value = {} if self.workroom.is_symlink() else json.loads(_read(self.workroom / LEDGER, _LARGEST_LEDGER))
        except (OSError, ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def holds(self, name: str, digest: str) -> bool:
        """Whether the file is there with exactly these bytes."""
        try:
            return plain_names([name]) == [name] and sha256(_read(self.directory / name, _LARGEST_FILE)) == digest
        except OSError:
            return False

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        with os.fdopen(os.open(self.workroom / "lock", flags, 0o644), "rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _write_and_sync(path: Path, data: bytes) -> None:
    with path.open("xb") as handle:  # never through a link
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def clean(directory: Path) -> list[str]:
    """Remove what builds made in the folder: the files of the ledger and ``.press``. Returns what was removed.

    Only what the ledger names goes, so an output folder that holds other things keeps them.
    """
    output = OutputFolder(directory)
    removed: list[str] = []
    ledger = output.ledger()
    for name in (*plain_names(ledger.get("files")), *plain_names(ledger.get("older"))):
        path = directory / name
        if path.is_file() or path.is_symlink():
            path.unlink()
            removed.append(name)
    if output.workroom.is_symlink():
        output.workroom.unlink()  # not what it leads to
        removed.append(".press")
    elif output.workroom.is_dir():
        shutil.rmtree(output.workroom)  # follows no link
        removed.append(".press")
    with contextlib.suppress(OSError):
        directory.rmdir()
    return removed


def plain_names(listed: object) -> list[str]:
    """Names of files in the folder itself: a ledger may have come with a book, and name anything."""
    items = listed if isinstance(listed, list) else []
    return [name for name in items if isinstance(name, str) and Path(name).name == name and name not in ("", "..")]


def _read(path: Path, most: int) -> bytes:
    """The bytes of a plain file of at most so many; raises OSError for anything else, a link or a pipe."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise OSError(errno.EINVAL, "No plain file, or too large", str(path))
        return file.read()
