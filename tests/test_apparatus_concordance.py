"""The concordance: accounts side by side, the others below, the editors' finding."""

from __future__ import annotations

from catalogues import HERE, SEDGWICK, catalogue, facts, outlined, plan, source, words_of
from serge_press.manuscript.apparatus.concordance import concordance
from serge_press.model.events import Agreement, Point, PointId, Saying
from serge_press.model.sources import Confidence, SourceId
from serge_press.reading.prose_text import ProseText

MIA = source("mia", title="Index", short="MIA 2013")
ROGERS = source("rogers", title="A Paris Hotel", short="Rogers 1994")


def says(name: str, words: str | None, locator: str = "") -> Saying:
    return Saying(SourceId(name), words, HERE, locator)


def point(*sayings: Saying, **more: object) -> Point:
    settings: dict[str, object] = {
        "agreement": Agreement.DIFFER,
        "topic": "Childhood",
        "finding": "30 December",
        **more,
    }
    return Point(PointId("birth"), question="When was he born?", sayings=sayings, place=HERE, **settings)  # type: ignore[arg-type]


def made(*points: Point, compare: tuple[str, ...] = ("sedgwick", "mia"), language: str = "en-GB") -> list[str]:
    known = catalogue(sources=[SEDGWICK, MIA, ROGERS], points=points)
    return words_of(concordance(facts(known, plan(compare=compare, language=language))))


def test_a_point_in_full() -> None:
    one = point(
        says("sedgwick", "On *30 December*", "p. 1"),
        says("rogers", "In 1891.", "note 3"),
        grounds=ProseText("The register says so.", "catalogue/accounts.yaml", 9),
        confidence=Confidence.HIGH,
    )
    known = catalogue(sources=[SEDGWICK, MIA, ROGERS], points=[one])
    assert outlined(concordance(facts(known, plan(compare=("sedgwick", "mia"))))) == (
        "heading 2 #concordance--h1: Childhood\n"
        "point #point-birth\n"
        "  paragraph #point-birth--p1 [question]: When was he born?\n"
        "  table #point-birth--t1 [accounts]\n"
        "    row\n"
        "      cell #point-birth--c1 [col]: <source sedgwick>Sedgwick 1963</source>\n"
        "      cell #point-birth--c3 [col]: <source mia>MIA 2013</source>\n"
        "    row\n"
        "      cell #point-birth--c2: On *30 December* (p. 1).\n"
        "      cell #point-birth--c4: *says nothing of this*\n"
        "  paragraph #point-birth--p2 [label]: Other sources\n"
        "  list #point-birth--l1\n"
        "    item\n"
        "      paragraph #point-birth--p3: <source rogers>Rogers 1994</source>, note 3: In 1891.\n"
        "  paragraph #point-birth--p4 [verdict]: *The accounts differ.* 30 December. Confidence: high.\n"
        "  paragraph #point-birth--g-p1 [opening]: *Grounds:* The register says so.\n"
    )


def test_an_account_that_speaks_twice_has_both_sayings_in_its_cell() -> None:
    two = point(says("mia", "One."), says("mia", "Two", "row 3"))
    known = catalogue(sources=[SEDGWICK, MIA], points=[two])
    shown = outlined(concordance(facts(known, plan(compare=("mia",)))))
    assert "cell #point-birth--c2: One.{break}Two (row 3).\n" in shown


def test_topics_and_points_keep_the_authors_order() -> None:
    first = point(topic="Exile")
    second = Point(PointId("b"), "Where?", "Childhood", Agreement.AGREE, (), "There.", HERE)
    third = Point(PointId("c"), "Why?", "Exile", Agreement.SILENT, (), "So.", HERE)
    words = made(first, second, third, compare=())
    assert [w for w in words if w in {"Exile", "Childhood"} or w.endswith("?")] == [
        "Exile", "When was he born?", "Why?", "Childhood", "Where?",
    ]  # fmt: skip


def test_agreement_is_said_in_the_language_of_the_book() -> None:
    assert any(words.startswith("Relacje się różnią. ") for words in made(point(), language="pl"))
