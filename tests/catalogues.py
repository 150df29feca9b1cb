"""Small catalogues by hand: ``book(work("prison", "Les Hommes dans la prison"))`` and its made parts as outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.findings import Place
from serge_press.manuscript.apparatus.colophon import ColophonFacts
from serge_press.manuscript.apparatus.maker import Facts, Made
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.words import Words
from serge_press.manuscript.nodes import Group
from serge_press.manuscript.outline import outline_blocks
from serge_press.manuscript.tree import every_block, every_leaf, plain_words
from serge_press.model.attributions import Basis, Case, CaseId, Claim, Stance, Verdict, Weight
from serge_press.model.catalogue import Catalogue
from serge_press.model.events import Event, EventId, EventKind, Location, LocationId, Point
from serge_press.model.people import Name, Person, PersonId, Pseudonym
from serge_press.model.plan import BibliographySection, BookPlan
from serge_press.model.sources import Citation, Source, SourceId, SourceKind
from serge_press.model.works import (
    Contribution,
    Publication,
    PublicationRole,
    Relator,
    Title,
    Work,
    WorkId,
    WorkKind,
)
from serge_press.reading.prose_text import ProseText
from serge_press.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.manuscript.nodes import Block

HERE = Place("catalogue/works/1930-prison.md", 3, 1)
SERGE = PersonId("serge")
MADE_WITH = ColophonFacts((("serge-press", "0.1"), ("weasyprint", "70.0")), ("EB Garamond",), "0123456789abcdef")


def on(edtf: str) -> When | None:
    """A date, None for ""."""
    return When.parse(edtf) if edtf else None


def cited(source: str = "sedgwick", locator: str = "") -> Citation:
    return Citation(SourceId(source), locator, HERE)


def by(person: str = "serge", signed: str | None = None, role: Relator = Relator.AUTHOR) -> Contribution:
    return Contribution(PersonId(person), role, signed, HERE)


def printed(role: PublicationRole = PublicationRole.FIRST, when: str = "", **more: object) -> Publication:
    return Publication(HERE, role, on(when), **more)  # type: ignore[arg-type]


def work(
    name: str,
    title: str = "A title",
    kind: WorkKind = WorkKind.NOVEL,
    *publications: Publication,
    when: str = "",
    language: str = "fr",
    translated: str = "",
    supplied: bool = False,
    signed: str | None = None,
    part_of: str = "",
    **more: object,
) -> Work:
    """A work by the subject."""
    return Work(
        WorkId(name),
        Title(title, language, translated, supplied=supplied),
        kind,
        HERE,
        by=more.pop("by", (by(signed=signed),)),  # type: ignore[arg-type]
        when=on(when),
        publications=publications,
        part_of=WorkId(part_of) if part_of else None,
        **more,  # type: ignore[arg-type]
    )


def claim(who: str, stance: Stance, when: str = "", **more: object) -> Claim:
    defaults: dict[str, object] = {
        "by_person": None,
        "candidate": SERGE,
        "candidate_name": "",
        "basis": (Basis.STYLISTIC,),
        "weight": Weight.SLIGHT,
        "summary": f"{who} says so.",
        "source": (cited(locator="p. 3"),),
    }
    return Claim(who, stance=stance, place=HERE, made=on(when), **{**defaults, **more})  # type: ignore[arg-type]


def case(name: str, verdict: Verdict, *claims: Claim, judges: str = "", **more: object) -> Case:
    settings: dict[str, object] = {"finding": f"So it is {verdict.value}", **more}
    return Case(
        CaseId(name),
        f"The case of {name}",
        "Did he write it?",
        verdict,
        on("2026-10"),
        "The editors",
        HERE,
        work=WorkId(judges) if judges else None,
        claims=claims,
        **settings,  # type: ignore[arg-type]
    )


def source(
    name: str, kind: SourceKind = SourceKind.BOOK, title: str = "A book", short: str = "", **more: object
) -> Source:
    return Source(SourceId(name), kind, title, short, HERE, **more)  # type: ignore[arg-type]


def event(name: str, when: str, what: str, kind: EventKind = EventKind.LIFE, **more: object) -> Event:
    return Event(EventId(name), When.parse(when), ProseText(what, "catalogue/events.yaml", 5), HERE, kind, **more)  # type: ignore[arg-type]


def location(name: str, shown: str, **names: str) -> Location:
    return Location(LocationId(name), shown, HERE, names)


def person(name: str, display: str, sort: str, **more: object) -> Person:
    return Person(PersonId(name), Name(display, sort), HERE, **more)  # type: ignore[arg-type]


SUBJECT = person(
    "serge",
    "Victor Serge",
    "Serge, Victor",
    forms=(Name("Виктор Серж", "Серж, Виктор", "ru", "Cyrl"),),
    pseudonyms=(Pseudonym(Name("Le Rétif", "Rétif, Le", "fr"), When.parse("1908/1912"), "", True, HERE),),
    born=When.parse("1890-12-30"),
    died=When.parse("1947-11-17"),
    roles="novelist, revolutionary",
)
SEDGWICK = source("sedgwick", title="Memoirs of a Revolutionary", short="Sedgwick 1963", by=("Victor Serge",))


def section(letter: str, title: str, *kinds: WorkKind) -> BibliographySection:
    return BibliographySection(letter, title, kinds, HERE)


ALL_WORKS = section("A", "Books", *WorkKind)
"""A section for works of every kind."""


def plan(*sections: BibliographySection, language: str = "en-GB", **more: object) -> BookPlan:
    settings: dict[str, object] = {"about": SERGE, **more}
    return BookPlan("Victor Serge", language, "victor-serge", HERE, sections=sections, **settings)  # type: ignore[arg-type]


def catalogue(
    works: Sequence[Work] = (),
    cases: Sequence[Case] = (),
    people: Sequence[Person] = (SUBJECT,),
    sources: Sequence[Source] = (SEDGWICK,),
    events: Sequence[Event] = (),
    points: Sequence[Point] = (),
    locations: Sequence[Location] = (),
) -> Catalogue:
    return Catalogue(
        {one.id: one for one in people},
        {one.id: one for one in sources},
        {one.id: one for one in works},
        {one.id: one for one in cases},
        {one.id: one for one in locations},
        tuple(events),
        tuple(points),
    )


def facts(known: Catalogue, wanted: BookPlan | None = None) -> Facts:
    settled = wanted or plan()
    return Facts(settled, known, Words(settled.language), number_works(settled, known).numbers)


def words_of(made: Made | Sequence[Block]) -> list[str]:
    """The words of every leaf, in order, with plain spaces."""
    blocks = made.blocks if isinstance(made, Made) else made
    return [plain_words(leaf.inlines).replace("\u00a0", " ") for leaf in every_leaf(blocks)]


def outlined(made: Made) -> str:
    """The part as the outline shows it, with plain spaces."""
    return outline_blocks(made.blocks, made.notes).replace("\u00a0", " ")


def group(made: Made, anchor: str) -> Group:
    """The group of that anchor."""
    return next(b for b in every_block(made.blocks) if isinstance(b, Group) and b.anchor == anchor)
