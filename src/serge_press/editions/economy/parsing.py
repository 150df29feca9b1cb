"""Parsing a text once for what it says: the parser of HTML made the same patterns again for every tag."""

from __future__ import annotations

from typing import Any

from serge_press.editions.economy.fitting import Replacement, Saving, rewritten

_KEPT = (
    "characters = characters_until_regex[(characters, opposite)] = regex"  # the name is bound before the key is made
)
_FOUND = "characters_until_regex[(characters, opposite)] = characters = regex"


def _chars_until(stock: Any) -> Any:
    return rewritten(stock, ((_KEPT, _FOUND),))


SAVING = Saving("parsing", (Replacement("tinyhtml5.inputstream", "HTMLUnicodeInputStream.chars_until", _chars_until),))
