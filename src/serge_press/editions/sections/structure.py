"""The structure tree of a joined PDF (ISO 32000-1, 14.7): the trees of the sections under one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Structure:
    """Gathers the trees of sections while they are joined."""

    def __init__(self, pdf: Any) -> None:
        import pikepdf

        self.pdf = pdf
        self.root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self.document = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=self.root)
        )
        self.kids: list[Any] = []
        self.marked: dict[tuple[int, int], Any] = {}  # elements of marked content, by page of the PDF
        self.linked: dict[tuple[int, int], Any] = {}  # element of an annotation, by page

    def add(self, source: Any, pages: Sequence[Any], section: int) -> None:
        """Take the tree of a section whose pages were copied. Its table heads get names of their own (14.8.5.7)."""
        import pikepdf

        old = source.Root.StructTreeRoot
        document = old.K[0]
        for kid in document.K:
            del kid["/P"]  # or the copy would draw the section's own root after it
        held = self.pdf.copy_foreign(source.make_indirect(pikepdf.Dictionary(K=document.K, N=old.ParentTree.Nums)))
        for kid in held.K:
            kid.P = self.document
            self.kids.append(kid)
            _rename(kid, section)
        parents = {int(held.N[at]): held.N[at + 1] for at in range(0, len(held.N), 2)}
        for number, page in enumerate(pages):
            if number in parents:
                self.marked[page.objgen] = parents[number]
            for note in page.get("/Annots", ()):
                if "/StructParent" in note:
                    self.linked[note.objgen] = parents[int(note.StructParent)]

    def finish(self, pages: Sequence[Any], move: float) -> None:
        """Number what has a place in the tree, pages first, then annotations, and tie the tree to the catalogue."""
        import pikepdf

        row: list[Any] = []
        for number, page in enumerate(pages):
            page.StructParents = number
            row += [number, self.marked.get(page.objgen, pikepdf.Array())]
        key = len(pages)
        for page in pages:
            for note in page.get("/Annots", ()):
                if note.objgen in self.linked:
                    note.StructParent = key
                    row += [key, self.linked[note.objgen]]
                    key += 1
        left = {page.objgen for page in pages[1::2]}
        for kid in self.kids:
            _move_figures(kid, left, move / 0.75)
        self.document.K = pikepdf.Array(self.kids)
        self.root.K = pikepdf.Array([self.document])
        self.root.ParentTree = self.pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(row)))
        self.root.ParentTreeNextKey = key
        self.pdf.Root.StructTreeRoot = self.root


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


def _move_figures(root: Any, left: set[tuple[int, int]], move: float) -> None:
    """Figures tell where they stand, in CSS px as WeasyPrint writes them."""
    import pikepdf

    for one in _elements(root):
        facts = one.get("/A")
        if facts is not None and "/BBox" in facts and one.Pg.objgen in left:
            x1, y1, x2, y2 = (float(x) for x in facts.BBox)
            facts.BBox = pikepdf.Array([round(x1 + move, 4), y1, round(x2 + move, 4), y2])
