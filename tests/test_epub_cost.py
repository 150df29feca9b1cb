"""An e-book of twice the chapters, works and notes is twice the work: reading, assembling, setting, packing and checking it."""

from __future__ import annotations

import cProfile
import pstats
from typing import Any

import pytest

from benchmarks.generate_book import made_book
from benchmarks.made_catalogue import Size
from serge_press.editions import epub_edition
from serge_press.editions.epub_fonts import SubsetFont
from serge_press.press import bring_out, prepare
from serge_press.reading.folder import MemoryFolder


def calls(times: int) -> int:
    """Calls of functions for a book of five chapters and twenty works, so many times as long."""
    size = Size(5 * times, 1500 * times, 20 * times, 2 * times, 5 * times, 8 * times, 5 * times, 2 * times, 1)
    folder = MemoryFolder(made_book(size)[0])
    profile = cProfile.Profile()
    profile.enable()
    proof = prepare(folder, (("edition.epub.folios", ""),))
    assert proof.plan is not None
    run = bring_out(proof, tuple(one for one in proof.plan.editions if one.kind == "epub"), 0, validate=False)
    profile.disable()
    assert len(run.made) == 1
    stats: Any = pstats.Stats(profile)
    total: int = stats.total_calls
    return total


def test_twice_the_book_is_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_fonts(*_: object) -> tuple[SubsetFont, ...]:
        return ()

    def no_cover(*_: object) -> bytes:
        return b""

    monkeypatch.setattr(epub_edition, "subset_fonts", no_fonts)  # what they cost hangs on the alphabet, not on the book
    monkeypatch.setattr(epub_edition, "cover_jpeg", no_cover)
    calls(1)  # so that what is made once, and kept, is not counted
    four, eight, sixteen = (calls(times) for times in (4, 8, 16))
    assert sixteen - eight < 2.1 * (eight - four)
