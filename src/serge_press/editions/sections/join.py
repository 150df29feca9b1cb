"""The sheets of all sections joined to one PDF: pages, heads, fonts, links, outline, page labels and structure."""

from __future__ import annotations

import re
from dataclasses import field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.editions.sections.outline import name_of, string, targets, write_outline
from serge_press.editions.sections.pdf_writer import Copy, PdfWriter
from serge_press.editions.sections.stand_ins import label_of, put_in_stream
from serge_press.editions.sections.structure import Structure
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from serge_press.editions.sections.heads import Heads
    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.manuscript.folios import Folios


@dataclass(frozen=True, slots=True)
class Part:
    """A section in its place: text, heads (with those of the blank page), side of its first page, whether a blank precedes.

    ``links`` are what its links lead to, by the names that stand for it, where any do (``pieces``).
    """

    text: SectionSheets
    heads: Heads
    right: bool
    blank: bool
    links: Mapping[str, str] = field(default_factory=dict)


_OPACITY = re.compile(r"/[aA][\d.]+")


class _Kind:
    """A page of heads: what is drawn on it, and the form that holds its resources if it needs any."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.data: bytes = page.Contents.read_bytes()
        self.form: Any = None

    @property
    def stands_alone(self) -> bool:
        """Whether it uses nothing but fonts and degrees of opacity, which are named alike in every section."""
        held = self.page.Resources
        return not any(held.get(kind) for kind in ("/XObject", "/Pattern", "/Shading")) and all(
            _OPACITY.fullmatch(name) for name in self.states
        )

    @property
    def states(self) -> dict[str, Any]:
        """The graphics states that it uses, by name."""
        return dict(self.page.Resources.get("/ExtGState", {}).items())

    def as_form(self) -> Any:
        """The page as a form, of its own PDF."""
        import pikepdf

        stream = self.page.Contents
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox, stream.Resources = self.page.MediaBox, self.page.Resources
        return stream


class _Joiner:
    """Writes section after section into one PDF. Only one is held at a time."""

    def __init__(self, cover: bytes, printed: Mapping[str, str], move: float, pages: int, tagged: bool) -> None:
        import pikepdf

        self.printed = printed
        self.move = move  # of left-hand pages, in points
        self.writer = PdfWriter()
        self.pages: list[int] = []  # their numbers
        self._links: tuple[Mapping[str, str], dict[bytes, bytes]] = ({}, {})
        self.tree = self.writer.reserve()  # what holds the pages
        self.structure = Structure(self.writer, pages) if tagged else None
        self.opacity: dict[str, dict[str, Any]] = {}  # graphics states that heads use
        put = self.writer.put_stream
        self.open = put(b"", b"q")  # page streams leave the page turned upside down
        self.before = put(b"", b"q 1 0 0 1 %s 0 cm" % _number(move))
        self.after = put(b"", b"Q")
        self.cover = pikepdf.open(BytesIO(cover))
        self._cover = Copy(self.writer, self.cover, {self.cover.Root.Pages.objgen: self.tree})
        fonts: Any = self.cover.pages[0].Resources.get("/Font", {})
        self.fonts = {name: int(self._cover.written(font).split()[0]) for name, font in fonts.items()}

    def add(self, part: Part, index: int) -> None:
        """Write the pages of a section."""
        import pikepdf

        text = pikepdf.open(BytesIO(part.text.data))
        copy = Copy(self.writer, text, {text.Root.Pages.objgen: self.tree}, self._names(part.links))
        section = _Section(self, text, copy)
        pages = [page.obj for page in text.pages]
        own = _own_fonts(pages[0].Resources, part.text)
        drawn = section.heads(part.heads, apart=bool(own))
        if part.blank:
            blank = section.blank(pages[0], drawn.pop(0))
        section.unite(pages[0].Resources, own)
        _put_in_folios(pages, part.text, self.printed)
        before, opened, after = (copy.stands_for(one) for one in (self.before, self.open, self.after))
        left = set()
        for number, (page, head) in enumerate(zip(pages, drawn, strict=True)):
            moved = part.right == bool(number % 2)
            if moved:
                left.add(page.objgen)
                for note in page.get("/Annots", ()):
                    x1, y1, x2, y2 = (float(x) for x in note.Rect)
                    note.Rect = pikepdf.Array([_near(x1 + self.move), y1, _near(x2 + self.move), y2])
            section.furnish(page, [before if moved else opened, page.Contents, after], head, f"/Heads{number}")
        if part.blank:
            pages.insert(0, blank)
        tree = None
        if self.structure is not None:
            tree = self.structure.add(text, pages, index, left, self.move)
        self.pages += [int(copy.written(page).split()[0]) for page in pages]
        if tree is not None:
            tree.write(copy)

    def _names(self, links: Mapping[str, str]) -> dict[bytes, bytes]:
        """The names that links have in the file, by those that stand for them; of all pieces of a section in one."""
        if links is not self._links[0]:
            names = {string(name_of(one)): string(name_of(other)) for one, other in links.items()}
            self._links = links, names
        return self._links[1]

    def finish(self, parts: Sequence[Part], starts: Sequence[int], folios: Folios) -> bytes:
        """Write what belongs to the whole book."""
        import pikepdf

        writer, root, pages = self.writer, self.cover.Root, self.pages
        spots = ((spot, starts[i] + spot.page) for i, part in enumerate(parts) for spot in part.text.spots)
        if names := targets(spots, pages, self.move):
            root.Names = pikepdf.Dictionary(Dests=self._cover.stands_for(writer.put(names)))
        marks = ((mark, starts[i] + mark.page) for i, part in enumerate(parts) for mark in part.text.bookmarks)
        if outline := write_outline(writer, marks, pages, self.move):
            root.Outlines = self._cover.stands_for(outline)
        if self.structure is not None:
            self.structure.finish()
            root.StructTreeRoot = self._cover.stands_for(self.structure.root)
        root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(_labels(folios)))
        root.PageMode = pikepdf.Name.UseOutlines
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        writer.put(b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(pages), kids), self.tree)
        catalogue, told = (int(self._cover.written(one).split()[0]) for one in (root, self.cover.trailer.Info))
        return writer.finish(catalogue, told)


class _Section:
    """A section's own file, in which its pages are furnished before they are written."""

    def __init__(self, whole: _Joiner, pdf: Any, copy: Copy) -> None:
        self.opacity, self.tagged = whole.opacity, whole.structure is not None
        self.fonts = {name: copy.stands_for(number) for name, number in whole.fonts.items()}
        self.pdf = pdf

    def heads(self, heads: Heads, *, apart: bool) -> list[Any]:
        """The drawing of each page's heads, marked as an artifact (ISO 32000-1, 14.8.2.2): a stream, or a form if it must be.

        A drawing that uses fonts alone needs nothing of its own, for fonts are named alike in the whole book.
        """
        import pikepdf

        sheets = heads.sheets
        pages = pikepdf.open(BytesIO(sheets.data)).pages
        kinds = {number: _Kind(pages[number]) for number in {row[0] for row in heads.rows} if sheets.furnished[number]}
        own = _own_fonts(pages[0].Resources, sheets)
        for kind in kinds.values():
            if apart or own or not kind.stands_alone:
                kind.form = self.pdf.copy_foreign(kind.as_form())
                self.unite(kind.form.Resources, own)
        for kind in kinds.values():
            if kind.form is None:
                self.opacity |= {name: dict(state.items()) for name, state in kind.states.items()}
        return [self._head(kinds[number], sheets, folio) if number in kinds else None for number, folio in heads.rows]

    def _head(self, kind: _Kind, sheets: SectionSheets, folio: str) -> Any:
        data = put_in_stream(kind.data, sheets.figures, lambda _: folio) if folio else kind.data
        if kind.form is None:
            return self.pdf.make_stream(b"q /Artifact <</Type /Pagination>> BDC\n%s\nEMC Q" % data)
        form = kind.form
        return self.pdf.make_stream(
            data, Type=form.Type, Subtype=form.Subtype, BBox=form.BBox, Resources=form.Resources
        )

    def unite(self, resources: Any, own: frozenset[str]) -> None:
        """Let a section's resources name the fonts of the book, beside its own, and the degrees of opacity of heads."""
        import pikepdf

        if "/ExtGState" not in resources:
            resources.ExtGState = pikepdf.Dictionary()
        for name, state in self.opacity.items():
            if name not in resources.ExtGState:
                resources.ExtGState[name] = pikepdf.Dictionary(state)
        for name, font in self.fonts.items():
            if name not in own:
                resources.Font[name] = font

    def furnish(self, page: Any, streams: list[Any], head: Any, name: str) -> None:
        """Give a page its streams and its heads."""
        import pikepdf

        if head is not None and "/Subtype" in head:
            if "/XObject" not in page.Resources:
                page.Resources.XObject = pikepdf.Dictionary()
            page.Resources.XObject[name] = head
            head = self.pdf.make_stream(f"/Artifact <</Type /Pagination>> BDC {name} Do EMC".encode())
        streams += [head] if head is not None else []
        page.Contents = streams[0] if len(streams) == 1 else pikepdf.Array(streams)

    def blank(self, like: Any, head: Any) -> Any:
        """A blank page of the size of another, with the heads that the house gives blank pages."""
        import pikepdf

        page = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                Parent=self.pdf.Root.Pages,
                MediaBox=pikepdf.Array(list(like.MediaBox)),
                TrimBox=pikepdf.Array(list(like.TrimBox)),
                BleedBox=pikepdf.Array(list(like.BleedBox)),
                Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary()),
                Contents=self.pdf.make_stream(b"q\nQ\n"),  # Ghostscript cannot draw a packed stream of no bytes
            )
        )
        self.unite(page.Resources, frozenset())
        if self.tagged:
            page.Tabs = pikepdf.Name.S
        self.furnish(page, [page.Contents], head, "/Heads")
        return page


