"""The colophon: what the book was made with and from, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import commas, joined, run, sentences
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.nodes import Anchor, Block, CitedTitle, ParagraphStyle
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made


@dataclass(frozen=True, slots=True)
class ColophonFacts:
    """What the book is made with, passed in by the run. ``versions`` are (name, version), ``fonts`` families of the house,
    ``data_digest`` the digest of the book folder as hexadecimal text."""

    versions: tuple[tuple[str, str], ...] = ()
    fonts: tuple[str, ...] = ()
    data_digest: str = ""


def colophon(facts: Facts, made_with: ColophonFacts) -> Made:
    """Fonts, tools, digest of the data; then how to cite the book and its entries."""
    maker = Maker(facts)
    words, plan = maker.words, facts.plan
    leaves = Leaves(Anchor("colophon"), plan.place)
    versions = words.listed(tuple(f"{name}\u00a0{version}".strip() for name, version in made_with.versions))
    blocks: list[Block] = [
        *leaves.line(
            ParagraphStyle.BODY,
            sentences(words.phrase("colophon.fonts", fonts=words.listed(made_with.fonts))) if made_with.fonts else (),
        ),
        *leaves.line(
            ParagraphStyle.BODY, sentences(words.phrase("colophon.made", versions=versions)) if versions else ()
        ),
    ]
    if made_with.data_digest:
        # In groups of eight, so that lines can break and a reader can compare it; spaces count as no letters.
        parts = [made_with.data_digest[at : at + 8] for at in range(0, len(made_with.data_digest), 8)]
        digest = run(" ".join(parts))
        blocks += leaves.line(ParagraphStyle.BODY, words.phrase("colophon.digest", digest=digest))
    blocks.append(leaves.heading(2, words.say("colophon.cite")))
    whole = joined([run(maker.set(plan.title)), run(maker.set(plan.subtitle))], words.say("colon"))
    house = joined([run(maker.set(plan.city)), run(maker.set(plan.publisher))], words.say("house"))
    blocks += leaves.line(
        ParagraphStyle.BODY,
        sentences(
            words.listed(tuple(maker.set(name) for name in plan.by)),
            CitedTitle(whole),
            commas(house, maker.set(plan.year)),
        ),
    )
    if facts.catalogue.works:
        blocks += leaves.line(ParagraphStyle.BODY, words.say("colophon.cite.entry"))
    return maker.made(blocks)
