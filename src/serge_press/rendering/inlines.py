"""Inlines set in XHTML. Every word of the book passes through here, and is the same in every medium."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, assert_never

from serge_press.manuscript.habits import NARROW, habits_of
from serge_press.manuscript.nodes import (
    CitationRef,
    CitedTitle,
    Emphasis,
    Foreign,
    IndexMark,
    Leader,
    LineBreak,
    Link,
    Locators,
    Mention,
    NoteRef,
    PageNumber,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.phrases import NBSP, phrases
from serge_press.rendering.direction import is_from_right
from serge_press.rendering.locators import UNKNOWN_PAGE, locators, numbers, unknown_pages
from serge_press.rendering.marks import BREAK, Call, Tag, join
from serge_press.rendering.xhtml import attributes, clean, element, escaped
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor, Inline, Note, Spot
    from serge_press.rendering.medium import Medium

_NUMBER = 6  # letters; a reference as short as this and with a digit is a number (A6.1) and keeps its page on its line
_SPAN_ENDS = Tag("</span>")
_LINK_ENDS = Tag("</a>")
_MAIN = Tag('<strong class="main">')
_STRONG_ENDS = Tag("</strong>")
_RANGE = "\u2060–\u2060"  # no line ends within a range of pages
_STRONG = Tag("<strong>")
_BIBLIOREF = ' role="doc-biblioref"'
_LISTED = ("source", "work")  # what stands in a bibliography (DPUB-ARIA 1.1, doc-biblioref)
TIE = "\u2060"  # word joiner; WeasyPrint breaks a line some words early before a no-break space that ends its text box
_TIE = Tag(TIE)  # for it is no word: outlines and counts of letters pass over it


@dataclass(frozen=True)
class InlineSetter:
    """Sets inlines as pieces. ``notes`` holds every note of the book by anchor, for notes at the foot of the page.

    ``exact`` is set for words that leave the page (heads, outlines): their page numbers are always the true ones.
    """

    medium: Medium
    folios: Folios
    href: Callable[[Anchor], str]
    notes: Mapping[Anchor, Note]
    exact: bool = False

    def pieces(self, inlines: tuple[Inline, ...], language: str, leaf: str = "") -> list[str]:
        """The pieces of the inlines, in a passage of this language (BCP 47): tags and, between them, text.

        ``leaf`` is the anchor of what holds them, from which the pages of an index entry have their ids.
        """
        run = _Run(self, leaf=leaf)
        run.add(inlines, language)
        return run.pieces

    def language(self, language: str) -> dict[str, str]:
        """The language attributes of an element: both on a screen (XHTML), ``lang`` alone in print; {} for none.

        On a screen words from right to left say so: marks beside them then stay where they are, as they do in print.
        """
        if not language:
            return {}
        if not self.medium.screen:
            return {"lang": language}
        direction = {"dir": "rtl"} if is_from_right(language) else {}
        return {"lang": language, "xml__lang": language, **direction}

    def folio(self, target: Anchor) -> str:
        """The page label of the target. Print always gives one, so that a first layout has room for it."""
        found = self.folios.of(target) if self.exact else self.folios.as_set(target)
        if found is None:
            return "" if self.medium.screen else UNKNOWN_PAGE
        return found

    def plain(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The words alone: no tags, no note calls, white space closed up."""
        pieces = (self if self.exact else replace(self, exact=True)).pieces(inlines, language)
        said = ("\n" if p is BREAK else "" if isinstance(p, Tag) else p for p in pieces)
        return " ".join("".join(said).split())

    def note(self, call: NoteRef, language: str) -> str:
        """A note call; on paper the note itself. Nothing where the note is not in the book."""
        note = self.notes.get(call.note) if call.note else None
        if note is None:
            return ""
        if self.medium.notes == "foot":
            return element(
                "span", self._foot(note, language), class_="footnote", id=note.anchor, data_number=note.number
            )
        roles = {"epub__type": "noteref", "role": "doc-noteref"} if self.medium.screen else {}
        return element("a", str(note.number), class_="noteref", id=note.call, href=self.href(note.anchor), **roles)

    def _foot(self, note: Note, language: str) -> Markup:
        """A note at the foot stands inside its paragraph, so its own paragraphs are spans parted by line breaks.

        A note in a note (rule N004) has no place there and is left out.
        """
        alone = replace(self, notes={})
        pieces: list[str] = []
        for paragraph in note.paragraphs:
            if pieces:
                pieces.append(BREAK)
            own = self.language(paragraph.language)
            pieces.append(Tag(f"<span{attributes(id=paragraph.anchor, class_='note-paragraph', **own)}>"))
            pieces += alone.pieces(paragraph.inlines, paragraph.language or language)
            pieces.append(_SPAN_ENDS)
        return join(pieces)