def _own_fonts(resources: Any, sheets: SectionSheets) -> frozenset[str]:
    """The fonts that stay a section's own: those with glyphs that they lack (see ``lay``)."""
    shared = {f"/{use.hash}" for use in sheets.fonts}
    return frozenset(name for name in resources.get("/Font", {}) if name not in shared)


def _put_in_folios(pages: Sequence[Any], sheets: SectionSheets, printed: Mapping[str, str]) -> None:
    tell = label_of(sheets, printed)
    for number in sorted({one.page for one in sheets.drawn}):
        stream = pages[number].Contents
        stream.write(put_in_stream(stream.read_bytes(), sheets.figures, tell))


def join(
    parts: Sequence[Part], cover: bytes, folios: Folios, printed: Mapping[str, str], *, move: float, tagged: bool
) -> bytes:
    """One PDF of the parts, with the metadata and fonts of the cover. The same arguments give the same bytes.

    ``printed`` are the page labels to be put in where noughts stand in for them, by id of what they are the pages of.
    ``move`` is how far left-hand pages are moved to the right, in millimetres.
    """
    joiner = _Joiner(cover, printed, move * POINTS, sum(len(one.text.pages) + one.blank for one in parts), tagged)
    starts: list[int] = []
    for index, part in enumerate(parts):
        starts.append(len(joiner.pages) + part.blank)
        joiner.add(part, index)
    return joiner.finish(parts, starts, folios)


def _labels(folios: Folios) -> list[Any]:
    """Page labels (ISO 32000-1, 12.4.2)."""
    import pikepdf

    nums: list[Any] = []
    for index, arabic in folios.runs():
        nums += [index, pikepdf.Dictionary(S=pikepdf.Name.D if arabic else pikepdf.Name.r)]
    return nums


def _number(value: float) -> bytes:
    return f"{value:.4f}".encode()


def _near(value: float) -> float:
    return round(value, 4)
