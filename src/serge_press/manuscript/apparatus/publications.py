"""One publication in words: where, by whom, when it appeared, and what else is known of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, bracketed, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import link_out
from serge_press.manuscript.apparatus.signatures import signature
from serge_press.manuscript.apparatus.titles import QUOTED, cited_title
from serge_press.manuscript.nodes import Reference
from serge_press.model.isbn import hyphenated
from serge_press.model.works import PublicationRole, Relator

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.manuscript.nodes import Inline
    from serge_press.model.works import Contribution, Publication, Work

_ROLES = (
    Relator.AUTHOR, Relator.TRANSLATOR, Relator.EDITOR, Relator.INTRODUCER, Relator.ILLUSTRATOR, Relator.SIGNATORY,
)  # fmt: skip
_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"(?<=[\divxlc])\s*[-–]\s*(?=[\divxlc])")
_PAGES = re.compile(r"(?:\d+|[ivxlc]+)(?:(?:–|, )(?:\d+|[ivxlc]+))*")  # arabic and roman


def statement(maker: Maker, work: Work, publication: Publication) -> Run:
    """The publication as one or two sentences: title where it has its own, helpers, imprint, date, pages, identifiers."""
    own = tidy(publication.title)
    language = publication.language or work.title.language
    named = () if own == tidy(work.title.text) else cited_title(maker, own, language, quoted=work.kind in QUOTED)
    about = maker.facts.plan.about
    own_part = tuple(part for part in publication.by if part.person == about and part.role is Relator.AUTHOR)
    helpers = contributors(maker, tuple(part for part in publication.by if part not in own_part))
    head = sentences(commas(named, helpers)) if named or helpers else ()
    return joined(
        [
            head if named else upper_first(head),
            upper_first(sentences(imprint(maker, work, publication))),
            sentences(signature(maker, own_part)) if any(part.signed_as is not None for part in own_part) else (),
            sentences(*identifiers(maker, publication)),
        ],
        " ",
    )


def imprint(maker: Maker, work: Work, publication: Publication, listed: str = "") -> Run:
    """Where and when it appeared: "Paris: Rieder, 1930, pp. 44–61" or "*Le Communiste* (Brussels), no. 14, 20 June 1908".

    ``listed`` is the date of a publication that has none of its own.
    """
    words = maker.words
    date = run(words.date(publication.when) or maker.set(publication.as_printed) or listed)
    cities = words.listed(tuple(maker.set(city) for city in publication.cities if tidy(city)))
    house = joined([run(cities), run(maker.set(publication.publisher))], maker.words.say("house"))
    venue = cited_title(maker, publication.venue, publication.language or work.title.language, quoted=False)
    volume = counted(maker, "entry.volume", publication.volume)
    edition = _edition(maker, publication)
    if venue and publication.publisher:
        held = bracketed(commas(house, edition, date))
        inside = run(words.phrase("entry.in", container=run(venue, " " if held else "", held)))
        return commas(inside, volume, issue(maker, publication), pages(maker, publication.pages))
    where = run(venue, " ", bracketed(cities)) if venue and cities else venue or house
    leaves = extent(maker, publication.pages) if publication.publisher else pages(maker, publication.pages)
    return commas(where, edition, volume, issue(maker, publication), date, leaves)


def _edition(maker: Maker, publication: Publication) -> Run:
    """The edition: "2nd edition" for a bare number, otherwise as the author wrote it."""
    if not publication.edition:
        return ()
    text = tidy(publication.edition)
    if _DIGITS.fullmatch(text) and len(text) < 4:
        return maker.words.phrase("entry.edition", ordinal=maker.words.ordinal(int(text)))
    return run(maker.set(text))


def issue(maker: Maker, publication: Publication) -> Run:
    """The number of a periodical: "no. 14" for bare digits, otherwise as the author wrote it."""
    if not publication.issue:
        return ()
    several = "–" in _RANGE.sub("–", publication.issue)
    return counted(maker, "entry.numbers" if several else "entry.number", publication.issue)


def pages(maker: Maker, written: str) -> Run:
    """Page numbers: "p. 3", "pp. 44–61" for bare digits, otherwise as the author wrote them."""
    if not written:
        return ()
    text = _RANGE.sub("–", tidy(written))
    if not _PAGES.fullmatch(text):
        return run(maker.set(written))
    key = "entry.pages" if "–" in text or "," in text else "entry.page"
    return maker.words.phrase(key, pages=text)


def extent(maker: Maker, written: str) -> Run:
    """The pages of a whole book: "96 pp." for a bare number; anything else says where in it the text stands."""
    text = tidy(written)
    return maker.words.phrase("entry.extent", pages=text) if _DIGITS.fullmatch(text) else pages(maker, written)


def counted(maker: Maker, key: str, written: str) -> Run:
    """A count with its word before it ("vol. 3") for bare digits, otherwise as the author wrote it."""
    if not written:
        return ()
    text = _RANGE.sub("–", tidy(written))
    return (
        maker.words.phrase(key, number=text)
        if text and all(c.isdecimal() or c in "–/" for c in text)
        else run(maker.set(written))
    )


def contributors(maker: Maker, by: tuple[Contribution, ...], *, alone: bool = False) -> Run:
    """Who did what, in the order of the roles: "translated by A and B, introduced by C".

    ``alone`` says that the authors named are all there are; else they are named beside the book's subject.
    """
    if not by:
        return ()
    parts = []
    for role in _ROLES:
        names = [_name(maker, contribution) for contribution in by if contribution.role is role]
        if names:
            key = "by" if role is Relator.AUTHOR and alone else role.value
            parts.append(maker.words.phrase(f"role.{key}", names=_listed(maker, names)))
    return joined(parts, ", ")


def _listed(maker: Maker, names: list[Run]) -> Run:
    if len(names) == 1:
        return names[0]
    return maker.words.phrase("and", first=joined(names[:-1], ", "), last=names[-1])


def _name(maker: Maker, contribution: Contribution) -> Run:
    """A person's name, linked; with the signature where it was another."""
    person = maker.facts.catalogue.people.get(contribution.person)
    shown = person.name.display if person else str(contribution.person)
    link: Inline = Reference("person", contribution.person, run(shown), contribution.place)
    signed = contribution.signed_as
    if signed is None or signed == shown:
        return run(link)
    if not signed:
        return maker.words.phrase("entry.unsigned-other", name=run(link))
    return maker.words.phrase("entry.signed-other", name=run(link), signed=signed)


