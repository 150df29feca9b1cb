"""Page marks: where each printed page begins in a text that is set for a screen.

A text being set is a list of *pieces*: text, whose letters count, and tags, whose letters do not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from serge_press.manuscript.letters import is_letter
from serge_press.rendering.xhtml import element, escaped, markup
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor

_DASHES = "–—\u200b"  # a line may end after these, so a word begins there


class Tag(str):
    """A piece whose letters do not count: a tag, or an element that is not of the text."""

    __slots__ = ()


class Call(Tag):
    """A note call, with its link."""

    __slots__ = ()


BREAK = Tag("<br/>")
"""The tag that ends a line, and so a word."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """A page that begins after so many letters of a leaf; with the blank pages just before it."""

    letters: int
    labels: tuple[str, ...]


def page_id(label: str) -> str:
    """The id of the mark of the page with this label: ``page-12``, ``page-iv``."""
    return "page-" + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def mark(label: str, name: str = "span") -> Markup:
    """One page mark (EPUB Accessibility 1.1, section 4.3; DPUB-ARIA doc-pagebreak)."""
    return element(name, id=page_id(label), epub__type="pagebreak", role="doc-pagebreak", aria_label=label)


def page_starts(folios: Folios) -> Mapping[Anchor, tuple[PageStart, ...]]:
    """Every page start by the anchor in which it falls. Blank pages go with the next page that is not blank."""
    starts: dict[Anchor, tuple[PageStart, ...]] = {}
    blanks: tuple[str, ...] = ()
    for page in folios.pages:
        if page.anchor is None:
            blanks = (*blanks, page.label)
            continue
        start = PageStart(page.letters, (*blanks, page.label))
        starts[page.anchor] = (*starts.get(page.anchor, ()), start)
        blanks = ()
    return starts


def _word_start(text: str, letters: int) -> int:
    """The index of the word that holds the letter after so many letters; the end of the text if there is none."""
    places = (index for index, character in enumerate(text) if is_letter(character))
    index = next(islice(places, letters, None), len(text))
    if index == len(text):
        return index
    while index and not text[index - 1].isspace() and text[index - 1] not in _DASHES:
        index -= 1
    return index


def join(pieces: Iterable[str], starts: Sequence[PageStart] = ()) -> Markup:
    """The pieces as one run of XHTML, with a mark at the beginning of each word with which a page opens."""
    if not starts:
        return markup("".join([piece if isinstance(piece, Tag) else escaped(piece) for piece in pieces]))
    pieces = tuple(pieces)
    text = "".join("\n" if piece is BREAK else "" if isinstance(piece, Tag) else piece for piece in pieces)
    waiting = [(_word_start(text, start.letters), label) for start in starts for label in start.labels]
    waiting.sort(key=lambda pair: pair[0])  # stable: pages that open in one word keep their order
    out: list[str] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, Tag):
            out.append(piece)
            at += piece is BREAK
            continue
        begun = 0
        while waiting and waiting[0][0] < at + len(piece):
            index, label = waiting.pop(0)
            out += [escaped(piece[begun : index - at]), mark(label)]
            begun = index - at
        out.append(escaped(piece[begun:]))
        at += len(piece)
    out += [mark(label) for _, label in waiting]
    return markup("".join(out))
