"""Text kept for later in a tenth of its room: the sections of a book wait long."""

from __future__ import annotations

import zlib


def pack(text: str) -> bytes:
    """The text, packed; the same text gives the same bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> str:
    """What was packed."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
