"""ISBNs: what is one, as the digits of a bar code, and as they are printed, with a hyphen between their parts."""

from __future__ import annotations

from functools import cache


def ean_of(isbn: str) -> str:
    """The thirteen digits of an ISBN of ten or thirteen (ISO 2108:2017, 4 and annex C); hyphens and spaces do not count.

    Raises ValueError where it is none.
    """
    bare = "".join(character for character in isbn.upper() if character not in "- \u2010\u2011")
    if len(bare) == 10 and bare.isascii() and bare[:9].isdecimal() and (bare[9].isdecimal() or bare[9] == "X"):
        values = [10 if character == "X" else int(character) for character in bare]
        if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11:
            raise ValueError(f"'{isbn}' is no ISBN: its check digit does not fit")
        return "978" + bare[:9] + check_digit("978" + bare[:9])
    if len(bare) != 13 or not bare.isdecimal() or not bare.isascii() or bare[:3] not in ("978", "979"):
        raise ValueError(f"'{isbn}' is no ISBN")
    if bare[12] != check_digit(bare[:12]):
        raise ValueError(f"'{isbn}' is no ISBN: its check digit does not fit")
    return bare


def check_digit(twelve: str) -> str:
    """The last digit of an EAN-13 (GS1, 7.9.1)."""
    return str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(twelve)) % 10)


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of ten or thirteen digits, whose check digit fits."""
    try:
        return bool(ean_of(text))
    except ValueError:
        return False


@cache
def hyphenated(isbn: str) -> str:
    """An ISBN of ten or thirteen digits with hyphens (ISO 2108:2017, 5); as it was written where its range is not given out.

    The ranges are those of the International ISBN Agency as ``python-stdnum`` brings them.
    """
    from stdnum import isbn as numbers  # loads much, and many books have no ISBN

    written = isbn.strip()
    parts = numbers.split(written)
    whole = all(parts[1:]) if len(numbers.compact(written)) == 10 else all(parts)
    return "-".join(part for part in parts if part) if whole else written
