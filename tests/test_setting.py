"""How things are set: golden XHTML for print and for a screen, in tests/setting/*.md.

Each file holds a heading for every sample, then the XHTML for print and the XHTML for a screen (one block where they are
the same). ``pytest --accept`` writes them anew; read the diff before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import setting_samples
from makers import fresh, setter_for
from serge_press.rendering.medium import PRINT, SCREEN

if TYPE_CHECKING:
    from serge_press.manuscript.parts import Manuscript

FOLDER = Path(__file__).parent / "setting"


def shown(manuscript: Manuscript) -> str:
    """The manuscript as the golden files write it."""
    texts = []
    for medium in (PRINT, SCREEN):
        setter = setter_for(manuscript, medium, setting_samples.FOLIOS)
        texts.append("\n".join(setter.division(division) for division in manuscript.all_divisions()).rstrip("\n"))
    page, screen = texts
    if page == screen:
        return f"```xhtml\n{page}\n```\n"
    return f"Print:\n\n```xhtml\n{page}\n```\n\nScreen:\n\n```xhtml\n{screen}\n```\n"


@pytest.mark.parametrize("subject", setting_samples.SAMPLES)
def test_set_as_accepted(subject: str, accept: bool) -> None:
    parts = [f"# {subject.capitalize()}\n"]
    for title, make in setting_samples.SAMPLES[subject]:
        fresh()
        parts.append(f"## {title}\n\n{shown(make())}")
    now = "\n".join(parts)
    golden = FOLDER / f"{subject}.md"
    if accept:
        golden.write_text(now, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == now


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(setting_samples.SAMPLES)
