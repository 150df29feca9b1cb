"""Whatever an author writes in a field, the made parts are made, and every leaf keeps its promises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogues import (
    HERE,
    MADE_WITH,
    SUBJECT,
    case,
    catalogue,
    cited,
    claim,
    event,
    location,
    person,
    plan,
    printed,
    source,
    work,
)
from catalogues import section as lettered
from serge_press.manuscript.assemble import assemble
from serge_press.manuscript.nodes import Cell
from serge_press.manuscript.references import resolve
from serge_press.manuscript.tree import all_anchors, every_leaf, plain_words
from serge_press.model.attributions import Stance, Verdict
from serge_press.model.events import Agreement, LocationId, Point, PointId, Saying
from serge_press.model.plan import MADE_PARTS, PlannedPart
from serge_press.model.sources import Holding, SourceId, SourceKind
from serge_press.model.works import PublicationRole, WorkKind
from serge_press.reading.prose_text import ProseText

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "",
        "A. B.",
        "What?",
        "*",
        "{number}",
        "[x](work:w)",
        "<b>",
        "1–2",
        "l'an",
        '"',
        "\u00a0",
        "…",
        "12",
        "IV",
        "http://x",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=24, max_size=24), st.sampled_from(["en-GB", "fr", "pl", "ru", "fi", ""]))
def test_any_words_make_a_book(words: list[str], language: str) -> None:
    take = iter(words)
    one = work(
        "w",
        next(take),
        WorkKind.ARTICLE,
        printed(
            PublicationRole.FIRST, "1930", title=next(take), venue=next(take), issue=next(take), pages=next(take),
            publisher=next(take), cities=(next(take),), edition=next(take), note=next(take), as_printed=next(take),
        ),
        translated=next(take),
        signed=next(take),
        read_at=next(take),
        rows=(next(take),),
        annotation=ProseText(next(take), "catalogue/works/w.md", 9),
        evidence=(cited(locator=next(take)),),
    )  # fmt: skip
    known = catalogue(
        [one],
        [case("c", Verdict.DOUBTFUL, claim(next(take), Stance.DOUBTS, summary=next(take)), judges="w")],
        [SUBJECT, person("p", next(take), next(take), roles=next(take))],
        [source("sedgwick", SourceKind.ARCHIVE, next(take), held_at=Holding(next(take)))],
        [event("e", "1930", next(take), where=(LocationId("l"),))],
        [
            Point(
                PointId("x"),
                "Why?",
                "",
                Agreement.DIFFER,
                (Saying(SourceId("sedgwick"), words[0], HERE),),
                words[1],
                HERE,
            )
        ],
        [location("l", words[2], fr=words[3])],
    )
    book = plan(
        lettered("A", words[4], WorkKind.NOVEL),
        language=language or "en",
        back=tuple(PlannedPart(name, HERE) for name in MADE_PARTS),
        compare=("sedgwick",),
    )
    manuscript, _ = assemble(book, known, {}, MADE_WITH)
    resolved, _ = resolve(manuscript, known)
    anchors = [anchor for anchor, _ in all_anchors(resolved)]
    assert len(anchors) == len(set(anchors))
    for division in resolved.divisions:
        for leaf in every_leaf(division.blocks):
            assert leaf.inlines or isinstance(leaf, Cell)  # HTML, refused, may leave a cell empty
            commas = any(",." in word or word.rstrip().endswith(",") for word in words)
            assert ",." not in plain_words(leaf.inlines) or commas
