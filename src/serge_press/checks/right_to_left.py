"""Words that are written from right to left, as PDFium gives them back, put into the order in which they are read.

PDFium puts the characters of a line into an order of its own where Hebrew or Arabic stands among them, and takes the whole line
for one from right to left when more of it is. What is sure are the places: from left to right they give the line as it is seen,
and of that what is written from right to left is turned round (Unicode Annex 9, rules N1 and L2, in a line that itself runs from
left to right).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from serge_press.checks.comparing import bare

if TYPE_CHECKING:
    from collections.abc import Callable

_R = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"  # Hebrew, Arabic and their neighbours
_FROM_RIGHT = re.compile(_R)
_RUN = re.compile(rf"(?P<lead>\d+[\W\d_]*)?(?P<run>{_R}+(?:[\W\d_]*{_R}+)*)")
_MARKS = re.compile(r"([^\w\s\u0590-\u08ff]+)")  # not the points of Hebrew and Arabic
_MOST_MARKS = 8
_LEFTWARD = re.compile(r"[^\W_\u0590-\u08ff]+(?:[^\u0590-\u08ff]*[^\W_\u0590-\u08ff]+)*")
_ENDS = "\r\n"
_SPACE = 0.2  # of the height of the line: a wider gap parts words


def is_from_right(character: str) -> bool:
    """Whether a character is written from right to left."""
    return _FROM_RIGHT.fullmatch(character) is not None


def text_in_order(page: Any, text: str, knows: Callable[[str], bool] | None = None) -> str:
    """The text of a text page of PDFium, of which ``text`` is what it gives itself.

    A line may have been one text or several side by side, and may itself have run from right to left, which its places do not
    tell. ``knows`` says whether letters stand so in the book (``comparing.bare``); the first way that it knows is taken.
    """
    if not any(map(is_from_right, text)):
        return text
    lines: list[list[int]] = [[]]
    characters = [chr(pdfium.FPDFText_GetUnicode(page.raw, index)) for index in range(page.count_chars())]
    for index, character in enumerate(characters):
        if character in _ENDS:
            lines.append([])
        else:
            lines[-1].append(index)
    said = []
    for line in lines:
        words = "".join(characters[index] for index in line)
        if any(map(is_from_right, words)):
            words = as_read(_seen(page, characters, line), knows or _nothing)
        if words:
            said.append(words)
    return "\r\n".join(said)


def _seen(page: Any, characters: list[str], line: list[int]) -> str:
    """The characters of a line from left to right, a space where a gap is."""
    boxes = [(page.get_charbox(index, loose=True), characters[index]) for index in line]
    placed = sorted(
        ((left, right, top - low, c) for (left, low, right, top), c in boxes if not c.isspace()), key=_middle
    )
    out: list[str] = []
    end = 0.0
    for left, right, height, character in placed:
        if out and left - end > _SPACE * height:
            out.append(" ")
        out.append(character)
        end = max(end, right)
    return "".join(out)


def _middle(one: tuple[float, float, float, str]) -> float:
    return one[0] + one[1]


def _nothing(letters: str) -> bool:
    return not letters


def as_read(seen: str, knows: Callable[[str], bool]) -> str:
    """A line as it is read, of which ``seen`` are the characters from left to right."""
    read = _RUN.sub(lambda match: _of_run(match, knows), seen)
    turned = _LEFTWARD.sub(lambda match: match[0][::-1], seen[::-1])
    return turned if knows(bare(turned)) and not knows(bare(read)) else read


def _of_run(match: re.Match[str], knows: Callable[[str], bool]) -> str:
    """Words from right to left side by side: one text, or several that are parted by marks and stand from left to right."""
    pieces = _MARKS.split(match["run"])
    first = ""
    figures = match["lead"] or ""
    for lead, before in {figures: "", "": figures}.items():
        for mask in range(1 << min(len(pieces) // 2, _MOST_MARKS)):
            read = before + _ordered(lead, pieces, mask)
            if knows(bare(read.removeprefix(before))):
                return read
            first = first or read
    return first


def _ordered(lead: str, pieces: list[str], mask: int) -> str:
    """Pieces and the marks between them in the order of reading. A mark whose bit is set parts two texts."""
    texts = [lead + pieces[0]]
    for count, (mark, piece) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        if mask >> count & 1:
            texts += [mark, piece]
        else:
            texts[-1] += mark + piece
    return "".join(map(_turned, texts))


def _turned(run: str) -> str:
    return "".join("".join(part)[::-1] if kept else "".join(part) for kept, part in groupby(run[::-1], _is_figure))


def _is_figure(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"EN", "AN"}
