"""Reading and measuring a paragraph: from WeasyPrint's box of all its lines to its words and the places between them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from serge_press.editions.lines import margins
from serge_press.editions.lines.faces import face_of
from serge_press.editions.lines.paragraph import BREAK, Group, Paragraph, Unplanned
from serge_press.editions.lines.steps import Step, Token
from serge_press.editions.lines.total_fit import Break
from serge_press.editions.lines.within_words import DASHES

if TYPE_CHECKING:
    from serge_press.editions.lines.faces import Face

_PIECES = re.compile("[ \u00a0]|[^ \u00a0]+")
_BLANKS = frozenset(" \u00a0")
_FIRST_BIT = bytes(number & BREAK for number in range(256))
_LONGEST = 2_000  # letters: a longer word fits on no line
_STRAY = 300.0  # what it costs to end a ragged line with "a", "vol." or the day of a date
_SHORTENED = 6  # letters and a stop: a shorter word that ends so before a number is shortened
_SMALL = 3  # letters: "the", "and", "of"
_SMALL_WORD = (
    4000.0  # what it costs to end one of a few lines of like length with a small word: they are titles and the like
)
_PARTED = 50.0  # what it costs to end a filled line with the day of a date
_DASH = 250.0  # what it costs to begin a line with a dash


def read(line: Any, containing_block: Any, hang: float, *, ragged: bool = False, even: bool = False) -> Paragraph:
    """The paragraph of a line box that is not yet broken; ``ragged`` if its lines are not filled, ``even`` if they are to be of
    like length. Raises ``Unplanned``."""
    steps: list[Step] = []
    _walk(line, (), (), 0, steps, containing_block)
    text = "".join(step.text for step in steps)
    if not text.strip(" "):
        raise Unplanned("no words")
    paragraph = Paragraph(steps, text, hang)
    paragraph.starts = [step.at for step in steps]
    paragraph.paths = {step.path: index for index, step in enumerate(steps) if step.kind != "close"}
    paragraph.marks = _marks(text, line.style["lang"])
    _Meter(paragraph, ragged, even).run()
    return paragraph


def _walk(box: Any, path: tuple[int, ...], within: tuple[int, ...], at: int, steps: list[Step], block: Any) -> int:
    from weasyprint.formatting_structure.boxes import InlineBox, TextBox
    from weasyprint.layout import percent

    for index, child in enumerate(box.children):
        if not child.is_in_normal_flow():
            raise Unplanned("out of the flow")
        if child.is_leader:
            raise Unplanned("leader")
        here = (*path, index)
        style = child.style
        percent.resolve_percentages(child, block)
        if isinstance(child, TextBox):
            if style["text_decoration_line"] != "none":
                raise Unplanned("a rule under or over it")  # WeasyPrint asks the layout where to draw it
            if style["white_space"] not in ("normal", "nowrap") and (
                "\n" in child.text or style["white_space"] != "pre-line"
            ):
                raise Unplanned("a line that is forced")
            if "\n" in child.text or "\t" in child.text:
                raise Unplanned("a line that is forced")
            if style["font_size"] and child.text:
                steps.append(Step("text", child, here, at, within, child.text, face_of(style)))
                at += len(child.text)
        elif isinstance(child, InlineBox):
            for side in ("margin_left", "margin_right"):
                if getattr(child, side) == "auto":
                    setattr(child, side, 0)
            lead = child.padding_left + child.margin_left + child.border_left_width
            tail = child.padding_right + child.margin_right + child.border_right_width
            if style["box_decoration_break"] == "clone" and (lead or tail):
                raise Unplanned("cloned edges")
            steps.append(Step("open", child, here, at, within, lead=lead, tail=tail))
            at = _walk(child, here, (*within, len(steps) - 1), at, steps, block)
            steps.append(Step("close", child, here, at, within, lead=lead, tail=tail))
        else:
            raise Unplanned("a picture or block in the line")
    return at


def _marks(text: str, language: str | None) -> bytes:
    """For every place and the end, whether a line may break there (Unicode UAX 14): 1 or 0."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import get_log_attrs

    attributes = get_log_attrs(text, language)
    low = 0 if sys.byteorder == "little" else 3
    return bytes(ffi.buffer(attributes))[low::4].translate(_FIRST_BIT)


