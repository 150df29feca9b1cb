"""Amazon's conversion: notes as it knows them again, and nothing in the style sheet that it stumbles over.

Sources: Kindle Publishing Guidelines (2019) on the cover, contents of two levels and body text in the reader's own face; on
notes ebooks.stackexchange.com/q/109 and jgm/pandoc#4491; what others saw of Send-to-Kindle (harvard-edge/cs249r_book#1148).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.epub_survey import XHTML
from serge_press.editions.profiles.trees import classed, elements, kinds

if TYPE_CHECKING:
    from lxml.etree import _Element

SHEET = """\
/* notes bear their numbers themselves */
.notes { font-size: 0.95em; }
.notes .note { margin-bottom: 0.4em; }
.notes .note p { text-indent: 0; }
"""


def numbered_notes(root: _Element) -> _Element:
    """A note begins with its number, which is the link back; a list would number it a second time, so there is none.

    Kindle takes what stands after such a link, up to the next note, for the note that it shows over the page.
    """
    for notes in list(elements(root, f"{XHTML}ol")):
        if classed(notes, "notes"):
            _unlisted(notes)
    return root


def _unlisted(notes: _Element) -> None:
    number = int(notes.get("start") or 1)
    for item in list(notes):
        for note in elements(item, f"{XHTML}div", f"{XHTML}aside"):
            if "footnote" in kinds(note):
                _number_first(note, number)
        number += 1
    notes.tag = f"{XHTML}div"
    notes.attrib.pop("start", None)
    notes.attrib.pop("role", None)
    for item in elements(notes, f"{XHTML}li"):
        if item.getparent() is notes:
            item.tag = f"{XHTML}div"


def _number_first(note: _Element, number: int) -> None:
    back = next((link for link in elements(note, f"{XHTML}a") if "backlink" in kinds(link)), None)
    paragraph = next(elements(note, f"{XHTML}p"), note)
    if back is None or (len(paragraph) and paragraph[0] is back and not (paragraph.text or "").strip()):
        return
    _taken_out(back)
    back.text = f"{number}."
    back.tail = f" {(paragraph.text or '').lstrip()}"
    paragraph.text = None
    paragraph.insert(0, back)


def _taken_out(link: _Element) -> None:
    """Take a link out of its paragraph, with the space before it; what stood after it stays."""
    parent, before = link.getparent(), link.getprevious()
    assert parent is not None
    if before is not None:
        before.tail = ((before.tail or "").rstrip() + (link.tail or "")) or None
    else:
        parent.text = ((parent.text or "").rstrip() + (link.tail or "")) or None
    link.tail = None
    parent.remove(link)
