"""The periodical grid: in which years which periodical printed a work for the first time, and whether the editors saw it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.figures.canvas import SIZE, WIDTH, Canvas, fitted
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import afterlife, rule_years, span_of, ticks
from serge_press.model.works import PublicationRole

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker

_LEFT, _ROW, _TOP = 122.0, 12.5, 6.0
_MOST = 28  # periodicals in one figure

Seen = bool | None


def periodical_grid(maker: Maker, what: str) -> Drawn | None:
    """A row for each periodical, by its first year, a column for each year; None where nothing of the kind is known."""
    del what
    cells: dict[str, dict[int, Counter[Seen]]] = {}
    undated: Counter[str] = Counter()
    end = afterlife(maker)
    for work in maker.facts.catalogue.works.values():
        for publication in work.publications:
            if publication.role is not PublicationRole.FIRST or not publication.venue:
                continue
            when = publication.when or work.when
            span = span_of(when) if when else None
            if span is None or span[0] >= end or int(span[0]) != int(span[1] - 1e-6):
                undated[publication.venue] += 1
                continue
            cell = cells.setdefault(publication.venue, {}).setdefault(int(span[0]), Counter())
            cell[publication.seen if publication.seen is not None else work.seen] += 1
    if not cells:
        return None
    most = sorted(cells, key=lambda venue: (-sum(sum(c.values()) for c in cells[venue].values()), venue))[:_MOST]
    venues = sorted(most, key=lambda venue: (min(cells[venue]), venue.casefold()))
    first = min(min(years) for years in cells.values())
    last = max(max(years) for years in cells.values()) + 1
    canvas = Canvas()
    step = (WIDTH - _LEFT) / (last - first)
    foot = _TOP + len(venues) * _ROW
    rows: list[tuple[str, ...]] = []
    for row, venue in enumerate(venues):
        y = _TOP + row * _ROW + _ROW / 2
        shown = fitted(maker.set(venue), _LEFT - 12, SIZE)
        canvas.text(_LEFT - 6, y + 2.6, shown, SIZE, anchor="end", italic=True)
        for year, seen in sorted(cells[venue].items()):
            _cell(canvas, _LEFT + (year - first + 0.5) * step, y, seen)
            counts = (str(seen[True]), str(seen[False]), str(seen[None]))
            rows.append((maker.set(venue), str(year), *counts))
    rule_years(
        canvas,
        ((year, _LEFT + (year - first + 0.5) * step) for year in ticks(first, last - 1, WIDTH - _LEFT)),
        _TOP,
        foot,
    )
    words = maker.words
    head = (
        words.say("figure.periodicals.name"), words.say("figure.year"), words.say("figure.periodicals.seen"),
        words.say("figure.periodicals.unseen"), words.say("figure.periodicals.unsaid"),
    )  # fmt: skip
    told = "; ".join(f"{venue} {year}: {int(a) + int(b) + int(c)}" for venue, year, a, b, c in rows)
    alt = words.say("figure.periodicals.alt", n=str(len(venues)), first=str(first), last=str(last - 1))
    caption = words.say(
        "figure.periodicals.caption", undated=str(sum(undated.values())), left=str(len(cells) - len(venues))
    )
    return Drawn("periodicals", run(caption), alt, told, head, tuple(rows), canvas.markup(), foot + 14)


def _cell(canvas: Canvas, x: float, y: float, seen: Counter[Seen]) -> None:
    """A dot as large as there are works: full where all were seen, open where none was, ringed where only some were."""
    count = sum(seen.values())
    radius = min(1.5 + 0.5 * (count - 1), 4.4)
    if seen[True] == count:
        canvas.dot(x, y, radius)
    elif seen[True]:
        canvas.dot(x, y, radius, filled=False)
        canvas.dot(x, y, radius * 0.5)
    else:
        canvas.dot(x, y, radius, filled=False)
