"""The hyphens of an ISBN."""

from __future__ import annotations

import pytest

from serge_press.model.isbn import hyphenated


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("9781681372709", "978-1-68137-270-9"),
        ("978 1 68137 270 9", "978-1-68137-270-9"),
        ("0873488849", "0-87348-884-9"),
        ("080442957X", "0-8044-2957-X"),
        ("9798256008048", "979-8-2560-0804-8"),
        ("979-8-2560-0804-8", "979-8-2560-0804-8"),
    ],
)
def test_hyphens_stand_where_the_agencies_put_them(written: str, printed: str) -> None:
    assert hyphenated(written) == printed


def test_a_number_of_a_range_not_given_out_stays_as_written() -> None:
    assert hyphenated("9799999999990") == "9799999999990"
    assert hyphenated(" 979-99999-9999-0 ") == "979-99999-9999-0"
