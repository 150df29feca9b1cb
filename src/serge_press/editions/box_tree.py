"""The only look inside WeasyPrint: what stands on each laid-out page.

WeasyPrint tells publicly on which pages an element falls, not at which word a page begins. Its boxes do, exactly and at
no cost, for the very document that is written. So this module reads ``Page._page_box``, gives plain data, and nothing
else in the press touches a box. A test compares it with what PDF readers see.

Generated content (``::before``, ``::after``, ``::marker``), note calls, note areas, margin boxes and the repeated heads
of broken tables count no letters: they are not the manuscript's. Lengths are CSS px (96 to the inch), from the top.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_faults import faults_of
from serge_press.editions.typography.kept_together import begins_with_call, begins_with_kept, gap_of
from serge_press.editions.typography.page_order import disorder_of
from serge_press.manuscript.letters import is_letter, letters
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_OPENING_WORDS = 6
_POINT = 4 / 3  # CSS px
_HANGING = 4.0  # CSS px: a quotation mark that opens a line stands out by half of itself


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note on a page: its id and how many of its letters stand there."""

    id: str
    letters: int


@dataclass(frozen=True, slots=True)
class SetPage:
    """One page as set.

    ``anchor`` and ``letters`` say where it begins: in this element (a leaf, or another element with an id where no leaf
    is), after so many of its letters; ``anchor`` is None where nothing of the manuscript stands. ``opens`` holds its
    first words. ``margins`` are the texts of the margin boxes by name (``@top-center``). ``ids`` are those that first
    stand on this page, ``calls`` the notes called on it. ``wide`` names elements whose lines or pictures run into the margin,
    with how far (px). ``head`` and ``foot`` bound the text area, ``text_foot`` ends the text, ``notes_head`` and
    ``notes_foot`` bound the notes as set. ``faults`` are kind, anchor and words of what typographers avoid (``page_faults``,
    ``typography``). ``left`` is by how much running text ends above the foot, -1 where a section ends; ``kept`` tells that the
    page begins with what is kept together. ``gap``: so many lines are free between the text and what ends the page.
    ``calls_first``: its first lines call a note.
    """

    leaf: int
    blank: bool
    anchor: str | None
    letters: int
    opens: str
    margins: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    calls: tuple[str, ...]
    notes: tuple[SetNote, ...]
    wide: tuple[tuple[str, float], ...]
    head: float
    foot: float
    text_foot: float
    notes_head: float
    notes_foot: float
    faults: tuple[tuple[str, str, str], ...] = ()
    left: float = -1.0
    kept: bool = False
    gap: float = 0.0
    calls_first: bool = False


@dataclass(slots=True)
class _Reading:
    """What is remembered from page to page."""

    leaves: Collection[str]
    counted: dict[str, int] = field(default_factory=dict)  # letters of an anchor set so far
    seen: set[str] = field(default_factory=set)  # ids that have stood
    heads: set[int] = field(default_factory=set)  # table heads that have stood


@dataclass(frozen=True, slots=True)
class _Run:
    """A text (or a picture, with no text) on a page, in the order of the page."""

    box: Any
    anchor: str | None
    text: str


def read_pages(document: Any, leaves: Collection[str]) -> tuple[SetPage, ...]:
    """What stands on each page of a laid-out WeasyPrint document. ``leaves`` are the anchors of the manuscript's leaves."""
    reader = PageReader(leaves)
    return tuple(reader.read(page) for page in document.pages)


class PageReader:
    """Reads page after page of a document. ``seen`` are ids that stood on pages before them."""

    def __init__(self, leaves: Collection[str], seen: Collection[str] = ()) -> None:
        self._reading = _Reading(leaves, seen=set(seen))
        self._leaf = 0

    def read(self, page: Any) -> SetPage:
        """What stands on the next WeasyPrint page."""
        self._leaf += 1
        return _page(page._page_box, self._leaf, self._reading)


def _page(page: Any, leaf: int, reading: _Reading) -> SetPage:
    from weasyprint.formatting_structure import boxes

    margins: list[tuple[str, str]] = []
    notes: list[SetNote] = []
    runs: list[_Run] = []
    ids: list[str] = []
    calls: list[str] = []
    areas: list[Any] = []
    wide: dict[str, float] = {}
    head: float = page.content_box_y()
    foot: float = head + page.height
    text_foot = head
    for part in page.children:
        if isinstance(part, boxes.MarginBox):
            if words := " ".join(_text(part).split()):
                margins.append((part.at_keyword, words))
        elif isinstance(part, boxes.FootnoteAreaBox):
            areas.append(part)
            notes += _notes(part)
            for box in part.descendants():
                _meet(box, reading, ids)
        else:
            runs += _runs(part, None, reading, ids, calls)
            text_foot = max(text_foot, _lowest(part))
            for name, far in _wide(part, page):
                wide[name] = max(far, wide.get(name, 0.0))
    anchor, before, opens = _beginning(runs, reading)
    return SetPage(
        leaf, bool(page.page_type.blank) and not notes, anchor, before, opens, tuple(margins), tuple(ids), tuple(calls),
        tuple(notes), tuple(wide.items()), head, foot, text_foot,
        min((area.content_box_y() for area in areas), default=foot), max((_lowest(area) for area in areas), default=head),
        (*faults_of(page), *disorder_of(page)), round(page.__dict__.get("press_left", -1.0), 3), begins_with_kept(page),
        gap_of(page, text_foot), begins_with_call(page),
    )  # fmt: skip


