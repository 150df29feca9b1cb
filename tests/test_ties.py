"""A no-break space before an element keeps the line full: one-letter words stand before linked names in every Polish book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from weasyprint import HTML

from makers import division, fresh, manuscript, paragraph, setter_for
from serge_press.manuscript.nodes import Emphasis, Text
from serge_press.rendering.inlines import TIE
from serge_press.rendering.medium import PRINT, SCREEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.rendering.medium import Medium

BEFORE = "Obie relacje zgadzają się co do reszty: bez procesu osadzono go jako podejrzanego w\u00a0obozie w\u00a0"


def set_text(medium: Medium) -> str:
    fresh()
    said = paragraph(
        BEFORE, Emphasis((Text("Précigné"),)), ", w\u00a0departamencie Sarthe. O tej drugiej niewoli cisza."
    )
    return setter_for(manuscript(division("d", said)), medium).division(division("d", said))


def lines(content: str, width: int) -> Iterator[str]:
    style = f"@page {{ size: {width}mm 200mm; margin: 0 }} p {{ font: 10pt serif; margin: 0 }}"
    page = HTML(string=f'<html lang="pl"><style>{style}</style>{content}').render().pages[0]

    def said(box: Any) -> str:
        return str(getattr(box, "text", "")) + "".join(map(said, getattr(box, "children", ())))

    def within(box: Any) -> Iterator[str]:
        if type(box).__name__ == "LineBox":
            yield said(box)
            return
        for child in getattr(box, "children", ()):
            yield from within(child)

    yield from within(page._page_box)


@pytest.mark.parametrize("width", range(70, 130, 4))
def test_no_line_is_broken_early_before_a_tied_word(width: int) -> None:
    said = [one for one in lines(set_text(PRINT), width) if one.strip()]
    longest = max(map(len, said))
    assert all(len(one) > longest / 2 for one in said[:-1]), said
    assert not any(one.rstrip().endswith(" w") for one in said), said


def test_the_screen_has_no_tie() -> None:
    assert TIE in set_text(PRINT)
    assert TIE not in set_text(SCREEN)
