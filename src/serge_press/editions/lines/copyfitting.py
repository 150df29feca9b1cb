"""Lines run in and out: no section ends on a page of a few lines, and no page of running text ends a line short.

A last page with two lines on it looks forgotten, and may cost a leaf. As a compositor does, a few paragraphs of the pages
before it are then set in a line less, so that the page goes, or in a line more, so that it has lines enough: those that bear
it best, no worse than a hand would set them (``total_fit`` with a number of lines). Only the last pages of the section are
made again, three at most; where that does not help they stay as they were, and the page is marked: ``press_stump``.

How many lines a last page has at least says the sheet (``--last-page``, docs/house-style.md); the Chicago Manual of Style asks
for five.

A page ends short of the one that faces it where the first or last line of a paragraph would have stood alone on the next. One
of its paragraphs is then set in a line more, so that it is full, or in a line less, so that it takes two of the next. Only that
page is made again. That is done where a sheet lets pages end at one height (``--vertical-justification``).
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from serge_press.editions.typography.grid import PLAY
from serge_press.editions.vertical_justification import growth
from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from serge_press.editions.lines.total_fit import Break

_PAGES = 3
"""So many pages are held before they are given away: the last one and those before it that may be made again."""

_TRIES = 2
"""So often are lines saved, and so often added, before a short page is left as it is."""

_MOST = 5
"""So many paragraphs are set otherwise at most."""

_SHORT = 2
"""A page that lacks no more lines is filled; with more a heading or a picture did not fit, and that is seen."""

_LONG = 4
"""A paragraph of fewer lines shows that it was set otherwise."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A paragraph that begins on a page: its source box, the ends of its lines, its measure, and what chooses its lines."""

    source: Any
    ends: list[Break]
    measure: float
    choose: Callable[..., list[Break] | None]
    plans: dict[Any, Any]  # what was planned of it, to be cleared where it is to be planned anew
    asked: int  # the number of lines that was asked for, 0 for none

    def strain(self, by: int) -> float:
        """How much every line has to give so that there is one less (``by`` is -1) or one more (1), in CSS px."""
        last = self.ends[-1].end - self.ends[-2].start
        return (last if by < 0 else self.measure - last) / (len(self.ends) - 1)

    def ask(self, by: int) -> None:
        """Ask for so many lines more from the next time on that the paragraph is set."""
        self._ask(len(self.ends) + by)

    def forget(self) -> None:
        """Ask for what was asked for before, and let the paragraph be planned anew."""
        self._ask(self.asked)

    def _ask(self, lines: int) -> None:
        self.plans.clear()
        self.source._press_lines = lines


@dataclass(frozen=True, slots=True)
class _Held:
    """A page that is made and not yet given away, what begins on it, and what making it again depends on."""

    page: Any
    index: int
    begun: dict[int, _Begun]
    before: _State

    @property
    def left(self) -> float:
        """By how much (CSS px) the page ends short though the section goes on; -1 where it ends."""
        left: float = self.page.__dict__.get("press_left", -1.0)
        return left


@dataclass(frozen=True, slots=True)
class _State:
    """What a layout context holds when a page is begun, beside the places where pages begin."""

    footnotes: list[Any]
    reported: list[Any]
    broken: dict[Any, Any]
    sent_on: dict[int, Any]

    @classmethod
    def of(cls, context: Any) -> _State:
        """The state of a context now."""
        sent_on = context.__dict__.get("_press_sent_on_notes", {})
        return cls(
            list(context.footnotes), list(context.reported_footnotes), dict(context.broken_out_of_flow), dict(sent_on)
        )

    def restore(self, context: Any, index: int) -> None:
        """Let the page with this index be made again, and all after it."""
        context.page_maker = context.page_maker[: index + 1]
        context.footnotes, context.reported_footnotes = list(self.footnotes), list(self.reported)
        context.broken_out_of_flow = dict(self.broken)
        if "_press_sent_on_notes" in context.__dict__:
            context._press_sent_on_notes = dict(self.sent_on)
        for pages in context.running_elements.values():
            for number in [number for number in pages if number > index]:
                del pages[number]


def wanted(source: Any) -> int:
    """In how many lines a paragraph is to be set; 0 where nothing is asked for."""
    lines: int = source.__dict__.get("_press_lines", 0)
    return lines


def note(
    context: Any, source: Any, ends: list[Break], measure: float, choose: Callable[..., list[Break] | None], plans: Any
) -> None:
    """Note that a filled paragraph begins on the page that is made now. ``choose`` makes so many lines of it, or None.

    ``plans`` hold the ends of its lines, once they are chosen.
    """
    begun = context.__dict__.get("_press_begun")
    if begun is not None and len(ends) >= _LONG:
        begun[id(source)] = _Begun(source, ends, measure, choose, plans, wanted(source))


