"""What the checks say of a finished tree."""

from __future__ import annotations

import pytest

from serge_press.checks.manuscript_checks import check_manuscript
from serge_press.findings import Place
from serge_press.manuscript.compose import compose, compose_inline
from serge_press.manuscript.nodes import Anchor, Text
from serge_press.manuscript.parts import Division, Manuscript, Matter, Role
from serge_press.manuscript.references import resolve
from serge_press.model.catalogue import Catalogue
from serge_press.model.plan import BookPlan
from serge_press.reading.prose_text import ProseText

FILES = frozenset({"plates/lock.png", "exile.md"})
HERE = Place("exile.md", 3, 8)


def told(text: str, language: str = "", title: str = "Exile") -> list[tuple[str, int]]:
    """Rule and line of what is found in a chapter of a British book."""
    composed, _ = compose(ProseText(text, "exile.md", language=language), language="en-GB", prefix="exile")
    words = (Text(title),) if title else ()
    chapter = Division(
        Anchor("exile"),
        Role.CHAPTER,
        Matter.BODY,
        words,
        composed.blocks,
        HERE,
        notes=composed.notes,
        language=language,
    )
    manuscript, _ = resolve(Manuscript(BookPlan("T", "en-GB", "t", HERE), (chapter,)), Catalogue())
    return [(found.rule, found.place.line) for found in check_manuscript(manuscript, FILES)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left.", []),
        ("", [("M020", 3)]),
        ("## A\n\na\n\n### B\n\nb\n\n## C\n\nc", []),
        ("### B\n\nb", [("M019", 1)]),
        ("## A\n\n#### B\n\nb", [("M019", 3)]),
        ("![A lock](plates/lock.png)", []),
        ("![](plates/lock.png)", [("M021", 1)]),
        ("![x](plates/none.png)", [("M025", 1)]),
        ("![x](https://example.org/x.png)", [("M024", 1)]),
        ("![x](a/../../x.png)", [("M024", 1)]),
        ("![x](/etc/x.png)", [("M024", 1)]),
        ("> ![x](//host/x.png)", [("M024", 1)]),
        ("a[^a]\n\n[^a]: " + "word " * 239, []),
        ("a[^a]\n\n[^a]: " + "word " * 260, [("N008", 3)]),
        ("He wrote to Бюллетень оппозиции.", [("M022", 1)]),
        ("He wrote to [Бюллетень оппозиции]{lang=ru} and [Дом]{.title lang=ru}.", []),
        ("::: {lang=ru}\n> Дом.\n:::", []),
        ("See [a.org/Дом](https://a.org/%D0%94%D0%BE%D0%BC).", []),
        ("See [the Дом](https://a.org/%D0%94%D0%BE%D0%BC).", [("M022", 1)]),
        ("a\n\n- > see Дом", [("M022", 3)]),
        ("| a |\n|---|\n| Дом |", [("M022", 3)]),
        ("a[^a]\n\n[^a]: Дом.", [("M022", 3)]),
    ],
)
def test_findings_of_a_chapter(text: str, wanted: list[tuple[str, int]]) -> None:
    assert told(text) == wanted


def test_a_cyrillic_text_may_hold_latin_words() -> None:
    assert told("Он читал Le Peuple.", language="ru") == []


def test_a_chapter_needs_a_title() -> None:
    assert told("He left.", title="") == [("M017", 3)]


def test_a_short_field_is_one_paragraph() -> None:
    _, findings = compose_inline(ProseText("One.\n\nTwo.", "a.yaml", 5), language="en")
    assert [(found.rule, found.place.line) for found in findings] == [("M015", 6)]
    assert findings[0].rule == "M015"


def test_a_short_field_has_no_notes() -> None:
    _, findings = compose_inline(ProseText("One.[^a]", "a.yaml"), language="en")
    assert [found.rule for found in findings] == ["N005"]
