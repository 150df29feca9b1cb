"""How wide words are, from the very library that sets them: Pango through WeasyPrint, with the style of the text.

Every word is shaped alone. That is exact: where spaces are stretched Pango shapes each word and each space as an item of its
own, so no kerning and no ligature reaches across a space. What is measured is kept with the fonts it was measured with.
"""

from __future__ import annotations

from typing import Any, NamedTuple

_ROOM = 150_000  # words of a face that are kept: several books' worth; then they are forgotten
_SHAPES = 8_000  # words of a face whose shapes wait to be painted, or whose parts are known
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


Part = tuple[int, float, float, float, float, float, int]
"""A place where a word may be broken: after how many characters, what that costs, the width of the beginning with its hyphen and
of the rest, how far the hyphen hangs and the rest leans out, and how many letters the beginning has."""
PartsKey = tuple[str, str, tuple[int, int, int], str, float]
"""Word, language, limits of hyphenation, hyphen, and how far marks hang."""


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
    """A text in one line: width, height and baseline from the top, in CSS px."""

    width: float
    height: float
    baseline: float


class Face:
    """One font in one size with its features, letter spacing and language."""

    def __init__(self, style: Any) -> None:
        from weasyprint.text.line_break import Layout

        plain = style.copy()
        plain["word_spacing"] = 0
        plain["text_decoration_line"] = "none"
        self._style = plain
        self._layout = Layout(plain)
        self._known: dict[str, Extent] = {}
        self._shapes: dict[str, tuple[Run, ...]] = {}
        self.parts: dict[PartsKey, tuple[Part, ...]] = {}
        self.space = self.extent(" ")

    def extent(self, text: str) -> Extent:
        """The extent of a text without word spacing."""
        found = self._known.get(text)
        if found is None:
            found = self._measure(text)
            if len(text) <= _LONG:
                if len(self._known) >= _ROOM:
                    self._known.clear()
                self._known[text] = found
        return found

    def width(self, text: str) -> float:
        """The width of a text without word spacing."""
        found = self._known.get(text)
        return (found or self.extent(text)).width

    def keep_parts(self, key: PartsKey, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Keep where a word may be broken, among so many words that they count for little."""
        if len(self.parts) >= _SHAPES:
            self.parts.clear()
        self.parts[key] = parts
        return parts

    def take(self, text: str) -> tuple[Run, ...] | None:
        """How a text was shaped when it was measured, once: it is held for whoever paints it first."""
        return self._shapes.pop(text, None)

    def _measure(self, text: str) -> Extent:
        from weasyprint.text.ffi import FROM_UNITS, pango
        from weasyprint.text.line_break import line_size

        layout = self._layout
        layout.set_text(text)
        line, more = layout.get_first_line()
        if more is None and len(text) <= _LONG:
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            self._shapes[text] = shape_of(line)
        width, height = line_size(line, self._style)
        return Extent(width, height, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS)


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