class _Meter:
    """Goes through a paragraph from its beginning and measures it."""

    def __init__(self, paragraph: Paragraph, ragged: bool, even: bool) -> None:
        self._paragraph = paragraph
        self._ragged = ragged
        self._even = even
        self._text = paragraph.text
        self._length = len(paragraph.text.rstrip(" "))
        self._width, self._spaces, self._letters = 0.0, 0, 0
        self._first = 0  # token of the word
        self._waiting: tuple[float, int, int, int] | None = None
        """A space where a line may end: width, spaces and letters before it, and where it is."""
        self._begins: float | None = None  # where the line after it begins, if an inline box opens there

    def run(self) -> None:
        """Fill in tokens and groups."""
        for step in self._paragraph.steps:
            if step.kind == "open":
                if self._waiting is not None and self._begins is None:
                    self._begins = self._width
                self._width += step.lead
            elif step.kind == "close":
                if step.tail and step.at and self._text[step.at - 1] == " ":
                    raise Unplanned("an edge behind a space")
                self._width += step.tail
            else:
                self._run_of_text(step)
        paragraph, tokens = self._paragraph, self._paragraph.tokens
        width, spaces, hangs = self._width, self._spaces, self._hangs(tokens[-1].end)
        place = Break(width, spaces, width, spaces, 0.0, False, False, hangs, 0.0, self._letters, len(self._text))
        paragraph.groups.append(Group(self._first, len(tokens), place))
        paragraph.words = [group.place for group in paragraph.groups]

    def _run_of_text(self, step: Step) -> None:
        face, marks = step.face, self._paragraph.marks
        assert face is not None
        style = step.box.style
        blank, spacing = face.space.width + style["word_spacing"], style["letter_spacing"]
        if self._ragged and spacing not in ("normal", 0) and " " in (step.text[0], step.text[-1]):
            raise Unplanned("spaced letters beside a space")  # Pango leaves half of it out at the edge of a text
        breaks = style["white_space"] != "nowrap"
        called = any(self._paragraph.steps[outer].box.footnote is not None for outer in step.within)
        known, tokens = face.known, self._paragraph.tokens
        start, width, spaces, letters = step.at, self._width, self._spaces, self._letters
        for word in _PIECES.findall(step.text):
            if word in _BLANKS:
                if tokens and start < self._length:  # else it collapses
                    if breaks and word == " " and marks[start + 1]:  # by the rules of the script
                        self._waiting, self._begins = (width, spaces, letters, start), None
                    width += blank
                    spaces += 1
                start += 1
                continue
            if self._waiting is not None:
                self._end_word(word, face, width, spaces)
            if len(word) > _LONGEST:
                raise Unplanned("a word longer than the measure")
            extent = known.get(word) or face.extent(word)
            end = start + len(word)
            tokens.append(Token(step, start, end, width, extent.width, spaces, letters))
            width += extent.width
            if not called:  # the number of a note is no letter of a last line
                letters += extent.letters
            start = end
        self._width, self._spaces, self._letters = width, spaces, letters

    def _end_word(self, word: str, face: Face, width: float, spaces: int) -> None:
        """End the word at the space that waits; ``word`` is the next, which begins at ``width``."""
        assert self._waiting is not None
        paragraph, count = self._paragraph, len(self._paragraph.tokens)
        end, ended, letters, at = self._waiting
        cost = _DASH if self._text[at + 1] in DASHES else 0.0
        if self._ragged:
            cost += self._stray(word)
        elif word[0].isalpha() and paragraph.tokens[-1].end - paragraph.tokens[-1].start < 3:
            cost += self._parted_date()
        leans = margins.before(word[0], face, paragraph.hang)
        begins = width if self._begins is None else self._begins
        place = Break(end, ended, begins, spaces, cost, False, False, self._hangs(at), leans, letters, at)
        paragraph.groups.append(Group(self._first, count, place))
        self._first, self._waiting = count, None

    def _stray(self, after: str) -> float:
        """What it costs to leave the word before behind, which belongs to what comes after; ragged lines have the choice."""
        token = self._paragraph.tokens[-1]
        before = self._text[token.start : token.end]
        if self._even and len(before) <= _SMALL and before.islower():
            return _SMALL_WORD
        if after[0].isdigit():
            return _STRAY if before[-1] == "." and len(before) < _SHORTENED else 0.0  # vol. 2, pp. 5–9
        if before[0].isdigit():
            return _STRAY if len(before) < 3 and after[0].isalpha() else 0.0  # 12 August
        return _STRAY if len(before) == 1 and before.isalpha() else 0.0

    def _parted_date(self) -> float:
        """What it costs to end a filled line with the day of a date: little, for its spaces are dearer."""
        token = self._paragraph.tokens[-1]
        before = self._text[token.start : token.end]
        return _PARTED if before.isdecimal() else 0.0

    def _hangs(self, end: int) -> float:
        """How far the mark before this place would hang at the end of a line."""
        face = self._paragraph.tokens[-1].step.face
        assert face is not None
        return margins.behind(self._text[end - 1], face, self._paragraph.hang)