def _beginning(runs: list[_Run], reading: _Reading) -> tuple[str | None, int, str]:
    """The anchor in which the page begins, its letters set on earlier pages, the first words. Counts the page's letters."""
    first = next((run for run in runs if not run.text or letters(run.text)), None)
    before = 0
    if first is not None and first.anchor is not None:
        before = reading.counted.get(first.anchor, 0)
    for run in runs:
        if run.anchor is not None:
            reading.counted[run.anchor] = reading.counted.get(run.anchor, 0) + _source_letters(run, reading)
    opening = "".join(_shown(run) for run in runs[:40]).split()
    return (first.anchor if first else None), before, " ".join(opening[:_OPENING_WORDS])


def _shown(run: _Run) -> str:
    """The text of the run; of noughts that stand in for a number, what is known of them (``sections.stand_ins``)."""
    folio = run.box.element.get("data-stand-in") if run.text and run.box.element is not None else None
    return run.text if folio is None or run.text.strip("0") else f"\ufdd0{folio}\ufdd1"


def _source_letters(run: _Run, reading: _Reading) -> int:
    """The letters of the run as the manuscript has them: ``text-transform`` may have made two of one (ß, SS)."""
    transform = run.box.style["text_transform"] if run.text else "none"
    if transform == "none":
        return letters(run.text)
    # No lower-case letter is made of two, and no two letters become one, so a doubled one is found by trying every
    # letter of the element's own text in turn.
    source = [c for c in _own_text(run.box.element) if is_letter(c)]
    key = f"{run.anchor} {id(run.box.element)}"
    start = at = reading.counted.get(key, 0)
    rest = [c for c in run.text if is_letter(c)]
    while rest and at < len(source):
        forms = (source[at], source[at].upper(), source[at].title(), source[at].lower())
        form = next((form for form in forms if "".join(rest).startswith(form)), rest[0])
        del rest[: len(form)]
        at += 1
    reading.counted[key] = at
    return at - start + len(rest)


def _own_text(element: Any) -> str:
    """The text directly in an element, without its children's (their text has boxes of its own)."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _generated(box: Any) -> bool:
    """Whether the box was made by the style sheet and not by the manuscript."""
    return "::" in (box.element_tag or "")


def _runs(box: Any, anchor: str | None, reading: _Reading, ids: list[str], calls: list[str]) -> Iterator[_Run]:
    """The manuscript's texts and pictures under a box, each with the leaf or, outside leaves, the element it stands in."""
    from weasyprint.formatting_structure import boxes

    if box.footnote is not None and box.element is not None:
        calls.append(box.element.get("id") or "")
        return
    if _generated(box):
        return
    if getattr(box, "is_header", False) and box.element is not None:
        if id(box.element) in reading.heads:
            return
        reading.heads.add(id(box.element))
    _meet(box, reading, ids)
    own = box.element.get("id") if box.element is not None else None
    if own and (own in reading.leaves or anchor not in reading.leaves):
        anchor = own
    if isinstance(box, boxes.TextBox):
        yield _Run(box, anchor, box.text)
    elif isinstance(box, boxes.ReplacedBox):
        yield _Run(box, anchor, "")
    elif isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _runs(child, anchor, reading, ids, calls)
        yield _Run(box, anchor, " ") if not _hyphenated(box) else _Run(box, anchor, "\u00ad")
    else:
        for child in box.children:
            yield from _runs(child, anchor, reading, ids, calls)


def _hyphenated(line: Any) -> bool:
    return _text(line).endswith(("\u2010", "-"))


def _meet(box: Any, reading: _Reading, ids: list[str]) -> None:
    """Note an id that stands for the first time."""
    own = box.element.get("id") if box.element is not None and not _generated(box) else None
    if own and own not in reading.seen:
        reading.seen.add(own)
        ids.append(own)


def _notes(area: Any) -> Iterator[SetNote]:
    """The notes of a page's area in order. Short ones stand within lines and may begin on one and end on the next."""
    counts: dict[str, int] = {}
    stack = list(reversed(area.children))
    while stack:
        box = stack.pop()
        if box.element is None or box.element.get("class") != "footnote":
            stack.extend(reversed(getattr(box, "children", ())))
        elif name := box.element.get("id"):
            counts[name] = counts.get(name, 0) + letters(_text(box))
    yield from (SetNote(name, count) for name, count in counts.items())


def _text(box: Any) -> str:
    """All text under a box but what elements' generated content holds (a margin box is no element: all of its text)."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return "".join(_text(child) for child in box.children if not _generated(child))


def _lowest(box: Any) -> float:
    """The foot of the last line or picture under a box."""
    from weasyprint.formatting_structure import boxes

    kinds = (boxes.LineBox, boxes.ReplacedBox)
    return max((b.position_y + b.margin_height() for b in box.descendants() if isinstance(b, kinds)), default=0.0)


def _wide(root: Any, page: Any) -> Iterator[tuple[str, float]]:
    """Lines and pictures that run more than a point past the right edge of the text area, or past the left one by more than
    a mark that opens a line hangs there.
    """
    from weasyprint.formatting_structure import boxes

    edge = page.content_box_x() + page.width + _POINT
    begin = page.content_box_x() - _HANGING - _POINT
    stack: list[tuple[Any, str]] = [(root, "")]
    while stack:
        box, name = stack.pop()
        if box.element is not None and box.element.get("id"):
            name = box.element.get("id")
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            far = max(box.position_x + box.width - edge, begin - box.position_x)
            if far > 0 and (not isinstance(box, boxes.TextBox) or box.text.strip()):
                yield name, far
        else:
            stack.extend((child, name) for child in box.children)
