"""Pages that are made again with some of their paragraphs in a line less, or in a line more.

A compositor who runs lines in or out takes the paragraphs that bear it best, and none that would show it. What making a page
again depends on is put by before the page is made for the first time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from serge_press.editions.lines.total_fit import Break

_LONG = 4
"""A paragraph of fewer lines shows that it was set otherwise."""


@dataclass(frozen=True, slots=True)
class Begun:
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
        begun[id(source)] = Begun(source, ends, measure, choose, plans, wanted(source))


def able(begun: Iterable[Begun], by: int) -> Iterator[Begun]:
    """The paragraphs that can well be set in a line less, or more, those first that bear it best.

    They come one after the other, for it takes time to find out.
    """
    ranked = sorted(enumerate(begun), key=lambda one: (one[1].strain(by), one[0]))
    return (one for _, one in ranked if one.choose(len(one.ends) + by))


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


@dataclass(frozen=True, slots=True)
class Held:
    """A page that is made and not yet given away, what begins on it, and what making it again depends on."""

    page: Any
    index: int
    begun: dict[int, Begun]
    before: _State

    @property
    def left(self) -> float:
        """By how much (CSS px) the page ends short though the section goes on; -1 where it ends."""
        left: float = self.page.__dict__.get("press_left", -1.0)
        return left


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes the pages of a document one by one, as often as need be."""

    context: Any
    root: Any
    html: Any

    def make(self, index: int) -> Held:
        """The page with this index. Those before it stand."""
        from weasyprint.layout import page as module

        context = self.context
        before = _State.of(context)
        context._press_begun = {}
        context.page_maker[index][-1].update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        page, _ = module.remake_page(index, context, self.root, self.html)
        return Held(page, index, context._press_begun, before)

    def again(self, pages: Sequence[Held], chosen: Iterable[Begun], by: int) -> list[Held]:
        """The pages made again, with the chosen paragraphs in so many lines more."""
        self._go_back(pages[0], chosen, by)
        return [self.make(page.index) for page in pages]

    def section_again(self, first: Held, chosen: Iterable[Begun], by: int) -> list[Held]:
        """All pages from the first to the end of its section made again, with the chosen paragraphs in so many lines more."""
        self._go_back(first, chosen, by)
        made = [self.make(first.index)]
        while not self.ends(made[-1].index + 1):
            made.append(self.make(made[-1].index + 1))
        return made

    def _go_back(self, first: Held, chosen: Iterable[Begun], by: int) -> None:
        """Ask for what is to be otherwise, and be ready to make the first page."""
        for one in chosen:
            one.ask(by)
        first.before.restore(self.context, first.index)

    def over(self, index: int) -> bool:
        """Whether no page comes after the one before ``index``."""
        return self.context.page_maker[index][0] is None and not self.context.reported_footnotes

    def ends(self, index: int) -> bool:
        """Whether a section ends with the page before ``index``."""
        context = self.context
        return self.over(index) or (context.page_maker[index][1]["break"] != "any" and not context.reported_footnotes)
