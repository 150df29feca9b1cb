"""QR codes as paths: square modules, in the ink of the text, with the quiet zone that readers need (ISO/IEC 18004:2015)."""

from __future__ import annotations

from functools import lru_cache

from serge_press.values import dataclass

QUIET = 4
"""Modules of white on every side (ISO/IEC 18004:2015, 6.3.8)."""

LEAST = 0.4
"""Width in mm of a module at the least: presses print it and old telephones read it."""

USUAL = 14.0
"""Width in mm of a code with its quiet zone, where its modules are not too small by that."""


@dataclass(frozen=True, slots=True)
class DrawnCode:
    """A code: its width in modules, quiet zone included, and in mm, and its dark modules as one path, in modules."""

    modules: int
    side: float
    path: str


@lru_cache(maxsize=4096)
def drawn_code(address: str) -> DrawnCode:
    """The code of an address in ASCII: the smallest that holds it with error correction M, or better where that costs no room."""
    import segno  # only books that ask for codes need it

    rows = [bytes(row) for row in segno.make_qr(address, error="M").matrix]
    modules = len(rows) + 2 * QUIET
    path = "".join(
        f"M{QUIET + at} {QUIET + down}h{wide}v1h-{wide}z" for down, row in enumerate(rows) for at, wide in _runs(row)
    )
    return DrawnCode(modules, max(USUAL, modules * LEAST), path)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Place and width of each run of dark modules of a row."""
    runs: list[tuple[int, int]] = []
    at = 0
    while (at := row.find(1, at)) >= 0:
        end = row.find(0, at)
        end = len(row) if end < 0 else end
        runs.append((at, end - at))
        at = end
    return runs
