"""A name for the finished files, made from the title in plain Latin letters."""

from __future__ import annotations

import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
# Russian as English-language books spell it (BGN/PCGN without its marks), with the letters Ukrainian and Belarusian add.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "w", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ѣ": "e", "ѵ": "i",
}  # fmt: skip
_PLAIN = str.maketrans(_LATIN | _CYRILLIC)


def slug_from(title: str) -> str:
    """A slug made from a title: Latin letters without their marks, Cyrillic ones in Latin, everything else a hyphen.

    At most 60 letters; "book" where nothing is left. The identifier of an e-book without an ISBN is made from it too, so two
    Russian books should not both be "book".
    """
    plain = unicodedata.normalize("NFKC", title).lower().translate(_PLAIN)
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:_LONGEST].strip("-") or "book"
