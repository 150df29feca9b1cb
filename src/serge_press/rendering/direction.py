"""Which languages are written from right to left (BCP 47; scripts: ISO 15924)."""

from __future__ import annotations

_LANGUAGES = frozenset(
    ("ar", "arc", "arz", "ckb", "dv", "fa", "he", "ota", "pal", "ps", "sam", "sd", "syr", "ug", "ur", "yi")
)
_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "phli", "rohg", "samr", "syrc", "thaa"))


def is_from_right(language: str) -> bool:
    """Whether words of a language tag run from right to left: by its script where it names one (``ar-Latn`` does not)."""
    first, *more = language.lower().split("-")
    script = next((one for one in more if len(one) == 4 and one.isalpha()), "")
    return script in _SCRIPTS if script else first in _LANGUAGES
