"""Footnotes split over two pages: a long note begins on the page of its call and goes on at the foot of the next.

WeasyPrint 70.0 never splits a note: it sends the line that calls it to the next page, and its page may end half empty. Here such
a note is set in two pieces where a page would else end a few lines short (``--split-notes``, docs/house-style.md): as many of its
lines as there is room for stand below the line that calls it, the others come first among the notes of the next page, below the
same rule. The Chicago Manual of Style asks that a note begin on the page of its call, and that it break within a sentence, so
that the reader looks for the rest; and of no paragraph does one line stand alone, so at least two lines stand on either page.

A piece is a box of its own, a copy of the note's that knows where it begins and how many lines it has (``Piece``). So all that is
to be remembered from page to page is in WeasyPrint's own lists of notes: those of the page, and those sent on to the next.

The lines that may not be parted from the one that calls the note (widows, orphans) stay on its page too. A note is not split
where the text ends on its page, as its second half would stand alone on one; unless line and note have no room on one page.
"""

from __future__ import annotations

from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.fitting import Saving
from serge_press.editions.note_pieces import (
    HAIR,
    Piece,
    area_layout,
    ends_broken,
    piece_box,
    piece_of,
    split_last,
    wish,
)
from serge_press.editions.typography.grid import PLAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEANS_ON = Saving(
    "split notes",
    (),
    ("weasyprint.layout", "weasyprint.layout.page", "weasyprint.layout.block", "weasyprint.formatting_structure.boxes"),
)
"""Of another WeasyPrint no notes are split."""


_FAR = 3
"""A note may stand whole on the page after its call where else so many times the wished hole would be left: of two long notes
called in one line, or in two lines that stay together, only one can begin on their page."""

_ROOM = 3
"""So many lines of text stand at least on a page above notes that have come from the page before, if the text goes on."""

_ABOVE = 2
"""So many lines more are reckoned where a whole paragraph goes to the next page, for a heading above it."""


@contextmanager
def splitting() -> Iterator[None]:
    """Let WeasyPrint set pieces of notes inside this context; it is as it was afterwards. Not for two threads at once."""
    if not LEANS_ON.fits():
        yield
        return
    from weasyprint import layout
    from weasyprint.layout import LayoutContext, page

    names = ("layout_footnote", "unlayout_footnote", "report_footnote")
    methods = {name: getattr(LayoutContext, name) for name in names}
    stock = layout.block_level_layout, page.block_level_layout
    ours = (_layout_footnote, _unlayout_footnote, _report_footnote)
    for (name, method), make in zip(methods.items(), ours, strict=True):
        setattr(LayoutContext, name, make(method))
    layout.block_level_layout = page.block_level_layout = area_layout(stock[0])
    try:
        yield
    finally:
        layout.block_level_layout, page.block_level_layout = stock
        for name, method in methods.items():
            setattr(LayoutContext, name, method)


# ------------------------------------------------------------------------------------------------ pieces and their area


def _layout_footnote(stock: Any) -> Any:
    def layout_footnote(context: Any, note: Any) -> Any:
        overflow = stock(context, note) and _higher(context._press_area)
        arriving = context.__dict__.get("_press_arriving")
        if arriving and id(note) in arriving:
            arriving.discard(id(note))
            return _arrived(context, note)
        return overflow

    return layout_footnote


def _higher(area: Any) -> bool:
    """Whether notes are higher than their area lets them be. WeasyPrint takes noise of its sums for that, and sends notes on."""
    last = area.children[-1]
    foot = last.position_y + last.margin_height() - last.margin_bottom
    return bool(foot > area.position_y + area.margin_height() - area.margin_bottom + PLAY)


def _unlayout_footnote(stock: Any) -> Any:
    def unlayout_footnote(context: Any, note: Any) -> None:
        on_page = [box for box in context.current_page_footnotes if box is not note and piece_of(box).note is note]
        sent_on = [box for box in context.reported_footnotes if box is not note and piece_of(box).note is note]
        if not on_page and not sent_on:
            stock(context, note)
        elif on_page and piece_of(on_page[0]).begins is None:
            context.current_page_footnotes.remove(on_page[0])
            for box in sent_on:
                context.reported_footnotes.remove(box)
            context.footnotes.append(note)
            context._update_footnote_area()
        # else it has come from the page before, where its call stays

    return unlayout_footnote


def _report_footnote(stock: Any) -> Any:
    def report_footnote(context: Any, note: Any) -> None:
        piece = piece_of(note)
        if piece.lines:  # send on the whole of it
            whole = piece_box(context, Piece(piece.note, piece.begins, 0))
            rest = [box for box in context.reported_footnotes if piece_of(box).note is piece.note]
            for box in rest:
                context.reported_footnotes.remove(box)
            notes = context.current_page_footnotes
            notes[notes.index(note)] = note = whole
        stock(context, note)

    return report_footnote


# ------------------------------------------------------------------------------------------------ where a note is called


class Ahead:
    """The lines of a block, as WeasyPrint makes them one after the other, of which some can be looked at beforehand."""

    def __init__(self, lines: Iterator[tuple[Any, Any]]) -> None:
        self._lines = lines
        self._waiting: list[tuple[Any, Any]] = []
        self.given = 0
        self.stay = 0  # so many lines stay on the page though their notes do not

    def __iter__(self) -> Ahead:
        return self

    def __next__(self) -> tuple[Any, Any]:
        given = self._waiting.pop(0) if self._waiting else next(self._lines)
        self.given += 1
        return given

    def look(self, count: int) -> list[Any]:
        """The next lines, so many if there are as many."""
        while len(self._waiting) < count:
            try:
                self._waiting.append(next(self._lines))
            except StopIteration:
                break
        return [line for line, _ in self._waiting[:count]]


