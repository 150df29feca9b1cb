"""Addresses on the web as people read them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


def readable(address: str) -> str:
    """An address with the escapes that stand for Latin, Greek or Cyrillic letters written as those letters.

    Other escapes stay (a space or a bracket would end the address, and a house may have no other letters):
    ``/wiki/%D0%A1%D0%BE%D0%BD?a=%20`` gives ``/wiki/Сон?a=%20``. Browsers take both forms (RFC 3987, section 3.1).
    """
    return _ESCAPED.sub(_letters, address)


def _letters(escaped: re.Match[str]) -> str:
    said = unquote(escaped[0], errors="replace")
    known = all(not letter.isascii() and unicodedata.name(letter, "").startswith(_ALPHABETS) for letter in said)
    return said if known else escaped[0]
