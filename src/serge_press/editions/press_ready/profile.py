"""ICC profiles as output intents need them: read from their header (ICC.1:2010, 7.2), and nothing of them is run."""

from __future__ import annotations

from io import BytesIO

from serge_press.values import dataclass

LARGEST = 8_000_000
"""Bytes; profiles of four inks have one or two millions."""

_INKS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
_HEADER = 132


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of a printing press. ``inks``: how many; ``version``: of the ICC's format; ``words``: what it calls itself."""

    data: bytes
    inks: int
    version: tuple[int, int]
    words: str


def read_profile(data: bytes) -> Profile:
    """A profile from its bytes. Raises ValueError, in words, for what is none or none of a press that prints."""
    if len(data) > LARGEST:
        raise ValueError(f"it has more than {LARGEST // 1_000_000} MB")
    if len(data) < _HEADER or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        raise ValueError("it is no ICC profile, or not a whole one")
    if data[12:16] != b"prtr":
        raise ValueError("it is the profile of a screen or a camera, not of a press")
    inks = _INKS.get(data[16:20], 0)
    if not inks:
        raise ValueError("it is for other inks than gray, RGB or CMYK")
    version = (data[8], data[9] >> 4)
    if version[0] not in (2, 4):
        raise ValueError(f"it is of version {version[0]}.{version[1]}, and PDF knows 2 and 4")
    return Profile(data, inks, version, _words(data))


def _words(data: bytes) -> str:
    """What the profile calls itself; "" where that cannot be read."""
    from PIL import ImageCms

    try:
        said: str = ImageCms.getProfileDescription(ImageCms.getOpenProfile(BytesIO(data)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())[:100]
