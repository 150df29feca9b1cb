"""Unpacking a stream without being filled by it: what unpacks to more than the bound is never held."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pikepdf

from serge_press.checks.preflight.bounds import LONGEST_STREAM, TooMuch
from serge_press.checks.preflight.values import dictionary, items, name

if TYPE_CHECKING:
    from serge_press.checks.preflight.bounds import Budget

_CHUNK = 1 << 20
_SHORT = {
    "Fl": "FlateDecode",
    "LZW": "LZWDecode",
    "A85": "ASCII85Decode",
    "AHx": "ASCIIHexDecode",
    "RL": "RunLengthDecode",
}
_GROWTH = {"LZWDecode": 1400, "RunLengthDecode": 64, "ASCII85Decode": 4, "ASCIIHexDecode": 1}
"""How many times longer the result of a filter can be than what it is given; 4 for a ``z`` of ASCII85."""


def filters(stream: Any) -> list[str]:
    """The names of a stream's filters, in the order in which they are undone."""
    held = dictionary(stream)
    value = held.get("/Filter", held.get("/F")) if held is not None else None
    found = [name(value)] if isinstance(value, pikepdf.Name) else [name(one) for one in items(value, 16)]
    return [_SHORT.get(one, one) for one in found]


def unpacked(stream: pikepdf.Stream, budget: Budget, most: int = LONGEST_STREAM) -> bytes:
    """The bytes of a stream, its filters undone.

    Raises TooMuch where they would be more than ``most``; ValueError or PdfError where they cannot be unpacked.
    """
    names = filters(stream)
    raw = stream.read_raw_bytes() if names else None
    if raw is not None and len(raw) > most:
        raise TooMuch(f"a stream has more than {most >> 20} MB")
    if raw is not None and names.count("FlateDecode") > 1:
        raise TooMuch("a stream is packed several times over")
    if raw is not None:
        _measure(raw, names, most, budget)
    data = stream.read_bytes()
    if len(data) > most:
        raise TooMuch(f"a stream has more than {most >> 20} MB")
    budget.spend_bytes(len(data))
    return data


def _measure(raw: bytes, names: list[str], most: int, budget: Budget) -> None:
    """TooMuch where what the filters give could be longer than the bound; a deflated stream is unpacked to see."""
    bound = len(raw)
    for position, filter_ in enumerate(names):
        if filter_ == "FlateDecode":
            bound = _inflated(raw, most, budget) if position == 0 else bound * 1032
        else:
            bound *= _GROWTH.get(filter_, 1)
        # A bound that is only a guess may be far too high: it counts where the packed stream is long itself.
        if bound > most and ((filter_ == "FlateDecode" and position == 0) or bound > most * 16):
            raise TooMuch(f"a stream unpacks to more than {most >> 20} MB")


def _inflated(raw: bytes, most: int, budget: Budget) -> int:
    machine = zlib.decompressobj()
    length, rest = 0, raw
    while rest and not machine.eof:
        try:
            length += len(machine.decompress(rest, _CHUNK))
        except zlib.error:
            return length  # pikepdf says what is wrong with it
        if length > most:
            return length
        rest = machine.unconsumed_tail
    budget.torn += not machine.eof
    return length
