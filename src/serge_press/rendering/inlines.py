"""Inlines set in XHTML. Every word of the book passes through here, and is the same in every medium."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    NoteRef,
    PageNumber,
    Reference,
    SmallCaps,
    Strong,
    Text,
)
from serge_press.phrases import NBSP, phrases
from serge_press.rendering.marks import Piece, join
from serge_press.rendering.xhtml import attributes, clean, element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markupsafe import Markup

    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Anchor, Inline, Note
    from serge_press.rendering.medium import Medium

_NUMBER = 6  # letters; a reference as short as this and with a digit is a number (A6.1) and keeps its page on its line
UNKNOWN_PAGE = "000"  # as wide as most page numbers, so that a second layout moves little
TIE = "\u2060"  # word joiner; WeasyPrint breaks a line some words early before a no-break space that ends its text box


@dataclass(frozen=True)
class InlineSetter:
    """Sets inlines as pieces. ``notes`` holds every note of the book by anchor, for notes at the foot of the page.

    ``linked`` is set inside a link, where HTML allows no other: what would be a link there is set as its words.
    """

    medium: Medium
    folios: Folios
    href: Callable[[Anchor], str]
    notes: Mapping[Anchor, Note]
    linked: bool = False

    def pieces(self, inlines: tuple[Inline, ...], language: str) -> Iterator[Piece]:
        """The pieces of the inlines, in a passage of this language (BCP 47)."""
        after_call = False
        for inline in inlines:
            for piece in self._inline(inline, language):
                if after_call and piece.call:
                    yield from self._text(NARROW)  # or notes 2 and 3 would read as note 23
                after_call = piece.call
                yield piece

    def language(self, language: str) -> dict[str, str]:
        """The language attributes of an element: both on a screen (XHTML), ``lang`` alone in print; {} for none."""
        if not language:
            return {}
        return {"lang": language, "xml__lang": language} if self.medium.screen else {"lang": language}

    def folio(self, target: Anchor) -> str:
        """The page label of the target. Print always gives one, so that a first layout has room for it."""
        found = self.folios.of(target)
        if found is None:
            return "" if self.medium.screen else UNKNOWN_PAGE
        return found

    def plain(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The words alone: no tags, no note calls, white space closed up."""
        said = ("\n" if p.breaks else "" if p.markup else p.text for p in self.pieces(inlines, language))
        return " ".join("".join(said).split())

    def _inline(self, inline: Inline, language: str) -> Iterator[Piece]:
        match inline:
            case Text(text=text):
                yield from self._text(clean(text))
            case Emphasis(inlines=inner):
                yield from self._wrap("em", inner, language)
            case Strong(inlines=inner):
                yield from self._wrap("strong", inner, language)
            case SmallCaps(inlines=inner):
                yield from self._wrap("span", inner, language, class_="small-caps")
            case CitedTitle():
                yield from self._title(inline, language)
            case Foreign(inlines=inner, language=tongue, italic=italic):
                yield from self._wrap(
                    "i" if italic else "span", inner, tongue or language, class_="foreign" if italic else None,
                    **self.language(tongue),
                )  # fmt: skip
            case Link(inlines=inner, url=url):
                yield from self._link(inner, language, class_="outward", href=url)
            case Reference():
                yield from self._reference(inline, language)
            case CitationRef(citations=citations):
                cited = (f"{c.note} {c.source}, {c.locator}".strip(" ,") for c in citations)
                yield Piece(clean(f"[{'; '.join(cited)}]"))
            case NoteRef():
                yield Piece(self._note(inline, language), markup=True, call=True)
            case IndexMark(anchor=anchor):
                if anchor:
                    yield Piece(element("span", id=anchor), markup=True)
            case PageNumber(target=target):
                if label := self.folio(target):
                    yield from self._link((Text(label),), language, class_="page-number", href=self.href(target))
            case Leader():
                yield Piece('<span class="leader">', markup=True)
                yield Piece(" ")
                yield Piece("</span>", markup=True)
            case LineBreak():
                yield Piece("<br/>", markup=True, breaks=True)
            case _:
                assert_never(inline)

    def _text(self, text: str) -> Iterator[Piece]:
        """Text; in print a tie stands after a no-break space at its end, for an element begins there."""
        yield Piece(text)
        if text.endswith((NBSP, NARROW)) and not self.medium.screen:
            yield Piece(TIE, markup=True)  # as markup, for it is no word: outlines and counts of letters pass over it

    def _wrap(self, name: str, inner: tuple[Inline, ...], language: str, **values: str | None) -> Iterator[Piece]:
        yield Piece(f"<{name}{attributes(**values)}>", markup=True)
        yield from self.pieces(inner, language)
        yield Piece(f"</{name}>", markup=True)

    def _link(self, inner: tuple[Inline, ...], language: str, **values: str | None) -> Iterator[Piece]:
        """A link; note calls in it stand after it, for they are links themselves."""
        if self.linked:
            yield from self.pieces(inner, language)
            return
        held = tuple(replace(self, linked=True).pieces(inner, language))
        yield Piece(f"<a{attributes(**values)}>", markup=True)
        yield from (piece for piece in held if not piece.call)
        yield Piece("</a>", markup=True)
        yield from (piece for piece in held if piece.call)

    def _title(self, title: CitedTitle, language: str) -> Iterator[Piece]:
        own = self.language(title.language) if title.language != language else {}
        inside = title.language or language
        if not title.quoted:
            yield from self._wrap("cite", title.inlines, inside, **own)
            return
        opening, closing, *_ = habits_of(language).quotes  # the sentence's quotation marks, not the title's
        yield Piece(opening)
        yield from self._wrap("cite", title.inlines, inside, class_="quoted", **own)
        yield Piece(closing)

    def _reference(self, reference: Reference, language: str) -> Iterator[Piece]:
        if reference.target is None:
            yield from self.pieces(reference.inlines, language)
            return
        yield from self._link(reference.inlines, language, class_="reference", href=self.href(reference.target))
        if reference.page and (label := self.folio(reference.target)):
            words = self.plain(reference.inlines, language)
            gap = NBSP if len(words) <= _NUMBER and any(letter.isdigit() for letter in words) else " "
            yield Piece(clean(f"{gap}({phrases(language).say('page')}{NBSP}{label})"))

    def _note(self, call: NoteRef, language: str) -> str:
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
        pieces: list[Piece] = []
        for paragraph in note.paragraphs:
            if pieces:
                pieces.append(Piece("<br/>", markup=True, breaks=True))
            own = self.language(paragraph.language)
            opening = attributes(id=paragraph.anchor, class_="note-paragraph", **own)
            pieces.append(Piece(f"<span{opening}>", markup=True))
            pieces += alone.pieces(paragraph.inlines, paragraph.language or language)
            pieces.append(Piece("</span>", markup=True))
        return join(pieces)
