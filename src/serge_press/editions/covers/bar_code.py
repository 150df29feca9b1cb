"""The bar code of a book: an EAN-13 symbol of its ISBN, with an EAN-5 add-on for the price, as bars in millimetres.

Sources: GS1 General Specifications, 5.2 (symbol patterns 5.2.1.2, add-on 5.2.2.5.3, sizes and quiet zones 5.2.3.4 to 5.2.3.6);
ISO/IEC 15420:2009; ISO 2108:2017 for the ISBN within the EAN.
"""

from __future__ import annotations

from serge_press.model.isbn import ean_of
from serge_press.values import dataclass

MODULE = 0.33
"""Width in mm of the narrowest bar at full size (GS1, nominal X)."""

LEAST, MOST = 0.8, 2.0
"""How far a symbol may be made smaller or larger."""

_QUIET_LEFT, _QUIET_RIGHT, _QUIET_ADD_ON = 11, 7, 5
_GAP = 9  # between symbol and add-on, 7 to 12 modules; the quiet zone to the right of the symbol is within it
_BARS, _GUARDS, _ADD_ON = (
    22.85,
    5 * MODULE,
    21.9,
)  # mm at full size: height, how much longer the guards are, of the add-on
_DIGITS = 2.75  # mm at full size: height of the figures under the bars

_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_EVEN = tuple("".join("10"[int(bit)] for bit in reversed(row)) for row in _ODD)
_RIGHT = tuple("".join("10"[int(bit)] for bit in row) for row in _ODD)
_FIRST = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_PRICE = ("EEOOO", "EOEOO", "EOOEO", "EOOOE", "OEEOO", "OOEEO", "OOOEE", "OEOEO", "OEOOE", "OOEOE")


@dataclass(frozen=True, slots=True)
class Bar:
    """A dark bar: its left edge, top, width and height, in mm from the top left corner of the symbol with its quiet zones."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures for people to read: text, the left edge, top and width of the room they are spread over, and their height; mm."""

    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol to draw, dark on white, quiet zones included; width and height in mm."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    figures: tuple[Figures, ...]


def pattern(ean: str) -> str:
    """The 95 modules of an EAN-13, 1 for dark (GS1, 5.2.1.2)."""
    parity = _FIRST[int(ean[0])]
    left = "".join((_ODD if kind == "O" else _EVEN)[int(digit)] for kind, digit in zip(parity, ean[1:7], strict=True))
    return "101" + left + "01010" + "".join(_RIGHT[int(digit)] for digit in ean[7:]) + "101"


def add_on_pattern(price: str) -> str:
    """The 47 modules of an EAN-5 (GS1, 5.2.2.5.3). ``price`` is five digits; raises ValueError for anything else."""
    if len(price) != 5 or not price.isdecimal() or not price.isascii():
        raise ValueError(
            f"'{price}' is no add-on: it has five digits, such as 52499 for 24.99 US dollars or 90000 for no price"
        )
    values = [int(digit) for digit in price]
    parity = _PRICE[(3 * sum(values[0::2]) + 9 * sum(values[1::2])) % 10]
    drawn = ((_ODD if kind == "O" else _EVEN)[value] for kind, value in zip(parity, values, strict=True))
    return "1011" + "01".join(drawn)


def symbol(isbn: str, price: str = "", size: float = 1.0) -> Symbol:
    """The bar code of an ISBN at 0.8 to 2 times the nominal size, with the add-on if a price is given.

    Raises ValueError for what is no ISBN, no add-on or no size.
    """
    if not LEAST <= size <= MOST:
        raise ValueError(f"a bar code is drawn at {LEAST:g} to {MOST:g} times its nominal size, not {size:g}")
    ean = ean_of(isbn)
    module = MODULE * size
    guards = {*range(3), *range(45, 50), *range(92, 95)}
    tall, long = _BARS * size, (_BARS + _GUARDS) * size
    bars = [
        Bar(module * (_QUIET_LEFT + at), 0.0, module * wide, long if at in guards else tall)
        for at, wide in _runs(pattern(ean))
    ]
    foot, deep = tall + 0.5 * module, _DIGITS * size
    figures = [
        Figures(ean[0], 0.0, foot, module * (_QUIET_LEFT - 3), deep),
        Figures(ean[1:7], module * (_QUIET_LEFT + 4), foot, module * 40, deep),
        Figures(ean[7:], module * (_QUIET_LEFT + 51), foot, module * 40, deep),
    ]
    modules = _QUIET_LEFT + 95 + _QUIET_RIGHT
    if price:
        start = _QUIET_LEFT + 95 + _GAP
        top = long - _ADD_ON * size
        drawn = add_on_pattern(price)
        lowered = top + deep + 0.5 * module  # room for the figures above, and the feet of all bars level
        bars += [Bar(module * (start + at), lowered, module * wide, long - lowered) for at, wide in _runs(drawn)]
        figures.append(Figures(price, module * start, top, module * len(drawn), deep))
        modules = start + len(drawn) + _QUIET_ADD_ON
    return Symbol(module * modules, foot + deep, tuple(bars), tuple(figures))


def _runs(modules: str) -> list[tuple[int, int]]:
    """Place and width of each run of dark modules: one bar, so that no hairline shows between two."""
    runs: list[tuple[int, int]] = []
    for place, bit in enumerate(modules):
        if bit == "0":
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
