"""Life and works: an axis of years from top to bottom, the events of the life on its left, the principal works on its right.

A date that is known to the month is a dot; one that is not is a bar as long as the time it may mean. Only events that have a
``label`` stand here, for a sentence has no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from serge_press.manuscript.apparatus.line import run, tidy
from serge_press.manuscript.figures.canvas import SIZE, SMALL, TALLEST, WIDTH, Canvas, fitted, spread, width_of
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import afterlife, bounds, exact, span_of, ticks
from serge_press.model.attributions import Verdict
from serge_press.model.works import WorkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.when import When

_LARGE = frozenset(
    {
        WorkKind.NOVEL,
        WorkKind.HISTORY,
        WorkKind.BOOK,
        WorkKind.MEMOIR,
        WorkKind.POETRY,
        WorkKind.STORIES,
        WorkKind.PAMPHLET,
        WorkKind.PLAY,
        WorkKind.TREATISE,
    }
)
_GAP = 9.6
_TOP = 8.0
_AXIS = 152.0  # the middle of the channel that holds the years
_HALF = 11.0  # of the channel
_LATER = 30  # what came after the life, below the axis: the rest is told in words alone
_ARM = 27.0  # from the middle of the channel to the words


class _Item(NamedTuple):
    span: tuple[float, float]
    words: str
    when: str
    language: str = ""
    italic: bool = False


def timeline(maker: Maker, what: str) -> Drawn | None:
    """The life beside the works; None where no event has a label and no large work a date."""
    del what
    life = _events(maker)
    works = _works(maker)
    if not life and not works:
        return None
    end = afterlife(maker)
    every = [item for item in (*life, *works) if item.span[0] >= end]
    near = [item for item in (*life, *works) if item.span[0] < end] or every
    first_later = sorted(every, key=lambda item: item.span)[:_LATER]
    later = [item for item in every if item in first_later]
    first, last = bounds([item.span for item in near])
    rows = max(sum(item in near for item in life), sum(item in near for item in works))
    height = min(TALLEST - 30 - (len(later) + 1) * _GAP, max(rows * _GAP * 1.15, (last - first) * 6.6, 120.0))
    scale = height / (last - first)
    canvas = Canvas()
    for edge in (_AXIS - _HALF, _AXIS + _HALF):
        canvas.line(edge, _TOP, edge, _TOP + height, 0.6)
    for year in range(first, last + 1):
        y = _TOP + (year - first) * scale
        canvas.line(_AXIS - _HALF, y, _AXIS - _HALF + 1.6, y, 0.3)
        canvas.line(_AXIS + _HALF - 1.6, y, _AXIS + _HALF, y, 0.3)
    for year in ticks(first, last, height, 30):
        canvas.text(_AXIS, _TOP + (year - first) * scale + 2.5, str(year), SMALL, anchor="middle")
    _side(canvas, [item for item in life if item in near], first, scale, height, left=True)
    _side(canvas, [item for item in works if item in near], first, scale, height, left=False)
    foot = _TOP + height + 4
    for item in later if near is not every else ():
        foot += _GAP
        _words(canvas, item, foot, left=item in life)
    words = maker.words
    data = sorted([(item.span, item.when, words.say("figure.life"), item.words) for item in life]
                  + [(item.span, item.when, words.say("figure.work"), item.words) for item in works])  # fmt: skip
    table = tuple((when, kind, said) for _, when, kind, said in data)
    told = "; ".join(f"{when}: {said}" for when, _, said in table)
    alt = words.say(
        "figure.timeline.alt", first=str(first), last=str(last - 1), n=str(len(life)), works=str(len(works))
    )
    head = (words.say("figure.date"), words.say("figure.kind"), words.say("figure.what"))
    return Drawn(
        "timeline",
        run(words.say("figure.timeline.caption")),
        alt,
        told,
        head,
        table,
        canvas.markup(),
        foot + 10,
    )


def _side(canvas: Canvas, items: Sequence[_Item], first: int, scale: float, height: float, *, left: bool) -> None:
    """The items of one side: their dates at the axis, their words beside it, as near to their dates as there is room."""
    sign = -1.0 if left else 1.0
    wanted = [_TOP + ((item.span[0] + item.span[1]) / 2 - first) * scale for item in items]
    placed = spread(wanted, _GAP, _TOP + 2, _TOP + height)
    lanes: list[float] = []
    for item, at, y in zip(items, wanted, placed, strict=True):
        begin, end = (_TOP + (moment - first) * scale for moment in item.span)
        edge = _AXIS + sign * (_HALF + 1.5)
        if exact(item.span):
            canvas.dot(_AXIS + sign * _HALF, at, 1.5)
        else:
            lane = next((n for n, foot in enumerate(lanes) if foot < begin - 0.5), len(lanes))
            lanes[lane : lane + 1] = [end]
            x = _AXIS + sign * (_HALF + 2.0 + 3.0 * min(lane, 2))
            canvas.bar(x - 1.0, begin, 2.0, max(end - begin, 1.0), "open")
            edge = x + sign
        turn = _AXIS + sign * (_ARM - 2)
        canvas.polyline([(edge, at), (turn, y), (turn + sign * 1.5, y)], 0.25)
        _words(canvas, item, y, left=left)


def _words(canvas: Canvas, item: _Item, y: float, *, left: bool) -> None:
    """What an item says, on its side of the axis: the words, and towards the axis the year."""
    year = width_of(item.when, SMALL) + 4
    if left:
        x = _AXIS - _ARM
        canvas.text(x, y + 2.8, item.when, SMALL, anchor="end")
        canvas.text(x - year, y + 2.8, fitted(item.words, x - year, SIZE), SIZE, anchor="end", italic=item.italic)
    else:
        x = _AXIS + _ARM
        canvas.text(x, y + 2.8, item.when, SMALL)
        words = fitted(item.words, WIDTH - x - year, SIZE)
        canvas.text(x + year, y + 2.8, words, SIZE, italic=item.italic, language=item.language)


def _events(maker: Maker) -> list[_Item]:
    items: list[_Item] = []
    for event in sorted(maker.facts.catalogue.events, key=lambda e: (e.when.sort_key, e.id)):
        span = span_of(event.when)
        if event.label and span is not None:
            items.append(_Item(span, maker.set(tidy(event.label)), _years(event.when)))
    return sorted(items, key=lambda item: (sum(item.span), item.words))


def _works(maker: Maker) -> list[_Item]:
    catalogue = maker.facts.catalogue
    items: list[_Item] = []
    for work in catalogue.in_order(catalogue.works.values()):
        span = span_of(work.when) if work.when else None
        if (
            span is None
            or work.kind not in _LARGE
            or work.part_of
            or catalogue.standing(work.id) is not Verdict.ACCEPTED
        ):
            continue
        title = maker.set(work.title.short or work.title.text, work.title.language)
        assert work.when is not None
        items.append(_Item(span, title, _years(work.when), maker.other(work.title.language), italic=True))
    room = int((TALLEST - 40) / _GAP)
    if len(items) > room:  # what the bibliography calls principal comes first
        chief = [work.title.text for work in catalogue.works.values() if work.principal]
        items = sorted(items, key=lambda item: (item.words not in chief, item.span))[:room]
    return sorted(items, key=lambda item: (sum(item.span), item.words))


def _years(when: When) -> str:
    """The years a date may mean: ``1912``, ``1912–17``."""
    span = span_of(when)
    assert span is not None
    first, last = int(span[0]), int(span[1] - 1e-6)
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02d}" if first // 100 == last // 100 else f"{first}–{last}"
