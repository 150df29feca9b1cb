"""The manuscript as indented text, one line a leaf: for tests, and for ``inspect manuscript``.

A line is the kind of node, its anchor after ``#``, what is not as usual in brackets, and after a colon its words, with inlines as
``*emphasis*``, ``**strong**``, ``<name>…</name>`` for what else holds words, and ``{…}`` for what prints nothing of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from serge_press.manuscript.nodes import (
    Align,
    CitationRef,
    CitedTitle,
    DefinitionList,
    Drawing,
    Emphasis,
    Epigraph,
    Figure,
    Foreign,
    Group,
    Heading,
    IndexMark,
    ItemList,
    Leader,
    LineBreak,
    Link,
    Locators,
    Mention,
    NoteRef,
    Ornament,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    QRCode,
    Quotation,
    Reference,
    SmallCaps,
    Strong,
    Table,
    Text,
    Verse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.nodes import Block, Cell, Inline, Note
    from serge_press.manuscript.parts import Division, Manuscript

_STEP = "  "


def outline(manuscript: Manuscript) -> str:
    """The whole book."""
    return "\n".join(line for division in manuscript.divisions for line in _division(division, 0)) + "\n"


def outline_blocks(blocks: Iterable[Block], notes: Iterable[Note] = ()) -> str:
    """Blocks and notes alone, as ``compose`` gives them."""
    lines = [line for block in blocks for line in _block(block, 0)]
    lines += [line for note in notes for line in _note(note, 0)]
    return "\n".join(lines) + "\n" if lines else ""


def _line(depth: int, kind: str, anchor: str, words: str = "", *marks: str) -> str:
    shown = [mark for mark in marks if mark]
    return (
        f"{_STEP * depth}{kind} #{anchor}"
        + (f" [{', '.join(shown)}]" if shown else "")
        + (f": {words}" if words else "")
    )


def _division(division: Division, depth: int) -> Iterator[str]:
    title = inline_words(division.title)
    if division.subtitle:
        title += f" | {inline_words(division.subtitle)}"
    number = f"number {division.number}" if division.number else ""
    yield _line(depth, division.role.value, division.anchor, title, number, division.language)
    for block in division.blocks:
        yield from _block(block, depth + 1)
    for note in division.notes:
        yield from _note(note, depth + 1)
    for child in division.children:
        yield from _division(child, depth + 1)


def _note(note: Note, depth: int) -> Iterator[str]:
    yield _line(
        depth, f"note {note.number}" if note.number else "note", note.anchor, "", f"call {note.call}" * bool(note.call)
    )
    for paragraph in note.paragraphs:
        yield from _block(paragraph, depth + 1)


def _block(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Paragraph():
            style = "" if block.style is ParagraphStyle.BODY else block.style.value
            yield _line(depth, "paragraph", block.anchor, inline_words(block.inlines), style, block.language)
        case Heading():
            yield _line(depth, f"heading {block.level}", block.anchor, inline_words(block.inlines), block.language)
        case Quotation() | Epigraph():
            kind = "quotation" if isinstance(block, Quotation) else "epigraph"
            yield _line(depth, kind, block.anchor, "", block.language)
            for inner in block.blocks:
                yield from _block(inner, depth + 1)
        case Verse():
            yield _line(depth, "verse", block.anchor, "", block.language)
            for number, stanza in enumerate(block.stanzas):
                if number:
                    yield _STEP * (depth + 1) + "stanza"
                for line in stanza:
                    indent = f"indent {line.indent}" if line.indent else ""
                    yield _line(depth + 1, "line", line.anchor, inline_words(line.inlines), indent)
        case ItemList():
            start = f"from {block.start}" if block.ordered and block.start != 1 else ""
            yield _line(depth, "numbered list" if block.ordered else "list", block.anchor, "", start)
            for item in block.items:
                yield _STEP * (depth + 1) + "item"
                for inner in item:
                    yield from _block(inner, depth + 2)
        case DefinitionList():
            yield _line(depth, "definitions", block.anchor)
            for definition in block.items:
                yield _line(depth + 1, "term", definition.term.anchor, inline_words(definition.term.inlines))
                for inner in definition.blocks:
                    yield from _block(inner, depth + 2)
        case Table():
            yield _line(depth, "table", block.anchor, "", block.style)
            if block.caption is not None:
                yield from _block(block.caption, depth + 1)
            for row in (*block.head, *block.rows):
                yield _STEP * (depth + 1) + "row"
                yield from (_cell(cell, depth + 2) for cell in row)
        case Figure():
            yield _line(depth, "full-page figure" if block.full else "figure", block.anchor, block.alt, block.file)
            if block.caption is not None:
                yield from _block(block.caption, depth + 1)
        case Drawing():
            yield _line(depth, "drawing", block.anchor, block.alt)
            yield from _block(block.caption, depth + 1)
        case QRCode():
            yield _line(depth, "code", block.anchor, block.alt, block.address)
        case Ornament():
            yield _line(depth, "ornament", block.anchor)
        case Group():
            label = f'label "{block.label}"' if block.label else ""
            yield _line(depth, block.style.value, block.anchor, "", block.language, label)
            for inner in block.blocks:
                yield from _block(inner, depth + 1)
        case _:
            assert_never(block)


def _cell(cell: Cell, depth: int) -> str:
    align = "" if cell.align is Align.START else cell.align.value
    span = f"span {cell.span}" if cell.span != 1 else ""
    return _line(depth, "cell", cell.anchor, inline_words(cell.inlines), cell.scope, align, span)


def inline_words(inlines: Iterable[Inline]) -> str:
    """Inlines as one line."""
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Emphasis():
            return f"*{inline_words(inline.inlines)}*"
        case Strong():
            return f"**{inline_words(inline.inlines)}**"
        case SmallCaps():
            return f"<sc>{inline_words(inline.inlines)}</sc>"
        case CitedTitle():
            kind = "quoted-title" if inline.quoted else "title"
            return f"<{kind}{_mark(inline.language)}>{inline_words(inline.inlines)}</{kind}>"
        case Foreign():
            kind = "term" if inline.italic else "words"
            return f"<{kind}{_mark(inline.language)}>{inline_words(inline.inlines)}</{kind}>"
        case Link():
            return f"<link {inline.url}>{inline_words(inline.inlines)}</link>"
        case Reference():
            bound = f" -> {inline.target}" if inline.target is not None else ""
            page = ", page" if inline.page else ""
            return f"<{inline.scheme} {inline.name}{bound}{page}>{inline_words(inline.inlines)}</{inline.scheme}>"
        case CitationRef():
            parts = (
                f"{one.note} " * bool(one.note) + one.source + f", {one.locator}" * bool(one.locator)
                for one in inline.citations
            )
            return f"{{cites {'; '.join(parts)}}}"
        case NoteRef():
            return f"{{note {inline.number or inline.label}}}"
        case IndexMark():
            return f"{{index {inline.term}}}{inline_words(inline.inlines)}"
        case Mention():
            return inline_words(inline.inlines)
        case Locators():
            return f"{{pages of {' '.join(spot.anchor for spot in inline.spots)}}}"
        case PageNumber():
            return f"{inline.before}{{page of {inline.target}}}"
        case Leader():
            return "{leader}"
        case LineBreak():
            return "{break}"
        case _:
            assert_never(inline)


def _mark(language: str) -> str:
    return f" {language}" if language else ""
