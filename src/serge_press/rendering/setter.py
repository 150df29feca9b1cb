"""The setter: a manuscript and a house give XHTML, for print or for a screen, division by division."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from serge_press.manuscript.nodes import Anchor, Text
from serge_press.manuscript.parts import Role
from serge_press.phrases import phrases
from serge_press.rendering.blocks import BlockSetter
from serge_press.rendering.house_style import families, house_family
from serge_press.rendering.inlines import InlineSetter
from serge_press.rendering.marks import Tag, join, page_starts
from serge_press.rendering.roles import SEMANTICS, UNHEADED
from serge_press.rendering.xhtml import attributes, clean, element, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from serge_press.manuscript.folios import Folios
    from serge_press.manuscript.nodes import Inline, Note, Paragraph
    from serge_press.manuscript.parts import Division, Manuscript
    from serge_press.rendering.house import House
    from serge_press.rendering.known_blocks import KnownBlocks
    from serge_press.rendering.medium import Medium


def title_anchor(division: Division) -> Anchor:
    """The id of the heading of a division: a leaf like any other."""
    return Anchor(f"{division.anchor}-title")


def subtitle_anchor(division: Division) -> Anchor:
    """The id of the subtitle of a division."""
    return Anchor(f"{division.anchor}-subtitle")


class Setter:
    """Sets one manuscript for one medium.

    ``href`` gives the address of an anchor ("#x", "chapter-1.xhtml#x"); ``picture`` the address of a picture, from its
    file relative to the book folder. Nothing is kept between calls: the same division gives the same text.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        house: House,
        medium: Medium,
        folios: Folios,
        href: Callable[[Anchor], str],
        picture: Callable[[str], str] = str,
    ) -> None:
        self.manuscript = manuscript
        self.house = house
        self.medium = medium
        self._within_part = {child.anchor for division in manuscript.divisions for child in division.children}
        notes = {note.anchor: note for division in manuscript.all_divisions() for note in division.notes}
        self._inline = InlineSetter(medium, folios, href, notes)
        starts = page_starts(folios) if medium.screen else {}
        self._block = BlockSetter(self._inline, self._fill, starts, picture, family=self._family())
        self._note_titles = self._name_notes()

    def inlines(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The inlines as XHTML, without page marks. ``language`` is that of the passage; default the book's."""
        return join(self._inline.pieces(inlines, language or self.manuscript.plan.language))

    def plain(self, inlines: tuple[Inline, ...], language: str = "") -> str:
        """The words of the inlines, without tags and note calls; not escaped."""
        return self._inline.plain(inlines, language or self.manuscript.plan.language)

    def division(
        self,
        division: Division,
        noted: Iterable[Division] | None = None,
        notes: Mapping[Anchor, str] | None = None,
        known: KnownBlocks | None = None,
        *,
        continued: bool = False,
    ) -> str:
        """One division as ``<section>``. The chapters of a part are set by calls of their own.

        The division of notes gathers the notes of the divisions ``noted`` (default: all); it is empty where there are none or
        they stand at the foot of the page. ``notes`` are those of each division, where they are set already; ``known`` are
        groups of this division that are. What is ``continued`` from another file has its title as a name alone.
        """
        language = division.language or self.manuscript.plan.language
        rank = 2 if division.anchor in self._within_part else 1
        block = replace(self._block, role=division.role, known=known)
        content = block.blocks(division.blocks, language, rank + 1)
        if division.role is Role.NOTES:
            if self.medium.notes == "foot":
                return ""
            noted = self.manuscript.all_divisions() if noted is None else noted
            groups = tuple(Markup(notes[one.anchor] if notes else self.notes(one)) for one in noted if one.notes)
            if not groups:
                return ""
            content = Markup("\n".join((content, *groups)))
        headed = bool(division.title or division.number) and (division.role not in UNHEADED or not division.blocks)
        headed = headed and not continued
        name = self.plain(division.title, language)
        values = {
            "attrs": self._section_attributes(division, name, headed, continued=continued),
            "before": self._block.before(division.anchor),
            "header": self._header(division, language, rank) if headed else Markup(),
            "content": content,
        }
        template = f"division-{division.role.value}"
        return self._fill(template if self.house.has_template(template) else "division", **values)

    def notes(self, division: Division) -> str:
        """The notes of one division as a section with a heading and an ordered list; "" if it has none."""
        if not division.notes:
            return ""
        language = division.language or self.manuscript.plan.language
        title = self.notes_title(division)
        anchor = Anchor(f"{division.anchor}-notes")
        before, heading = self._block.heading(Anchor(f"{anchor}-title"), (Text(title),), language)
        items = tuple(
            {"attrs": self._note_attributes(note), "content": self._note(note, language, title)}
            for note in division.notes
        )
        own = division.language if division.language != self.manuscript.plan.language else ""
        return self._fill(
            "notes",
            attrs=attributes(class_="division-notes", id=anchor, **self._inline.language(own)),
            before=before,
            heading_attrs=attributes(id=f"{anchor}-title") + self._block.bookmark((Text(title),), language),
            heading=heading,
            items=items,
        )

    def notes_title(self, division: Division) -> str:
        """The heading of the notes of a division, which is unlike that of any other."""
        language = division.language or self.manuscript.plan.language
        return self._note_titles.get(division.anchor) or self.plain(division.title, language)

    def _family(self) -> str:
        """The type that drawings are set in: a screen gives them that of the text; in print they must be told."""
        fonts = self.house.fonts
        if not fonts or self.medium.screen:
            return ""
        return families(fonts, house_family) if any(font.spare for font in fonts) else house_family(fonts[0].family)

    def _fill(self, name: str, **values: Any) -> Markup:
        return self.house.fill(name, **values)

    def _section_attributes(self, division: Division, name: str, headed: bool, *, continued: bool) -> Markup:
        own = division.language if division.language != self.manuscript.plan.language else ""
        kinds = f"{division.role.value} {division.matter.value}-matter{' continued' if continued else ''}"
        if not self.medium.screen:
            return attributes(class_=kinds, id=division.anchor, **self._inline.language(own))
        epub_type, role = SEMANTICS[division.role]
        return attributes(
            class_=kinds,
            id=division.anchor,
            epub__type=epub_type,
            role=role,
            aria_labelledby=title_anchor(division) if headed else None,
            aria_label=None if headed else name,
            **self._inline.language(own),
        )

    def _header(self, division: Division, language: str, rank: int) -> Markup:
        anchor = title_anchor(division)
        pieces = self._inline.pieces(division.title, language)
        if number := clean(division.number):
            pieces = [
                Tag('<span class="number">'), number, Tag("</span>"), " ", Tag('<span class="title">'), *pieces, Tag("</span>"),
            ]  # fmt: skip
        starts = self._block.starts.get(anchor, ())
        subtitle = subtitle_anchor(division)
        roles = {"epub__type": "subtitle", "role": "doc-subtitle"} if self.medium.screen else {}
        return self._fill(
            "header",
            before=self._block.before(anchor, whole=False),
            rank=rank,
            attrs=attributes(id=anchor) + self._block.bookmark(division.title, language, division.number),
            content=join(pieces, [s for s in starts if s.letters]),
            subtitle_attrs=attributes(class_="subtitle", id=subtitle, **roles) if division.subtitle else Markup(),
            subtitle=self._block.leaf(subtitle, division.subtitle, language),
        )

    def _name_notes(self) -> dict[Anchor, str]:
        """A heading for the notes of each division, unlike any other, so that every way back has a name of its own."""
        names: dict[Anchor, str] = {}
        taken: set[str] = set()
        for division in self.manuscript.all_divisions():
            if division.notes:
                said = self.plain(division.title, division.language)
                name = plain = "\u2002".join(filter(None, (clean(division.number), said)))
                count = 1
                while name in taken:
                    count += 1
                    name = f"{plain} ({count})"
                taken.add(name)
                names[division.anchor] = name
        return names

    def _note_attributes(self, note: Note) -> Markup:
        roles = {"epub__type": "footnote", "role": "doc-footnote"} if self.medium.screen else {}
        return attributes(class_="note", id=note.anchor, **roles)

    def _note(self, note: Note, language: str, title: str) -> Markup:
        last = len(note.paragraphs) - 1
        return markup(
            "\n".join(
                self._note_paragraph(paragraph, language, self._back(note, language, title) if index == last else "")
                for index, paragraph in enumerate(note.paragraphs)
            )
        )

    def _note_paragraph(self, paragraph: Paragraph, language: str, back: str) -> Markup:
        spoken = paragraph.language or language
        own = self._inline.language(paragraph.language if paragraph.language != language else "")
        content = markup(f"{self._block.leaf(paragraph.anchor, paragraph.inlines, spoken)}{back}")
        return self._fill("paragraph", attrs=attributes(id=paragraph.anchor, **own), content=content)

    def _back(self, note: Note, language: str, title: str) -> str:
        """The way back to the call, with a name of its own among all ways back of the book.

        It has an id because Readium (ts-toolkit, navigator 2.2.5) asks for what was clicked on by its attributes where there
        is none, and stumbles over the colon of ``epub:type``: the link would lead nowhere.
        """
        if not self.medium.screen:
            return ""
        label = phrases(language).say("epub.back-to-note", n=str(note.number)) + (f", {title}" if title else "")
        way = element(
            "a",
            "\u21a9\ufe0e",  # the selector asks for a letter form, not a picture
            id=f"{note.anchor}-back",
            href=self._inline.href(note.call),
            epub__type="backlink",
            role="doc-backlink",
            aria_label=label,
        )
        return f" {way}"
