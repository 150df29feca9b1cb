"""What a book is made from and with: digests of the folder and of the press, versions, the date in the files."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from serge_press import __version__
from serge_press.editions import engine
from serge_press.memory import remembered_by_identity

__all__ = ["BadStamp", "folder_digest", "libraries", "press_digest", "press_state", "stamp", "versions"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.model.plan import BookPlan
    from serge_press.reading.folder import Folder

_MADE_WITH = ("weasyprint", "ebooklib", "jinja2", "markdown-it-py", "fonttools", "pikepdf")
_ALSO = ("lxml", "pillow", "pypdfium2", "pyphen", "python-stdnum", "tinycss2", "uharfbuzz")


def folder_digest(folder: Folder) -> str:
    """SHA-256 over name, length and SHA-256 of every file of the book, in order of name. Unreadable files count as empty."""
    rows: list[bytes] = []
    for name in folder.names():
        try:
            data = folder.read_bytes(name)
        except (OSError, ValueError):
            data = b""
        rows.append(_row(name, data))
    return hashlib.sha256(b"".join(rows)).hexdigest()


@remembered_by_identity
def _row(name: str, data: bytes) -> bytes:
    return f"{name}\0{len(data)}\0".encode() + hashlib.sha256(data).digest()


@cache
def libraries() -> tuple[tuple[str, str], ...]:
    """What else an edition's bytes depend on: Pango and HarfBuzz of the machine, and packages that no colophon names."""
    return (*engine.libraries(), *((name, _installed(name)) for name in _ALSO))


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """The press and the libraries that shape its editions, with their versions, in a fixed order."""
    return (("serge-press", __version__), *((name, _installed(name)) for name in _MADE_WITH))


def _installed(name: str) -> str:
    """The version of a package, "?" for one that is not there.

    It stands in the name of the folder that its record is in (PyPA, recording installed projects). Only where no such folder
    is found is ``importlib.metadata`` asked, which reads mail headers and archives and takes a thirtieth of a second to load.
    """
    start = f"{name.replace('-', '_')}-"
    for place in sys.path:
        try:
            found = [
                one for one in os.listdir(place or ".") if one.lower().startswith(start) and one.endswith(".dist-info")
            ]
        except OSError:
            continue
        if len(found) == 1:
            return found[0].removesuffix(".dist-info")[len(start) :]
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"


def _code_below(root: str, inside: str) -> Iterator[str]:
    """Names of the files of code and tables, below a folder that is given with its slash."""
    with os.scandir(os.path.join(root, inside)) as entries:
        for entry in entries:
            if entry.name.endswith(_CODE):
                yield inside + entry.name
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _code_below(root, f"{inside}{entry.name}/")


_CODE = (".py", ".js", ".toml", ".json", ".yaml", ".icc", ".txt")


@cache
def press_digest() -> str:
    """SHA-256 over the press's own code and tables, so that a changed press never reuses an old edition."""
    whole = hashlib.sha256()
    root = str(Path(__file__).parent.parent)
    for name in sorted(_code_below(root, "")):
        whole.update(name.encode())
        with open(os.path.join(root, name), "rb") as file:
            whole.update(file.read())
    return whole.hexdigest()


def press_state() -> str:
    """SHA-256 (hex) over names, sizes and times of the press's own files: another as soon as one of them is written to.

    Parts of the press are loaded when they are first needed, some by other processes. Where its files change meanwhile
    (an upgrade, an edit) old and new would work on one book together.
    """
    whole = hashlib.sha256()
    waiting = [os.fspath(Path(__file__).parent.parent)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(_CODE):
                    status = entry.stat()
                    whole.update(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
                elif entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return whole.hexdigest()


_LAST_YEAR = 2107
_LAST_SECOND = 4_354_819_199
"""The end of 2107, the last year a zip file can hold: an EPUB is one (APPNOTE 4.4.6, seven bits from 1980 on)."""


class BadStamp(ValueError):
    """SOURCE_DATE_EPOCH is set and is no number of seconds, or one that no zip file can hold."""


def stamp(plan: BookPlan) -> int:
    """The date written into the files, in seconds since 1970.

    SOURCE_DATE_EPOCH where it is set (https://reproducible-builds.org/specs/source-date-epoch/), else the first day of the
    book's year, else 1 January 1980, the first a zip file can hold. Never the clock. Raises BadStamp.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if text:
        if not re.fullmatch("[0-9]{1,11}", text) or int(text) > _LAST_SECOND:
            shown = ascii(text[:40])
            raise BadStamp(f"SOURCE_DATE_EPOCH is {shown}, which is no number of seconds up to {_LAST_SECOND}")
        return int(text)
    year = int(plan.year) if re.fullmatch("[0-9]{4}", plan.year) else 0
    if not 1980 <= year <= _LAST_YEAR:
        year = 1980
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
