"""The concordance: point by point what the accounts say side by side, and what the editors find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serge_press.manuscript.apparatus.asking import by_itself
from serge_press.manuscript.apparatus.line import Run, bracketed, joined, opened, run, sentences, upper_first
from serge_press.manuscript.apparatus.maker import Leaves, Maker
from serge_press.manuscript.nodes import (
    Anchor,
    Block,
    Cell,
    Emphasis,
    Group,
    GroupStyle,
    LineBreak,
    Paragraph,
    ParagraphStyle,
    Table,
)
from serge_press.manuscript.tree import plain_words
from serge_press.memory import remembered_by_identity
from serge_press.model.sources import Citation, SourceId

if TYPE_CHECKING:
    from serge_press.manuscript.apparatus.maker import Facts, Made
    from serge_press.model.events import Point, Saying


@remembered_by_identity
def concordance(facts: Facts) -> Made:
    """Every point under its topic, topics and points in the author's order."""
    maker = Maker(facts)
    leaves = Leaves(Anchor("concordance"), facts.plan.place)
    topics: dict[str, list[Point]] = {}
    for point in facts.catalogue.points:
        topics.setdefault(point.topic, []).append(point)
    blocks: list[Block] = []
    for topic, points in topics.items():
        if topic.strip():
            blocks.append(leaves.heading(2, maker.set(topic)))
        blocks += [by_itself(maker, _point, point) for point in points]
    return maker.made(blocks)


def _point(maker: Maker, point: Point) -> Group:
    leaves = Leaves(Anchor(f"point-{point.id}"), point.place)
    words = maker.words
    compared = set(maker.facts.plan.compare)
    others = [saying for saying in point.sayings if saying.source not in compared]
    blocks: list[Block] = [
        *leaves.line(ParagraphStyle.QUESTION, maker.inline(point.question, point, "question")),
        *_side_by_side(maker, point, leaves),
    ]
    if others:
        blocks += leaves.line(ParagraphStyle.LABEL, words.say("concordance.others"))
        blocks += leaves.items([_other(maker, saying) for saying in others])
    agreement = sentences(upper_first(run(words.say(f"agreement.{point.agreement.value}"))))
    finding = maker.inline(point.finding, point, "finding")
    confidence = (
        words.phrase("confidence.label", confidence=words.say(f"confidence.{point.confidence.value}"))
        if point.confidence
        else ()
    )
    blocks += leaves.line(
        ParagraphStyle.VERDICT, joined([run(Emphasis(agreement)), sentences(finding), sentences(confidence)], " ")
    )
    grounds = maker.prose(point.grounds, leaves.prefix("g"))
    if grounds:
        label = words.label("concordance.grounds")
        if isinstance(grounds[0], Paragraph):  # run in before the first words, as the label is no heading
            first = grounds[0]
            inlines = run(Emphasis(run(plain_words(label).rstrip())), " ", first.inlines)
            grounds = (Paragraph(first.anchor, inlines, first.place, first.style, first.language), *grounds[1:])
        blocks += grounds
    return Group(leaves.anchor, GroupStyle.POINT, tuple(blocks), point.place)


def _side_by_side(maker: Maker, point: Point, leaves: Leaves) -> tuple[Block, ...]:
    """A table with a column for each compared account; a silent account says so in its own cell."""
    compared = maker.facts.plan.compare
    if not compared:
        return ()
    table = leaves.next("t")
    head: list[Cell] = []
    row: list[Cell] = []
    for name in compared:
        sayings = [saying for saying in point.sayings if saying.source == name]
        heading = Citation(SourceId(name), "", point.place)
        head.append(Cell(leaves.next("c"), maker.cited(heading), point.place, scope="col"))
        said = [_said(maker, saying) for saying in sayings]
        silent = run(Emphasis(run(maker.words.say("concordance.silent"))))
        inlines: Run = ()
        for words in said or [silent]:
            inlines = run(inlines, LineBreak() if inlines else "", words)
        row.append(Cell(leaves.next("c"), inlines, sayings[0].place if sayings else point.place))
    return (Table(table, None, (tuple(head),), (tuple(row),), point.place, style="accounts"),)


def _said(maker: Maker, saying: Saying) -> Run:
    """What an account says, with the place in it; its silence in words."""
    if saying.says is None or not saying.says.strip():
        return run(Emphasis(run(maker.words.say("concordance.silent"))))
    words = maker.inline(saying.says, saying, "says")
    where = bracketed(maker.set(saying.locator))
    if not where:
        return sentences(words)
    return sentences(run(opened(words), " ", where))


def _other(maker: Maker, saying: Saying) -> Run:
    """Another source's saying: who, where, what."""
    cited = maker.cited(Citation(saying.source, saying.locator.strip(), saying.place))
    silent = saying.says is None or not saying.says.strip()
    said = run(maker.words.say("concordance.silent")) if silent else maker.inline(saying.says or "", saying, "says")
    return sentences(run(cited, maker.words.say("colon"), said))
