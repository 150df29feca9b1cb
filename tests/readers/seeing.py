"""What an eye makes of a page: colours, and how far they stand apart."""

from __future__ import annotations

import re

from PIL import Image

LEAST = 4.5
"""Contrast of text of ordinary size (WCAG 2.2, success criterion 1.4.3)."""

Colour = tuple[float, float, float]


def paper(picture: Image.Image) -> Colour:
    """The colour of the page behind the text: the one that most of it has."""
    return _counted(picture)[0][1]


def _counted(picture: Image.Image) -> list[tuple[int, Colour]]:
    """How often each colour is on a page, the most frequent first."""
    counted = picture.convert("RGB").getcolors(picture.width * picture.height)
    assert counted is not None
    return [
        (count, (float(c[0]), float(c[1]), float(c[2])))
        for count, c in sorted(counted, reverse=True)
        if isinstance(c, tuple)
    ]


def colour_of(css: str) -> Colour:
    """A colour as a browser computes it, "rgb(1, 2, 3)"."""
    found = re.fullmatch(r"rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, 1)?\)", css)
    assert found, f"no plain colour: {css}"
    return float(found[1]), float(found[2]), float(found[3])


def luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, definitions)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2, definitions)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def inked(picture: Image.Image) -> float:
    """Which part of a page stands apart from its paper as text must."""
    behind = paper(picture)
    ink = sum(count for count, colour in _counted(picture) if contrast(colour, behind) >= LEAST)
    return ink / (picture.width * picture.height)
