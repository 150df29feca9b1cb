"""Gives an anchor to the first or the last word of a run: what an author's mark stands beside, it speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Mention, Text
from serge_press.manuscript.tree import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from serge_press.manuscript.nodes import Anchor, Inline

_FIRST = re.compile(r"[ \n]*([^ \n]+)")


def at_first_word(anchor: Anchor, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines, the first word of them a mention; as they are where they have no words."""
    at = next((at for at, one in enumerate(inlines) if _says(one)), None)
    return inlines if at is None else (*inlines[:at], *_word(anchor, inlines[at], _first), *inlines[at + 1 :])


def at_last_word(anchor: Anchor, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines, the last word of them a mention; note calls after it stay after it."""
    at = next((at for at in reversed(range(len(inlines))) if _says(inlines[at])), None)
    return inlines if at is None else (*inlines[:at], *_word(anchor, inlines[at], _last), *inlines[at + 1 :])


def several_words(inlines: tuple[Inline, ...]) -> bool:
    """Whether the inlines have a first word that is not the last."""
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        return len(only.text.split()) > 1
    return len([one for one in inlines if _says(one)]) > 1


def says(inlines: Iterable[Inline]) -> bool:
    """Whether the inlines have a word that an anchor can be given to."""
    return any(map(_says, inlines))


def _says(inline: Inline) -> bool:
    """Whether an inline has a word, and not a full stop alone."""
    return any(letter.isalnum() for letter in plain_words((inline,)))


def _first(text: str) -> tuple[int, int]:
    found = _FIRST.match(text)
    return found.span(1) if found else (0, len(text))


def _last(text: str) -> tuple[int, int]:
    """Where the last word begins, and where the spaces after it end."""
    end = len(text.rstrip(" \n"))
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1, len(text)


def _word(anchor: Anchor, inline: Inline, which: Callable[[str], tuple[int, int]]) -> tuple[Inline, ...]:
    """An inline with a mention of one of its words; whatever is no text is a mention as it is."""
    if not isinstance(inline, Text):
        return (Mention(anchor, (inline,)),)
    text = inline.text
    begin, end = which(text)
    before = (Text(text[:begin]),) if begin else ()
    after = (Text(text[end:]),) if end < len(text) else ()
    return (*before, Mention(anchor, (Text(text[begin:end]),)), *after)
