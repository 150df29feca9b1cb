"""The made parts of the complete book: as whole texts (``tests/apparatus/<part>.txt``), and what must hold of any book.

``pytest --accept`` writes the texts anew; read the diff before you commit it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from books import book
from serge_press.manuscript.apparatus.colophon import ColophonFacts
from serge_press.manuscript.apparatus.numbering import number_works
from serge_press.manuscript.apparatus.titles import MARKS
from serge_press.manuscript.assemble import assemble
from serge_press.manuscript.nodes import Group, GroupStyle, Paragraph, ParagraphStyle, Reference
from serge_press.manuscript.outline import outline_blocks
from serge_press.manuscript.parts import Division, Manuscript
from serge_press.manuscript.references import resolve
from serge_press.manuscript.tree import all_anchors, every_block, every_inline, every_leaf, plain_words
from serge_press.model.catalogue import Catalogue
from serge_press.model.plan import MADE_PARTS, BookPlan
from serge_press.model.register import register
from serge_press.model.works import WorkId
from serge_press.phrases import phrases
from serge_press.reading.read import read

GOLDEN = Path(__file__).parent / "apparatus"
# Figures and indexes have tests of their own.
WHOLE = [name for name in MADE_PARTS if name not in ("notes", "figures") and not name.startswith("index")]
MADE_WITH = ColophonFacts((("serge-press", "0"),), ("EB Garamond",), "00" * 8)


@cache
def complete() -> tuple[Manuscript, Catalogue, BookPlan]:
    reading, _ = read(book())
    plan, known, _ = register(reading)
    assert plan is not None
    manuscript, findings = assemble(plan, known, reading.prose, MADE_WITH)
    assert [f.message for f in findings] == []
    return resolve(manuscript, known)[0], known, plan


def part(name: str) -> Division:
    return next(division for division in complete()[0].divisions if division.anchor == name)


def groups(name: str, *styles: GroupStyle) -> list[Group]:
    return [b for b in every_block(part(name).blocks) if isinstance(b, Group) and b.style in styles]


@pytest.mark.parametrize("name", WHOLE)
def test_a_made_part_as_a_whole(name: str, accept: bool) -> None:
    shown = outline_blocks(part(name).blocks).replace("\u00a0", "~").replace("\u2002", "~~")
    file = GOLDEN / f"{name}.txt"
    if accept:
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_no_golden_text_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(WHOLE)


def test_every_work_is_an_entry_exactly_once() -> None:
    entries = [group.anchor for group in groups("bibliography", GroupStyle.ENTRY, GroupStyle.SUBENTRY)]
    assert sorted(entries) == sorted(f"work-{name}" for name in complete()[1].works)


def test_every_claim_prints_its_source() -> None:
    claims = groups("attributions", GroupStyle.CLAIM)
    assert len(claims) == sum(len(case.claims) for case in complete()[1].cases.values()) > 3
    for group in claims:
        inlines = [inline for leaf in every_leaf([group]) for inline in every_inline(leaf.inlines)]
        assert any(isinstance(inline, Reference) and inline.scheme == "source" for inline in inlines), group.anchor


def test_every_verdict_is_printed_in_words() -> None:
    for case in complete()[1].cases.values():
        group = next(g for g in groups("attributions", GroupStyle.CASE) if g.anchor == f"case-{case.id}")
        said = [b for b in every_block([group]) if isinstance(b, Paragraph) and b.style is ParagraphStyle.VERDICT]
        assert plain_words(said[-1].inlines).lower().startswith(phrases("en").say(f"verdict.{case.verdict.value}"))


def test_a_disputed_work_never_stands_without_its_mark() -> None:
    manuscript, known, plan = complete()
    numbers = number_works(plan, known).numbers
    disputed = {f"work-{name}": MARKS[known.standing(name)] for name in known.works if known.standing(name) in MARKS}
    assert disputed
    seen = 0
    for division in manuscript.all_divisions():
        for leaf in every_leaf(division.blocks):
            for inline in every_inline(leaf.inlines):
                if isinstance(inline, Reference) and inline.target in disputed:
                    words = plain_words(inline.inlines)
                    number = numbers[WorkId(str(inline.target).removeprefix("work-"))]
                    if number in words:  # else the words are an author's own
                        assert f"{disputed[str(inline.target)]}{number}" in words
                        seen += 1
    assert seen > 3


def test_every_anchor_is_the_only_one_of_its_name() -> None:
    anchors = [anchor for anchor, _ in all_anchors(complete()[0])]
    assert len(anchors) == len(set(anchors))


def test_every_reference_of_a_made_part_is_bound() -> None:
    for name in WHOLE:
        for leaf in every_leaf(part(name).blocks):
            loose = [i for i in every_inline(leaf.inlines) if isinstance(i, Reference) and i.target is None]
            assert loose == [], (name, plain_words(leaf.inlines))


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "contents"])
def test_punctuation_is_exact(name: str) -> None:
    for leaf in every_leaf(part(name).blocks):
        words = plain_words(leaf.inlines)
        assert not re.search(r"\.\.|,,|,\.|;\.|\(\)|\[\]| [,;.:]|,$|  |\{|\}", words), words
        assert words == words.strip(), words
