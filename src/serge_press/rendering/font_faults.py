"""Why bytes cannot be used as a font."""

from __future__ import annotations

from io import BytesIO


def font_fault(data: bytes) -> str:
    """Why the bytes cannot be used as a font; "" if they can."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(BytesIO(data), lazy=True, fontNumber=0) as font:
            if data[:4] == b"ttcf":
                return "it is a collection of several fonts"
            if font.flavor is not None:
                return "it is packed for the web"
            if not font.getBestCmap() or font["head"].unitsPerEm < 16:
                return "it has no characters"
            font.getGlyphOrder()
    except Exception as fault:  # the library raises whatever a damaged table leads to
        return f"it is damaged ({fault})"
    return ""
