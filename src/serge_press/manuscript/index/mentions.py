"""Finds the mentions in the words of a division: each gets an anchor of its own, and is noted with it.

The words stay as they are. A mention runs from space to space, so that nothing is set otherwise for being one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from serge_press.manuscript.index.at_words import at_first_word, at_last_word, says
from serge_press.manuscript.index.kinds import LISTS, SCHEMES, Kind, Term
from serge_press.manuscript.index.names import names_in, title_key
from serge_press.manuscript.nodes import (
    CitedTitle,
    Emphasis,
    Foreign,
    IndexMark,
    Mention,
    NoteRef,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.manuscript.parts import Role
from serge_press.manuscript.tree import every_inline, plain_words
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from serge_press.manuscript.index.author_marks import Notes
    from serge_press.manuscript.index.names import Names
    from serge_press.manuscript.nodes import Anchor, Inline

_SPACE = re.compile("[ \n]")


@dataclass(frozen=True, slots=True)
class Index:
    """What is looked for: names in running text; and by anchor the entries that are chiefly about a term.

    ``cases`` gives for a disputed attribution the work that it judges, ``subject`` is the person the book is about, of whom
    only what an author marks is noted.
    """

    names: Names
    entries: Mapping[Anchor, tuple[Term, ...]]
    cases: Mapping[str, str]
    subject: str


class Mentions:
    """Goes through the inlines of one division. ``reading`` is running text, where names are told by their words; of the
    persons who are ``introduced`` the family name alone counts.
    """

    def __init__(self, role: Role, index: Index, notes: Notes) -> None:
        self.role = role
        self.index = index
        self.notes = notes
        self.introduced: Container[Term] = ()
        self.reading = role is not Role.BIBLIOGRAPHY

    def marked(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """The inlines with their mentions; the very same where there are none."""
        if not self.reading and all(type(inline) is Text for inline in inlines):
            return inlines
        out: list[Inline] = []
        waiting: list[IndexMark] = []  # marks round no words, which speak of the word that they touch, else of the next
        changed = False
        for at, inline in enumerate(inlines):
            if isinstance(inline, IndexMark) and not inline.inlines:
                waiting.append(inline)
                changed = True
                if _parted(inlines[at + 1 :]) and says(out):
                    out = list(at_last_word(self.notes.beside(waiting), tuple(out)))
                    waiting = []
                continue
            made = self._inline(inline)
            changed = changed or made[0] is not inline
            if waiting and says(made):
                made = at_first_word(self.notes.beside(waiting), made)
                waiting = []
            out += made
        if waiting and says(out):
            out = list(at_last_word(self.notes.beside(waiting), tuple(out)))
        return tuple(out) if changed else inlines

    def _inline(self, inline: Inline) -> tuple[Inline, ...]:
        """What stands in the place of an inline: it alone, where nothing in it is a mention."""
        match inline:
            case Text():
                return self._text(inline) if self.reading else (inline,)
            case Reference():
                return self._reference(inline)
            case CitedTitle():
                return self._title(inline)
            case IndexMark(inlines=inner):
                return self.notes.round(inline, self.marked(inner))
            case Emphasis() | Strong() | SmallCaps() | Foreign():
                inner = self.marked(inline.inlines)
                return (inline,) if inner is inline.inlines else (replace(inline, inlines=inner),)
            case _:
                return (inline,)

    def _text(self, inline: Text) -> tuple[Inline, ...]:
        """A text, parted at its names; a mention runs from one space to the next."""
        text = inline.text
        out: list[Inline] = []
        done = 0
        anchor: Anchor | None = None
        for name_begins, name_ends, term in names_in(text, self.index.names, self.introduced):
            if not self._wanted(term):
                continue
            begin = max(text.rfind(" ", 0, name_begins), text.rfind("\n", 0, name_begins)) + 1
            space = _SPACE.search(text, name_ends)
            end = space.start() if space else len(text)
            if anchor is None or begin >= done:
                anchor = self.notes.anchor()
                out += [Text(text[done:begin])] if begin > done else []
                out.append(Mention(anchor, (Text(text[begin:end]),)))
                done = end
            self.notes.mention(term, anchor)
        if not out:
            return (inline,)
        return (*out, Text(text[done:])) if done < len(text) else tuple(out)

    def _wanted(self, term: Term) -> bool:
        """Whether a name found by its words is a mention here: in lists no place is."""
        return term.kind != Kind.PLACES.value or self.role not in LISTS

    def _reference(self, reference: Reference) -> tuple[Inline, ...]:
        kind = SCHEMES.get(reference.scheme)
        name = reference.name
        if reference.scheme == "case" and name in self.index.cases:
            kind, name = Kind.WORKS, self.index.cases[name]
        if kind is None or (kind is Kind.PERSONS and name == self.index.subject):
            return (reference,)
        anchor = self.notes.anchor()
        self.notes.mention(Term(kind.value, name), anchor)
        return (Mention(anchor, (reference,)),)

    def _title(self, title: CitedTitle) -> tuple[Inline, ...]:
        """A title that is linked, or one that the catalogue has."""
        if any(isinstance(inline, Reference) for inline in every_inline(title.inlines)):
            inner = self.marked(title.inlines)
            return (title,) if inner is title.inlines else (replace(title, inlines=inner),)
        term = self.index.names.titles.get(title_key(plain_words(title.inlines)))
        own = self.role is Role.BIBLIOGRAPHY and not self.reading
        if term is None or (own and term.kind == Kind.WORKS.value):
            return (title,)
        anchor = self.notes.anchor()
        self.notes.mention(term, anchor)
        return (Mention(anchor, (title,)),)


def _parted(following: tuple[Inline, ...]) -> bool:
    """Whether what follows a mark is parted from it: by a space, by a note call, or because there is nothing."""
    first = next((one for one in following if not isinstance(one, IndexMark) or one.inlines), None)
    return first is None or isinstance(first, NoteRef) or (isinstance(first, Text) and first.text[:1] in " \n")
