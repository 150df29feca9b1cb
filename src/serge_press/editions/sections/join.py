"""The sheets of all sections joined to one PDF: pages, heads, fonts, links, outline, page labels and structure."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from serge_press.editions.page_geometry import POINTS
from serge_press.editions.sections.outline import add_outline, add_targets
from serge_press.editions.sections.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.editions.sections.sheets import SectionSheets
    from serge_press.manuscript.folios import Folios


@dataclass(frozen=True, slots=True)
class Part:
    """A section in its place: text, heads (with those of the blank page), side of its first page, whether a blank precedes."""

    text: SectionSheets
    heads: SectionSheets
    right: bool
    blank: bool


class _Joiner:
    """Puts section after section into one PDF."""

    def __init__(self, cover: bytes, move: float, tagged: bool) -> None:
        import pikepdf

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
        heads = pikepdf.open(BytesIO(part.heads.data))
        own = self._own_fonts(text.pages[0].Resources, part.text)
        drawn = [self._heads(page, part.heads, apart=bool(own)) if furnished else None
                 for page, furnished in zip(heads.pages, part.heads.furnished, strict=True)]  # fmt: skip
        if part.blank:
            self._blank(text.pages[0], drawn.pop(0))
        start = len(self.pdf.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)  # targets, links and structure are seen to below
            self.pdf.pages.extend(text.pages)
        pages = [page.obj for page in self.pdf.pages[start:]]
        self._unite_fonts(pages[0].Resources, own)
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

    def _heads(self, page: Any, sheets: SectionSheets, *, apart: bool) -> Any:
        """The drawing of a page of heads, marked as an artifact (ISO 32000-1, 14.8.2.2): a stream, or a form if it must be.

        A drawing that uses fonts alone needs nothing of its own, for fonts are named alike in the whole book.
        """
        import pikepdf

        stream = page.Contents
        own = self._own_fonts(page.Resources, sheets)
        apart = apart or bool(own)
        if not apart and not any(
            page.Resources.get(kind) for kind in ("/ExtGState", "/XObject", "/Pattern", "/Shading")
        ):
            return self.pdf.make_stream(b"q /Artifact <</Type /Pagination>> BDC\n%s\nEMC Q" % stream.read_bytes())
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox, stream.Resources = page.MediaBox, page.Resources
        form = self.pdf.copy_foreign(stream)
        self._unite_fonts(form.Resources, own)
        return form

    def _unite_fonts(self, resources: Any, own: frozenset[str]) -> None:
        """Let a section's resources name the fonts of the book, beside its own."""
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
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(self.fonts)),
            Contents=self.pdf.make_stream(b""),
        )
        if self.structure is not None:
            page.Tabs = pikepdf.Name.S
        self._furnish(page, [page.Contents], head, "/Heads")
        self.pdf.pages.append(pikepdf.Page(page))


def join(parts: Sequence[Part], cover: bytes, folios: Folios, *, move: float, tagged: bool) -> bytes:
    """One PDF of the parts, with the metadata and fonts of the cover. The same arguments give the same bytes.

    ``move`` is how far left-hand pages are moved to the right, in millimetres.
    """
    import pikepdf

    joiner = _Joiner(cover, move * POINTS, tagged)
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
    """Page labels (ISO 32000-1, 12.4.2): each run of them begins with its first number."""
    import pikepdf

    nums: list[Any] = []
    style = ""
    for index, page in enumerate(folios.pages):
        kind = "/D" if page.label.isdecimal() else "/r"
        if kind != style:
            style = kind
            nums += [index, pikepdf.Dictionary(S=pikepdf.Name(kind))]
    return nums


def _number(value: float) -> bytes:
    return f"{value:.4f}".encode()


def _near(value: float) -> float:
    return round(value, 4)
