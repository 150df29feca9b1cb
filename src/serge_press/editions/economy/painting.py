"""Lines painted from words that were shaped before.

WeasyPrint shapes every line once more when it paints it. Wherever it spaces words, Pango makes an item of each space and of
each word, and shapes items one by one: what a word looks like does not hang on its line. So each word is shaped once for a
face, and a line is put together from its words and its spaces, whose width is reckoned as Pango reckons it (pango-layout.c:
half of the spacing on either side, none at the ends of the line); for each face this is first compared with Pango itself.

Left to WeasyPrint are: lines whose words are not spaced, letter spacing, lines drawn at the text, text cut short, letters
other than Latin, Greek and Cyrillic or of several scripts, glyphs from a second font, raised ones, and pictures of letters.
"""

from __future__ import annotations

import re
from typing import Any

from serge_press.editions.economy.fitting import Replacement, Saving
from serge_press.editions.economy.words import CYRILLIC, GREEK, LATIN, LETTER, Glyph, NotPlain, Painter

_PAINTER = "_press_painter"
_SEPARATOR = re.compile("([ \u00a0])")
_NEUTRAL = (
    "\u0020-\u0040\\[-`{-~\u00a0-\u00a9\u00ab-\u00ac\u00ae-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2002-\u200a\u2010-\u2015"
)
_NEUTRAL += "\u2018-\u2027\u202f-\u203e\u2060"
_SCRIPTS = (
    (re.compile(f"[{_NEUTRAL}{LATIN}]*"), "n"),
    (re.compile(f"[{_NEUTRAL}{CYRILLIC}]*"), "\u043d"),
    (re.compile(f"[{_NEUTRAL}{GREEK}]*"), "\u03bd"),
)


class _Pieces:
    """What is written for words and spaces of a face in one document.

    The width of a glyph, from which its neighbours are moved, is the one that the document met first, in whatever size.
    """

    def __init__(self, painter: Painter, font: Any, size: float) -> None:
        self.painter, self.font, self.size = painter, font, size
        self.plain = not (font.bitmap or font.png or font.svg or font.colr)
        self._words: dict[tuple[str, str], tuple[str | None, frozenset[int]]] = {}

    def word(self, stream: Any, word: str, script: str) -> str | None:
        """What is written for a word."""
        key = word, script
        held = self._words.get(key)
        if held is None or not held[1] <= self.font.widths.keys():  # glyphs may be taken from a font again
            runs = self.painter.word(word, script)
            if runs is None:
                held = None, frozenset()
            else:
                numbers = frozenset(number for run in runs for number, *_ in run if number >= 0)
                held = "".join(self.run(stream, run) for run in runs), numbers
            self._words[key] = held
        return held[0]

    def run(self, stream: Any, run: tuple[Glyph, ...]) -> str:
        """What is written for a run, as ``draw_first_line`` writes it."""
        from weasyprint.text.ffi import FROM_UNITS, pango

        font, size = self.font, self.size
        out = "<"
        for number, width, x_offset, text in run:
            if number < 0:
                out += f">{-width / size}<"
                continue
            if number not in font.to_unicode:
                font.to_unicode[number] = text
            offset = x_offset / size
            if offset:
                out += f">{-offset}<"
            out += f"{number:04x}"
            if number not in font.widths:
                pango.pango_font_get_glyph_extents(self.painter.font, number, stream.ink_rect, stream.logical_rect)
                font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
            kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / size
            if kerning:
                out += f">{int(kerning)}<"
        return out[:-1] if out[-1] == "<" else out + ">"


def _painter(style: Any) -> Painter | None:
    """The painter of a style; None for styles that are left to WeasyPrint."""
    held = vars(style)
    if _PAINTER not in held:
        held[_PAINTER] = _found(style)
    painter: Painter | None = held[_PAINTER]
    return painter


def _found(style: Any) -> Painter | None:
    from serge_press.editions.economy.faces import face_of

    if (
        style["letter_spacing"] != "normal"
        or style["direction"] != "ltr"
        or style["overflow_wrap"] in ("anywhere", "break-word")
    ):
        return None
    face = face_of(style)
    if face is None:
        return None
    painters = vars(style.font_config).setdefault("_press_painters", {})
    if id(face) not in painters:  # faces live as long as the fonts
        try:
            painters[id(face)] = Painter(style)
        except (NotPlain, ValueError):
            painters[id(face)] = None
    painter: Painter | None = painters[id(face)]
    return painter if painter is not None and painter.true else None


