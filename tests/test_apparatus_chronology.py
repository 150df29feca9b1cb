"""The chronology: years, events, works beside them, places."""

from __future__ import annotations

from catalogues import ALL_WORKS, case, catalogue, cited, event, facts, location, outlined, plan, words_of, work
from serge_press.manuscript.apparatus.chronology import chronology
from serge_press.manuscript.nodes import Group, GroupStyle
from serge_press.manuscript.tree import every_block
from serge_press.model.attributions import Verdict
from serge_press.model.events import EventKind, LocationId
from serge_press.model.sources import Confidence


def test_a_year_holds_its_events_and_the_works_listed_under_it() -> None:
    known = catalogue(
        [work("prison", "Les Hommes dans la prison", when="1930"), work("leaflet", "Tract", when="1933")],
        [case("leaflet", Verdict.UNRESOLVED, judges="leaflet")],
        events=[
            event("arrest", "1933-03-08", "Arrested *on the way* home.", where=(LocationId("leningrad"),),
                  evidence=(cited(locator="p. 289"),), confidence=Confidence.HIGH),
            event("hitler", "1933-01-30", "Hitler becomes Chancellor.", EventKind.WORLD),
        ],
        locations=[location("leningrad", "Leningrad", ru="Ленинград")],
    )  # fmt: skip
    assert outlined(chronology(facts(known, plan(ALL_WORKS)))) == (
        "paragraph #chronology--p1 [detail]: Lines headed ‘Writings’ name the works of the bibliography in the year "
        "under which they are listed there.\n"
        "year #chronology--g2\n"
        "  heading 2 #chronology--h1: 1930\n"
        "  works #chronology--g1\n"
        "    paragraph #chronology--p2 [detail]: Writings: "
        "<work prison>A1 <title fr>Les Hommes dans la prison</title></work>.\n"
        "year #chronology--g4\n"
        "  heading 2 #chronology--h2: 1933\n"
        '  world-event #event-hitler [label "In the world"]\n'
        "    paragraph #event-hitler--e-p1 [opening]: **30 January 1933**. Hitler becomes Chancellor.\n"
        "  event #event-arrest\n"
        "    paragraph #event-arrest--e-p1 [opening]: **8 March 1933**. <place leningrad>Leningrad</place>. "
        "Arrested *on the way* home.\n"
        "    paragraph #event-arrest--p1 [evidence]: Confidence: high. "
        "Evidence: <source sedgwick>Sedgwick 1963</source>, p. 289.\n"
        "  works #chronology--g3\n"
        "    paragraph #chronology--p3 [detail]: Writings: <work leaflet>?A2 <title fr>Tract</title></work>.\n"
        "heading 2 #chronology--h3: Places\n"
        "entry #place-leningrad\n"
        "  paragraph #place-leningrad--p1 [reference]: **Leningrad**, <words ru>Ленинград</words>. "
        "<anchor event-arrest -> event-arrest>8 March 1933</anchor>.\n"
    )


def test_a_date_that_ends_with_a_full_stop_takes_no_second_one() -> None:
    known = catalogue(events=[event("x", "193X", "Exile.")])
    assert words_of(chronology(facts(known, plan(language="pl"))))[1].count("..") == 0


def test_an_event_that_opens_with_a_quotation_keeps_its_date_above_it() -> None:
    known = catalogue(events=[event("x", "1930", "> Words.\n\nMore words.")])
    assert words_of(chronology(facts(known)))[:3] == ["1930", "1930. ", "Words."]


def test_works_without_a_date_stand_after_all_years() -> None:
    known = catalogue([work("a", "Un", when="1930"), work("b", "Deux")], events=[event("x", "1931", "Words.")])
    headings = [words for words in words_of(chronology(facts(known))) if words in {"1930", "1931", "Undated"}]
    assert headings == ["1930", "1931", "Undated"]


def test_places_stand_under_the_name_the_book_uses() -> None:
    known = catalogue(
        locations=[
            location("b", "Bruxelles", en="Brussels", nl="Brussel"),
            location("a", "Zurich"),
            location("c", "Łódź"),
        ]
    )
    groups = [b for b in every_block(chronology(facts(known)).blocks) if isinstance(b, Group)]
    assert [(g.anchor, words_of([g])[0]) for g in groups] == [
        ("place-b", "Brussels, Bruxelles, Brussel."),
        ("place-c", "Łódź."),
        ("place-a", "Zurich."),
    ]
    assert {g.style for g in groups} == {GroupStyle.ENTRY}
