"""The name web: which names the book's subject wrote under, and when: a bar for the years a name was used, a tick a work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.apparatus.signatures import signatures
from serge_press.manuscript.figures.canvas import SIZE, WIDTH, Canvas, fitted
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import afterlife, bounds, rule_years, span_of, ticks

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker

_LEFT, _ROW, _TOP = 104.0, 13.0, 6.0
_MOST = 30  # names in one figure


def name_web(maker: Maker, what: str) -> Drawn | None:
    """Names in the order of their first use; None in a book without a subject, or where no name has a date."""
    del what
    person = maker.facts.catalogue.people.get(maker.facts.plan.about) if maker.facts.plan.about else None
    if person is None:
        return None
    end = afterlife(maker)
    used: dict[str, tuple[float, float]] = {}
    sure: dict[str, bool] = {}
    for pseudonym in person.pseudonyms:
        span = span_of(pseudonym.used) if pseudonym.used else None
        if span is not None:
            used[pseudonym.name.display] = span
        sure[pseudonym.name.display] = pseudonym.sure
    works: dict[str, list[tuple[float, float]]] = {}
    for work in maker.facts.catalogue.in_order(maker.facts.catalogue.works.values()):
        span = span_of(work.when) if work.when else None
        for name in signatures(maker, work):
            if name and span is not None and span[0] < end:
                works.setdefault(name, []).append(span)
    names = sorted(
        {*used, *works},
        key=lambda name: (min(span[0] for span in (*works.get(name, ()), used.get(name, (9999.0, 0.0)))), name),
    )[:_MOST]
    if not names:
        return None
    spans = [span for name in names for span in (*works.get(name, ()), *([used[name]] if name in used else []))]
    first, last = bounds(spans)
    scale = (WIDTH - _LEFT - 11) / (last - first)
    canvas = Canvas()
    foot = _TOP + len(names) * _ROW
    for row, name in enumerate(names):
        y = _TOP + row * _ROW + _ROW / 2
        canvas.text(_LEFT - 6, y + 2.6, fitted(maker.set(name), _LEFT - 8, SIZE), SIZE, anchor="end")
        if name in used:
            begin, until = used[name]
            kind = "open" if sure.get(name, True) else "hatched"
            canvas.bar(_LEFT + (begin - first) * scale, y - 2.6, max((until - begin) * scale, 1.0), 5.2, kind)
        else:
            held = works[name]
            canvas.line(
                _LEFT + (min(s[0] for s in held) - first) * scale,
                y,
                _LEFT + (max(s[1] for s in held) - first) * scale,
                y,
                0.3,
            )
        for begin, until in works.get(name, ()):
            x = _LEFT + ((begin + until) / 2 - first) * scale
            canvas.line(x, y - 4.2, x, y + 4.2, 0.8)
    rule_years(
        canvas, ((year, _LEFT + (year - first) * scale) for year in ticks(first, last, WIDTH - _LEFT)), _TOP, foot
    )
    words = maker.words
    rows = tuple(_row(maker, name, used.get(name), works.get(name, []), sure.get(name, True)) for name in names)
    head = (
        words.say("figure.names.name"), words.say("figure.names.used"), words.say("figure.names.works"),
        words.say("figure.names.sure"),
    )  # fmt: skip
    told = "; ".join(f"{name}: {years or '–'}, {count}" for name, years, count, _ in rows)
    alt = words.say("figure.names.alt", n=str(len(names)), first=str(first), last=str(last))
    return Drawn("names", run(words.say("figure.names.caption")), alt, told, head, rows, canvas.markup(), foot + 14)


def _row(
    maker: Maker, name: str, used: tuple[float, float] | None, works: list[tuple[float, float]], sure: bool
) -> tuple[str, ...]:
    years = f"{int(used[0])}–{int(used[1] - 1e-6)}" if used else ""
    if not used and works:
        years = f"{int(min(s[0] for s in works))}–{int(max(s[1] for s in works) - 1e-6)}"
    return maker.set(name), years, str(len(works)), maker.words.say("figure.yes" if sure else "figure.no")
