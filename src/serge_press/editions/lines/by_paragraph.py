"""The hook: while it is in place WeasyPrint takes the lines of paragraphs from here: filled, ragged, or centred.

Where the lines of a block are asked for, everything is known that a choice of breaks depends on: the measure, the indent,
every style. A paragraph is planned once, at its first line; where it goes on on another page, the plan goes on.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from functools import partial
from math import floor, isfinite
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines import remade
from serge_press.editions.lines.paragraph import Unplanned
from serge_press.editions.lines.proof import compare
from serge_press.editions.lines.reading import read
from serge_press.editions.lines.set_line import Line, set_line
from serge_press.editions.lines.total_fit import Habits, total_fit
from serge_press.editions.lines.wishes import wishes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.editions.lines.paragraph import Paragraph
    from serge_press.editions.lines.total_fit import Break
    from serge_press.editions.lines.wishes import Wishes

STRETCH = 0.4
"""By so much of itself a space grows at a badness of 100 (TeX's measure)."""

SHRINK = 0.25
"""By so much of itself a space shrinks at most."""

RAGGED = 3.0
"""So many ems short is a ragged line at a badness of 100: words are broken where it would be some five ems short."""

_RAGGED = {"unlike": 0.0, "runts": 4e6, "hair": 1.0, "broken": 250.0, "more": 40_000.0, "brief": 30_000.0}
_CENTRED = {"unlike": 0.0, "runts": 4e6, "hair": 1.0, "broken": 1000.0, "more": 1e7, "even": True}
_EVEN = frozenset(
    {"center", "right"}
)  # nobody sees by one edge alone that a line is short: lines are to be of like length
_ALIGNED = frozenset({"justify", "left", "start"}) | _EVEN

_HAIR = 1e-6  # px: left-hand and right-hand pages come out so much wider or narrower than each other

_PLANNED_AGAIN = 1500  # words: so many are planned anew for the sake of a page's last line, and no more


@contextmanager
def by_paragraph(count: Counter[str] | None = None) -> Iterator[Counter[str]]:
    """Lay out and paint inside this context with lines chosen by the paragraph; WeasyPrint is as it was afterwards.

    Gives a count (the one that is given, or a new one) of paragraphs planned ("planned") and, by reason, of paragraphs that
    were left to WeasyPrint. Not for two threads at once.
    """
    from weasyprint.draw import text as draw
    from weasyprint.layout import block

    stock, stock_drawn = block.iter_line_boxes, draw.draw_first_line
    count = Counter() if count is None else count

    def lines(
        context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any, containing_block: Any,
        absolute_boxes: Any, fixed_boxes: Any, first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        # Short notes that follow one another fill the area they stand in as they come: it is made anew for every one of them.
        if box.element_tag is not None and (wishes := wishes_of(box.style)).paragraph:
            try:
                if first_letter_style or first_line_style:
                    raise Unplanned("first letter or line")
                paragraph = _paragraph(context, box, position_y, containing_block, wishes, count)
                made = _Lines(paragraph, box, containing_block, context, bottom_space, wishes)
                return made.from_place(paragraph.place_of(skip_stack), position_y)
            except Unplanned as unplanned:
                count[unplanned.reason] += 1
        return stock(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip

    def drawn(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        scale = textbox.__dict__.get("press_scale", 1.0)
        if scale != 1.0:
            matrix = type(matrix)(a=scale, d=-1, e=matrix.values[4], f=matrix.values[5])
        made = stock_drawn(stream, textbox, text_overflow, block_ellipsis, matrix)
        if "press_width" in textbox.__dict__:
            compare(textbox, scale)
        return made

    block.iter_line_boxes, draw.draw_first_line = lines, drawn
    try:
        yield count
    finally:
        block.iter_line_boxes, draw.draw_first_line = stock, stock_drawn


def _paragraph(context: Any, box: Any, position_y: float, block: Any, wishes: Wishes, count: Counter[str]) -> Paragraph:
    """The paragraph of a line box, read once."""
    from weasyprint.layout.percent import resolve_percentages

    style = box.style
    if style["direction"] != "ltr" or style["white_space"] not in ("normal", "pre-line"):
        raise Unplanned("direction or white space")
    align, last = style["text_align_all"], style["text_align_last"]
    if align not in _ALIGNED or last not in ("auto", align, "start" if align not in _EVEN else "auto"):
        raise Unplanned("last line")
    if any(shape.position_y + shape.margin_height() > position_y for shape in context.excluded_shapes):
        raise Unplanned("beside a float")
    resolve_percentages(box, block)
    held = box.__dict__.get("_press_paragraph")
    if held is None or abs(held[0] - block.width) > _HAIR:
        try:
            held = (
                block.width,
                read(
                    box,
                    block,
                    wishes.hang if align == "justify" else 0.0,
                    ragged=align != "justify",
                    even=align in _EVEN,
                ),
            )
            count["planned"] += 1
        except Unplanned as unplanned:
            held = (block.width, unplanned)
        box._press_paragraph = held
    if isinstance(held[1], Unplanned):
        raise held[1]
    paragraph: Paragraph = held[1]
    return paragraph


class _Lines:
    """The lines of one paragraph from some place on."""

    def __init__(
        self, paragraph: Paragraph, source: Any, block: Any, context: Any, bottom_space: float, wishes: Wishes
    ) -> None:
        self._paragraph, self._source, self._block = paragraph, source, block
        self._context, self._bottom_space = context, bottom_space
        self._align = source.style["text_align_all"]
        if self._align == "justify":
            space = paragraph.space
            self._habits = Habits(space * STRETCH, space * SHRINK, wishes.give)
        else:
            traits: Any = _CENTRED if self._align in _EVEN else _RAGGED
            ragged = block.width / 3 if self._align in _EVEN else RAGGED * source.style["font_size"]
            self._habits = Habits(0.0, 0.0, ragged=ragged, **traits)

    def from_place(self, place: int | None, y: float) -> Iterator[tuple[Any, Any]]:
        """The lines from a place on and where the next begins, as WeasyPrint's own iterator gives them."""
        from weasyprint.layout.percent import resolve_one_percentage

        begun = None if place is None else self._paragraph.begins(place)
        if begun is None:
            raise Unplanned("begins elsewhere")
        source, indent = self._source, 0.0
        if begun[1].at == self._paragraph.first.at:
            resolve_one_percentage(source, "text_indent", self._block.width)
            indent = source.text_indent
        source.text_indent = 0
        return self._set(begun[1], self._plan(*begun, indent), indent, y)

    def _plan(self, word: int, begin: Break, indent: float, whole: int = 0, lines: int = 0) -> list[Break]:
        """The ends of all lines from a place on, of so many if they can be; where they were chosen before they stay."""
        paragraph, measure = self._paragraph, self._block.width
        last = paragraph.words[-1]
        over = last.end - last.hangs - begin.start - begin.leans + indent - measure
        if over <= self._habits.hair:
            return [last]
        plans = paragraph.plans
        known = plans.get((begin.at, indent, whole))
        if known is None:
            if not whole and begin.at == paragraph.first.at:
                lines = remade.wanted(self._source)
            choose = partial(self._best, word, begin, indent, whole)
            ends = (choose(lines) if lines else None) or choose()
            if begin.at == paragraph.first.at and self._align == "justify" and ends is not None:
                remade.note(self._context, self._source, ends, measure, choose, plans)
            if ends is None:
                raise Unplanned("a word longer than the measure")
            known = plans[begin.at, indent, whole] = (ends, 0)
            for index, end in enumerate(ends[:-1]):
                plans.setdefault((end.at, 0.0, 0), (ends, index + 1))
        ends, at = known
        return ends[at:]

    def _best(self, word: int, begin: Break, indent: float, whole: int, lines: int = 0) -> list[Break] | None:
        """The ends of all lines from a place on that are best, whatever was chosen before."""
        paragraph = self._paragraph
        fits, wanted = paragraph.fits, (begin.at, indent, whole, lines)
        if wanted not in fits:
            # A line that begins within a word begins with a word of its own: what is left of it.
            fits[wanted] = total_fit(
                paragraph.words[word:] if word else paragraph.words,
                lambda index: paragraph.inside(word + index) if index else [p for p in paragraph.inside(word) if p.at > begin.at],
                self._block.width, begin, indent, self._habits, whole, lines,
            )  # fmt: skip
        return fits[wanted]

    def _set(self, begin: Break, ends: list[Break], indent: float, y: float) -> Iterator[tuple[Any, Any]]:
        paragraph, block = self._paragraph, self._block
        x = block.content_box_x()
        at = number = 0
        while at < len(ends):
            turned = self._turned(begin, ends, at, indent, y, number)
            if turned is not ends:
                ends, at = turned, 0
            end, at = ends[at], at + 1
            last = at == len(ends)
            line = Line(begin, end, last, x, y, block.width, indent, self._align)
            made = set_line(paragraph, self._source, line, self._habits)
            y = made.position_y + made.height
            yield made, None if last else paragraph.resume_at(end.at)
            begin, indent, number = end, 0.0, number + 1
        if not remade.wanted(self._source):  # WeasyPrint looks ahead to the last lines, but goes on with the next page
            paragraph.plans.clear()  # all lines stand: where they are set once more nothing is left of this time

    def _turned(self, begin: Break, ends: list[Break], at: int, indent: float, y: float, number: int) -> list[Break]:
        """The ends of lines, from ``at`` on to be set, so that the page does not end in a hyphen, if that can be foreseen.

        Foreseen it is from the room on the page, the widows and the orphans; not the notes that these lines will call.
        """
        from weasyprint.text.line_break import strut

        context, style = self._context, self._block.style
        room = context.page_bottom - self._bottom_space - y if context.page_bottom is not None else 0.0
        if context.in_column or not isfinite(room):
            return ends
        height, _ = strut(self._source.style)
        if height <= 0:  # a sheet that says line-height: 0
            return ends
        fitting = floor(room / height + 1e-6)
        left = len(ends) - at
        if left <= fitting:
            return ends
        on_page = min(fitting, left - style["widows"])
        if on_page < 1 or number + on_page < style["orphans"] or not ends[at + on_page - 1].hyphen:
            return ends
        begun = self._paragraph.begins(begin.at)
        if begun is None or len(self._paragraph.words) - begun[0] > _PLANNED_AGAIN:
            return ends
        try:
            again = self._plan(*begun, indent, on_page, left if (asked := remade.wanted(self._source)) else 0)
        except Unplanned:
            return ends
        if asked and len(again) != left:
            return ends
        worse = again[on_page - 1].hyphen if len(again) >= on_page else False
        return ends if worse else again
