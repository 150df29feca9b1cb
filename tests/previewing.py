"""What the tests of the preview share: a copy of the small book, a server for it, and a browser's part of the talk."""

from __future__ import annotations

import http.client
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from books import BOOKS
from serge_press.preview.server import PreviewServer, open_server
from serge_press.preview.session import Session

CHAPTER = "lives/en/1-compositor.md"
PLATE = "plates/lock.png"

PATIENCE = 300.0
"""Seconds after which what never comes is given up. What comes is not waited for: a busy machine only takes longer."""


@contextmanager
def serving(session: Session, host: str = "127.0.0.1") -> Iterator[PreviewServer]:
    server = open_server(session, host, 0)
    server.start()
    try:
        yield server
    finally:
        server.close()
        session.close()


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def ask(server: PreviewServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request; ``Sec_Fetch_Site`` stands for ``Sec-Fetch-Site``."""
    connection = http.client.HTTPConnection("127.0.0.1", server.hosts.port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


class Stream:
    """A browser that listens for events."""

    def __init__(self, server: PreviewServer, seen: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.hosts.port, timeout=PATIENCE)
        self._connection.request("GET", f"/events?seen={seen}")
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200
        self.mark = ""

    def next(self) -> tuple[str, dict[str, Any]]:
        """Name and data of the next event."""
        held: dict[str, str] = {}
        while True:
            line = self._answer.readline().decode().rstrip("\n")
            if line.startswith(("id: ", "event: ", "data: ")):
                key, _, value = line.partition(": ")
                held[key] = value
            elif not line and "event" in held:
                self.mark = held.get("id", self.mark)
                return held["event"], json.loads(held["data"])

    def close(self) -> None:
        self._connection.close()


def seen_of(server: PreviewServer) -> str:
    """The mark in the reading view, with which a browser begins to listen."""
    text = ask(server, "/reading")[2].decode()
    return text.split('data-seen="', 1)[1].split('"', 1)[0]


def copied(tmp_path: Path) -> Path:
    """A copy of the small complete book."""
    book = tmp_path / "book"
    shutil.copytree(BOOKS / "complete", book, ignore=shutil.ignore_patterns("build"))
    return book


@contextmanager
def served_without_pages(book: Path) -> Iterator[PreviewServer]:
    """The book served without its pages, which take longer."""
    session = Session(book, lay_out=False)
    session.refresh()
    with serving(session) as server:
        yield server
