"""A document painted page by page while it is laid out, so that a section of hundreds of pages needs no more room than ten.

WeasyPrint lays out all pages, then paints all, and holds every box until the file is written: about a megabyte a page. Here
each page is painted when it has been laid out, and of its boxes only what the structure tree is made from is kept.

It serves only documents in which no page depends on a later one, as in the text layer of a section. Where that proves wrong
(``Unsteady``) nothing has been given away, and the document is laid out again as WeasyPrint does it.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.fitting import Saving, rewritten
from serge_press.editions.economy.growing import growing_structure
from serge_press.editions.economy.rows import Unsteady, is_growing, let_go
from serge_press.editions.economy.shared_styles import Computed
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SAVING", "Part", "Unsteady", "laid_by_page", "next_piece", "paint"]

SAVING = Saving(
    "page by page",
    (),
    (
        "weasyprint.document", "weasyprint.layout", "weasyprint.layout.page", "weasyprint.pdf", "weasyprint.pdf.tags",
        "weasyprint.formatting_structure.boxes", "weasyprint.formatting_structure.build", "weasyprint.css.targets", "pydyf",
    ),
)  # fmt: skip


@dataclass
class Part:
    """Which pages of a document are wanted: not the first ``spare``; and where ``ends`` are given, in pieces.

    A piece ends with the first of its pages, from ``least`` on, after which a page begins with an element that has one of these
    ids. That id is ``goes_on`` when the pages of the piece have come, "" where no more came.
    """

    spare: int = 0
    least: int = 0
    ends: frozenset[str] = frozenset()
    goes_on: str = ""


def laid_by_page(html: Any, meet: Callable[[Any], None], part: Part | None = None, **options: Any) -> Any:
    """A WeasyPrint document whose pages come while it is written (``paint``) or gone through (``measure``).

    ``meet`` is given each page as soon as it is laid out, with all its boxes. ``part`` tells which pages are wanted (all).
    ``options`` are those of ``HTML.render``. Raises Unsteady (here or later).
    """
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document, DocumentMetadata
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.html import get_html_metadata
    from weasyprint.pdf import VARIANTS

    if not SAVING.fits():
        raise Unsteady
    fonts, counters = options.pop("font_config"), CounterStyle()
    given = {**DEFAULT_OPTIONS, **options}
    defaults = VARIANTS[given["pdf_variant"]][1] if given["pdf_variant"] else {}
    given |= {name: value for name, value in defaults.items() if given.get(name) is None}
    context = Document._build_layout_context(html, fonts, counters, {}, given)
    root = growing_structure(html, context, counters, tagged=bool(defaults.get("pdf_tags", given["pdf_tags"])))
    if root is None:
        root = build_formatting_structure(
            html.etree_element, context.style_for, context.get_image_from_uri, html.base_url, context.target_collector,
            counters, context.footnotes,
        )  # fmt: skip
        if context.target_collector.counter_lookup_items:
            raise Unsteady
        styles = context.style_for.get_computed_styles()
        if isinstance(styles, Computed):
            styles.keep_only(html.etree_element)  # from now on only those of pages are asked for
        _forget_targets(context.target_collector, root)
    metadata = DocumentMetadata(**get_html_metadata(html))
    tagged = bool(defaults.get("pdf_tags", given["pdf_tags"]))
    part = part or Part()
    pages = _pages(html, root, context, part)

    def document(meet: Callable[[Any], None]) -> Any:
        made = Document([], metadata, html.url_fetcher, fonts, {}, given["output_intent"])
        made._html = html
        made._press_coming = _coming(made, _piece(pages, part), meet, tagged)
        made._press_next = document
        return made

    return document(meet)


def next_piece(document: Any, meet: Callable[[Any], None]) -> Any:
    """The document of the pages after the last of one that is laid out in pieces and was written."""
    return document._press_next(meet)


def paint(document: Any, tie: Callable[[Any], None], **options: Any) -> bytes:
    """The document as PDF: as ``Document.write_pdf``. ``tie`` may change an annotation, which is a pydyf dictionary.

    It is asked as soon as the annotation's page is painted, for what is final is held as it will be written; in a tagged
    document, whose structure tree asks for annotations at the end, it is never asked.
    """
    from weasyprint import document as module

    document._press_tie = tie
    stock = module.generate_pdf
    module.generate_pdf = _generate_pdf()
    try:
        data: bytes = document.write_pdf(**options)
    finally:
        module.generate_pdf = stock
    return data


@cache
def _generate_pdf() -> Any:
    from weasyprint import pdf

    return rewritten(
        pdf.generate_pdf,
        (
            ("    page_links_and_anchors = list(resolve_links(document.pages))\n", ""),
            ("zip(document.pages, page_links_and_anchors)", "document._press_coming"),
            (
                "        page.paint(stream, scale)\n",
                "        page.paint(stream, scale)\n        _press_pack(document, pdf, pdf_page, stream, tags)\n",
            ),
        ),
        _press_pack=_pack,
    )


def _pack(document: Any, pdf: Any, page: Any, stream: Any, tags: Any) -> None:
    """Hold what is drawn on a page as one row of bytes, packed: thousands of pieces take twenty times the room.

    Hold its annotations as they will be written: each is five values, and a page of an index has hundreds.
    """
    import pydyf

    for reference in page.get("Annots", ()) if tags is None else ():
        number = int(reference.split()[0])
        document._press_tie(pdf.objects[number])
        pdf.objects[number] = _Written(number, pdf.objects[number].data)
    stream.stream = _Packed(zlib.compress(b"\n".join(pydyf._to_bytes(item) for item in stream.stream), 1))


class _Packed:
    """The content of a stream, in one piece, until it is written."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __iter__(self) -> Iterator[bytes]:
        yield zlib.decompress(self._data)


