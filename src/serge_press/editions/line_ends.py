"""Ends of lines in a tagged PDF: a hyphen that only the line needs is soft, and words are parted by a space.

Who reads by the tree and not by the page (ISO 32000-1, 14.8.2) joins line to line; what parts words must be drawn.
"""

from __future__ import annotations

import re
from typing import Any

_LAST_GLYPH = re.compile(rb"(?s)(.*<[0-9a-f]*)([0-9a-f]{4})>([-0-9. ]*)\] TJ")
_SOFT = b"/Span <</ActualText <FEFF00AD>>> BDC"


def soften(drawn: list[Any]) -> None:
    """Say of the hyphen drawn last, at the end of a line, that it is a soft one (ISO 32000-1, 14.8.2.2.3 and 14.9.4).

    So a word that is broken is read and found whole. ``drawn`` are the operators of a page so far.
    """
    found = _LAST_GLYPH.fullmatch(drawn[-1]) if drawn and isinstance(drawn[-1], bytes) else None
    if found is None:
        return
    before = found[1].removesuffix(b"<") if found[1].endswith(b"<") else found[1] + b">"
    drawn[-1:] = [before + b"] TJ", _SOFT, b"[<" + found[2] + b">" + found[3] + b"] TJ", b"EMC"]


ENDS = "_press_ends"
_FONT = re.compile(rb"/(\S+) [\d.]+ Tf")
_TIGHT = re.compile(r"(?:[-\u2010\u2011/\u200b]|(?<!\s)[\u2013\u2014])\Z")


def part(stream: Any, words: str) -> None:
    """Draw a space after the words with which a line ends, so that they are not read as one with the next (14.8.2.5).

    None after a dash or a stroke that stands close: there the word may go on.
    """
    drawn = stream.stream
    if not drawn or not isinstance(drawn[-1], bytes) or not drawn[-1].endswith(b"] TJ") or _TIGHT.search(words):
        return
    named = next((found for one in drawn[-2:-9:-1] if isinstance(one, bytes) and (found := _FONT.fullmatch(one))), None)
    font = next((one for one in stream._fonts.values() if named and one.hash.encode() == named[1]), None)
    glyph = next((glyph for glyph, text in font.to_unicode.items() if text in (" ", "\xa0")), None) if font else None
    if glyph is not None:
        drawn.append(b"[<%04x>] TJ" % glyph)


def last_text(line: Any) -> Any:
    """The last text of a line box; None where something else ends it."""
    from weasyprint.formatting_structure.boxes import TextBox

    box = line
    while not isinstance(box, TextBox):
        children = getattr(box, "children", ())
        if not children or not hasattr(children[-1], "is_in_normal_flow"):  # a stacking context
            return None
        box = children[-1]
    return box
