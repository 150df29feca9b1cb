"""The same pages for less work: parts of WeasyPrint done once where it does them again and again, while we lay out.

Nothing here changes a page: with and without it the bytes are equal, and ``tests/test_economy.py`` holds it to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.editions.economy import (
    faces,
    growing,
    long_sections,
    painting,
    parsing,
    shared_styles,
    short_texts,
    styles,
    used_values,
)
from serge_press.editions.economy.fitting import fitted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

SAVINGS = (
    styles.SAVING,
    faces.SAVING,
    used_values.SAVING,
    painting.SAVING,
    parsing.SAVING,
    short_texts.SAVING,
    long_sections.SAVING,
    growing.SAVING,
)


def thrifty() -> AbstractContextManager[None]:
    """Lay out and paint inside this context for less work."""
    return fitted(SAVINGS)


def forget() -> None:
    """Keep nothing for the next layout."""
    shared_styles.forget()
