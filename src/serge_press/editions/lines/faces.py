"""How wide words are, from the very library that sets them: Pango through WeasyPrint, with the style of the text.

Every word is shaped alone. That is exact: where spaces are stretched Pango shapes each word and each space as an item of its
own, so no kerning and no ligature reaches across a space. What is measured is kept with the fonts it was measured with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from serge_press.editions.lines.parts import Manner, Part, PartsKey

_ROOM = 150_000  # words of a face that are kept: several books' worth; then they are forgotten
_SHAPES = 8_000  # words of a face whose shapes wait to be painted
_LONG = 400  # a longer word is measured whenever it is met, and not kept

_TRAITS = (
    "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override",
    "letter_spacing", "lang", "direction", "overflow_wrap",
)  # fmt: skip


Run = tuple[Any, int, int, int, bytes, bytes]
"""A row of glyphs as Pango shaped it: font, direction (odd: from the right), at which byte of the text it begins and how many it
stands for, its glyphs (PangoGlyphInfo), and at which of its bytes each of them begins (int)."""


def shape_of(line: Any) -> tuple[Run, ...]:
    """The runs of a line of Pango's, copied: they outlive it."""
    from weasyprint.text.ffi import ffi

    size, null = ffi.sizeof("PangoGlyphInfo"), ffi.NULL
    runs: list[Run] = []
    run = line.runs[0]
    while run != null:
        data = run.data
        item, glyphs = data.item, data.glyphs
        run, count, analysis = run.next, glyphs.num_glyphs, item.analysis
        infos, clusters = ffi.buffer(glyphs.glyphs, count * size)[:], ffi.buffer(glyphs.log_clusters, count * 4)[:]
        runs.append((analysis.font, analysis.level, item.offset, item.length, infos, clusters))
    return tuple(runs)


class Extent(NamedTuple):
    """A text in one line: width, height and baseline from the top, in CSS px, and how many letters and digits it has."""

    width: float
    height: float
    baseline: float
    letters: int


class Face:
    """One font in one size with its features, letter spacing and language."""

    def __init__(self, style: Any) -> None:
        from weasyprint.text.ffi import ffi
        from weasyprint.text.line_break import Layout

        plain = style.copy()
        plain["word_spacing"] = 0
        plain["text_decoration_line"] = "none"
        self._style = plain
        self._spacing = 0 if plain["letter_spacing"] == "normal" else plain["letter_spacing"]
        self._layout = Layout(plain)
        self._edges = ffi.new("PangoRectangle *")
        self.known: dict[str, Extent] = {}
        """What is measured already, for who asks of many words."""
        self._shapes: dict[str, tuple[Run, ...]] = {}
        self.parts: dict[Manner, dict[PartsKey, tuple[Part, ...]]] = {}
        self.space = self.extent(" ")

    def extent(self, text: str, *, painted: bool = True) -> Extent:
        """The extent of a text without word spacing. One that may come to be painted is held as it was shaped."""
        found = self.known.get(text)
        if found is None:
            found = self._measure(text, painted)
            if len(text) <= _LONG:
                if len(self.known) >= _ROOM:
                    self.known.clear()
                self.known[text] = found
        return found

    def width(self, text: str) -> float:
        """The width of a text without word spacing."""
        found = self.known.get(text)
        return (found or self.extent(text)).width

    def take(self, text: str) -> tuple[Run, ...] | None:
        """How a text was shaped when it was measured, once: it is held for whoever paints it first."""
        return self._shapes.pop(text, None)

    def _measure(self, text: str, painted: bool) -> Extent:
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango

        self._layout.set_text(text)
        layout, edges = self._layout.layout, self._edges
        line = pango.pango_layout_get_line_readonly(layout, 0)
        if painted and len(text) <= _LONG and pango.pango_layout_get_line_readonly(layout, 1) == ffi.NULL:
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            self._shapes[text] = shape_of(line)
        pango.pango_layout_line_get_extents(line, ffi.NULL, edges)
        baseline = pango.pango_layout_get_baseline(layout) * FROM_UNITS
        letters = sum(map(str.isalnum, text))
        return Extent(edges.width * FROM_UNITS + self._spacing, edges.height * FROM_UNITS, baseline, letters)


def face_of(style: Any) -> Face:
    """The face of a style. Faces live as long as the fonts of the style do."""
    own: Face | None = style.__dict__.get("_press_measures")
    if own is not None:
        return own
    fonts = style.font_config
    faces: dict[tuple[Any, ...], Face] = fonts.__dict__.setdefault("_press_measured_faces", {})
    key = tuple([repr(style[trait]) if trait == "font_family" else _plain(style[trait]) for trait in _TRAITS])
    face = faces.get(key)
    if face is None:
        face = faces[key] = Face(style)
    style.__dict__["_press_measures"] = face
    return face


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else repr(value)
