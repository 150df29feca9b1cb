"""The ``:::`` passages: verse, epigraphs, remarks, other languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.manuscript.attributes import Attributes
from serge_press.manuscript.inline_forms import LANGUAGE
from serge_press.manuscript.nodes import (
    Anchor,
    Epigraph,
    Group,
    GroupStyle,
    Paragraph,
    ParagraphStyle,
    Text,
    Verse,
    VerseLine,
)
from serge_press.manuscript.source_map import first_line

if TYPE_CHECKING:
    from markdown_it.token import Token

    from serge_press.findings import Place
    from serge_press.manuscript.composer import Composer
    from serge_press.manuscript.nodes import Block

_FENCES = frozenset({"verse", "epigraph", "aside"})
_WORD = re.compile(r"[\w-]+")
_ATTRIBUTION = re.compile(r"(?:—|–|---?)[ \u00a0]")


def attributed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the last marked as saying who is quoted when it begins with a dash and something stands before it."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph) or not last.inlines or not isinstance(last.inlines[0], Text):
        return blocks
    if len(blocks) > 1 and _ATTRIBUTION.match(last.inlines[0].text):
        return (*blocks[:-1], replace(last, style=ParagraphStyle.ATTRIBUTION))
    return blocks


def compose_passage(composer: Composer, token: Token) -> Block | None:
    """The passage a fence opens; None when it holds nothing."""
    place = composer.place(first_line(token), -1)
    if not token.meta["closed"]:
        composer.find("M016", place, "this ::: is never closed")
    kind, language = _fence(composer, token, place)
    outer = composer.language
    composer.language = language or outer
    if kind == "verse":
        block: Block | None = _verse(composer, place, language)
    else:
        letter = "e" if kind == "epigraph" else "g"
        anchor = composer.anchors.next(letter)
        blocks = composer.blocks("container_close", opening=kind != "epigraph")
        if kind == "epigraph":
            block = Epigraph(anchor, attributed(blocks), place, language)
        elif kind == "aside" or not language:
            block = Group(anchor, GroupStyle.ASIDE, blocks, place, language)
        else:
            block = Group(anchor, GroupStyle.LANGUAGE, blocks, place, language)
        if not blocks:
            composer.find("M017", place, "this ::: holds nothing")
            block = None
    composer.language = outer
    return block


def _fence(composer: Composer, token: Token, place: Place) -> tuple[str, str]:
    """What kind of passage, and in which language ("" for that of the text around it)."""
    info = token.info
    found = _WORD.match(info)
    kind = found[0] if found else ""
    rest = info[len(kind) :].strip()
    attributes = Attributes(rest[1:-1] if rest.startswith("{") and rest.endswith("}") else rest)
    language = attributes.keys.pop("lang", "")
    odd = attributes.id or attributes.classes or attributes.keys or attributes.faults
    if (kind and kind not in _FENCES) or odd or (not kind and not language):
        composer.find("M016", place, f"there is no passage ':::{' ' + info if info else ''}'")
    if language and not LANGUAGE.fullmatch(language):
        composer.find("M014", place, f"'{language}' is no language tag")
        language = ""
    return kind, language


def _verse(composer: Composer, place: Place, language: str) -> Block | None:
    anchor = composer.anchors.next("v")
    stanzas: list[list[VerseLine]] = [[]]
    count = 0
    for token in composer.upto("container_close"):
        if not token.content:
            if stanzas[-1]:
                stanzas.append([])
            continue
        inlines, source = composer.inlines(token)
        if inlines:
            count += 1
            line = Anchor(f"{anchor}-l{count}")
            stanzas[-1].append(VerseLine(line, inlines, source.place(0), int(token.meta["indent"])))
    full = tuple(tuple(stanza) for stanza in stanzas if stanza)
    if not full:
        composer.find("M017", place, "this ::: holds nothing")
        return None
    return Verse(anchor, full, place, language)
