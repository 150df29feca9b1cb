"""The sources: full references by kind, where each is kept or read, and how far the editors saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import collation_key, title_key
from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.line import Run, bracketed, commas, joined, run, sentences, tidy, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker, anchor_for, link_out
from serge_press.manuscript.apparatus.publications import as_printed, counted, extent, pages
from serge_press.manuscript.apparatus.titles import cited_title
from serge_press.manuscript.nodes import Anchor, Block, Group, GroupStyle, ParagraphStyle
from serge_press.memory import remembered_by_identity
from serge_press.model.sources import SourceKind

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.sources import Source

_QUOTED = frozenset({SourceKind.ARTICLE, SourceKind.CHAPTER, SourceKind.THESIS})
_WHOLE = frozenset({SourceKind.BOOK, SourceKind.THESIS})  # a bare number is how many pages they have
_PLAIN = frozenset({SourceKind.ARCHIVE, SourceKind.LETTER, SourceKind.EDITORS})


@remembered_by_identity
def sources(facts: Facts) -> Made:
    """One entry a source, grouped by kind, within a kind by author, then by title."""
    maker = Maker(facts)
    leaves = Leaves(Anchor("sources"), facts.plan.place)
    blocks: list[Block] = []
    for kind in SourceKind:
        chosen = [source for source in facts.catalogue.sources.values() if source.kind is kind]
        if chosen:
            blocks.append(leaves.heading(2, maker.words.say(f"sources.{kind.value}")))
            blocks += [by_itself(maker, _entry, source) for source in sorted(chosen, key=lambda s: _key(maker, s))]
    return maker.made(blocks)


def _key(maker: Maker, source: Source) -> tuple[object, ...]:
    """By the short form where it names an author, as notes print it; else by the title without its article."""
    language = maker.facts.language
    title = title_key(source.title, source.language or language, of_list=language)
    first = collation_key(source.short, language) if source.short else title
    return (first, title, source.id)


def _entry(maker: Maker, source: Source) -> Group:
    leaves = Leaves(anchor_for("source", source.id), source.place)
    blocks: tuple[Block, ...] = (
        *leaves.line(ParagraphStyle.REFERENCE, reference(maker, source)),
        *leaves.line(ParagraphStyle.DETAIL, _where(maker, source)),
        *maker.prose(source.note, leaves.prefix("n")),
    )
    return Group(leaves.anchor, GroupStyle.ENTRY, blocks, source.place)


def reference(maker: Maker, source: Source) -> Run:
    """The full reference: by, title, in container, place: publisher, date, pages."""
    words = maker.words
    language = source.language
    title: Run = (
        maker.foreign(source.title, language)
        if source.kind in _PLAIN
        else cited_title(maker, source.title, language, quoted=source.kind in _QUOTED)
    )
    container = cited_title(maker, source.container, language, quoted=False)
    date = run(words.date(source.when) or maker.set(source.as_printed))
    house = joined(
        [run(words.listed(tuple(maker.set(c) for c in source.cities if tidy(c)))), run(maker.set(source.publisher))],
        words.say("house"),
    )
    volume = counted(maker, "entry.volume", source.volume)
    leaves = extent(maker, source.pages) if source.kind in _WHOLE else pages(maker, source.pages)
    if source.kind is SourceKind.CHAPTER and container:
        imprint = bracketed(commas(house, date))
        place = commas(
            words.phrase("entry.in", container=run(container, " " if imprint else "", imprint)),
            volume,
            pages(maker, source.pages),
        )
    else:
        place = commas(container, house, volume, date, leaves)
    return sentences(
        run(words.listed(tuple(tidy(name) for name in source.by if tidy(name)))),
        title,
        upper_first(place),
        upper_first(as_printed(maker, source.as_printed, words.date(source.when))),
    )


def _shorts(maker: Maker, source: Source) -> Run:
    """Every form in which notes name the source: its own, then those of the book's other languages."""
    others = (maker.foreign(short, language) for language, short in source.shorts.items() if short != source.short)
    return commas(maker.set(source.short), *others)


def _where(maker: Maker, source: Source) -> Run:
    """The short form notes use, the holding, the address and when it was read, how far it was seen."""
    words = maker.words
    held = source.held_at
    holding = commas(maker.set(held.repository), maker.set(held.city), maker.set(held.shelfmark)) if held else ()
    address = link_out(source.url)
    accessed = words.phrase("sources.accessed", date=words.date(source.accessed)) if source.accessed else ()
    seen = f"seen.{source.seen}"
    return sentences(
        words.phrase("sources.cited", short=_shorts(maker, source)) if tidy(source.short) else "",
        run(words.label("sources.held"), holding) if holding else "",
        commas(address, accessed) if address else upper_first(accessed),
        words.say(seen) if source.kind is not SourceKind.EDITORS and words.has(seen) else "",
    )