class _Written:
    """An object of a pydyf file that is not changed any more."""

    __slots__ = ("data", "number", "offset")
    compressible, free, generation = True, "n", 0

    def __init__(self, number: int, data: bytes) -> None:
        self.number, self.data = number, data
        self.offset = 0

    @property
    def indirect(self) -> bytes:
        """As it stands in a file that has no streams of objects."""
        return b"%d 0 obj\n%s\nendobj" % (self.number, self.data)


def _forget_targets(collector: Any, root: Any) -> None:
    """Hold no box only because it has an id: what tells of it (``target-text()``) is made, but for margin boxes.

    Where a page has one of those the document is laid out again; till then all ids stand for an empty box.
    """
    from weasyprint.formatting_structure.boxes import BlockBox

    nothing = BlockBox.anonymous_from(root, [])
    nothing.cached_counter_values = {}
    for item in collector.target_lookup_items.values():
        item.parse_again_functions = {}
        if item.target_box is not None:
            item.target_box = nothing


def _coming(document: Any, boxes: Iterator[Any], meet: Callable[[Any], None], tagged: bool) -> Iterator[Any]:
    """Each page with its links and targets, painted before the next one is asked for."""
    from weasyprint.document import Page

    for box in boxes:
        page = Page(box)
        meet(page)
        if page.anchors or page.bookmarks or any(kind == "internal" for kind, *_ in page.links):
            raise Unsteady
        document.pages.append(page)
        yield page, (page.links, [])
        page.links = []
        if tagged:
            _lighten(box)
        else:
            page._page_box = None


