"""The pieces of a footnote that is split: boxes that have some of its lines, and where one had best end.

A piece is a copy of the note's box that knows where it begins and how many lines it has (``Piece``): WeasyPrint keeps it in its
own lists of notes, as it keeps whole ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.lines import words_of
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 2
"""So many lines of a note stand on either page at least."""

_HYPHENS = ("\u2010", "-")
_SENTENCE = (".", "!", "?", "…")
_CLOSING = "\u2019\u201d»)]' \"\u00a0"
HAIR = 1e-3  # CSS px: what is left of sums that come to nothing


@dataclass(frozen=True, slots=True)
class Piece:
    """Which lines of a note a box has: from a place on (None: from its first), so many of them (0: to its end)."""

    note: Any
    begins: Any
    lines: int


def piece_of(box: Any) -> Piece:
    """What a box of a note is a piece of: the note itself is its only piece."""
    own: Piece | None = vars(box).get("_press_piece")
    return own or Piece(box, None, 0)


def wish(style: Any) -> float:
    """So many lines short a page would have to be for a note of this style to be split; 0 for never."""
    tokens = style["__split_notes"] or ()
    return max(0.0, min(40.0, next((float(one.value) for one in tokens if one.type == "number"), 0.0)))


def piece_box(context: Any, piece: Piece) -> Any:
    """The box of a piece: always the same one, as pages are compared by the notes that they send on."""
    if piece.begins is None and not piece.lines:
        return piece.note
    boxes = context.__dict__.setdefault("_press_pieces", {})
    key = (id(piece.note), repr(piece.begins), piece.lines)
    if key not in boxes:
        boxes[key] = piece.note.copy()
        boxes[key]._press_piece = piece
    return boxes[key]


def area_layout(stock: Any) -> Any:
    """``block_level_layout`` that knows pieces in an area of notes; the last area made is kept for ``split``."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    def layout(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, *given: Any, **named: Any
    ) -> Any:
        if not isinstance(box, FootnoteAreaBox) or not box.children:
            return stock(context, box, bottom_space, skip_stack, containing_block, *given, **named)
        first, last = piece_of(box.children[0]), piece_of(box.children[-1])
        if first.begins is not None:
            box.style = box.style.copy()
            box.style["box_decoration_break"] = "clone"  # or the area would lose its rule
            skip_stack = {0: first.begins}
        made = stock(context, box, bottom_space, skip_stack, containing_block, *given, **named)
        if last.lines:
            _cut(made[0], last.lines)
        context._press_area = made[0]
        return made

    return layout


def _cut(area: Any, lines: int) -> None:
    """Leave the last note of a laid-out area only so many lines."""
    note = area.children[-1]
    gone = sum(line.height for line in note.children[lines:])
    note.children = note.children[:lines]
    note.height -= gone
    area.height -= gone


def ends_broken(line: Any) -> bool:
    """Whether a line ends in a hyphen."""
    return words_of(line).rstrip().endswith(_HYPHENS)


def split_last(context: Any, note: Any, room: float) -> bool:
    """Set of the last note of the page as many lines as there is room for, and send on the others; whether that can be."""
    lines = _lines_of(context, note)
    over = context._press_area.margin_height() - room
    stay = len(lines)
    while stay and over > HAIR:
        stay -= 1
        over -= lines[stay].height
    stay = min(stay, len(lines) - _LEAST)
    if stay < _LEAST:
        return False
    stay = min((one for one in (stay, stay - 1) if one >= _LEAST), key=lambda one: _awkward(lines[one - 1]))
    piece = piece_of(note)
    begins = {0: lines[stay - 1].resume_at}
    context.current_page_footnotes[-1] = piece_box(context, Piece(piece.note, piece.begins, stay))
    context.reported_footnotes.append(piece_box(context, Piece(piece.note, begins, 0)))
    context._update_footnote_area()
    return True


def _lines_of(context: Any, note: Any) -> Sequence[Any]:
    """The lines of the last note of the page, if it can be split: if it is one block of lines."""
    from weasyprint.formatting_structure.boxes import BlockBox, LineBox

    last = context._press_area.children[-1]
    source = piece_of(note).note
    plain = isinstance(last, BlockBox) and last.element is source.element
    if not plain or context.current_page_footnotes[-1] is not note:
        return ()
    lines: Sequence[Any] = last.children
    return lines if all(isinstance(line, LineBox) and line.resume_at for line in lines[:-1]) else ()


def _awkward(line: Any) -> bool:
    """Whether the page had better not end with this line of a note: it ends in a hyphen, or it seems to end the note."""
    return ends_broken(line) or words_of(line).rstrip().rstrip(_CLOSING).endswith(_SENTENCE)
