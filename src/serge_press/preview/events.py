"""Server-sent events (HTML Living Standard, section 9.2): the news of a session as a stream of text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from serge_press.preview.session import Session

ALIVE = 15.0
"""Seconds without news after which a comment is sent, so that a browser that went away is noticed."""

_SEEN = re.compile(r"([0-9a-f]{8})\.(\d{1,9})")


def seen_of(text: str, session: Session) -> int:
    """The revision named by ``boot.revision``; -1 (show me everything anew) when it is of another run or no such name."""
    match = _SEEN.fullmatch(text)
    if match is None or match[1] != session.boot or int(match[2]) > session.revision:
        return -1
    return int(match[2])


def event(name: str, data: Any, mark: str = "") -> bytes:
    """One event. JSON has no line breaks of its own, so the data is one line."""
    head = f"id: {mark}\n" if mark else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def stream(session: Session, seen: int, stop: Event) -> Iterator[bytes]:
    """Events for one browser, until ``stop``: ``news`` for what it has not seen, ``reload`` if it knows another run."""
    if seen < 0:
        yield event("reload", {})
        return
    yield b"retry: 1000\n\n"
    whole = True
    while not stop.is_set():
        if whole or session.wait(seen, ALIVE):
            if stop.is_set():
                return
            news, whole = session.news(seen, whole=whole), False
            seen = news["revision"]
            yield event("news", news, f"{session.boot}.{seen}")
        else:
            yield b": still here\n\n"
