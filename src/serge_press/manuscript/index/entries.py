"""One index set from what was found: entries under their letters, sub-entries, and where else to look."""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from dataclasses import field
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import Run, joined, run
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.index.author_marks import parsed_term
from serge_press.manuscript.index.headings import subject
from serge_press.manuscript.index.kinds import Kind, Term
from serge_press.manuscript.nodes import (
    Anchor,
    Block,
    Emphasis,
    ItemList,
    Locators,
    Paragraph,
    ParagraphStyle,
    Reference,
)
from serge_press.manuscript.tree import plain_words
from serge_press.memory import as_before, remembered_by_identity
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from serge_press.collation import Key
    from serge_press.findings import Place
    from serge_press.manuscript.index.headings import Heading, Headings
    from serge_press.manuscript.index.kinds import Pointer, Spoken


@dataclass(slots=True)
class Entry:
    """One entry on its way: its heading, where it is spoken of, sub-entries by their words, and what it sends on to."""

    heading: Heading
    anchor: Anchor
    spoken: list[Spoken] = field(default_factory=list)
    subs: dict[str, Entry] = field(default_factory=dict)
    see: list[Term] = field(default_factory=list)
    also: list[Term] = field(default_factory=list)
    sent: Term | None = None  # another name: the term that has the pages

    @property
    def empty(self) -> bool:
        """Whether it leads nowhere."""
        return not (
            self.spoken or self.see or self.also or self.sent or any(not sub.empty for sub in self.subs.values())
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """All entries of a book by term, other names beside them, and places of marks that send to a term without an entry."""

    entries: dict[Term, Entry]
    others: tuple[tuple[Kind, Entry], ...]
    lost: tuple[tuple[str, Place], ...]


def gather(
    maker: Maker, known: Headings, spoken: Iterable[Spoken], pointers: Iterable[Pointer], home: Mapping[Kind, str]
) -> Gathered:
    """Every entry that the indexes of a book hold. ``home`` names for each kind the index that it stands in.

    The anchor of an entry is made from what it is about: an entry more or less leaves those of all others as they were.
    """
    entries: dict[Term, Entry] = {}

    def entry(term: Term) -> Entry | None:
        if term not in entries:
            kind = Kind(term.kind)
            heading = known.terms.get(term) or (
                subject(maker.facts.language, term.key) if kind is Kind.SUBJECTS else None
            )
            if heading is None or kind not in home:
                return None
            entries[term] = Entry(heading, Anchor(f"{home[kind]}--e{_told(term.kind, term.key)}"))
        return entries[term]

    def below(term: Term, sub: str) -> Entry | None:
        held = entry(term)
        if held is None or not sub:
            return held
        if sub not in held.subs:
            held.subs[sub] = Entry(subject(maker.facts.language, sub), Anchor(f"{held.anchor}-{_told(sub)}"))
        return held.subs[sub]

    for one in spoken:
        held = below(one.term, one.sub)
        if held is not None:
            held.spoken.append(one)
    lost: list[tuple[str, Place]] = []
    sent: list[tuple[Entry, list[Term], str, Place]] = []
    for pointer in pointers:
        for said, see in ((pointer.see, True), (pointer.also, False)):
            held = below(pointer.term, pointer.sub) if said else None
            if held is not None:
                sent.append((held, held.see if see else held.also, said, pointer.place))
    targets = [parsed_term(said)[0] for *_, said, _ in sent]
    arrived: set[int] = set()
    before = -1
    while len(arrived) > before:  # one may lead to another that leads on, in whatever order their marks stand
        before = len(arrived)
        for number, term in enumerate(targets):
            if number not in arrived and term in entries and not entries[term].empty:
                sent[number][1].append(term)
                arrived.add(number)
    for _, row, _, _ in sent:
        row.clear()
    for number, (_, row, said, place) in enumerate(sent):
        if number in arrived:
            row.append(targets[number])
        else:
            lost.append((said, place))
    others: list[tuple[Kind, Entry]] = []
    names: Counter[Term] = Counter()  # other names of each
    for one_see in known.sees:
        target = one_see.target
        names[target] += 1
        if target in entries and one_see.kind in home:
            name = _told("see", target.kind, target.key, str(names[target]))
            made = Entry(one_see.heading, Anchor(f"{home[one_see.kind]}--e{name}"), sent=target)
            others.append((one_see.kind, made))
    return Gathered(entries, tuple(others), tuple(lost))


def _told(*words: str) -> str:
    """Eight letters and figures that tell these words from others."""
    return b32encode(sha256("\0".join(words).encode("utf-8", "surrogatepass")).digest()[:5]).decode().lower()


def index_blocks(
    maker: Maker, name: str, gathered: Gathered, kinds: Collection[Kind], place: Place
) -> tuple[Block, ...]:
    """The blocks of the index of this name, which holds these kinds; () for one that would be empty."""
    wanted = {kind.value for kind in kinds}
    rows = [entry for term, entry in gathered.entries.items() if term.kind in wanted and not entry.empty]
    rows += [entry for kind, entry in gathered.others if kind in kinds]
    if not rows:
        return ()
    rows.sort(key=_in_order)
    leaves = Leaves(Anchor(name), place)
    signs = any(map(_has_signs, rows))
    blocks: list[Block] = list(leaves.line(ParagraphStyle.INDEX_NOTE, maker.words.say("index.note"))) if signs else []
    letter: str | None = None
    items: list[tuple[Block, ...]] = []
    for entry in rows:
        if entry.heading.initial != letter:
            blocks += _listed(leaves, items, place)
            items = []
            letter = entry.heading.initial
            blocks.append(leaves.heading(2, letter or maker.words.say("index.figures")))
        items.append(_entry(maker, gathered, entry, place))
    return (*blocks, *_listed(leaves, items, place))


def _in_order(entry: Entry) -> tuple[Key, str, Anchor]:
    """By the alphabet; two of one title by the numbers of the works."""
    return entry.heading.key, plain_words(entry.heading.words), entry.anchor


def _has_signs(entry: Entry) -> bool:
    """Whether a page is bold in it, or of a note: only then is there something to explain."""
    own = any(spot.main or spot.note for one in entry.spoken for spot in one.spots)
    return own or any(map(_has_signs, entry.subs.values()))


def _listed(leaves: Leaves, items: list[tuple[Block, ...]], place: Place) -> tuple[ItemList, ...]:
    return (_list(leaves.next("l"), place, *items),) if items else ()


@remembered_by_identity
def _list(anchor: Anchor, place: Place, *items: tuple[Block, ...]) -> ItemList:
    return ItemList(anchor, items, place)


def _entry(maker: Maker, gathered: Gathered, entry: Entry, place: Place) -> tuple[Block, ...]:
    if not (entry.subs or entry.see or entry.also or entry.sent):  # as most
        return _plain(entry.anchor, entry.heading, place, *entry.spoken)
    return as_before(("entry", entry.anchor), _full(maker, gathered, entry, place))


@remembered_by_identity
def _plain(anchor: Anchor, heading: Heading, place: Place, *spoken: Spoken) -> tuple[Block, ...]:
    """An entry of a heading and its pages."""
    line = run(heading.words, ", ", _locators(spoken)) if spoken else run(heading.words)
    return (Paragraph(anchor, line, place, ParagraphStyle.INDEX_ENTRY),)


def _locators(spoken: Iterable[Spoken]) -> Locators:
    return Locators(tuple(chain.from_iterable(one.spots for one in spoken)))


def _full(maker: Maker, gathered: Gathered, entry: Entry, place: Place) -> tuple[Block, ...]:
    line = Paragraph(entry.anchor, _line(maker, gathered, entry, place), place, ParagraphStyle.INDEX_ENTRY)
    subs = sorted((sub for sub in entry.subs.values() if not sub.empty), key=_in_order)
    if not subs:
        return (line,)
    return line, ItemList(
        Anchor(f"{entry.anchor}-l"), tuple(_entry(maker, gathered, sub, place) for sub in subs), place
    )


def _line(maker: Maker, gathered: Gathered, entry: Entry, place: Place) -> Run:
    """The heading, its pages, and where else to look."""
    if entry.sent is not None:
        return run(entry.heading.words, ", ", _sent(maker, gathered, "index.see", [entry.sent], place))
    line = run(entry.heading.words)
    if entry.spoken:
        line = run(line, ", ", _locators(entry.spoken))
    if entry.see:
        line = run(line, ", ", _sent(maker, gathered, "index.see", entry.see, place))
    if entry.also:
        line = run(line, ". ", _sent(maker, gathered, "index.also", entry.also, place))
    return line


def _sent(maker: Maker, gathered: Gathered, key: str, terms: list[Term], place: Place) -> Run:
    """Where to look: ``see`` and headings, each linked to its entry."""
    links = [
        run(Reference("anchor", target.anchor, target.heading.words, place, target=target.anchor))
        for target in (gathered.entries[term] for term in terms)
    ]
    return run(Emphasis(run(maker.words.say(key))), " ", joined(links, "; "))
