"""The book folder: the only reader of the author's files. Nothing outside it can be reached, no file can exhaust memory."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from serge_press.findings import Place
from serge_press.memory import remembered
from serge_press.reading.text import decode_text
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from serge_press.findings import Finding

MAX_TEXT = 2 * 1024 * 1024
MAX_FILE = 20 * 1024 * 1024
MAX_FILES = 20_000
_KEPT = 64 * 1024 * 1024  # bytes of text files a folder keeps, once read
TEXT_ENDINGS = (".md", ".yaml", ".yml", ".toml")
_ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_NOT_ENTERED = ("build",)  # at the top: what the press itself writes


class Refusal(OSError):
    """A file that is not read: it is not there, too large, no regular file, or not of the folder."""

    def __init__(self, refused: Finding) -> None:
        super().__init__(refused.message)
        self.finding = refused


class Folder(Protocol):
    """A book folder, on disk or in memory. Names are relative to it, with forward slashes."""

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """Names of all files that begin with ``prefix``, sorted. Dot files, ``build/`` and links are not among them."""

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file. Raises Refusal, an OSError that carries the finding."""

    def read_text(self, name: str) -> tuple[str | None, tuple[Finding, ...]]:
        """The text of a file and what is wrong with it; None where it cannot be read."""

    def findings(self) -> tuple[Finding, ...]:
        """What the list of files leaves out, and names that clash."""


class _Listed:
    """What both folders share: the list is made once; a name is checked before anything is opened.

    Text files are kept once they are read, so that the digest of a book is that of the words it was made from.
    """

    def __init__(self) -> None:
        self._names: tuple[str, ...] | None = None
        self._found: tuple[Finding, ...] = ()
        self._kept: dict[str, bytes] = {}
        self._room = _KEPT

    def _list(self) -> tuple[list[str], list[Finding]]:
        raise NotImplementedError

    def _open(self, name: str, limit: int) -> bytes:
        raise NotImplementedError

    def _all(self) -> tuple[str, ...]:
        if self._names is None:
            names, found = self._list()
            self._names = tuple(sorted(names))
            self._found = (*found, *_clashes(self._names))
        return self._names

    def names(self, prefix: str = "") -> tuple[str, ...]:
        names = self._all()
        return tuple(name for name in names if name.startswith(prefix)) if prefix else names

    def findings(self) -> tuple[Finding, ...]:
        self._all()
        return self._found

    def read_bytes(self, name: str) -> bytes:
        if refused := check_name(name):
            raise Refusal(refused)
        if not name.endswith(TEXT_ENDINGS):
            return self._open(name, MAX_FILE)
        data = self._kept.get(name)
        if data is None:
            data = self._open(name, MAX_TEXT)
            if len(data) <= self._room:
                self._room -= len(data)
                self._kept[name] = data
        return data

    def read_text(self, name: str) -> tuple[str | None, tuple[Finding, ...]]:
        try:
            data = self.read_bytes(name)
        except Refusal as refusal:
            return None, (refusal.finding,)
        return decode_text(name, data)

    def _missing(self, name: str) -> Refusal:
        near = get_close_matches(name, self._all()[:2000], 1)
        return Refusal(
            finding("F008", Place(name), "there is no such file", f"did you mean '{near[0]}'?" if near else None)
        )


