"""How a work is signed: the exact form, unsigned, or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, joined, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.people import Name, Person
    from serge_press.model.works import Contribution, Work


def names_of(person: Person) -> Iterator[Name]:
    """Every name the catalogue gives the person: the form shown, its other forms, the pseudonyms."""
    yield person.name
    yield from person.forms
    for pseudonym in person.pseudonyms:
        yield pseudonym.name


def own_contributions(maker: Maker, work: Work) -> list[Contribution]:
    """What the book's subject did for the work; everybody's part in a book that has no subject."""
    about = maker.facts.plan.about
    return [part for part in work.by if about is None or part.person == about]


def signatures(maker: Maker, work: Work) -> list[str | None]:
    """The subject's signatures under the work, each once: a form, "" for unsigned, None for not known."""
    found: list[str | None] = []
    for part in own_contributions(maker, work):
        if part.signed_as not in found:
            found.append(part.signed_as)
    return found or [None]


def signed(maker: Maker, work: Work) -> Run:
    """The signature in words: "Signed Le Rétif", "Unsigned", "Signature not known"; () for a work of nobody known."""
    if not work.by:  # nobody is named: the author is not known, and so neither is what he signed
        return ()
    words = maker.words
    found = signatures(maker, work) if own_contributions(maker, work) else [part.signed_as for part in work.by]
    forms = [signed_form(maker, form, work) for form in found if form]
    if forms:
        return words.phrase("entry.signed", name=joined(forms, ", "))
    return run(words.say("entry.unsigned" if "" in found else "entry.signature-unknown"))


def signed_form(maker: Maker, form: str, work: Work) -> Run:
    """A signature, in the language of the name it is, where the catalogue knows that name."""
    for part in work.by:
        person = maker.facts.catalogue.people.get(part.person)
        for name in names_of(person) if person else ():
            if name.display == form:
                return maker.foreign(form, name.language)
    return run(form)
