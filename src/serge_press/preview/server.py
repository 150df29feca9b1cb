"""The web server of the preview: reads requests, asks who sends them, and gives what ``answers`` and ``events`` make.

Only GET; only known addresses; only under its own names. Every answer says what the page may load, and that no other site
may have it.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from serge_press.preview import answers, events
from serge_press.preview.hosts import Hosts, bracketed

if TYPE_CHECKING:
    from serge_press.preview.session import Session

DEFAULT_PORT = 3000
TRIES = 20
"""Ports tried from the default on before the system is asked for any."""

STREAMS = 24
"""Browsers that may listen at once."""

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class PreviewServer(ThreadingHTTPServer):
    """Serves one session. ``address`` is where to look."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, session: Session, host: str, port: int) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host.strip("[]"), port), Handler)
        self.session = session
        self.stop = Event()
        self._thread: Thread | None = None
        self.streams = BoundedSemaphore(STREAMS)
        self.hosts = Hosts(host.strip("[]"), self.server_address[1])

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        host = "127.0.0.1" if self.hosts.bound == "0.0.0.0" else "::1" if self.hosts.bound == "::" else self.hosts.bound
        return f"http://{bracketed(host)}:{self.hosts.port}/"

    def server_bind(self) -> None:
        """Bind without asking for the machine's full name, which may wait for a network."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no fault; anything else keeps its traceback."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def start(self) -> None:
        """Answer from now on, in a thread of its own."""
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, name="server", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End every stream and stop listening."""
        self.stop.set()
        if self._thread is not None:
            self.shutdown()
        self.server_close()


def open_server(session: Session, host: str, port: int | None) -> PreviewServer:
    """A server at this port; for None at the first free one from 3000 on. Raises OSError if it cannot listen."""
    if port is not None:
        return PreviewServer(session, host, port)
    for candidate in range(DEFAULT_PORT, DEFAULT_PORT + TRIES):
        with contextlib.suppress(OSError):
            return PreviewServer(session, host, candidate)
    return PreviewServer(session, host, 0)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds; a connection that says nothing is let go
    server_version = "serge-press"
    sys_version = ""

    def parse_request(self) -> bool:
        """As the library does; then refuse what is no GET and what comes from elsewhere."""
        if not super().parse_request():
            return False
        if self.command != "GET":
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", "GET"))
            return False
        if len(self.headers.get_all("Host", [])) != 1 or not self.server.hosts.allows(self.headers):
            self._refuse(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self) -> None:
        """Answer one request."""
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if parts.path == "/events":
            self._events(parse_qs(parts.query).get("seen", [""])[0])
            return
        made = answers.answer(self.server.session, parts.path, parts.query)
        if made is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self._head(HTTPStatus.OK, made.media_type, made.policy)
        self.send_header("Content-Length", str(len(made.body)))
        self.send_header("Cache-Control", "private, max-age=86400, immutable" if made.lasting else "no-store")
        self.end_headers()
        self.wfile.write(made.body)

    def _events(self, given: str) -> None:
        """The stream of events, until one of both goes away."""
        if not self.server.streams.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            seen = events.seen_of(self.headers.get("Last-Event-ID") or given, self.server.session)
            self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8", answers.SHELL_POLICY)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for piece in events.stream(self.server.session, seen, self.server.stop):
                self.wfile.write(piece)
        finally:
            self.server.streams.release()

    def _head(self, status: HTTPStatus, media_type: str, policy: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Security-Policy", policy)
        for name, value in _ALWAYS:
            self.send_header(name, value)

    def _refuse(self, status: HTTPStatus, *more: tuple[str, str]) -> None:
        """A refusal says its name and no more."""
        body = f"{status.value} {status.phrase}\n".encode()
        self._head(status, "text/plain; charset=utf-8", answers.PICTURE_POLICY)
        for name, value in more:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses on its own account, without its page that repeats the request."""
        del message, explain
        self._refuse(HTTPStatus(code))

    def log_message(self, *args: Any) -> None:
        """Say nothing of requests: the terminal is for the book."""
        del args
