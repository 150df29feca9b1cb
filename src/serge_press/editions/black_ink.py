"""Grey is printed with black ink alone: what CSS and SVG call a grey is written as DeviceGray, never as red, green and blue.

A printer's machine mixes all its inks to make black from RGB; thin type then prints soft, with coloured edges where the
plates do not meet. In DeviceGray (ISO 32000-1, 8.6.4.2) black is the black plate alone. WeasyPrint writes ``0 0 0 rg``.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPAQUE = re.compile(rb"/[aA]1(?:\.0*)?\s")  # the graphics state that lets nothing through, as the engine calls it
_SAME = 1e-6  # between two shares of full light: less than any printing plate tells apart


@contextmanager
def black_alone() -> Iterator[None]:
    """Draw inside this context with greys in one ink; other colours stay as they are. Not for two threads."""
    import pydyf
    from weasyprint.pdf.stream import Stream

    colour, shading, grouped = pydyf.Stream.set_color_rgb, Stream.add_shading, Stream.add_group

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

    def add_group(self: Any, x: float, y: float, width: float, height: float) -> Any:
        group = grouped(self, x, y, width, height)
        group.extra["Group"] = _Group(self, group, group.extra["Group"])
        return group

    pydyf.Stream.set_color_rgb, Stream.add_shading, Stream.add_group = set_color_rgb, add_shading, add_group
    try:
        yield
    finally:
        pydyf.Stream.set_color_rgb, Stream.add_shading, Stream.add_group = colour, shading, grouped


class _Group:
    """That a form is blended as a whole (ISO 32000-1, 11.6.6): told when it is written, of one that is drawn see-through or is
    a mask. Words that end at a line are drawn as a group too, and blended in red, green and blue their black would be of four
    inks: of them it is not said.
    """

    def __init__(self, caller: Any, form: Any, usual: Any) -> None:
        self.caller = caller
        self.form = form
        self.usual = usual

    def __str__(self) -> str:
        parts = (
            part if isinstance(part, bytes) else str(part).encode("latin-1", "replace") for part in self.caller.stream
        )
        drawn = re.findall(rb"(\S+\s+gs\s+)?/%s Do(?!\S)" % re.escape(self.form.id.encode()), b"\n".join(parts))
        opaque = drawn and all(not state or _OPAQUE.match(state) for state in drawn)
        return "null" if opaque else str(self.usual.data, "latin-1")


def _grey(channels: Sequence[float]) -> bool:
    return len(channels) == 3 and max(channels) - min(channels) <= _SAME
