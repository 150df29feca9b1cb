"""A server on this machine that gives a browser the reading systems, and one e-book at a time."""

from __future__ import annotations

import json
import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from readers.opened import Link, Opened
from readers.tools import HERE, MODULES

_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".css": "text/css"}


class Serving:
    """Where readers find the book. ``astray`` are the addresses that were asked for and are nowhere."""

    def __init__(self) -> None:
        self.book: Opened | None = None
        self.astray: list[str] = []
        serving = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                data, kind = serving.answer(unquote(urlsplit(self.path).path))
                self.send_response(404 if data is None else 200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data or b"")))
                self.send_header("Cache-Control", "no-store")
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()
                self.wfile.write(data or b"")

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[bytes | None, str]:
        """What is at an address, and its media type."""
        book = self.book
        assert book is not None
        if path == "/favicon.ico":
            return b"", "image/png"
        if path == "/book.epub":
            return book.path.read_bytes(), "application/epub+zip"
        if path == "/manifest.json":
            return json.dumps(manifest(book)).encode(), "application/webpub+json"
        if path.startswith("/book/") and (name := path.removeprefix("/book/")) in book.items:
            return book.read(name), book.items[name]
        for prefix, folder in (("/modules/", MODULES), ("/", HERE / "shells")):
            file = (folder / path.removeprefix(prefix)).resolve()
            if path.startswith(prefix) and file.is_file() and folder.resolve() in file.parents:
                kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                return file.read_bytes(), kind
        self.astray.append(path)
        return None, "text/plain"


def manifest(book: Opened) -> dict[str, Any]:
    """The e-book as a Readium Web Publication Manifest, as a streamer of Readium makes it from the package document."""

    def resource(name: str) -> dict[str, Any]:
        return {"href": f"book/{name}", "type": book.items[name]}

    def lines(links: tuple[Link, ...]) -> list[dict[str, Any]]:
        return [
            {"title": one.label, "href": one.href, "rel": one.kind, "children": lines(one.children)} for one in links
        ]

    language = book.value("language")
    return {
        "@context": "https://readium.org/webpub-manifest/context.jsonld",
        "metadata": {
            "@type": "http://schema.org/Book",
            "conformsTo": "https://readium.org/webpub-manifest/profiles/epub",
            "title": book.value("title"),
            "identifier": book.value("identifier"),
            "language": language,
            "readingProgression": "ltr",
            "layout": "reflowable",
        },
        "links": [],
        "readingOrder": [resource(name) for name in book.spine],
        "resources": [resource(name) for name in book.items if name not in book.spine],
        "toc": lines(book.toc),
        "pageList": lines(book.pages),
        "landmarks": lines(book.landmarks),
    }
