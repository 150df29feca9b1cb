"""The words of a cover, on paper and on screens alike."""

from __future__ import annotations

from serge_press.values import dataclass


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What a cover says. ``isbn`` is "" where there is none; ``price`` the five digits of the add-on or ""."""

    language: str
    title: str
    subtitle: str = ""
    by: str = ""
    publisher: str = ""
    blurb: tuple[str, ...] = ()
    isbn: str = ""
    isbn_shown: str = ""
    price: str = ""
    author: tuple[str, ...] = ()  # for the back flap of a jacket
    back: tuple[str, ...] = ()  # for the back of a jacket, whose blurb stands on the front flap
    shown_price: str = ""  # for the front flap
    mark: str = ""  # that it is an edition in large print: its cover says so, and its blurb is set as large
