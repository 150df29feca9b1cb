"""Drawings of the author's (SVG) whose words are letters in a font, and not outlines (rule M027)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.nodes import Figure
from serge_press.manuscript.tree import every_block
from serge_press.rules import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.findings import Finding
    from serge_press.manuscript.parts import Manuscript
    from serge_press.reading.folder import Folder

_WORDS = re.compile(rb"<(?:[\w-]+:)?text[\s>][^<]*(?:<(?:[\w-]+:)?t(?:span|extPath)\b[^<]*)*")
_TAG = re.compile(rb"<[^<>]*>")


def check_drawings(manuscript: Manuscript, folder: Folder) -> Iterator[Finding]:
    """M027: each drawing with words, at the first place where it is shown."""
    seen: set[str] = set()
    for division in manuscript.all_divisions():
        for block in every_block(division.blocks):
            if not isinstance(block, Figure) or block.file in seen or not block.file.lower().endswith(".svg"):
                continue
            seen.add(block.file)
            if words := _words(folder, block.file):
                yield finding("M027", block.place, f"{block.file} has words that are no outlines: “{words}”")


def _words(folder: Folder, file: str) -> str:
    """The first words of a drawing; "" where it has none or cannot be read, which is told elsewhere."""
    try:
        data = folder.read_bytes(file)
    except OSError:
        return ""
    texts = (" ".join(_TAG.sub(b" ", one[0]).decode("utf-8", "replace").split()) for one in _WORDS.finditer(data))
    return next((text[:40] for text in texts if text), "")
