"""Block tokens to block nodes; ``compose`` is the door to it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.manuscript.anchors import AnchorCounter, slug
from serge_press.manuscript.attributes import Attributes
from serge_press.manuscript.inlines import Words
from serge_press.manuscript.markup_limits import MAX_DEPTH
from serge_press.manuscript.nodes import (
    Anchor,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    ItemList,
    Ornament,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Table,
)
from serge_press.manuscript.notes import NoteBook
from serge_press.manuscript.passages import attributed, compose_passage
from serge_press.manuscript.source_map import first_line, of_rows
from serge_press.manuscript.tables import CAPTION, caption_of, compose_table
from serge_press.manuscript.tree import plain_words
from serge_press.rules import finding

if TYPE_CHECKING:
    from markdown_it.token import Token

    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Block, Inline, Note
    from serge_press.manuscript.source_map import SourceMap
    from serge_press.reading.prose_text import ProseText

_FULL_PAGE = re.compile(r"[ \t]*\{\.full-page\}$")
_HEADING_ID = re.compile(r"[ \t]*\{([^{}\n]{0,400})\}$")
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")


class BlockComposer:
    """Composes the blocks of one text."""

    def __init__(
        self,
        prose: ProseText,
        text: str,
        memory: dict[str, object],
        language: str,
        prefix: str,
        findings: list[Finding],
    ) -> None:
        self.prose = prose
        self.lines = text.split("\n")
        self.findings = findings
        self.anchors = AnchorCounter(prefix)
        self.words = Words(memory, findings, prefix)
        self.language = language
        self._notes = NoteBook(prefix, self.words.note_calls, findings)
        self._tokens: list[Token] = []
        self._index = 0

    # ---------------------------------------------------------------------------------------------- the helpers

    def place(self, line: int, column: int = 0, width: int = 0) -> Place:
        """A place in the file from raw line and column counted from 0; column -1 is the line's first mark."""
        if column < 0:
            raw = self.lines[line] if line < len(self.lines) else ""
            column = len(raw) - len(raw.lstrip())
        return Place(self.prose.file, self.prose.line + line, self.prose.indent + column + 1, width)

    def find(
        self, rule: str, place: Place, message: str, mend: str | None = None, also: tuple[tuple[Place, str], ...] = ()
    ) -> None:
        """Tell the author."""
        self.findings.append(finding(rule, place, message, mend, also))

    def inlines(self, token: Token) -> tuple[tuple[Inline, ...], SourceMap]:
        """The words of an inline token, and the map of their places."""
        source = of_rows(self.prose, self.lines, first_line(token), token.content)
        return self.words.compose(token.content, self.language, source), source

    # ------------------------------------------------------------------------------------------------- the walk

    def run(self, tokens: list[Token]) -> tuple[Block, ...]:
        """All blocks of the text; notes are put aside."""
        self._tokens = tokens
        for token in tokens:
            if token.level > MAX_DEPTH:
                line = token.map[0] if token.map else 0
                self.find(
                    "M010", self.place(line, -1), f"lists, quotations and passages stand more than {MAX_DEPTH} deep"
                )
                return ()
        return self.blocks(None, opening=True)

    def notes(self) -> tuple[Note, ...]:
        """The notes of the text, in order of definition. Call after ``run``."""
        return self._notes.close()

    def blocks(self, end: str | None, *, opening: bool = False) -> tuple[Block, ...]:
        """Blocks up to the closing token ``end``, which is passed; ``opening`` says whether a paragraph here opens a text."""
        out: list[Block] = []
        while self._index < len(self._tokens):
            token = self._tokens[self._index]
            self._index += 1
            if token.type == end:
                break
            if token.type == "paragraph_open":
                table = out[-1] if out and isinstance(out[-1], Table) and out[-1].caption is None else None
                block = self._paragraph(opening, table is not None)
                if table is not None and isinstance(block, Paragraph) and block.style is ParagraphStyle.CAPTION:
                    out[-1] = replace(table, caption=replace(block, anchor=Anchor(f"{table.anchor}-caption")))
                elif block is not None:
                    out.append(block)
                    opening = False
                continue
            made = self._block(token)
            if made is not None:
                out.append(made)
                opening = isinstance(made, Heading | Ornament)
        return tuple(out)

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return self._heading(token)
            case "blockquote_open":
                return self._quotation(token)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "dl_open":
                return self._definitions(token)
            case "table_open":
                return compose_table(self, token, self.upto("table_close"))
            case "container_open":
                return compose_passage(self, token)
            case "hr":
                return Ornament(self.anchors.next("o"), self.place(first_line(token), -1))
            case "footnote_reference_open":
                self._note(token)
            case "html_block":
                self.find("M009", self.place(first_line(token), -1), "a block of raw HTML")
            case "fence":
                self.find(
                    "M011", self.place(first_line(token), -1), "a block of computer code, which the press does not set"
                )
            case "inline":
                inlines, source = self.inlines(token)
                if inlines:
                    return Paragraph(self.anchors.next("p"), inlines, source.place(0))
            case _:
                pass
        return None

    def upto(self, end: str) -> list[Token]:
        """The tokens up to the closing token ``end``, which is passed."""
        start = self._index
        while self._index < len(self._tokens) and self._tokens[self._index].type != end:
            self._index += 1
        self._index += 1
        return self._tokens[start : self._index - 1]

    # ------------------------------------------------------------------------------------------------ the blocks

    def _paragraph(self, opening: bool, after_table: bool) -> Block | None:
        token = self._tokens[self._index]
        self._index += 2  # the words and the close
        if token.content.startswith("!["):
            full = _FULL_PAGE.search(token.content)
            shown = token.content[: full.start()] if full is not None else token.content
            picture = _picture(self.words.tokens(shown))
            if picture is not None:
                return self._figure(token, picture, full=full is not None)
        if token.content.startswith(":::"):
            self.find("M016", self.place(first_line(token), -1, 3), "a ::: that closes nothing")
        if after_table and token.content.startswith(CAPTION):
            return caption_of(self, Anchor(""), token)
        inlines, source = self.inlines(token)
        if not inlines:
            return None
        style = ParagraphStyle.OPENING if opening else ParagraphStyle.BODY
        return Paragraph(self.anchors.next("p"), inlines, source.place(0), style)

    def _figure(self, token: Token, picture: Token, *, full: bool) -> Block:
        source = of_rows(self.prose, self.lines, first_line(token), token.content)
        anchor = self.anchors.next("f")
        caption = None
        title = str(picture.attrs.get("title", ""))
        if title:
            start = max(0, token.content.rfind(title))
            caption_source = of_rows(self.prose, self.lines, first_line(token), token.content)
            inlines = self.words.compose(title, self.language, caption_source.from_offset(start))
            caption = Paragraph(Anchor(f"{anchor}-caption"), inlines, source.place(start), ParagraphStyle.CAPTION)
            if full:
                self.find("M026", source.place(start), "a picture that fills its page has no room for a caption")
        return Figure(
            anchor, str(picture.attrs.get("src", "")), picture.content.strip(), caption, source.place(0), full
        )

    def _heading(self, token: Token) -> Block | None:
        words = self._tokens[self._index]
        self._index += 2
        name = ""
        found = _HEADING_ID.search(words.content)
        source = of_rows(self.prose, self.lines, first_line(words), words.content)
        if found is not None:
            attributes = Attributes(found[1])
            if attributes.id and not (attributes.classes or attributes.keys or attributes.faults):
                name = attributes.id
                words.content = words.content[: found.start()]
            if not name or not _ANCHOR.fullmatch(name):
                place = source.place(found.start(1), len(found[1]))
                self.find("M014", place, f"'{found[1]}' is no anchor for a heading")
                name = ""
        inlines = self.words.compose(words.content, self.language, source)
        if not inlines:
            self.find("M017", self.place(first_line(words), -1), "a heading without words")
            return None
        made = slug(plain_words(inlines))
        anchor = Anchor(name) if name else (self.anchors.named(made) if made else self.anchors.next("h"))
        level = max(2, int(token.tag[1:]))
        if token.tag == "h1":
            self.find("M018", self.place(first_line(words), -1), "a heading of the first level inside a text")
        return Heading(anchor, inlines, level, source.place(0))

    def _quotation(self, token: Token) -> Block | None:
        anchor = self.anchors.next("q")
        blocks = attributed(self.blocks("blockquote_close"))
        return Quotation(anchor, blocks, self.place(first_line(token), -1)) if blocks else None

    def _list(self, token: Token) -> Block | None:
        ordered = token.type == "ordered_list_open"
        anchor = self.anchors.next("l")
        end = token.type.replace("_open", "_close")
        items: list[tuple[Block, ...]] = []
        while self._index < len(self._tokens):
            inner = self._tokens[self._index]
            self._index += 1
            if inner.type == end:
                break
            if inner.type == "list_item_open":
                blocks = self.blocks("list_item_close")
                if blocks:
                    items.append(blocks)
                else:
                    self.find("M017", self.place(first_line(inner), -1), "a list item without words")
        if not items:
            return None
        start = int(token.attrs.get("start", 1)) if ordered else 1
        return ItemList(anchor, tuple(items), self.place(first_line(token), -1), ordered, start)

    def _definitions(self, token: Token) -> Block:
        anchor = self.anchors.next("d")
        items: list[Definition] = []
        term: Paragraph | None = None
        while self._index < len(self._tokens):
            inner = self._tokens[self._index]
            self._index += 1
            if inner.type == "dl_close":
                break
            if inner.type == "dt_open":
                words = self._tokens[self._index]
                inlines, source = self.inlines(words)
                term = Paragraph(self.anchors.next("p"), inlines, source.place(0))
            elif inner.type == "dd_open" and term is not None:
                blocks = self.blocks("dd_close")
                if items and items[-1].term is term:
                    items[-1] = Definition(term, (*items[-1].blocks, *blocks))
                else:
                    items.append(Definition(term, blocks))
        return DefinitionList(anchor, tuple(items), self.place(first_line(token), -1))

    def _note(self, token: Token) -> None:
        label = str(token.meta["label"])
        line = first_line(token)
        raw = self.lines[line] if line < len(self.lines) else ""
        place = self.place(line, max(0, raw.find("[^")), len(label) + 3)
        outer, self.anchors = self.anchors, self._notes.open(label, place)
        blocks = self.blocks("footnote_reference_close")
        self.anchors = outer
        self._notes.define(label, place, blocks)


def _picture(tokens: list[Token]) -> Token | None:
    return tokens[0] if len(tokens) == 1 and tokens[0].type == "image" else None
