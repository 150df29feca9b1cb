"""A content stream as operators with their operands, one after another: nothing of it is held longer than that.

Content streams are read here and not by pikepdf, which makes a list of the whole stream: of a hostile one, gigabytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from serge_press.checks.preflight.bounds import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(str):
    """A name, without its slash."""

    __slots__ = ()


class InlinePicture(NamedTuple):
    """A picture that stands in the content stream: its dictionary."""

    rows: dict[str, object]


_TOKEN = re.compile(
    rb"[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*"
    rb"(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\0\t\n\f\r \[\]<>()/%]|$))"
    rb"|/(?P<name>[^\0\t\n\f\r \[\]<>(){}/%]*)"
    rb"|<(?P<hex>[0-9A-Fa-f\0\t\n\f\r ]*)>"
    rb"|(?P<mark><<|>>|[\[\]({}])"
    rb"|(?P<word>[^\0\t\n\f\r \[\]<>(){}/%]+)"
    rb"|(?P<stray>[\s\S]))"
)
_STRING = re.compile(rb"[^()\\]+|\\(?:[0-7]{1,3}|\r\n|[\s\S])|[()]")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL = tuple(bytes([digit]) for digit in b"01234567")
_ENTITY = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_PICTURE = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r /<\[(]|$)")
_MOST_OPERANDS = 100_000
_OTHER = {b"true": True, b"false": False, b"null": None}


def operators(data: bytes) -> Iterator[tuple[bytes, list[object]]]:
    """Operators with their operands: numbers as float, names as Word, strings as bytes, arrays as lists.

    An inline picture comes as ``EI`` with an InlinePicture. Raises ValueError for nesting without end.
    """
    at, end = 0, len(data)
    operands: list[object] = []
    stack: list[list[object]] = []
    match_at = _TOKEN.match
    while at < end:
        match = match_at(data, at)
        if match is None:
            return  # nothing but space is left
        at = match.end()
        kind = match.lastgroup
        if kind == "number":
            operands.append(float(match["number"]))
        elif kind == "hex":
            operands.append(_hexadecimal(match["hex"]))
        elif kind == "name":
            operands.append(_name(match["name"]))
        elif kind == "word":
            word = match["word"]
            if word in _OTHER:
                operands.append(_OTHER[word])
            elif stack:
                continue  # an operator inside an array is a slip of the file's
            elif word == b"ID":
                found = _END_OF_PICTURE.search(data, at)
                at = found.end() if found is not None else end
                yield b"EI", [InlinePicture(_pairs(operands))]
                operands = []
            elif word == b"BI":
                operands = []
            else:
                yield word, operands
                operands = []
        elif kind == "mark":
            mark = match["mark"]
            if mark == b"(":
                string, at = _string(data, at)
                operands.append(string)
            elif mark in (b"[", b"<<"):
                if len(stack) >= DEEPEST:
                    raise ValueError("its content nests without end")
                stack.append(operands)
                operands = []
            elif mark in (b"]", b">>") and stack:
                made: object = operands if mark == b"]" else _pairs(operands)
                operands = stack.pop()
                operands.append(made)
        if len(operands) > _MOST_OPERANDS:
            raise ValueError("an operator has operands without end")


def _hexadecimal(digits: bytes) -> bytes:
    if not digits.isalnum():
        digits = bytes(digit for digit in digits if digit > 32)
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def _name(raw: bytes) -> Word:
    if b"#" in raw:
        raw = _ENTITY.sub(lambda match: bytes([int(match[1], 16)]), raw)
    return Word(raw.decode("latin-1"))


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """A string in round brackets from behind the first one: its bytes and where it ends."""
    parts: list[bytes] = []
    depth = 1
    for match in _STRING.finditer(data, at):
        piece = match[0]
        if piece == b"(":
            depth += 1
        elif piece == b")":
            depth -= 1
            if not depth:
                return b"".join(parts), match.end()
        elif piece[:1] == b"\\":
            piece = _unescaped(piece[1:])
        parts.append(piece)
    return b"".join(parts), len(data)


def _unescaped(letter: bytes) -> bytes:
    if letter[:1] in _OCTAL:
        return bytes([int(letter, 8) & 255])
    if letter in (b"\r\n", b"\n", b"\r"):
        return b""
    return _ESCAPED.get(letter, letter)


def _pairs(values: list[object]) -> dict[str, object]:
    return {str(key): value for key, value in zip(values[::2], values[1::2], strict=False) if isinstance(key, Word)}
