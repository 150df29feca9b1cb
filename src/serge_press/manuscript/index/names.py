"""By which words a person, place, pseudonym, work or periodical is told in running text.

A full name counts wherever it stands. A family name alone counts in a chapter that names the person in full or links to
them, and only where one person of the catalogue bears it. Titles count where they are set as titles. Names are compared
as they are written, capitals and all; kinds of space and of apostrophe do not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.signatures import names_of
from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.typography import typeset
from serge_press.memory import remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from serge_press.model.catalogue import Catalogue
    from serge_press.model.people import Person
    from serge_press.model.plan import BookPlan

_ALIKE = (("’", "'"), ("ʼ", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2011", "-"), ("\u2010", "-"))
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3  # letters of a family name that is looked for alone


@dataclass(frozen=True, slots=True)
class Names:
    """Names, and family names alone, by their first word, longest first; titles by their words, small letters all.

    ``openings`` finds the words that begin as the first word of a name does: in most languages, few do. A name that begins
    with a mark ("’t Hooft") stands under the whole of it, and is found as it is.
    """

    full: Mapping[str, tuple[tuple[str, Term], ...]]
    family: Mapping[str, tuple[tuple[str, Term], ...]]
    titles: Mapping[str, Term]
    openings: re.Pattern[str]


@dataclass(slots=True)
class _Gathered:
    full: dict[str, set[Term]] = field(default_factory=lambda: defaultdict(set))
    family: dict[str, set[Term]] = field(default_factory=lambda: defaultdict(set))
    titles: dict[str, set[Term]] = field(default_factory=lambda: defaultdict(set))


@remembered_by_identity
def known_names(plan: BookPlan, catalogue: Catalogue) -> Names:
    """The names of everything in the catalogue; what two records share tells neither."""
    gathered = _Gathered()
    for person in catalogue.people.values():
        _person(gathered, person, subject=person.id == plan.about)
    for place in catalogue.locations.values():
        for name in {place.name, *place.names.values()}:
            gathered.full[folded(name)].add(Term(Kind.PLACES.value, place.id))
    for work in catalogue.works.values():
        for title in {work.title.text, work.title.translated, work.title.short, *work.title.also}:
            for words in {title, typeset(title, work.title.language or plan.language)}:
                gathered.titles[title_key(words)].add(Term(Kind.WORKS.value, work.id))
    for venue in {p.venue for work in catalogue.works.values() for p in work.publications if p.venue}:
        gathered.titles[title_key(venue)].add(Term(Kind.PERIODICALS.value, title_key(venue)))
    full = _only(gathered.full)
    taken = frozenset(name for name, _ in full)
    family = [(name, term) for name, term in _only(gathered.family) if name not in taken]
    return table(full, family, dict(_only(gathered.titles)))


def table(full: Iterable[tuple[str, Term]], family: Iterable[tuple[str, Term]], titles: Mapping[str, Term]) -> Names:
    """The table of these names, each with whose it is, and of these titles."""
    by_full, by_family = _by_first_word(full), _by_first_word(family)
    letters = sorted({first[0] for first in (*by_full, *by_family) if first[:1].isalnum()})
    ways = [f"[{re.escape(''.join(letters))}][^\\W_]*"] if letters else []
    ways += [
        re.escape(first) for first in sorted({*by_full, *by_family}, key=lambda one: (-len(one), one)) if _odd(first)
    ]
    openings = re.compile("|".join(ways) or r"(?!)")
    return Names(by_full, by_family, titles, openings)


def _by_first_word(names: Iterable[tuple[str, Term]]) -> dict[str, tuple[tuple[str, Term], ...]]:
    held: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for name, term in names:
        held[_first(name)].append((name, term))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in held.items()}


def folded(text: str) -> str:
    """The text with one kind of space, apostrophe and hyphen; letter for letter as long as it was."""
    if not text.isascii():
        for one, plain in _ALIKE:
            text = text.replace(one, plain)
    return text


def title_key(words: str) -> str:
    """The key of a title, or of a periodical, among those that are looked for: whatever apostrophes, spaces and capitals it
    is written with."""
    return folded(" ".join(words.split())).casefold()


def names_in(text: str, names: Names, introduced: Container[Term]) -> Iterator[tuple[int, int, Term]]:
    """Where names stand in a text, first to last, none inside another: begin, end, and whose it is.

    ``introduced`` are the persons whose family name alone counts.
    """
    plain = folded(text)
    full, family = names.full, names.family
    at = 0
    for word in names.openings.finditer(plain):
        first, begin = word[0], word.start()
        if (first not in full and first not in family) or begin < at or (begin and plain[begin - 1].isalnum()):
            continue
        held = _standing(plain, begin, full.get(first, ())) or _standing(
            plain, begin, family.get(first, ()), introduced
        )
        if held is not None:
            at = begin + len(held[0])
            yield begin, at, held[1]


def _standing(
    plain: str, begin: int, rows: Iterable[tuple[str, Term]], among: Container[Term] | None = None
) -> tuple[str, Term] | None:
    """The first of these names that stands at a place, and no longer word; ``among`` are those that count, or all do."""
    for row in rows:
        end = begin + len(row[0])
        if (
            plain.startswith(row[0], begin)
            and not plain[end : end + 1].isalnum()
            and (among is None or row[1] in among)
        ):
            return row
    return None


def _person(gathered: _Gathered, person: Person, *, subject: bool) -> None:
    """The names of a person. Of the book's subject only pseudonyms count: the whole book is about the rest."""
    for pseudonym in person.pseudonyms:
        if any(letter.islower() for letter in pseudonym.name.display):  # initials say too little
            gathered.full[folded(pseudonym.name.display)].add(
                Term(Kind.PSEUDONYMS.value, pseudonym_key(person, pseudonym.name.display))
            )
    if subject:
        return
    term = Term(Kind.PERSONS.value, person.id)
    pseudonyms = {pseudonym.name.display for pseudonym in person.pseudonyms}
    for name in names_of(person):
        if name.display in pseudonyms:
            continue
        if " " in name.display.strip():
            gathered.full[folded(name.display)].add(term)
        family = name.sort.partition(",")[0].strip() if "," in name.sort else ""
        for alone in {family, name.display if " " not in name.display else ""}:
            if len(alone) >= _SHORTEST and alone[0].isupper():
                gathered.family[folded(alone)].add(term)


def pseudonym_key(person: Person, display: str) -> str:
    """The key of a pseudonym: whose, and which."""
    return f"{person.id}/{display}"


def _only(names: Mapping[str, Iterable[Term]]) -> list[tuple[str, Term]]:
    """The names that tell one thing, in order."""
    told = ((name, list(terms)) for name, terms in sorted(names.items()) if name.strip())
    return [(name, terms[0]) for name, terms in told if len(terms) == 1]


def _odd(first: str) -> bool:
    """Whether a name begins with a mark, and has letters enough to tell anybody by."""
    return not first[:1].isalnum() and sum(map(str.isalnum, first)) >= _SHORTEST


def _first(name: str) -> str:
    word = _WORD.search(name)
    return word[0] if word and word.start() == 0 else name
