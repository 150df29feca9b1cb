"""The translation tree of a work: from the first edition a branch to each language, and on it the editions by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.collation import collation_key
from serge_press.manuscript.apparatus.line import run, tidy
from serge_press.manuscript.apparatus.titles import mark, numbered, title
from serge_press.manuscript.figures.canvas import SIZE, TALLEST, WIDTH, Canvas, fitted
from serge_press.manuscript.figures.drawn import Drawn
from serge_press.manuscript.figures.years import bounds, rule_years, span_of, ticks
from serge_press.manuscript.tree import plain_words
from serge_press.model.works import PublicationRole

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Maker
    from serge_press.model.works import Publication, Work

_LEFT, _ROW, _TOP = 84.0, 15.0, 18.0
_MOST = 42  # languages for whose names there is room on a page
_LEAST = 2  # languages beside the original, below which a tree is a line


def translation_tree(maker: Maker, what: str) -> Drawn | None:
    """The tree of the work with this id; of the work with most languages where none is named. None where there are too few."""
    works = maker.facts.catalogue.works
    if what:
        work = next((one for one in works.values() if one.id == what), None)
    else:
        work = max(
            works.values(),
            key=lambda one: (len(_languages(one)), one.principal, len(_editions(one)), one.id),
            default=None,
        )
    if work is None or len(_languages(work)) < _LEAST:
        return None
    words = maker.words
    dated = [(p, span_of(p.when) if p.when else None) for p in _editions(work)]
    spans = [span for _, span in dated if span is not None]
    origin = span_of(work.when) if work.when else None
    if not spans or origin is None:
        return None
    first, last = bounds([*spans, origin])
    scale = (WIDTH - _LEFT - 11) / (last - first)
    canvas = Canvas()
    tongues = sorted(
        _languages(work),
        key=lambda tag: (
            min((s[0] for p, s in dated if p.language == tag and s), default=9999.0),
            collation_key(words.name_of(tag), words.language),
        ),
    )[:_MOST]
    step = min(_ROW, (TALLEST - _TOP - 14) / (len(tongues) + 1))
    foot = _TOP + (len(tongues) + 1) * step
    trunk = _LEFT + (origin[0] - first) * scale
    own = maker.words.name_of(work.title.language) if work.title.language else ""
    canvas.text(_LEFT - 8, _TOP + 2.8, fitted(own, _LEFT - 8, SIZE), SIZE, anchor="end", bold=True)
    canvas.dot(trunk, _TOP, 2.4)
    canvas.line(trunk, _TOP, trunk, _TOP + len(tongues) * step, 0.7)
    rows: list[tuple[str, ...]] = [(own, str(int(origin[0])), _said(maker, work.title.text), "")]
    for row, tag in enumerate(tongues, 1):
        y = _TOP + row * step
        canvas.text(_LEFT - 8, y + 2.8, fitted(words.name_of(tag), _LEFT - 8, SIZE), SIZE, anchor="end")
        found = sorted((s, _said(maker, p.title)) for p, s in dated if p.language == tag and s is not None)
        end = max((_LEFT + (s[0] - first) * scale for s, _ in found), default=trunk + 12)
        canvas.line(trunk, y, end, y, 0.5, "" if found else "2 2")
        for span, _ in found:
            canvas.dot(_LEFT + (span[0] - first) * scale, y, 1.9, filled=int(span[0]) == int(span[1] - 1e-6))
        rows += [(words.name_of(tag), str(int(span[0])), said, "") for span, said in found]
        rows += [(words.name_of(tag), words.say("entry.undated"), "", "")] if not found else []
    rule_years(
        canvas, ((year, _LEFT + (year - first) * scale) for year in ticks(first, last, WIDTH - _LEFT)), _TOP - 6, foot
    )
    table = tuple((tongue, year, said) for tongue, year, said, _ in rows)
    marked = run(numbered(maker, work), "\u00a0") if mark(maker, work) else ()  # a disputed work never without its mark
    named = plain_words(marked) + tidy(work.title.text)
    alt = words.say("figure.translations.alt", n=str(len(tongues)), title=named)
    told = "; ".join(f"{tongue} {year}" for tongue, year, _ in table)
    head = (words.say("figure.language"), words.say("figure.year"), words.say("figure.title"))
    caption = words.phrase("figure.translations.caption", title=run(marked, title(maker, work)))
    return Drawn(f"translations-{work.id}", run(caption), alt, told, head, table, canvas.markup(), foot + 14)


def _said(maker: Maker, text: str) -> str:
    return maker.set(text) if text else ""


def _editions(work: Work) -> list[Publication]:
    return [one for one in work.publications if one.role is PublicationRole.TRANSLATION and one.language]


def _languages(work: Work) -> set[str]:
    return {one.language for one in _editions(work)} - {work.title.language}
