"""The author's Markdown to nodes of the manuscript.

``compose(prose, language=…, prefix=…) -> (Composed(blocks, notes), findings)`` for a text of blocks;
``compose_inline(prose, language=…) -> (inlines, findings)`` for a short field (a summary, a saying, a title).

``language`` is the language of the words (BCP 47) and must never be ""; ``prose.language``, where set, wins. ``prefix``
begins every anchor (``exile-p1``), so it must be unique in the book and begin with a letter: the anchor of the division
or of the entry.
A heading may name its own anchor with ``{#name}``; else it is ``<prefix>-<words of the heading>``.

``Composed.notes`` holds every note the text defines, ``number`` 0, with a provisional anchor which the text's ``NoteRef.note``
names; whoever builds the division passes them in ``Division.notes`` (any order), and ``references.resolve`` orders and
numbers them. Nothing raises on any text; what cannot be set is a finding of letter M, N, T or X.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.manuscript.blocks import BlockComposer
from serge_press.manuscript.inlines import Words
from serge_press.manuscript.markup import read_markup
from serge_press.manuscript.markup_limits import too_long
from serge_press.manuscript.notes import without_calls
from serge_press.manuscript.source_map import of_rows
from serge_press.memory import remembered
from serge_press.rules import finding
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Finding
    from serge_press.manuscript.nodes import Block, Inline, Note
    from serge_press.reading.prose_text import ProseText

_ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Composed:
    """What one text came to: its blocks, and the notes it defines (not yet numbered)."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


@remembered
def compose(prose: ProseText, *, language: str, prefix: str) -> tuple[Composed, tuple[Finding, ...]]:
    """The blocks and notes of a text, and what was found."""
    text = _ENDS.sub("\n", prose.text).replace("\x00", "\ufffd")
    findings: list[Finding] = []
    line, reason = too_long(text)
    if reason:
        return Composed(()), (finding("M010", Place(prose.file, prose.line + line), reason),)
    tokens, memory = read_markup(text)
    composer = BlockComposer(prose, text, memory, prose.language or language, prefix, findings)
    blocks = composer.run(tokens)
    return Composed(blocks, composer.notes()), tuple(findings)


@remembered
def compose_inline(
    prose: ProseText, *, language: str, prefix: str = ""
) -> tuple[tuple[Inline, ...], tuple[Finding, ...]]:
    """The inlines of a short text. A blank line in it is a finding (M015); block marks are plain characters here.

    No anchors are made, so ``prefix`` may be left out; it is taken for the sake of callers who treat both doors alike.
    """
    del prefix
    text = _ENDS.sub("\n", prose.text).replace("\x00", "\ufffd")
    findings: list[Finding] = []
    lines = text.split("\n")
    first = 0
    while first < len(lines) and not lines[first].strip():
        first += 1
    rows = lines[first:]
    while rows and not rows[-1].strip():
        rows.pop()
    for index, row in enumerate(rows):
        if not row.strip():
            place = of_rows(prose, lines, first + index, "").place(0)
            findings.append(finding("M015", place, "a blank line in a field of one paragraph"))
    content = "\n".join(row.strip() for row in rows)
    words = Words({}, findings)
    inlines = words.compose(content, prose.language or language, of_rows(prose, lines, first, content))
    for call in words.note_calls:
        findings.append(
            finding("N005", call.place, f"the note call [^{call.label}] stands in a field that has no notes")
        )
    return without_calls(inlines), tuple(findings)
