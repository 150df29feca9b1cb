"""Golden outlines: what Markdown comes to. The fixtures under ``composing/`` read: title . Markdown . outline and findings ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from serge_press.manuscript.compose import compose
from serge_press.manuscript.outline import outline_blocks
from serge_press.reading.prose_text import ProseText

FOLDER = Path(__file__).parent / "composing"
_CASE = re.compile(r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<text>.*?)\n\.\n(?P<outline>.*?)^\.\n", re.MULTILINE | re.DOTALL)


def shown(text: str, language: str) -> str:
    """The outline of a text, then a line for each finding."""
    composed, findings = compose(ProseText(text, "text.md"), language=language, prefix="exile")
    lines = [
        f"! {found.place.line}:{found.place.column}+{found.place.width} {found.rule} {found.message}"
        for found in sorted(findings, key=lambda found: found.sort_key)
    ]
    return outline_blocks(composed.blocks, composed.notes) + "".join(line + "\n" for line in lines)


def language_of(file: Path) -> str:
    """``typography.pl.md`` is in Polish; a file without such a middle part in British English."""
    return file.suffixes[-2][1:] if len(file.suffixes) > 1 else "en-GB"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_text_comes_to_its_outline(file: Path, accept: bool) -> None:
    written = file.read_text(encoding="utf-8")
    cases = list(_CASE.finditer(written))
    assert cases
    made = "\n".join(
        f"{case['title']}\n.\n{case['text']}\n.\n{shown(case['text'], language_of(file))}.\n" for case in cases
    )
    if accept:
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8")
