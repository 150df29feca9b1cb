"""Bytes of a text file to text: UTF-8, one kind of line end, no control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.memory import remembered_by_identity
from serge_press.rules import finding

if TYPE_CHECKING:
    from serge_press.findings import Finding

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""What no text may hold: C0 and C1 controls but tab and line ends, the line separators that editors do not show, and
characters that are none. XML 1.0 section 2.2 forbids or discourages them; YAML counts some as line ends."""

LINE_END = re.compile(r"\r\n|\r|\n")
"""What counts as the end of a line in an author's file; ``str.splitlines`` knows more, such as U+2028."""

_SHOWN = 20  # findings of one kind in one file


@remembered_by_identity
def decode_text(name: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file, a byte order mark taken off and line ends made ``\\n``; None if it is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (_bad_byte(name, data, fault.start),)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    if FORBIDDEN.search(text) is None:
        return text, ()
    found = []
    for match in FORBIDDEN.finditer(text):
        start = match.start()
        place = Place(name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), 1)
        found.append(finding("F010", place, f"the character U+{ord(match[0]):04X} cannot stand in a text"))
        if len(found) == _SHOWN:
            break
    return FORBIDDEN.sub(" ", text), tuple(found)


def file_lines(data: bytes) -> list[str]:
    """The lines of a file, as findings count them; what is not UTF-8 is replaced."""
    return LINE_END.split(data.decode("utf-8-sig", "replace"))


def _bad_byte(name: str, data: bytes, start: int) -> Finding:
    line_start = data.rfind(b"\n", 0, start) + 1
    place = Place(name, data.count(b"\n", 0, start) + 1, len(data[line_start:start].decode("utf-8", "replace")) + 1, 1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return finding("F001", Place(name, 1, 1), "the file is UTF-16")
    return finding("F001", place, f"the byte {data[start]:02X} is not UTF-8")
