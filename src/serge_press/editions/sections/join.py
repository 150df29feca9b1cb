"""The sheets of all sections joined to one PDF: pages, heads, fonts, links, outline, page labels and structure."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.editions.sections.outline import add_outline, add_targets
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
    """A section in its place: text, heads (with those of the blank page), side of its first page, whether a blank precedes."""

    text: SectionSheets
    heads: Heads
    right: bool
    blank: bool


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
    """Puts section after section into one PDF."""

    def __init__(self, cover: bytes, printed: Mapping[str, str], move: float, tagged: bool) -> None:
        import pikepdf

        self.printed = printed
        self.opacity: dict[str, dict[str, Any]] = {}  # graphics states that heads use
        self.pdf = pikepdf.open(BytesIO(cover))
        first = self.pdf.pages[0]
        self.fonts = dict(first.Resources.get("/Font", {}).items())
        self.kept = first.obj  # the cover's own page is dropped at the end, when nothing refers to it
        self.move = move  # of left-hand pages, in points
        self.open = self.pdf.make_stream(b"q")  # page streams leave the page turned upside down
        self.before = self.pdf.make_stream(b"q 1 0 0 1 %s 0 cm" % _number(move))
        self.after = self.pdf.make_stream(b"Q")
        self.structure = Structure(self.pdf) if tagged else None
        del self.pdf.pages[0]

    def add(self, part: Part, index: int) -> None:
        """Add the pages of a section."""
        import pikepdf

        text = pikepdf.open(BytesIO(part.text.data))
        own = self._own_fonts(text.pages[0].Resources, part.text)
        drawn = self._heads(part.heads, apart=bool(own))
        if part.blank:
            self._blank(text.pages[0], drawn.pop(0))
        start = len(self.pdf.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # targets, links and structure are seen to below
            self.pdf.pages.extend(text.pages)
        pages = [page.obj for page in self.pdf.pages[start:]]
        self._unite(pages[0].Resources, own)
        self._put_in_folios(pages, part.text)
        for number, (page, head) in enumerate(zip(pages, drawn, strict=True)):
            left = part.right == bool(number % 2)
            streams = [self.before if left else self.open, page.Contents, self.after]
            if left:
                for note in page.get("/Annots", ()):
                    x1, y1, x2, y2 = (float(x) for x in note.Rect)
                    note.Rect = pikepdf.Array([_near(x1 + self.move), y1, _near(x2 + self.move), y2])
            self._furnish(page, streams, head, f"/Heads{number}")
        if self.structure is not None:
            self.structure.add(text, pages, index)

    def _own_fonts(self, resources: Any, sheets: SectionSheets) -> frozenset[str]:
        """The fonts that stay a section's own: those with glyphs that they lack (see ``lay``)."""
        shared = {f"/{use.hash}" for use in sheets.fonts}
        return frozenset(name for name in resources.get("/Font", {}) if name not in shared)

    def _put_in_folios(self, pages: Sequence[Any], sheets: SectionSheets) -> None:
        tell = label_of(sheets, self.printed)
        for number in sorted({one.page for one in sheets.drawn}):
            stream = pages[number].Contents
            stream.write(put_in_stream(stream.read_bytes(), sheets.figures, tell))

    def _heads(self, heads: Heads, *, apart: bool) -> list[Any]:
        """The drawing of each page's heads, marked as an artifact (ISO 32000-1, 14.8.2.2): a stream, or a form if it must be.

        A drawing that uses fonts alone needs nothing of its own, for fonts are named alike in the whole book.
        """
        import pikepdf

        sheets = heads.sheets
        pages = pikepdf.open(BytesIO(sheets.data)).pages
        kinds = {number: _Kind(pages[number]) for number in {row[0] for row in heads.rows} if sheets.furnished[number]}
        own = self._own_fonts(pages[0].Resources, sheets)
        for kind in kinds.values():
            if apart or own or not kind.stands_alone:
                kind.form = self.pdf.copy_foreign(kind.as_form())
                self._unite(kind.form.Resources, own)
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

    def _unite(self, resources: Any, own: frozenset[str]) -> None:
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

    def _furnish(self, page: Any, streams: list[Any], head: Any, name: str) -> None:
        """Give a page its streams and its heads."""
        import pikepdf

        if head is not None and "/Subtype" in head:
            if "/XObject" not in page.Resources:
                page.Resources.XObject = pikepdf.Dictionary()
            page.Resources.XObject[name] = head
            head = self.pdf.make_stream(f"/Artifact <</Type /Pagination>> BDC {name} Do EMC".encode())
        streams += [head] if head is not None else []
        page.Contents = streams[0] if len(streams) == 1 else pikepdf.Array(streams)

    def _blank(self, like: Any, head: Any) -> None:
        """Add a blank page of the size of another, with the heads that the house gives blank pages."""
        import pikepdf

        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array(list(like.MediaBox)),
            TrimBox=pikepdf.Array(list(like.TrimBox)),
            BleedBox=pikepdf.Array(list(like.BleedBox)),
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary()),
            Contents=self.pdf.make_stream(b"q\nQ\n"),  # Ghostscript cannot draw a packed stream of no bytes
        )
        self._unite(page.Resources, frozenset())
        if self.structure is not None:
            page.Tabs = pikepdf.Name.S
        self._furnish(page, [page.Contents], head, "/Heads")
        self.pdf.pages.append(pikepdf.Page(page))


def join(
    parts: Sequence[Part], cover: bytes, folios: Folios, printed: Mapping[str, str], *, move: float, tagged: bool
) -> bytes:
    """One PDF of the parts, with the metadata and fonts of the cover. The same arguments give the same bytes.

    ``printed`` are the page labels to be put in where noughts stand in for them, by id of what they are the pages of.
    ``move`` is how far left-hand pages are moved to the right, in millimetres.
    """
    import pikepdf

    joiner = _Joiner(cover, printed, move * POINTS, tagged)
    starts: list[int] = []
    for index, part in enumerate(parts):
        starts.append(len(joiner.pdf.pages) + part.blank)
        joiner.add(part, index)
    pdf = joiner.pdf
    pages = [page.obj for page in pdf.pages]
    spots = [(spot, starts[i] + spot.page) for i, part in enumerate(parts) for spot in part.text.spots]
    add_targets(pdf, pages, spots, joiner.move)
    marks = [(mark, starts[i] + mark.page) for i, part in enumerate(parts) for mark in part.text.bookmarks]
    add_outline(pdf, pages, marks, joiner.move)
    if joiner.structure is not None:
        joiner.structure.finish(pages, joiner.move)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(_labels(folios)))
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    out = BytesIO()
    pdf.save(
        out, min_version="1.7", deterministic_id=True, compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return out.getvalue()


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
