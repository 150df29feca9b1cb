"""Words of a face as they are painted: each shaped once, wherever it stands.

What was shaped when the lines were planned is taken from there. A word without letters is shaped among letters of the line's
script, for its own script would be none.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.faces import face_of, shape_of
from serge_press.editions.lines.proof import compare_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.lines.faces import Run

_MOST = 8_000
"""Words of a face that are kept."""

_UNITS = 1024
"""Of Pango, in a pixel."""

_UNSEEN = 1e-6
"""Pixels: nothing, and enough that words and spaces become items."""

LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
GREEK = "\u0386\u0388-\u03ce\u1f00-\u1fbc"
CYRILLIC = "\u0400-\u0481\u048a-\u052f"
LETTER = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}]")

_INFO = struct.Struct("=Iiii4x")
"""A PangoGlyphInfo: glyph, width, offsets across and down, and whether a cluster begins with it."""

Glyph = tuple[int, int, int, str]
"""Number (-1 for none), width and offset in Pango units, and the text it stands for."""
Word = tuple[tuple[Glyph, ...], ...]
"""The runs of a word."""


class NotPlain(Exception):
    """A word is left to WeasyPrint."""


class Painter:
    """Words and spaces of one face."""

    def __init__(self, style: Any) -> None:
        from weasyprint.text.ffi import ffi, pango
        from weasyprint.text.line_break import Layout

        if ffi.sizeof("PangoGlyphInfo") != _INFO.size:
            raise NotPlain
        plain = style.copy()
        plain["word_spacing"] = _UNSEEN
        self._pango = pango
        self._measures = face_of(style)
        self._layout = Layout
        self._style = plain
        self._words: dict[tuple[str, str], Word | None] = {}
        self._known: dict[Glyph, Glyph] = {}  # the words of a book are made of some hundred glyphs: each is held once
        self.font: Any = None
        self.spaces: dict[str, Glyph] = {}
        for space in " \u00a0":
            ((glyph,),) = self._runs(f"n{space}n", 1, 1 + len(space.encode()))
            self.spaces[space] = glyph
        self.true = self._agrees()

    def word(self, word: str, script: str) -> Word | None:
        """The runs of a word that stands among letters of a script ("" for none); None if it is not plain."""
        key = word, script
        if key not in self._words:
            if len(self._words) >= _MOST:
                self._words.clear()
            shape = self._measures.take(word) if script and LETTER.search(word) else None
            before = f"{script} " if script else ""
            try:
                if shape is not None:
                    runs = self._plain(shape, word.encode(), 0, None)
                else:
                    runs = self._runs(before + word, len(before.encode()))
                self._words[key] = runs
                compare_word(word, self._style, sum(width for run in runs for _, width, _, _ in run) / _UNITS)
            except NotPlain:
                self._words[key] = None
        return self._words[key]

    def spaced(self, space: str, spacing: int, at: str) -> Glyph:
        """A space at the beginning ("first"), in the middle or at the end ("last") of a line."""
        number, width, _, text = self.spaces[space]
        total = 2 * spacing if at == "first" or (at == "last" and space == " ") else spacing
        left = int(total / 2)
        if total % 1024 == 0:
            left = (left + 512) >> 10 << 10
        if at == "first":
            return number, width + total - left, 0, text
        return number, width + total - (total - left if at == "last" else 0), left, text

    def _agrees(self) -> bool:
        """Whether Pango reckons the width of spaces so."""
        for space in " \u00a0":
            end = 1 + len(space.encode())
            for spacing in (-0.04, 0.0, 0.007, 0.33, 1.0, 3.0, 5.001):
                units = int((spacing + _UNSEEN) * 1024)
                for at, text, start, stop in (
                    ("first", f"{space}n", 0, end - 1), ("middle", f"n{space}n", 1, end), ("last", f"n{space}", 1, end)
                ):  # fmt: skip
                    if self._runs(text, start, stop, spacing) != ((self.spaced(space, units, at),),):
                        return False
        return True

    def _runs(self, text: str, start: int, stop: int | None = None, spacing: float = 0.0) -> Word:
        """The runs of a piece of a text, from byte to byte."""
        layout = self._layout(self._style, spacing)
        layout.set_text(text, justify=True)
        line, more = layout.get_first_line()
        if more is not None:
            raise NotPlain
        return self._plain(shape_of(line), text.encode(), start, stop)

    def _plain(self, shape: tuple[Run, ...], data: bytes, start: int, stop: int | None) -> Word:
        """The runs of a shape of a text from byte to byte, if they are all of this font."""
        runs: list[tuple[Glyph, ...]] = []
        for font, level, offset, length, infos, clusters in shape:
            if offset < start or (stop is not None and offset >= stop):
                continue
            if self.font is None:
                self.font = font
            if font != self.font or level % 2:
                raise NotPlain
            glyphs = self._glyphs(offset, length, infos, clusters, data)
            runs.append(tuple(self._known.setdefault(one, one) for one in glyphs))
        return tuple(runs)

    def _glyphs(self, offset: int, length: int, infos: bytes, clusters: bytes, data: bytes) -> Iterator[Glyph]:
        begins = memoryview(clusters).cast("i").tolist()
        ends = [*begins[1:], length]
        for begin, end, (number, width, across, down) in zip(begins, ends, _INFO.iter_unpack(infos), strict=True):
            if number == self._pango.PANGO_GLYPH_EMPTY:
                yield -1, width, 0, ""
                continue
            if number & self._pango.PANGO_GLYPH_UNKNOWN_FLAG or down:
                raise NotPlain
            yield number, width, across, data[offset + begin : offset + end].decode()
