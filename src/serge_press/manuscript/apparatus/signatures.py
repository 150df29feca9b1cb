"""How a work is signed: the exact form, unsigned, or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, joined, run
from serge_press.model.works import PublicationRole, Relator, WorkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.people import Name, Person
    from serge_press.model.works import Contribution, Work


_UNPUBLISHED = frozenset({WorkKind.DIARY, WorkKind.DRAWING, WorkKind.LETTER, WorkKind.MANUSCRIPT})
"""Kinds that are not written to come out under a name: of these, no word of the signature is no gap."""


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
    """The subject's signatures under the work and its publications, each once: a form, "" for unsigned, None for not known."""
    about = maker.facts.plan.about
    printed = [
        part
        for publication in work.publications
        for part in publication.by
        if part.role is Relator.AUTHOR and about in (None, part.person)
    ]
    found = list(dict.fromkeys(part.signed_as for part in (*own_contributions(maker, work), *printed)))
    return found or [None]


def signed(maker: Maker, work: Work) -> Run:
    """The signature in words: "Signed Le Rétif", "Unsigned", "Signature not known"; () for a work of nobody known.

    A diary, a letter or a manuscript has a signature only where the catalogue gives one.
    Where the work itself does not say, its first publication does; later ones may have been signed otherwise.
    """
    if not work.by:  # nobody is named: the author is not known, and so neither is what he signed
        return ()
    own = own_contributions(maker, work) or list(work.by)
    if all(part.signed_as is None for part in own):
        about = maker.facts.plan.about
        own = [
            part
            for publication in work.publications
            if publication.role is PublicationRole.FIRST
            for part in publication.by
            if part.role is Relator.AUTHOR and about in (None, part.person)
        ] or own
    if work.kind in _UNPUBLISHED and all(part.signed_as is None for part in own):
        return ()
    return signature(maker, own)


def signature(maker: Maker, parts: Iterable[Contribution]) -> Run:
    """What these contributions are signed with, in words."""
    words = maker.words
    found = {part.signed_as: part for part in reversed(tuple(parts))}
    forms = [_form(maker, part) for form, part in reversed(found.items()) if form]
    if forms:
        return words.phrase("entry.signed", name=joined(forms, ", "))
    return run(words.say("entry.unsigned" if "" in found else "entry.signature-unknown"))


def _form(maker: Maker, part: Contribution) -> Run:
    """A signature, in the language of the name it is, where the catalogue knows that name."""
    form = part.signed_as or ""
    person = maker.facts.catalogue.people.get(part.person)
    for name in names_of(person) if person else ():
        if name.display == form:
            return maker.foreign(form, name.language)
    return run(maker.set(form))
