"""Marks in page streams where noughts that stand in for page numbers are drawn. See ``stand_ins``."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any

from serge_press.editions.sections.sheets import Drawn, Figures
from serge_press.editions.sections.stand_ins import mark
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDS_IN = "data-stand-in"
"""The attribute that numbers the elements of a parsed tree in which noughts stand in."""

_PROBE = "".join(f"{one}{other}" for one in "0123456789" for other in "0123456789")  # every figure beside every other
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_TYPE = (
    "font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override",
    "letter_spacing", "lang", "direction",
)  # fmt: skip


@dataclass
class DrawnFolios:
    """What was marked. ``fixed`` tells that numbers cannot be put in: their figures are not of one width."""

    folios: list[tuple[str, str]] = field(default_factory=list)  # target, figures that stand in
    figures: list[Figures] = field(default_factory=list)
    fixed: bool = False
    _drawn: list[tuple[int, int, int]] = field(default_factory=list)  # number of the stream, folio, figures
    _types: dict[str, int | None] = field(default_factory=dict)

    def number(self, root: Any) -> None:
        """Number the elements of a parsed tree in which noughts stand in."""
        for element in root.iter("span"):
            if element.get("class") == "folio" and element.text and not element.text.strip("0"):
                element.set(STANDS_IN, str(len(self.folios)))
                self.folios.append((element.get("data-folio") or "", element.text))

    def number_heads(self, laid: Any, numbers: Sequence[int], said: dict[int, set[str]]) -> None:
        """Note the margin boxes of a WeasyPrint document that hold these numbers, one for each page, and nothing else.

        ``said`` is how each number was written (see ``counted``). Where a number is written otherwise, or among words, it
        cannot be put in.
        """
        from weasyprint.formatting_structure import boxes

        for page, number in zip(laid.pages, numbers, strict=False):
            self.folios.append(("", str(number)))
            if not number:
                continue
            self.fixed |= not said.get(number, set()) <= {str(number)}
            for part in page._page_box.children:
                for box in part.descendants() if isinstance(part, boxes.MarginBox) else ():
                    if isinstance(box, boxes.TextBox) and str(number) in box.text:
                        self.fixed |= box.text != str(number)
                        box.press_folio = len(self.folios) - 1

    @contextmanager
    def marked(self) -> Iterator[None]:
        """Mark what is drawn while this lasts."""
        from weasyprint.draw import text

        stock = text.draw_first_line

        def draw(stream: Any, box: Any, *rest: Any, **named: Any) -> Any:
            folio = getattr(box, "press_folio", None)
            if folio is None and getattr(box, "element", None) is not None:  # words in a picture are of no element
                folio = box.element.get(STANDS_IN)
            if folio is None or self.fixed:
                return stock(stream, box, *rest, **named)
            number = self._figures_of(box.style, stream)
            if number is None:
                self.fixed = True
                return stock(stream, box, *rest, **named)
            figures = self.figures[number]
            font = next(font for font in stream._fonts.values() if font.hash == figures.font)
            new = [glyph for glyph in figures.glyphs if glyph not in font.widths]
            emojis = stock(stream, box, *rest, **named)
            self.fixed = not self._mark(stream, int(folio), number)
            for glyph in new:  # a font has those figures alone that will be put in
                font.widths.pop(glyph, None)
                font.to_unicode.pop(glyph, None)
            return emojis

        text.draw_first_line = draw
        try:
            yield
        finally:
            text.draw_first_line = stock

    def drawn(self, pdf: Any) -> tuple[Drawn, ...]:
        """Where noughts stand in the finished WeasyPrint PDF."""
        pages = [one["Contents"] for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
        numbers = {int(reference.split()[0]): page for page, reference in enumerate(pages)}
        return tuple(Drawn(numbers[stream], folio, figures) for stream, folio, figures in self._drawn)

    def complete(self, font: Any) -> None:
        """Give all figures to a font that is written with the section: see ``lay``."""
        for one in self.figures:
            if one.font == font.hash:
                font.widths |= dict.fromkeys(one.glyphs, one.width)
                font.to_unicode |= dict(zip(one.glyphs, "0123456789", strict=True))

    def _mark(self, stream: Any, folio: int, figures: int) -> bool:
        """Put a mark before the noughts drawn last; False if they are not what was looked for."""
        row = stream.stream
        if not row or stream.number is None or not isinstance(row[-1], bytes) or not row[-1].endswith(b"] TJ"):
            return False
        wanted = self.figures[figures].glyphs
        if b"".join(_GLYPHS.findall(row[-1])) != b"".join(b"%04x" % wanted[int(one)] for one in self.folios[folio][1]):
            return False
        row.insert(-1, mark(folio, figures))
        self._drawn.append((stream.number, folio, figures))
        return True

    def _figures_of(self, style: Any, stream: Any) -> int | None:
        """The figures of a type, by number; None where they are not of one width."""
        key = repr([style[name] for name in _TYPE])
        if key not in self._types:
            found = _figures(style, stream)
            if found is not None and found not in self.figures:
                self.figures.append(found)
            self._types[key] = self.figures.index(found) if found is not None else None
        return self._types[key]


@contextmanager
def counted() -> Iterator[dict[int, set[str]]]:
    """How WeasyPrint writes counters, by number, while this lasts."""
    from weasyprint.css.counters import CounterStyle

    stock = CounterStyle.render_value
    said: dict[int, set[str]] = {}
    deep = 0

    def render(self: Any, value: int, *rest: Any, **named: Any) -> Any:
        nonlocal deep
        deep += 1
        try:
            words = stock(self, value, *rest, **named)
        finally:
            deep -= 1
        if not deep:
            said.setdefault(value, set()).add(str(words))
        return words

    CounterStyle.render_value = render
    try:
        yield said
    finally:
        CounterStyle.render_value = stock


def _figures(style: Any, stream: Any) -> Figures | None:
    """Set every figure beside every other: each must always be one glyph, and all must be of one width in one font."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import get_pango_font_key
    from weasyprint.text.line_break import Layout

    layout = Layout(style)
    layout.set_text(_PROBE)
    glyphs: list[int] = []
    places: set[tuple[int, int, int]] = set()
    fonts: dict[Any, tuple[Any, float]] = {}
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        item = run.data
        run = run.next
        key, _, size = get_pango_font_key(item.item.analysis.font)
        fonts[key] = item.item.analysis.font, size
        for one in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]:
            glyphs.append(one.glyph)
            places.add((one.geometry.width, one.geometry.x_offset, one.geometry.y_offset))
    row = tuple(dict(zip(_PROBE, glyphs, strict=False)).values())
    if [row[int(figure)] for figure in _PROBE] != glyphs or len(set(row)) != len(row) or len(fonts) != 1:
        return None
    (font, size) = next(iter(fonts.values()))
    widths: set[int] = set()
    for glyph in row:
        pango.pango_font_get_glyph_extents(font, glyph, stream.ink_rect, stream.logical_rect)
        widths.add(round(stream.logical_rect.width * 1000 * FROM_UNITS / size))
    if len(places) != 1 or len(widths) != 1 or max(row) > 0xFFFF or any(place[2] for place in places):
        return None
    return Figures(stream.add_font(font)[0].hash, row, widths.pop())
