"""The hyphens of an ISBN."""

from __future__ import annotations

import pytest

from serge_press.model.isbn import check_digit, hyphenated


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("9781681372709", "978-1-68137-270-9"),
        ("978 1 68137 270 9", "978-1-68137-270-9"),
        ("0873488849", "0-87348-884-9"),
        ("080442957X", "0-8044-2957-X"),
        ("9798256008048", "979-8-2560-0804-8"),
        ("979-8-2560-0804-8", "979-8-2560-0804-8"),
        ("9791090636071", "979-10-90636-07-1"),  # France
        ("9791186178140", "979-11-86178-14-0"),  # Korea
        ("9791220008525", "979-12-200-0852-5"),  # Italy
        ("9791300000005", "979-13-00-00000-5"),  # Spain, whose prefix is the youngest
        ("9788308012345", "978-83-08-01234-5"),
        ("9785170000005", "978-5-17-000000-5"),
        ("9786170000002", "978-617-00-0000-2"),
    ],
)
def test_hyphens_stand_where_the_agencies_put_them(written: str, printed: str) -> None:
    assert hyphenated(written) == printed


def test_the_table_is_whole_and_nothing_is_lost_by_hyphens() -> None:
    """Every registration group that there is; of a number in each, four hyphens and the same digits."""
    groups = set()
    for number in (*range(9780, 9790), 9791, 9798):
        for tail in range(0, 100_000, 10 if number == 9789 else 100):  # the smallest groups have five digits
            twelve = f"{number}{tail:05d}000"
            shown = hyphenated(twelve + check_digit(twelve))
            assert shown.replace("-", "") == twelve + check_digit(twelve)
            if "-" in shown:
                assert shown.count("-") == 4
                groups.add("-".join(shown.split("-")[:2]))
    assert len(groups) > 150
    assert {"979-8", "979-10", "979-11", "979-12", "979-13", "978-0", "978-83", "978-617", "978-99901"} <= groups


def test_a_number_of_a_range_not_given_out_stays_as_written() -> None:
    assert hyphenated("9799999999990") == "9799999999990"
    assert hyphenated(" 979-99999-9999-0 ") == "979-99999-9999-0"
