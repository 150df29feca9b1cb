"""What PDF/X-4 asks beyond its elders: the profile of the output intent in the file, and a file told in its XMP metadata.

ISO 15930-7:2010, 6.2 and 6.6; X-4p may leave the profile outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.streams import unpacked
from serge_press.checks.preflight.values import FAULTS, entry, text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.checks.preflight.bounds import Budget

_ASKED = {
    "the standard": rb"GTS_PDFXVersion", "a title": rb"title", "the day it was made": rb"CreateDate",
    "the day it was changed": rb"ModifyDate", "whether it is trapped": rb"Trapped", "a name (DocumentID)": rb"DocumentID",
    "a version (VersionID)": rb"VersionID", "a rendition (RenditionClass)": rb"RenditionClass",
}  # fmt: skip
_SPACES = {4: (b"CMYK",), 3: (b"RGB ",), 1: (b"GRAY",)}
_LARGEST = 16 << 20


def check_newest(pdf: pikepdf.Pdf, intent: Any, budget: Budget, *, partial: bool) -> Iterator[str]:
    """Every rule of PDF/X-4 (``partial``: X-4p) that a file is seen to break, in words. ``intent`` is its output intent."""
    said = _metadata(pdf, budget)
    if said is None:
        yield "it has no XMP metadata that can be read"
    else:
        silent = [
            words for words, name in _ASKED.items() if not re.search(rb":" + name + rb"(?:>|\s*=\s*[\"'])\s*\S", said)
        ]
        if silent:
            yield f"its XMP metadata do not say {', '.join(silent)}"
        elif differing := _differing(pdf, said):
            yield f"its properties and its XMP metadata differ: {differing}"
    if intent is None:
        return
    profile = entry(intent, "/DestOutputProfile")
    if isinstance(profile, pikepdf.Stream):
        yield from _profile(profile, budget)
    elif not partial:
        yield "its output intent holds no profile"


def _metadata(pdf: pikepdf.Pdf, budget: Budget) -> bytes | None:
    held = entry(pdf.Root, "/Metadata")
    if not isinstance(held, pikepdf.Stream):
        return None
    try:
        return unpacked(held, budget, 4 << 20)
    except FAULTS:
        return None


def _differing(pdf: pikepdf.Pdf, said: bytes) -> str:
    """Whether it is trapped, where both tell: the one word that is written alike in both."""
    trapped = entry(entry(pdf.trailer, "/Info"), "/Trapped")
    found = re.search(rb":Trapped(?:>\s*|\s*=\s*[\"'])(\w+)", said)
    if trapped is None or found is None:
        return ""
    own, other = str(trapped).lstrip("/"), found[1].decode("latin-1")
    return f"trapped is {own} in the one and {other} in the other" if own != other else ""


def _profile(profile: pikepdf.Stream, budget: Budget) -> Iterator[str]:
    try:
        data = unpacked(profile, budget, _LARGEST)
    except FAULTS:
        yield "the profile of its output intent cannot be read"
        return
    if len(data) < 132 or data[36:40] != b"acsp":
        yield "what its output intent holds is no ICC profile"
    elif data[12:16] != b"prtr":
        yield "the profile of its output intent is none of a press"
    elif data[16:20] not in _SPACES.get(whole(entry(profile, "/N")) or 0, ()):
        told = text(data[16:20].decode("latin-1")).strip() or "other"
        yield f"the profile of its output intent is for {told} inks, and the file says {entry(profile, '/N')}"
