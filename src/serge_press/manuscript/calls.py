"""Where note calls stand among words and punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import CitationRef, NoteRef, Text

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Inline

_QUOTES = "’”»“"


def merged(inlines: tuple[Inline, ...]) -> list[Inline]:
    """The inlines, with brackets of citations that stand next to each other made one."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, CitationRef):
            before = out[-1] if out else None
            if isinstance(before, CitationRef):
                out[-1] = CitationRef((*before.citations, *inline.citations), before.place)
                continue
            if (
                isinstance(before, Text)
                and not before.text.strip()
                and len(out) > 1
                and isinstance(earlier := out[-2], CitationRef)
            ):
                out[-2:] = [CitationRef((*earlier.citations, *inline.citations), earlier.place)]
                continue
        out.append(inline)
    return out


def before_call(text: str, marks: str) -> tuple[str, str]:
    """The punctuation at the beginning of a text that stands before a note call, with the quotation marks round it."""
    end = 0
    while end < len(text) and text[end] in _QUOTES:
        end += 1
    stop = end
    while stop < len(text) and text[stop] in marks:
        stop += 1
    if stop == end:
        return "", text
    while stop < len(text) and text[stop] in _QUOTES:
        stop += 1
    return text[:stop], text[stop:]


def call_position(out: list[Inline], marks: str) -> int:
    """Where among the inlines set so far the next call goes: at the end, as a rule.

    But a call after a stop that has a call before it joins that one, where the language sets calls before stops: Polish
    *słowo¹.[^2]* becomes *słowo¹ ².*
    """
    if len(out) > 1 and isinstance(last := out[-1], Text) and isinstance(out[-2], NoteRef):
        stop = last.text in {".", ",", ";", ":"} and last.text not in marks
        return len(out) - 1 if stop else len(out)
    return len(out)


def joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """The inlines with neighbouring texts made one and empty ones left out."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text:
                continue
            if out and isinstance(before := out[-1], Text):
                out[-1] = Text(before.text + inline.text)
                continue
        out.append(inline)
    return tuple(out)
