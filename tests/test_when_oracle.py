"""Bounds against the ``edtf`` package, which reads the same notation by a grammar of its own.

Where the two differ the difference stands here with its reason, and is itself tested: should either side change, a test
fails.
"""

from __future__ import annotations

from time import struct_time

import pytest
from edtf import parse_edtf

from serge_press.when import When
from when_examples import SPECIFICATION

Bound = tuple[int, int, int] | float

OWN = (
    "1924-22", "1924-25", "1924-29", "1924-31", "1924-32", "1924-33", "1924-37", "1924-41", "0000", "-0044-03-15",
    "1923-02-XX", "1900-02-XX", "1923-11-XX/1924-02", "19XX-02", "[1924,1925]", "192X~", "1X2X", "XXXX", "1924-XX-31",
    "1924-02/1924-02", "1938~", "1924-~03", "-1985-12", "2000-02-29", "[1924..1926]",
)  # fmt: skip

DIFFERENT: dict[str, tuple[Bound, Bound]] = {
    # An end that is not known: the package takes ten years from the other end. We take none, since none is written.
    "1985-04-12/": ((1985, 4, 12), (1995, 4, 12)),
    "1985-04/": ((1985, 4, 1), (1995, 4, 1)),
    "1985/": ((1985, 1, 1), (1995, 1, 1)),
    "/1985-04-12": ((1975, 4, 12), (1985, 4, 12)),
    "/1985-04": ((1975, 4, 30), (1985, 4, 30)),
    "/1985": ((1975, 12, 31), (1985, 12, 31)),
    # Significant digits: the strict bounds of the package leave them out of account. The specification gives 1900 to
    # 1999 for 1950S2.
    "1950S2": ((1950, 1, 1), (1950, 12, 31)),
    "Y171010000S3": ((171010000, 1, 1), (171010000, 12, 31)),
    "Y3388E2S3": ((338800, 1, 1), (338800, 12, 31)),
    # A season across the new year: the package keeps December alone "for simplicity".
    "1924-24": ((1924, 12, 1), (1924, 12, 31)),
    "1924-28": ((1924, 12, 1), (1924, 12, 31)),
    "1924-30": ((1924, 12, 1), (1924, 12, 31)),
    # 29 February in a year with open digits: the package names a day that is not in the calendar.
    "192X-02-29": ((1920, 2, 29), (1929, 2, 29)),
    "XXXX-02-29": ((0, 2, 29), (9999, 2, 29)),
}

BROKEN = "1984-1X"  # an example of the specification that the package cannot read: it ends in an AttributeError


def bounds_of_the_package(text: str) -> tuple[Bound, Bound]:
    read = parse_edtf(text)
    return _bound(read.lower_strict()), _bound(read.upper_strict())


def _bound(value: float | struct_time) -> Bound:
    return value if isinstance(value, float) else (value.tm_year, value.tm_mon, value.tm_mday)


def our_bounds(text: str) -> tuple[Bound, Bound]:
    when = When.parse(text)
    return when.first or float("-inf"), when.last or float("inf")


@pytest.mark.parametrize("text", sorted({*SPECIFICATION, *OWN} - {*DIFFERENT, BROKEN}))
def test_bounds_are_those_of_the_package(text: str) -> None:
    assert our_bounds(text) == bounds_of_the_package(text)


@pytest.mark.parametrize(("text", "theirs"), DIFFERENT.items())
def test_a_known_difference_still_stands(text: str, theirs: tuple[Bound, Bound]) -> None:
    assert bounds_of_the_package(text) == theirs
    assert our_bounds(text) != theirs


def test_what_the_package_cannot_read() -> None:
    with pytest.raises(AttributeError):
        parse_edtf(BROKEN)
    assert our_bounds(BROKEN) == ((1984, 10, 1), (1984, 12, 31))
