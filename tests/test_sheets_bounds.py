"""A sheet of the book's own cannot ask for more than the layout engine can count or follow."""

from __future__ import annotations

import pytest

from serge_press.rendering.style_sheets import check_sheet


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("p { font-size: 1e12pt }", "so great a number"),
        ("@page { size: 138mm 1e9mm }", "so great a number"),
        ("p { width: calc(" + "(" * 3000 + "1" + ")" * 3000 + ") }", "nested too deep"),
        (":is(" * 200 + "p" + ")" * 200 + " { margin: 0 }", "nested too deep"),
    ],
)
def test_too_much_is_refused(sheet: str, fault: str) -> None:
    assert [fault in found.message for found in check_sheet(sheet, "styles/extra.css", "print")] == [True]


def test_what_a_house_needs_is_not() -> None:
    assert check_sheet("p { width: calc((1px + 2em) * (3 - 1)); z-index: 99999999 }", "a.css", "print") == ()
