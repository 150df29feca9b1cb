"""The seal that the press puts on what it keeps for later, so that it takes nothing for its own that came with a book.

A ``.press`` folder may come with a book folder from anywhere, and whoever made it can reckon every digest in it. So what is
kept is sealed with a secret (HMAC, RFC 2104, over SHA-256), which lies in the user's own configuration folder, readable by
nobody else, and is made when it is first needed. What has no seal, or another's, is no hit and is made anew.

Who builds the same books as several users, or on machines that share no home, names a file with a secret of their own in
``SERGE_PRESS_KEY_FILE``. Where there is no home, or none that can be written to, a process trusts what it made itself and
nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import stat
from functools import cache
from pathlib import Path

KEY_FILE = "SERGE_PRESS_KEY_FILE"
"""The variable that names a file with the secret."""

_LENGTH = 32
_LEAST, _MOST = 16, 4096  # bytes of a secret that somebody else made


def seal(what: str, *parts: bytes | memoryview) -> bytes:
    """The seal (32 bytes) of what is kept under a name: parts with their lengths, so that no two rows of them read alike."""
    name = what.encode("utf-8", "surrogatepass")
    made = hmac.new(_secret(os.environ.get(KEY_FILE, ""), _folder()), digestmod=hashlib.sha256)
    for part in (name, *parts):
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def is_seal(given: bytes, what: str, *parts: bytes | memoryview) -> bool:
    """Whether this is the seal of that; it takes as long to say no as to say yes."""
    return hmac.compare_digest(given, seal(what, *parts))


def _folder() -> str:
    """The user's folder for configuration (XDG base directories): "" where there is none."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(named):
        return named
    home = os.path.expanduser("~")
    return os.path.join(home, ".config") if os.path.isabs(home) else ""


@cache
def _secret(named: str, folder: str) -> bytes:
    """The secret of the file that was named, else of the user's own, else one that dies with this process."""
    with contextlib.suppress(OSError):
        if named:
            return _read(Path(named), own=False)
        if folder:
            return _own(Path(folder) / "serge-press" / "shelf-key")
    return os.urandom(_LENGTH)


def _own(file: Path) -> bytes:
    """The user's secret, which is made if there is none. Raises OSError if it cannot be, or is not theirs alone."""
    with contextlib.suppress(FileNotFoundError):
        return _read(file, own=True)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f"unfinished-{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as made:
            made.write(os.urandom(_LENGTH))
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, file)  # the first one stays, whoever made it
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return _read(file, own=True)


def _read(file: Path, *, own: bool) -> bytes:
    """A secret. Raises OSError if there is none; one's ``own`` must be a plain file that nobody else can read or write."""
    flags = os.O_RDONLY | os.O_NONBLOCK | (os.O_NOFOLLOW if own else 0)
    with os.fdopen(os.open(file, flags), "rb") as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode) or not _LEAST <= status.st_size <= _MOST:
            raise OSError(f"{file} holds no secret")
        if own and (status.st_uid != os.geteuid() or status.st_mode & 0o077):
            raise OSError(f"{file} is not this user's alone")
        return opened.read()
