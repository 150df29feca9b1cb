"""The names of the book's subject: forms in every script, pseudonyms, other signatures, and the works signed with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import Key, collation_key
from serge_press.manuscript.apparatus.line import Run, joined, run, sentences, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.apparatus.signatures import names_of, signatures
from serge_press.manuscript.apparatus.titles import number_link
from serge_press.manuscript.nodes import Anchor, Block, Group, GroupStyle, ParagraphStyle, Strong
from serge_press.memory import remembered_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from serge_press.findings import Place
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.people import Name, Pseudonym
    from serge_press.model.works import Work


@remembered_by_identity
def names(facts: Facts) -> Made:
    """The name web of the book's subject; empty in a book without one."""
    maker = Maker(facts)
    person = facts.catalogue.people.get(facts.plan.about) if facts.plan.about else None
    if person is None:
        return maker.made(())
    leaves = Leaves(Anchor("names"), person.place)
    words = maker.words
    signed = _works_by_signature(maker)
    known = {name.display for name in names_of(person)}
    blocks: list[Block] = [leaves.heading(2, words.say("names.forms"))]
    blocks += [_form(maker, leaves, person.name, person.place, signed, main=True)]
    blocks += [_form(maker, leaves, name, person.place, signed) for name in _sorted(maker, person.forms)]
    if person.pseudonyms:
        blocks.append(leaves.heading(2, words.say("names.pseudonyms")))
        order = {id(name): n for n, name in enumerate(_sorted(maker, [p.name for p in person.pseudonyms]))}
        blocks += [
            _pseudonym(maker, leaves, pseudonym, signed)
            for pseudonym in sorted(person.pseudonyms, key=lambda p: order[id(p.name)])
        ]
    others = sorted((form for form in signed if form and form not in known), key=lambda f: _key(maker, f))
    if others:
        blocks.append(leaves.heading(2, words.say("names.other")))
        blocks += [
            _entry(leaves, person.place, sentences(Strong(run(form))), _works(maker, signed[form], person.place))
            for form in others
        ]
    if unsigned := signed.get(""):
        blocks.append(leaves.heading(2, words.say("names.unsigned")))
        blocks += leaves.line(ParagraphStyle.DETAIL, _works(maker, unsigned, person.place))
    return maker.made(blocks)


def _key(maker: Maker, text: str) -> Key:
    return collation_key(text, maker.facts.language)


def _sorted(maker: Maker, found: Iterable[Name]) -> list[Name]:
    return sorted(found, key=lambda name: (name.script != "Latn", collation_key(name.sort, maker.facts.language)))


def _works_by_signature(maker: Maker) -> dict[str, list[Work]]:
    """The works under each signature, by date; "" gathers the unsigned ones."""
    found: dict[str, list[Work]] = {}
    for work in maker.facts.catalogue.in_order(maker.facts.catalogue.works.values()):
        for form in signatures(maker, work):
            if form is not None:
                found.setdefault(form, []).append(work)
    return found


def _works(maker: Maker, works: list[Work], place: Place) -> Run:
    """Numbers of works, each with its mark and page."""
    return sentences(joined([number_link(maker, work, place) for work in works], ", "))


def _entry(leaves: Leaves, place: Place, reference: Run, works: Run) -> Group:
    anchor = leaves.next("g")
    inside = (*leaves.line(ParagraphStyle.REFERENCE, reference), *leaves.line(ParagraphStyle.DETAIL, works))
    return Group(anchor, GroupStyle.ENTRY, inside, place)


def _signed(maker: Maker, name: Name, place: Place, signed: dict[str, list[Work]]) -> Run:
    """The works signed with the name; () where there are none."""
    works = signed.get(name.display)
    return run(maker.words.label("names.signed"), _works(maker, works, place)) if works else ()


def _script(maker: Maker, name: Name) -> str:
    """The script in words, for names not in Latin letters."""
    key = f"script.{name.script}"
    return maker.words.say(key) if name.script != "Latn" and maker.words.has(key) else ""


def _form(
    maker: Maker, leaves: Leaves, name: Name, place: Place, signed: dict[str, list[Work]], *, main: bool = False
) -> Group:
    words = maker.words
    language = words.name_of(name.language) if name.language else ""
    reference = sentences(
        Strong(maker.foreign(name.display, name.language)),
        words.say("names.main") if main else "",
        joined([run(language), run(_script(maker, name))], ", ") if name.script != "Latn" or not main else "",
    )
    return _entry(leaves, place, reference, _signed(maker, name, place, signed))


def _pseudonym(maker: Maker, leaves: Leaves, pseudonym: Pseudonym, signed: dict[str, list[Work]]) -> Group:
    words = maker.words
    reference = sentences(
        Strong(maker.foreign(pseudonym.name.display, pseudonym.name.language)),
        _script(maker, pseudonym.name),
        words.phrase("names.used", date=words.date(pseudonym.used)) if pseudonym.used else "",
        upper_first(maker.inline(pseudonym.note, pseudonym, "note")),
        "" if pseudonym.sure else words.say("names.unsure"),
    )
    works = _signed(maker, pseudonym.name, pseudonym.place, signed)
    if not works and pseudonym.sure:  # of one that only lists give, this is said already
        works = sentences(words.say("names.none"))
    return _entry(leaves, pseudonym.place, reference, works)
