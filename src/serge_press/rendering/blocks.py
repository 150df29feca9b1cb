"""Blocks set in XHTML: what each holds is set here, how it looks in tags stands in the house's templates."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeGuard, assert_never

from markupsafe import Markup

from serge_press.manuscript.nodes import (
    DefinitionList,
    Drawing,
    Epigraph,
    Figure,
    Group,
    GroupStyle,
    Heading,
    ItemList,
    Ornament,
    Paragraph,
    ParagraphStyle,
    QRCode,
    Quotation,
    Table,
    Verse,
)
from serge_press.manuscript.parts import Role
from serge_press.rendering.drawings import code_svg, figure_svg
from serge_press.rendering.marks import join, mark
from serge_press.rendering.tables import columns
from serge_press.rendering.xhtml import attributes, clean, markup
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from serge_press.manuscript.nodes import Anchor, Block, Inline
    from serge_press.rendering.inlines import InlineSetter
    from serge_press.rendering.known_blocks import KnownBlocks
    from serge_press.rendering.marks import PageStart

_NOTHING = Markup()
_LISTED = (GroupStyle.ENTRY, GroupStyle.SUBENTRY)
_TIMED = (GroupStyle.EVENT, GroupStyle.WORLD_EVENT)  # on screens a list in the order of time


def _alone(block: Block) -> TypeGuard[Group | Paragraph]:
    """Whether a block is one of many of its kind, each about another thing."""
    return isinstance(block, Group) or (isinstance(block, Paragraph) and block.style is ParagraphStyle.INDEX_ENTRY)


@dataclass(frozen=True)
class BlockSetter:
    """Sets blocks. ``fill`` renders a template of the house by name; ``picture`` gives the address of a picture file."""

    inline: InlineSetter
    fill: Callable[..., Markup]
    starts: Mapping[Anchor, Sequence[PageStart]]
    picture: Callable[[str], str] = field(default=str)
    family: str = ""  # of the type in drawings, where they do not take that of the text round them
    role: Role | None = None  # of the division whose blocks these are
    known: KnownBlocks | None = None

    def blocks(self, blocks: Iterable[Block], language: str, rank: int) -> Markup:
        """The blocks in order; headings open nested sections. ``rank`` is the HTML rank of a heading of level 2."""
        done: list[list[Markup]] = [[]]  # what stands in each open section, outermost first
        levels: list[int] = []
        listed: list[Markup] = []
        of_list = ""  # the template of the list that is open

        def close_list() -> None:
            if listed:
                done[-1].append(self.fill(of_list, items=tuple(listed)))
                listed.clear()

        def close_section() -> None:
            content = markup("\n".join(done.pop()))
            kind = self._index("index-group")
            done[-1].append(
                self.fill("section", attrs=attributes(class_=f"level-{levels.pop()}", **kind), content=content)
            )

        for block in blocks:
            if isinstance(block, Group) and (kind := self._list_of(block.style)):
                if kind != of_list:
                    close_list()
                of_list = kind
                listed.append(self._once(block, language, rank))
                continue
            close_list()
            if isinstance(block, Heading):
                while levels and levels[-1] >= block.level:
                    close_section()
                levels.append(block.level)
                done.append([])
            done[-1].append(self._once(block, language, rank))
        close_list()
        while levels:
            close_section()
        return markup("\n".join(done[0]))

    def _list_of(self, style: GroupStyle) -> str:
        """The template of the list in which groups of a style stand, or ""."""
        if style in _LISTED:
            return "entries"
        return "timeline" if style in _TIMED and self.inline.medium.screen else ""

    def leaf(self, anchor: Anchor, inlines: tuple[Inline, ...], language: str, marked: bool = True) -> Markup:
        """The content of a leaf, with the marks of the pages that begin in it."""
        starts = self.starts.get(anchor, ()) if marked else ()
        return join(self.inline.pieces(inlines, language, anchor), starts)

    def before(self, anchor: Anchor, whole: bool = True) -> Markup:
        """Marks, between blocks, of the pages that begin with an element (or, not ``whole``, at its first letter)."""
        if anchor not in self.starts:
            return _NOTHING
        starts = [s for s in self.starts[anchor] if whole or s.letters == 0]
        return markup("".join(f"{mark(label, 'div')}\n" for start in starts for label in start.labels))

    def heading(self, anchor: Anchor, inlines: tuple[Inline, ...], language: str) -> tuple[Markup, Markup]:
        """Marks before a heading (a heading's name must not begin with a page number), and its content."""
        starts = [s for s in self.starts.get(anchor, ()) if s.letters]
        return self.before(anchor, whole=False), join(self.inline.pieces(inlines, language), starts)

    def _once(self, block: Block, language: str, rank: int) -> Markup:
        """One block; a group or an entry of an index that is known is not set again."""
        if self.known is None or not _alone(block):
            return self.block(block, language, rank)
        done = self.known.get(block, language, rank)
        if done is None:
            done = self.known.put(block, language, rank, self.block(block, language, rank))
        return done

    def block(self, block: Block, language: str, rank: int) -> Markup:
        """One block, in a passage of this language."""
        own = getattr(block, "language", "")
        spoken = own or language
        tongue = self.inline.language(own if own != language else "")
        match block:
            case Group():
                return self._group(block, spoken, tongue, rank)
            case Paragraph(anchor=anchor, inlines=inlines, style=style):
                kind = None if style is ParagraphStyle.BODY else style.value
                attrs = attributes(class_=kind, **self._paragraph_role(style), id=anchor, **tongue)
                if style is ParagraphStyle.TITLE_LINE and self.role is Role.TITLE_PAGE:
                    before, content = self.heading(anchor, inlines, spoken)
                    return before + self.fill(
                        "title-line", attrs=attrs + self.bookmark(inlines, spoken), content=content
                    )
                return self.fill("paragraph", attrs=attrs, content=self.leaf(anchor, inlines, spoken))
            case Heading(anchor=anchor, inlines=inlines, level=level):
                before, content = self.heading(anchor, inlines, spoken)
                attrs = attributes(id=anchor, **tongue) + self.bookmark(inlines, spoken)
                return before + self.fill("heading", rank=min(rank + level - 2, 6), attrs=attrs, content=content)
            case Quotation(anchor=anchor, blocks=blocks):
                attrs = attributes(class_="quotation", id=anchor, **tongue)
                content = self.blocks(blocks, spoken, rank)
                return self.before(anchor) + self.fill("quotation", attrs=attrs, content=content)
            case Epigraph(anchor=anchor, blocks=blocks):
                roles = {} if self.role is Role.EPIGRAPH else self._roles("epigraph", "doc-epigraph")
                attrs = attributes(class_="epigraph", **roles, id=anchor, **tongue)
                content = self.blocks(blocks, spoken, rank)
                return self.before(anchor) + self.fill("epigraph", attrs=attrs, content=content)
            case Verse(anchor=anchor, stanzas=stanzas):
                set_stanzas = tuple(
                    tuple(
                        {
                            "attrs": attributes(
                                class_=f"line indent-{min(line.indent, 6)}" if line.indent > 0 else "line",
                                id=line.anchor,
                            ),
                            "content": self.leaf(line.anchor, line.inlines, spoken),
                        }
                        for line in stanza
                    )
                    for stanza in stanzas
                )
                kind = {"epub__type": "z3998:verse"} if self.inline.medium.screen else {}
                attrs = attributes(class_="verse", **kind, id=anchor, **tongue)
                return self.before(anchor) + self.fill("verse", attrs=attrs, stanzas=set_stanzas)
            case ItemList(anchor=anchor, items=items, ordered=ordered, start=start):
                kind_of = {} if ordered else self._index("index-entry-list")
                attrs = attributes(id=anchor, start=start if ordered and start != 1 else None, **kind_of)
                set_items = tuple(self.blocks(item, spoken, rank) for item in items)
                name = "ordered-list" if ordered else "list"
                made = self.fill(name, attrs=attrs, items=set_items)
                return before + made if (before := self.before(anchor)) else made
            case DefinitionList(anchor=anchor, items=definitions):
                set_definitions = tuple(
                    {
                        "attrs": attributes(id=d.term.anchor, **self.inline.language(d.term.language)),
                        "term": self.leaf(d.term.anchor, d.term.inlines, d.term.language or spoken),
                        "content": self.blocks(d.blocks, spoken, rank),
                    }
                    for d in definitions
                )
                attrs = attributes(id=anchor)
                return self.before(anchor) + self.fill("definition-list", attrs=attrs, items=set_definitions)
            case Table():
                return self._table(block, spoken)
            case Figure(anchor=anchor, file=file, alt=alt, caption=caption, full=full):
                image = attributes(src=self.picture(file), alt=alt, role=None if alt else "presentation")
                attrs = attributes(class_="full-page" if full else None, id=anchor)
                return self.before(anchor) + self.fill(
                    "figure", attrs=attrs, image=image, **self._caption(caption, spoken)
                )
            case Drawing():
                return self._drawing(block, spoken)
            case QRCode():
                return self._code(block)
            case Ornament(anchor=anchor):
                return self.before(anchor) + self.fill("ornament", attrs=attributes(class_="ornament", id=anchor))
            case _:
                assert_never(block)

    def bookmark(self, inlines: tuple[Inline, ...], language: str, number: str = "") -> Markup:
        """In print, an attribute with a heading's own words, without note calls: for the PDF's outline."""
        if self.inline.medium.screen:
            return Markup()
        return attributes(data_bookmark=f"{clean(number)} {self.inline.plain(inlines, language)}".strip())

    def _roles(self, epub_type: str, role: str) -> dict[str, str]:
        return {"epub__type": epub_type, "role": role} if self.inline.medium.screen else {}

    def _index(self, epub_type: str) -> dict[str, str]:
        """What a part of an index is (EPUB 3 Structural Semantics Vocabulary, 2.9); {} elsewhere and in print."""
        return {"epub__type": epub_type} if self.role is Role.INDEX and self.inline.medium.screen else {}

    def _paragraph_role(self, style: ParagraphStyle) -> dict[str, str]:
        if style is ParagraphStyle.SUBTITLE_LINE:
            return self._roles("subtitle", "doc-subtitle")
        if style is ParagraphStyle.INDEX_ENTRY:
            return self._index("index-entry")
        if style is ParagraphStyle.INDEX_NOTE:
            return self._index("index-headnotes")
        return {}

    def _drawing(self, drawing: Drawing, language: str) -> Markup:
        return self.before(drawing.anchor) + self.fill(
            "drawing",
            attrs=attributes(class_="drawing", id=drawing.anchor),
            drawing=figure_svg(drawing, self.family, self.inline.medium.screen),
            **self._caption(drawing.caption, language),
        )

    def _code(self, code: QRCode) -> Markup:
        """A code, in print. On a screen nothing stands in its place."""
        if self.inline.medium.screen:
            return self.before(code.anchor)
        return self.before(code.anchor) + self.fill("code", attrs=attributes(class_="code"), drawing=code_svg(code))

    def _caption(self, caption: Paragraph | None, language: str) -> dict[str, Markup]:
        """The caption for a template: its attributes and content, both empty where there is none."""
        if caption is None:
            return {"caption": Markup(), "caption_attrs": Markup()}
        spoken = caption.language or language
        return {
            "caption": self.leaf(caption.anchor, caption.inlines, spoken),
            "caption_attrs": attributes(id=caption.anchor, **self.inline.language(caption.language)),
        }

    def _table(self, table: Table, language: str) -> Markup:
        screen = self.inline.medium.screen
        values = columns(table, language, self.leaf, screen=screen)
        made = self.fill("table", **values, **self._caption(table.caption, language))
        if screen:  # what a sheet can ask for its width: where columns have no room, rows stand on end
            made = markup(f'<div class="table">\n{made}\n</div>')
        return self.before(table.anchor) + made

    def _group(self, group: Group, language: str, tongue: dict[str, str], rank: int) -> Markup:
        label = clean(group.label) if self.inline.medium.screen else ""
        named = attributes(role="group" if label else None, aria_label=label)
        attrs = attributes(class_=group.style.value, id=group.anchor, **tongue)
        content = self.blocks(group.blocks, language, rank)
        before = self.before(group.anchor)
        if self._list_of(group.style):
            if named:  # a list's items keep their own role, so the name needs an element inside
                content = markup(f"<div{named}>\n{content}\n</div>")
            return self.fill("entry", attrs=attrs, content=before + content if before else content)
        name = "aside" if group.style is GroupStyle.ASIDE else "group"
        made = self.fill(name, attrs=attrs + named if named else attrs, content=content)
        return before + made if before else made