@contextmanager
def whole_last_pages() -> Iterator[None]:
    """Lay out inside this context with last pages that are no stumps, and others that are full.

    WeasyPrint is as it was afterwards. To be entered after what replaces ``make_all_pages``. Not for two threads at once.
    """
    from weasyprint import layout
    from weasyprint.text.line_break import strut

    stock = layout.make_all_pages

    def make_all_pages(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        least, line = _least(root.style), strut(root.style)[0] if growth(root.style) else 0.0
        if pages or not (least or line):  # in a later round lines stay as they were found to be best
            rest: Iterator[Any] = stock(context, root, html, pages)
            return rest
        return _Round(context, root, html, least, line).pages()

    layout.make_all_pages = make_all_pages
    try:
        yield
    finally:
        layout.make_all_pages = stock


def _least(style: Any) -> int:
    """How many lines a last page has at least; 0 where it does not matter."""
    tokens = style["__last_page"] or ()
    return max(0, min(12, next((one.int_value or 0 for one in tokens if one.type == "number"), 0)))


def lines_of(page: Any) -> int:
    """How many lines of text stand on a page, without notes; a page with a picture or a table has no end of them."""
    from weasyprint.formatting_structure import boxes

    heights = set()
    for box in page.children[0].descendants():
        if isinstance(box, boxes.ReplacedBox | boxes.TableRowBox):
            return 1000
        if isinstance(box, boxes.LineBox):
            heights.add(round(box.position_y))
    return len(heights)


class _Round:
    """All pages of a document, made once: as ``make_all_pages`` does in its first round, but that it can go back a few."""

    def __init__(self, context: Any, root: Any, html: Any, least: int, line: float) -> None:
        self._context, self._root, self._html, self._least, self._line = context, root, html, least, line
        self._chosen: list[_Begun] = []  # the paragraphs of the section that are set otherwise

    def pages(self) -> Iterator[Any]:
        """The pages in order, each when it is sure that it stays."""
        context = self._context
        context.rendered_notes = []
        held: list[_Held] = []
        index = 0
        while True:
            held = self._filled([*held, self._make(index)])
            index += 1
            ended = self._ends(index)
            if ended:
                held = self._mended(held)
                index = held[-1].index + 1
            # A page with which nothing can be done need not wait.
            while held and (ended or len(held) == _PAGES or not held[0].begun):
                yield held.pop(0).page
            if ended and self._over(index):
                break
        del context._press_begun
        context.page_maker = context.page_maker[: index + 1]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()

    def _over(self, index: int) -> bool:
        """Whether no page comes after the one before ``index``."""
        return self._context.page_maker[index][0] is None and not self._context.reported_footnotes

    def _ends(self, index: int) -> bool:
        """Whether a section ends with the page before ``index``."""
        return self._over(index) or self._context.page_maker[index][1]["break"] != "any"

    def _make(self, index: int) -> _Held:
        from weasyprint.layout import page as module

        context = self._context
        before = _State.of(context)
        context._press_begun = {}
        context.page_maker[index][-1].update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        page, _ = module.remake_page(index, context, self._root, self._html)
        return _Held(page, index, context._press_begun, before)

    def _filled(self, held: list[_Held]) -> list[_Held]:
        """The pages as they are, or the last of them full, if it was a line or two short.

        Paragraphs that begin on it are set in a line more or less, or, where none bears it, one of the page before.
        """
        lines = self._lacking(held[-1])
        if not lines:
            return held
        ways = [(held[-1:], 1, lines), (held[-1:], -1, 1)] if lines == 1 else [(held[-1:], 1, lines)]
        if len(held) > 1 and lines == 1 and held[-2].left == 0.0:
            ways += [(held[-2:], 1, 1), (held[-2:], -1, 1)]
        done = 0
        for pages, by, count in ways:
            chosen = list(islice(_best(pages[0].begun.values(), by), count))
            if len(chosen) < count:
                continue
            again, done = self._otherwise(pages, chosen, by), max(done, len(pages))
            if all(page.left == 0.0 for page in again):
                return held[: -len(pages)] + again
            for one in chosen:
                one.forget()
        return held[:-done] + self._otherwise(held[-done:], [], 0) if done else held

    def _lacking(self, made: _Held) -> int:
        """How many lines a page lacks that may be filled."""
        lines = round(made.left / self._line) if self._line else 0
        return lines if 0 < lines <= _SHORT and abs(made.left - lines * self._line) < PLAY else 0

    def _otherwise(self, pages: list[_Held], chosen: list[_Begun], by: int) -> list[_Held]:
        """The pages made again with the chosen paragraphs in a line more, or less."""
        for one in chosen:
            one.ask(by)
        pages[0].before.restore(self._context, pages[0].index)
        return [self._make(page.index) for page in pages]

    def _mended(self, held: list[_Held]) -> list[_Held]:
        """The last pages of a section: as they are, or made again if the last of them is a stump."""
        stump, pages = lines_of(held[-1].page), len(held)
        if pages < 2 or not 0 < stump < self._least:
            return held
        self._chosen = []
        begun = [one for page in held for one in page.begun.values()]
        new = held
        for by, lines in sorted(((-1, stump), (1, self._least - stump)), key=lambda way: way[1]):
            able, count = _able(begun, by), lines
            for _ in range(_TRIES):
                if not 0 < count <= min(_MOST, len(able)):
                    break
                new = self._again(held[0], able[:count], by)
                left = lines_of(new[-1].page)
                if left >= self._least and len(new) <= pages:
                    return new
                count += max(1, left if by < 0 else self._least - left)
        stays = held if new is held else self._again(held[0], [], 0)
        stays[-1].page.press_stump = bool(begun)
        return stays

    def _again(self, first: _Held, chosen: list[_Begun], by: int) -> list[_Held]:
        """The pages from the first on, made again: the chosen paragraphs in a line less, or more, all others as they were."""
        context = self._context
        for one in self._chosen:
            one.forget()
        for one in chosen:
            one.ask(by)
        self._chosen = chosen
        first.before.restore(context, first.index)
        made = [self._make(first.index)]
        while not self._ends(made[-1].index + 1):
            made.append(self._make(made[-1].index + 1))
        return made


def _able(begun: Iterable[_Begun], by: int) -> list[_Begun]:
    """The paragraphs that can well be set in a line less, or more, those first that bear it best."""
    return list(_best(begun, by))


def _best(begun: Iterable[_Begun], by: int) -> Iterator[_Begun]:
    """The same, one after the other: it takes time to find out."""
    ranked = sorted(enumerate(begun), key=lambda one: (one[1].strain(by), one[0]))
    return (one for _, one in ranked if one.choose(len(one.ends) + by))
