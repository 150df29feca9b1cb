"""Works per year: what is dated within one year stands solid; what is not is spread over the years it may belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.figures.canvas import SMALL, WIDTH, Canvas
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import afterlife, bounds, span_of, ticks
from serge_press.model.attributions import Verdict

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker

_LEFT, _TOP, _HIGH, _FOOT = 18.0, 8.0, 120.0, 16.0
_HIS = frozenset({Verdict.ACCEPTED, Verdict.PROBABLE, Verdict.POSSIBLE})


def works_per_year(maker: Maker, what: str) -> Drawn | None:
    """A bar for each year; None where no work has a date. Works that are doubted or rejected are not counted."""
    del what
    words = maker.words
    catalogue = maker.facts.catalogue
    spans: list[tuple[float, float]] = []
    undated = 0
    for work in catalogue.works.values():
        if catalogue.standing(work.id) not in _HIS:
            continue
        span = span_of(work.when) if work.when else None
        if span is None:
            undated += 1
        else:
            spans.append(span)
    end = afterlife(maker)
    later = sum(begin >= end for begin, _ in spans)
    spans = [(begin, min(last, end)) for begin, last in spans if begin < end]
    if not spans:
        return None
    sure, spread = _shares(spans)
    first, last = bounds(spans)
    years = range(first, last)
    most = max(sure.get(year, 0.0) + spread.get(year, 0.0) for year in years)
    canvas = Canvas()
    step = (WIDTH - _LEFT) / len(years)
    scale = _HIGH / max(most, 1.0)
    base = _TOP + _HIGH
    for count in _counts(most):
        y = base - count * scale
        canvas.line(_LEFT, y, WIDTH, y, 0.2, "1 2")
        canvas.text(_LEFT - 4, y + 2.5, str(count), SMALL, anchor="end")
    for year in years:
        x = _LEFT + (year - first) * step + step * 0.12
        solid, vague = sure.get(year, 0.0) * scale, spread.get(year, 0.0) * scale
        if solid:
            canvas.bar(x, base - solid, step * 0.76, solid)
        if vague > 0.3:
            canvas.bar(x, base - solid - vague, step * 0.76, vague, "hatched")
    canvas.line(_LEFT, base, WIDTH, base, 0.6)
    for year in ticks(first, last - 1, WIDTH - _LEFT):
        canvas.text(_LEFT + (year - first + 0.5) * step, base + 11, str(year), SMALL, anchor="middle")
    rows = tuple(
        (str(year), _decimal(sure.get(year, 0.0)), _decimal(spread.get(year, 0.0)))
        for year in years
        if sure.get(year) or spread.get(year)
    )
    top = max(years, key=lambda year: (sure.get(year, 0.0) + spread.get(year, 0.0), -year))
    alt = words.say("figure.works.alt", first=str(first), last=str(last - 1), top=str(top))
    told = "; ".join(f"{year}: {solid}" + (f" + {vague}" if vague != "0" else "") for year, solid, vague in rows)
    caption = words.say("figure.works.caption", n=str(len(spans)), undated=str(undated), later=str(later))
    head = (words.say("figure.year"), words.say("figure.works.sure"), words.say("figure.works.spread"))
    return Drawn("works-per-year", run(caption), alt, told, head, rows, canvas.markup(), base + _FOOT)


def _shares(spans: list[tuple[float, float]]) -> tuple[dict[int, float], dict[int, float]]:
    """Works by year: those dated within it, and the shares of those that may belong to it."""
    sure: dict[int, float] = defaultdict(float)
    spread: dict[int, float] = defaultdict(float)
    for begin, end in spans:
        if int(begin) == int(end - 1e-6):
            sure[int(begin)] += 1
            continue
        for year in range(int(begin), int(end - 1e-6) + 1):
            share = (min(end, year + 1) - max(begin, year)) / (end - begin)
            spread[year] += share
    return sure, spread


def _counts(most: float) -> range:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**6) if most / step <= 5)
    return range(step, int(most) + 1, step)


def _decimal(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
