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
            right = (11 - sum(value * weight for value, weight in zip(values, range(10, 1, -1), strict=False))) % 11
            raise ValueError(_check_digit_fault(isbn, "X" if right == 10 else str(right)))
        return "978" + bare[:9] + check_digit("978" + bare[:9])
    if not bare.isdecimal() or not bare.isascii():
        raise ValueError(f"'{isbn}' is no ISBN: it is made of digits, with hyphens or spaces between")
    if len(bare) != 13:
        raise ValueError(f"'{isbn}' is no ISBN: it has {len(bare)} digit{'s' * (len(bare) != 1)}, not 13 or 10")
    if bare[:3] not in ("978", "979"):
        raise ValueError(f"'{isbn}' is no ISBN: one of 13 digits begins with 978 or 979")
    if bare[12] != check_digit(bare[:12]):
        raise ValueError(_check_digit_fault(isbn, check_digit(bare[:12])))
    return bare


def _check_digit_fault(isbn: str, right: str) -> str:
    return f"'{isbn}' is no ISBN: after these digits the last one would be {right}, so one of them is wrong"


def check_digit(twelve: str) -> str:
    """The last digit of an EAN-13 (GS1, 7.9.1)."""
    return str(-sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(twelve)) % 10)


def isbn_fault(text: str) -> str:
    """Why a text is no ISBN; "" if it is one."""
    try:
        ean_of(text)
    except ValueError as fault:
        return str(fault)
    return ""


def is_isbn(text: str) -> bool:
    """Whether a text is an ISBN of ten or thirteen digits, whose check digit fits."""
    return not isbn_fault(text)


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
