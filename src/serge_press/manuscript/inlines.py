"""From a block's words to inline nodes: parse, place, typeset, build; faults of single words are found here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.manuscript.edits import Run
from serge_press.manuscript.inline_forms import attributes_of, link_pieces, link_start, span_pieces
from serge_press.manuscript.inline_pieces import NOTHING, Box, Held, finish, shortened
from serge_press.manuscript.markup import unmarked, words_of
from serge_press.manuscript.markup_limits import too_much
from serge_press.manuscript.nodes import (
    CitationRef,
    Emphasis,
    LineBreak,
    NoteRef,
    Strong,
    Text,
)
from serge_press.manuscript.notes import note_anchor
from serge_press.manuscript.typography import typeset_runs
from serge_press.model.citations import parse_citations
from serge_press.rules import finding

if TYPE_CHECKING:
    from markdown_it.token import Token

    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Inline
    from serge_press.manuscript.source_map import SourceMap


_MAX_DEPTH = 12
_LEFT_OVER = re.compile(r"\]\((?:work|person|case|chapter|place|source|plate):|\[@|\]\{[.#]")


class Words:
    """Composes the words of many blocks; holds what they share: the parser's memory and the findings."""

    __slots__ = ("_memory", "findings", "note_calls", "prefix")

    def __init__(self, memory: dict[str, object], findings: list[Finding], prefix: str = "") -> None:
        self._memory = memory
        self.prefix = prefix
        self.findings = findings
        self.note_calls: list[NoteRef] = []

    def compose(self, content: str, language: str, source: SourceMap) -> tuple[Inline, ...]:
        """The inlines of one block's words in that language. Anything refused is a finding, and left out or set plain."""
        if not content:
            return ()
        reason = too_much(content)
        if reason:
            self.find("M010", source.place(0), reason)
            return (Text(content[:200]),)
        if unmarked(content):
            (text,), remarks = typeset_runs((Run(content, language),))
            for remark in remarks:
                self.find(remark.rule, source.place(remark.offset, remark.width), remark.message, remark.mend)
            return (Text(text),) if text else ()
        return _Composition(self, source, language).run(words_of(content, self._memory))

    def tokens(self, content: str) -> list[Token]:
        """The placed tokens of words; none when there is too much in them."""
        return [] if too_much(content) else words_of(content, self._memory)

    def find(self, rule: str, place: Place, message: str, mend: str | None = None) -> None:
        """Tell the author."""
        self.findings.append(finding(rule, place, message, mend))


