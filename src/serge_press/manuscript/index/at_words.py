"""Gives an anchor to the first or the last word of a run: what an author's mark stands beside, it speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Mention, Text
from serge_press.manuscript.tree import plain_words

if TYPE_CHECKING:
    from serge_press.manuscript.nodes import Anchor, Inline

_FIRST = re.compile(r"([ \n]*)([^ \n]+)(.*)", re.DOTALL)
_LAST = re.compile(r"(.*?)([^ \n]+[ \n]*)\Z", re.DOTALL)


def at_first_word(anchor: Anchor, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines, the first word of them a mention; as they are where they have no words."""
    at = next((at for at, one in enumerate(inlines) if _says(one)), None)
    return inlines if at is None else (*inlines[:at], *_word(anchor, inlines[at], _FIRST, 2), *inlines[at + 1 :])


def at_last_word(anchor: Anchor, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines, the last word of them a mention; note calls after it stay after it."""
    at = next((at for at in reversed(range(len(inlines))) if _says(inlines[at])), None)
    return inlines if at is None else (*inlines[:at], *_word(anchor, inlines[at], _LAST, 2), *inlines[at + 1 :])


def several_words(inlines: tuple[Inline, ...]) -> bool:
    """Whether the inlines have a first word that is not the last."""
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        return len(only.text.split()) > 1
    return len([one for one in inlines if _says(one)]) > 1


def _says(inline: Inline) -> bool:
    """Whether an inline has a word, and not a full stop alone."""
    return any(letter.isalnum() for letter in plain_words((inline,)))


def _word(anchor: Anchor, inline: Inline, pattern: re.Pattern[str], which: int) -> tuple[Inline, ...]:
    if not isinstance(inline, Text):
        return (Mention(anchor, (inline,)),)
    found = pattern.fullmatch(inline.text)
    if found is None:
        return (Mention(anchor, (inline,)),)
    parts = list(found.groups())
    return tuple(
        Mention(anchor, (Text(part),)) if number == which else Text(part)
        for number, part in enumerate(parts, 1)
        if part
    )
