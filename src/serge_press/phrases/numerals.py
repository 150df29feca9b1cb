"""Numerals and plural forms that several languages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman capitals. Raises ValueError outside of that."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def slavic_forms(*, one_by_last_digit: bool) -> Callable[[int], int]:
    """Which of three forms follows a number: 0 (one), 1 (two to four), 2 (the rest). After the Unicode CLDR plural rules.

    In Russian 21 takes the form of one (``one_by_last_digit``), in Polish 1 alone does.
    """

    def form(number: int) -> int:
        last, last_two = number % 10, number % 100
        if number == 1 or (one_by_last_digit and last == 1 and last_two != 11):
            return 0
        return 1 if last in (2, 3, 4) and last_two not in (12, 13, 14) else 2

    return form