@cache
def _tags(name: str) -> tuple[Tag, Tag]:
    return Tag(f"<{name}>"), Tag(f"</{name}>")


class _Run:
    """A run of inlines being set. ``linked`` is set inside a link, where HTML allows no other: links there are their words."""

    __slots__ = ("leaf", "linked", "located", "pieces", "setter")

    def __init__(self, setter: InlineSetter, linked: bool = False, leaf: str = "") -> None:
        self.setter = setter
        self.linked = linked
        self.leaf = leaf
        self.located = 0
        self.pieces: list[str] = []

    def add(self, inlines: tuple[Inline, ...], language: str) -> None:
        for inline in inlines:
            if isinstance(inline, Text):  # most are
                self._text(inline.text)
            else:
                self._add(inline, language)

    def _add(self, inline: Inline, language: str) -> None:
        match inline:
            case Reference():  # the commonest first
                self._reference(inline, language)
            case Mention(anchor=anchor, inlines=inner):
                self._wrap("span", inner, language, id=anchor)
            case CitedTitle():
                self._title(inline, language)
            case NoteRef():
                self._call(Call(self.setter.note(inline, language)))
            case Emphasis(inlines=inner):
                self._wrap("em", inner, language)
            case Strong(inlines=inner, date=date) if date and self.setter.medium.screen:
                self.pieces.append(_STRONG)
                self._wrap("time", inner, language, datetime=date)
                self.pieces.append(_STRONG_ENDS)
            case Strong(inlines=inner):
                self._wrap("strong", inner, language)
            case SmallCaps(inlines=inner):
                self._wrap("span", inner, language, class_="small-caps")
            case Foreign(inlines=inner, language=tongue, italic=italic):
                self._wrap(
                    "i" if italic else "span", inner, tongue or language, class_="foreign" if italic else None,
                    **self.setter.language(tongue),
                )  # fmt: skip
            case Link(inlines=inner, url=url):
                self._link(inner, language, "outward", url)
            case CitationRef(citations=citations):
                cited = (f"{c.note} {c.source}, {c.locator}".strip(" ,") for c in citations)
                self.pieces.append(clean(f"[{'; '.join(cited)}]"))
            case IndexMark(inlines=inner):
                self.add(inner, language)
            case Locators(spots=spots):
                self._locators(spots)
            case PageNumber(target=target, before=before):
                if label := self.setter.folio(target):
                    if before:
                        self._text(before)
                    held = _Run(self.setter)
                    held.folio(target, label)
                    self._linked(held.pieces, "page-number", self.setter.href(target))
            case Leader():
                self.pieces += (Tag('<span class="leader">'), " ", _SPAN_ENDS)
            case LineBreak():
                self.pieces.append(BREAK)
            case Text(text=text):
                self._text(text)
            case _:
                assert_never(inline)

    def _locators(self, spots: tuple[Spot, ...]) -> None:
        """The pages of an index entry, each a link; where an edition has no pages, the mentions by number."""
        setter = self.setter
        found = locators(spots, setter.folios)
        numbered = not found and setter.medium.screen
        if not found:
            found = numbers(spots) if numbered else unknown_pages(spots)
        for count, one in enumerate(found):
            self._text(", " if count else "")
            self.pieces += [_MAIN] if one.main else []
            self._locator(one.label, one.anchor, numbered)
            if one.last:
                self._text(_RANGE)
                self._locator(*one.last, numbered)
            self.pieces += [_STRONG_ENDS] if one.main else []
            self._text("n" if one.note and not numbered else "")

    def _locator(self, label: str, anchor: Anchor, numbered: bool) -> None:
        """One page, a link. On a screen it has an id, for Readium's sake (see ``Setter._back``)."""
        kind = "locator" if numbered else "page-number"
        address = clean(self.setter.href(anchor))
        tag = f'<a class="{kind}" href="{escaped(address)}"' if address else f'<a class="{kind}"'
        if self.setter.medium.screen:
            self.located += 1
            own = attributes(id=f"{self.leaf}-at{self.located}") if self.leaf else ""
            tag += f'{own} epub:type="index-locator"'
        self.pieces += (Tag(f"{tag}>"), clean(label), _LINK_ENDS)

    def _text(self, text: str) -> None:
        """Text; in print a tie stands after a no-break space at its end, for an element begins there."""
        if not text.isprintable():
            text = clean(text)
        self.pieces.append(text)
        if text.endswith((NBSP, NARROW)) and not self.setter.medium.screen:
            self.pieces.append(_TIE)

    def _call(self, call: Call) -> None:
        if self.pieces and isinstance(self.pieces[-1], Call):
            self._text(NARROW)  # or notes 2 and 3 would read as note 23
        self.pieces.append(call)

    def _wrap(self, name: str, inner: tuple[Inline, ...], language: str, **values: str | None) -> None:
        opening, closing = _tags(name)
        self.pieces.append(Tag(f"<{name}{attributes(**values)}>") if values else opening)
        self.add(inner, language)
        self.pieces.append(closing)

    def _link(self, inner: tuple[Inline, ...], language: str, kind: str, address: str, role: str = "") -> None:
        """A link; note calls in it stand after it, for they are links themselves."""
        if self.linked:
            self.add(inner, language)
            return
        held = _Run(self.setter, linked=True)
        held.add(inner, language)
        self._linked(held.pieces, kind, address, role)

    def _linked(self, held: list[str], kind: str, address: str, role: str = "") -> None:
        if self.linked:
            self.pieces += held
            return
        href = f' href="{escaped(clean(address))}"' if address else ""
        self.pieces.append(Tag(f'<a class="{kind}"{href}{role}>'))
        self.pieces += [piece for piece in held if not isinstance(piece, Call)]
        self.pieces.append(_LINK_ENDS)
        for piece in held:
            if isinstance(piece, Call):
                self._call(piece)

    def folio(self, target: Anchor, label: str) -> None:
        """A page label; in print in an element of its own, which names what it is the page of: see ``Folios.as_set``."""
        if self.setter.medium.screen:
            self.pieces.append(clean(label))
            return
        self.pieces += (Tag(f'<span class="folio" data-folio="{escaped(clean(target))}">'), clean(label), _SPAN_ENDS)

    def _title(self, title: CitedTitle, language: str) -> None:
        own = self.setter.language(title.language) if title.language != language else {}
        inside = title.language or language
        if not title.quoted:
            self._wrap("cite", title.inlines, inside, **own)
            return
        opening, closing, *_ = habits_of(language).quotes  # the sentence's quotation marks, not the title's
        self.pieces.append(opening)
        self._wrap("cite", title.inlines, inside, class_="quoted", **own)
        self.pieces.append(closing)

    def _reference(self, reference: Reference, language: str) -> None:
        if reference.target is None:
            self.add(reference.inlines, language)
            return
        setter = self.setter
        role = _BIBLIOREF if setter.medium.screen and reference.scheme in _LISTED else ""
        self._link(reference.inlines, language, "reference", setter.href(reference.target), role)
        if reference.page and (label := setter.folio(reference.target)):
            words = setter.plain(reference.inlines, language)
            gap = NBSP if len(words) <= _NUMBER and any(letter.isdigit() for letter in words) else " "
            self._text(f"{gap}({phrases(language).say('page')}{NBSP}")
            self.folio(reference.target, label)
            self.pieces.append(")")
