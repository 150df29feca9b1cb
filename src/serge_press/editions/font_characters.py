"""The characters that a font has."""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz


@lru_cache(maxsize=32)
def characters_of(data: bytes) -> frozenset[str]:
    """The characters of a font file (OpenType 1.9.1, ``cmap``)."""
    return frozenset(map(chr, uharfbuzz.Face(data).unicodes))