def _pieces(stream: Any, painter: Painter) -> _Pieces:
    fonts = stream._fonts
    held = stream.__dict__.get("_press_pieces")
    if held is None or held[0] is not fonts:
        held = stream._press_pieces = (fonts, {})
    pieces = held[1].get(painter)
    if pieces is None:
        font, size = stream.add_font(painter.font)
        known = vars(font).setdefault("_press_pieces", {})
        if painter not in known:
            known[painter] = _Pieces(painter, font, size)
        pieces = held[1][painter] = known[painter]
    made: _Pieces = pieces
    return made


def _written(stream: Any, painter: Painter, text: str, spacing: float) -> tuple[_Pieces, str] | None:
    """What is written for a line; None if it is left to WeasyPrint."""
    parts = _SEPARATOR.split(text)
    if len(parts) > 1 and not spacing:
        return None
    script = next((letter for pattern, letter in _SCRIPTS if pattern.fullmatch(text)), None)
    if script is None:
        return None
    if not LETTER.search(text):
        script = ""
    pieces = _pieces(stream, painter)
    if not pieces.plain:
        return None
    units = int(spacing * 1024)
    last = len(parts) - 1
    written: list[str] = []
    between: dict[str, str] = {}
    for index, part in enumerate(parts):
        if not index % 2:
            if part:
                piece = pieces.word(stream, part, script)
                if piece is None:
                    return None
                written.append(piece)
            elif 0 < index < last:
                return None  # two spaces in a row are one item
        elif (index > 1 or parts[0]) and (index < last - 1 or parts[last]):
            if part not in between:
                glyph = painter.spaced(part, units, "middle")
                if glyph[1] <= 0:
                    return None
                between[part] = pieces.run(stream, (glyph,))
            written.append(between[part])
        else:
            glyph = painter.spaced(part, units, "first" if index == 1 and not parts[0] else "last")
            if glyph[1] <= 0 or painter.spaces[part][1] + units <= 0:
                return None
            written.append(pieces.run(stream, (glyph,)))
    return pieces, "".join(written)


def _first_line(stock: Any) -> Any:
    """``draw_first_line`` from words where that can be."""

    def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        layout, style = textbox.pango_layout, textbox.style
        if text_overflow != "ellipsis" and block_ellipsis == "none" and _ASLEEP in vars(layout):
            if not textbox.text.strip() or style["font_size"] < 1e-6:
                return []
            painter = _painter(style) if hasattr(textbox, "element") else None  # words in SVG have other styles
            if painter is not None:
                spacing = style["word_spacing"] + layout.justification_spacing
                written = _written(stream, painter, layout.text, spacing)
                if written is not None:
                    pieces, line = written
                    stream.set_text_matrix(*matrix.values)
                    stream.set_font_size(pieces.font.hash, pieces.size)
                    stream.show_text(line)
                    return []
        if _ASLEEP in vars(layout):
            _WAKE[0](layout, vars(layout).pop(_ASLEEP))
        return stock(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw_first_line


_ASLEEP = "_press_asleep"
_WAKE: list[Any] = []


def _reactivate(stock: Any) -> Any:
    """``Layout.reactivate`` that only notes what it would do, for a line painted from words needs no layout."""
    _WAKE[:] = [stock]

    def reactivate(self: Any, style: Any) -> None:
        vars(self)[_ASLEEP] = style

    return reactivate


def _deactivate(stock: Any) -> Any:
    """``Layout.deactivate``, also of a layout that was not wanted."""

    def deactivate(self: Any) -> None:
        if vars(self).pop(_ASLEEP, None) is None:
            stock(self)

    return deactivate


SAVING = Saving(
    "painting",
    (
        Replacement("weasyprint.draw.text", "draw_first_line", _first_line),
        Replacement("weasyprint.text.line_break", "Layout.reactivate", _reactivate),
        Replacement("weasyprint.text.line_break", "Layout.deactivate", _deactivate),
    ),
    ("weasyprint.pdf.stream", "weasyprint.text.fonts", "pydyf"),
)
