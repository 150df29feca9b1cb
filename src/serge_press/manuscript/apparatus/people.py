"""The people of the book: short lives in alphabetical order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.line import Run, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker, anchor_for
from serge_press.manuscript.nodes import Block, Group, GroupStyle, ParagraphStyle, Strong
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.people import Name, Person


@remembered_by_identity
def people(facts: Facts) -> Made:
    """One entry a person, by the form of the name as sorted."""
    maker = Maker(facts)
    order = sorted(
        facts.catalogue.people.values(),
        key=lambda person: (collation_key(person.name.sort or person.name.display, facts.language), person.id),
    )
    return maker.made([by_itself(maker, _entry, person) for person in order])


def _entry(maker: Maker, person: Person) -> Group:
    leaves = Leaves(anchor_for("person", person.id), person.place)
    words = maker.words
    dates = commas(
        words.phrase("people.born", date=words.date(person.born)) if person.born else "",
        words.phrase("people.died", date=words.date(person.died)) if person.died else "",
    )
    forms = joined([_name(maker, name) for name in person.forms], "; ")
    pseudonyms = joined([_name(maker, pseudonym.name) for pseudonym in person.pseudonyms], "; ")
    authorities = joined(
        [run(f"{name.upper() if len(name) < 5 else name.capitalize()} {tidy(value)}")
         for name, value in person.authorities.items() if tidy(value)],
        "; ",
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        *leaves.line(
            ParagraphStyle.REFERENCE,
            sentences(
                Strong(_name(maker, person.name, sort=True)),
                upper_first(run(maker.set(person.roles))),
                upper_first(dates),
            ),
        ),
        *leaves.line(
            ParagraphStyle.DETAIL,
            sentences(
                run(words.label("people.also"), forms) if forms else "",
                run(words.label("people.wrote-as"), pseudonyms) if pseudonyms else "",
            ),
        ),
        *maker.prose(person.life, leaves.prefix("l")),
        *leaves.line(
            ParagraphStyle.DETAIL, sentences(run(words.label("people.authorities"), authorities)) if authorities else ""
        ),
    )
    return Group(leaves.anchor, GroupStyle.ENTRY, blocks, person.place)


def _name(maker: Maker, name: Name, *, sort: bool = False) -> Run:
    shown = tidy(name.sort) if sort and tidy(name.sort) else tidy(name.display)
    return maker.foreign(shown, name.language)
