"""How a manuscript is cut into the files of an e-book, and in which file every anchor stands.

One division is one file: the only page break every reading system honours is the end of a file. A division that would make
too long a file goes on in others (``epub_weights``), and so do its notes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.editions.epub_weights import HEAVIEST, cut, notes_weight, parted
from serge_press.manuscript.nodes import Anchor, Mention, NoteRef, Paragraph, Text
from serge_press.manuscript.parts import Division, Matter, Role
from serge_press.manuscript.tree import HOLDERS, every_block, leaves_of
from serge_press.memory import remembered_by_identity
from serge_press.phrases import phrases
from serge_press.rendering.setter import subtitle_anchor, title_anchor
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from serge_press.manuscript.nodes import Block, Inline, Note
    from serge_press.manuscript.parts import Manuscript

TEXT = "text"  # the folder of the divisions, inside the publication's
NOTES_A_FILE = 500  # some reading systems are slow to open a note in a longer file


@dataclass(frozen=True, slots=True)
class TextFile:
    """One division as a file. ``name`` is relative to the package document.

    ``noted`` are the divisions whose notes it holds, each with those notes alone that stand here.
    """

    name: str
    division: Division
    depth: int  # 1, or 2 for a chapter of a part
    noted: tuple[Division, ...] = ()
    continued: bool = False  # a second or later file of its division

    @property
    def base(self) -> str:
        """The name within the folder of texts, which is what the other texts link to."""
        return self.name.rsplit("/", 1)[1]


def text_files(manuscript: Manuscript, heaviest: int = HEAVIEST) -> tuple[TextFile, ...]:
    """The files of the manuscript in reading order; a part's page stands before its chapters, each in its own file.

    Notes stand where the manuscript has its division of notes; a manuscript that has notes but no such division gets one
    at the end of its body, so that no call is left without its note. No file is to be heavier than ``heaviest`` (bytes,
    estimated).
    """
    made: list[TextFile] = []
    taken = {division.anchor for division in manuscript.all_divisions()}
    noted = tuple(division for division in manuscript.all_divisions() if division.notes)
    divisions = manuscript.divisions
    if noted and not any(division.role is Role.NOTES for division in divisions):
        body = [index for index, division in enumerate(divisions) if division.matter is not Matter.BACK]
        at = body[-1] + 1 if body else len(divisions)
        divisions = (*divisions[:at], _notes_division(manuscript), *divisions[at:])
    for division in divisions:
        if division.role is Role.NOTES:
            made += _notes_files(division, noted, taken, heaviest)
            continue
        made += _files(division, 1, taken, heaviest)
        for child in division.children:
            made += _files(child, 2, taken, heaviest)
    return tuple(made)


def _files(division: Division, depth: int, taken: set[Anchor], heaviest: int) -> Iterator[TextFile]:
    """The files of a division: nearly always one."""
    for count, blocks in enumerate(cut(division.blocks, heaviest), start=1):
        anchor = division.anchor if count == 1 else _free(division.anchor, count, taken)
        own = division if blocks is division.blocks else _piece(division, anchor, blocks)
        yield TextFile(f"{TEXT}/{own.anchor}.xhtml", own, depth, continued=count > 1)


@remembered_by_identity
def _piece(division: Division, anchor: Anchor, blocks: tuple[Block, ...]) -> Division:
    """The part of a division that is one file, under its anchor there. The subtitle stands in the first."""
    subtitle = division.subtitle if anchor == division.anchor else ()
    return replace(division, anchor=anchor, blocks=blocks, subtitle=subtitle)


@remembered_by_identity
def _noting(division: Division, notes: tuple[Note, ...]) -> Division:
    """A division with some of its notes alone."""
    return replace(division, notes=notes)


def _free(anchor: Anchor, count: int, taken: set[Anchor]) -> Anchor:
    """``notes-2`` for the second file of ``notes``; a later number where the book has that name already."""
    while (found := Anchor(f"{anchor}-{count}")) in taken:
        count += 1
    taken.add(found)
    return found


def _notes_division(manuscript: Manuscript) -> Division:
    title = phrases(manuscript.plan.language).say("part.notes")
    return Division(Anchor("notes"), Role.NOTES, Matter.BACK, (Text(title),), (), manuscript.plan.place)


def _notes_files(
    division: Division, noted: tuple[Division, ...], taken: set[Anchor], heaviest: int
) -> Iterator[TextFile]:
    """The notes, chapter by chapter, in files of at most 500 and no heavier than other files."""
    groups: list[list[Division]] = []
    room = heavy = 0
    for one in noted:
        for notes in parted(one.notes, NOTES_A_FILE, heaviest):
            weighs = notes_weight(notes)
            if len(notes) > room or heavy + weighs > heaviest:
                groups.append([])
                room, heavy = NOTES_A_FILE, 0
            groups[-1].append(one if len(notes) == len(one.notes) else _noting(one, notes))
            room, heavy = room - len(notes), heavy + weighs
    for count, group in enumerate(groups, start=1):
        own = division if count == 1 else _piece(division, _free(division.anchor, count, taken), ())
        yield TextFile(f"{TEXT}/{own.anchor}.xhtml", own, 1, tuple(group), continued=count > 1)


def anchor_files(files: tuple[TextFile, ...]) -> Mapping[Anchor, str]:
    """For every anchor of the book, and for the call of every note, the base name of the file in which it stands."""
    calls = {note.anchor: note.call for file in files for noted in file.noted for note in noted.notes}
    where: dict[Anchor, str] = {}
    for file in reversed(files):  # where an anchor stands twice, the first is meant, and no note of a later file
        for noted in reversed(file.noted):
            where.update(dict.fromkeys(_note_anchors(noted, calls), file.base))
    for file in reversed(files):
        where.update(dict.fromkeys(_anchors(file.division, calls), file.base))
    return where


def _anchors(division: Division, calls: Mapping[Anchor, Anchor]) -> list[Anchor]:
    """Every anchor of a division, without those of its children and notes. ``calls`` gives for a note that of its call."""
    found = [title_anchor(division), subtitle_anchor(division), division.anchor]
    _add_inline_anchors(found, (*division.title, *division.subtitle), calls)
    for block in every_block(division.blocks):
        found.append(block.anchor)
        if isinstance(block, Paragraph):  # its own leaf, as most are
            _add_inline_anchors(found, block.inlines, calls)
            continue
        for leaf in leaves_of(block):
            found.append(leaf.anchor)
            _add_inline_anchors(found, leaf.inlines, calls)
    return found


def _note_anchors(noted: Division, calls: Mapping[Anchor, Anchor]) -> list[Anchor]:
    """Every anchor of the notes of a division, and those of the section that holds them."""
    group = Anchor(f"{noted.anchor}-notes")
    found = [group, Anchor(f"{group}-title")]
    for note in noted.notes:
        found.append(note.anchor)
        for paragraph in note.paragraphs:
            found.append(paragraph.anchor)
            _add_inline_anchors(found, paragraph.inlines, calls)
    return found


def _add_inline_anchors(found: list[Anchor], inlines: Iterable[Inline], calls: Mapping[Anchor, Anchor]) -> None:
    for inline in inlines:
        if isinstance(inline, Text):
            continue
        if isinstance(inline, NoteRef):
            if inline.note and inline.note in calls:
                found.append(calls[inline.note])
        elif isinstance(inline, HOLDERS):
            if isinstance(inline, Mention):
                found.append(inline.anchor)
            _add_inline_anchors(found, inline.inlines, calls)
