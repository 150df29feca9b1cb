"""WeasyPrint at work: it may read the house's fonts and the book's pictures, and what it says becomes findings.

Nothing else is served: no network, no file system, no data addresses. ``weasyprint`` is imported inside the functions,
because importing it loads Pango, which ``check`` does not need.
"""

from __future__ import annotations

import gc
import logging
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote

from serge_press.editions.lines.proof import OTHERWISE
from serge_press.editions.pictures import picture_kind
from serge_press.editions.print_document import font_address, picture_address
from serge_press.findings import NOWHERE, Place
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from serge_press.findings import Finding

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
_AT = re.compile(r" at (\d+):(\d+)")
_ANCHOR = re.compile(r"No anchor #(\S+) ")
_FOREIGN = re.compile(r"Ignored `-(webkit|epub|moz|ms)-|-(webkit|epub|moz|ms)-\S+' property")


class Face(Protocol):
    """A font of a house, or what a book uses of it."""

    @property
    def file(self) -> str:
        """Its name."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


def _no_picture(name: str) -> bytes:
    raise ValueError(f"nothing here shows the picture {name}")


def fetcher(faces: Iterable[Face], picture: Callable[[str], bytes] = _no_picture) -> Any:
    """A WeasyPrint URL fetcher that serves these fonts, and pictures of the book by ``picture``, and refuses all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {font_address(font.file): font.data for font in faces}
    book = picture_address("")

    class PressFetcher(URLFetcher):  # type: ignore[misc]
        """Serves what the press hands it."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts:
                return URLFetcherResponse(url, fonts[url], {"Content-Type": "font/ttf"})
            if url.startswith(book):
                file = unquote(url.removeprefix(book))
                kind = _TYPES.get(file.rpartition(".")[2].lower(), "application/octet-stream")
                data = picture(file)
                if fault := picture_kind(data)[2]:
                    raise ValueError(fault)
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            raise ValueError("a book reads only its own pictures and the fonts of its house")

    return PressFetcher(allowed_protocols=())


class Listener(logging.Handler):
    """Keeps what WeasyPrint says at warning level and above. ``sheet`` names the style sheet being read."""

    def __init__(self, said: Iterable[tuple[str, str, int]] = ()) -> None:
        super().__init__(logging.WARNING)
        self.sheet = ""
        self.said: dict[tuple[str, str, int], None] = dict.fromkeys(
            said
        )  # (sheet, message, level), each once, in order

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said[self.sheet, record.getMessage(), record.levelno] = None

    def findings(self, places: Mapping[str, Place]) -> tuple[Finding, ...]:
        """What was said, as findings: P007, P008, P009 or P031. ``places`` are those of the manuscript's anchors."""
        found: list[Finding] = []
        for sheet, message, _ in self.said:
            if _FOREIGN.search(message) or message.startswith(
                (".notdef", "Using fontTools")
            ):  # P005 tells of missing glyphs; the way of subsetting moves nothing
                continue
            if anchor := _ANCHOR.search(message):
                place = places.get(anchor[1], NOWHERE)
                found.append(finding("P009", place, f"#{anchor[1]} is referred to but stands on no page"))
            elif message.startswith(("Failed to load", "Failed to render", "Font-face")):
                found.append(finding("P008", _pictured(message), message.replace(picture_address(""), "")))
            elif message.startswith(OTHERWISE):
                found.append(
                    finding(
                        "P031", NOWHERE, f"drawn wider or narrower than it was measured: “{message[len(OTHERWISE) :]}”"
                    )
                )
            else:
                at = _AT.search(message)
                place = Place(sheet, int(at[1]), int(at[2])) if at and sheet else Place(sheet)
                found.append(finding("P007", place, message))
        return tuple(found)


def _pictured(message: str) -> Place:
    named = re.search(re.escape(picture_address("")) + r"([^'\"\s:]+)", message)
    return Place(unquote(named[1])) if named else NOWHERE


@contextmanager
def listening() -> Iterator[Listener]:
    """Hear WeasyPrint, and keep it off the console, while this context lasts."""
    logger = logging.getLogger("weasyprint")
    before = (logger.handlers[:], logger.propagate, logger.level)
    listener = Listener()
    logger.handlers, logger.propagate = [listener], False
    logger.setLevel(logging.WARNING)
    try:
        yield listener
    finally:
        logger.handlers, logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


@contextmanager
def unhurried_collector() -> Iterator[None]:
    """Layout makes millions of short-lived objects in few cycles: collect seldom (measured: a tenth less time)."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back_room() -> None:
    """Give the memory of a large layout back to the system: its boxes are cycles, and the C library keeps what is freed."""
    gc.collect()
    give_back_free_room()


def give_back_free_room() -> None:
    """Give back what is free already, in a few thousandths of a second."""
    import ctypes

    with suppress(OSError, AttributeError):  # glibc alone has it
        ctypes.CDLL(None).malloc_trim(0)
