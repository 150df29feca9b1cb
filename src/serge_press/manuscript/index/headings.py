"""How a term is called in an index, and by what it is sorted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from serge_press.collation import Key, collation_key, initial, without_article
from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.line import Run, bracketed, run, tidy
from serge_press.manuscript.apparatus.maker import Maker
from serge_press.manuscript.apparatus.titles import numbered, title
from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.index.names import pseudonym_key, title_key
from serge_press.manuscript.nodes import CitedTitle, Text
from serge_press.manuscript.typography import typeset
from serge_press.memory import remembered, remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts
    from serge_press.model.events import Location
    from serge_press.model.people import Name, Person
    from serge_press.model.works import Work


@dataclass(frozen=True, slots=True)
class Heading:
    """What an entry is called, its place in the alphabet, and the letter it stands under ("" for figures and marks)."""

    words: Run
    key: Key
    initial: str


@dataclass(frozen=True, slots=True)
class See:
    """A name under which somebody may look, and the term under which the pages stand."""

    heading: Heading
    kind: Kind
    target: Term


@dataclass(frozen=True, slots=True)
class Headings:
    """Of every term of the catalogue what it is called; and the other names of persons."""

    terms: dict[Term, Heading]
    sees: tuple[See, ...]


@remembered_by_identity
def headings(facts: Facts) -> Headings:
    """The headings of everything in the catalogue, in the book's language."""
    maker = Maker(facts)
    terms: dict[Term, Heading] = {}
    sees: list[See] = []
    for person in facts.catalogue.people.values():
        own = terms[Term(Kind.PERSONS.value, person.id)] = name_heading(maker, person.name)
        for pseudonym in person.pseudonyms:
            signed = name_heading(maker, pseudonym.name)
            whose = run(signed.words, " ", bracketed(maker.foreign(person.name.display, person.name.language)))
            term = Term(Kind.PSEUDONYMS.value, pseudonym_key(person, pseudonym.name.display))
            terms[term] = Heading(whose, signed.key, signed.initial)
        sees += _other_forms(maker, person, own)
    for work in facts.catalogue.works.values():
        terms[Term(Kind.WORKS.value, work.id)] = by_itself(maker, _work, work)
    for location in facts.catalogue.locations.values():
        shown = place_name(maker, location)
        terms[Term(Kind.PLACES.value, location.id)] = _heading(
            maker, run(shown), without_article(shown, facts.language)
        )
    terms |= _periodicals(maker)
    return Headings(terms, tuple(sees))


def _work(maker: Maker, work: Work) -> Heading:
    number = numbered(maker, work)
    words = run(title(maker, work), f" ({number})" if number else "")
    return _heading(maker, words, without_article(work.title.text, work.title.language or maker.facts.language))


@remembered
def subject(language: str, words: str) -> Heading:
    """The heading of a term or sub-entry that an author wrote, in a book in this language."""
    shown = typeset(tidy(words), language) if words else ""
    return _of(language, run(shown), without_article(shown, language))


def claimant(maker: Maker, words: str) -> Heading:
    """The heading of somebody, or of something ("The Militant"), that made a claim and is no person of the catalogue."""
    shown = maker.set(words)
    return _heading(maker, run(shown), without_article(shown, maker.facts.language))


def place_name(maker: Maker, location: Location) -> str:
    """A place's name in the book's language, else the name it is listed by."""
    return maker.set(location.name_in(maker.facts.language))


def _heading(maker: Maker, words: Run, sort: str) -> Heading:
    return _of(maker.facts.language, words, sort)


def _of(language: str, words: Run, sort: str) -> Heading:
    return Heading(words, collation_key(sort, language), initial(sort, language))


def name_heading(maker: Maker, name: Name) -> Heading:
    """The heading of a person, by the form of the name that is sorted."""
    sort = name.sort or name.display
    return _heading(maker, maker.foreign(sort, name.language), sort)


def _other_forms(maker: Maker, person: Person, own: Heading) -> list[See]:
    """Other forms of a name that begin otherwise: who looks there must be sent on."""
    term = Term(Kind.PERSONS.value, person.id)
    found: list[See] = []
    first = own.key[0][:4]
    for form in person.forms:
        heading = name_heading(maker, form)
        if heading.key[0][:4] != first and not any(heading.key[0][:4] == one.heading.key[0][:4] for one in found):
            found.append(See(heading, Kind.PERSONS, term))
    return found


def _periodicals(maker: Maker) -> dict[Term, Heading]:
    """Periodicals and books in which works appeared, as most publications call them."""
    forms: dict[str, Counter[str]] = {}
    languages: dict[str, Counter[str]] = {}
    for work in maker.facts.catalogue.works.values():
        for publication in work.publications:
            if publication.venue:
                key = title_key(publication.venue)
                forms.setdefault(key, Counter())[publication.venue] += 1
                languages.setdefault(key, Counter())[publication.language or work.title.language] += 1
    terms: dict[Term, Heading] = {}
    for key, counted in forms.items():
        venue = min(counted, key=lambda form: (-counted[form], form))
        language = min(languages[key], key=lambda tag: (-languages[key][tag], tag))
        words = (CitedTitle((Text(maker.set(venue, language)),), maker.other(language)),)
        terms[Term(Kind.PERIODICALS.value, key)] = _heading(maker, words, without_article(venue, language))
    return terms
