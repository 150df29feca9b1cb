"""What is noted while a division is gone through: what was found where, and what the author's own marks say beside."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from serge_press.manuscript.index.at_words import at_first_word, at_last_word, several_words
from serge_press.manuscript.index.kinds import SCHEMES, Found, Kind, Pointer, Term
from serge_press.manuscript.nodes import Anchor, IndexMark, Spot
from serge_press.values import dataclass

if TYPE_CHECKING:
    from serge_press.findings import Place
    from serge_press.manuscript.nodes import Inline


def parsed_term(said: str) -> tuple[Term, str]:
    """The term and the sub-entry of an author's mark: ``Exile!in Orenburg``, ``person:lenin!and Gorky``, ``work:a-book``."""
    head, _, sub = said.partition("!")
    scheme, colon, name = head.strip().partition(":")
    kind = SCHEMES.get(scheme) if colon else None
    if kind is not None:
        return Term(kind.value, name.strip()), sub.strip()
    return Term(Kind.SUBJECTS.value, " ".join(head.split())), sub.strip()


@dataclass
class Notes:
    """The notes on one division, in its order. Anchors are counted, so that each mention has its own.

    ``open`` are ranges that have begun, by where they stand in ``found``; ``broken`` are marks without an other end.
    ``in_note`` says that what is noted now is spoken of in a note.
    """

    prefix: Anchor
    found: list[Found] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    broken: list[Place] = field(default_factory=list)
    open: dict[tuple[Term, str], tuple[int, Place]] = field(default_factory=dict)
    in_note: bool = False
    count: int = 0

    def begin(self, prefix: Anchor) -> None:
        """Go on with what stands below another anchor; an anchor is begun once."""
        if prefix != self.prefix:
            self.prefix, self.count = prefix, 0

    def anchor(self) -> Anchor:
        """An anchor that nothing has yet."""
        self.count += 1
        return Anchor(f"{self.prefix}--x{self.count}")

    def mention(self, term: Term, anchor: Anchor) -> None:
        """A term is spoken of at this anchor."""
        self.found.append(Found(term, Spot(anchor, self.in_note)))

    def chiefly(self, term: Term, anchor: Anchor) -> None:
        """What stands at this anchor is chiefly about the term."""
        self.found.append(Found(term, Spot(anchor, main=True)))

    def beside(self, marks: list[IndexMark]) -> Anchor:
        """A new anchor, at which all of these marks stand."""
        anchor = self.anchor()
        for mark in marks:
            self._mark(mark, anchor, anchor)
        return anchor

    def round(self, mark: IndexMark, inner: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The words a mark stands round, with an anchor at the first and, where they are several, at the last."""
        first = self.anchor()
        last = self.anchor() if several_words(inner) else first
        self._mark(mark, first, last)
        ended = inner if last == first else at_last_word(last, inner)
        return at_first_word(first, ended)

    def _mark(self, mark: IndexMark, first: Anchor, last: Anchor) -> None:
        term, sub = parsed_term(mark.term)
        if mark.see or mark.also:
            self.pointers.append(Pointer(term, sub, mark.see, mark.also, mark.place))
            if mark.see:
                return
        self.pointers += [Pointer(term, sub, "", "", mark.place)] if term.kind != Kind.SUBJECTS.value else []
        if mark.bound == "end":
            begun = self.open.pop((term, sub), None)
            if begun is None:
                self.broken.append(mark.place)
                return
            at = begun[0]
            self.found[at] = replace(self.found[at], spot=replace(self.found[at].spot, until=last))
            return
        until = last if last != first else None
        if mark.bound == "begin":
            if (term, sub) in self.open:
                self.broken.append(mark.place)
            self.open[term, sub] = len(self.found), mark.place
        self.found.append(Found(term, Spot(first, self.in_note, mark.main, until), sub))
