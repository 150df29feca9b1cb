"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8), made truer than WeasyPrint leaves it.

WeasyPrint 70.0 makes a tree page by page and knows no language, no note and no contents. Here what it made is put in order: an
element that goes on over a page is one again; foreign words have their language; a note is a note, and stands where it is called
rather than at the foot of a page; a heading is one heading; contents are contents; a caption belongs to its picture; terms belong
to what is said of them; head cells say what they are the heads of; and what is only drawn (leaders) is not read out.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from serge_press.editions.line_ends import ENDS, last_text, part, soften
from serge_press.editions.tag_tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator


class Structure:
    """What WeasyPrint's elements were made from, and the tree that becomes of them."""

    def __init__(self) -> None:
        self._from: dict[int, tuple[Any, str]] = {}  # number of an element → element of the text, its tag

    @contextmanager
    def told(self) -> Iterator[None]:
        """Learn what each element of the tree is made from, and draw margin boxes outside of it, while this lasts."""
        import pydyf
        from weasyprint import draw as drawing
        from weasyprint.draw import text
        from weasyprint.formatting_structure.boxes import LineBox, MarginBox
        from weasyprint.layout.absolute import AbsolutePlaceholder
        from weasyprint.pdf import tags

        stock, line, context = tags._build_box_tree, text.draw_first_line, drawing.draw_stacking_context
        level = drawing.draw_inline_level

        def build(box: Any, *rest: Any) -> Iterator[Any]:
            inner = box._box if isinstance(box, AbsolutePlaceholder) else box
            if isinstance(inner, MarginBox):
                return
            for element in stock(box, *rest):
                self._from.setdefault(element.number, (inner.element, inner.element_tag or ""))
                yield element

        def draw(stream: Any, box: Any, *rest: Any, **named: Any) -> Any:
            emojis = line(stream, box, *rest, **named)
            if stream._tags is not None:
                if box.text.endswith(box.style["hyphenate_character"]):
                    soften(stream.stream)
                elif vars(box).pop(ENDS, False) and box.style["overflow_wrap"] == "normal":
                    part(stream, box.text)
            return emojis

        def inline(stream: Any, page: Any, box: Any, *rest: Any, **named: Any) -> None:
            if stream._tags is not None and isinstance(box, LineBox) and (last := last_text(box)) is not None:
                vars(last)[ENDS] = True
            level(stream, page, box, *rest, **named)

        def furnish(stream: Any, stacking: Any) -> None:
            held = stream._tags
            if held is None or not isinstance(stacking.box, MarginBox):
                context(stream, stacking)
                return
            stream._tags = None  # what is an artifact is in no tree (ISO 32000-1, 14.8.2.2)
            stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
            try:
                context(stream, stacking)
            finally:
                stream.end_marked_content()
                stream._tags = held

        tags._build_box_tree, text.draw_first_line, drawing.draw_stacking_context = build, draw, furnish
        drawing.draw_inline_level = inline
        try:
            yield
        finally:
            tags._build_box_tree, text.draw_first_line, drawing.draw_stacking_context = stock, line, context
            drawing.draw_inline_level = level

    def mend(self, pdf: Any) -> None:
        """Put the tree of a WeasyPrint PDF in order, before it is written."""
        tree = Tree(pdf, self._from)
        for element in tree.all():
            tree.name(element)
        tree.call_notes()
        tree.join(tree.document)
        tree.order_lists()
        tree.order_figures()
        tree.order_contents(tree.document)
        tree.empty(tree.document)
        tree.lighten()
