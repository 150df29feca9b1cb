"""The notes one text defines: collected, each matched with its call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.manuscript.anchors import AnchorCounter
from serge_press.manuscript.nodes import Anchor, Note, NoteRef, Paragraph, ParagraphStyle
from serge_press.manuscript.tree import HOLDERS
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding, Place
    from serge_press.manuscript.nodes import Block, Inline


def note_anchor(prefix: str, label: str) -> Anchor:
    """The provisional anchor of a note, by which a call of the same text names it until ``resolve`` numbers it."""
    return Anchor(f"{prefix}-note-{label}")


def without_calls(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without note calls."""
    return tuple(
        replace(inline, inlines=without_calls(inline.inlines)) if isinstance(inline, HOLDERS) else inline
        for inline in inlines
        if not isinstance(inline, NoteRef)
    )


class NoteBook:
    """Notes of one text by label. ``calls`` are those of the text, which grow while it is composed.

    It does not know who composes the text: each would keep the other alive, with all the tokens of the text.
    """

    def __init__(self, prefix: str, calls: list[NoteRef], findings: list[Finding]) -> None:
        self._prefix = prefix
        self._calls = calls
        self._findings = findings
        self._notes: dict[str, Note] = {}
        self._inner_calls: list[tuple[int, int]] = []

    def open(self, label: str, place: Place) -> AnchorCounter:
        """Begin a note: gives the counter for the anchors inside it."""
        self._inner_calls.append((len(self._calls), -1))
        return AnchorCounter(note_anchor(self._prefix, label))

    def define(self, label: str, place: Place, blocks: tuple[Block, ...]) -> None:
        """The note's blocks are known: they must be paragraphs without note calls of their own."""
        start, _ = self._inner_calls[-1]
        self._inner_calls[-1] = (start, len(self._calls))
        for call in self._calls[start:]:
            self._find("N004", call.place, f"the note [^{label}] calls another note")
        if label in self._notes:
            first = self._notes[label].place
            self._find(
                "N003", place, f"the note [^{label}] is written twice", also=((first, "it is written here first"),)
            )
            return
        paragraphs = []
        for block in blocks:
            if isinstance(block, Paragraph):
                paragraphs.append(replace(block, style=ParagraphStyle.BODY, inlines=without_calls(block.inlines)))
            else:
                self._find("N006", block.place, "a note holds paragraphs only")
        if not paragraphs:
            self._find("M017", place, f"the note [^{label}] is empty")
        anchor = note_anchor(self._prefix, label)
        self._notes[label] = Note(anchor, Anchor(""), 0, tuple(paragraphs), place)

    def close(self) -> tuple[Note, ...]:
        """Match calls and notes; gives the notes that are called, in order of definition."""
        inner = {index for start, end in self._inner_calls for index in range(start, end)}
        called: dict[str, Place] = {}
        for index, call in enumerate(self._calls):
            if index in inner:  # told of already, and taken out
                called.setdefault(call.label, call.place)
                continue
            if call.label not in self._notes:
                self._find("N001", call.place, f"there is no note [^{call.label}]")
            elif call.label in called:
                self._find(
                    "N007",
                    call.place,
                    f"the note [^{call.label}] is called twice",
                    also=((called[call.label], "it is called here first"),),
                )
            else:
                called[call.label] = call.place
        for label, note in self._notes.items():
            if label not in called:
                self._find("N002", note.place, f"nothing calls the note [^{label}]")
        return tuple(note for label, note in self._notes.items() if label in called)

    def _find(self, rule: str, place: Place, message: str, also: tuple[tuple[Place, str], ...] = ()) -> None:
        self._findings.append(finding(rule, place, message, also=also))
