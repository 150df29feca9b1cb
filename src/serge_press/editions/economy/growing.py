"""The boxes of a long section made as its pages come to them, instead of all before the first page.

WeasyPrint makes the boxes of a whole document, and then lays them out from the first to the last. What holds a long row of
blocks (a bibliography, an index by years) is here a box whose children are made in the order of the text when the layout asks
for the next; those that stand before a finished page are let go. So a section of six hundred pages takes the room of a few.

Columns ask for all their blocks before each page. Of these, those that are long themselves are rows too, made *apart*: from
a copy of what is counted, so that they need not be made in the order of the text; at its end a row must have left the copy
as it was.

It serves only what is plain: blocks in normal flow within blocks, without notes at the foot and without anything made from
what a block will hold. Where layout asks for a box that is not there yet, or not any more, the section is ``Unsteady`` and
laid out as WeasyPrint does it.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from serge_press.editions.economy.fitting import Replacement, Saving
from serge_press.editions.economy.rows import Row, Unsteady, growing, remove_placeholders
from serge_press.editions.economy.shared_styles import Computed

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 400
"""Elements below one whose children are made one by one: some ten pages."""

_PLAIN = frozenset({"html", "body", "div", "section", "article", "ul", "ol", "dl"})
_OF_ITSELF = frozenset({"attr()", "string"})
"""What a named string may be made from without looking at the text."""

_State = tuple[list[int], dict[str, list[int]], list[set[str]], list[Any]]
"""What WeasyPrint counts while it makes boxes: depth of quotes, counters, their scopes, groups of pages."""


def _copied(state: _State) -> _State:
    depth, values, scopes, groups = state
    return [*depth], {name: [*row] for name, row in values.items()}, [{*one} for one in scopes], [*groups]


def growing_structure(html: Any, context: Any, counters: Any, *, tagged: bool) -> Any | None:
    """The box of the root of a document, in which rows grow; None where the document is short or not plain.

    ``counters`` are WeasyPrint's counter styles, ``context`` its layout context; ``tagged`` documents have a structure tree.
    """
    from weasyprint.formatting_structure.build import set_viewport_overflow

    root = html.etree_element
    if not SAVING.fits() or any(element.get("class") == "footnote" for element in root.iter("span")):
        return None
    builder = _Builder(html, context, counters, tagged=tagged)
    if not builder.is_long(root):
        return None
    box = builder.grown(root, following=False)
    box.is_for_root_element = True
    return set_viewport_overflow(box)


class _Builder:
    """Makes boxes in the order of the text, as ``element_to_box`` and those who work on its boxes after it."""

    def __init__(self, html: Any, context: Any, counters: Any, *, tagged: bool) -> None:
        self._context = context
        self._tagged = tagged
        self._collector = context.target_collector
        self._given = (
            context.style_for, context.get_image_from_uri, html.base_url, context.target_collector, counters,
            context.footnotes,
        )  # fmt: skip
        self._counters = counters
        self._style_for = context.style_for
        styles = context.style_for.get_computed_styles()
        self._styles = styles if isinstance(styles, Computed) else None
        self._root = html.etree_element
        self._nothing: Any = None
        self._state: _State = ([0], {"footnote": [0], "note": [0]}, [{"footnote", "note"}], [])

    def is_long(self, element: Any, *, columns: bool = False) -> bool:
        """Whether the children of an element (with ``columns``, of one set in columns) are to be made one by one."""
        if element.tag not in _PLAIN or sum(1 for _ in zip(element.iter(), range(LONG), strict=False)) < LONG:
            return False
        style = self._style_for(element)
        return (
            _is_plain(style)
            and columns is not (style["column_count"] == "auto" and style["column_width"] == "auto")
            and style["white_space"] == "normal"
            and style["bookmark_level"] == "none"
            and (style["string_set"] == "none" or all(_of_itself(values) for _, values in style["string_set"]))
            and all(self._style_for(element, one) is None for one in ("before", "after", "first-letter", "first-line"))
            and not _words(element.text)
            and all(self._is_block(child) and not _words(child.tail) for child in element)
        )

    def _is_block(self, element: Any) -> bool:
        if not isinstance(element.tag, str):
            return False
        style = self._style_for(element)
        display = style["display"]
        return display == ("none",) or (
            len(display) > 1
            and display[0] == "block"
            and display[1] in ("flow", "table")
            and style["float"] == "none"
            and style["position"] in ("static", "relative")
        )

    def grown(self, element: Any, *, following: bool, apart: _State | None = None) -> Any:
        """The box of a long element. ``following``: a space came before it that takes up the next.

        ``apart``: what is counted must be as in this state again when all children are made.
        """
        box = self._opened(growing(), element)
        box.children = Row(self._children(element, following, apart), tagged=self._tagged)
        self._nothing = self._nothing or _nothing(box)
        self._forget(element)
        return box

    def _opened(self, kind: type, element: Any) -> Any:
        """The box of an element without its children, whose scope of counters is open from now on."""
        from weasyprint.formatting_structure import build

        style = self._style_for(element)
        box = kind(element.tag, style, element, [])
        box.first_letter_style = box.first_line_style = None
        _, counter_values, counter_scopes, _ = self._state
        build.update_counters(self._state, style)
        counter_scopes.append(set())
        if style["anchor"]:
            self._collector.store_target(style["anchor"], counter_values, box)
        build.set_content_lists(element, box, style, counter_values, self._collector, self._counters)
        return box

    def columns(self, element: Any, *, following: bool) -> Any:
        """The box of a long element set in columns, whose long children grow."""
        from weasyprint.formatting_structure.boxes import BlockBox

        box = self._opened(BlockBox, element)
        box.children = []
        following = following or bool(element.text)
        for child in element:
            if self.is_long(child):
                apart = copy(self)
                apart._state = _copied(self._state)
                made = [apart.grown(child, following=following, apart=_copied(self._state))]
            else:
                made = self._made(child, following)
            box.children += made
            following = (following and not made) or bool(child.tail)
        self._closed()
        self._forget(element)
        return box

    def _children(self, element: Any, following: bool, apart: _State | None) -> Iterator[Any]:
        """The finished boxes of an element's children. Each is made when all that stands before it is."""
        following = following or bool(element.text)
        for child in element:
            if self.is_long(child):
                made = [self.grown(child, following=following)]
                yield made[0]
                made[0].children.finish()  # what is made depends on what was made before
            else:
                columns = self.is_long(child, columns=True)
                made = [self.columns(child, following=following)] if columns else self._made(child, following)
                yield from made
            following = (following and not made) or bool(child.tail)
        if self._collector.counter_lookup_items or self._context.footnotes:
            raise Unsteady
        self._closed()
        if apart is not None and self._state != apart:
            raise Unsteady

    def _made(self, element: Any, following: bool) -> list[Any]:
        """The finished boxes of an element."""
        boxes: list[Any] = []
        for box in self._boxes(element):
            box.process_whitespace(following)
            box.process_text_transform()
            following = False
            boxes.append(self._finished(box))
        for one in element.iter():
            self._forget(one)  # now: after the last child nobody asks for another
        return boxes

    def _closed(self) -> None:
        """Close the scope of counters that was opened last."""
        _, counter_values, counter_scopes, _ = self._state
        for name in counter_scopes.pop():
            counter_values[name].pop()
            if not counter_values[name]:
                counter_values.pop(name)

    def _boxes(self, element: Any) -> Any:
        from weasyprint.formatting_structure.build import element_to_box

        return element_to_box(element, *self._given, self._state)

    def _finished(self, box: Any) -> Any:
        from weasyprint.formatting_structure.build import create_anonymous_boxes

        box = create_anonymous_boxes(box)
        if not box.is_in_normal_flow() or self._collector.counter_lookup_items or self._context.footnotes:
            raise Unsteady
        return box

    def _forget(self, element: Any) -> None:
        """Hold neither the styles of an element nor its box: from now on only those of pages are asked for."""
        if element is not self._root and self._styles is not None:
            self._styles.let_go(element)
        item = self._collector.target_lookup_items.get(element.get("id"))
        if item is not None:
            item.parse_again_functions = {}
            item.target_box = self._nothing


def _nothing(like: Any) -> Any:
    """An empty box for all targets to stand for."""
    from weasyprint.formatting_structure.boxes import BlockBox

    box = BlockBox.anonymous_from(like, [])
    box.cached_counter_values = {}
    return box


def _is_plain(style: Any) -> bool:
    return bool(
        style["display"] == ("block", "flow")
        and style["float"] == "none"
        and style["position"] == "static"
        and style["break_inside"] == "auto"
        and style["max_lines"] == "none"
        and style["continue"] == "auto"
    )


def _of_itself(values: Any) -> bool:
    return all(kind in _OF_ITSELF for kind, _ in values)


def _words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


SAVING = Saving(
    "growing",
    (Replacement("weasyprint.layout.block", "remove_placeholders", remove_placeholders),),
    (
        "weasyprint.formatting_structure.build", "weasyprint.formatting_structure.boxes", "weasyprint.css.targets",
        "weasyprint.layout", "weasyprint.layout.page", "weasyprint.layout.block", "weasyprint.css",
    ),
)  # fmt: skip
