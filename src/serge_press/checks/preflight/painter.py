"""Reading what a page draws: its content stream, and the forms and patterns that it calls → marks."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import DEEPEST, FORM, MOST_OPERATORS, MOST_STATES, TooMuch
from serge_press.checks.preflight.colours import CMYK, GRAY, RGB, Paint, space_of
from serge_press.checks.preflight.fonts import PdfFont, font_of
from serge_press.checks.preflight.geometry import IDENTITY, Matrix, common, placed, times
from serge_press.checks.preflight.marks import Mark
from serge_press.checks.preflight.pen import Pen
from serge_press.checks.preflight.pictures import Picture, inline_picture, picture_of
from serge_press.checks.preflight.state import State, apply
from serge_press.checks.preflight.streams import unpacked
from serge_press.checks.preflight.tokens import InlinePicture, Word, operators
from serge_press.checks.preflight.values import dictionary, entry, identity, items, name, numbers
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.bounds import Budget
    from serge_press.checks.preflight.sheets import Sheet

_DEVICE = {b"g": GRAY, b"G": GRAY, b"rg": RGB, b"RG": RGB, b"k": CMYK, b"K": CMYK}


@dataclass(slots=True)
class Drawn:
    """What a page draws. ``groups``: it has transparency groups. ``broken``: why part of it could not be read."""

    marks: list[Mark] = field(default_factory=list)
    groups: bool = False
    broken: str = ""


class Painter:
    """Reads the pages of one file; fonts and pictures that several pages share are read once."""

    def __init__(self, budget: Budget, hidden_layers: frozenset[tuple[int, int]]) -> None:
        self.budget = budget
        self.hidden_layers = hidden_layers
        self._fonts: dict[tuple[int, int], PdfFont] = {}
        self._pictures: dict[tuple[int, int], Picture] = {}

    def page(self, sheet: Sheet) -> Drawn:
        """Everything a page draws. Raises TooMuch beyond the bounds; what cannot be read is said in ``broken``."""
        drawn = Drawn(groups=_is_group(sheet.page))
        run = _Run(self, drawn)
        state = State()
        if (media := sheet.media) is not None:
            state.clip = media
        data = b"\n".join(self._contents(sheet.page))
        try:
            run.stream(data, sheet.resources, state, 0)
        except (ValueError, RecursionError, OverflowError, ArithmeticError) as fault:
            drawn.broken = str(fault)[:200]
        return drawn

    def _contents(self, page: Any) -> Iterator[bytes]:
        held = entry(page, "/Contents")
        parts = items(held, 100_000) if isinstance(held, pikepdf.Array) else (held,)
        for part in parts:
            if isinstance(part, pikepdf.Stream):
                yield unpacked(part, self.budget)

    def font(self, resources: Any, own: str) -> PdfFont | None:
        """The font of that name."""
        held = entry(entry(resources, "/Font"), f"/{own}")
        return self.font_from(held) if dictionary(held) is not None else None

    def font_from(self, held: Any) -> PdfFont:
        """A font dictionary as a font."""
        mark = identity(held)
        font = self._fonts.get(mark) if mark is not None else None
        if font is None:
            font = font_of(held, self.budget)
            if mark is not None:
                self._fonts[mark] = font
        return font

    def picture(self, held: pikepdf.Stream, resources: Any) -> Picture:
        """A picture of the file."""
        mark = identity(held)
        picture = self._pictures.get(mark) if mark is not None else None
        if picture is None:
            picture = picture_of(held, resources, self.budget)
            if mark is not None:
                self._pictures[mark] = picture
        return picture


class _Run:
    """One page being read."""

    def __init__(self, painter: Painter, drawn: Drawn) -> None:
        self.painter = painter
        self.drawn = drawn
        self.left = MOST_OPERATORS
        self.above: list[tuple[int, int]] = []  # forms that are being drawn

    def stream(self, data: bytes, resources: Any, state: State, depth: int) -> None:
        """Read one content stream from this state on."""
        pen = Pen(state, self.drawn.marks)
        saved: list[State] = []
        unseen: list[bool] = []  # for each marked content that is open, whether its layer is off
        for operator, operands in operators(data):
            self._spend(1)
            pen.off = any(unseen) if unseen else False
            if operator == b"q":
                if len(saved) >= MOST_STATES:
                    raise TooMuch("a page saves its graphics state without end")
                saved.append(pen.state.copy())
            elif operator == b"Q":
                if saved:
                    pen.state = saved.pop()
            elif operator in (b"BDC", b"BMC"):
                unseen.append(self._is_off(operands, resources))
            elif operator == b"EMC":
                if unseen:
                    unseen.pop()
            elif pen.do(operator, operands):
                pass
            else:
                self._resource(operator, operands, pen, resources, depth)

    def _spend(self, count: int) -> None:
        self.left -= count
        self.painter.budget.spend_operators(count)
        if self.left < 0:
            raise TooMuch(f"a page draws with more than {MOST_OPERATORS:,} operators")

    def _is_off(self, operands: list[object], resources: Any) -> bool:
        if len(operands) < 2 or operands[0] != "OC" or not isinstance(operands[1], Word):
            return False
        return self._layer_off(entry(entry(resources, "/Properties"), f"/{operands[1]}"))

    def _layer_off(self, group: Any) -> bool:
        """Whether a layer, or every layer of a membership, is switched off."""
        if group is None or not self.painter.hidden_layers:
            return False
        members = entry(group, "/OCGs")
        each = list(items(members, 1000)) if isinstance(members, pikepdf.Array) else [members or group]
        return bool(each) and all(identity(one) in self.painter.hidden_layers for one in each)

    def _resource(self, operator: bytes, operands: list[object], pen: Pen, resources: Any, depth: int) -> None:
        """Operators that need the page's resources."""
        state = pen.state
        if operator in _DEVICE:
            space = _DEVICE[operator]
            paint = Paint(space, _floats(operands, space.parts) or space.initial)
            _set_paint(state, operator, paint)
        elif operator in (b"cs", b"CS"):
            space = space_of(operands[0] if operands else None, resources)
            _set_paint(state, operator, Paint(space, space.initial))
        elif operator in (b"sc", b"SC", b"scn", b"SCN"):
            self._colour(operator, operands, state)
        elif operator == b"Tf" and len(operands) >= 2:
            state.font = self.painter.font(resources, str(operands[0]))
            state.size = operands[1] if isinstance(operands[1], float) else 0.0
        elif operator == b"gs" and operands:
            font = apply(state, entry(entry(resources, "/ExtGState"), f"/{operands[0]}"))
            pair = list(items(font, 2))
            if len(pair) == 2 and dictionary(pair[0]) is not None:
                state.font, state.size = self.painter.font_from(pair[0]), float(pair[1])
        elif operator == b"sh" and operands:
            shading = entry(entry(resources, "/Shading"), f"/{operands[0]}")
            pen.flood("shading", Paint(space_of(entry(shading, "/ColorSpace"), resources), (), "shading"))
        elif operator == b"EI" and operands and isinstance(operands[0], InlinePicture):
            picture = inline_picture(operands[0].rows, resources)
            pen.picture(picture)
        elif operator == b"Do" and operands:
            self._object(entry(entry(resources, "/XObject"), f"/{operands[0]}"), pen, resources, depth)
        if pen.pattern:
            self._pattern(pen, resources, depth)

    @staticmethod
    def _colour(operator: bytes, operands: list[object], state: State) -> None:
        now = state.fill if operator in (b"sc", b"scn") else state.stroke
        pattern = str(operands[-1]) if operands and isinstance(operands[-1], Word) else ""
        _set_paint(state, operator, Paint(now.space, _floats(operands, 32), pattern))

    def _object(self, held: Any, pen: Pen, resources: Any, depth: int) -> None:
        if not isinstance(held, pikepdf.Stream) or pen.off or self._layer_off(entry(held, "/OC")):
            return
        kind = name(entry(held, "/Subtype"))
        if kind == "Image":
            pen.picture(self.painter.picture(held, resources))
        elif kind == "Form":
            self._form(held, pen.state, resources, depth)

    def _form(self, held: pikepdf.Stream, state: State, resources: Any, depth: int) -> None:
        self._spend(FORM)
        mark = identity(held)
        if mark is not None and mark in self.above:
            raise ValueError("a form draws itself")
        if depth >= DEEPEST:
            raise TooMuch(f"forms are drawn in forms more than {DEEPEST} deep")
        inner = state.copy()
        matrix = numbers(entry(held, "/Matrix"), 6)
        inner.matrix = times(_matrix(matrix), state.matrix)
        frame = numbers(entry(held, "/BBox"), 4)
        if frame is not None:
            clip = common(inner.clip, placed(inner.matrix, *frame))
            if clip is None:
                return
            inner.clip = clip
        if _is_group(held):
            self.drawn.groups = True
            inner.outer = state.see_through(state.fill_alpha)
            inner.fill_alpha = inner.stroke_alpha = 1.0
            inner.blend, inner.mask = "", False
        if mark is not None:
            self.above.append(mark)
        own = entry(held, "/Resources")
        self.stream(unpacked(held, self.painter.budget), own if own is not None else resources, inner, depth + 1)
        if mark is not None:
            self.above.pop()

    def _pattern(self, pen: Pen, resources: Any, depth: int) -> None:
        """What a tiling pattern is made of, told as if it were spread over the whole of what it fills."""
        asked, pen.pattern = pen.pattern, []
        for own, box, way in asked:
            held = entry(entry(resources, "/Pattern"), f"/{own}")
            if not isinstance(held, pikepdf.Stream):
                shading = entry(held, "/Shading")
                if shading is not None:
                    space = space_of(entry(shading, "/ColorSpace"), resources)
                    self.drawn.marks.append(Mark("shading", box, Paint(space, (), "shading"), see_through=way))
                continue
            self._spend(FORM)
            mark = identity(held)
            if depth >= DEEPEST or (mark is not None and mark in self.above):
                raise ValueError("a pattern draws itself")
            inner = State(outer=way)
            inner.matrix = _matrix(numbers(entry(held, "/Matrix"), 6))
            if mark is not None:
                self.above.append(mark)
            before = len(self.drawn.marks)
            self.stream(unpacked(held, self.painter.budget), entry(held, "/Resources"), inner, depth + 1)
            if mark is not None:
                self.above.pop()
            self.drawn.marks[before:] = [replace(found, box=box) for found in self.drawn.marks[before:]]


def _matrix(found: tuple[float, ...] | None) -> Matrix:
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found is not None else IDENTITY


def _set_paint(state: State, operator: bytes, paint: Paint) -> None:
    if operator[:1].isupper():
        state.stroke = paint
    else:
        state.fill = paint


def _floats(operands: list[object], most: int) -> tuple[float, ...]:
    return tuple(one for one in operands[:most] if isinstance(one, float))


def _is_group(held: Any) -> bool:
    return name(entry(entry(held, "/Group"), "/S")) == "Transparency"
