"""The author's Markdown as placed tokens: CommonMark with tables, notes, definition lists, and the forms of our own.

``read_markup(prose)`` takes a ``ProseText`` and gives ``Block`` tokens of markdown-it, a list; words stand in tokens of type
``inline``, and ``words_of`` parses such a token into inline tokens whose ``meta["at"]`` is their position in the words.
A ``SourceMap`` turns that position into file, line and column. Neither raises on any text.

Forms of our own, all in ``docs/book-folder.md``: ``[@source, locator]``, ``[words]{.class key=value}`` and ``:::`` fences,
which here nest as people expect: a bare ``:::`` closes the innermost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_NESTING = 40  # what the parser follows; blocks deeper than MAX_DEPTH are refused long before

_CITATION = re.compile(r"\[([^\[\]]{1,2000})\](?![({])")
_SOURCE = re.compile(r"(?:^|[\s;(\-–—])@[A-Za-z0-9]")
_ATTRIBUTES = re.compile(r"\{((?:[^{}\"]|\"[^\"]*\"){0,400})\}")
_STOPS = re.compile(r"[\n!&*<\[\\\]_`]")
# no row that begins with a letter is a mark, but for those of a table, whose second row is none of these
_ONE_PARAGRAPH = re.compile(r"(\n*)([^\W\d_][^\n]*(?:\n[^\W\d_][^\n]*)*)\n*")


class _Parser(MarkdownIt):
    """markdown-it that leaves addresses as written: what they may be is judged where a fault has a place."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class _PlacedState(StateInline):
    """Inline state that notes where each token began."""

    _run_at = 0

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._run_at = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta = {"at": self._run_at}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        tokens = self.tokens
        at = self.pos
        token = super().push(ttype, tag, nesting)
        if ttype == "text" and len(tokens) > 1:  # a run of * is pushed mark by mark, from one position
            before = tokens[-2]
            if before.type == "text" and before.meta["at"] + len(before.content) > at:
                at = before.meta["at"] + len(before.content)
        token.meta = {"at": at}
        return token


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None or _SOURCE.search(found[1]) is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


_CALL = re.compile(r"\[\^([^\]\s]{1,80})\]")


def _note_call(state: StateInline, silent: bool) -> bool:
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("note_call", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "[" or "]{" not in state.src:
        return False
    end = parseLinkLabel(state, start)
    if end < 0:
        return False
    found = _ATTRIBUTES.match(state.src, end + 1, state.posMax)
    if found is None:
        return False
    if not silent:
        limit = state.posMax
        token = state.push("span_open", "", 1)
        token.content = found[1]
        token.meta["end"] = found.end()
        token.meta["attributes_at"] = end + 2
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:
    before = len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        opened.meta["end"] = state.pos
    return True


def _fence_info(state: StateBlock, line: int) -> str | None:
    """What stands after three or more colons at the start of a line; None when the line is no fence."""
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]]
    if not text.startswith(":::") or state.sCount[line] - state.blkIndent >= 4:
        return None
    return text.lstrip(":").strip()


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    info = _fence_info(state, start)
    if not info:
        return False
    if silent:
        return True
    depth, line, closed = 1, start, False
    while line + 1 < end:
        line += 1
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            line -= 1
            break
        inner = _fence_info(state, line)
        if inner is None:
            continue
        depth += 1 if inner else -1
        if depth == 0:
            closed = True
            break
    last = line if closed else line + 1
    token = state.push("container_open", "", 1)
    token.info, token.map = info, [start, last]
    token.meta = {"closed": closed}
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    if re.match(r"verse\b", info):
        _verse_lines(state, start + 1, last)
    else:
        state.md.block.tokenize(state, start + 1, last)
    state.push("container_close", "", -1)
    state.parentType, state.lineMax = parent, limit
    state.line = last + (1 if closed else 0)
    return True


def _verse_lines(state: StateBlock, first: int, last: int) -> None:
    for line in range(first, last):
        row = state.getLines(line, line + 1, state.blkIndent, False).expandtabs(2).rstrip()
        token = state.push("verse_line", "", 0)
        token.content = row.lstrip()
        token.map = [line, line + 1]
        token.meta = {"indent": (len(row) - len(token.content)) // 2}


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": _NESTING})
    parser.enable("table").disable(["code", "fragments_join"])
    parser.block.ruler.before(
        "fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "span", _span)
    parser.use(footnote_plugin, inline=False, move_to_end=False).disable("footnote_ref")
    parser.inline.ruler.before("link", "note_call", _note_call)
    parser.use(deflist_plugin)
    parser.inline.terminator_re = _STOPS  # the stock pattern also stops at marks of plugins that are not in use
    return parser


def read_markup(text: str) -> tuple[list[Token], dict[str, object]]:
    """Block tokens of a text whose lines end in ``\\n`` alone, and the parser's memory, which ``words_of`` needs."""
    found = _ONE_PARAGRAPH.fullmatch(text)
    if found is not None:  # what is said of most works: a dozen rules would be tried on it in vain
        first = len(found[1])
        rows = [first, first + 1 + found[2].count("\n")]
        return [
            Token("paragraph_open", "p", 1, map=rows, block=True),
            Token("inline", "", 0, map=rows, level=1, content=found[2].strip(), children=[], block=True),
            Token("paragraph_close", "p", -1, block=True),
        ], {}
    parser = _parser()
    tokens: list[Token] = []
    memory: dict[str, object] = {}
    parser.block.parse(text, parser, memory, tokens)
    return tokens, memory


def words_of(content: str, memory: dict[str, object]) -> list[Token]:
    """The inline tokens of one block's words, each with ``meta["at"]``."""
    parser = _parser()
    state = _PlacedState(content, parser, memory, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def unmarked(content: str) -> bool:
    """Whether words are words alone, in one row: ``words_of`` would give them back as one token."""
    return _STOPS.search(content) is None
