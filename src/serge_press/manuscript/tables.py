"""Tables: head row, rows, alignment, and the line ``Table: …`` below as caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Align, Anchor, Cell, Paragraph, ParagraphStyle, Table
from serge_press.manuscript.source_map import first_line, of_cells, of_rows

if TYPE_CHECKING:
    from markdown_it.token import Token

    from serge_press.manuscript.composer import Composer
    from serge_press.manuscript.nodes import Block

MAX_COLUMNS = 24
CAPTION = "Table:"
_ALIGN = {"text-align:center": Align.CENTRE, "text-align:right": Align.END}


def compose_table(composer: Composer, token: Token, inner: list[Token]) -> Block | None:
    """The table whose tokens these are."""
    line = first_line(token)
    place = composer.place(line, -1)
    rows = _rows(inner)
    if len(rows[0]) > MAX_COLUMNS:
        composer.find("M010", place, f"a table of {len(rows[0])} columns; a page holds at most {MAX_COLUMNS}")
        return None
    anchor = composer.anchors.next("t")
    caption: Paragraph | None = None
    last = rows[-1]
    if len(rows) > 1 and last[0][1].content.startswith(CAPTION) and not any(words.content for _, words in last[1:]):
        rows.pop()
        caption = caption_of(composer, anchor, last[0][1])
    made: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        raw = first_line(row[0][1])
        maps = of_cells(composer.prose, composer.lines, raw, [words.content for _, words in row])
        cells = []
        for column, ((opened, words), source) in enumerate(zip(row, maps, strict=True)):
            inlines = composer.words.compose(words.content, composer.language, source)
            align = _ALIGN.get(str(opened.attrs.get("style", "")), Align.START)
            scope = "col" if opened.type == "th_open" else ""
            name = Anchor(f"{anchor}-r{number}c{column + 1}" if number else f"{anchor}-h{column + 1}")
            cells.append(Cell(name, inlines, source.place(0), scope, align))
        made.append(tuple(cells))
    return Table(anchor, caption, (made[0],), tuple(made[1:]), place)


def caption_of(composer: Composer, anchor: Anchor, words: Token) -> Paragraph:
    """The caption from the words ``Table: …``, in a row or a paragraph of its own."""
    content = words.content
    start = len(CAPTION) + len(content[len(CAPTION) :]) - len(content[len(CAPTION) :].lstrip())
    line = first_line(words)
    maps = [of_rows(composer.prose, composer.lines, line, content)]
    if words.content not in "\n".join(composer.lines[line : line + 1 + content.count("\n")]):
        maps = of_cells(composer.prose, composer.lines, line, [content])
    source = maps[0].from_offset(start)
    inlines = composer.words.compose(content[start:], composer.language, source)
    return Paragraph(Anchor(f"{anchor}-caption"), inlines, source.place(0), ParagraphStyle.CAPTION)


def _rows(inner: list[Token]) -> list[list[tuple[Token, Token]]]:
    rows: list[list[tuple[Token, Token]]] = []
    for index, token in enumerate(inner):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append((token, inner[index + 1]))
    return rows
