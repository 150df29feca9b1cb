"""Who said what of an attribution: the claims of a case on an axis of time, a row a claim, a sign for its stance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.line import run
from serge_press.manuscript.figures.canvas import SIZE, SMALL, WIDTH, Box, Canvas, fitted, number, width_of
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import bounds, exact, rule_years, span_of, ticks
from serge_press.model.attributions import Stance

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.attributions import Case, Claim

_LEFT, _ROW, _TOP = 112.0, 13.0, 6.0
_LEAST = 3  # claims, below which there is nothing to see
_MOST = 30


def who_said_what(maker: Maker, what: str) -> Drawn | None:
    """The claims of the case with this id; of the case with most claims where none is named. None where there are too few."""
    cases = maker.facts.catalogue.cases
    if what:
        case = next((one for one in cases.values() if one.id == what), None)
    else:
        case = max(cases.values(), key=lambda one: (len(_dated(one)), one.id), default=None)
    if case is None or len(_dated(case)) < _LEAST:
        return None
    words = maker.words
    claims = _dated(case)[:_MOST]
    first, last = bounds([span for _, span in claims])
    scale = (WIDTH - _LEFT - 11) / (last - first)
    canvas = Canvas()
    foot = _TOP + len(claims) * _ROW
    rows: list[tuple[str, ...]] = []
    for row, (claim, span) in enumerate(claims):
        y = _TOP + row * _ROW + _ROW / 2
        canvas.text(_LEFT - 8, y + 2.6, fitted(maker.set(claim.by), _LEFT - 10, SIZE), SIZE, anchor="end")
        begin, end = (_LEFT + (moment - first) * scale for moment in span)
        if not exact(span) and end - begin > 8:
            canvas.line(begin, y, end, y, 0.5, "1.5 1.5")
        middle = (begin + end) / 2
        _sign(canvas, middle, y, claim.stance)
        date = words.date(claim.made)
        aside = max(end if not exact(span) else middle, middle) + 6
        if aside + width_of(date, SMALL) < WIDTH:
            canvas.text(aside, y + 2.4, date, SMALL)
        else:
            canvas.text(min(begin if not exact(span) else middle, middle) - 6, y + 2.4, date, SMALL, anchor="end")
        rows.append((maker.set(claim.by), words.date(claim.made), words.say(f"figure.stance.{claim.stance.value}")))
    rule_years(
        canvas, ((year, _LEFT + (year - first) * scale) for year in ticks(first, last, WIDTH - _LEFT)), _TOP, foot
    )
    shown = dict.fromkeys(claim.stance for claim, _ in claims)
    y = foot + 24
    x = 2.0
    for stance in Stance:
        if stance not in shown:
            continue
        said = words.say(f"figure.stance.{stance.value}")
        if x + 60 > WIDTH:
            x, y = 2.0, y + 12
        _sign(canvas, x + 4, y - 2.6, stance)
        canvas.text(x + 11, y, said, SMALL)
        x += 18 + len(said) * SMALL * 0.5
    alt = words.say("figure.claims.alt", n=str(len(claims)), first=str(first), last=str(last - 1))
    told = "; ".join(f"{when}: {who}, {stance}" for who, when, stance in rows)
    head = (words.say("figure.claims.who"), words.say("figure.date"), words.say("figure.claims.stance"))
    caption = words.phrase("figure.claims.caption", case=run(maker.set(case.title)))
    return Drawn(f"claims-{case.id}", run(caption), alt, told, head, tuple(rows), canvas.markup(), y + 4)


def _dated(case: Case) -> list[tuple[Claim, tuple[float, float]]]:
    found = [(claim, span_of(claim.made)) for claim in case.claims if claim.made is not None]
    kept = [(claim, span) for claim, span in found if span is not None]
    return sorted(kept, key=lambda pair: pair[1])


def _sign(canvas: Canvas, x: float, y: float, stance: Stance) -> None:
    """A triangle up for what speaks for the attribution, down against it, full for the firm word; a ring for who reports."""
    if stance in (Stance.REPORTS, Stance.SILENT):
        canvas.dot(x, y, 2.4, filled=False)
        if stance is Stance.SILENT:
            canvas.line(x - 2.4, y, x + 2.4, y, 0.6)
        return
    canvas.taken.append(Box(x - 3.4, y - 3.4, x + 3.4, y + 3.4))
    up = stance in (Stance.ASSERTS, Stance.SUPPORTS)
    tip, base = (y - 3.4, y + 2.6) if up else (y + 3.4, y - 2.6)
    data = f"M{number(x)} {number(tip)}L{number(x + 3.4)} {number(base)}L{number(x - 3.4)} {number(base)}Z"
    canvas.path(data, 0.6, filled=stance in (Stance.ASSERTS, Stance.REJECTS))
