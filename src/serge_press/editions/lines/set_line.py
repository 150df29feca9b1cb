"""One line of a planned paragraph as WeasyPrint's boxes: what its own line maker would give for these words, in one go.

WeasyPrint breaks, measures and shapes a line three times over to find where it ends. Here that is known, and so is every
width, so that the boxes only have to be put together; letters are shaped when they are drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines.total_fit import scale_of
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.editions.lines.paragraph import Paragraph
    from serge_press.editions.lines.steps import Step
    from serge_press.editions.lines.total_fit import Break, Habits

_UNITS = 1024  # of Pango, in a px
_UNSEEN = 1e-6  # px: with it Pango shapes word by word in a line that is not filled too, and lines are alike


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is to be set, from one place to another.

    ``last`` of its paragraph or not, with the left edge of the text at ``x`` and its top at ``y``, on this measure, of which
    the ``indent`` is left free. ``align`` is "justify" where it is filled, or where its words stand.
    """

    begin: Break
    end: Break
    last: bool
    x: float
    y: float
    measure: float
    indent: float
    align: str = "justify"


def set_line(paragraph: Paragraph, source: Any, line: Line, habits: Habits) -> Any:
    """The line box. ``source`` is the box of all lines, which WeasyPrint gives to be broken."""
    from weasyprint.layout.inline import _adjust_line_height, line_box_verticality

    begin, end = line.begin, line.end
    spaces = end.end_spaces - begin.start_spaces
    natural = end.end - begin.start
    spare = line.measure - line.indent + begin.leans + end.hangs - natural
    scale, added = 1.0, _UNSEEN
    if line.align != "justify":
        added = spare / spaces if spare < 0 and spaces else _UNSEEN
        if line.align == "center":
            line = replace(line, x=line.x + max(0.0, spare) / 2)
        elif line.align == "right":
            line = replace(line, x=line.x + max(0.0, spare))
    elif spare < 0 or not line.last:
        scale = scale_of(spare, spaces, line.measure, habits)
        added = (spare + natural - scale * natural) / spaces if spaces else _UNSEEN
    source.position_x, source.position_y = line.x, line.y
    children, far = _Making(paragraph, line, scale, added).children()
    made = source.copy_with_children(children)
    made.remove_decoration(start=begin.at > paragraph.first.at, end=not line.last)
    made.press_ends = begin.at == paragraph.first.at, line.last
    made.width = far - line.x
    if out := min(end.hangs, end.hangs - spare) if line.last else end.hangs:
        _draw_in(made, max(0.0, out))
    _adjust_line_height(made)
    foot, head = line_box_verticality(made)
    made.baseline = -head
    made.position_y = head
    made.height = foot - head
    made.margin_top = made.margin_bottom = 0
    made.translate(0, line.y - head)
    made.position_y = line.y
    return made


def _draw_in(line: Any, hangs: float) -> None:
    """End the boxes at the measure though the last mark stands out: the mark is in the margin, not the text.

    An element that begins where the line ends, with its words on the next, has an empty box behind the mark; it stays.
    """
    box = line
    while box is not None:
        box.width -= hangs
        box = next(filter(_has_words, reversed(box.children)), None)


def _has_words(box: Any) -> bool:
    return "press_width" in box.__dict__ or any(map(_has_words, box.children))


class _Making:
    """The boxes of one line in the making, from left to right."""

    def __init__(self, paragraph: Paragraph, line: Line, scale: float, added: float) -> None:
        self._paragraph, self._line, self._scale, self._added = paragraph, line, scale, added
        self._x = line.x + line.indent - line.begin.leans
        self._frames: list[
            tuple[Any, list[Any], bool, float]
        ] = []  # box, its children, whether it begins here, left edge

    def children(self) -> tuple[list[Any], float]:
        """The boxes, and where they end."""
        steps, end = self._paragraph.steps, self._line.end
        index = self._paragraph.cursor(self._line.begin.at)
        final = len(steps) if self._line.last else self._paragraph.cursor(end.at)
        top: list[Any] = []
        self._frames.append((None, top, True, self._x))
        for outer in steps[index].within:
            self._frames.append((steps[outer].box, [], False, self._x))
        for at in range(index, min(final + 1, len(steps))):
            step = steps[at]
            if at == final and step.at >= end.at:
                break
            if step.kind == "open":
                self._frames.append((step.box, [], True, self._x))
                self._x += step.lead
            elif step.kind == "close":
                self._close(step.tail, ends=True)
            else:
                self._add(step, at)
        while len(self._frames) > 1:
            self._close(0.0, ends=False)
        return top, self._x

    def _close(self, tail: float, *, ends: bool) -> None:
        from weasyprint.layout.inline import _adjust_line_height

        box, children, begins, left = self._frames.pop()
        made = box.copy_with_children(children)
        made.remove_decoration(start=not begins, end=not ends)
        made.position_x = left
        made.width = self._x - made.content_box_x()
        _adjust_line_height(made)
        self._x += tail
        self._frames[-1][1].append(made)

    def _add(self, step: Step, at: int) -> None:
        """What the line holds of a text run, the step with this number."""
        begin, end = self._line.begin, self._line.end
        ends = step.at + len(step.text)
        text = step.text[max(0, begin.at - step.at) : end.at - step.at]
        rest = self._paragraph.steps[at + 1 :] if self._line.last and ends < end.at else ()
        if ends >= end.at or (self._line.last and not any(one.text.strip(" ") for one in rest)):
            text = text.rstrip(" ")
        if step.at <= begin.at:
            text = text.lstrip(" ")
        if end.part and step.at < end.at <= ends:
            text += step.box.style["hyphenate_character"]
        if text:
            box = _text_box(step, text, self._scale, self._added)
            box.position_x = self._x
            self._x += box.width
            self._frames[-1][1].append(box)


def _text_box(step: Step, text: str, scale: float, added: float) -> Any:
    from weasyprint.text.line_break import Layout, strut

    face, style = step.face, step.box.style
    assert face is not None
    box = step.box.copy_with_text(text)
    words = text.replace("\u00a0", " ").split(" ")
    spaces = len(words) - 1
    width = spaces * (face.space.width + style["word_spacing"])
    height, baseline = face.space.height, face.space.baseline
    depth = height - baseline
    known = face.known
    for word in words:
        if word:
            extent = known.get(word) or face.extent(word)
            width += extent.width
            if extent.height != height:  # a glyph from another font
                baseline = max(baseline, extent.baseline)
                depth = max(depth, extent.height - extent.baseline)
                height = baseline + depth
    layout = Layout.__new__(Layout)
    layout.text, layout.max_width, layout.first_line_direction = text, None, 0
    layout.justification_spacing = box.justification_spacing = _uneven(added / scale, style)
    box.pango_layout = layout
    if scale != 1.0:
        box.press_scale = scale
    box.width = box.press_width = width * scale + spaces * added
    box.height = height
    leading, _ = strut(style)
    box.margin_top = box.margin_bottom = (leading - height) / 2
    box.baseline = baseline + box.margin_top
    return box


def _uneven(added: float, style: Any) -> float:
    """What is added to a space, changed by a thousandth of a px where Pango would round it.

    Pango puts a half of it on either side of the space, and half a whole number of px is rounded to a whole number. Within a
    line that evens out, but at the ends of a text only one half counts.
    """
    spacing = style["letter_spacing"]
    units = int((style["word_spacing"] + added) * _UNITS + (0 if spacing == "normal" else int(spacing * _UNITS)))
    return added if 2 * units % _UNITS else added + 1.5 / _UNITS