def identifiers(maker: Maker, publication: Publication) -> list[Run]:
    """ISBN and the like, in the order of the author's file."""
    out = []
    for name, value in publication.identifiers.items():
        key = f"entry.{name.lower()}"
        if tidy(value):
            known = maker.words.has(key) and name.lower() in {"isbn", "oclc"}
            shown = hyphenated(value) if name.lower() == "isbn" else value
            out.append(
                maker.words.phrase(key, value=tidy(shown))
                if known
                else maker.words.phrase("entry.identifier", name=name.upper(), value=tidy(value))
            )
    return out


def remarks(maker: Maker, work: Work, publication: Publication) -> Run:
    """What stands after the statement: the date as printed, seen or not, confidence, a note, the address, the evidence.

    Seen and confidence are said only where they are not those of the work as a whole, which its entry gives.
    """
    words = maker.words
    return sentences(
        upper_first(as_printed(maker, publication.as_printed, words.date(publication.when)))
        if publication.as_printed
        else "",
        seen(maker, publication.seen) if publication.seen is not work.seen else "",
        words.phrase("confidence.label", confidence=words.say(f"confidence.{publication.confidence.value}"))
        if publication.confidence and publication.confidence is not work.confidence
        else "",
        maker.inline(publication.note, publication, "note"),
        link_out(publication.url),
        run(words.label("entry.evidence"), maker.evidence(publication.evidence)) if publication.evidence else "",
    )


def as_printed(maker: Maker, printed: str, date: str) -> Run:
    """The date as the page prints it, where that differs from the date in words and so is not said already."""
    text = maker.set(printed)
    if not text or not date or text.casefold() == date.casefold():
        return ()
    return maker.words.phrase("entry.as-printed", quoted=maker.words.quoted(text))


def seen(maker: Maker, value: bool | None) -> Run:
    """Whether the editors saw a copy; () where nothing is said."""
    if value is None:
        return ()
    return run(maker.words.say("entry.seen" if value else "entry.not-seen"))


def by_role(work: Work, role: PublicationRole) -> list[Publication]:
    """The work's publications of that role, by date, undated last, else in the author's order."""
    chosen = [publication for publication in work.publications if publication.role is role]
    if len(chosen) < 2:
        return chosen
    return sorted(chosen, key=lambda p: (p.when is None, p.when.sort_key if p.when else ()))
