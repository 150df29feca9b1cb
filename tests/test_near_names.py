"""The nearest of many names is found, and soon."""

from __future__ import annotations

import time
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serge_press.manuscript.near_names import NearNames

NAMES = ("men-in-prison", "letters-from-brussels", "birth-of-our-power", "ville-conquise", "a")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("letters-from-brussel", "letters-from-brussels"),
        ("men_in_prison", "men-in-prison"),
        ("birth-of-power", "birth-of-our-power"),
        ("ab", "a"),
        ("memoirs", None),
        ("", None),
    ],
)
def test_a_slip_is_seen_through(said: str, meant: str | None) -> None:
    assert NearNames(NAMES).nearest(said) == meant


@given(st.lists(st.text("abc-", max_size=12), max_size=20), st.text("abc-", max_size=12))
def test_what_is_found_is_one_of_the_names_and_like_what_was_said(names: list[str], said: str) -> None:
    found = NearNames(names).nearest(said)
    if found is not None:
        assert found in names
        assert SequenceMatcher(None, found, said).ratio() >= 0.6
    assert said not in names or found == said


def test_a_thousand_slips_in_a_large_catalogue_take_seconds() -> None:
    near = NearNames(f"work-number-{n}" for n in range(3000))
    begun = time.process_time()
    assert [near.nearest(f"work-nummer-{n}") for n in range(1000)] == [f"work-number-{n}" for n in range(1000)]
    assert time.process_time() - begun < 30
