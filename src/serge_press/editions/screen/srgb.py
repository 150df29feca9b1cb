"""A colour profile of sRGB, reckoned from its definition, so that a file may carry it and anybody may pass it on.

sRGB is IEC 61966-2-1:1999: primaries and white point of ITU-R BT.709, and a transfer curve of a straight piece and a power of
2.4. Written as a three-component matrix profile of version 4.2 (ICC.1:2004-10, 8.3), 7 tags and some 500 bytes. Nobody's profile
is copied, and no right is claimed in this one: its own ``cprt`` tag says so.
"""

from __future__ import annotations

import hashlib
import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"
"""The name of the output condition in the ICC's registry."""

_RED, _GREEN, _BLUE, _WHITE = (0.64, 0.33), (0.30, 0.60), (0.15, 0.06), (0.3127, 0.3290)
_D50 = (0.9642, 1.0, 0.8249)  # the white of the profile connection space (ICC.1:2004-10, 6.3.4.3)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))  # ICC.1:2004-10, annex E
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # g, a, b, c, d of parametric curve 3
_MADE = (2026, 1, 1, 0, 0, 0)  # a date that must be there; it says nothing

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]


@cache
def srgb_profile() -> bytes:
    """The profile. The same bytes on every machine."""
    adapt = _adaptation(_xyz(_WHITE), _D50)
    columns = _times(adapt, _to_xyz())
    red, green, blue = (tuple(row[i] for row in columns) for i in range(3))
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(_fixed(one) for one in _CURVE)
    tags = {
        "desc": _words("sRGB"),
        "cprt": _words("No rights reserved. Made by serge-press from IEC 61966-2-1."),
        "wtpt": _point(_D50),
        "chad": b"sf32" + bytes(4) + b"".join(_fixed(one) for row in adapt for one in row),
        "rXYZ": _point(red),
        "gXYZ": _point(green),
        "bXYZ": _point(blue),
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    at = 128 + 4 + 12 * len(tags)
    table, data = [struct.pack(">I", len(tags))], b""
    placed: dict[bytes, int] = {}
    for name, body in tags.items():
        if body not in placed:
            placed[body] = at + len(data)
            data += body + bytes(-len(body) % 4)
        table.append(name.encode() + struct.pack(">II", placed[body], len(body)))
    head = bytearray(128)
    head[0:4] = struct.pack(">I", at + len(data))
    head[8:12] = bytes((4, 0x20, 0, 0))  # version 4.2, which PDF 1.7 allows
    head[12:24] = b"mntrRGB XYZ "
    head[24:36] = struct.pack(">6H", *_MADE)
    head[36:40] = b"acsp"
    head[68:80] = b"".join(_fixed(one) for one in _D50)
    rest = b"".join(table) + data
    head[84:100] = hashlib.md5(
        bytes(head) + rest, usedforsecurity=False
    ).digest()  # the profile's id: ICC.1:2004-10, 7.2.18
    return bytes(head) + rest


def _xyz(chromaticity: tuple[float, float]) -> Vector:
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def _to_xyz() -> Matrix:
    """From light of the three primaries to XYZ: their sum is the white (SMPTE RP 177)."""
    primaries = tuple(zip(*(_xyz(one) for one in (_RED, _GREEN, _BLUE)), strict=True))
    base: Matrix = (primaries[0], primaries[1], primaries[2])
    shares = _applied(_inverse(base), _xyz(_WHITE))
    return _rows([[base[i][j] * shares[j] for j in range(3)] for i in range(3)])


def _adaptation(source: Vector, target: Vector) -> Matrix:
    """What moves one white to another, by Bradford's cones."""
    before, after = _applied(_BRADFORD, source), _applied(_BRADFORD, target)
    scale = _rows([[after[i] / before[i] if i == j else 0.0 for j in range(3)] for i in range(3)])
    return _times(_inverse(_BRADFORD), _times(scale, _BRADFORD))


def _rows(rows: list[list[float]]) -> Matrix:
    a, b, c = ((row[0], row[1], row[2]) for row in rows)
    return a, b, c


def _applied(matrix: Matrix, vector: Vector) -> Vector:
    a, b, c = (sum(row[i] * vector[i] for i in range(3)) for row in matrix)
    return a, b, c


def _times(one: Matrix, other: Matrix) -> Matrix:
    return _rows([[sum(one[i][k] * other[k][j] for k in range(3)) for j in range(3)] for i in range(3)])


def _inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return _rows([
        [(e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole],
        [(f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole],
        [(d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole],
    ])  # fmt: skip


def _fixed(value: float) -> bytes:
    """A number as s15Fixed16."""
    return struct.pack(">i", round(value * 65536))


def _point(vector: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(one) for one in vector)


def _words(text: str) -> bytes:
    """A text in one language (multiLocalizedUnicodeType)."""
    data = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(data), 28) + data
