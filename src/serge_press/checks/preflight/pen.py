"""The operators that need nothing but the graphics state: paths, clips, and text → marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.checks.preflight.geometry import Matrix, common, moved, placed, stretch, times
from serge_press.checks.preflight.marks import Mark
from serge_press.checks.preflight.tokens import Word

if TYPE_CHECKING:
    from serge_press.checks.preflight.colours import Paint
    from serge_press.checks.preflight.geometry import Box
    from serge_press.checks.preflight.pictures import Picture
    from serge_press.checks.preflight.state import State

_ASCENT, _DESCENT = 0.72, -0.23
"""How far letters of a usual face reach above and below the line, in parts of the size."""

_PAINTING = {
    b"S": (False, True), b"s": (False, True), b"f": (True, False), b"F": (True, False), b"f*": (True, False),
    b"B": (True, True), b"B*": (True, True), b"b": (True, True), b"b*": (True, True), b"n": (False, False),
}  # fmt: skip
"""Whether a path is filled, and stroked."""

_TEXT_NUMBERS = {b"Tc": "letter", b"Tw": "word", b"TL": "leading", b"Ts": "rise"}
_HIDDEN = (3, 7)


class Pen:
    """Draws with the state it holds and adds to the marks of the page. ``off``: what it draws is not seen."""

    def __init__(self, state: State, marks: list[Mark]) -> None:
        self.state = state
        self.marks = marks
        self.off = False
        self.pattern: list[tuple[str, Box, str]] = []  # patterns that were painted with, where, and how see-through
        self._path: Box | None = None
        self._strips: list[float] | None = []  # the lesser sides of rectangles; None once there are other lines
        self._clips = False
        self._text: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._line: Matrix = self._text

    def do(self, operator: bytes, operands: list[object]) -> bool:
        """Carry out an operator; False if it is none of these."""
        if operator in (b"TJ", b"Tj", b"'", b'"'):
            self._show(operator, operands)
        elif operator in (b"Tm", b"Td", b"TD", b"T*", b"BT"):
            self._move(operator, _floats(operands))
        elif operator in (b"m", b"l", b"c", b"v", b"y", b"re"):
            self._add(operator, _floats(operands))
        elif operator in _PAINTING:
            self._paint(*_PAINTING[operator])
            return not self.pattern
        elif operator in (b"W", b"W*"):
            self._clips = True
        elif operator == b"cm":
            row = _floats(operands)
            if len(row) == 6:
                self.state.matrix = times((row[0], row[1], row[2], row[3], row[4], row[5]), self.state.matrix)
        elif operator == b"w":
            self.state.line = abs(_first(operands))
        elif operator in _TEXT_NUMBERS:
            setattr(self.state, _TEXT_NUMBERS[operator], _first(operands))
        elif operator == b"Tz":
            self.state.wide = _first(operands) / 100
        elif operator == b"Tr":
            self.state.render = int(_first(operands)) if 0 <= _first(operands) <= 7 else 0
        else:
            return operator in (b"h", b"ET", b"J", b"j", b"M", b"d", b"ri", b"i", b"MP", b"DP", b"BX", b"EX")
        return True

    def _add(self, operator: bytes, row: tuple[float, ...]) -> None:
        if operator == b"re" and len(row) == 4:
            box = placed(self.state.matrix, row[0], row[1], row[0] + row[2], row[1] + row[3])
            if self._strips is not None and len(self._strips) < 1000:
                self._strips.append(min(box[2] - box[0], box[3] - box[1]))
        else:
            points = [moved(self.state.matrix, x, y) for x, y in zip(row[::2], row[1::2], strict=False)]
            if not points:
                return
            across, along = zip(*points, strict=True)
            box = (min(across), min(along), max(across), max(along))
            self._strips = None
        path = self._path
        self._path = box if path is None else (
            min(path[0], box[0]), min(path[1], box[1]), max(path[2], box[2]), max(path[3], box[3])
        )  # fmt: skip

    def _paint(self, filled: bool, stroked: bool) -> None:
        path, state = self._path, self.state
        if path is not None:
            line = state.line * min(stretch(state.matrix)) if stroked else 0.0
            if filled and (box := common(path, state.clip)) is not None:
                thick = min(self._strips) if self._strips else min(path[2] - path[0], path[3] - path[1])
                self._area("area", box, thick + line)  # a line of SVG is filled too: what is seen of it is the stroke
            if stroked:
                thick = line
                wide = (path[0] - thick / 2, path[1] - thick / 2, path[2] + thick / 2, path[3] + thick / 2)
                if (box := common(wide, state.clip)) is not None:
                    self._mark("line", box, state.stroke, state.stroke_alpha, state.stroke_over, thick)
            if self._clips:
                state.clip = common(state.clip, path) or (path[0], path[1], path[0], path[1])
        self._path, self._strips, self._clips = None, [], False

    def _area(self, kind: str, box: Box, thick: float = 0.0) -> None:
        state = self.state
        if state.fill.kind == "pattern" and state.fill.pattern:
            if not self.off and box[2] > box[0] and box[3] > box[1] and state.fill_alpha > 0:
                self.pattern.append((state.fill.pattern, box, state.see_through(state.fill_alpha)))
            return
        self._mark(kind, box, state.fill, state.fill_alpha, state.fill_over, thick)

    def flood(self, kind: str, paint: Paint) -> None:
        """Paint everything inside the clip."""
        self._mark(kind, self.state.clip, paint, self.state.fill_alpha, self.state.fill_over, 0.0)

    def picture(self, picture: Picture) -> None:
        """A picture in the unit square of the state."""
        state = self.state
        box = common(placed(state.matrix, 0, 0, 1, 1), state.clip)
        if box is None or self.off or box[2] - box[0] <= 0 or box[3] - box[1] <= 0:
            return
        across, along = stretch(state.matrix)
        resolution = min(
            (pixels * 72 / side for pixels, side in ((picture.width, across), (picture.height, along)) if side > 0),
            default=0.0,
        )
        way = state.see_through(state.fill_alpha)
        if picture.mask:
            way = f"{way}, a soft mask" if way else "a soft mask"
        paint = state.fill if picture.stencil else picture.paint
        self.marks.append(
            Mark("picture", box, paint, resolution, 0.0, state.fill_over, way, picture=picture)
        )  # fmt: skip

    def _mark(self, kind: str, box: Box, paint: Paint, alpha: float, over: bool, thick: float) -> None:
        if not self.off and (box[2] > box[0] or box[3] > box[1]) and alpha > 0:
            self.marks.append(Mark(kind, box, paint, 0.0, thick, over, self.state.see_through(alpha)))

    def _move(self, operator: bytes, row: tuple[float, ...]) -> None:
        if operator == b"BT":
            self._line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        elif operator == b"Tm" and len(row) == 6:
            self._line = (row[0], row[1], row[2], row[3], row[4], row[5])
        elif operator == b"T*":
            self._line = times((1.0, 0.0, 0.0, 1.0, 0.0, -self.state.leading), self._line)
        elif len(row) == 2:
            if operator == b"TD":
                self.state.leading = -row[1]
            self._line = times((1.0, 0.0, 0.0, 1.0, row[0], row[1]), self._line)
        self._text = self._line

    def _show(self, operator: bytes, operands: list[object]) -> None:
        state = self.state
        if operator == b'"' and len(operands) >= 2:
            state.word, state.letter = _first(operands), _first(operands[1:])
        if operator in (b"'", b'"'):
            self._move(b"T*", ())
        last = operands[-1] if operands else None
        font, size = state.font, state.size
        if font is None or not size:
            return
        at, until, start = 0.0, 0.0, None
        for piece in last if isinstance(last, list) else [last]:
            if isinstance(piece, float):
                at -= piece / 1000 * size * state.wide
            elif isinstance(piece, bytes) and not isinstance(piece, Word):
                width, count, spaces, inked, to_ink = font.measure(piece)
                if inked:
                    start = at if start is None else start
                    until = at + (to_ink * size + (count - 1) * state.letter) * state.wide
                at += (width * size + count * state.letter + spaces * state.word) * state.wide
        matrix = times(self._text, state.matrix)
        if start is not None and not self.off:
            self._set_type(matrix, start, until)
        self._text = times((1.0, 0.0, 0.0, 1.0, at, 0.0), self._text)

    def _set_type(self, matrix: Matrix, start: float, until: float) -> None:
        state, size = self.state, self.state.size
        low, high = sorted((state.rise + _DESCENT * size, state.rise + _ASCENT * size))
        box = common(placed(matrix, start, low, until, high), state.clip)
        if box is None:
            return
        stroked = state.render in (1, 5)
        paint = state.stroke if stroked else state.fill
        alpha, over = (
            (state.stroke_alpha, state.stroke_over) if stroked else (state.fill_alpha, state.fill_over)
        )  # fmt: skip
        tall = abs(size) * stretch(matrix)[1]
        hidden = state.render in _HIDDEN or alpha <= 0
        way = state.see_through(alpha)
        self.marks.append(Mark("text", box, paint, tall, 0.0, over, way, hidden, state.font))


def _floats(operands: list[object]) -> tuple[float, ...]:
    return tuple(one for one in operands if isinstance(one, float))


def _first(operands: list[object]) -> float:
    return operands[0] if operands and isinstance(operands[0], float) else 0.0
