"""Grey is printed with black ink alone: what CSS and SVG call a grey is written as DeviceGray, never as red, green and blue.

A printer's machine mixes all its inks to make black from RGB; thin type then prints soft, with coloured edges where the
plates do not meet. In DeviceGray (ISO 32000-1, 8.6.4.2) black is the black plate alone. WeasyPrint writes ``0 0 0 rg``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAME = 1e-6  # between two shares of full light: less than any printing plate tells apart


@contextmanager
def black_alone() -> Iterator[None]:
    """Draw inside this context with greys in one ink; other colours stay as they are. Not for two threads."""
    import pydyf

    stock = pydyf.Stream.set_color_rgb

    def set_color_rgb(self: Any, red: float, green: float, blue: float, stroke: bool = False) -> None:
        if max(red, green, blue) - min(red, green, blue) > _SAME:
            stock(self, red, green, blue, stroke)
        else:
            self.stream.append(f"{round(min(max(red, 0.0), 1.0), 6):g} {'G' if stroke else 'g'}".encode())

    pydyf.Stream.set_color_rgb = set_color_rgb
    try:
        yield
    finally:
        pydyf.Stream.set_color_rgb = stock