def _pages(html: Any, root_box: Any, context: Any, part: Part) -> Iterator[Any]:
    """The finished pages, as ``layout_document`` gives them where one round is enough."""
    from weasyprint import layout
    from weasyprint.layout.background import layout_backgrounds

    layout.initialize_page_maker(context, root_box)
    count = 0
    marked: dict[str, set[Any]] = {"::before": set(), "::after": set(), "": set()}
    for index, page in enumerate(layout.make_all_pages(context, root_box, html, []), 1):
        if page.fixed_boxes or any(found for name in context.running_elements.values() for found in name.values()):
            raise Unsteady
        for box in page.descendants():
            if box.bookmark_label:
                kind = next(kind for kind in marked if box.element_tag.endswith(kind))
                if box.element in marked[kind]:
                    box.bookmark_label = ""
                marked[kind].add(box.element)
        root, *areas = page.children
        root.children = list(root.children)
        context.current_page = index
        if any(True for _ in layout.make_margin_boxes(context, page, context.page_maker[index][3])):
            raise Unsteady  # a margin box may tell of pages to come
        page.children = (root, *(area for area in areas if area.children))
        layout_backgrounds(page, context.get_image_from_uri)
        resume_at = context.page_maker[index][0]
        if index > part.spare:
            count += 1
            may_end = part.ends and count >= part.least and context.page_maker[index][1]["break"] == "any"
            begins = _beginning(root_box, resume_at) if may_end else ""
            part.goes_on = begins if begins in part.ends else ""
            if part.goes_on:
                count = 0
                _sure(context, index)
            yield page
        elif index == part.spare and _beginning(root_box, resume_at) != _first_id(html.etree_element):
            raise Unsteady  # what is wanted stands on a page to be dropped
        _let_go(root_box, resume_at)
    _sure(context, len(context.page_maker))


def _sure(context: Any, count: int) -> None:
    """Raise Unsteady if one of the first pages would have to be made again."""
    if any(state["content_changed"] or state["pages_wanted"] for *_, state in context.page_maker[:count]):
        raise Unsteady


def _piece(pages: Iterator[Any], part: Part) -> Iterator[Any]:
    """The pages up to the end of a piece."""
    for page in pages:
        goes_on = part.goes_on
        yield page
        if goes_on:
            return


def _beginning(box: Any, resume_at: Any) -> str:
    """The first id in the block with which the next page begins; "" where it begins within a paragraph."""
    from weasyprint.formatting_structure.boxes import BlockBox

    if not resume_at:
        return ""
    while resume_at and isinstance(box, BlockBox):
        (index, resume_at), *more = resume_at.items()
        if more:
            return ""
        box = box.children[index]
    if resume_at or not isinstance(box, BlockBox) or box.element is None:
        return ""
    return _first_id(box.element)


def _first_id(element: Any) -> str:
    return next((name for one in element.iter() if (name := one.get("id"))), "")


_KEPT = (
    "element_tag", "element", "style", "children", "link_annotation", "widget_annotation", "colspan", "rowspan",
    "is_table_wrapper", "remove_decoration_sides", "is_header", "is_footer",
)  # fmt: skip
"""What the structure tree asks a box for."""


_PICTURES = ("img", "{http://www.w3.org/2000/svg}svg")


def _lighten(page: Any) -> None:
    """Keep of the boxes of a painted page only what the structure tree is made from; pictures tell where they stand."""
    from weasyprint.formatting_structure.boxes import ReplacedBox
    from weasyprint.layout.absolute import AbsolutePlaceholder

    stack = [page]
    while stack:
        box = stack.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        held = vars(box)
        stack.extend(held.get("children", ()))
        if not isinstance(box, ReplacedBox) and box.element_tag not in _PICTURES:
            box.__dict__ = {name: held[name] for name in _KEPT if name in held}
            box.style = getattr(box.style, "shared", box.style)


def _let_go(box: Any, resume_at: Any) -> None:
    """Empty the source boxes that stand wholly before the place where the next page begins."""
    from weasyprint.formatting_structure.boxes import BlockBox

    with_text = False
    while resume_at and isinstance(box, BlockBox) and not box.is_table_wrapper:
        (index, resume_at), *more = resume_at.items()
        if more:
            return
        gone = let_go(box.children, index)
        if gone is not None:
            with_text = gone
            box = box.children[index]
            continue
        for child in box.children[:index]:
            plain = type(child) is BlockBox or is_growing(child)
            if plain and not child.is_table_wrapper and child.is_in_normal_flow():
                child.children = []
                if with_text and child.element is not None:
                    child.element.clear()
        box = box.children[index] if index < len(box.children) else None
