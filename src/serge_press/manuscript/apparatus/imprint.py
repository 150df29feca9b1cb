"""The imprint: rights, licence, house, identifiers of every edition, typeface. Only what plan and house hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, commas, joined, run, sentences
from serge_press.manuscript.apparatus.maker import Leaves, Maker, link_out
from serge_press.manuscript.nodes import Anchor, GroupStyle, ParagraphStyle
from serge_press.model.isbn import hyphenated

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.colophon import ColophonFacts
    from serge_press.manuscript.apparatus.maker import Facts, Made

# By SPDX identifier: the licence's own name, and the address at which its deed stands.
LICENCES = {
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    **{
        f"CC-{terms}-{version}": (
            f"Creative Commons {words} {version} {reach}",
            f"https://creativecommons.org/licenses/{terms.lower()}/{version}/",
        )
        for terms, words in (
            ("BY", "Attribution"),
            ("BY-SA", "Attribution-ShareAlike"),
            ("BY-NC", "Attribution-NonCommercial"),
            ("BY-ND", "Attribution-NoDerivatives"),
            ("BY-NC-SA", "Attribution-NonCommercial-ShareAlike"),
            ("BY-NC-ND", "Attribution-NonCommercial-NoDerivatives"),
        )
        for version, reach in (("3.0", "Unported"), ("4.0", "International"))
    },
}


def imprint(facts: Facts, made_with: ColophonFacts) -> Made:
    """One line a fact, a missing fact without a trace."""
    maker = Maker(facts)
    plan, words = facts.plan, maker.words
    leaves = Leaves(Anchor("imprint"), plan.place)
    house = commas(maker.set(plan.publisher), maker.set(plan.city), maker.set(plan.year))
    whole = joined([run(maker.set(plan.title)), run(maker.set(plan.subtitle))], words.say("colon"))
    lines: list[Run] = [
        sentences(whole),
        sentences(words.phrase("imprint.published", publisher=house)) if house else (),
        sentences(maker.set(plan.rights)),
        sentences(words.phrase("imprint.licence", licence=licence(plan.licence))) if plan.licence else (),
        *(
            run(words.say(f"imprint.edition.{edition.kind}"), words.say("colon"), f"ISBN {hyphenated(edition.isbn)}")
            for edition in plan.editions
            if edition.isbn.strip() and words.has(f"imprint.edition.{edition.kind}")
        ),
        sentences(words.phrase("imprint.type", fonts=words.listed(made_with.fonts))) if made_with.fonts else (),
        _access(maker, plan.accessibility.contact),
    ]
    block = [paragraph for line in lines for paragraph in leaves.line(ParagraphStyle.IMPRINT_LINE, line)]
    return maker.made(leaves.group(GroupStyle.IMPRINT_BLOCK, block))


def _access(maker: Maker, contact: str) -> Run:
    """Where readers may write whom something keeps from reading the book; () where no such address is given."""
    if not contact:
        return ()
    scheme = "" if contact.startswith(("http://", "https://")) else "mailto:"
    return sentences(maker.words.phrase("imprint.access", address=link_out(scheme + contact)))


def licence(identifier: str) -> Run:
    """A licence by name, linked to its text where the house knows it; otherwise the identifier as the author wrote it."""
    name, address = LICENCES.get(identifier.strip(), (identifier.strip(), ""))
    return link_out(address, name) if address else run(name)
