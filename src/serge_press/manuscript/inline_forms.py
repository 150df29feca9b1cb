"""The forms that brackets give to words: links and references inside the book, and ``[words]{.class key=value}``.

What opened a form and what it holds goes in as a ``Box``; pieces of inlines come out, and faults go to ``find``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.attributes import Attributes
from serge_press.manuscript.inline_pieces import NOTHING, Held, shortened
from serge_press.manuscript.nodes import CitedTitle, Foreign, IndexMark, Link, Reference, SmallCaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from markdown_it.token import Token

    from serge_press.findings import Place
    from serge_press.manuscript.inline_pieces import Box, Piece

    Find: TypeAlias = Callable[[str, int, int, str], None]
    """Tells the author of a fault: rule, position in the words, width, message."""

    PlaceOf: TypeAlias = Callable[[int, int], Place]
    """The place of a position in the words, of this width."""

SCHEMES = frozenset({"work", "person", "case", "chapter", "place", "source", "plate"})
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CLASSES = ("title", "quoted-title", "sc", "plain", "index", "main")
_KEYS = frozenset({"lang", "term", "see", "also", "range"})
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_PLATE = re.compile(r"[\w./-]+")


def attributes_of(token: Token, find: Find) -> Attributes:
    """What the braces after a span say; a class, key or language that there is none of is told to ``find``."""
    start: int = token.meta["attributes_at"]
    attributes = Attributes(token.content)
    for offset, rest in attributes.faults:
        find("M014", start + offset, len(rest), f"'{shortened(rest)}' cannot be read in braces")
    for name in attributes.classes:
        if name not in _CLASSES:
            find("M014", start, len(token.content), f"there is no class '.{name}' for words")
    for key in attributes.keys:
        if key not in _KEYS:
            find("M014", start, len(token.content), f"there is no key '{key}' for words")
    language = attributes.keys.get("lang", "")
    if language and not LANGUAGE.fullmatch(language):
        find("M014", start, len(token.content), f"'{language}' is no language tag")
        attributes.keys["lang"] = ""
    if not attributes.classes and not attributes.keys and not attributes.faults:
        find("M014", start, len(token.content), "these braces say nothing of the words before them")
    return attributes


def span_pieces(box: Box, find: Find, place: PlaceOf) -> tuple[Piece, ...]:
    """What words in brackets become by their classes and keys: a title, words in another language, small capitals, a mark."""
    attributes = box.attributes
    assert attributes is not None
    assert box.token is not None
    at: int = box.token.meta["at"]
    language = attributes.keys.get("lang", "")
    classes = attributes.classes
    if "index" in classes:
        return _index_mark(box, attributes, find, place)
    made: Piece
    inner = tuple(box.items)
    if not inner:
        find("M014", at, 1, "these brackets hold no words")
        return ()
    if "title" in classes or "quoted-title" in classes:
        made = Held(CitedTitle, inner, {"language": language, "quoted": "quoted-title" in classes})
    elif language:
        made = Held(Foreign, inner, {"language": language, "italic": "plain" not in classes})
    elif "sc" in classes:
        return (Held(SmallCaps, inner),)
    else:
        return inner
    return (Held(SmallCaps, (made,)) if "sc" in classes else made,)


def _index_mark(box: Box, attributes: Attributes, find: Find, place: PlaceOf) -> tuple[Piece, ...]:
    assert box.token is not None
    at: int = box.token.meta["at"]
    said = {key: " ".join(value.split()) for key, value in attributes.keys.items()}
    inner = tuple(box.items)
    bound = said.get("range", "")
    if bound not in ("", "begin", "end"):
        find("M014", at, 1, f"a range of an index has a begin and an end, and no '{shortened(bound)}'")
    if not said.get("term"):
        find("M014", at, 1, 'an index mark needs term="…"')
        return inner
    values: dict[str, object] = {
        "term": said["term"],
        "place": place(at, box.token.meta["end"] - at),
        "see": said.get("see", ""),
        "also": said.get("also", ""),
        "main": "main" in attributes.classes,
        "bound": bound,
    }
    return (Held(IndexMark, inner, values),)


def link_start(token: Token) -> int:
    """Where a link begins in the words, with its bracket."""
    at: int = token.meta["at"]
    return at if token.info == "auto" else at - 1


def link_pieces(box: Box, find: Find, place: PlaceOf) -> tuple[Piece, ...]:
    """What a link becomes: a reference inside the book, a link out of it or, where it leads nowhere, its words alone."""
    token = box.token
    assert token is not None
    url = str(token.attrs.get("href", "")).strip()
    start = link_start(token)
    inner = tuple(box.items)
    width = token.meta["end"] - start if "end" in token.meta else len(url) + 2
    scheme, colon, name = url.partition(":")
    if url.startswith("#") and len(url) > 1:
        return (_reference("anchor", url[1:], inner, place(start, width)),)
    if colon and scheme in SCHEMES:
        if (_PLATE if scheme == "plate" else _ID).fullmatch(name):
            return (_reference(scheme, name, inner, place(start, width)),)
        find("X002", start, width, f"'{shortened(name)}' is no id")
        return inner
    if url.startswith(("http://", "https://", "mailto:")):
        if inner:
            return (Held(Link, inner, {"url": url}),)
        find("X003", start, width, "a link out of the book needs words")
        return (NOTHING,)
    find(
        "X003", start, width, f"'{shortened(url)}' leads nowhere the press knows" if url else "a link without a target"
    )
    return inner


def _reference(scheme: str, name: str, inner: tuple[Piece, ...], place: Place) -> Held:
    return Held(Reference, inner, {"scheme": scheme, "name": name, "place": place, "page": not inner})
