"""What the preview answers: every known address, and nothing else. A pure table from path to bytes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import escape

from serge_press.editions.epub_pictures import figures
from serge_press.editions.pictures import picture_kind
from serge_press.preview.reading_view import PICTURES
from serge_press.rendering.house_style import families
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.preview.reading_view import View
    from serge_press.preview.session import Session

_TEXT = "; charset=utf-8"
_TYPES = {
    "html": "text/html" + _TEXT,
    "css": "text/css" + _TEXT,
    "js": "text/javascript" + _TEXT,
    "svg": "image/svg+xml",
}
_SCRIPTS = ("desk.js", "text.js", "pages.js", "findings.js", "preview.js")
_ASSETS = (*_SCRIPTS, "preview.css", "reading.css", "icon.svg")
_PAGE = re.compile(r"/pages/([0-9a-f]{24})-(\d{3,4})\.png")
_FONT = re.compile(r"/fonts/(\d{1,2})-([0-9a-f]{16})")

SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page around may do (W3C Content Security Policy 3)."""

BOOK_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""What the text of the book may do: be seen. No script runs in it, whatever it says."""

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with its media type. ``lasting`` answers never change under their address and may be kept by the browser."""

    body: bytes
    media_type: str
    policy: str = SHELL_POLICY
    lasting: bool = False


def answer(session: Session, path: str, query: str) -> Answer | None:
    """The answer to a path (events are not among them), or None for an unknown one."""
    if path == "/":
        return Answer(asset("preview.html"), _TYPES["html"])
    if path == "/reading":
        return Answer(reading(session).encode(), _TYPES["html"], BOOK_POLICY)
    if path.startswith("/assets/") and (name := path.removeprefix("/assets/")) in _ASSETS:
        return Answer(asset(name), _TYPES[name.rpartition(".")[2]])
    if path.startswith("/pages/"):
        return _page(session, path)
    view = session.view
    if view is None:
        return None
    if path == "/house.css":
        return Answer(
            house_sheet(view).encode(), _TYPES["css"], lasting=bool(query) and query == view.house.digest[:16]
        )
    if path.startswith("/fonts/"):
        return _font(view, path)
    if path.startswith(PICTURES):
        return _picture(session, view, unquote(path.removeprefix(PICTURES)))
    return None


@cache
def asset(name: str) -> bytes:
    """A file of the preview's own."""
    return (resources.files("serge_press.preview") / "assets" / name).read_bytes()


def reading(session: Session) -> str:
    """The whole reading view as a page. Its mark says which revision it shows."""
    mark, view = session.marked_view()
    language = view.manuscript.plan.language if view else "en"
    sheet = f'<link rel="stylesheet" id="house" href="/house.css?{view.house.digest[:16]}">' if view else ""
    body = "\n".join(
        f'<div class="division" data-division="{escape(one.anchor)}">{one.html}</div>' for one in view.divisions
    ) if view else ""  # fmt: skip
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" data-seen="{mark}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Reading view</title>\n{sheet}\n"
        f'<link rel="stylesheet" href="/assets/reading.css">\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def house_sheet(view: View) -> str:
    """The house's sheets for screens, with its fonts."""
    faces = "".join(
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: {font.weight}; '
        f'font-display: block; src: url("/fonts/{index}-{_digest(font.data)}") }}\n'
        for index, font in enumerate(view.house.fonts)
    )
    body = f"body {{ font-family: {families(view.house.fonts)}, serif }}\n" if view.house.fonts else ""
    return faces + body + "".join(text for _, text in view.house.sheets("epub"))


def _font(view: View, path: str) -> Answer | None:
    match = _FONT.fullmatch(path)
    fonts = view.house.fonts
    if match is None or int(match[1]) >= len(fonts) or _digest(fonts[int(match[1])].data) != match[2]:
        return None
    return Answer(fonts[int(match[1])].data, "font/ttf", PICTURE_POLICY, lasting=True)


def _page(session: Session, path: str) -> Answer | None:
    match = _PAGE.fullmatch(path)
    data = session.painter.png(match[1], int(match[2])) if match else None
    return None if data is None else Answer(data, "image/png", PICTURE_POLICY, lasting=True)


def _picture(session: Session, view: View, name: str) -> Answer | None:
    """A picture the book shows, and no other file of the folder, told by its bytes."""
    if not any(figure.file == name for figure in figures(view.manuscript)):
        return None
    try:
        data = session.folder().read_bytes(name)
    except OSError:
        return None
    media_type, _, fault = picture_kind(data)
    return None if fault else Answer(data, media_type, PICTURE_POLICY)


@cache
def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
