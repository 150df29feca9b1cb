"""The one parser of citations: what stands in ``[@source, locator; see also @other, p. 2]``.

``parse_citations(text, place)`` takes the text between the brackets, in one line, and the place of its first character.
It gives the citations and the faults (findings of rule X004); a part that is faulty gives no citation, the others do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.model.sources import Citation, SourceId
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding, Place

_PART = re.compile(r"(?P<note>[^@]*)@(?P<id>[^\s,;@]*)(?P<rest>.*)", re.DOTALL)
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def parse_citations(text: str, place: Place) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """Citations parted by ``;``, each ``words @source-id, locator`` (words and locator may be left out)."""
    citations: list[Citation] = []
    faults: list[Finding] = []
    offset = 0
    for part in text.split(";"):
        start = offset + len(part) - len(part.lstrip())
        stripped = part.strip()
        here = place.shifted(start, len(stripped))
        offset += len(part) + 1
        found = _PART.fullmatch(stripped)
        if found is None:
            what = f"'{stripped}' names no source" if stripped else "nothing stands between two semicolons"
            faults.append(finding("X004", here, what))
            continue
        name, rest = found["id"], found["rest"]
        at = place.shifted(start + found.start("id") - 1, len(name) + 1)
        locator = rest.strip()
        if not _ID.fullmatch(name):
            faults.append(finding("X004", at, f"'@{name}' is no source id"))
        elif locator and not locator.startswith(","):
            faults.append(finding("X004", at, f"a comma is wanted between '@{name}' and '{locator}'"))
        elif "@" in locator:
            faults.append(finding("X004", at, f"a semicolon is wanted between '@{name}' and the next source"))
        else:
            citations.append(Citation(SourceId(name), locator[1:].strip(), at, found["note"].strip()))
    return tuple(citations), tuple(faults)