def ahead(context: Any, lines: Any) -> Any:
    """The lines of a block such that a note called in them can be split."""
    return Ahead(lines) if context.footnotes and not context.in_column else lines


def stays(lines: Any) -> bool:
    """Whether the line given last stays on its page though a note that it calls does not fit."""
    return isinstance(lines, Ahead) and lines.given <= lines.stay


def split(
    context: Any, block: Any, line: Any, lines: Any, placed: Sequence[Any], note: Any, bottom_space: float, foot: float,
    *, first: bool, overflow: Any,
) -> Any:  # fmt: skip
    """Split a note that was laid out last, if it is worth it; whether it, or the line that calls it, does not fit still.

    ``block`` is the block that the ``line`` with the call is of, ``lines`` its lines (``Ahead``), ``placed`` those before the
    line on this page. ``foot`` is where the line ends, ``first`` tells that nothing stands on the page above it. ``overflow``
    tells whether the note does not fit as it is.
    """
    if not isinstance(lines, Ahead) or context.reported_footnotes or not (wanted := wish(note.style)):
        return overflow
    orphans, widows = block.style["orphans"], block.style["widows"]
    bound, area = max(0, orphans - len(placed) - 1), context._press_area
    room = _full(context) - bottom_space - foot
    if not overflow and area.margin_height() + (bound + widows - 1) * line.height <= room + HAIR:
        return overflow
    coming = lines.look(bound + widows + 1)
    bound = bound if len(coming) >= bound + widows else len(coming)
    room -= sum(one.height for one in coming[:bound])
    if not overflow and area.margin_height() <= room + HAIR:
        return overflow
    short = max(0, widows - 1 - len(coming))  # so many lines before it would have to go with the line to the next page
    going = [*(placed[len(placed) - short :] if len(placed) >= orphans + short else placed), line]
    called = {id(one) for one in _called([line, *coming[:bound]])}
    more = any(id(one) in called for one in context.footnotes)
    hole = _hole(context, going, bottom_space) / max(line.height, HAIR)
    free = first or not context.__dict__.get("_press_whole")
    if (
        free
        and (first or hole >= wanted * (_FAR if more else 1))
        and (
            (_better_below(line, coming, bound, widows) and split_last(context, note, room - coming[bound].height))
            or split_last(context, note, room)
        )
    ):
        overflow = False
    elif not (overflow and free and not first and hole >= wanted * _FAR):
        return overflow
    lines.stay = lines.given + bound
    above = _ABOVE if len(going) > len(placed) else 0
    context._press_moved = area.margin_height() + (above + len(going) + bound) * line.height
    return overflow


def _better_below(line: Any, coming: Sequence[Any], bound: int, widows: int) -> bool:
    """Whether the page had better end a line below the lines that stay with the call, as the last of them ends in a hyphen."""
    left = len(coming) - bound - 1
    if left < 0 or 0 < left < widows:
        return False
    last = coming[bound - 1] if bound else line
    return ends_broken(last) and not ends_broken(coming[bound]) and not any(True for _ in _called([coming[bound]]))


def _called(lines: Iterable[Any]) -> Iterator[Any]:
    """The notes called in lines."""
    return (box.footnote for line in lines for box in line.descendants() if box.footnote is not None)


def _full(context: Any) -> float:
    """Where the foot of the page is without any notes."""
    full: float = context.page_bottom
    if context.current_footnote_area.height != "auto":
        full += context.current_footnote_area.margin_height()
    return full


def _hole(context: Any, going: Sequence[Any], bottom_space: float) -> float:
    """How much room would be left on the page if these lines, the last on it, went to the next one (CSS px)."""
    gone = [note.element for note in _called(going)]
    area = context._press_area
    left: float = _full(context) - bottom_space - going[0].position_y
    if stay := [box for box in area.children if not any(box.element is one for one in gone)]:
        heights = sum(box.margin_height() for box in area.children)
        left -= area.margin_height() - heights + sum(box.margin_height() for box in stay)
    return left


# ------------------------------------------------------------------------------------------------ from page to page


def begin_page(context: Any, root: Any, notes: Sequence[Any], *, goes_on: bool, whole: bool) -> None:
    """Before a page is made: which notes have come from the page before, how much room they have, and whether all stay whole.

    ``goes_on`` tells whether text stands on the page.
    """
    from weasyprint.text.line_break import strut

    context._press_arriving = {id(note) for note in notes} if wish(root.style) else None
    context._press_room = _ROOM * strut(root.style)[0] if goes_on else 0.0
    context._press_whole, context._press_moved = whole, inf


def _arrived(context: Any, note: Any) -> bool:
    """Set a note that has come from the page before, or as much of it as there is room for; WeasyPrint has nothing left to do."""
    most = context.current_footnote_area.page.height - context._press_room
    if context.reported_footnotes:
        fits = False
    elif context._press_area.margin_height() <= most + HAIR:
        fits = True
    else:
        fits = wish(note.style) > 0 and split_last(context, note, most)
    if not fits and len(context.current_page_footnotes) > 1:
        context.current_page_footnotes.remove(note)
        context.reported_footnotes.append(note)
        context._update_footnote_area()
    return False


def left_alone(context: Any, index: int, resume_at: Any) -> bool:
    """Whether the page that was made sends a note on to a page without text, and had better send on the line that calls it too.

    That is so where the section ends with the page, and line and note have room on one page.
    """
    if resume_at is not None and context.page_maker[index + 1][1]["break"] == "any":
        return False
    return bool(context.reported_footnotes and context._press_moved <= context.current_footnote_area.page.height + HAIR)