class _Composition:
    """The composing of one block's words."""

    __slots__ = ("_boxes", "_runs", "_source", "_starts", "_words")

    def __init__(self, words: Words, source: SourceMap, language: str) -> None:
        self._words = words
        self._source = source
        self._boxes = [Box(None, language)]
        self._runs: list[Run] = []
        self._starts: list[list[tuple[int, int]]] = []  # of each run: (offset in the run, position in the words)

    def _find(self, rule: str, at: int, width: int, message: str, mend: str | None = None) -> None:
        self._words.find(rule, self._source.place(at, width), message, mend)

    def run(self, tokens: list[Token]) -> tuple[Inline, ...]:
        for token in tokens:
            if token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close()
            else:
                self._single(token)
        while len(self._boxes) > 1:
            self._close()
        texts, remarks = typeset_runs(self._runs)
        for remark in remarks:
            self._find(
                remark.rule, self._position(remark.run, remark.offset), remark.width, remark.message, remark.mend
            )
        return finish(self._boxes[0].items, texts)

    def _position(self, run: int, offset: int) -> int:
        start, position = 0, 0
        for at, found in self._starts[run]:
            if at > offset:
                break
            start, position = at, found
        return position + offset - start

    def _text(self, content: str, at: int, verbatim: bool = False) -> None:
        if not content:
            return
        box = self._boxes[-1]
        if box.items and isinstance(box.items[-1], int) and self._runs[box.items[-1]].verbatim == verbatim:
            index = box.items[-1]
            old = self._runs[index]
            self._starts[index].append((len(old.text), at))
            self._runs[index] = Run(old.text + content, old.language, verbatim)
        else:
            box.items.append(len(self._runs))
            self._runs.append(Run(content, box.language, verbatim))
            self._starts.append([(0, at)])

    # ------------------------------------------------------------------------------------------ single tokens

    def _single(self, token: Token) -> None:
        at: int = token.meta["at"]
        box = self._boxes[-1]
        match token.type:
            case "text":
                auto = box.token is not None and box.token.info == "auto"
                if not auto:
                    self._left_over(token.content, at)
                self._text(token.content, at, verbatim=auto)
            case "text_special":
                self._text(token.content, at, verbatim=token.content in "\"'-." and token.info == "escape")
            case "softbreak":
                last = box.items[-1] if box.items else None
                if not (isinstance(last, int) and self._runs[last].text.endswith(" ")):
                    self._text(" ", at)
            case "hardbreak":
                box.items.append(LineBreak())
            case "citation":
                self._citation(token, at)
            case "note_call":
                label = token.content
                call = NoteRef(label, self._source.place(at, len(label) + 3), 0, note_anchor(self._words.prefix, label))
                self._words.note_calls.append(call)
                box.items.append(call)
            case "html_inline":
                self._find("M009", at, len(token.content), f"raw HTML: {shortened(token.content)}")
                box.items.append(NOTHING)
            case "code_inline":
                self._find(
                    "M011", at, len(token.content) + 2, "backticks mark computer code, which the press does not set"
                )
                self._text(token.content, at + len(token.markup))
            case "image":
                self._find("M012", at, 2, "a picture among words")
                box.items.append(NOTHING)
            case _:
                self._text(token.content, at)

    def _left_over(self, text: str, at: int) -> None:
        if "](" not in text and "[@" not in text and "]{" not in text:
            return
        for found in _LEFT_OVER.finditer(text):
            self._find("M013", at + found.start(), len(found[0]), f"'{found[0]}' begins a form that was not understood")

    def _citation(self, token: Token, at: int) -> None:
        flat = token.content.replace("\n", " ")
        citations, faults = parse_citations(flat, Place("", 1, 1))
        for fault in faults:
            self._words.findings.append(
                finding(fault.rule, self._real(fault.place, at + 1), fault.message, fault.mend, severity=fault.severity)
            )
        placed = tuple(
            type(citation)(citation.source, citation.locator, self._real(citation.place, at + 1), citation.note)
            for citation in citations
        )
        if not placed:
            self._boxes[-1].items.append(NOTHING)
        else:
            self._boxes[-1].items.append(CitationRef(placed, self._source.place(at, len(token.content) + 2)))

    def _real(self, place: Place, start: int) -> Place:
        return self._source.place(start + place.column - 1, place.width)

    # ---------------------------------------------------------------------------------------- what holds words

    def _open(self, token: Token) -> None:
        box = Box(token, self._boxes[-1].language)
        if len(self._boxes) == _MAX_DEPTH + 1:
            self._find("M010", token.meta["at"], 1, f"emphasis, links and spans stand more than {_MAX_DEPTH} deep")
        if token.type == "span_open":
            box.attributes = attributes_of(token, self._find)
            language = box.attributes.keys.get("lang", "")
            if language:
                box.language = language
        self._boxes.append(box)

    def _close(self) -> None:
        box = self._boxes.pop()
        items = box.items
        outer = self._boxes[-1].items
        token = box.token
        assert token is not None
        if len(self._boxes) > _MAX_DEPTH:
            outer.extend(items)
            return
        match token.type:
            case "em_open":
                outer.append(Held(Emphasis, tuple(items)))
            case "strong_open":
                outer.append(Held(Strong, tuple(items)))
            case "link_open":
                self._link(box)
            case "span_open":
                outer.extend(span_pieces(box, self._find, self._source.place))
            case _:
                outer.extend(items)

    def _link(self, box: Box) -> None:
        made = link_pieces(box, self._find, self._source.place)
        if made and not box.items and isinstance(made[0], Held):  # for the marks round it, the words to come are a word
            assert box.token is not None
            self._runs.append(Run("x", self._boxes[-1].language))
            self._starts.append([(0, link_start(box.token))])
        self._boxes[-1].items.extend(made)
