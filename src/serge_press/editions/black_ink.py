"""Grey is printed with black ink alone: what CSS and SVG call a grey is written as DeviceGray, never as red, green and blue.

A printer's machine mixes all its inks to make black from RGB; thin type then prints soft, with coloured edges where the
plates do not meet. In DeviceGray (ISO 32000-1, 8.6.4.2) black is the black plate alone. WeasyPrint writes ``0 0 0 rg``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAME = 1e-6  # between two shares of full light: less than any printing plate tells apart


@contextmanager
def black_alone() -> Iterator[None]:
    """Draw inside this context with greys in one ink; other colours stay as they are. Not for two threads."""
    import pydyf
    from weasyprint.pdf.stream import Stream

    colour, shading = pydyf.Stream.set_color_rgb, Stream.add_shading

    def set_color_rgb(self: Any, red: float, green: float, blue: float, stroke: bool = False) -> None:
        if _grey((red, green, blue)):
            self.stream.append(f"{round(min(max(red, 0.0), 1.0), 6):g} {'G' if stroke else 'g'}".encode())
        else:
            colour(self, red, green, blue, stroke)

    def add_shading(
        self: Any, kind: int, domain: Any, coords: Any, extend: Any, function: Any, space: str | None = None
    ) -> Any:
        if space is None and all(_grey(one[end]) for one in function["Functions"] for end in ("C0", "C1")):
            for one in function["Functions"]:
                one["C0"], one["C1"] = pydyf.Array(one["C0"][:1]), pydyf.Array(one["C1"][:1])
            space = "DeviceGray"
        return shading(self, kind, domain, coords, extend, function, space)

    pydyf.Stream.set_color_rgb, Stream.add_shading = set_color_rgb, add_shading
    try:
        yield
    finally:
        pydyf.Stream.set_color_rgb, Stream.add_shading = colour, shading


def _grey(channels: Sequence[float]) -> bool:
    return len(channels) == 3 and max(channels) - min(channels) <= _SAME
