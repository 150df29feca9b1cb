"""The scratch folder of a process: all its temporary files, gone when it ends, however it ends.

A process that ends by itself, or by Ctrl-C, removes its folder. One that is killed cannot. So each holds the lock of a file
in its folder, which the system takes back from the dead, and whoever makes a scratch folder sweeps out those whose lock
nobody holds any more.
"""

from __future__ import annotations

import contextlib
import os
import time

PREFIX = "serge-press-"
_LOCK = "held"
_FORGOTTEN = 24 * 3600.0  # seconds after which a folder without a lock is nobody's
_own: dict[int, str] = {}


def scratch() -> str:
    """The folder of this process, in the folder for temporary files; made when it is first asked for."""
    folder = _own.get(os.getpid(), "")
    if not os.path.isdir(folder):
        folder = _own[os.getpid()] = _make()
    return folder


def use(folder: str) -> None:
    """Let this process put its temporary files into another's folder, which removes them."""
    _own[os.getpid()] = folder


def _make() -> str:
    import tempfile  # only here, as the other: --help would take longer
    from multiprocessing.util import Finalize

    parent = tempfile.gettempdir()
    sweep(parent)
    while True:
        folder = tempfile.mkdtemp(prefix=PREFIX, dir=parent)
        held = _hold(folder)
        if held is not None:
            break
    # not atexit: an engine's worker processes, as Python's own, end without it; late, for what is in it ends first
    Finalize(None, _remove, (os.getpid(), folder, held), exitpriority=-10)
    return folder


def _hold(folder: str) -> int | None:
    """Hold the folder's lock for as long as this process and those that it forks live; None if it was swept meanwhile."""
    import fcntl

    held = os.open(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:  # somebody sweeps it
        os.close(held)
        return None
    except OSError:  # a file system without locks: then nobody sweeps it
        return held
    if os.fstat(held).st_nlink == 0:
        os.close(held)
        return None
    return held


def _remove(maker: int, folder: str, held: int) -> None:
    import shutil

    if os.getpid() == maker:  # a fork of it removes nothing
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.close(held)


def sweep(parent: str) -> None:
    """Remove the scratch folders, of this user, in which nobody works any more. Follows no link; never raises."""
    with contextlib.suppress(OSError):
        room = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for name in [name for name in os.listdir(room) if name.startswith(PREFIX)]:
                with contextlib.suppress(OSError):
                    _sweep_one(room, name)
        finally:
            os.close(room)


def _sweep_one(room: int, name: str) -> None:
    import fcntl
    import shutil

    folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=room)
    try:
        status = os.fstat(folder)
        if status.st_uid != os.geteuid():
            return
        try:
            held = os.open(_LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        except FileNotFoundError:
            if time.time() - status.st_mtime > _FORGOTTEN:
                shutil.rmtree(name, ignore_errors=True, dir_fd=room)
            return
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(name, ignore_errors=True, dir_fd=room)
        finally:
            os.close(held)
    finally:
        os.close(folder)