class DiskFolder(_Listed):
    """A folder on disk. Every step of a name is opened without following links, so nobody can swap one in meanwhile."""

    def __init__(self, path: Path | str) -> None:
        super().__init__()
        self.path = os.fspath(path)

    def _list(self) -> tuple[list[str], list[Finding]]:
        names: list[str] = []
        found: list[Finding] = []
        waiting = [""]
        seen = 0
        while waiting:
            inside = waiting.pop()
            try:
                with os.scandir(os.path.join(self.path, inside)) as listing:
                    entries = sorted(islice(listing, MAX_FILES + 1), key=lambda entry: entry.name)
            except OSError as fault:
                found.append(finding("F011", Place(inside), f"the folder cannot be read: {fault.strerror}"))
                continue
            for entry in entries:
                name = f"{inside}{entry.name}"
                if entry.name.startswith(".") or name in _NOT_ENTERED:
                    continue
                seen += 1
                if seen > MAX_FILES:
                    found.append(finding("F005", Place(""), f"the folder holds more than {MAX_FILES} files"))
                    return names, found
                if _ODD.search(entry.name):
                    shown = _ODD.sub(lambda odd: odd[0].encode("unicode_escape").decode(), entry.name)
                    found.append(finding("F009", Place(f"{inside}{shown}"), "this file name cannot be used"))
                elif entry.is_symlink():
                    found.append(finding("F003", Place(name), "links are not followed; this one is left out"))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                elif entry.is_file(follow_symlinks=False):
                    names.append(name)
                else:
                    found.append(finding("F004", Place(name), "this is no regular file; it is left out"))
        return names, found

    def _open(self, name: str, limit: int) -> bytes:
        *folders, last = name.split("/")
        opened = -1
        try:
            opened = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            for step in folders:
                inner = os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=opened)
                os.close(opened)
                opened = inner
            # O_NONBLOCK: to open a pipe must not wait for someone to write into it
            inner = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=opened)
            os.close(opened)
            opened = inner
            return _read(opened, name, limit)
        except Refusal:
            raise
        except FileNotFoundError:
            raise self._missing(name) from None
        except OSError as fault:
            if self._is_link(name):
                raise Refusal(finding("F003", Place(name), "links are not followed")) from None
            raise Refusal(finding("F011", Place(name), f"the file cannot be read: {fault.strerror}")) from None
        finally:
            if opened >= 0:
                os.close(opened)

    def _is_link(self, name: str) -> bool:
        path = self.path
        for step in name.split("/"):
            path = os.path.join(path, step)
            if os.path.islink(path):
                return True
        return False


class MemoryFolder(_Listed):
    """A folder in memory: name → bytes or text. What holds for the disk holds here."""

    def __init__(self, files: Mapping[str, bytes | str]) -> None:
        super().__init__()
        self._files = {name: data.encode() if isinstance(data, str) else bytes(data) for name, data in files.items()}

    def _list(self) -> tuple[list[str], list[Finding]]:
        kept = [
            name
            for name in self._files
            if check_name(name) is None and not any(step.startswith(".") for step in name.split("/"))
            and name.split("/")[0] not in _NOT_ENTERED
        ]  # fmt: skip
        if len(kept) > MAX_FILES:
            return kept[:MAX_FILES], [finding("F005", Place(""), f"the folder holds more than {MAX_FILES} files")]
        return kept, []

    def _open(self, name: str, limit: int) -> bytes:
        data = self._files.get(name)
        if data is None:
            raise self._missing(name)
        if len(data) > limit:
            raise Refusal(_too_large(name, len(data), limit))
        return data


def check_name(name: str) -> Finding | None:
    """What is wrong with a name as a name inside the folder: absolute, climbing out, odd; None if nothing is."""
    if not name or _ODD.search(name) or len(name) > 1000:
        shown = name[:80].encode("ascii", "backslashreplace").decode()
        return finding("F009", Place(shown), "this file name cannot be used")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return finding("F007", Place(name), "the path does not begin in the book folder")
    if any(step in {"", ".", ".."} for step in name.split("/")):
        return finding("F007", Place(name), "the path has steps such as '..', which may lead out of the book folder")
    return None


def _read(opened: int, name: str, limit: int) -> bytes:
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode):
        raise Refusal(finding("F004", Place(name), "this is no regular file"))
    if status.st_size > limit:
        raise Refusal(_too_large(name, status.st_size, limit))
    # not up to the limit at once: so much memory would be taken before it is known to be needed
    data = os.read(opened, status.st_size + 1)
    if len(data) != status.st_size:  # it has changed meanwhile, or comes in pieces
        with open(opened, "rb", closefd=False) as stream:
            data += stream.read(limit + 1 - len(data))
    if len(data) > limit:
        raise Refusal(_too_large(name, len(data), limit))
    return data


def _too_large(name: str, size: int, limit: int) -> Finding:
    return finding("F002", Place(name), f"the file has {size:,} bytes; at most {limit:,} are read")


@remembered
def _clashes(names: tuple[str, ...]) -> tuple[Finding, ...]:
    first: dict[str, str] = {}
    found: list[Finding] = []
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in first:
            also = ((Place(first[key]), "the other file"),)
            found.append(
                finding("F006", Place(name), f"'{name}' and '{first[key]}' are one file on some systems", also=also)
            )
        else:
            first[key] = name
    return tuple(found)
