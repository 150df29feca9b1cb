"""What every record of a book says alike, whether it stands in the e-book or goes to shops: names, titles, numbers, dates."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from serge_press.findings import NOWHERE
from serge_press.model.trade import Contributor, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.model.plan import BookPlan, EditionPlan

_ARTICLES: dict[str, tuple[str, ...]] = {
    "de": ("der", "die", "das", "ein", "eine"),
    "en": ("the", "a", "an"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "fr": ("le", "la", "les", "un", "une", "l’", "l'"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "uno", "una", "l’", "l'"),
    "nl": ("de", "het", "een"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
}
_GROUPS = frozenset({"the", "die", "les", "los", "gli"})
"""Words that begin the name of a body of people and no person's."""

RELATORS: dict[Part, str] = {
    Part.AUTHOR: "aut",
    Part.EDITOR: "edt",
    Part.COMPILER: "com",
    Part.TRANSLATOR: "trl",
    Part.INTRODUCER: "aui",
    Part.FOREWORD: "aui",
    Part.PREFACE: "aui",
    Part.AFTERWORD: "aft",
    Part.NOTES: "ann",
    Part.ANNOTATOR: "cwt",
    Part.ILLUSTRATOR: "ill",
    Part.PHOTOGRAPHER: "pht",
    Part.COVER: "cov",
    Part.MAPS: "ctg",
    Part.INDEXER: "ctb",
    Part.DESCRIBER: "ctb",
    Part.RESEARCHER: "res",
}
"""MARC relator codes (Library of Congress)."""

ADDRESSES: dict[str, str] = {
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
}
"""Where authorities keep what they know of a person, by the names the catalogue gives them."""


def makers_of(plan: BookPlan) -> tuple[Contributor, ...]:
    """Everybody who made the book, in order, each with the name it is filed under.

    Without ``[[contributor]]`` tables they are the names of the title page, as authors.
    """
    people = plan.trade.contributors or tuple(Contributor(name, Part.AUTHOR, NOWHERE) for name in plan.by)
    return tuple(_filed(one) for one in people)


def _filed(one: Contributor) -> Contributor:
    group = one.group or one.name.partition(" ")[0].lower() in _GROUPS
    same = one.known is not None and one.known.name.display == one.name
    sort = one.sort or (one.known.name.sort if one.known is not None and same else "")
    sort = sort or (one.name if group else file_as(one.name))
    return Contributor(one.name, one.part, one.place, sort, group, one.person, one.known)


def file_as(name: str) -> str:
    """How a name is filed: "Quist, Edda" for two words, unless the first is an article; else the name as it is."""
    words = name.split()
    if len(words) != 2 or words[0].lower() in _GROUPS:
        return name
    return f"{words[1]}, {words[0]}"


def without_article(title: str, language: str) -> tuple[str, str]:
    """The article that begins a title in its language, and the title without it; "" and the title where none does."""
    articles = _ARTICLES.get(language.partition("-")[0].casefold(), ())
    first, space, rest = title.partition(" ")
    if space and rest.strip() and first.lower() in articles:
        return first, rest.strip()
    for one in articles:
        if one[-1] in "’'" and title.lower().startswith(one) and len(title) > len(one):
            return title[: len(one)], title[len(one) :]
    return "", title


def isbn13(isbn: str) -> str:
    """The thirteen digits of an ISBN; one of ten digits becomes one of thirteen (ISO 2108:2017, annex C)."""
    digits = "".join(letter for letter in isbn.upper() if letter.isdigit() or letter == "X")
    if len(digits) != 10:
        return digits
    body = "978" + digits[:9]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def identifier_of(book: BookPlan, edition: EditionPlan) -> str:
    """``urn:isbn:…``, or else a UUID made from the book's stable name and the edition's, never from chance."""
    if edition.isbn:
        return "urn:isbn:" + isbn13(edition.isbn)
    name = book.project or f"serge-press:{book.slug}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{name}#{edition.name}')}"


def published_on(plan: BookPlan) -> str:
    """The date of publication as ISO 8601 writes it: the day, month or year that is known; "" for none."""
    when = plan.trade.published
    return (when.html_datetime if when is not None else "") or plan.year


def languages_of(plan: BookPlan, used: Iterable[str]) -> tuple[str, ...]:
    """The book's language and every other one, each once: "en" is no other in a book in "en-GB"."""
    own = plan.language
    with_more = {one.partition("-")[0].casefold() for one in (own, *used) if "-" in one}
    others = (one for one in used if "-" in one or one.casefold() not in with_more)
    return tuple(dict.fromkeys((own, *others)))
