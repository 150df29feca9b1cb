"""ISBNs as they are printed: with a hyphen between their parts, which stand where the registration agencies say."""

from __future__ import annotations

from functools import cache


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
