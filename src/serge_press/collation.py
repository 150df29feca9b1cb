"""The order of names and titles: what goes in is a text and a language, what comes out is a key to sort by.

Letters are compared first by their place in the language's alphabet (a letter the language does not count as its own is
compared by its base letter), then by their accents, then by case. Words are compared word by word ("New York" before
"Newark"), runs of digits as numbers. Apostrophes and other marks count nothing; a hyphen parts words. Latin stands before
Greek, Greek before Cyrillic, everything else follows by code point. The key is total: two texts are only equal when
they are the same characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Only languages whose alphabet departs from the base letters; "ё" and accents of Russian are variants, not letters.
_ALPHABETS: dict[str, str] = {
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "eo": "a b c ĉ d e f g ĝ h ĥ i j ĵ k l m n o p q r s ŝ t u ŭ v w x y z",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "nb": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
}
_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
# One order for Cyrillic in a book whose own language is written in Latin letters.
_CYRILLIC = "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ў ф х ц ч ш щ ъ ы ь э ю я"

_ARTICLES: dict[str, tuple[str, ...]] = {
    "de": ("der", "die", "das", "ein", "eine"),
    "en": ("the", "a", "an"),
    "eo": ("la",),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "l’", "un", "une"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l’", "un", "uno", "una", "un’"),
    "nl": ("de", "het", "een"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
}

# Letters that Unicode does not take apart.
_WHOLE = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
_APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’", "`": "’"})
_TOKEN = r"\d+|\w|[\s\-\u2010-\u2015/]+"

Key = tuple[tuple[tuple[int, int], ...], str, str]


@lru_cache(maxsize=256)  # asked of the same few tags for every field of every work
def primary_language(tag: str) -> str:
    """The first subtag of a BCP 47 tag, lower case: ``pl`` of ``pl-PL``."""
    return tag.partition("-")[0].lower()


def without_article(title: str, language: str) -> str:
    """The title without its leading article in its own language; the whole title where nothing else would be left."""
    text = unicodedata.normalize("NFC", title).translate(_APOSTROPHES).strip(" «»“”„‘[(")
    folded = text.casefold()
    for article in _ARTICLES.get(primary_language(language), ()):
        head = article if article.endswith("’") else f"{article} "
        if folded.startswith(head) and text[len(head) :].strip():
            return text[len(head) :].lstrip()
    return text


@cache
def _weights(language: str) -> dict[str, int]:
    """The place of every letter (or digraph): Latin, then Cyrillic, the book's own alphabet replacing its script's."""
    own = _ALPHABETS.get(primary_language(language), "")
    cyrillic = own if own.startswith("а") else _CYRILLIC
    latin = own if own and cyrillic is not own else _LATIN
    return {
        **{letter: 1000 + n for n, letter in enumerate(latin.split())},
        **{letter: 3000 + n for n, letter in enumerate(cyrillic.split())},
    }


@cache
def _tokens(language: str) -> re.Pattern[str]:
    """What is compared as one: a number, a letter or digraph, what parts words."""
    pairs = [letter for letter in _weights(language) if len(letter) > 1]
    return re.compile("|".join((*pairs, _TOKEN)))


def _letter(character: str, weights: dict[str, int]) -> list[tuple[int, int]]:
    """The weight of one letter, or of the letters it stands for."""
    if character in weights:
        return [(2, weights[character])]
    base = _WHOLE.get(character) or "".join(
        part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)
    )
    if not base:
        return []
    return [(2, weights.get(part, 2000 + ord(part) if ord(part) < 0x400 else 4000 + ord(part))) for part in base]


def collation_key(text: str, language: str) -> Key:
    """The key by which a text is sorted in a list in ``language`` (a BCP 47 tag)."""
    weights, tokens = _weights(language), _tokens(language)
    composed = unicodedata.normalize("NFC", text)
    folded = unicodedata.normalize("NFC", composed.casefold())
    out: list[tuple[int, int]] = []
    for token in tokens.findall(folded):
        if (weight := weights.get(token)) is not None:
            out.append((2, weight))
        elif token[0].isdecimal():
            out.append((1, int(token[:18])))
        elif _is_figure(token):
            out.append((1, int(unicodedata.numeric(token))))
        elif token[0].isalnum():
            out.extend(_letter(token, weights))
        elif out:
            out.append((0, 0))
    while out and out[-1] == (0, 0):
        out.pop()
    accents = "".join(unicodedata.normalize("NFD", folded).split())
    return tuple(out), accents, composed


def initial(text: str, language: str) -> str:
    """The letter, a capital, under which a text stands in a list in ``language``; "" for a figure or a mark.

    A letter that the alphabet does not count as its own stands under its base letter: Ł under L in English, not in Polish.
    """
    weights = _weights(language)
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    for token in _tokens(language).findall(folded):  # as the key goes through them, or one letter would head two groups
        if token in weights:
            return str(token).capitalize()
        if token[0].isdecimal() or _is_figure(token):
            return ""
        if token[0].isalnum():
            base = _WHOLE.get(token) or unicodedata.normalize("NFD", token)
            accented = len(base) > 1 and all(map(unicodedata.combining, base[1:]))
            return (base[0] if accented or base[0] in weights else str(token)).upper()
    return ""


def _is_figure(token: str) -> bool:
    """Whether a sign is a number and no letter: ² ½ Ⅳ."""
    return len(token) == 1 and token.isnumeric() and not token.isalpha()


def title_key(title: str, language: str, *, of_list: str) -> Key:
    """The key of a title in ``language``, without its leading article, in a list whose order is that of ``of_list``."""
    return collation_key(without_article(title, language), of_list)
