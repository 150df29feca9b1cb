"""The structure tree of a joined PDF (ISO 32000-1, 14.7): the trees of the sections under one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from serge_press.editions.sections.pdf_writer import Copy, PdfWriter, Place


class Structure:
    """Writes the trees of sections while they are joined: pages have the first numbers in it, then annotations."""

    def __init__(self, writer: PdfWriter, pages: int) -> None:
        """``pages`` are those of the whole PDF."""
        self.writer = writer
        self.root, self._document = writer.reserve(), writer.reserve()
        self._kids: list[bytes] = []
        self._marked: list[bytes] = []  # elements of marked content, by page
        self._linked: list[bytes] = []  # element of an annotation
        self._pages = pages

    def add(self, source: Any, pages: Sequence[Any], section: int, left: Collection[Place], move: float) -> _Tree:
        """Number the pages of a section, in their order, and their annotations; give what is written when they are.

        Its table heads get names of their own (14.8.5.7), and the figures on the pages ``left`` are moved, in points.
        """
        import pikepdf

        root = source.Root.StructTreeRoot
        document = root.K[0]
        nums = root.ParentTree.Nums
        parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        for kid in document.K:
            _rename(kid, section)
            _move_figures(kid, left, move / 0.75)
        marked: list[Any] = []
        linked: list[Any] = []
        own = {page.objgen: number for number, page in enumerate(source.pages)}
        for page in pages:
            page.StructParents = len(self._marked) + len(marked)
            marked.append(parents.get(own.get(page.objgen, -1), pikepdf.Array()))
            for note in page.get("/Annots", ()):
                if "/StructParent" in note:
                    linked.append(parents[int(note.StructParent)])
                    note.StructParent = self._pages + len(self._linked) + len(linked) - 1
        return _Tree(self, document, tuple(document.K), marked, linked)

    def finish(self) -> None:
        """Write what holds the trees together."""
        put = self.writer.put
        rows = (b"%d %s" % (key, one) for key, one in enumerate((*self._marked, *self._linked)))
        tree = put(b"<< /Nums [ %s ] >>" % b" ".join(rows))
        put(
            b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %s ] >>" % (self.root, b" ".join(self._kids)),
            self._document,
        )
        key = len(self._marked) + len(self._linked)
        words = b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>"
        put(words % (self._document, tree, key), self.root)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The tree of a section whose pages are about to be written."""

    whole: Structure
    document: Any
    kids: tuple[Any, ...]
    marked: list[Any]
    linked: list[Any]

    def write(self, copy: Copy) -> None:
        """Write it, with all its pages."""
        copy.knows(self.document, self.whole._document)
        self.whole._kids += [copy.written(one) for one in self.kids]
        self.whole._marked += [copy.written(one) for one in self.marked]
        self.whole._linked += [copy.written(one) for one in self.linked]


def _elements(root: Any) -> Any:
    """The element and all below it, in the order of the tree."""
    import pikepdf

    stack = [root]
    while stack:
        one = stack.pop()
        yield one
        kids = one.get("/K")
        if isinstance(kids, pikepdf.Array):
            stack += [kid for kid in reversed(list(kids)) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _rename(root: Any, section: int) -> None:
    import pikepdf

    for one in _elements(root):
        if "/ID" in one:
            one.ID = pikepdf.String(f"{section}-{one.ID}")
        facts = one.get("/A")
        if facts is not None and "/Headers" in facts:
            facts.Headers = pikepdf.Array([pikepdf.String(f"{section}-{name}") for name in facts.Headers])


def _move_figures(root: Any, left: Collection[Place], move: float) -> None:
    """Figures tell where they stand, in CSS px as WeasyPrint writes them."""
    import pikepdf

    for one in _elements(root):
        facts = one.get("/A")
        if facts is not None and "/BBox" in facts and one.Pg.objgen in left:
            x1, y1, x2, y2 = (float(x) for x in facts.BBox)
            facts.BBox = pikepdf.Array([round(x1 + move, 4), y1, round(x2 + move, 4), y2])
