"""Painting: pages of a PDF as PNG pictures, made when a browser asks for them and kept while there is room."""

from __future__ import annotations

import io
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from serge_press.preview.page_views import Layout

WIDTHS = (600, 900, 1200, 1800)
"""The widths in pixels in which a page can be had."""

ROOM = 96 * 1024 * 1024
"""Bytes of pictures that are kept."""


class Painter:
    """Paints pages of the layout shown now. A page that the next layout has too is not painted again."""

    def __init__(self) -> None:
        self._lock = Lock()  # PDFium allows one caller at a time
        self._document: Any = None
        self._index: dict[str, int] = {}
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._held = 0

    def show(self, layout: Layout) -> None:
        """Paint pages of this layout from now on."""
        import pypdfium2

        with self._lock:
            if self._document is not None:
                self._document.close()
            self._document = pypdfium2.PdfDocument(layout.pdf)
            self._index = {page.digest: index for index, page in enumerate(layout.pages)}

    def png(self, digest: str, width: int) -> bytes | None:
        """The page as PNG, so many pixels wide; None for a page that is not of the layout shown nor kept."""
        key = (digest, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if width not in WIDTHS or digest not in self._index:
                return None
            data = self._paint(self._index[digest], width)
            self._kept[key] = data
            self._held += len(data)
            while self._held > ROOM:
                _, dropped = self._kept.popitem(last=False)
                self._held -= len(dropped)
            return data

    def _paint(self, index: int, width: int) -> bytes:
        page = self._document[index]
        try:
            picture = page.render(scale=width / page.get_width()).to_pil()
        finally:
            page.close()
        buffer = io.BytesIO()
        picture.save(buffer, "PNG", compress_level=3)
        return buffer.getvalue()

    def close(self) -> None:
        """Let go of the document."""
        with self._lock:
            if self._document is not None:
                self._document.close()
                self._document = None
            self._index = {}
