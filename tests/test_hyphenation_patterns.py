"""Dictionaries of hyphenation, read by the line."""

from __future__ import annotations

import random
from itertools import pairwise

import pyphen
import pytest

from serge_press.editions.lines import patterns
from serge_press.editions.lines.hyphens import points


@pytest.fixture
def no_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyphen as it is before a word was asked for."""
    monkeypatch.setattr(pyphen, "hdcache", {})


@pytest.mark.usefixtures("no_dictionaries")
@pytest.mark.parametrize("language", ["en_GB", "fr", "pl_PL", "ru_RU", "it_IT", "af_ZA", "nl_NL"])
def test_words_are_broken_where_pyphen_breaks_them(language: str) -> None:
    """Words made of the letters of two patterns each, so that every kind of pattern is met; the Afrikaans have a slip."""
    path = pyphen.LANGUAGES[language]
    theirs = pyphen.HyphDict(path)
    patterns.make_ready(path)
    ours = pyphen.hdcache[path]
    assert isinstance(ours, patterns.Patterns)
    letters = [key.strip(".") for key in random.Random(7).sample(sorted(theirs.patterns), 240)]
    for word in (first + second for first, second in pairwise(letters)):
        assert ours.positions(word) == theirs.positions(word), word


@pytest.mark.usefixtures("no_dictionaries")
def test_a_dictionary_that_changes_the_spelling_is_left_to_pyphen() -> None:
    """Hungarian „asszony” is broken „asz-szony”: no such place is offered."""
    patterns.make_ready(pyphen.LANGUAGES["hu_HU"])
    assert pyphen.hdcache == {}
    assert points.__wrapped__("asszonyok", "hu", 5, 2, 2) == (5,)


@pytest.mark.usefixtures("no_dictionaries")
def test_the_layout_engine_is_served_from_the_same_dictionary() -> None:
    patterns.make_ready(pyphen.LANGUAGES["de_DE"])
    assert pyphen.Pyphen(lang="de_DE").inserted("Herausforderung") == "Her-aus-for-de-rung"
    assert isinstance(pyphen.Pyphen(lang="de_DE").hd, patterns.Patterns)
