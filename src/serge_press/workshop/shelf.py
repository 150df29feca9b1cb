"""Finished issues on the disk: whole or not at all.

All files of a build are written and synced beside their places first and then renamed over them, so that a build that
fails, is killed, or finds the disk full leaves the last good editions as they were. ``build/.press`` holds the ledger
(what was made from what) and is safe to delete.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEDGER = "ledger.json"
_TEMPORARY = "unfinished-"


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Shelf:
    """One output folder. Raises OSError for faults of the machine (no room, no right to write)."""

    directory: Path

    @property
    def workroom(self) -> Path:
        """The folder of the press's own files."""
        return self.directory / ".press"

    def put(self, files: Mapping[str, bytes], ledger: Mapping[str, Any]) -> None:
        """Put files (name → bytes) and the ledger in place: all are complete on the disk before the first is renamed."""
        self.workroom.mkdir(parents=True, exist_ok=True)
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
            value = json.loads((self.workroom / LEDGER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return value if isinstance(value, dict) else {}

    def holds(self, name: str, digest: str) -> bool:
        """Whether the file is there with exactly these bytes."""
        try:
            return sha256((self.directory / name).read_bytes()) == digest
        except OSError:
            return False

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        with (self.workroom / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _write_and_sync(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def clean(directory: Path) -> list[str]:
    """Remove what builds made in the folder: the files of the ledger and ``.press``. Returns what was removed.

    Only what the ledger names goes, so an output folder that holds other things keeps them.
    """
    shelf = Shelf(directory)
    removed: list[str] = []
    ledger = shelf.ledger()
    for name in (*ledger.get("files", []), *ledger.get("older", [])):
        path = directory / str(name)
        if path.resolve().is_relative_to(directory.resolve()) and path.is_file():
            path.unlink()
            removed.append(str(name))
    if shelf.workroom.is_dir():
        for path in sorted(shelf.workroom.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        shelf.workroom.rmdir()
        removed.append(".press")
    with contextlib.suppress(OSError):
        directory.rmdir()
    return removed
